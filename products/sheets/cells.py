"""What a cell says: text, numbers, months, dates, as people write them and as spreadsheets change them.

Each reader takes a cell and returns its value, or raises ``Unreadable``. Excel turns "1-3" into the first of March,
"03670" into 3670 and a barcode into 8.93E+12: what can be turned back safely is, everything else is said.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from portal.core import partial_date
from portal.core.spreadsheets import FORMULA_SIGNS
from portal.core.vietnamese import fold
from products import codes, names
from products.sheets.problems import Unreadable

#: In a text that begins with plus or minus, what only formulas have.
_FORMULA_PARTS: Final = re.compile(r"[(|!]")
_SHOWN: Final = 60
_FIRST_YEAR: Final = 2018
_ALL_YEAR: Final = frozenset({"quanh nam", "ca nam", "1-12"})
_MONTHS: Final = re.compile(r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?")
_VIETNAMESE_DATE: Final = re.compile(r"(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-](\d{4})")
_BARCODE_LENGTHS: Final = frozenset({8, 12, 13, 14})
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WEB: Final = URLValidator(schemes=["http", "https"])


class Cell(NamedTuple):
    """What stands in a cell; ``kind`` as ``portal.media.sandboxed.tables`` names it."""

    kind: str
    value: Any

    @property
    def shown(self) -> str:
        """The content for a sentence, cut when it is long."""
        text = " ".join(str(self.value).split())
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def text_of(cell: Cell) -> str:
    """The characters of a cell, whatever kind it is of; refuses what a formula computed, and dates."""
    if cell.kind in {"formula", "error", "boolean", "date"}:
        raise Unreadable(cell.kind, value=cell.shown)
    text = unicodedata.normalize("NFC", str(cell.value)).strip()
    # Our own exports put an apostrophe before what a spreadsheet would take for a formula.
    if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS):
        return text[1:]
    if text.startswith(("=", "@", "＝", "＠")) or (text.startswith(FORMULA_SIGNS) and _FORMULA_PARTS.search(text)):
        raise Unreadable("formula", value=cell.shown)
    return text


def is_cleared(cell: Cell) -> bool:
    """Whether a cell asks for what stands to be taken away: a dash alone."""
    return cell.kind == "text" and cell.value.strip() in {"-", "–", "—"}


def line(cell: Cell, most: int) -> str:
    """A text of one line and at most so many characters."""
    return _not_longer(names.tidy(text_of(cell)), most)


def paragraphs(cell: Cell, most: int) -> str:
    """A text whose paragraphs stay, an empty line between two of them."""
    lines = [names.tidy(one) for one in text_of(cell).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return _not_longer(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), most)


def name(cell: Cell, most: int) -> str:
    """A name: at least one letter, and no letter that only looks like a Latin one."""
    text = line(cell, most)
    if foreign := names.foreign_letters(text):
        raise Unreadable("look_alike", letters=", ".join(f"{sign} (U+{ord(sign):04X})" for sign in foreign))
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("no_letters", value=cell.shown)
    return text


def code(cell: Cell) -> str:
    """What a product is known by: the slug in small letters, or the permanent code in capitals."""
    text = text_of(cell)
    # A code may happen to be of digits alone, as a slug may.
    found = codes.read_code(text) if text == text.upper() else None
    if found is None and _SLUG.fullmatch(text) and len(text) <= 80:
        return text
    found = found or codes.read_code(text)
    if found is None:
        raise Unreadable("code", value=cell.shown)
    return found


def whole(cell: Cell, example: int) -> int:
    """A whole number; a text of digits is one."""
    if cell.kind == "date":
        raise Unreadable("date", value=cell.shown)
    if cell.kind == "number":
        if not isinstance(cell.value, int):
            raise Unreadable("not_a_number", value=cell.shown, example=example)
        return cell.value
    text = text_of(cell)
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise Unreadable("not_a_number", value=cell.shown, example=example)
    return int(text)


def stars(cell: Cell) -> int:
    """Three to five."""
    try:
        number = whole(cell, 4)
    except Unreadable as error:
        if error.code == "not_a_number":
            raise Unreadable("stars", value=cell.shown) from error
        raise
    if number not in {3, 4, 5}:
        raise Unreadable("stars", value=cell.shown)
    return number


def year(cell: Cell) -> int:
    """A year since the programme began, not a coming one."""
    number = whole(cell, 2024)
    most = timezone.localdate().year
    if not _FIRST_YEAR <= number <= most:
        raise Unreadable("year", value=cell.shown, least=_FIRST_YEAR, most=most)
    return number


def months(cell: Cell) -> tuple[int, ...]:
    """Months as they are written: ``1, 2, 12``, ``9-11``, ``tháng 11-2`` over the turn of the year, ``quanh năm``."""
    text = fold(text_of(cell)).replace("thang", " ").strip()
    if text in _ALL_YEAR:
        return tuple(range(1, 13))
    found: set[int] = set()
    for part in re.split(r"\s*[,;/]\s*|\s+va\s+", text):
        match = _MONTHS.fullmatch(part.strip().removeprefix("t"))
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not (1 <= first <= 12 and 1 <= last <= 12):
            raise Unreadable("months", value=cell.shown)
        found.update(range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1)))
    return tuple(sorted(found))


def group(cell: Cell) -> int | str:
    """The number of a group, or its name folded: ``1``, ``1. Thực phẩm``, ``thực phẩm``."""
    text = fold(text_of(cell))
    match = re.match(r"(?:nhom )?([0-9]+)(?![0-9])", text)
    return int(match[1]) if match and len(match[1]) < 3 else text


def commune(cell: Cell) -> str:
    """A commune by code or name; Excel takes the noughts at the beginning of a code away."""
    text = names.tidy(text_of(cell))
    return text.zfill(5) if text.isascii() and text.isdecimal() and len(text) < 5 else text


def choice(cell: Cell, values: Mapping[str, str], also: Mapping[str, str] | None = None) -> str:
    """The value whose label, folded, is what the cell says; ``also`` holds other folded labels."""
    wanted = fold(text_of(cell))
    by_label = {fold(label): value for value, label in values.items()} | dict(also or {})
    if wanted in by_label:
        return by_label[wanted]
    if wanted in values:
        return wanted
    raise Unreadable("choice", value=cell.shown, choices=", ".join(values.values()))


def barcode(cell: Cell) -> str:
    """A GTIN of 8, 12, 13 or 14 digits whose last one checks the others."""
    if cell.kind == "number" and not isinstance(cell.value, int):
        raise Unreadable("barcode_short", value=cell.shown)
    text = re.sub(r"[\s\-]", "", text_of(cell))
    if re.fullmatch(r"\d[.,]\d+E\+?\d+", text, re.IGNORECASE):
        raise Unreadable("barcode_short", value=cell.shown)
    if not (text.isascii() and text.isdecimal() and len(text) in _BARCODE_LENGTHS):
        raise Unreadable("barcode", value=cell.shown)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(text)))
    if total % 10:
        raise Unreadable("barcode_check", value=text)
    return text


def web_address(cell: Cell, most: int) -> str:
    """An address of the web."""
    text = line(cell, most)
    try:
        _WEB(text)
    except ValidationError as error:
        raise Unreadable("address", value=cell.shown) from error
    return text


def source_date(cell: Cell) -> str:
    """A year, month or day as ``partial_date`` writes it; days may stand first, as people write them."""
    if cell.kind == "number":
        number = cell.value
        if isinstance(number, int) and 1900 <= number <= timezone.localdate().year:
            return str(number)
        # Days since 1900, as Excel counts: 1950 to 2100.
        is_serial = 18_000 < number < 73_500
        raise Unreadable("serial_date" if is_serial else "partial_date", value=cell.shown)
    # What Excel took for a date is one here.
    text = str(cell.value) if cell.kind == "date" else text_of(cell)
    if match := _VIETNAMESE_DATE.fullmatch(text):
        day = f"-{int(match[1]):02}" if match[1] else ""
        text = f"{match[3]}-{int(match[2]):02}{day}"
    try:
        parsed = partial_date.parse(text)
    except ValueError as error:
        raise Unreadable("partial_date", value=cell.shown) from error
    if dt.date(parsed[0], parsed[1] or 1, parsed[2] or 1) > timezone.localdate():
        raise Unreadable("partial_date", value=cell.shown)
    return text


def _not_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise Unreadable("too_long", count=len(text), most=most)
    return text
