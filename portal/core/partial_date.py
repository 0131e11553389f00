"""Dates as sources give them: a year, a month or a day, written ``2024``, ``2024-05`` or ``2024-05-17``."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse(text: str) -> tuple[int, int | None, int | None]:
    """Return (year, month or None, day or None). Raises ``ValueError`` for anything that is no date."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date such as 2024, 2024-05 or 2024-05-17")
    year, (month, day) = int(match[1]), (int(part) if part else None for part in match.groups()[1:])
    dt.date(year, month or 1, day or 1)
    return year, month, day


def validate(text: str) -> None:
    """Model validator: the text must be a partial date."""
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” không phải là ngày. Viết năm (2024), tháng (2024-05) hoặc ngày (2024-05-17)."),
            params={"text": text},
        ) from error


def spell(text: str, language: str) -> str:
    """Spell a partial date for people: ``17.5.2024``, ``tháng 5.2024``, ``năm 2024`` or ``17 May 2024``, ``2024``."""
    year, month, day = parse(text)
    if language == "vi":
        if month is None:
            return f"năm {year}"
        return f"tháng {month}.{year}" if day is None else f"{day}.{month}.{year}"
    if month is None:
        return str(year)
    name = dt.date(year, month, 1).strftime("%B")
    return f"{name} {year}" if day is None else f"{day} {name} {year}"
