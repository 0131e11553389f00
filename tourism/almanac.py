"""Pages of the almanac: a month as a grid of days with both calendars, and the twelve months from a day on."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from tourism.lunar import LunarDate, to_lunar


@dataclass(frozen=True)
class Day:
    """One cell of the grid; ``date`` is None outside the month."""

    date: dt.date | None
    lunar: LunarDate | None
    is_marked: bool = False
    is_sunday: bool = False


@dataclass(frozen=True)
class Month:
    """A month of weeks from Monday to Sunday."""

    first: dt.date
    weeks: list[list[Day]]


def almanac_month(year: int, month: int, start: dt.date, days: int) -> Month:
    """The month with ``days`` days from ``start`` marked."""
    end = start + dt.timedelta(days=max(days, 1) - 1)
    weeks = [
        [
            Day(date, to_lunar(date), start <= date <= end, date.weekday() == 6)
            if date.month == month
            else Day(None, None)
            for date in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]
    return Month(dt.date(year, month, 1), weeks)


def year_from(today: dt.date) -> list[tuple[int, int]]:
    """(year, month) of this month and the eleven after it."""
    return [(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1) for ahead in range(12)]
