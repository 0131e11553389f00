"""Where a search may begin when nothing is asked, or nothing found."""

from __future__ import annotations

from django.db.models import QuerySet

from tourism.models import DestinationPage


def destinations_in(language: str) -> QuerySet[DestinationPage]:
    """Pages of the destinations, with what a card shows but the pictures, in Vietnamese alphabetical order."""
    live: QuerySet[DestinationPage] = DestinationPage.objects.live()
    return (
        live.filter(locale__language_code=language).select_related("place__province").order_by("place__sort_key", "pk")
    )
