"""How a lower room gets what only a higher one knows: higher rooms register here when their app is ready.

``also_here``: the page of a commune, a province or a place asks what lies there; tourism and products answer with
panels. ``records_changed``: whoever writes many rows at once says so, and search listens. ``lists_records``: a long
list asks for one page of keys with the counts of its facets, and search answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Model


@dataclass(frozen=True)
class Panel:
    """A section of somebody else's page: which template draws it, with what, and its place among the others."""

    key: str
    template: str
    context: dict[str, Any]
    order: int = 0
    count: int = 0
    title: str = field(default="")
    #: What it shows with pictures: who asked with a ``Spot`` reads them, together with those of its own page.
    pictured: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A place as a stranger to its app may know it: its key (``place:moc-chau``), name and communes."""

    key: str
    name: str
    communes: tuple[Any, ...]


#: A provider gets a ``Province``, ``Commune`` or ``Spot`` and returns a panel, or None when it knows nothing.
PanelProvider = Callable[[Any], Panel | None]
_also_here: list[PanelProvider] = []


def also_here(provider: PanelProvider) -> PanelProvider:
    """Register a provider of "also here" panels; used as a decorator."""
    if provider not in _also_here:
        _also_here.append(provider)
    return provider


def panels_of(record: Any) -> list[Panel]:
    """Panels of all providers for the record, in order."""
    panels: Iterable[Panel | None] = (provider(record) for provider in _also_here)
    return sorted((panel for panel in panels if panel is not None), key=lambda panel: panel.order)


#: A provider yields (address path without language prefix and view, for each language) of pages outside the page tree.
SitemapProvider = Callable[[], Iterable[dict[str, str]]]
_addresses: list[SitemapProvider] = []


def in_sitemap(provider: SitemapProvider) -> SitemapProvider:
    """Register a provider of public addresses that are no Wagtail pages: yields {language: path} for each."""
    if provider not in _addresses:
        _addresses.append(provider)
    return provider


def addresses() -> Iterable[dict[str, str]]:
    """All registered addresses outside the page tree, {language: path} each."""
    for provider in _addresses:
        yield from provider()


# --- This changed -----------------------------------------------------------------------------------------------------

#: A listener gets a model and the primary keys of the rows that were written, in the transaction that wrote them.
ChangeListener = Callable[[type[Model], Collection[Any]], None]
_listeners: list[ChangeListener] = []


def hears_changes(listener: ChangeListener) -> ChangeListener:
    """Register who wants to know of bulk writes; used as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def records_changed(model: type[Model], keys: Collection[Any]) -> None:
    """Say that rows were written by ``bulk_create``, ``bulk_update`` or ``update``, which send no signals of their own.

    Call it in the transaction of the write; before it where rows are deleted so, or lose what leads to them.
    """
    for listener in _listeners:
        listener(model, keys)


# --- Pages of long lists ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ListQuestion:
    """What a list of public records asks: which kind, narrowed how, in which order, which page.

    ``kind`` is a kind of search results (``product``). ``text`` is what a reader typed; "" is everything. ``filters``
    hold chosen values by facet, alternatives within a facet, all facets together. Facets of products are ``group``
    (slug), ``stars`` (in force on ``today``: 3, 4, 5), ``province`` (slug), ``commune`` (code), ``month`` (1 to 12),
    ``certification`` (``Certification.Code``) and ``market`` (slug of the Vietnamese name); all values are text.
    """

    kind: str
    today: dt.date
    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Facets whose values are to be counted.
    facets: tuple[str, ...] = ()
    #: By Vietnamese name, or the best answers to ``text`` first.
    order: Literal["name", "relevance"] = "name"
    page: int = 1
    per_page: int = 24


@dataclass(frozen=True)
class ListPage:
    """One page of a list: primary keys in order, how many records there are on all pages, counts by facet and value.

    Each facet is counted under the filters of all *other* facets. Keys come from an index that may be some seconds
    behind the database: read the records with the filter of what is public, and leave out what is gone. ``keys`` is
    None for a page so deep that the database finds it faster: list it from there, in the order of names.
    """

    keys: tuple[int, ...] | None
    total: int
    counts: Mapping[str, Mapping[str, int]]
    #: Number of this page: the last one where a later one was asked for.
    page: int = 1
    #: What was searched instead of ``text``, where that was misspelt; "" where it was not.
    shown_for: str = ""
    #: Whether no record holds all words of ``text``: what is shown holds some of them.
    is_partial: bool = False


ListProvider = Callable[[ListQuestion], ListPage | None]
_lists: list[ListProvider] = []


def lists_records(provider: ListProvider) -> ListProvider:
    """Register who can answer for lists; used as a decorator."""
    if provider not in _lists:
        _lists.append(provider)
    return provider


def page_of_list(question: ListQuestion) -> ListPage | None:
    """The page, or None when nobody can answer now: then list from the database, without counts."""
    answers = (provider(question) for provider in _lists)
    return next((answer for answer in answers if answer is not None), None)
