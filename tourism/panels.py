"""What tourism adds to the pages of communes and provinces: the places that lie there, and the festivals."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core.registries import Panel, also_here
from portal.places.models import Commune, Province
from tourism.models import AttractionPage, DestinationPage, EventPage

PLACES_SHOWN = 24
EVENTS_SHOWN = 8


@also_here
def places_here(record: Any) -> Panel | None:
    """Destinations and places to visit of a commune; the destinations of a province."""
    language = (get_language() or "vi")[:2]
    destinations = (
        DestinationPage.objects.live()
        .filter(locale__language_code=language)
        .select_related("place__province", "picture")
        .prefetch_related("picture__derivatives")
        .order_by("place__sort_key", "pk")
    )
    attractions = (
        AttractionPage.objects.live()
        .filter(locale__language_code=language)
        .select_related("place__province", "picture")
        .prefetch_related("picture__derivatives")
        .order_by("place__sort_key", "pk")
    )
    if isinstance(record, Commune):
        pages: list[Any] = [
            *attractions.filter(place__communes=record)[:PLACES_SHOWN],
            *destinations.filter(place__communes=record)[:PLACES_SHOWN],
        ]
    elif isinstance(record, Province):
        own = destinations.filter(place__province=record)
        shared = destinations.filter(place__other_provinces=record)
        pages = list(dict.fromkeys(chain(own, shared)))
    else:
        return None
    if not pages:
        return None
    heading = (
        _("Bắt đầu từ đây")
        if isinstance(record, Province)
        else _("Nơi nên ghé ở %(name)s") % {"name": record.name}
        if len(pages) >= PLACES_SHOWN  # there may be more
        else ngettext("%(count)s nơi ở %(name)s", "%(count)s nơi ở %(name)s", len(pages))
        % {"count": len(pages), "name": record.name}
    )
    return Panel(
        key="noi",
        template="tourism/panels/places.html",
        context={
            "pages": pages,
            "heading": heading,
            "layout": layout_of(len(pages)),
            "is_province": isinstance(record, Province),
            "has_illustrations": any(page.picture is not None and page.picture.is_illustration for page in pages),
        },
        order=10,
        count=len(pages),
        title=_("Nơi nên ghé"),
    )


def layout_of(count: int) -> str:
    """Modifiers of a list of cards that leave no card alone in a row: two large and three small, four, or three."""
    if count in (2, 5):
        return "two rows"
    return "rows" if count <= 3 or count % 3 == 0 else "four rows"


@also_here
def events_here(record: Any) -> Panel | None:
    """Festivals held at a place of a commune; the next festivals of a province whose day can be computed."""
    today = timezone.localdate()
    language = (get_language() or "vi")[:2]
    pages = EventPage.objects.live().filter(locale__language_code=language).select_related("event__place")
    if isinstance(record, Commune):
        pages = pages.filter(event__place__communes=record)
    elif isinstance(record, Province):
        pages = pages.filter(event__province=record, event__exact_day__isnull=False)
    else:
        return None
    rows = [{"page": page, "start": page.event.next_start(today)} for page in pages]
    dated = sorted((row for row in rows if row["start"]), key=lambda row: (row["start"], row["page"].pk))
    vague = sorted((row for row in rows if not row["start"]), key=lambda row: row["page"].event.sort_key)
    shown = [*dated, *vague][:EVENTS_SHOWN]
    if not shown:
        return None
    return Panel(
        key="hoi",
        template="tourism/panels/events.html",
        context={"rows": shown, "heading": _("Sắp diễn ra") if dated else _("Trong năm"), "is_computed": bool(dated)},
        order=20,
        count=len(shown),
        title=_("Lễ hội"),
    )
