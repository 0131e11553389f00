"""Texts of shared records exist once per language in twin columns (``name_vi``, ``name_en``).

Records (places, gates, facts) are not pages and are not copied per language, so the price of a place cannot differ
between its Vietnamese and its English page; only their words stand twice, side by side, in one row.
"""

from __future__ import annotations

from typing import Any, overload

from django.conf import settings
from django.utils.translation import get_language


class Localized:
    """Descriptor that reads ``<name>_<language>`` and falls back to the site's first language."""

    def __init__(self, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Localized: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> str: ...
    def __get__(self, instance: object | None, owner: type[Any]) -> Localized | str:
        if instance is None:
            return self
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        text = getattr(instance, f"{self.name}_{language}", "")
        return str(text or getattr(instance, f"{self.name}_{settings.LANGUAGE_CODE}"))
