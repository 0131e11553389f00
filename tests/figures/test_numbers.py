"""Numbers that are read, and those that could mean two things."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.figures import numbers


@pytest.mark.parametrize(
    ("text", "value"), [("5300000", "5300000"), (" 247.5 ", "247.5"), ("0", "0"), ("86.24", "86.24")]
)
def test_digits_are_read(text, value):
    assert numbers.read(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("5.300.000", "grouped"),
        ("5,300,000", "grouped"),
        ("5.300", "grouped"),
        ("5,300", "grouped"),
        ("5 300 000", "grouped"),
        ("5.300.000,5", "grouped"),
        ("5,3 triệu", "words"),
        ("5.3 million", "words"),
        ("5300000 lượt", "words"),
        ("1e9", "words"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("(5)", "negative"),
        ("86,24", "comma"),
        ("=1+1", "no_number"),
        ("", "no_number"),
        ("nhiều", "no_number"),
        ("٣", "no_number"),
        ("9" * 15, "too_long"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_the_reason(text, fault):
    with pytest.raises(numbers.BadNumber) as raised:
        numbers.read(text)
    assert raised.value.fault == fault


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_what_is_written_plainly_comes_back(value):
    assert numbers.read(f"{value:f}") == value


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    try:
        value = numbers.read(text)
    except numbers.BadNumber:
        return
    assert 0 <= value < 10**15
