"""The address of a search: how it is read, and how the links are written that change one thing of it.

All state of a results page stands in its address, under the same short names in every language. Anything may stand
there: what cannot be meant is passed over, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search import kinds
from search.results import FACETS, LAST_PAGE, QUERY_LENGTH, Question

#: Facet → parameter.
PARAMETERS: Mapping[str, str] = {
    "province": "tinh",
    "commune": "xa",
    "category": "canh",
    "month": "thang",
    "stars": "sao",
    "group": "nhom",
    "open_data": "mo",
}
assert set(PARAMETERS) == set(FACETS)  # noqa: S101 (two lists of the same names, in two files)
#: Values that one facet takes, and their length: more is no filter that a page of ours offers.
MOST_VALUES = 12
VALUE_LENGTH = 60
#: Longer numbers of pages are all the last one.
PAGE_DIGITS = 4
#: What is read of a query before it is cut to ``QUERY_LENGTH``: controls and runs of spaces may fill a lot.
READ_LENGTH = 10 * QUERY_LENGTH

# Controls, halves of surrogate pairs, what stands for undecodable bytes; and what turns the text around it.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd\ufffe\uffff]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Asked:
    """What an address asks, and whether its text was too long."""

    question: Question
    is_cut: bool = False


def plain(text: str) -> str:
    """The text as it may be shown and searched: no controls, nothing that turns text around, single spaces."""
    return " ".join(_UNSEEN.sub("", _NO_TEXT.sub(" ", text)).split())


def read(query: QueryDict, language: str) -> Asked:
    """The question of an address; of a parameter that stands there twice, the last one counts, unless it may repeat."""
    raw = query.get("q", "")
    text = plain(raw[:READ_LENGTH])
    kind = query.get("loai", "")
    question = Question(
        text=text[:QUERY_LENGTH].rstrip(),
        language=language,
        kind=kind if kinds.kind_named(kind) is not None else "",
        chosen={facet: values for facet, name in PARAMETERS.items() if (values := values_of(query, name))},
        page=page_of(query.get("trang", "")),
        is_verbatim=query.get("nguyen-van") == "1",
    )
    return Asked(question, is_cut=len(text) > QUERY_LENGTH or len(raw) > READ_LENGTH)


def values_of(query: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a facet, each once, without those that no facet has."""
    values = query.getlist(name)[: 2 * MOST_VALUES]
    meant = [value for value in values if 0 < len(value) <= VALUE_LENGTH and value == plain(value)]
    return tuple(dict.fromkeys(meant))[:MOST_VALUES]


def page_of(text: str) -> int:
    """The number of a page, between the first and the last there can be."""
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text[:PAGE_DIGITS]), 1), LAST_PAGE) if len(text) <= PAGE_DIGITS else LAST_PAGE


def written(question: Question) -> str:
    """The query of the address that asks the question, with its mark; parts that say nothing are left out."""
    pairs = [("q", question.text)]
    if question.kind:
        pairs.append(("loai", question.kind))
    pairs += [(PARAMETERS[facet], value) for facet in FACETS for value in question.chosen.get(facet, ())]
    if question.is_verbatim:
        pairs.append(("nguyen-van", "1"))
    if question.page > 1:
        pairs.append(("trang", str(question.page)))
    return f"?{urlencode(pairs)}"


def toggled(question: Question, facet: str, value: str) -> Question:
    """The question with the value chosen, or not any more; its first page."""
    values = question.chosen.get(facet, ())
    kept = tuple(one for one in values if one != value) if value in values else (*values, value)
    return replace(question, chosen={**question.chosen, facet: kept}, page=1)
