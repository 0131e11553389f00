"""Figures as rows of data: what the interface for programs and the files of the datasets give, and what each column is.

Numbers are numbers, texts that a spreadsheet would run are defused, and the address of a copied page is never there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from portal.core.spreadsheets import MARK, defused
from portal.figures.models import Observation

#: Flags of a value as they are named in data.
FLAGS: Final = {
    "is_period_inferred": "period_inferred",
    "is_headline_only": "headline_only",
    "is_from_mirror": "from_mirror",
    "is_suspect": "suspect",
    "is_published_early": "published_before_period_end",
    "is_series_break": "series_break",
}
#: Columns of the file, in order.
COLUMNS: Final = (
    "id",
    "indicator",
    "area",
    "commodity",
    "period",
    "period_type",
    "starts_on",
    "ends_on",
    "holiday",
    "value",
    "qualifier",
    "unit",
    "status",
    "stated_status",
    "change_percent",
    "is_chosen",
    "conflict_group",
    "flags",
    "source",
    "source_date",
    "source_url",
    "quote",
    "note_vi",
    "note_en",
    "checked_on",
    "updated_at",
)


def number(value: Decimal) -> int | float:
    """A value as a number of JSON, whole where it is whole."""
    return int(value) if value == value.to_integral() else float(value)


def flags_of(one: Observation) -> list[str]:
    """Flags of a value by their names in data."""
    return [name for field, name in FLAGS.items() if getattr(one, field)]


def row_of(one: Observation) -> dict[str, Any]:
    """A value with everything that is public of it; names are in the active language."""
    return {
        "id": one.key,
        "indicator": one.indicator.code,
        "indicator_name": one.indicator.name,
        "area": one.area.code,
        "area_name": one.area.name,
        "commodity": one.commodity.code if one.commodity else None,
        "commodity_name": one.commodity.name if one.commodity else None,
        "period": one.period,
        "period_type": one.period_type,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "holiday": one.holiday or None,
        "value": number(one.value),
        "qualifier": one.qualifier or None,
        "unit": one.indicator.unit,
        "status": one.shown_status,
        "stated_status": one.status,
        "change_percent": None if one.change_percent is None else number(one.change_percent),
        "is_chosen": one.is_chosen or one.is_chosen_target,
        "conflict_group": one.conflict_group.code if one.conflict_group else None,
        "flags": flags_of(one),
        "source": {
            "label": one.source.label,
            "publisher": one.source.publisher,
            "published_on": one.source.published_on or None,
            "published": one.source.published,
            "url": one.source_link or None,
        },
        "quote": one.quote,
        "note": one.note,
        "checked_on": one.checked_on,
        "updated_at": one.updated_at,
    }


def csv_lines(observations: Iterable[Observation], *, with_bom: bool = False) -> Iterator[str]:
    """The file of some values, line by line, the names of the columns first; ``with_bom`` for Excel."""
    yield (MARK if with_bom else "") + _line(COLUMNS)
    for one in observations:
        row = row_of(one)
        row |= {
            "flags": " ".join(row["flags"]),
            "is_chosen": "true" if row["is_chosen"] else "false",
            "source": row["source"]["label"],
            "source_date": row["source"]["published_on"],
            "source_url": row["source"]["url"],
            "note_vi": one.note_vi,
            "note_en": one.note_en,
            "updated_at": one.updated_at.isoformat(),
        }
        yield _line([defused(row[name]) for name in COLUMNS])


def _line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
