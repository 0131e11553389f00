"""Reads the number of a value as somebody wrote it, and refuses what could mean two things.

``5.300.000`` is Vietnamese and ``5,300,000`` English; ``5.300`` is five thousand three hundred in one and five in the
other; ``5,3 triệu`` is a text. None of them is guessed: digits alone are read, with at most two behind a point.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal

#: Why a text is no number that can be read safely.
Fault = Literal["negative", "grouped", "comma", "words", "no_number", "too_long"]

_PLAIN: Final = re.compile(r"\d{1,14}(?:\.\d{1,2})?", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,\s'’]\d{3})+(?:[.,]\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"\d+,\d+", re.ASCII)
_NEGATIVE: Final = re.compile(r"[-−–(]\s*\d")
_WORDS: Final = re.compile(r"\d.*[^\W\d_]", re.DOTALL)
MOST_DIGITS: Final = 14


class BadNumber(ValueError):
    """A text that is not read as a number."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


def read(text: str) -> Decimal:
    """The number that a text says. Raises ``BadNumber``."""
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _NEGATIVE.match(text):
        raise BadNumber("negative")
    if _GROUPED.fullmatch(text):
        raise BadNumber("grouped")
    if _COMMA.fullmatch(text):
        raise BadNumber("comma")
    if re.fullmatch(r"[\d.]+", text, re.ASCII) and sum(sign.isdigit() for sign in text) > MOST_DIGITS:
        raise BadNumber("too_long")
    if _WORDS.search(text):
        raise BadNumber("words")
    raise BadNumber("no_number")
