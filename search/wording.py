"""What editors say about search, read for one question: words, provinces, names of units, pins."""

from __future__ import annotations

import time
from functools import lru_cache

from portal.places.models import Commune, FormerUnit, Province
from search.vocabulary import Vocabulary, shipped

#: Names of units change by law, once in years: a process reads them again after so many seconds.
NAMES_SECONDS = 60


def current_vocabulary() -> Vocabulary:
    """The shipped words with what staff added, the provinces of the portal and the names of units of now and before."""
    return _with_places(int(time.monotonic() // NAMES_SECONDS))


@lru_cache(maxsize=1)
def _with_places(_turn: int) -> Vocabulary:
    units = {*Commune.objects.values_list("name", flat=True), *FormerUnit.objects.values_list("district", flat=True)}
    provinces = dict(Province.objects.values_list("name", "slug"))
    return shipped().with_places(provinces, units)


def pinned_keys(text: str, language: str) -> list[str]:
    """Keys of documents that editors pinned to this question, in their order."""
    del text, language
    return []
