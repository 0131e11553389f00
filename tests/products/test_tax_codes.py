"""Tax codes are read as people write them; a check digit that does not fit is doubted and never refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products import tax_codes
from products.tax_codes import Kind, NotATaxCode

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def with_check_digit(nine: str) -> str | None:
    digit = 10 - sum(weight * int(figure) for weight, figure in zip(WEIGHTS, nine, strict=True)) % 11
    return nine + str(digit) if digit < 10 else None


nine = st.text(st.sampled_from("0123456789"), min_size=9, max_size=9)


@given(nine)
def test_the_right_check_digit_is_not_doubted_and_every_other_is(nine):
    right = with_check_digit(nine)
    doubted = [tax_codes.read(nine + str(digit)).is_doubtful for digit in range(10)]
    assert doubted.count(False) == (1 if right else 0)
    if right:
        assert not tax_codes.read(right).is_doubtful


def test_a_dependent_unit_is_written_with_its_hyphen():
    assert tax_codes.read("0100109106 001").text == "0100109106-001"
    assert tax_codes.read("0100109106-001").kind == Kind.DEPENDENT


def test_twelve_digits_are_a_person_and_never_printed():
    number = tax_codes.read("014 093 001 234")
    assert number.kind == Kind.PERSON
    assert "014093001234" not in repr(number)
    assert "014093001234" not in f"{[number]}"


@pytest.mark.parametrize("text", ["", "123", "12345678901", "abcdefghij", "1234567890123456", "١٢٣٤٥٦٧٨٩٠"])
def test_anything_else_is_no_tax_code(text):
    with pytest.raises(NotATaxCode):
        tax_codes.read(text)
