"""By what results can be narrowed: which filter a chosen value is, and how a value is called on the page.

Apps that bring a facet's values register how they are called: ``labels("group")(function)``.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from typing import Any, Final

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.vietnamese import sort_key
from portal.places.models import Commune, Province
from search import fields, kinds
from search.engines import STARS
from search.queries import Filter, Keyword, StarsInForce
from search.results import FACETS, Choice
from search.wording import NAMES_SECONDS

#: Given values of a facet, their labels in the active language; a value without label is left out.
Labels = Callable[[Iterable[str]], Mapping[str, str]]
_labels: dict[str, Labels] = {}
#: Facets whose values stand in their own order; all others by count, then name.
IN_ORDER: Final = {fields.MONTH, STARS}
#: The most values of a facet that are offered.
MOST: Final = 12


def labels(facet: str) -> Callable[[Labels], Labels]:
    """Register the decorated function as what calls the values of a facet."""

    def register(function: Labels) -> Labels:
        _labels[facet] = function
        return function

    return register


def filter_of(facet: str, values: tuple[str, ...], today: str) -> Filter:
    """The filter that chosen values of a facet are."""
    if facet == STARS:
        return StarsInForce(tuple(int(value) for value in values if value in {"3", "4", "5"}), today)
    return Keyword(facet, values)


def choices_of(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]], kind: str = ""
) -> dict[str, tuple[Choice, ...]]:
    """What is offered of each facet: values that some result has, and chosen ones; the most frequent first."""
    found = {}
    for facet in FACETS:
        have = counts.get(facet, {})
        picked = chosen.get(facet, ())
        if facet == fields.CATEGORY:
            offered = _categories_of(kind)
            have = {value: count for value, count in have.items() if value in offered}
        names = called(facet, {*(have if facet in IN_ORDER else _frequent(have)), *picked})
        choices = [
            Choice(value=value, label=names[value], count=have.get(value, 0), is_chosen=value in picked)
            for value in names
        ]
        if facet in IN_ORDER:
            choices.sort(key=lambda choice: int(choice.value))
        else:
            choices.sort(key=lambda choice: (not choice.is_chosen, -choice.count, sort_key(choice.label)))
            choices = choices[:MOST]
        if choices:
            found[facet] = tuple(choices)
    return found


def _frequent(counts: Mapping[str, int]) -> set[str]:
    """Values that may be among the ``MOST`` offered: naming and ordering hundreds of them takes a third of a page."""
    least = min(nlargest(MOST, counts.values()), default=0)
    return {value for value, count in counts.items() if count >= least}


def called(facet: str, values: Iterable[str]) -> Mapping[str, str]:
    """Labels of values in the active language."""
    values = set(values)
    return _labels[facet](values) if values and facet in _labels else {}


@labels(fields.PROVINCE)
def _provinces(values: Iterable[str]) -> Mapping[str, str]:
    return {value: str(unit) for value, unit in _units(Province, "slug", values).items()}


@labels(fields.COMMUNE)
def _communes(values: Iterable[str]) -> Mapping[str, str]:
    return {value: unit.title for value, unit in _units(Commune, "code", values).items()}


def _units(model: type[Province | Commune], key: str, values: Iterable[str]) -> dict[str, Any]:
    """Provinces or communes by a field. Their names are kept as in ``search.wording``, unless one is missing."""
    turn, values = int(time.monotonic() // NAMES_SECONDS), set(values)
    known = _known_units(model, key, turn)
    if not values <= known.keys():
        _known_units.cache_clear()
        known = _known_units(model, key, turn)
    return {value: known[value] for value in values if value in known}


@lru_cache(maxsize=2)
def _known_units(model: type[Province | Commune], key: str, _turn: int) -> dict[str, Any]:
    return model._default_manager.in_bulk(field_name=key)


def _categories_of(kind: str) -> set[str]:
    """Categories of a kind; of all kinds together those that more than one has: the others say nothing there."""
    if (chosen := kinds.kind_named(kind)) is not None:
        return {value for value, _label in chosen.categories}
    times = Counter(value for one in kinds.kinds() for value, _label in one.categories)
    return {value for value, count in times.items() if count > 1}


@labels(fields.CATEGORY)
def _categories(values: Iterable[str]) -> Mapping[str, str]:
    called = kinds.category_labels()
    return {value: str(called[value]) for value in values if value in called}


@labels(fields.MONTH)
def _months(values: Iterable[str]) -> Mapping[str, str]:
    return {value: capfirst(str(MONTHS[int(value)])) for value in values if value.isdecimal() and int(value) in MONTHS}


@labels(STARS)
def _stars(values: Iterable[str]) -> Mapping[str, str]:
    return {
        value: ngettext("%(count)s sao", "%(count)s sao", int(value)) % {"count": value}
        for value in values
        if value in {"3", "4", "5"}
    }


@labels(fields.OPEN_DATA)
def _open_data(values: Iterable[str]) -> Mapping[str, str]:
    return {value: _("Có dữ liệu mở") for value in values if value == "1"}
