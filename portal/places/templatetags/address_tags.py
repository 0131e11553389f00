"""Addresses, former units and roads as templates write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template

from portal.places import address as addresses
from portal.places.models import Commune, FormerUnit, Route

register = template.Library()
_ROAD_COLOURS = frozenset({"6", "279", "12", "37", "43"})


@register.filter
def address(commune: Commune) -> str:
    """``xã Quỳnh Nhai, tỉnh Sơn La`` (the commune is read with its province)."""
    return addresses.address(commune)


@register.filter
def formerly(units: Iterable[FormerUnit]) -> str:
    """``trước ngày 1.7.2025: xã Chiềng Ơn, huyện Quỳnh Nhai``."""
    return addresses.formerly(units)


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
