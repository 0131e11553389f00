"""Reusable filters of the shared records; each reads as a sentence and can be chained."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db.models import Q, QuerySet


class StatedFactQuerySet(QuerySet[Any]):
    """Facts of official documents."""

    def about(self, *keys: str) -> Self:
        """Facts that concern any of the subject keys, with their source, each once."""
        return self.filter(subjects__key__in=keys).select_related("source").distinct()


class FeedbackQuerySet(QuerySet[Any]):
    """What visitors wrote."""

    def unread(self) -> Self:
        """What nobody has taken in hand yet."""
        return self.filter(state="new")


class WorkItemQuerySet(QuerySet[Any]):
    """Rows of work."""

    def due(self, now: dt.datetime) -> Self:
        """Waiting rows whose time has come, and rows whose worker died."""
        died = Q(state="working", claimed_at__lt=now - settings.PORTAL_WORK_LEASE)
        return self.filter(Q(state="waiting", not_before__lte=now) | died)

    def parked(self) -> Self:
        """Rows that were tried too often and wait for a person."""
        return self.filter(state="parked")
