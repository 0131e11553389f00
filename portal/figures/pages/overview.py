"""The overview: headline numbers, and one chart a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from portal.figures.models import Area, Indicator, Observation
from portal.figures.pages import charts, markets
from portal.figures.pages.headlines import Headline, headlines
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import Series, series_of

PROVINCES: Final = ("son-la", "dien-bien")
HOLIDAYS_OF: Final = ("dien-bien", "son-la", "moc-chau")


@dataclass(frozen=True)
class Overview:
    """What the page shows."""

    headlines: Sequence[Headline]
    charts: Sequence[ShownChart]
    #: What can be chosen: every indicator and area of which something is public.
    indicators: Sequence[Indicator]
    areas: Sequence[Area]
    years: Sequence[int]
    count: int


def overview(observations: Sequence[Observation]) -> Overview:
    """Put the page together from all public values."""
    series = series_of(observations)
    made = [build(series) for build in OVERVIEW.values()]
    made.insert(-1, markets.chart())
    indicators = {one.indicator_id: one.indicator for one in observations}
    areas = {one.area_id: one.area for one in observations}
    return Overview(
        headlines(series),
        [chart for chart in made if chart is not None],
        sorted(indicators.values(), key=lambda one: (one.topic != Indicator.Topic.VISITORS, one.order)),
        sorted(areas.values(), key=lambda one: (list(Area.Scope.values).index(one.scope), one.sort_key)),
        sorted({one.ends_on.year for one in observations if one.ends_on}, reverse=True),
        len(observations),
    )


def of_indicator(series: Sequence[Series], code: str, areas: Sequence[str]) -> list[Series]:
    """Series of an indicator in some areas, in that order."""
    found = {one.area.code: one for one in series if one.indicator.code == code and one.commodity is None}
    return [found[area] for area in areas if area in found]


def visits(series: Sequence[Series]) -> ShownChart | None:
    """How many visits a year, by province."""
    shown = of_indicator(series, "visitors_total", PROVINCES)
    question = _("Mỗi năm bao nhiêu lượt khách?")
    return charts.by_year("theo-nam", shown, question=question, page=charts.page_path(), recent=True)


def revenue(series: Sequence[Series]) -> ShownChart | None:
    """What visitors spend, by province."""
    shown = of_indicator(series, "revenue_vnd_billion", PROVINCES)
    question = _("Du lịch thu được bao nhiêu?")
    return charts.by_year("doanh-thu", shown, question=question, page=charts.page_path(), recent=True)


def disagreement(series: Sequence[Series]) -> ShownChart | None:
    """Where sources disagree."""
    return charts.disagreement("nguon-khac-nhau", series, page=charts.page_path())


def holidays(series: Sequence[Series]) -> ShownChart | None:
    """The holidays, by area."""
    shown = of_indicator(series, "visitors_total", HOLIDAYS_OF)
    return charts.holidays("dip-le", shown, page=charts.page_path())


def small(series: Sequence[Series]) -> ShownChart | None:
    """Further indicators."""
    return charts.small_charts("chi-tieu-khac", series, page=charts.page_path())


#: Charts of the overview by key, in order.
OVERVIEW: Final = {
    "theo-nam": visits,
    "doanh-thu": revenue,
    "nguon-khac-nhau": disagreement,
    "dip-le": holidays,
    "chi-tieu-khac": small,
}
