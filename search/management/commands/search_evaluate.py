"""Asks the questions of a file and says how many are answered by what they expect (see ``search.evaluation``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from search.engines import EngineUnavailable, selection
from search.evaluation import BadQuestions, Judgement, judge, read_questions, summary


class Command(BaseCommand):
    help = "Ask the questions of a file in the form of queries_dev.json; print success@1, MRR, nDCG@10 and each miss."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--engine",
            choices=["embedded", "elasticsearch"],
            help="ask this engine only; by default as the portal does",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, file: Path, engine: str | None, **options: Any) -> None:
        try:
            questions = read_questions(file)
        except (BadQuestions, OSError) as error:
            raise CommandError(str(error)) from error
        today = timezone.localdate()
        try:
            with selection.only(engine), translation.override("vi"):
                there = selection.current()
                judgements = [judge(question, there, today) for question in questions]
                name = there.name
        except EngineUnavailable as error:
            raise CommandError(f"The engine does not answer: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(_report(name, judgements), ensure_ascii=False, indent=1))
        else:
            self._print(name, judgements)

    def _print(self, engine: str, judgements: list[Judgement]) -> None:
        report = _report(engine, judgements)
        self.stdout.write(f"{engine}: {_line(report)}")
        for kind, measures in report["kinds"].items():
            self.stdout.write(f"  {kind}: {_line(measures)}")
        for miss in report["misses"]:
            came = "; ".join(miss["came"]) or "nothing"
            self.stdout.write(f"  miss: {miss['q']!r} expects {'; '.join(miss['expect']) or 'nothing'}; came: {came}")
        for text in report["not yet loadable"]:
            self.stdout.write(f"  not yet loadable: {text!r}")


def _line(measures: dict[str, Any]) -> str:
    return (
        f"{measures['questions']} questions, success@1 {measures['success@1']:.3f}, "
        f"MRR {measures['mrr']:.3f}, nDCG@10 {measures['ndcg@10']:.3f}"
    )


def _report(engine: str, judgements: list[Judgement]) -> dict[str, Any]:
    kinds = sorted({one.expectation.kind for one in judgements})
    return {
        "engine": engine,
        **summary(judgements),
        "kinds": {kind: summary([one for one in judgements if one.expectation.kind == kind]) for kind in kinds},
        "misses": [
            {
                "q": one.expectation.text,
                "kind": one.expectation.kind,
                "expect": list(one.expectation.names),
                "came": list(one.came),
                "match": one.match,
                "rank": one.rank,
            }
            for one in judgements
            if one.is_loadable and not one.is_right
        ],
        "not yet loadable": [one.expectation.text for one in judgements if not one.is_loadable],
    }
