"""Names that businesses give: letters that only look like others are refused, invisible signs are taken out.

A Cyrillic "о" in "Trà Shan tuyết" would let one co-operative's product pass for another's. Names are written with
Latin letters; digits, punctuation and spaces stay.
"""

from __future__ import annotations

import unicodedata
from typing import Final

#: Signs that steer or hide text and mean nothing in a name.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})


def tidy(text: str) -> str:
    """A name in composed letters, without unseen signs, its white space collapsed."""
    spaced = " ".join(text.split())
    return unicodedata.normalize("NFC", "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN))


def foreign_letters(text: str) -> list[str]:
    """Letters of a name that are not Latin, each once: they may look like Latin ones. Full-width forms count."""
    found = (
        sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign).startswith("L")
        and (not unicodedata.name(sign, "").startswith("LATIN ") or unicodedata.normalize("NFKC", sign) != sign)
    )
    return list(dict.fromkeys(found))
