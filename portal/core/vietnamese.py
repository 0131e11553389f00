"""Vietnamese text for machines: folding for comparison, slugs, and a stored key that sorts names as a dictionary does.

Generic libraries get this wrong (``đ`` becomes ``dj`` in a Serbian-minded table, database collations differ between
SQLite, glibc and ICU), so the three functions here depend on nothing but the Unicode tables of Python.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Apostrophes, and what joins words without being seen: soft hyphen, zero-width space and joiners, byte order mark.
_JOINING: Final = str.maketrans("", "", "'\u2018\u2019\u02bb\u02bc\u2032\u00ad\u200b\u200c\u200d\ufeff")
_COMBINING: Final = re.compile("[\u0300-\u036f]+")
# Letters that Unicode does not decompose although a reader sees a base letter in them.
_UNDECOMPOSED: Final = str.maketrans(
    {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_NOT_SLUG: Final = re.compile("[^a-z0-9]+")

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_CODES: Final = {letter: f"{code:02d}" for code, letter in enumerate(_LETTERS, start=10)}
_SHAPES: Final = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
# Ngang has no mark: its absence sorts first. Then huyền, hỏi, ngã, sắc, nặng.
_TONE_CODES: Final = {"\u0300": "02", "\u0309": "03", "\u0303": "04", "\u0301": "05", "\u0323": "06"}
_END_OF_TEXT: Final = "00"
_END_OF_SYLLABLE: Final = "01"
_NUMBER: Final = "07"
_OTHER_LETTER: Final = "90"
# Runs of letters with their marks, and runs of digits as long as a two-digit count can say.
_TOKEN: Final = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*|\\d{1,99}")


def fold(text: str) -> str:
    """Reduce text to what a person types without a Vietnamese keyboard: ``"Đồi  A1"`` gives ``"doi a1"``.

    Lower case, apostrophes out (``H'Mông`` gives ``hmong``), đ to d, every Latin accent stripped, white space
    collapsed. Composed and decomposed input give the same result; letters of other scripts are kept.
    """
    plain = unicodedata.normalize("NFKD", text).lower().translate(_JOINING)
    plain = _COMBINING.sub("", plain).translate(_UNDECOMPOSED)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def slugify(text: str, max_length: int = 80) -> str:
    """Give the ASCII slug of a text: ``"Đèo Pha Đin"`` gives ``"deo-pha-din"``.

    A slug longer than ``max_length`` characters is cut after a whole word where there is one. Text without a Latin
    letter or digit gives the empty string: the caller decides what stands in. ``static/js/slug.js`` is the same
    function for the editor's browser, held equal to this one by a test.
    """
    slug = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) <= max_length:
        return slug
    cut = slug[:max_length]
    if slug[max_length] != "-" and "-" in cut:
        cut = cut[: cut.rindex("-")]
    return cut.strip("-")


def sort_key(text: str) -> str:
    """Give the key to store beside a name so that comparing keys gives Vietnamese dictionary order.

    The key holds ASCII digits only, which SQLite BINARY, PostgreSQL "C", glibc and ICU collations all order alike
    (numeric collations excepted). It is a chain of two-digit codes, compared from the left:

    ==========  =====================================================================================================
    ``00``      end of the text; after it one digit a letter, 1 for small and 2 for capital, the last tie-breaker
    ``01``      end of a syllable (a run of letters)
    ``02-06``   tone of the syllable just spelt: huyền, hỏi, ngã, sắc, nặng; none for ngang
    ``07``      a number: the count of its digits in two digits, then the digits without leading zeros
    ``10-42``   a letter of ``aăâbcdđeêfghijklmnoôơpqrstuưvwxyz``
    ``90``      a letter of another script: its code point in seven digits
    ==========  =====================================================================================================

    So syllables are compared one after another, each by its letters and then by its tone, wherever the mark is
    written (``hòa`` and ``hoà`` tie); shorter comes before longer, numbers before letters and 2 before 10.
    Apostrophes join, all other signs only separate. A key is at most about six digits a character, so store it in a
    text column.
    """
    codes: list[str] = []
    cases: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFKD", text).translate(_JOINING)):
        if token.isdecimal():
            codes.append(_number_code(token))
        else:
            codes.append(_syllable_code(token))
            cases.extend("1" if letter == letter.lower() else "2" for letter in _COMBINING.sub("", token))
    return "".join((*codes, _END_OF_TEXT, *cases))


def _number_code(digits: str) -> str:
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0") or "0"
    return f"{_NUMBER}{len(value):02d}{value}"


def _syllable_code(decomposed: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for character in decomposed.lower():
        if tone := _TONE_CODES.get(character):
            tones.append(tone)
        elif not _COMBINING.match(character):
            letters.extend("đ" if character == "đ" else character.translate(_UNDECOMPOSED))
        elif shaped := _SHAPES.get((letters[-1], character)):
            letters[-1] = shaped
    codes = (_LETTER_CODES.get(letter) or f"{_OTHER_LETTER}{ord(letter):07d}" for letter in letters)
    return "".join((*codes, *tones, _END_OF_SYLLABLE))
