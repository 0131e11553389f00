"""The overview: headline numbers, and one chart a question.

Which areas stand where is no matter of code: the charts of years show every province, the rest is chosen by editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from portal.figures.models import Area, FeaturedSeries, Indicator, Observation
from portal.figures.pages import charts, markets
from portal.figures.pages.headlines import Headline, headlines
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import Series, series_key, series_of


@dataclass(frozen=True)
class Material:
    """What the overview is made of: all public series, and what editors chose of them, in order."""

    series: Sequence[Series]
    choices: Sequence[FeaturedSeries]

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> Material:
        """All public values, with the choices of editors, which are read here: one query."""
        return cls(series_of(observations), list(FeaturedSeries.objects.all()))

    def chosen(self, part: FeaturedSeries.Part) -> list[tuple[Series, str]]:
        """The series of a part of the page, each with how it is drawn; what has nothing public is left out."""
        known = {one.key: one for one in self.series}
        found = ((known.get(series_key(choice)), choice) for choice in self.choices if choice.part == part)
        return [(one, choice.drawing) for one, choice in found if one is not None]

    def of_provinces(self, code: str) -> list[Series]:
        """Series of an indicator in all provinces, in the order of their colours."""
        found = [
            one
            for one in self.series
            if one.indicator.code == code and one.commodity is None and one.area.scope == Area.Scope.PROVINCE
        ]
        return sorted(found, key=lambda one: (one.area.tone, one.area.sort_key))


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
    material = Material.of(observations)
    made = [build(material) for build in OVERVIEW.values()]
    made.insert(-1, markets.chart())
    indicators = {one.indicator_id: one.indicator for one in observations}
    areas = {one.area_id: one.area for one in observations}
    return Overview(
        headlines(one for one, _drawing in material.chosen(FeaturedSeries.Part.HEADLINE)),
        [chart for chart in made if chart is not None],
        sorted(indicators.values(), key=lambda one: (one.topic != Indicator.Topic.VISITORS, one.order)),
        sorted(areas.values(), key=lambda one: (list(Area.Scope.values).index(one.scope), one.sort_key)),
        sorted({one.ends_on.year for one in observations if one.ends_on}, reverse=True),
        len(observations),
    )


def visits(material: Material) -> ShownChart | None:
    """How many visits a year, by province."""
    shown = material.of_provinces("visitors_total")
    question = _("Mỗi năm bao nhiêu lượt khách?")
    return charts.by_year("theo-nam", shown, question=question, page=charts.page_path(), recent=True)


def revenue(material: Material) -> ShownChart | None:
    """What visitors spend, by province."""
    shown = material.of_provinces("revenue_vnd_billion")
    question = _("Du lịch thu được bao nhiêu?")
    return charts.by_year("doanh-thu", shown, question=question, page=charts.page_path(), recent=True)


def disagreement(material: Material) -> ShownChart | None:
    """Where sources disagree."""
    return charts.disagreement("nguon-khac-nhau", material.series, page=charts.page_path())


def holidays(material: Material) -> ShownChart | None:
    """The holidays, by area."""
    shown = [one for one, _drawing in material.chosen(FeaturedSeries.Part.HOLIDAYS)]
    return charts.holidays("dip-le", shown, page=charts.page_path())


def small(material: Material) -> ShownChart | None:
    """Further indicators."""
    wanted = material.chosen(FeaturedSeries.Part.SMALL)
    return charts.small_charts("chi-tieu-khac", material.series, wanted, page=charts.page_path())


#: Charts of the overview by key, in order.
OVERVIEW: Final = {
    "theo-nam": visits,
    "doanh-thu": revenue,
    "nguon-khac-nhau": disagreement,
    "dip-le": holidays,
    "chi-tieu-khac": small,
}
