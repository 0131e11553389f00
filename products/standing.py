"""What may be said of a product's OCOP stars on a day: from its certificates first, else from public sources.

Only a certificate in force gives a badge. What sources say is a last known number of stars and is worded as such.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from products.certificates import IN_FORCE, STANDING, State


class Kind(StrEnum):
    """What is known of a product's stars."""

    IN_FORCE = "in_force"
    COMING = "coming"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    LAST_KNOWN = "last_known"
    NAMED = "named"
    UNCLEAR = "unclear"
    NOTHING = "nothing"


@dataclass(frozen=True)
class OcopStanding:
    """How a product stands on a day; ``stars`` of a badge only where ``kind`` is in force."""

    kind: Kind
    stars: int | None = None
    certificate: Any = None
    year: int | None = None
    ends_soon: bool = False

    @property
    def is_in_force(self) -> bool:
        """Whether the badge may be drawn."""
        return self.kind is Kind.IN_FORCE

    @property
    def is_from_sources(self) -> bool:
        """Whether nobody has confirmed it."""
        return self.kind in {Kind.LAST_KNOWN, Kind.NAMED, Kind.UNCLEAR}


def ocop_standing(product: Any, certificates: Iterable[Any], today: dt.date) -> OcopStanding:
    """How a product stands on a day, by its certificates (all of them, in any order) and its last known stars."""
    rows = sorted(certificates, key=lambda one: (one.issued_on, one.pk), reverse=True)
    states = [(one, one.state_on(today)) for one in rows]
    for one, state in states:
        if state in IN_FORCE:
            return OcopStanding(Kind.IN_FORCE, one.stars, one, ends_soon=state is State.ENDS_SOON)
    for one, state in states:
        if state is State.NOT_YET:
            return OcopStanding(Kind.COMING, one.stars, one)
    # The standing one tells more than one that was replaced, whenever either was issued.
    states.sort(key=lambda row: row[0].decision not in STANDING)
    for one, state in states:
        return OcopStanding(Kind.ENDED if state is not State.WITHDRAWN else Kind.WITHDRAWN, one.stars, one)
    if product.last_known_stars:
        year = product.last_known_again or product.last_known_year
        return OcopStanding(Kind.LAST_KNOWN, product.last_known_stars, year=year)
    if product.recognition == "recognised":
        return OcopStanding(Kind.NAMED, year=product.last_known_again or product.last_known_year)
    return OcopStanding(Kind.UNCLEAR if product.recognition == "unclear" else Kind.NOTHING)
