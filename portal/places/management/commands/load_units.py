"""``manage.py load_units [FILE]``: load provinces, communes and former units; may run again at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.data_files import BadData
from portal.places.loading import UNITS, load_units


class Command(BaseCommand):
    help = "Load provinces, communes and wards with their former units."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=UNITS)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = load_units(options["file"])
        except BadData as error:
            raise CommandError(str(error)) from error
        self.stdout.write(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()))
