"""Destinations, places to visit, festivals and itineraries: the page in each language and the record they share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from portal.places.models import Commune, Province
from search.kinds import Kind
from search.kinds.drafts import Draft, in_languages, lines_of, own
from search.kinds.pages import Group, PageReader, read_pages, say_facts
from search.kinds.wheres import where_of
from tourism.models import (
    AttractionPage,
    DestinationPage,
    Event,
    EventPage,
    ItineraryPage,
    Place,
    PracticalFact,
)
from tourism.templatetags.place_tags import former_districts

DESTINATION = Kind(
    "destination",
    pgettext_lazy("singular", "Điểm đến"),
    pgettext_lazy("plural", "Điểm đến"),
    10,
    tuple(Place.Category.choices),
)
ATTRACTION = Kind(
    "attraction",
    pgettext_lazy("singular", "Nơi tham quan"),
    pgettext_lazy("plural", "Nơi tham quan"),
    20,
    tuple(Place.Category.choices),
)
EVENT = Kind(
    "event", pgettext_lazy("singular", "Lễ hội"), pgettext_lazy("plural", "Lễ hội"), 30, tuple(Event.Calendar.choices)
)
ITINERARY = Kind("itinerary", pgettext_lazy("singular", "Lịch trình"), pgettext_lazy("plural", "Lịch trình"), 40)
#: A record of more communes than this is said to lie in its province alone.
FEW = 2

Drafts = Sequence[tuple[Draft, Group]]
Titles = dict[tuple[int, str], str]


def titles_of_places(places: Iterable[int]) -> Titles:
    """Title of the live page of each place in each language, by (place, language): two queries."""
    wanted = set(places)
    models: tuple[Any, ...] = (DestinationPage, AttractionPage)
    return {
        (place, language): title
        for model in models
        for place, language, title in model.objects.live()
        .filter(place_id__in=wanted)
        .values_list("place_id", "locale__language_code", "title")
    }


def tell(draft: Draft, group: Group) -> None:
    """Summary and words of pages with lead, teaser and story."""
    for language, page in group.items():
        draft.summaries[language] = page.teaser
        draft.say(language, page.lead)
        if hasattr(page, "story"):
            draft.say(language, page.story_title, *lines_of(page.story))


def record_of(group: Group, name: str) -> Any:
    """The record that the pages of a group share."""
    return getattr(next(iter(group.values())), name)


# --- Places -----------------------------------------------------------------------------------------------------------


def places_with_everything(pages: Any) -> Any:
    """Pages of places with what their documents say of the record, in a fixed number of queries."""
    return pages.select_related("place__province").prefetch_related(
        "place__other_provinces",
        "place__communes__province",
        "place__communes__former_units",
        "place__facts",
        "place__recognitions",
        "place__activities",
        "place__aliases",
    )


def read_places(drafts: Drafts) -> Iterator[bool]:
    """Fill the drafts of destinations and places to visit."""
    places = [record_of(group, "place") for _draft, group in drafts]
    titles = titles_of_places(place.parent_id for place in places if place.parent_id)
    for (draft, group), place in zip(drafts, places, strict=True):
        tell(draft, group)
        _read_place(draft, place, titles)
    say_facts((draft, f"place:{place.slug}") for (draft, _group), place in zip(drafts, places, strict=True))
    for place in places:
        yield place.live


def _read_place(draft: Draft, place: Any, titles: Titles) -> None:
    communes = list(place.communes.all())
    provinces = [place.province, *place.other_provinces.all()]
    draft.call(place.name, place.name_en, *(alias.name for alias in place.aliases.all()))
    draft.provinces = [province.slug for province in provinces]
    draft.communes = [commune.code for commune in communes]
    draft.category = place.category
    draft.months = [month for month in place.months if isinstance(month, int)]
    draft.say_each(place, "ethnic_groups")
    for row in place.recognitions.all():
        draft.say_each(row, "text")
    for row in place.activities.all():
        draft.topic(row, "text")
    draft.say("vi", *(unit.full_name for commune in communes for unit in commune.former_units.all()))
    for language in in_languages():
        draft.wheres[language] = where_of(communes if len(communes) <= FEW else [], provinces)
        draft.say(
            language,
            place.get_category_display(),
            titles.get((place.parent_id or 0, language), ""),
            *(commune.title for commune in communes),
            *former_districts(place.former_district),
            *(_fact(fact, language) for fact in place.facts.all()),
        )


def _fact(fact: Any, language: str) -> str:
    """``Giá vé: Người lớn: 30.000 đồng``; nothing where the language has no words for it."""
    if fact.amount is None and not own(fact, "text", language):
        return ""
    label = own(fact, "label", language)
    return f"{PracticalFact.Kind(fact.kind).label}: {f'{label}: ' if label else ''}{fact.value}"


# --- Festivals --------------------------------------------------------------------------------------------------------


def events_with_everything(pages: Any) -> Any:
    """Pages of events with what their documents say of the record."""
    return pages.select_related("event__province", "event__place__province").prefetch_related(
        "event__place__communes__province", "event__editions", "event__recognitions", "event__aliases"
    )


def months_of(event: Event, today: dt.date) -> list[int]:
    """Gregorian months in which it falls; by an exact rule those of its next days, which differ from year to year."""
    start = event.next_start(today)
    if start is None:
        return [month for month in event.months if isinstance(month, int)]
    days = range(event.exact_days or 1)
    return list(dict.fromkeys((start + dt.timedelta(days=day)).month for day in days))


def with_province(where: str, province: Province | None) -> str:
    """``Bản Áng, Sơn La``; the province is not said twice."""
    if province is None or any(
        not where[said.end() :].lstrip()[:1].isupper()  # "Điện Biên Phủ" does not say "Điện Biên"
        for said in re.finditer(rf"\b{re.escape(province.name)}\b", where)
    ):
        return where
    return f"{where}, {province.name}"


def read_events(drafts: Drafts) -> Iterator[bool]:
    """Fill the drafts of festivals."""
    today = timezone.localdate()
    events = [record_of(group, "event") for _draft, group in drafts]
    titles = titles_of_places(event.place_id for event in events if event.place_id)
    for (draft, group), event in zip(drafts, events, strict=True):
        tell(draft, group)
        communes = list(event.place.communes.all()) if event.place else []
        province = event.province or (event.place.province if event.place else None)
        draft.call(event.name, event.name_en, *(alias.name for alias in event.aliases.all()))
        draft.provinces = [province.slug] if province else []
        draft.communes = [commune.code for commune in communes]
        draft.category = event.calendar
        draft.months = months_of(event, today)
        draft.say_each(event, "rule", "when_short", "ethnic_groups", "place_text")
        for row in event.recognitions.all():
            draft.say_each(row, "text")
        for row in event.editions.all():
            draft.say_each(row, "note")
        for language in in_languages():
            place_text = capfirst(own(event, "place_text", language)) or capfirst(event.place_text_vi)
            draft.wheres[language] = with_province(place_text, province)
            draft.say(
                language,
                titles.get((event.place_id or 0, language), ""),
                *(commune.title for commune in communes),
            )
    say_facts((draft, f"event:{event.slug}") for (draft, _group), event in zip(drafts, events, strict=True))
    for event in events:
        yield event.live


# --- Itineraries ------------------------------------------------------------------------------------------------------


def itineraries_with_everything(pages: Any) -> Any:
    """Pages of itineraries with what their documents say of the record."""
    return pages.select_related("itinerary").prefetch_related(
        "itinerary__days",
        "itinerary__hints",
        "itinerary__stops__place__province",
        "itinerary__stops__place__communes__province",
    )


def read_itineraries(drafts: Drafts) -> Iterator[bool]:
    """Fill the drafts of itineraries."""
    for draft, group in drafts:
        tell(draft, group)
        itinerary = record_of(group, "itinerary")
        draft.call(itinerary.name, itinerary.name_en)
        draft.say_each(itinerary, "start", "transport", "season", "variant")
        for row in itinerary.days.all():
            draft.say_each(row, "title", "distance", "text", "night")
        for row in itinerary.hints.all():
            draft.say_each(row, "text")
        places = [stop.place for stop in itinerary.stops.all() if stop.place is not None]
        communes: list[Commune] = [commune for place in places for commune in place.communes.all()]
        provinces = list({place.province_id: place.province for place in places}.values())
        for row in itinerary.stops.all():
            draft.say_each(row, "name", "note")
        draft.provinces = [province.slug for province in provinces]
        draft.communes = [commune.code for commune in communes]
        for language in in_languages():
            draft.wheres[language] = where_of([], provinces)
            draft.say(language, *(commune.title for commune in communes))
        yield itinerary.live


read_pages(PageReader(DestinationPage, DESTINATION, read_places, places_with_everything))
read_pages(PageReader(AttractionPage, ATTRACTION, read_places, places_with_everything))
read_pages(PageReader(EventPage, EVENT, read_events, events_with_everything))
read_pages(PageReader(ItineraryPage, ITINERARY, read_itineraries, itineraries_with_everything))
