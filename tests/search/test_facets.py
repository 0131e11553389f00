"""What is offered to narrow results by: the most frequent values, and those that are chosen."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from search import facets, fields


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Groups have names; the values that were given one."""
    asked: list[str] = []

    def names(values: Iterable[str]) -> dict[str, str]:
        asked.extend(values)
        return {value: f"Nhóm {9999 - int(value)}" for value in asked}

    monkeypatch.setitem(facets._labels, fields.GROUP, names)
    return asked


def test_the_most_frequent_are_offered_chosen_ones_first_and_equal_ones_by_name(named: list[str]) -> None:
    dice = random.Random(3)
    counts = {str(number): dice.randint(1, 9) for number in range(60)} | {str(number): 1 for number in range(60, 300)}
    (offered,) = facets.choices_of({fields.GROUP: counts}, {fields.GROUP: ("299", "301")}).values()
    found = [(choice.value, choice.count, choice.is_chosen) for choice in offered]
    assert found[:2] == [("299", 1, True), ("301", 0, True)]
    best = sorted(counts, key=lambda value: (-counts[value], -int(value)))[: facets.MOST - 2]
    assert found[2:] == [(value, counts[value], False) for value in best]
    assert len(named) < 40, "hundreds of values are not named and ordered for twelve"
