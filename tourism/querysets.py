"""Reusable filters of records and pages of tourism; each reads as a sentence and can be chained."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from wagtail.query import PageQuerySet

from portal.core.vietnamese import fold


class PlaceQuerySet(QuerySet[Any]):
    """Records of places."""

    def live(self) -> Self:
        """Those that are public; a draft may be named on no public page."""
        return self.filter(live=True)

    def destinations(self) -> Self:
        """Those that hold others: the regions."""
        return self.filter(kind="destination")

    def with_details(self) -> Self:
        """With everything their page shows, in a fixed number of queries."""
        return self.prefetch_related(
            "communes",
            *(
                Prefetch(rows, self.model._meta.get_field(rows).related_model.objects.select_related("source"))
                for rows in ("facts", "sources")
            ),
            "recognitions",
            "activities",
        )

    def with_parent_page(self, page: Any) -> Self:
        """With ``parent_title`` and ``parent_path`` (stored path) of the destination's page in the page's language."""
        pages = self.model._meta.get_field("destinationpages").related_model.objects.live()
        pages = pages.filter(locale_id=page.locale_id, place_id=OuterRef("parent_id"))
        return self.annotate(
            parent_title=Subquery(pages.values("title")[:1]), parent_path=Subquery(pages.values("url_path")[:1])
        )

    def with_other_province(self) -> Self:
        """With ``other_code`` and ``other_name`` of the neighbour province, which the map names too."""
        provinces = self.model._meta.get_field("province").related_model.objects.exclude(pk=OuterRef("province_id"))
        return self.select_related("province").annotate(
            other_code=Subquery(provinces.values("code")[:1]), other_name=Subquery(provinces.values("name")[:1])
        )


class TellingPageQuerySet(PageQuerySet):
    """Live pages that tell of a record."""

    def in_language_of(self, page: Any) -> Self:
        """Live pages in the language of ``page``."""
        return self.live().filter(locale_id=page.locale_id)


class AttractionPageQuerySet(TellingPageQuerySet):
    """Pages of attractions."""

    def for_rows(self) -> Self:
        """With what a card shows but the pictures, in Vietnamese alphabetical order."""
        return self.select_related("place__province").order_by("place__sort_key", "pk")

    def for_cards(self) -> Self:
        """With what a card shows, in Vietnamese alphabetical order."""
        return self.for_rows().select_related("picture").prefetch_related("picture__derivatives")

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
            self.select_related("itinerary", "picture")
            .prefetch_related("picture__derivatives")
            .order_by("itinerary__number", "pk")
        )
