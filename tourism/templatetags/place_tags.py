"""What pages of places make of their records: cards, statements of facts, seasons, data for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from portal.core.models import Source
from portal.core.site_tree import SiteTree, absolute
from portal.core.structured_data import breadcrumb_list
from portal.core.templatetags.portal_tags import Frame, months_in_words
from tourism.models import Place, PracticalFact
from tourism.models.itineraries import shows_illustrations

register = template.Library()
register.filter(shows_illustrations)
Context = dict[str, Any]
Category = Place.Category
Kind = PracticalFact.Kind

CATEGORY_ICONS = {
    Category.HISTORY: "landmark",
    Category.VIEWPOINT: "binoculars",
    Category.VILLAGE: "house",
    Category.LAKE: "waves",
    Category.CAVE: "mountain",
    Category.NATURE: "trees",
    Category.FARM: "wheat",
    Category.ADVENTURE: "footprints",
    Category.TEMPLE: "church",
    Category.HOT_SPRING: "thermometer",
    Category.WATERFALL: "droplets",
    Category.PASS: "route",
    Category.MUSEUM: "landmark",
}
FACT_ICONS = {
    Kind.HOURS: "clock",
    Kind.PRICE: "ticket",
    Kind.SEASON: "sun",
    Kind.ROAD: "car",
    Kind.ACCESS: "footprints",
    Kind.PERMIT: "file-text",
    Kind.ELEVATION: "mountain",
    Kind.SIGNAL: "signal",
}
# A drop cap needs a letter and a second line beside it.
TEXT_FOR_A_CAP = 150


@dataclass(frozen=True)
class Statement:
    """Facts of one kind that stand in the same source with the same date: the source is said once, under them."""

    facts: list[PracticalFact]
    source: Source | None
    as_of: str
    as_of_words: str
    checked_on: Any


@register.filter
def category_icon(place: Place) -> str:
    """Name of the icon that stands for a place's category."""
    return CATEGORY_ICONS.get(Category(place.category), "map-pin")


@register.filter
def fact_icon(kind: str) -> str:
    """Name of the icon that stands for a kind of practical fact."""
    return FACT_ICONS.get(Kind(kind), "info")


@register.filter
def statements(facts: Iterable[PracticalFact]) -> list[Statement]:
    """Neighbouring facts of the same source, date and check put together, in their own order."""
    groups = groupby(facts, key=lambda fact: (fact.source_id, fact.as_of, fact.checked_on))
    found = []
    for (_source, as_of, checked_on), rows in groups:
        together = list(rows)
        first = together[0]
        found.append(Statement(together, first.source, as_of, first.as_of_words, checked_on))
    return found


@register.filter
def is_checked(facts: Iterable[tuple[Any, list[PracticalFact]]]) -> bool:
    """Whether an editor has checked any of a page's facts (rows of kind and facts)."""
    return any(fact.checked_on for _kind, rows in facts for fact in rows)


@register.filter
def takes_cap(text: str) -> bool:
    """Whether a text may open with a drop cap: it begins with a letter and fills more than a line."""
    return len(text) >= TEXT_FOR_A_CAP and text[0].isalpha()


@register.filter
def former_districts(text: str) -> list[str]:
    """``Huyện Thuận Châu``, ``Thành phố Sơn La``: the districts of a record until 1 July 2025, without remarks."""
    found = []
    for name in re.sub(r"\s*\([^)]*\)", "", text).split(";"):
        kind, bare = next(
            (
                (kind, name.strip()[len(kind) :].strip())
                for kind in ("thành phố", "thị xã")
                if name.strip().startswith(kind)
            ),
            ("", name.strip()),
        )
        form = {"thành phố": _("Thành phố %(name)s"), "thị xã": _("Thị xã %(name)s")}.get(kind, _("Huyện %(name)s"))
        if bare:
            found.append(form % {"name": bare})
    return found


@register.inclusion_tag("components/place_card.html", takes_context=True)
def place_card(context: Context, page: Any, level: int = 3, region: bool = True, eager: bool = False) -> Context:
    """The card of a place's page; ``level`` is its heading's, ``region`` adds the province to the category."""
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    # Not get_category_display: it puts the words of all categories together each time.
    category = Category(page.place.category).label
    return {
        "page": page,
        "path": tree.path_of(page),
        "tag": f"{category} · {page.place.province.name}" if region else category,
        "level": level,
        "eager": eager,
    }


@dataclass(frozen=True)
class Season:
    """One row of a season table that is no record of its own."""

    title: str
    where: str
    months: list[int]
    colour: str


@register.simple_tag
def season_of(place: Place) -> list[Season]:
    """The months in which sources advise to go, as the one row of a season table."""
    return [Season(_("Nên đi"), months_in_words(place.months), place.months, "tea")]


@register.simple_tag
def filter_address(path: str, wanted: dict[str, str], **changes: str) -> str:
    """``path`` with the filters that are set, after ``changes``; an empty value drops a filter."""
    chosen = {key: value for key, value in {**wanted, **changes}.items() if value}
    return f"{path}?{urlencode(chosen)}" if chosen else path


@register.simple_tag(takes_context=True)
def place_data(context: Context, page: Any, place: Place) -> dict[str, Any]:
    """schema.org data of a place's page: its name, words, address of today, and its point where that is exact."""
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    address: dict[str, Any] = {
        "@type": "PostalAddress",
        "addressCountry": "VN",
        "addressRegion": place.province.name,
    }
    communes = context.get("communes") or []
    if len(communes) == 1:
        address["addressLocality"] = communes[0].title
    kind = "TouristDestination" if place.kind == Place.Kind.DESTINATION else "TouristAttraction"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": page.title,
        "description": page.search_description or page.lead,
        "url": absolute(tree.path_of(page)),
        "inLanguage": (get_language() or "vi")[:2],
        "address": address,
    }
    if place.name != page.title:
        data["alternateName"] = place.name
    if place.point is not None and place.is_exact:
        longitude, latitude = place.point
        data["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return data


@register.simple_tag(takes_context=True)
def crumb_data(context: Context, page: Any) -> dict[str, Any]:
    """schema.org data of the way from the home page to this one."""
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    path = tree.path_of(page)
    above = [(one["title"], one["path"]) for one in Frame.of(context).sections if path.startswith(one["path"])]
    return breadcrumb_list([row for row in above if row[1] != path] + [(page.title, path)])


@register.simple_tag
def edit_address(record: Any, user: Any) -> str:
    """Address in the admin at which a user may change a record; empty when they may not."""
    return AdminURLFinder(user).get_edit_url(record) or ""
