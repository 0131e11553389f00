"""How good the search is: questions with the names that should come first, and what comes.

A result is right when one of its names, in any language, one of its aliases or its maker is an expected name, case and
placement of tones aside. A question that expects nothing is answered right by nothing, or by what is marked as a
suggestion. Measures: success@1, mean reciprocal rank, nDCG@10 (binary relevance).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

from search.analysis import fold_tokens, tone_tokens
from search.documents import SearchDocument
from search.engines import Engine, Request
from search.fields import WHOLE
from search.finding import find, suggest
from search.queries import Term
from search.results import Match, Question

DEPTH = 10
#: How far down a suggestion may stand.
SUGGESTED = 5
PREFIX = "prefix"


class BadQuestions(ValueError):
    """The file is no list of questions; the message names the entry and what is wrong."""


@dataclass(frozen=True)
class Expectation:
    """A question and the names that should come first; no name: nothing should be found."""

    text: str
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Judgement:
    """How a question was answered; ``rank`` is that of the first right result from 1, None when there is none."""

    expectation: Expectation
    rank: int | None
    gain: float
    came: tuple[str, ...]
    match: str
    is_loadable: bool = True

    @property
    def is_right(self) -> bool:
        """Whether the first result is right (of suggestions: one of the first five)."""
        return self.rank is not None and self.rank <= (SUGGESTED if self.expectation.kind == PREFIX else 1)


def read_questions(path: Path) -> list[Expectation]:
    """The questions of a JSON file: a list of objects with ``q``, ``expect`` (a list) and ``kind``.

    Raises ``BadQuestions`` and ``OSError``.
    """
    try:
        entries: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadQuestions(f"{path}: no JSON: {error}") from error
    if isinstance(entries, dict):
        entries = entries.get("queries")
    if not isinstance(entries, list):
        raise BadQuestions(f"{path}: a list of questions is expected")
    questions = []
    for number, entry in enumerate(entries, start=1):
        expected = entry.get("expect") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(entry.get("q"), str) or not isinstance(expected, list):
            raise BadQuestions(f'{path}: entry {number}: an object with "q" (text) and "expect" (list) is expected')
        questions.append(Expectation(entry["q"], tuple(map(str, expected)), str(entry.get("kind", ""))))
    return questions


def key_of(name: str) -> str:
    """What two spellings of one name share: case, placement of tones and punctuation aside."""
    return " ".join(tone_tokens(name))


def is_right(document: SearchDocument, keys: Iterable[str]) -> bool:
    """Whether one of the document's names is expected."""
    names = {key_of(name) for name in (*document.names.values(), *document.aliases)}
    return not names.isdisjoint(keys)


def existing(expectation: Expectation, engine: Engine, today: dt.date) -> int:
    """How many documents carry an expected name."""
    keys = {key_of(name) for name in expectation.names}
    found = set()
    for name in expectation.names:
        request = Request(query=Term(WHOLE, "".join(fold_tokens(name))), today=today.isoformat(), limit=50)
        found |= {hit.document.key for hit in engine.search(request).hits if is_right(hit.document, keys)}
    return len(found)


def judge(expectation: Expectation, engine: Engine, today: dt.date) -> Judgement:
    """Ask one question and compare; ``engine`` tells which expected documents there are."""
    if expectation.kind == PREFIX:
        groups = suggest(expectation.text, "vi", today=today)
        documents = [suggestion.document for group in groups for suggestion in group.suggestions]
        match = Match.FULL.value
    else:
        results = find(Question(text=expectation.text), today=today)
        documents = [hit.document for hit in results.hits[:DEPTH]]
        match = results.match.value
    names = [document.name_in("vi") for document in documents]
    keys = {key_of(name) for name in expectation.names}
    right = [is_right(document, keys) for document in documents]
    came = tuple(names[:3])
    if not expectation.names:
        is_honest = not names or match in {Match.PARTIAL.value, Match.CORRECTED.value}
        return Judgement(expectation, 1 if is_honest else None, float(is_honest), came, match)
    there = existing(expectation, engine, today)
    rank = right.index(True) + 1 if True in right else None
    return Judgement(expectation, rank, _gain(right, there), came, match, is_loadable=there > 0)


def _gain(right: Sequence[bool], there: int) -> float:
    """nDCG@10 of a list of right and wrong results when ``there`` right ones exist."""
    best = sum(1 / log2(rank + 2) for rank in range(min(there, DEPTH)))
    return min(1.0, sum(hit / log2(rank + 2) for rank, hit in enumerate(right[:DEPTH])) / best) if best else 0.0


def summary(judgements: Sequence[Judgement]) -> dict[str, Any]:
    """Measures over the questions whose documents exist."""
    judged = [one for one in judgements if one.is_loadable]
    count = len(judged)
    return {
        "questions": count,
        "success@1": sum(one.is_right for one in judged) / count if count else 0.0,
        "mrr": sum(1 / one.rank for one in judged if one.rank) / count if count else 0.0,
        "ndcg@10": sum(one.gain for one in judged) / count if count else 0.0,
    }
