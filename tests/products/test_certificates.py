"""Who could issue which stars, and on which days they may be shown."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.certificates import (
    IN_FORCE,
    NOTICE_DAYS,
    RULE_SETS,
    STARS,
    Decision,
    Issuer,
    State,
    issuer_of,
    last_day,
    notices_due,
    rules_on,
    state_on,
)

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2019, 8, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "three", "four", "five"),
    [
        ("2019-08-01", Issuer.PROVINCE, Issuer.PROVINCE, Issuer.CENTRE),
        ("2023-02-23", Issuer.PROVINCE, Issuer.PROVINCE, Issuer.CENTRE),
        ("2023-02-24", Issuer.DISTRICT, Issuer.PROVINCE, Issuer.CENTRE),
        ("2025-07-05", Issuer.DISTRICT, Issuer.PROVINCE, Issuer.CENTRE),
        ("2025-07-06", Issuer.PROVINCE, Issuer.PROVINCE, Issuer.CENTRE),
        ("2019-07-31", None, None, None),
    ],
)
def test_the_issuer_follows_the_rules_of_the_day(
    day: str, three: Issuer | None, four: Issuer | None, five: Issuer | None
) -> None:
    date = dt.date.fromisoformat(day)
    assert [issuer_of(stars, date) for stars in STARS] == [three, four, five]


@given(DAYS)
def test_fewer_than_three_stars_are_nobodys_to_give(day: dt.date) -> None:
    assert [issuer_of(stars, day) for stars in (-1, 0, 1, 2, 6, 7)] == [None] * 6


def test_rules_follow_each_other_without_a_gap_and_the_last_ones_are_in_force() -> None:
    for one, other in pairwise(RULE_SETS):
        assert one.until is not None
        assert other.since == one.until + DAY
    assert RULE_SETS[-1].until is None
    assert rules_on(dt.date(2099, 1, 1)) is RULE_SETS[-1]


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        ("2023-06-15", "2026-06-14"),
        ("2022-01-01", "2024-12-31"),
        ("2024-02-29", "2027-02-27"),
        ("2021-03-01", "2024-02-29"),
        ("2023-08-31", "2026-08-30"),
    ],
)
def test_without_a_printed_day_it_ends_the_day_before_the_36_month_date(issued: str, last: str) -> None:
    assert last_day(dt.date.fromisoformat(issued), None) == dt.date.fromisoformat(last)


@given(DAYS, DAYS)
def test_a_printed_day_counts_as_it_stands(issued: dt.date, printed: dt.date) -> None:
    assert last_day(issued, printed) == printed


@given(DAYS, st.integers(0, 2000), st.sampled_from(sorted(Decision)))
def test_stars_are_shown_from_the_first_through_the_last_day_and_only_while_it_stands(
    issued: dt.date, days: int, decision: Decision
) -> None:
    ends = issued + days * DAY

    def shown(day: dt.date) -> bool:
        return state_on(day, decision=decision, issued_on=issued, ends_on=ends) in IN_FORCE

    stands = decision in {Decision.GRANTED, Decision.UNDER_REASSESSMENT}
    assert [shown(issued - DAY), shown(issued), shown(ends), shown(ends + DAY)] == [False, stands, stands, False]


def test_it_ends_soon_from_the_first_notice_on() -> None:
    ends = dt.date(2026, 12, 31)

    def state(left: int) -> State:
        return state_on(ends - left * DAY, decision=Decision.GRANTED, issued_on=dt.date(2024, 1, 1), ends_on=ends)

    assert [state(left) for left in (181, 180, 0, -1)] == [
        State.VALID,
        State.ENDS_SOON,
        State.ENDS_SOON,
        State.ENDED,
    ]


@given(DAYS)
def test_notices_come_one_after_the_other_and_none_after_the_end(ends: dt.date) -> None:
    counts = [len(notices_due(ends - left * DAY, ends)) for left in range(200, -3, -1)]
    assert counts == [sum(left <= days for days in NOTICE_DAYS) if left >= 0 else 0 for left in range(200, -3, -1)]
    assert max(counts) == len(NOTICE_DAYS)
