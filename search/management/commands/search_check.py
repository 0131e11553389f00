"""Holds the indexes of this machine against the database; ``--repair`` has what does not agree written again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import EngineUnavailable
from search.services import checking, targets
from search.services.comparing import Findings

TEXTS = {
    "missing": "missing from the index",
    "stale": "older than the database or of other content",
    "orphan": "in the index without anything public behind them",
    "ahead": "newer than the database, which is an older copy",
}


class Command(BaseCommand):
    help = "Say what is missing, stale or orphaned in the search indexes. Ends with 1 when something is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=("embedded", "elasticsearch"), help="only this one")
        parser.add_argument("--repair", action="store_true", help="mark it, so that it is written again or removed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each kind of finding with its first ten keys."""
        is_wrong = False
        for target in targets.own_targets():
            if options["engine"] not in (None, targets.kind_of(target)):
                continue
            try:
                with tqdm(desc=f"{target:14}", unit="", leave=False, dynamic_ncols=True) as bar:
                    found = checking.check(
                        target, targets.engine_of(target), repair=options["repair"], progress=bar.update
                    )
            except EngineUnavailable as error:
                raise CommandError(f"{target} does not answer: {error}") from error
            self._report(target, found)
            is_wrong = is_wrong or (bool(found) and not options["repair"])
            if found and options["repair"]:
                self.stdout.write(
                    "  marked: the worker writes them now (or search_rebuild --go builds all of it again)."
                )
        if is_wrong:
            raise CommandError("Index and database do not agree; --repair has it mended.")

    def _report(self, target: str, found: Findings) -> None:
        waiting = checking.waiting(target)
        agree = "" if found else "agrees with the database, "
        self.stdout.write(f"{target}: {agree}{waiting['waiting']} waiting, {waiting['parked']} refused and parked")
        for name, text in TEXTS.items():
            if entries := sorted(getattr(found, name)):
                first = ", ".join(entries[:10])
                self.stdout.write(f"  {len(entries)} {text}: {first}{' …' if len(entries) > 10 else ''}")
