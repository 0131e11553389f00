"""Vietnamese tax codes: 10 digits with a check digit, 10-3 for a dependent unit, 12 for a person.

A wrong check digit is worth a word to the sender and never a refusal. Since 1 July 2025 the 12 digits of a business
household are the citizen's number of its head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SEPARATORS: Final = re.compile(r"[\s.\-]")


class Kind(StrEnum):
    """Whose code it is."""

    ENTERPRISE = "enterprise"
    DEPENDENT = "dependent"
    PERSON = "person"


class NotATaxCode(ValueError):
    """The text has another number of digits than tax codes have, or other signs."""


@dataclass(frozen=True)
class TaxNumber:
    """A tax code as it is written; ``is_doubtful`` when its check digit does not fit."""

    kind: Kind
    text: str
    is_doubtful: bool = False

    def __repr__(self) -> str:  # never the number: it could reach a log
        return f"TaxNumber({self.kind})"


def read(text: str) -> TaxNumber:
    """The tax code that somebody typed. Raises ``NotATaxCode``."""
    digits = _SEPARATORS.sub("", text)
    if not digits.isascii() or not digits.isdecimal():
        raise NotATaxCode
    if len(digits) == 12:
        return TaxNumber(Kind.PERSON, digits)
    if len(digits) == 10:
        return TaxNumber(Kind.ENTERPRISE, digits, not _fits(digits))
    if len(digits) == 13:
        return TaxNumber(Kind.DEPENDENT, f"{digits[:10]}-{digits[10:]}", not _fits(digits[:10]))
    raise NotATaxCode


def _fits(ten: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, ten, strict=False))
    # A remainder of 1 would need the digit 10: no code has it.
    return 10 - total % 11 == int(ten[9])
