"""Reusable filters of records and pages of tourism; each reads as a sentence and can be chained."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q, QuerySet
from wagtail.query import PageQuerySet

from portal.core.vietnamese import fold


class PlaceQuerySet(QuerySet[Any]):
    """Records of places."""

    def with_details(self) -> Self:
        """With everything their page shows, in a fixed number of queries."""
        return self.prefetch_related(
            "communes__province",
            "facts__source",
            "recognitions",
            "activities",
            "sources__source",
        )


class TellingPageQuerySet(PageQuerySet):
    """Live pages that tell of a record."""

    def in_language_of(self, page: Any) -> Self:
        """Live pages in the language of ``page``."""
        return self.live().filter(locale_id=page.locale_id)


class AttractionPageQuerySet(TellingPageQuerySet):
    """Pages of attractions."""

    def for_cards(self) -> Self:
        """With what a card shows, in Vietnamese alphabetical order."""
        return (
            self.select_related("place__province", "picture")
            .prefetch_related("picture__derivatives", "place__communes")
            .order_by("place__sort_key", "pk")
        )

    def named(self, words: str) -> Self:
        """Pages whose place, other names, commune or former unit hold all the words, marks or none."""
        found = self
        for word in fold(words).split()[:6]:
            found = found.filter(Q(place__search_text__contains=word))
        return found


class EventPageQuerySet(TellingPageQuerySet):
    """Pages of events."""

    def for_cards(self) -> Self:
        """With what a row of the calendar shows, in Vietnamese alphabetical order."""
        return (
            self.select_related("event__province", "event__place", "picture")
            .prefetch_related("picture__derivatives")
            .order_by("event__sort_key", "pk")
        )


class ItineraryPageQuerySet(TellingPageQuerySet):
    """Pages of itineraries."""

    def for_cards(self) -> Self:
        """With what a card shows, in their own order."""
        return (
            self.select_related("itinerary", "picture").prefetch_related("picture__derivatives").order_by("itinerary__number", "pk")
        )
