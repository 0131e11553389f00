"""Addresses, former units and roads as templates write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.site_tree import absolute, language_prefix
from portal.core.structured_data import breadcrumb_list
from portal.places import address as addresses
from portal.places.models import Commune, FormerUnit, Province, ProvinceFact, Route

register = template.Library()
SHORT_FACT = 34
SHORT_FACTS = 4
_ROAD_COLOURS = frozenset({"6", "279", "12", "37", "43"})


@register.inclusion_tag("components/unit_crumbs.html")
def unit_crumbs(province: Province | None = None, is_list: bool = False) -> dict[str, Any]:
    """The way from the home page to a unit: the list of communes (unless this is the list), and its province."""
    return {"above": above_unit(province, is_list), "home": language_prefix((get_language() or "vi")[:2])}


@register.simple_tag
def unit_crumb_data(name: str, path: str, province: Province | None = None, is_list: bool = False) -> dict[str, Any]:
    """schema.org data of that way, ending with the page called ``name`` at ``path``."""
    return breadcrumb_list([*above_unit(province, is_list), (name, path)])


def above_unit(province: Province | None, is_list: bool) -> list[tuple[str, str]]:
    """Names and paths of the pages above a unit."""
    above = [] if is_list else [(_("Xã, phường"), reverse("places:communes"))]
    if province is not None:
        above.append((province.name, province.get_absolute_url()))
    return above


@register.simple_tag
def province_data(province: Province) -> dict[str, Any]:
    """schema.org data of a province."""
    return {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "name": province.name,
        "description": province.description or province.lead,
        "url": absolute(province.get_absolute_url()),
        "containedInPlace": {"@type": "Country", "name": _("Việt Nam")},
    }


@register.simple_tag
def commune_data(commune: Commune) -> dict[str, Any]:
    """schema.org data of a commune or ward, in its province."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "name": commune.title,
        "identifier": commune.code,
        "url": absolute(commune.get_absolute_url()),
        "containedInPlace": {
            "@type": "AdministrativeArea",
            "name": commune.province.name,
            "url": absolute(commune.province.get_absolute_url()),
        },
    }
    if commune.lead:
        data["description"] = commune.lead
    if commune.latitude is not None and commune.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(commune.latitude),
            "longitude": float(commune.longitude),
        }
    return data


@register.filter
def seat(commune: Commune) -> str:
    """The seat without what the page says anyway: ``Tiểu khu 1`` of ``Tiểu khu 1, xã Quỳnh Nhai, tỉnh Sơn La``."""
    name = re.escape(commune.name)
    return re.sub(rf",\s*(xã|phường)\s+{name}\b.*$", "", commune.seat, flags=re.IGNORECASE)


@register.filter
def address(commune: Commune) -> str:
    """``xã Quỳnh Nhai, tỉnh Sơn La`` (the commune is read with its province)."""
    return addresses.address(commune)


@register.filter
def formerly(units: Iterable[FormerUnit]) -> str:
    """``trước ngày 1.7.2025: xã Chiềng Ơn, huyện Quỳnh Nhai``."""
    return addresses.formerly(units)


@register.filter
def short_facts(facts: Iterable[ProvinceFact]) -> list[ProvinceFact]:
    """The first facts of a province that fit on one line beside its name; the fact sheet below has them all."""
    return [fact for fact in facts if len(fact.text) <= SHORT_FACT][:SHORT_FACTS]


@register.filter
def road_class(route: Route) -> str:
    """Class of a road's colour: ``r6`` for National Highway 6, ``rp`` for one not in use yet, else nothing."""
    if route.status != Route.Status.IN_USE:
        return "rp"
    number = re.search(r"\d+", route.name_vi)
    return f"r{number[0]}" if number and number[0] in _ROAD_COLOURS else ""


@register.filter
def before_colon(text: str) -> str:
    """The name of a road without its course: ``Quốc lộ 6`` of ``Quốc lộ 6: Hà Nội – Sơn La``."""
    return text.partition(":")[0].strip()


@register.filter
def after_colon(text: str) -> str:
    """The course of a road: ``Hà Nội – Sơn La``; empty when the name has none."""
    return text.partition(":")[2].strip()
