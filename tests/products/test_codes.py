"""Codes of permanent addresses find what was mistyped or misread."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from products import codes

signs = st.sampled_from(codes.ALPHABET)
made = st.text(signs, min_size=codes.RANDOM_SIGNS, max_size=codes.RANDOM_SIGNS).map(lambda s: s + codes.check_sign(s))


@given(made)
def test_a_code_is_read_however_it_is_written(code):
    assert codes.read_code(code) == code
    assert codes.read_code(codes.spaced(code).lower()) == code


@given(made, st.integers(0, codes.LENGTH - 1), signs)
def test_one_wrong_sign_is_found(code, position, sign):
    wrong = code[:position] + sign + code[position + 1 :]
    assert codes.read_code(wrong) == (code if sign == code[position] else None)


@given(made, st.integers(0, codes.LENGTH - 2))
def test_neighbours_that_changed_places_are_found(code, position):
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert codes.read_code(swapped) == (code if code[position] == code[position + 1] else None)


def test_new_codes_are_valid_and_differ():
    given_out = {codes.new_code() for _number in range(500)}
    assert len(given_out) == 500
    assert all(codes.read_code(code) == code for code in given_out)


def test_signs_that_are_mistaken_for_others_are_no_code():
    assert codes.read_code("O0I1L000") is None
    assert codes.read_code("ABC") is None
