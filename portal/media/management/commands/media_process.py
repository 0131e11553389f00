"""Does the waiting work of the media library now, with a progress bar: after an import, or while no worker runs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from portal.core import work
from portal.core.models import WorkItem


class Command(BaseCommand):
    help = "Process the pictures that wait, and take away files that are to go."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each row once: what fails waits for its next attempt and is reported."""
        due = list(WorkItem.objects.due(timezone.now()).filter(kind__startswith="media.").values_list("pk", flat=True))
        done = sum(work.carry_out(pk) for pk in tqdm(due, desc="Pictures", unit="row", file=self.stdout))
        left = WorkItem.objects.filter(kind__startswith="media.", pk__in=due)
        for item in left:
            self.stderr.write(f"{item} ({item.state}, attempt {item.attempts}): {item.last_error}")
        self.stdout.write(f"{done} of {len(due)} done.")
