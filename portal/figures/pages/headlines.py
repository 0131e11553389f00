"""The numbers that stand large: the newest result of a series, who says so, and what else is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse

from portal.core.site_tree import absolute
from portal.figures.models import Observation, PeriodType, Unit
from portal.figures.pages import words
from portal.figures.readings import Series

#: Kinds of periods that run from the beginning of a year.
_RUNNING: Final = {
    PeriodType.HALF_YEAR,
    PeriodType.NINE_MONTHS,
    PeriodType.QUARTER,
    PeriodType.YEAR_TO_DATE,
    PeriodType.MONTH,
}


@dataclass(frozen=True)
class Headline:
    """A number with its date, status and source; ``address`` is the page that has it with all others."""

    one: Observation
    path: str
    others: Sequence[Observation] = field(default=())
    #: What was known of that year before it ended, and what is known of a later one.
    running: Observation | None = None
    newer: Observation | None = None
    target: Observation | None = None
    reason: str = ""

    @property
    def spelled(self) -> words.Spelled:
        """The value in words."""
        return words.spell(self.one)

    @property
    def remark(self) -> str:
        """What the source says or leaves out where the number is a count of things that it could have listed."""
        is_count = self.one.indicator.unit == Unit.PRODUCTS and self.one.statement is not None
        return self.one.statement.text if is_count and self.one.statement else ""

    @property
    def citation(self) -> str:
        """What a journalist may copy."""
        return words.citation(self.one, absolute(self.path))


def headline(one: Series) -> Headline | None:
    """The newest result of a series; None where nothing is known for sure enough."""
    latest = one.latest
    if latest is None:
        return None
    reading = next(reading for reading in one.results if reading.shown is latest)
    shown = [value.shown for value in one.results if value.shown is not None]
    return Headline(
        one=latest,
        path=path_of(one),
        others=reading.others,
        running=_longest(value for value in shown if value is not latest and _is_within(value, latest)),
        newer=_longest(value for value in shown if _is_after(value, latest)),
        target=next((aim.shown for aim in one.targets if aim.shown and aim.shown.period == latest.period), None),
        reason=reading.reason,
    )


def path_of(one: Series) -> str:
    """Path of the page of a series."""
    return reverse("figures:area", args=(one.indicator.slug, one.area.code))


def headlines(series: Iterable[Series]) -> list[Headline]:
    """Those of some series, in their order; one of which nothing is known for sure enough is left out."""
    found = [headline(one) for one in series]
    return [one for one in found if one is not None]


def _is_within(value: Observation, latest: Observation) -> bool:
    return (
        value.period_type in _RUNNING
        and latest.period_type == PeriodType.YEAR
        and value.starts_on == latest.starts_on
        and value.starts_on is not None
    )


def _is_after(value: Observation, latest: Observation) -> bool:
    return (
        value.period_type in _RUNNING
        and value.starts_on is not None
        and latest.ends_on is not None
        and value.starts_on > latest.ends_on
        and (value.starts_on.month, value.starts_on.day) == (1, 1)
    )


def _longest(values: Iterable[Observation]) -> Observation | None:
    return max(values, key=lambda one: (one.ends_on, one.key), default=None)
