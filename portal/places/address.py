"""How an address of today is written: commune or ward, province; and what stood there before 1 July 2025."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.places.models import Commune, FormerUnit


def address(commune: Commune) -> str:
    """``xã Quỳnh Nhai, tỉnh Sơn La`` or ``Quỳnh Nhai commune, Sơn La province``."""
    names = {"name": commune.name, "province": commune.province.name}
    if commune.kind == Commune.Kind.WARD:
        return _("phường %(name)s, tỉnh %(province)s") % names
    return _("xã %(name)s, tỉnh %(province)s") % names


def formerly(units: Iterable[FormerUnit]) -> str:
    """``trước ngày 1.7.2025: xã Chiềng Ơn, huyện Quỳnh Nhai; …``; empty when nothing stood before."""
    parts = [f"{unit.title}, {unit.district_title}" for unit in units]
    if not parts:
        return ""
    return _("trước ngày 1.7.2025: %(units)s") % {"units": "; ".join(parts)}
