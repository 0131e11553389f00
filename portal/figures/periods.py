"""Periods of figures as text: ``2024``, ``2024-05``, ``2024-Q1``, ``2024-05-07``, ``2024-01/2024-09``, ``2016/2020``.

A period is what a source says a figure covers; both ends are days, and both belong to it. No period is told apart from
a wrong one: sources without a date exist, and their period is the empty text.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_POINT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)


class BadPeriod(ValueError):
    """A text that is no period."""


class BackwardPeriod(BadPeriod):
    """A period that ends before it begins."""


@dataclass(frozen=True)
class Period:
    """A period with its first and last day."""

    text: str
    starts_on: dt.date
    ends_on: dt.date


def parse(text: str) -> Period:
    """Read a period. Raises ``BadPeriod``, or ``BackwardPeriod`` where it ends before it begins."""
    first, slash, last = text.partition("/")
    starts_on, ends_on = _days(first)
    if slash:
        last_starts_on, ends_on = _days(last)
        if ends_on < starts_on or last_starts_on < starts_on:
            raise BackwardPeriod(f"{text!r} ends before it begins")
    return Period(text, starts_on, ends_on)


def _days(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of a year, quarter, month or day."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise BadPeriod(f"{text!r} is no year, quarter, month or day")
    year = int(match[1])
    try:
        if match[2]:
            month = int(match[2]) * 3
            return dt.date(year, month - 2, 1), _month_end(year, month)
        if match[4]:
            day = dt.date(year, int(match[3]), int(match[4]))
            return day, day
        if match[3]:
            month = int(match[3])
            return dt.date(year, month, 1), _month_end(year, month)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError as error:
        raise BadPeriod(f"{text!r} is on no calendar") from error


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
