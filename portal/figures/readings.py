"""What pages show of an indicator and area: one result a period, what other sources say beside it, targets apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.figures.models import FeaturedSeries, Observation, Status


@dataclass(frozen=True)
class Reading:
    """One period of a series: the value that is shown, and what else was said of it.

    ``shown`` is None where only doubtful values exist; then ``others`` has them, and nothing is drawn. For targets it
    is the target that is named first.
    """

    shown: Observation | None
    others: tuple[Observation, ...] = ()

    @property
    def period_of(self) -> Observation:
        """Any of the values, for what they all share: indicator, area, goods, period."""
        return self.shown or self.others[0]

    @property
    def reason(self) -> str:
        """Why this one is shown first where sources disagree, in the active language; "" where they do not."""
        values = (self.shown, *self.others)
        groups = (value.conflict_group for value in values if value is not None and value.conflict_group is not None)
        return next((group.reason for group in groups), "")


@dataclass(frozen=True)
class Series:
    """All public values of one indicator, area and commodity."""

    indicator: Any
    area: Any
    commodity: Any
    #: Results and estimates by period, in order of time.
    results: tuple[Reading, ...] = field(default=())
    #: Never drawn as results.
    targets: tuple[Reading, ...] = field(default=())

    @property
    def key(self) -> tuple[int, int, int | None]:
        """What distinguishes it from all others: the keys of indicator, area and goods."""
        return self.indicator.pk, self.area.pk, self.commodity.pk if self.commodity else None

    def of_type(self, *period_types: str) -> tuple[Reading, ...]:
        """Results of some kinds of periods: ``year`` for a line of years, ``holiday`` for the season."""
        return tuple(reading for reading in self.results if reading.period_of.period_type in period_types)

    @property
    def latest(self) -> Observation | None:
        """The newest chosen result of a whole year; else of any period."""
        shown = [reading.shown for reading in self.of_type("year") if reading.shown] or [
            reading.shown for reading in self.results if reading.shown and reading.shown.ends_on
        ]
        return max(shown, key=lambda value: (value.ends_on, value.key)) if shown else None


def series_key(one: Observation | FeaturedSeries) -> tuple[int, int, int | None]:
    """The key of the series that a value belongs to, or that editors chose."""
    return one.indicator_id, one.area_id, one.commodity_id


def series_of(observations: Iterable[Observation]) -> list[Series]:
    """Public values, put together: one ``Series`` for each indicator, area and commodity, in their own order.

    Give it a query set of ``Observation.objects.published().with_details()``, narrowed as the page needs.
    """
    values = sorted(
        observations,
        key=lambda one: (
            one.indicator.order,
            one.indicator.code,
            one.area.sort_key,
            one.commodity.order if one.commodity else -1,
            one.commodity_id or 0,
        ),
    )
    lines: dict[tuple[int, int, int | None], list[Observation]] = defaultdict(list)
    for one in values:
        lines[series_key(one)].append(one)
    return [
        Series(
            line[0].indicator,
            line[0].area,
            line[0].commodity,
            _readings([one for one in line if one.status != Status.TARGET], "is_chosen"),
            _readings([one for one in line if one.status == Status.TARGET], "is_chosen_target"),
        )
        for line in lines.values()
    ]


def _readings(values: list[Observation], flag: str) -> tuple[Reading, ...]:
    """One reading a period, in order of time; undated ones last."""
    periods: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in values:
        periods[(one.period, one.holiday)].append(one)
    readings = []
    for group in periods.values():
        shown = next((one for one in group if getattr(one, flag)), None)
        others = sorted((one for one in group if one is not shown), key=lambda one: one.key)
        readings.append(Reading(shown, tuple(others)))
    return tuple(sorted(readings, key=_when))


def _when(reading: Reading) -> tuple[bool, str, str, str]:
    one = reading.period_of
    return (one.starts_on is None, str(one.starts_on or ""), str(one.ends_on or ""), one.holiday)
