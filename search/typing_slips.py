"""Reads what was typed with the Vietnamese input method off: ``ddieenj`` and ``d9ie65n`` were meant to be ``điện``.

Only a word that gives a valid syllable is read so, and nobody should ask for words that the index knows: to these rules
``bus`` is ``bú``. Marks are taken wherever an input method takes them, at their letter or at the end of the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from search.syllables import TONE_MARKS, is_syllable, with_tone

#: The longest syllable, nghiêng, has seven letters; with its marks typed it may have four more.
LONGEST: Final = 12

#: A change of plain letters into the marked ones that were meant.
_Change = tuple[str, str]
_NO_CHANGE: Final[_Change] = ("", "")
_HATS: Final[dict[str, _Change]] = {"a": ("a", "â"), "e": ("e", "ê"), "o": ("o", "ô")}
#: What one horn may mean, the first that gives a syllable: dương, mưa, hưu, sơn, từ.
_HORNS: Final[tuple[_Change, ...]] = (("uo", "ươ"), ("ua", "ưa"), ("uu", "ưu"), ("o", "ơ"), ("u", "ư"))
_BREVE: Final[_Change] = ("a", "ă")

_TELEX: Final = re.compile("([bcdghklmnpqrstvx]*)([aeiouyw][a-z]*)")
_TELEX_TONES: Final = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_DOUBLED: Final = re.compile(r"([aeo])\1")
#: The vowel is doubled only at the end: vietej, mocoj.
_DOUBLED_LATE: Final = re.compile(r"([aeo])[a-z]+(\1)")

_VNI: Final = re.compile("(d9|[bcdghklmnpqrstvx]*)([aeiouy][a-z0-9]*)")
_VNI_CHANGES: Final[dict[str, tuple[_Change, ...]]] = {"6": tuple(_HATS.values()), "7": _HORNS, "8": (_BREVE,)}
_DIGITS: Final = re.compile("[0-9]+")
_NOT_DIGITS: Final = re.compile("[^0-9]+")
_WORD: Final = re.compile("[\\w\u0300-\u036f]+")


def decode(text: str) -> str:
    """The text with every word read that can be; what is between the words stays."""
    return _WORD.sub(lambda word: decode_telex(word[0]) or decode_vni(word[0]) or word[0], text)


def decode_telex(word: str) -> str | None:
    """The syllable (composed, small letters) that a word typed in Telex means; None when it means none or itself."""
    match = _TELEX.fullmatch(word.lower()) if len(word) <= LONGEST else None
    if match is None:
        return None
    onset, rest = match.groups()
    tones = [letter for letter in rest if letter in _TELEX_TONES]
    if len(tones) > 1:
        return None
    tone = _TELEX_TONES[tones[0]] if tones else ""
    rest = "".join(letter for letter in rest if letter not in _TELEX_TONES)
    if onset == "dd":
        onset = "đ"
    elif onset == "d" and rest.count("d") == 1:
        onset, rest = "đ", rest.replace("d", "")
    is_marked = bool(tone) or onset == "đ"

    changes: Iterable[_Change] = (_NO_CHANGE,) if is_marked else ()
    if horns := rest.count("w"):
        rest = _without_w(rest)
        changes = (*_HORNS, _BREVE) if horns == 1 else _HORNS[:1] if horns == 2 else ()
    elif doubled := _DOUBLED.search(rest):
        rest = rest[: doubled.start()] + rest[doubled.start() + 1 :]
        changes = (_HATS[doubled[1]],)
    elif is_marked and (doubled := _DOUBLED_LATE.search(rest)):  # only with another mark: "ocop" and "solo" are words
        rest = rest[: doubled.start(2)] + rest[doubled.end(2) :]
        changes = (_HATS[doubled[1]],)
    return _syllable(onset, rest, changes, tone)


def _without_w(rest: str) -> str:
    """The letters without each w, or with u in its place where no vowel comes before that it could change."""
    letters = ""
    for letter in rest:
        if letter != "w":
            letters += letter
        elif not any(vowel in letters for vowel in "aou"):
            letters += "u"
    return letters


def decode_vni(word: str) -> str | None:
    """The syllable (composed, small letters) that a word typed in VNI means; None when it means none or itself.

    One letter with a digit is none: A1 is a hill.
    """
    match = _VNI.fullmatch(word.lower()) if len(word) <= LONGEST else None
    if match is None:
        return None
    onset, rest = match.groups()
    digits = _NOT_DIGITS.sub("", onset + rest)
    onset, rest = onset.rstrip("9"), _DIGITS.sub("", rest)
    tones = [digit for digit in digits if digit in TONE_MARKS]
    marks = {digit for digit in digits if digit in _VNI_CHANGES}
    bars = digits.count("9")
    if not digits or "0" in digits or len(tones) > 1 or len(marks) > 1 or bars > 1 or len(onset + rest) < 2:
        return None
    if bars:
        if onset != "d":
            return None
        onset = "đ"
    changes = _VNI_CHANGES[marks.pop()] if marks else (_NO_CHANGE,)
    return _syllable(onset, rest, changes, "".join(tones))


def _syllable(onset: str, rest: str, changes: Iterable[_Change], tone: str) -> str | None:
    """The first valid syllable that one of the changes gives."""
    for plain, marked in changes:
        if plain in rest:
            syllable = with_tone(onset + rest.replace(plain, marked, 1), tone)
            if is_syllable(syllable):
                return syllable
    return None
