"""What the pages of search make of results: the form, marked text, facets, links that change one thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.core.templatetags.name_tags import names_in
from search import kinds
from search.addresses import toggled, written
from search.results import Choice, Piece, Question, Results

register = template.Library()
Context = dict[str, Any]
MONTHS = range(1, 13)
#: Choices of a facet that are seen at once; a list that is longer by two or less is not folded.
SEEN = 7
SPARE = 2
#: Icon of each kind of result, beside its name and where it has no picture.
ICONS = {
    "destination": "mountain",
    "attraction": "binoculars",
    "event": "calendar-days",
    "itinerary": "route",
    "news": "newspaper",
    "page": "file-text",
    "commune": "map-pin",
    "province": "map",
    "gate": "flag",
    "airport": "plane",
    "product": "shopping-basket",
    "business": "users",
    "dataset": "chart-column",
}
#: Facets in the order in which they stand beside the results, with their headings.
HEADINGS = {
    "province": _("Tỉnh"),
    "category": _("Phân loại"),
    "commune": _("Xã, phường (tên mới)"),
    "month": pgettext_lazy("search", "Tháng"),
    "group": _("Nhóm sản phẩm"),
    "stars": _("OCOP, sao còn hiệu lực"),
    "open_data": _("Dữ liệu mở"),
}


@dataclass(frozen=True)
class Month:
    """A month of the year and the number of results that fall in it."""

    number: int
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet as it is drawn: as a list whose end is folded, or as the months of a year."""

    name: str
    heading: str
    seen: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    months: tuple[Month, ...]


@register.inclusion_tag("components/search_form.html")
def search_form(*, label: str, text: str = "", placeholder: str = "", has_styles: bool = False) -> Context:
    """The form that leads to the results, with suggestions where scripts run.

    ``has_styles``: the page links ``css/search.css`` itself; others get it with the first suggestion.
    """
    return {
        "label": label,
        "text": text,
        "placeholder": placeholder,
        "has_styles": has_styles,
        "language": active(),
        "icons": json.dumps(ICONS, separators=(",", ":")),
    }


def active() -> str:
    """The two letters of the active language."""
    return (get_language() or "vi")[:2]


@register.filter
def kind_label(name: str) -> str:
    """How a kind of result is called."""
    kind = kinds.kind_named(name)
    return str(kind.label) if kind is not None else ""


@register.filter
def kind_icon(name: str) -> str:
    """The icon of a kind of result."""
    return ICONS.get(name, "search")


@register.filter
def pieces(run: Iterable[Piece], language: str = "") -> SafeString:
    """Text with what was asked for in ``<mark>``; in English text Vietnamese names are marked as Vietnamese."""
    run = tuple(run)
    text = "".join(piece.text for piece in run)
    names = names_in(text) if (language or active()) == "en" and active() == "en" else []
    marks = list(_spans(run))
    html, done = [], 0
    for start, end in names:
        html += [_marked(text, done, start, marks), '<span lang="vi">', _marked(text, start, end, marks), "</span>"]
        done = end
    html.append(_marked(text, done, len(text), marks))
    return mark_safe("".join(html))  # noqa: S308 (_marked escapes)


def _spans(run: Iterable[Piece]) -> Iterator[tuple[int, int]]:
    """Where the marked pieces stand in the whole text."""
    position = 0
    for piece in run:
        if piece.is_marked:
            yield position, position + len(piece.text)
        position += len(piece.text)


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> str:
    """Part of a text with the marks that fall into it, escaped."""
    html, done = "", start
    for first, last in ((max(first, start), min(last, end)) for first, last in marks):
        if first < last:
            html += escape(text[done:first]) + format_html("<mark>{}</mark>", text[first:last])
            done = last
    return html + escape(text[done:end])


@register.simple_tag
def asking(question: Question, **changes: Any) -> str:
    """The address of the question with some of its parts changed; its first page unless another is named."""
    return written(replace(question, **{"page": 1, **changes}))


@register.simple_tag
def fresh(text: str) -> str:
    """The address of a question for a text, with nothing chosen."""
    return written(Question(text=text))


@register.simple_tag
def choosing(question: Question, facet: str, value: Any) -> str:
    """The address of the question with a value of a facet, or without it where it is chosen; its first page."""
    return written(toggled(question, facet, str(value)))


@register.filter
def facets(results: Results) -> list[Facet]:
    """The facets of the results that offer something, in their order."""
    found = []
    for name, heading in HEADINGS.items():
        choices = ordered(results.facets, name)
        seen = len(choices) if len(choices) <= SEEN + SPARE else SEEN
        if name == "month" and choices:
            found.append(Facet(name, str(heading), seen=(), folded=(), months=months_of(choices)))
        elif choices:
            found.append(Facet(name, str(heading), seen=choices[:seen], folded=choices[seen:], months=()))
    return found


def ordered(found: Mapping[str, tuple[Choice, ...]], name: str) -> tuple[Choice, ...]:
    """Choices of a facet, the chosen ones first, so that none of them is folded away."""
    return tuple(sorted(found.get(name, ()), key=lambda choice: not choice.is_chosen))


def months_of(choices: Iterable[Choice]) -> tuple[Month, ...]:
    """The twelve months with their counts."""
    known = {choice.value: choice for choice in choices}
    absent = Choice("", "", 0)
    found = ((number, known.get(str(number), absent)) for number in MONTHS)
    return tuple(Month(number, choice.count, choice.is_chosen) for number, choice in found)


@register.filter
def active_filters(results: Results) -> list[tuple[str, Choice]]:
    """Chosen values with their facets."""
    return [(name, choice) for name in HEADINGS for choice in results.facets.get(name, ()) if choice.is_chosen]
