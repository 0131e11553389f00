"""Compares rows and files of the media library; ``--repair`` asks for what is missing and removes what nobody owns."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.media import upkeep

TEXTS = {
    "without_original": "pictures whose original is gone (upload it again)",
    "incomplete": "pictures without all their public files",
    "stale": "pictures whose public files are of another recipe",
    "orphan_derivatives": "public files without row",
    "orphan_originals": "originals without row",
}


class Command(BaseCommand):
    help = "Say what is missing, orphaned or stale in the media library. Ends with 1 when something is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="ask for what is missing, remove what nobody owns")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each kind of finding with its first ten."""
        found = upkeep.check()
        for name, text in TEXTS.items():
            entries = getattr(found, name)
            if entries:
                first = ", ".join(str(entry) for entry in entries[:10])
                self.stdout.write(f"{len(entries)} {text}: {first}{' …' if len(entries) > 10 else ''}")
        if not found:
            self.stdout.write("Rows and files agree.")
        elif options["repair"]:
            upkeep.repair(found)
            self.stdout.write("What could be repaired is repaired or waits for the worker (media_process does it now).")
            if found.without_original:
                raise CommandError("Some originals are gone.")
        else:
            raise CommandError("Rows and files do not agree; --repair mends what can be mended.")
