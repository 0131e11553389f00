"""Documents that change although nobody changes anything: the months of a festival follow the calendar."""

from __future__ import annotations

from django.db import transaction

from search.services import dependents, marking
from tourism.models import EventPage


def mark_dated() -> None:
    """Mark festivals whose next days are computed from a rule."""
    with transaction.atomic():
        marking.mark_found(lambda: dependents.pages(EventPage, event__exact_day__isnull=False))
