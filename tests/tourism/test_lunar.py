"""The lunar calendar against printed Tết dates, known leap months and itself."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourism.lunar import (
    LunarDate,
    last_day_of_month,
    leap_month,
    lunar_month_length,
    next_occurrence,
    to_lunar,
    to_solar,
    year_name_en,
    year_name_vi,
)

TET = (
    "1968-01-29 1985-01-21 2000-02-05 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 "
    "2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 "
    "2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02"
).split()
FIRST_DAY = datetime.date(1900, 1, 31)
LAST_DAY = datetime.date(2200, 2, 14)


@pytest.mark.parametrize("day", TET)
def test_tet(day: str) -> None:
    date = datetime.date.fromisoformat(day)
    assert to_solar(LunarDate(date.year, 1, 1)) == date
    assert to_lunar(date) == LunarDate(date.year, 1, 1)
    assert last_day_of_month(date.year - 1, 12) == date - datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "month"),
    [(2004, 2), (2006, 7), (2009, 5), (2012, 4), (2014, 9), (2017, 6), (2020, 4), (2023, 2), (2025, 6), (2028, 5)],
)
def test_leap_months(year: int, month: int) -> None:
    assert leap_month(year) == month
    leap = to_solar(LunarDate(year, month, 1, is_leap=True))
    assert leap == last_day_of_month(year, month) + datetime.timedelta(days=1)
    assert to_lunar(leap) == LunarDate(year, month, 1, is_leap=True)


@pytest.mark.parametrize("year", [2005, 2007, 2024, 2026, 2027])
def test_years_of_twelve_months(year: int) -> None:
    assert leap_month(year) is None


@pytest.mark.parametrize(
    ("solar", "lunar"),
    [
        ("2020-12-15", LunarDate(2020, 11, 2)),
        ("2024-09-17", LunarDate(2024, 8, 15)),
        ("2025-08-01", LunarDate(2025, 6, 8, is_leap=True)),
        ("2025-10-06", LunarDate(2025, 8, 15)),
        ("2026-04-26", LunarDate(2026, 3, 10)),
    ],
)
def test_known_days(solar: str, lunar: LunarDate) -> None:
    assert to_lunar(datetime.date.fromisoformat(solar)) == lunar


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_there_and_back(date: datetime.date) -> None:
    lunar = to_lunar(date)
    assert to_solar(lunar) == date
    assert lunar.day <= lunar_month_length(lunar.year, lunar.month, is_leap=lunar.is_leap)


@given(st.dates(FIRST_DAY, LAST_DAY - datetime.timedelta(days=1)))
def test_days_follow_one_another(date: datetime.date) -> None:
    today, tomorrow = to_lunar(date), to_lunar(date + datetime.timedelta(days=1))
    assert tomorrow.day in {1, today.day + 1}
    if tomorrow.day == 1:
        assert today.day == lunar_month_length(today.year, today.month, is_leap=today.is_leap) in {29, 30}


@pytest.mark.parametrize("year", range(1900, 2200))
def test_every_year_is_whole(year: int) -> None:
    months = [(month, is_leap) for month in range(1, 13) for is_leap in (False, True)]
    found = 0
    for month, is_leap in months:
        if not is_leap or leap_month(year) == month:
            found += lunar_month_length(year, month, is_leap=is_leap)
    assert found in {353, 354, 355, 383, 384, 385}
    assert datetime.date(year, 1, 20) <= to_solar(LunarDate(year, 1, 1)) <= datetime.date(year, 2, 22)
    assert to_lunar(datetime.date(year, 12, 23)).month == 11 or to_lunar(datetime.date(year, 12, 21)).month == 11


def test_next_occurrence() -> None:
    assert next_occurrence(1, 1, datetime.date(2026, 11, 22)) == datetime.date(2027, 2, 6)
    assert next_occurrence(1, 1, datetime.date(2027, 2, 6)) == datetime.date(2027, 2, 6)
    assert next_occurrence(1, 1, datetime.date(2027, 2, 7)) == datetime.date(2028, 1, 26)
    assert next_occurrence(12, "last", datetime.date(2026, 11, 22)) == datetime.date(2027, 2, 5)
    # In a leap year the feast is kept in the first of the two months.
    assert next_occurrence(6, 8, datetime.date(2025, 6, 1)) == datetime.date(2025, 7, 2)


def test_next_occurrence_skips_years_without_a_thirtieth() -> None:
    assert lunar_month_length(2024, 12) == 29
    # Month 12 is short in the lunar years 2024 to 2031.
    assert next_occurrence(12, 30, datetime.date(2025, 1, 1)) == datetime.date(2033, 1, 30)


@given(
    st.integers(1, 12), st.one_of(st.integers(1, 30), st.just("last")), st.dates(FIRST_DAY, datetime.date(2180, 1, 1))
)
def test_next_occurrence_is_that_day_and_not_before(month: int, day: int | str, start: datetime.date) -> None:
    found = next_occurrence(month, day, start)
    lunar = to_lunar(found)
    assert found >= start
    assert (lunar.month, lunar.is_leap) == (month, False)
    assert lunar.day == (lunar_month_length(lunar.year, month) if day == "last" else day)


@pytest.mark.parametrize(
    ("year", "vietnamese", "english"),
    [
        (1968, "Mậu Thân", "Year of the Monkey"),
        (2021, "Tân Sửu", "Year of the Buffalo"),
        (2023, "Quý Mão", "Year of the Cat"),
        (2024, "Giáp Thìn", "Year of the Dragon"),
        (2025, "Ất Tỵ", "Year of the Snake"),
        (2026, "Bính Ngọ", "Year of the Horse"),
        (2027, "Đinh Mùi", "Year of the Goat"),
    ],
)
def test_year_names(year: int, vietnamese: str, english: str) -> None:
    assert year_name_vi(year) == vietnamese
    assert year_name_en(year) == english


@pytest.mark.parametrize(
    "date",
    [datetime.date(1899, 12, 31), datetime.date(1900, 1, 30), datetime.date(2200, 2, 15), datetime.date(2201, 1, 1)],
)
def test_days_outside_the_range(date: datetime.date) -> None:
    with pytest.raises(ValueError, match="outside"):
        to_lunar(date)


@pytest.mark.parametrize(
    "lunar",
    [
        LunarDate(1899, 12, 1),
        LunarDate(2200, 1, 1),
        LunarDate(2024, 12, 30),
        LunarDate(2024, 13, 1),
        LunarDate(2024, 1, 0),
        LunarDate(2024, 4, 1, is_leap=True),
    ],
)
def test_lunar_dates_that_do_not_exist(lunar: LunarDate) -> None:
    with pytest.raises(ValueError, match=r"outside|has no|does not exist"):
        to_solar(lunar)


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 0), (1, 31)])
def test_feasts_that_cannot_be(month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no day"):
        next_occurrence(month, day, datetime.date(2026, 1, 1))


def test_no_feast_after_the_last_year() -> None:
    with pytest.raises(ValueError, match="2199"):
        next_occurrence(1, 1, datetime.date(2199, 12, 1))
