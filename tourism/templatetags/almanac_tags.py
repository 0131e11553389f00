"""Both calendars in templates: lunar dates of solar ones, names of lunar years, and festivals for search engines."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.site_tree import SiteTree, absolute
from portal.core.templatetags.portal_tags import weekday
from portal.media.templatetags.pictures import social_picture
from portal.places.address import address
from tourism import lunar
from tourism.models import Event

register = template.Library()
Context = dict[str, Any]


@register.filter
def to_lunar(date: dt.date | None) -> lunar.LunarDate | None:
    """The lunar date of a solar one; None for None."""
    return lunar.to_lunar(date) if date is not None else None


@register.filter
def lunar_year(date: dt.date | lunar.LunarDate) -> str:
    """``Đinh Mùi`` or ``Year of the Goat``: the name of the lunar year of a date."""
    year = date.year if isinstance(date, lunar.LunarDate) else lunar.to_lunar(date).year
    return lunar.year_name_en(year) if (get_language() or "vi")[:2] == "en" else lunar.year_name_vi(year)


@register.filter
def short_lunar(date: lunar.LunarDate) -> str:
    """How an almanac prints a lunar day beside the solar one: ``25/12``; a leap month is marked."""
    return f"{date.day}/{date.month}{_('n') if date.is_leap else ''}"


@register.filter
def month_and_year(date: dt.date) -> str:
    """``tháng 2, 2027`` or ``February 2027``."""
    return f"{date:%B} {date.year}" if (get_language() or "vi")[:2] == "en" else f"tháng {date.month}, {date.year}"


@register.filter
def is_tet(date: lunar.LunarDate) -> bool:
    """Whether a lunar day is the first of the year."""
    return (date.month, date.day, date.is_leap) == (1, 1, False)


@register.filter
def week_days(first: dt.date) -> list[tuple[str, str]]:
    """Names and short names of the days of a week, Monday first; ``first`` is any date."""
    monday = first - dt.timedelta(days=first.weekday())
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    if (get_language() or "vi")[:2] == "en":
        return [(f"{day:%A}", f"{day:%a}") for day in days]
    return [(weekday(day), "CN" if day.weekday() == 6 else f"T{day.weekday() + 2}") for day in days]


@register.filter
def is_in_month(date: dt.date | None, first: dt.date) -> bool:
    """Whether a date lies in the month that begins on ``first``."""
    return date is not None and (date.year, date.month) == (first.year, first.month)


@register.filter
def days_between(start: dt.date, end: dt.date) -> int:
    """How many days an event lasts, both ends counted."""
    return (end - start).days + 1


@register.simple_tag(takes_context=True)
def event_data(context: Context, page: Any, event: Event, start: dt.date, end: dt.date | None = None) -> dict[str, Any]:
    """schema.org data of an event whose day is computed from an exact rule; no status, for nobody announced it."""
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    communes = context.get("communes") or []
    where: dict[str, Any] = {"@type": "Place", "name": event.place_text}
    place: dict[str, Any] = {"@type": "PostalAddress", "addressCountry": "VN"}
    if event.province is not None:
        place["addressRegion"] = event.province.name
    if len(communes) == 1:
        place["streetAddress"] = address(communes[0])
    where["address"] = place
    if event.place is not None and event.place.point is not None and event.place.is_exact:
        longitude, latitude = event.place.point
        where["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Festival",
        "name": page.title,
        "description": page.search_description or page.lead,
        "url": absolute(tree.path_of(page)),
        "inLanguage": (get_language() or "vi")[:2],
        "startDate": start.isoformat(),
        "endDate": (end or start).isoformat(),
        "location": where,
    }
    if picture := social_picture(page.picture):
        data["image"] = absolute(picture)
    return data


@register.simple_tag(takes_context=True)
def festival_list_data(context: Context, page: Any, listed: list[Any]) -> dict[str, Any]:
    """schema.org list of the calendar's pages: names and addresses; each page tells its own date where it has one."""
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": page.title,
        "url": absolute(tree.path_of(page)),
        "numberOfItems": len(listed),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": one.title, "url": absolute(tree.path_of(one))}
            for position, one in enumerate(listed, start=1)
        ],
    }
