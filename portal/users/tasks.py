"""What accounts do by the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from portal.users import upkeep


@shared_task(name="portal.users.tasks.forget_unverified", expires=3600)
def forget_unverified() -> None:
    """Delete accounts whose address was never confirmed."""
    upkeep.forget_unverified(now=timezone.now())
