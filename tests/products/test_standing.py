"""What is said of stars: certificates first, badges only in force, sources as what they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from products.certificates import Decision, state_on
from products.standing import Kind, ocop_standing

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)


@dataclass
class Paper:
    pk: int
    issued_on: dt.date
    ends_on: dt.date
    stars: int = 4
    decision: str = "granted"

    def state_on(self, today):
        return state_on(today, decision=Decision(self.decision), issued_on=self.issued_on, ends_on=self.ends_on)


def product(**fields):
    blank = {"last_known_stars": None, "last_known_year": None, "last_known_again": None, "recognition": ""}
    return SimpleNamespace(**{**blank, **fields})


KNOWN = product(last_known_stars=4, last_known_year=2020, last_known_again=2023, recognition="recognised")
IN_FORCE = Paper(1, TODAY - 100 * DAY, TODAY + 500 * DAY)
ENDED = Paper(2, TODAY - 900 * DAY, TODAY - DAY, 3)
COMING = Paper(3, TODAY + DAY, TODAY + 900 * DAY, 5)
WITHDRAWN = Paper(4, TODAY - 100 * DAY, TODAY + 500 * DAY, 4, "withdrawn")
REPLACED = Paper(5, TODAY - 50 * DAY, TODAY + 500 * DAY, 3, "replaced")


@pytest.mark.parametrize(
    ("certificates", "kind", "stars"),
    [
        ([IN_FORCE], Kind.IN_FORCE, 4),
        ([ENDED, REPLACED, IN_FORCE], Kind.IN_FORCE, 4),
        ([Paper(6, TODAY, TODAY)], Kind.IN_FORCE, 4),
        ([Paper(6, TODAY - DAY, TODAY, 4, "under_reassessment")], Kind.IN_FORCE, 4),
        ([ENDED], Kind.ENDED, 3),
        ([ENDED, REPLACED], Kind.ENDED, 3),
        ([REPLACED], Kind.ENDED, 3),
        ([WITHDRAWN], Kind.WITHDRAWN, 4),
        ([WITHDRAWN, COMING], Kind.COMING, 5),
        ([Paper(6, TODAY - 900 * DAY, TODAY - DAY, 4, "under_reassessment")], Kind.ENDED, 4),
    ],
)
def test_certificates_speak_before_sources(certificates, kind, stars):
    standing = ocop_standing(KNOWN, certificates, TODAY)
    assert (standing.kind, standing.stars) == (kind, stars)
    assert standing.is_in_force == (kind is Kind.IN_FORCE)
    assert not standing.is_from_sources


@pytest.mark.parametrize(
    ("found", "kind", "stars", "year"),
    [
        (KNOWN, Kind.LAST_KNOWN, 4, 2023),
        (product(last_known_stars=3, last_known_year=2022, recognition="recognised"), Kind.LAST_KNOWN, 3, 2022),
        (product(recognition="recognised", last_known_year=2023), Kind.NAMED, None, 2023),
        (product(recognition="unclear"), Kind.UNCLEAR, None, None),
        (product(), Kind.NOTHING, None, None),
    ],
)
def test_what_sources_say_is_never_a_badge(found, kind, stars, year):
    standing = ocop_standing(found, [], TODAY)
    assert (standing.kind, standing.stars, standing.year) == (kind, stars, year)
    assert not standing.is_in_force
    assert standing.is_from_sources == (kind is not Kind.NOTHING)


def test_a_certificate_that_ends_soon_still_gives_its_badge():
    standing = ocop_standing(KNOWN, [Paper(1, TODAY - 900 * DAY, TODAY + 30 * DAY)], TODAY)
    assert standing.is_in_force
    assert standing.ends_soon
