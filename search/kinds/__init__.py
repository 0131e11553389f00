"""What can be found: an open list of families of documents, and the kinds of result they are shown as.

A family turns keys into documents, set by set; the app of something new registers one when it is ready, in a few lines.
Keys are ``<family>:<name>`` and exist once per thing, whatever the number of languages it is told in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.documents import SearchDocument

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Kind:
    """One kind of result: how it is called, alone and as a tab, and its place among the others."""

    name: str
    label: StrOrPromise
    plural: StrOrPromise
    order: int
    #: Values of ``SearchDocument.category`` within the kind, with their labels.
    categories: tuple[tuple[str, StrOrPromise], ...] = ()


@dataclass(frozen=True)
class Family:
    """Documents whose keys begin alike.

    ``names(after, limit)`` gives the rest of the keys of what may be public, in the order of their code points, from
    behind ``after``. ``build`` makes the documents of some of them, in a number of queries that does not grow with
    theirs; what is not public, or not there, has none. Documents come with version 0: whoever writes them knows it.
    """

    prefix: str
    kinds: tuple[Kind, ...]
    names: Callable[[str, int], list[str]]
    build: Callable[[Sequence[str]], Iterable[SearchDocument]]


_families: dict[str, Family] = {}
_kinds: dict[str, Kind] = {}


def register(family: Family) -> Family:
    """Make a family findable."""
    _families[family.prefix] = family
    _kinds.update({kind.name: kind for kind in family.kinds})
    return family


def kinds() -> list[Kind]:
    """Every kind of result, in the order of the tabs."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_named(name: str) -> Kind | None:
    """The kind of a document, by its name."""
    return _kinds.get(name)


def category_labels() -> dict[str, StrOrPromise]:
    """Label by value of every category of every kind."""
    return {value: label for kind in kinds() for value, label in kind.categories}


def key_of(prefix: str, name: object) -> str:
    """The key of a thing: ``commune:03703``."""
    return f"{prefix}:{name}"


def keys_after(after: str, limit: int, *prefixes: str) -> list[str]:
    """At most ``limit`` keys of what may be public, over all families or some, in the order of their code points."""
    found: list[str] = []
    prefix, _colon, name = after.partition(":")
    for family in sorted(_families.values(), key=lambda one: f"{one.prefix}:"):
        is_wanted = not prefixes or family.prefix in prefixes
        if not is_wanted or f"{family.prefix}:" < f"{prefix}:" or len(found) >= limit:
            continue
        behind = name if family.prefix == prefix else ""
        found += [key_of(family.prefix, one) for one in family.names(behind, limit - len(found))]
    return found


def build(keys: Iterable[str]) -> dict[str, SearchDocument]:
    """Documents of the keys that have one, by key, in a number of queries that does not grow with theirs."""
    names: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        prefix, _colon, name = key.partition(":")
        names.setdefault(prefix, []).append(name)
    return {
        document.key: document
        for prefix, wanted in names.items()
        if prefix in _families
        for document in _families[prefix].build(wanted)
    }
