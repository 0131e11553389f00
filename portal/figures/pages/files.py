"""A chart by its key, and the rows of its table as data."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from django.utils.translation import get_language

from portal.core.spreadsheets import MARK, defused
from portal.figures.models import MarketStatement, Observation
from portal.figures.pages import areas, indicators, markets
from portal.figures.pages.overview import OVERVIEW, Material
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import series_of
from portal.figures.rows import csv_lines, row_of

STATEMENT_COLUMNS: Final = ("id", "area", "commodity", "period", "status", "markets", "text", "sources")


def chart_of(key: str) -> ShownChart | None:
    """The chart that is permanently known by a key; None where there is none (any more)."""
    public = Observation.objects.published().with_details()
    if key == markets.KEY:
        return markets.chart()
    if key in OVERVIEW:
        return OVERVIEW[key](Material.of(public))
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
    """The drawn values as data, with the same members as in the interface for programs."""
    return [_statement(one) for one in chart.statements] or [row_of(one) for one in chart.rows]


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


def as_csv(chart: ShownChart, *, with_bom: bool) -> str:
    """The drawn values as CSV, with the same columns as the datasets; ``with_bom`` for Excel."""
    if not chart.statements:
        return "".join(csv_lines(chart.rows, with_bom=with_bom))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(STATEMENT_COLUMNS)
    for one in chart.statements:
        row = _statement(one)
        cells = ("; ".join(cell) if isinstance(cell, list) else cell for cell in row.values())
        writer.writerow([defused(cell) for cell in cells])
    return (MARK if with_bom else "") + out.getvalue()


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
