"""Where something lies, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from portal.places.models import Commune, Province


def where_of(communes: Iterable[Commune], provinces: Iterable[Province]) -> str:
    """``Phường Mộc Châu, Sơn La`` in the active language; of several provinces each after its communes."""
    units = list(communes)
    lines = []
    for province in dict.fromkeys(provinces):
        names = [unit.title for unit in units if unit.province_id == province.pk]
        lines.append(", ".join([*names, province.name]))
    return " · ".join(lines)
