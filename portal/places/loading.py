"""Loads provinces, communes and former units from a data file, again and again with the same result.

The official codes are the keys. A further province is a further entry of the file and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.core.data_files import DataFile
from portal.places.models import Commune, FormerUnit, Province

UNITS = Path(__file__).parent / "data" / "units.json"
PROVINCE_CODE = re.compile(r"\d{2}")
UNIT_CODE = re.compile(r"\d{5}")


def load_units(path: Path = UNITS, *, progress: Callable[[int], Any] = lambda done: None) -> dict[str, int]:
    """Create or update everything in the file, in one transaction; return counts.

    Raises ``BadData`` with file, code and reason for a wrong code, a duplicate, an unknown province or neighbour.
    """
    file = DataFile(path)
    provinces = _provinces(file)
    units = _units(file, set(provinces))
    with transaction.atomic():
        for code, row in provinces.items():
            Province.objects.update_or_create(code=code, defaults={"name": row["name"], "slug": row["slug"]})
        former_count = 0
        for done, (code, row) in enumerate(units.items(), start=1):
            commune, _created = Commune.objects.update_or_create(
                code=code,
                defaults={
                    "name": row["name"],
                    "kind": row["kind"],
                    "province_id": row["province"],
                    "area_km2": row.get("area_km2"),
                    "population": row.get("population"),
                    "seat": row.get("seat") or "",
                    "latitude": _rounded(row.get("latitude")),
                    "longitude": _rounded(row.get("longitude")),
                    "is_unchanged": bool(row.get("is_unchanged")),
                },
            )
            wanted = {(one["kind"], one["name"], one["district"], one["district_kind"]) for one in row["former_units"]}
            known = {(one.kind, one.name, one.district, one.district_kind): one for one in commune.former_units.all()}
            for key in known.keys() - wanted:
                known[key].delete()
            for kind, name, district, district_kind in sorted(wanted - known.keys()):
                FormerUnit.objects.create(
                    commune=commune, kind=kind, name=name, district=district, district_kind=district_kind
                )
            former_count += len(wanted)
            progress(done)
        for code, row in units.items():
            Commune.objects.get(code=code).neighbours.set(row.get("neighbours", []))
    return {"provinces": len(provinces), "communes": len(units), "former_units": former_count}


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 5)


def _provinces(file: DataFile) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in file.need(file.content, "provinces", "file"):
        code = str(file.need(row, "code", str(row)[:60]))
        if not PROVINCE_CODE.fullmatch(code):
            raise file.wrong(code, "a province code has two digits")
        if code in found:
            raise file.wrong(code, "this province code stands twice")
        for key in ("name", "slug"):
            file.need(row, key, code)
        if any(other["slug"] == row["slug"] for other in found.values()):
            raise file.wrong(code, f"the slug {row['slug']} stands twice")
        found[code] = row
    return found


def _units(file: DataFile, provinces: set[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    names: set[tuple[str, str, str]] = set()
    for row in file.need(file.content, "units", "file"):
        code = str(file.need(row, "code", str(row)[:60]))
        if not UNIT_CODE.fullmatch(code):
            raise file.wrong(code, "a unit code has five digits")
        if code in found:
            raise file.wrong(code, "this unit code stands twice")
        for key in ("name", "kind", "province", "former_units"):
            file.need(row, key, code)
        if row["kind"] not in Commune.Kind.values:
            raise file.wrong(code, f"“{row['kind']}” is neither xã nor phường")
        if row["province"] not in provinces:
            raise file.wrong(code, f"province {row['province']} is not in the file")
        name = (row["province"], row["kind"], row["name"])
        if name in names:
            raise file.wrong(code, f"{row['kind']} {row['name']} stands twice in one province")
        names.add(name)
        for unit in row["former_units"]:
            for key in ("kind", "name", "district", "district_kind"):
                file.need(unit, key, code)
        found[code] = row
    for code, row in found.items():
        for neighbour in row.get("neighbours", []):
            if neighbour not in found:
                raise file.wrong(code, f"neighbour {neighbour} is not in the file")
    return found
