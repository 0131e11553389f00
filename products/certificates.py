"""The life of an OCOP certificate by the rules of its day: who may issue which stars, until when they may be shown.

Pure: every function is given its dates. Whether a certificate is in force is always computed, never stored, so that it
is right at midnight with nothing running. Rules: Decisions 1048/QĐ-TTg (2019) with 781/QĐ-TTg (2020), 148/QĐ-TTg
(2023), and 148 as amended by 1489/QĐ-TTg (6 July 2025).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: Only these are certificates; the portal never computes or awards stars.
STARS: Final = (3, 4, 5)
#: 36 months: how long a certificate is in force, where no last day is printed on it.
YEARS_IN_FORCE: Final = 3
#: Its holder is told so many days before the last day; from the first of them on it is said to end soon.
NOTICE_DAYS: Final = (180, 90, 30)


class Issuer(StrEnum):
    """Who certifies."""

    DISTRICT = "district"
    PROVINCE = "province"
    CENTRE = "centre"


class Decision(StrEnum):
    """What was decided of a certificate; stored, with number, date and reason."""

    GRANTED = "granted"
    UNDER_REASSESSMENT = "under_reassessment"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


#: At most one certificate of a product stands so.
STANDING: Final = frozenset({Decision.GRANTED, Decision.UNDER_REASSESSMENT})


class State(StrEnum):
    """How a certificate is on a day; computed."""

    NOT_YET = "not_yet"
    VALID = "valid"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


IN_FORCE: Final = frozenset({State.VALID, State.ENDS_SOON})


@dataclass(frozen=True)
class RuleSet:
    """Rules of a period, both days included; ``until`` is None for the rules of today."""

    code: str
    decision: str
    since: dt.date
    until: dt.date | None
    #: Who alone issues that many stars.
    issuers: Mapping[int, Issuer]

    def covers(self, day: dt.date) -> bool:
        """Whether certificates were issued by these rules on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


RULE_SETS: Final = (
    RuleSet(
        code="2019",
        decision="1048/QĐ-TTg, 781/QĐ-TTg",
        since=dt.date(2019, 8, 1),
        until=dt.date(2023, 2, 23),
        issuers={3: Issuer.PROVINCE, 4: Issuer.PROVINCE, 5: Issuer.CENTRE},
    ),
    RuleSet(
        code="2023",
        decision="148/QĐ-TTg",
        since=dt.date(2023, 2, 24),
        until=dt.date(2025, 7, 5),
        issuers={3: Issuer.DISTRICT, 4: Issuer.PROVINCE, 5: Issuer.CENTRE},
    ),
    RuleSet(
        code="2025",
        decision="148/QĐ-TTg, 1489/QĐ-TTg",
        since=dt.date(2025, 7, 6),
        until=None,
        issuers={3: Issuer.PROVINCE, 4: Issuer.PROVINCE, 5: Issuer.CENTRE},
    ),
)


def rules_on(day: dt.date) -> RuleSet | None:
    """The rules by which certificates were issued on a day; None before there were any."""
    return next((rules for rules in RULE_SETS if rules.covers(day)), None)


def issuer_of(stars: int, issued_on: dt.date) -> Issuer | None:
    """Who alone could issue that many stars on a day; None when nobody could."""
    rules = rules_on(issued_on)
    return rules.issuers.get(stars) if rules is not None else None


def last_day(issued_on: dt.date, printed: dt.date | None) -> dt.date:
    """The last day in force: the one printed on the certificate, else the day before the 36-month date.

    The 36-month date of 29 February is 28 February. The provinces are to confirm the rule for certificates without a
    printed day.
    """
    if printed is not None:
        return printed
    year = issued_on.year + YEARS_IN_FORCE
    is_leap_day = (issued_on.month, issued_on.day) == (2, 29)
    return issued_on.replace(year=year, day=28 if is_leap_day else issued_on.day) - dt.timedelta(days=1)


def state_on(today: dt.date, *, decision: Decision, issued_on: dt.date, ends_on: dt.date) -> State:
    """How a certificate is on a day; ``ends_on`` is its last day. A reassessment under way takes nothing from it."""
    if decision is Decision.WITHDRAWN:
        return State.WITHDRAWN
    if decision is Decision.REPLACED:
        return State.REPLACED
    if today < issued_on:
        return State.NOT_YET
    if today > ends_on:
        return State.ENDED
    return State.ENDS_SOON if (ends_on - today).days <= NOTICE_DAYS[0] else State.VALID


def notices_due(today: dt.date, ends_on: dt.date) -> tuple[int, ...]:
    """The notices (days before the last day) that should have gone out by a day; none any more after the last day."""
    left = (ends_on - today).days
    return tuple(days for days in NOTICE_DAYS if 0 <= left <= days)
