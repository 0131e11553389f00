"""What editors say about search, read for one question: words, provinces, names of units, pins."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from portal.places.models import Commune, FormerUnit, Province
from search.kinds import key_of
from search.models import PinnedResult, Wording
from search.models.editing import folded
from search.vocabulary import Vocabulary, shipped, shipped_rows, without_rows

#: Names of units change by law, once in years: a process reads them again after so many seconds.
NAMES_SECONDS = 60


def current_vocabulary() -> Vocabulary:
    """The words of staff, the provinces of the portal and the names of units of now and before: one query mostly."""
    state = Wording.objects.aggregate(count=Count("pk"), changed=Max("changed_at"))
    return _vocabulary(f"{state['count']}.{state['changed']}", int(time.monotonic() // NAMES_SECONDS))


@lru_cache(maxsize=1)
def _vocabulary(version: str, _turn: int) -> Vocabulary:
    rows = list(Wording.objects.all())
    abbreviations = [
        (row.listed[0], other) for row in rows if row.kind == Wording.Kind.ABBREVIATION for other in row.listed[1:]
    ]
    groups = [row.listed for row in rows if row.kind == Wording.Kind.SYNONYM]
    words = without_rows(shipped()).with_words(version, abbreviations=abbreviations, groups=groups)
    units = {*Commune.objects.values_list("name", flat=True), *FormerUnit.objects.values_list("district", flat=True)}
    provinces = dict(Province.objects.values_list("name", "slug"))
    return words.with_places(provinces, units)


def load_shipped_words(**kwargs: Any) -> None:
    """Give staff the shipped words as rows of their own, in a database that has none."""
    if not Wording.objects.exists():
        Wording.objects.bulk_create(
            [Wording(kind=kind, words=", ".join(words)) for kind, words in shipped_rows()], ignore_conflicts=True
        )


def pinned_keys(text: str) -> list[str]:
    """Keys of documents that editors pinned to this question, in their order."""
    pins = PinnedResult.objects.filter(question_folded=folded(text)).order_by("order", "pk")
    keys = pins.filter(page__live=True).values_list("page__translation_key", flat=True)
    return [key_of("page", key) for key in dict.fromkeys(keys)]
