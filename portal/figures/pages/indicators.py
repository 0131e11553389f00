"""The page of one indicator: what it counts, its course in the provinces, every area of which something is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.figures.models import Area, Indicator, Observation
from portal.figures.pages import charts
from portal.figures.pages.headlines import Headline, headline, path_of
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import Series, series_of


@dataclass(frozen=True)
class AreaRow:
    """An area, or goods of an area, with its newest number."""

    series: Series
    headline: Headline | None
    path: str
    count: int


@dataclass(frozen=True)
class IndicatorPage:
    """What the page shows; rows stand under the scope of their area, provinces first."""

    indicator: Indicator
    charts: Sequence[ShownChart]
    groups: Sequence[tuple[str, Sequence[AreaRow]]]
    count: int


def indicator_page(indicator: Indicator, observations: Sequence[Observation]) -> IndicatorPage:
    """Put the page together from all public values of the indicator."""
    series = series_of(observations)
    rows = [AreaRow(one, headline(one), path_of(one), _count(one)) for one in series]
    groups = [
        (str(scope.label), [row for row in rows if row.series.area.scope == scope])
        for scope in (Area.Scope.PROVINCE, Area.Scope.DESTINATION, Area.Scope.SITE, Area.Scope.FORMER_DISTRICT)
    ]
    return IndicatorPage(
        indicator, charts_of(series, indicator), [(name, found) for name, found in groups if found], len(observations)
    )


def charts_of(series: Sequence[Series], indicator: Indicator) -> list[ShownChart]:
    """The provinces in one chart; where only another area has a course, that one."""
    key, page = f"{indicator.slug}--theo-noi", charts.page_path(indicator.slug)
    plain = [one for one in series if one.commodity is None]
    provinces = [one for one in plain if one.area.scope == Area.Scope.PROVINCE]
    for shown in (provinces, *([one] for one in plain)):
        made = charts.by_year(key, shown, question=_("Qua các năm"), page=page)
        if made is not None:
            return [made]
    return []


def _count(one: Series) -> int:
    readings = (*one.results, *one.targets)
    return sum(len(reading.others) + (reading.shown is not None) for reading in readings)
