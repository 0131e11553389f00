"""The page of one indicator in one area: the newest number, its course, everything that was ever said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portal.figures.models import Area, Indicator, Observation, Status
from portal.figures.pages import charts, words
from portal.figures.pages.headlines import Headline, headline
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import Series, series_of


@dataclass(frozen=True)
class Said:
    """A row of the table of everything: one value of one source."""

    one: Observation
    is_shown: bool
    has_rivals: bool
    reason: str = ""

    @property
    def value(self) -> str:
        """The exact value with the source's own word."""
        return words.stated(self.one)

    @property
    def period(self) -> str:
        """The period in words."""
        return words.period(self.one)

    @property
    def flags(self) -> list[str]:
        """What a reader should know of it."""
        return words.flags(self.one)


@dataclass(frozen=True)
class AreaPage:
    """What the page shows."""

    indicator: Indicator
    area: Area
    headline: Headline | None
    charts: Sequence[ShownChart]
    #: Year or other heading, with what was said of it, newest first.
    groups: Sequence[tuple[str, Sequence[Said]]]
    count: int


def area_page(indicator: Indicator, area: Area, observations: Sequence[Observation]) -> AreaPage:
    """Put the page together from all public values of the indicator in the area, goods and all."""
    series = series_of(observations)
    main = next((one for one in series if one.commodity is None), series[0] if len(series) == 1 else None)
    return AreaPage(
        indicator,
        area,
        headline(main) if main else None,
        charts_of(series, indicator, area),
        groups_of(series),
        len(observations),
    )


def charts_of(series: Sequence[Series], indicator: Indicator, area: Area) -> list[ShownChart]:
    """The charts of an area, as far as its values make any."""
    key, page = f"{indicator.slug}--{area.code}", charts.page_path(indicator.slug, area.code)
    if len(series) != 1:
        return []
    one = series[0]
    made = [
        charts.by_year(key, [one], question=_("Qua các năm"), page=page),
        charts.within_year(f"{key}--trong-nam", one, page=page),
        charts.holidays(f"{key}--dip-le", [one], page=page),
    ]
    return [chart for chart in made if chart is not None]


def groups_of(series: Sequence[Series]) -> list[tuple[str, list[Said]]]:
    """Every value, by year, newest first; by goods where there are several."""
    rows: list[Said] = []
    for one in series:
        for reading in (*one.results, *one.targets):
            everything = [value for value in (reading.shown, *reading.others) if value is not None]
            rows += [
                Said(
                    value, value is reading.shown, len(everything) > 1, reading.reason if value is reading.shown else ""
                )
                for value in everything
            ]
    rows.sort(key=lambda row: (_year(row.one), row.one.status != Status.TARGET, str(row.one.ends_on)), reverse=True)
    return [(name, list(found)) for name, found in groupby(rows, key=lambda row: _year(row.one) or _("Không rõ năm"))]


def _year(one: Observation) -> str:
    if one.starts_on is None or one.ends_on is None:
        return ""
    return str(one.ends_on.year)
