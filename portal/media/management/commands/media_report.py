"""Bytes and files of the media library by type, and how long pictures have been waiting."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Avg, Count, Min, Sum
from django.utils import timezone

from portal.core.models import WorkItem
from portal.media.models import Derivative, Document, Image

MEGABYTE = 1_000_000


class Command(BaseCommand):
    help = "Print bytes and times of the media library by type."

    def handle(self, *args: Any, **options: Any) -> None:
        """A table: originals, documents, then each purpose, format and width; then what waits."""
        self._line("originals", **Image.objects.aggregate(files=Count("pk"), bytes=Sum("file_size")))
        self._line("documents", **Document.objects.aggregate(files=Count("pk"), bytes=Sum("file_size")))
        kinds = Derivative.objects.order_by("purpose", "format", "width").values("purpose", "format", "width")
        for row in kinds.annotate(files=Count("pk"), bytes=Sum("size"), seconds=Avg("seconds")):
            name = f"{row['purpose']} {row['format']} {row['width']}"
            self._line(name, row["files"], row["bytes"], row["seconds"])
        waiting = WorkItem.objects.filter(kind__startswith="media.").order_by("kind", "state").values("kind", "state")
        for row in waiting.annotate(count=Count("pk"), oldest=Min("created_at")):
            age = (timezone.now() - row["oldest"]).total_seconds()
            self.stdout.write(f"{row['kind']} {row['state']}: {row['count']}, oldest {age:.0f} s")

    def _line(self, name: str, files: int, bytes: int | None, seconds: float | None = None) -> None:
        time = f"  {seconds:6.2f} s each" if seconds else ""
        self.stdout.write(f"{name:<24} {files:>7} files {(bytes or 0) / MEGABYTE:>10.1f} MB{time}")
