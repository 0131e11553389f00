"""A chart by its key, and the rows of its table as data."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from django.utils.translation import get_language

from portal.figures.models import MarketStatement, Observation
from portal.figures.pages import areas, indicators, markets, words
from portal.figures.pages.overview import OVERVIEW
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import series_of

#: Columns of a chart's data, in order.
COLUMNS: Final = (
    "id",
    "indicator",
    "indicator_name",
    "area",
    "area_name",
    "commodity",
    "period",
    "period_type",
    "holiday",
    "value",
    "qualifier",
    "unit",
    "status",
    "source",
    "source_date",
    "source_url",
    "flags",
    "note",
)
STATEMENT_COLUMNS: Final = ("id", "area", "commodity", "period", "status", "markets", "text", "sources")
#: A spreadsheet takes a text that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def chart_of(key: str) -> ShownChart | None:
    """The chart that is permanently known by a key; None where there is none (any more)."""
    public = Observation.objects.published().with_details()
    if key == markets.KEY:
        return markets.chart()
    if key in OVERVIEW:
        return OVERVIEW[key](series_of(public))
    slug, _dashes, rest = key.partition("--")
    code = rest.split("--")[0]
    if rest == "theo-noi":
        observations = list(public.filter(indicator__slug=slug))
        made = indicators.charts_of(series_of(observations), observations[0].indicator) if observations else []
    else:
        observations = list(public.filter(indicator__slug=slug, area__code=code))
        made = (
            areas.charts_of(series_of(observations), observations[0].indicator, observations[0].area)
            if observations
            else []
        )
    return next((chart for chart in made if chart.key == key), None)


def rows_of(chart: ShownChart) -> list[dict[str, Any]]:
    """The drawn values as data: codes, not words, but for names; a mirror's address is never given."""
    if chart.statements:
        return [_statement(one) for one in chart.statements]
    return [_row(one) for one in chart.rows]


def _row(one: Observation) -> dict[str, Any]:
    return {
        "id": one.key,
        "indicator": one.indicator.code,
        "indicator_name": one.indicator.name,
        "area": one.area.code,
        "area_name": one.area.name,
        "commodity": one.commodity.code if one.commodity else None,
        "period": one.period,
        "period_type": one.period_type,
        "holiday": one.holiday or None,
        "value": float(one.value) if one.value % 1 else int(one.value),
        "qualifier": one.qualifier or None,
        "unit": one.indicator.unit,
        "status": one.shown_status,
        "source": one.source.publisher or one.source.label,
        "source_date": one.source.published_on or None,
        "source_url": one.source_link or None,
        "flags": [flag for flag in words.FLAGS if getattr(one, f"is_{flag}")],
        "note": one.note or None,
    }


def _statement(one: MarketStatement) -> dict[str, Any]:
    return {
        "id": one.code,
        "area": one.area.name,
        "commodity": one.commodity.name,
        "period": one.period,
        "status": one.status,
        "markets": [market.name for market in one.markets.all()],
        "text": one.text,
        "sources": [source.link or source.label for source in one.sources.all()],
    }


def as_csv(rows: list[dict[str, Any]], *, has_mark: bool) -> str:
    """Rows as CSV; ``has_mark`` puts the byte order mark in front, by which Excel knows UTF-8."""
    columns = STATEMENT_COLUMNS if rows and "markets" in rows[0] else COLUMNS
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return ("\N{ZERO WIDTH NO-BREAK SPACE}" if has_mark else "") + out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def as_data(chart: ShownChart) -> dict[str, Any]:
    """The chart as JSON: what it finds and the values it is made of."""
    return {
        "chart": chart.key,
        "title": chart.title,
        "unit": chart.sub,
        "language": (get_language() or "vi")[:2],
        "address": chart.address,
        "citation": chart.citation,
        "rows": rows_of(chart),
    }
