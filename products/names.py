"""Names that businesses give: letters that only look like others are refused, invisible signs are taken out.

A Cyrillic "о" in "Trà Shan tuyết" would let one co-operative's product pass for another's. Names are written with the
Vietnamese alphabet and the accents of its neighbours; digits, punctuation and spaces stay.
"""

from __future__ import annotations

import unicodedata
from typing import Final

#: Signs that steer or hide text and mean nothing in a name.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
#: Signs that turn the direction of what follows: a text could be read otherwise than it is stored.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Letters that no accent makes of an ASCII one; others of their kind (Ð, ı, ɑ) are mistaken for Vietnamese ones.
_UNDECOMPOSED: Final = frozenset("đĐæÆœŒøØß")


def tidy(text: str) -> str:
    """A name in composed letters, without unseen signs, its white space collapsed."""
    spaced = " ".join(text.split())
    return unicodedata.normalize("NFC", "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN))


def tidy_text(text: str) -> str:
    """Text of several lines in composed letters: line breaks and tabs stay, other signs that steer machines do not."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in _TURNING))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def foreign_letters(text: str) -> list[str]:
    """Letters, digits and loose marks of a name that may be mistaken for Latin ones, each once, as they stand."""
    return list(dict.fromkeys(sign for sign in unicodedata.normalize("NFC", text) if not _is_plain(sign)))


def _is_plain(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if kind.startswith("M"):  # a mark that composes with no letter
        return False
    if sign.isascii() or sign in _UNDECOMPOSED or not (kind.startswith("L") or kind == "Nd"):
        return True
    return unicodedata.normalize("NFD", sign)[0].isascii()
