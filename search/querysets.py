"""Reusable filters of the index's rows; each reads as a sentence and can be chained."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet


class IndexTargetQuerySet(QuerySet[Any]):
    """Copies of the index."""

    def marked(self) -> Self:
        """Those that each change is written down for."""
        return self.filter(state__in=("live", "building"))

    def live(self) -> Self:
        """Those that answer readers."""
        return self.filter(state="live")


class DirtyDocumentQuerySet(QuerySet[Any]):
    """What a copy of the index has not seen."""

    def due(self, target: str, now: dt.datetime) -> Self:
        """Waiting rows of a target whose time has come, the oldest first."""
        return self.filter(target=target, state="waiting", not_before__lte=now).order_by("not_before", "pk")

    def outdated(self) -> Self:
        """Waiting rows of which there is a newer one for the same document."""
        newer = self.model._default_manager.filter(
            target=OuterRef("target"), key=OuterRef("key"), state="waiting", pk__gt=OuterRef("pk")
        )
        return self.filter(Exists(newer), state="waiting")

    def parked(self) -> Self:
        """Documents that were refused too often and wait for a person."""
        return self.filter(state="parked")
