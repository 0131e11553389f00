"""Codes of permanent addresses: short, hard to guess, read out without mistakes.

Eight signs: seven at random (31⁷, about 27.5 thousand million) and one to check them. There are 31 letters and digits,
none of which is mistaken for another one, and 31 is a prime: with the weights 1 to 7 the check finds every single wrong
sign and every two neighbours that changed places.
"""

from __future__ import annotations

import secrets
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_SIGNS: Final = 7
LENGTH: Final = RANDOM_SIGNS + 1
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}


def check_sign(signs: str) -> str:
    """The sign that checks seven others."""
    total = sum(weight * _VALUES[sign] for weight, sign in enumerate(signs, start=1))
    return ALPHABET[-total % len(ALPHABET)]


def new_code() -> str:
    """A code that nobody can foresee; whether it was given before, only the table knows."""
    signs = "".join(secrets.choice(ALPHABET) for _position in range(RANDOM_SIGNS))
    return signs + check_sign(signs)


def read_code(text: str) -> str | None:
    """The code that somebody typed or scanned, in capitals and without hyphens; None when the check fails."""
    signs = text.upper().replace("-", "").replace(" ", "")
    if len(signs) != LENGTH or any(sign not in _VALUES for sign in signs):
        return None
    return signs if check_sign(signs[:RANDOM_SIGNS]) == signs[RANDOM_SIGNS] else None


def spaced(code: str) -> str:
    """A code as people read it: ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"
