"""The Vietnamese lunar calendar: festivals keep lunar dates, travellers need solar ones.

Months begin on the day of the new moon and the winter solstice falls in month 11, both at 105° E (UTC+7). New moon and
solar longitude follow the formulas of Jean Meeus as simplified by Hồ Ngọc Đức, "Thuật toán tính âm lịch"
(https://www.informatik.uni-leipzig.de/~duc/amlich/calrules_vn.html). Compared once with the ephemerides of PyEphem,
the 3,729 new moons from 1899 to 2201 fall on the same day but for eight within three minutes of midnight, the next of
them in December 2072. Before 1968 Vietnam printed calendars for UTC+8, so older dates can differ from those.
"""

from __future__ import annotations

import bisect
import datetime
import itertools
from dataclasses import dataclass
from functools import lru_cache
from math import floor, radians, sin
from typing import Final, Literal

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_STEMS: Final = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES: Final = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
# Vietnam's own twelve: a buffalo where China has an ox, a cat where China has a rabbit.
_ANIMALS: Final = (
    "Rat",
    "Buffalo",
    "Tiger",
    "Cat",
    "Dragon",
    "Snake",
    "Horse",
    "Goat",
    "Monkey",
    "Rooster",
    "Dog",
    "Pig",
)
_UTC_OFFSET: Final = 7 / 24
_SYNODIC_MONTH: Final = 29.530588853
_NEW_MOON_1900: Final = 2415021.076998695
_ORDINAL_TO_JULIAN: Final = 1721425
_MONTHS_IN_YEAR: Final = 12


@dataclass(frozen=True, order=True)
class LunarDate:
    """A day of the Vietnamese lunar calendar; ``year`` is the solar year in which its Tết falls."""

    year: int
    month: int
    day: int
    is_leap: bool = False


@dataclass(frozen=True)
class _Month:
    number: int
    is_leap: bool
    first_day: datetime.date
    length: int


def to_lunar(date: datetime.date) -> LunarDate:
    """Give the lunar date of a solar one. Raises ``ValueError`` outside the lunar years 1900 to 2199."""
    year = date.year
    if not FIRST_YEAR <= year <= LAST_YEAR + 1:
        raise ValueError(f"{date} is outside the lunar years {FIRST_YEAR} to {LAST_YEAR}")
    if year > LAST_YEAR or date < _months(year)[0].first_day:
        year -= 1
    months = _months(year)
    month = months[bisect.bisect_right(months, date, key=lambda month: month.first_day) - 1]
    day = (date - month.first_day).days + 1
    if day > month.length:
        raise ValueError(f"{date} is outside the lunar years {FIRST_YEAR} to {LAST_YEAR}")
    return LunarDate(year, month.number, day, month.is_leap)


def to_solar(lunar: LunarDate) -> datetime.date:
    """Give the solar date of a lunar one. Raises ``ValueError`` for a day that its year does not have."""
    month = _month(lunar.year, lunar.month, is_leap=lunar.is_leap)
    if not 1 <= lunar.day <= month.length:
        raise ValueError(f"{lunar} does not exist: the month has {month.length} days")
    return month.first_day + datetime.timedelta(days=lunar.day - 1)


def lunar_month_length(year: int, month: int, *, is_leap: bool = False) -> int:
    """Count the days of a lunar month, 29 or 30. Raises ``ValueError`` for a month that the year does not have."""
    return _month(year, month, is_leap=is_leap).length


def last_day_of_month(year: int, month: int, *, is_leap: bool = False) -> datetime.date:
    """Give the solar date of the last day of a lunar month; the last of month 12 is the eve of Tết."""
    found = _month(year, month, is_leap=is_leap)
    return found.first_day + datetime.timedelta(days=found.length - 1)


def leap_month(year: int) -> int | None:
    """Give the number of the month that is repeated in a lunar year, or ``None`` in a year of twelve months."""
    return next((month.number for month in _months(year) if month.is_leap), None)


def next_occurrence(month: int, day: int | Literal["last"], on_or_after: datetime.date) -> datetime.date:
    """Give the first solar date, not before ``on_or_after``, of a yearly lunar date.

    Feasts keep the ordinary month, not the leap month that may follow it. A 30th is skipped in years whose month has
    29 days; say ``"last"`` for a feast of the last day. Raises ``ValueError`` when there is no such day, or none
    before the end of the lunar year 2199.
    """
    if not 1 <= month <= _MONTHS_IN_YEAR or (day != "last" and not 1 <= day <= 30):
        raise ValueError(f"day {day} of month {month} is no day of the lunar calendar")
    for year in range(to_lunar(on_or_after).year, LAST_YEAR + 1):
        length = lunar_month_length(year, month)
        number = length if day == "last" else day
        if number <= length and (date := to_solar(LunarDate(year, month, number))) >= on_or_after:
            return date
    raise ValueError(f"no day {day} of month {month} from {on_or_after} to the end of the lunar year {LAST_YEAR}")


def year_name_vi(year: int) -> str:
    """Give the stem and branch of a lunar year: 2027 is ``Đinh Mùi``."""
    return f"{_STEMS[(year + 6) % 10]} {_BRANCHES[(year + 8) % 12]}"


def year_name_en(year: int) -> str:
    """Give the English name of a lunar year by its Vietnamese animal: 2027 is ``Year of the Goat``."""
    return f"Year of the {_ANIMALS[(year + 8) % 12]}"


def _month(year: int, number: int, *, is_leap: bool) -> _Month:
    for month in _months(year):
        if (month.number, month.is_leap) == (number, is_leap):
            return month
    raise ValueError(f"lunar year {year} has no {'leap ' if is_leap else ''}month {number}")


@lru_cache(maxsize=64)
def _months(year: int) -> tuple[_Month, ...]:
    """List the twelve or thirteen months of a lunar year, first to last."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"lunar year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    # Months are numbered between two winter solstices; the lunar year takes months 1 to 10 of one such span and
    # months 11 and 12 of the next, each followed by its leap month if it has one.
    this_span = [month for month in _span(year) if month.number <= 10]
    next_span = [month for month in _span(year + 1) if month.number > 10]
    return (*this_span, *next_span)


def _span(year: int) -> list[_Month]:
    """List the months from month 11 of the year before up to, and without, month 11 of ``year``."""
    first, end = _eleventh_month(year - 1), _eleventh_month(year)
    starts = [_new_moon_day(lunation) for lunation in range(first, end + 1)]
    leap_at = 0
    if len(starts) - 1 > _MONTHS_IN_YEAR:
        sectors = [_solar_sector(start) for start in starts]
        # The leap month is the first one in which the sun enters no new sector of 30° (no "trung khí").
        leap_at = next(i for i in range(1, len(sectors) - 1) if sectors[i] == sectors[i + 1])
    months = []
    for i, (start, following) in enumerate(itertools.pairwise(starts)):
        ordinal = i - 1 if leap_at and i >= leap_at else i
        number = (ordinal + 10) % _MONTHS_IN_YEAR + 1
        first_day = datetime.date.fromordinal(start - _ORDINAL_TO_JULIAN)
        months.append(_Month(number, bool(leap_at) and i == leap_at, first_day, following - start))
    return months


def _eleventh_month(year: int) -> int:
    """Give the lunation number, counted from January 1900, of the month that holds the winter solstice of ``year``."""
    new_year_eve = datetime.date(year, 12, 31).toordinal() + _ORDINAL_TO_JULIAN
    lunation = floor((new_year_eve - _NEW_MOON_1900) / _SYNODIC_MONTH)
    return lunation - 1 if _solar_sector(_new_moon_day(lunation)) >= 9 else lunation


@lru_cache(maxsize=512)
def _new_moon_day(lunation: int) -> int:
    """Give the Julian day number, at UTC+7, of a new moon counted from January 1900 (Meeus 1998, simplified)."""
    t = lunation / 1236.85
    mean = 2415020.75933 + 29.53058868 * lunation + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * lunation - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * lunation + 0.0107306 * t**2 + 0.00001236 * t**3)
    latitude = radians(21.2964 + 390.67050646 * lunation - 0.0016528 * t**2 - 0.00000239 * t**3)
    correction = (
        (0.1734 - 0.000393 * t) * sin(sun)
        + 0.0021 * sin(2 * sun)
        - 0.4068 * sin(moon)
        + 0.0161 * sin(2 * moon)
        - 0.0004 * sin(3 * moon)
        + 0.0104 * sin(2 * latitude)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0004 * sin(2 * latitude + sun)
        - 0.0004 * sin(2 * latitude - sun)
        - 0.0006 * sin(2 * latitude + moon)
        + 0.0010 * sin(2 * latitude - moon)
        + 0.0005 * sin(2 * moon + sun)
    )
    # Earth's rotation against uniform time, in days; the longer series of the published text is for years before 800.
    lag = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + correction - lag + 0.5 + _UTC_OFFSET)


def _solar_sector(julian_day: int) -> int:
    """Give the 30° sector, 0 to 11, in which the sun stands when a day begins at UTC+7; 9 opens at the solstice."""
    t = (julian_day - 0.5 - _UTC_OFFSET - 2451545.0) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor(longitude % 360 / 30)
