"""Periods as sources give them, with their first and last day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.figures import periods


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2024-05-07", "2024-05-07", "2024-05-07"),
        ("2024-01/2024-09", "2024-01-01", "2024-09-30"),
        ("2016/2020", "2016-01-01", "2020-12-31"),
        ("2024-01-01/2024-05-07", "2024-01-01", "2024-05-07"),
        ("2024-12/2024-12", "2024-12-01", "2024-12-31"),
    ],
)
def test_a_period_has_its_days(text, first, last):
    period = periods.parse(text)
    assert (period.starts_on.isoformat(), period.ends_on.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    "|24|2024-13|2024-00|2024-02-30|2024-Q5|2024-Q0|2024/|/2024|2024-1|năm 2024| 2024|2024\n|٢٠٢٤|0000"
    "|2024/2025/2026|2024-Q1-03".split("|"),
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(periods.BadPeriod):
        periods.parse(text)


@pytest.mark.parametrize("text", ["2024/2023", "2024-09/2024-01", "2024-05-07/2024-05-01", "2024-06/2024"])
def test_a_period_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(periods.BackwardPeriod):
        periods.parse(text)


@given(st.dates(dt.date(1900, 1, 1)), st.dates(dt.date(1900, 1, 1)))
def test_days_come_back_as_they_went(one, other):
    first, last = sorted((one, other))
    period = periods.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (period.starts_on, period.ends_on) == (first, last)


@given(st.text(max_size=25))
def test_no_text_breaks_it(text):
    try:
        period = periods.parse(text)
    except periods.BadPeriod:
        return
    assert period.starts_on <= period.ends_on
