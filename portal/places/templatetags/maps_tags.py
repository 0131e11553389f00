"""Maps for templates: the records of a page become the drawings of ``portal.places.maps``, with words for both.

Every tag gives SVG alone; the figure and its caption stand in the template, and ``map_note`` and ``map_credit`` write
what a caption must say. Nothing here asks the database but for the names of the provinces, once a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core.region import joined, region
from portal.core.site_tree import SiteTree
from portal.core.templatetags.name_tags import is_name
from portal.places import map_words, maps, roads
from portal.places.geo.outlines import Point, load_geography
from portal.places.models import Commune, Distance, Province

register = template.Library()
Context = dict[str, Any]
_LABEL = re.compile(r"<text([^>]*)>([^<]+)")


@register.simple_tag(takes_context=True)
def locator_map(context: Context, subject: Any, uid: str = "ban-do", title: str = "") -> SafeString:
    """Where a place, commune or province lies in the provinces; for ``<figure class="locus">``.

    ``subject`` is a record with a point (``Place``, ``Commune``, ``Airport``) or without one (``Province``).
    """
    return _drawn(
        maps.locator_map(
            point=_point(subject),
            quality=_quality(subject),
            province_names=_province_names(context),
            title=title or _("Vị trí của %(name)s trên bản đồ") % {"name": _name(subject)},
            uid=uid,
        )
    )


@register.simple_tag(takes_context=True)
def neighbourhood_map(
    context: Context, commune: Commune, neighbours: Iterable[Commune], uid: str = "ban-do"
) -> SafeString:
    """A commune among its neighbours, each a link; for ``<figure class="locus wide">``; empty without a point."""
    centre = _point(commune)
    if centre is None:
        return mark_safe("")
    around = [
        maps.Place(neighbour.name, point, neighbour.get_absolute_url(), "dataset")
        for neighbour in neighbours
        if (point := _point(neighbour)) is not None
    ]
    words = ngettext(
        "Bản đồ %(name)s và %(count)s đơn vị giáp ranh", "Bản đồ %(name)s và %(count)s đơn vị giáp ranh", len(around)
    ) % {"name": commune.title, "count": len(around)}
    return _drawn(
        maps.neighbourhood_map(
            centre=maps.Place(commune.name, centre, "", "dataset"),
            neighbours=around,
            province_names=_province_names(context),
            title=words,
            uid=uid,
        )
    )


@register.simple_tag(takes_context=True)
def region_map(context: Context, pages: Iterable[Any], uid: str = "ban-do", title: str = "") -> SafeString:
    """The places of pages over the land of the provinces, each a link, and the inset; for ``<figure class="atlas">``.

    ``pages`` tell of a ``place`` each (read with the page); those without a point are left out.
    """
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    places = [
        maps.Place(page.title, point, tree.path_of(page), _quality(page.place) or "approximate")
        for page in pages
        if (point := _point(page.place)) is not None
    ]
    province_names = _province_names(context)
    return _drawn(
        maps.region_map(
            places=places,
            province_names=province_names,
            land_names=map_words.land_names(),
            title=title or _region_title(province_names),
            inset_title=_inset_title(),
            uid=uid,
        )
    )


@register.simple_tag(takes_context=True)
def trip_map(context: Context, numbered: Iterable[dict[str, Any]], title: str, uid: str = "ban-do") -> SafeString:
    """The stops of an itinerary in order, and the inset; for ``<figure class="locator sketch">``; empty without points.

    ``numbered`` are the rows of the itinerary page's context: ``{"number", "stop", "page"}``.
    """
    stops = []
    for row in numbered:
        stop, place = row["stop"], row["stop"].place
        communes = list(place.communes.all()) if place is not None else []
        stops.append(
            maps.Stop(
                row["number"],
                stop.name,
                _point(place),
                communes[0].name if len(communes) == 1 else "",
                _quality(place) or "approximate",
            )
        )
    return _drawn(
        maps.trip_map(
            stops=stops,
            province_names=_province_names(context),
            land_names=map_words.land_names(),
            title=title,
            inset_title=_inset_title(),
            uid=uid,
        )
    )


@register.simple_tag
def road_diagram(distances: Iterable[Distance], uid: str = "so-do-duong") -> SafeString:
    """The schematic roads, wide and tall; for ``<figure class="schema">``. Kilometres come from the distances alone."""
    labels, title = map_words.road_labels(distances), map_words.road_title()
    return _drawn(
        roads.road_diagram(wide=True, labels=labels, title=title, uid=f"{uid}-wide")
        + roads.road_diagram(wide=False, labels=labels, title=title, uid=f"{uid}-tall")
    )


@register.simple_tag
def country_inset(uid: str = "viet-nam") -> SafeString:
    """The country with the portal's provinces, Hoàng Sa and Trường Sa."""
    return _drawn(maps.country_inset(title=_inset_title(), uid=uid))


@register.simple_tag
def map_note(subject: Any) -> str:
    """How far the mark of a locator map may be trusted, in a sentence; without a mark it says that none is known."""
    return {
        "source": _("Điểm do nguồn ghi rõ."),
        "geonames": _("Điểm của đô thị theo GeoNames."),
        "dataset": _("Điểm giữa của xã, phường theo bộ dữ liệu mở."),
        "approximate": _("Điểm ước chừng, có thể lệch 1–3 km."),
        "commune": _("Chỉ biết xã, phường: dấu đặt ở điểm giữa của đơn vị."),
    }.get(_quality(subject) or "", _("Chưa nguồn nào ghi vị trí."))


@register.simple_tag
def map_credit(with_country: bool = False) -> str:
    """Where the lines of a map come from; ``with_country`` adds the outline of the country."""
    parts = [_("Ranh giới tỉnh vẽ sơ lược. Sông, đảo: GSHHG (LGPL).")]
    if with_country:
        parts.insert(0, _("Ranh giới quốc gia: © những người đóng góp OpenStreetMap (ODbL)."))
    return " ".join(parts)


def _province_names(context: Context) -> dict[str, str]:
    """Names of the provinces by code: those of the context, else asked for once a request."""
    given = context.get("provinces")
    if given and all(isinstance(one, Province) for one in given):
        return {one.code: one.name for one in given}
    request = context.get("request")
    known: dict[str, str] | None = getattr(request, "_province_names", None)
    if known is None:
        known = dict(Province.objects.values_list("code", "name"))
        if request is not None:
            request._province_names = known  # kept for this request only
    return known


def _point(record: Any) -> Point | None:
    latitude, longitude = getattr(record, "latitude", None), getattr(record, "longitude", None)
    return Point(float(longitude), float(latitude)) if latitude is not None and longitude is not None else None


def _quality(record: Any) -> maps.Quality | None:
    """How sure a record's point is; records without a statement of their own have the point of a data set."""
    if record is None or _point(record) is None:
        return None
    return cast("maps.Quality", getattr(record, "coord_quality", "dataset") or "approximate")


def _name(record: Any) -> str:
    return str(getattr(record, "title", "") or record)


def _region_title(province_names: dict[str, str]) -> str:
    """What the map of destinations shows: the provinces that are drawn, in the order of the drawing."""
    drawn = [province_names[code] for code in load_geography().provinces if code in province_names]
    if not drawn:
        return _("Bản đồ các điểm đến")
    return _("Bản đồ các điểm đến ở %(provinces)s") % {"provinces": joined(drawn)}


def _inset_title() -> str:
    return _("Vị trí của %(region)s trên bản đồ Việt Nam, gồm quần đảo Hoàng Sa và quần đảo Trường Sa") % {
        "region": region()
    }


def _drawn(svg: str) -> SafeString:
    """What ``portal.places.maps`` draws: every word in it is escaped there; Vietnamese labels are marked as such."""
    if (get_language() or "vi")[:2] != "vi":
        svg = _LABEL.sub(
            lambda label: (
                f'<text lang="vi"{label[1]}>{label[2]}' if is_name(label[2].removeprefix("QĐ. ")) else label[0]
            ),
            svg,
        )
    return mark_safe(svg)  # noqa: S308 (escaped by the drawing functions)
