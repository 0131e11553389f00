"""Says how the indexes are; with ``--go`` builds one again beside the one that answers, without losing a change."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from search.engines import EngineUnavailable
from search.models import IndexTarget, Rebuild
from search.services import checking, rebuilding, targets, tending


class Command(BaseCommand):
    help = "Report on the search indexes of this machine. Nothing is built without --go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=("embedded", "elasticsearch"), help="only this one")
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--go", action="store_true", help="build the index again and let it answer")
        act.add_argument("--rollback", action="store_true", help="let the index answer that did before the last one")
        parser.add_argument("--if-needed", action="store_true", help="with --go: only an index that is missing or old")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the machine's indexes."""
        for target in targets.own_targets():
            kind = targets.kind_of(target)
            if options["engine"] in (None, kind):
                try:
                    self._one(target, options)
                except rebuilding.AlreadyRunning as error:
                    raise CommandError(f"{target} is being built by somebody else just now.") from error
                except (EngineUnavailable, rebuilding.NothingKept, rebuilding.NotAsGood, targets.Busy) as error:
                    raise CommandError(f"{target}: {error}. What answered before still does.") from error
        if options["engine"] == "elasticsearch" and targets.ELASTICSEARCH not in targets.own_targets():
            raise CommandError("ELASTICSEARCH_URL is not set.")

    def _one(self, target: str, options: dict[str, Any]) -> None:
        engine = targets.engine_of(target)
        if options["rollback"]:
            self.stdout.write(f"{target}: {rebuilding.roll_back(target, engine)} answers again.")
        elif options["go"] and not (
            options["if_needed"] and not tending.needs_building(target, engine, now=timezone.now())
        ):
            with tqdm(desc=f"{'search index':14}", unit="", leave=True, dynamic_ncols=True) as bar:
                rebuilding.rebuild(target, engine, progress=bar.update)
            self.stdout.write(f"{target}: {engine.live()} answers.")
        elif not options["go"]:
            self._report(target)

    def _report(self, target: str) -> None:
        engine = targets.engine_of(target)
        live = engine.live()
        row = IndexTarget.objects.filter(name=target).first()
        building = Rebuild.objects.filter(target=target).first()
        counts = engine.count() if live else {}
        waiting = checking.waiting(target)
        self.stdout.write(f"{target}: {live or 'no index'}")
        if live and not engine.is_current:
            self.stdout.write("  built by another version of the analysis: build it again with --go")
        if row is None:
            self.stdout.write("  not registered: changes are not written down for it; build it with --go")
        self.stdout.write(f"  {sum(counts.values())} documents: {', '.join(f'{n} {k}' for k, n in counts.items())}")
        self.stdout.write(f"  {waiting['waiting']} waiting, {waiting['parked']} refused and parked")
        if row is not None and row.last_error:
            self.stdout.write(f"  does not answer ({row.last_error}); tried again at {row.not_before}")
        if building is not None:
            self.stdout.write(f"  being built since {building.started_at}: {building.index}, {building.step}")
        if earlier := [name for name in engine.indices() if name != live]:
            self.stdout.write(f"  kept: {', '.join(earlier)}")
