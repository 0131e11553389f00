"""An engine in memory that keeps to the contract and fails when it is told to: what index life is tested against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search import fields
from search.documents import SearchDocument
from search.engines import KEY, Answer, EngineUnavailable, Hit, Request
from search.queries import And, Everything, Keyword, Node, Term

VERSION = "v1-"


@dataclass
class Store:
    """What the "server" keeps: indexes by name, versions of removed keys, and which index answers."""

    indexes: dict[str, dict[str, SearchDocument]] = field(default_factory=dict)
    removed: dict[str, dict[str, int]] = field(default_factory=dict)
    live: str = ""
    swaps: list[str] = field(default_factory=list)
    writes: int = 0
    is_away: bool = False
    #: Takes a part of the next write and then is away.
    breaks_off: bool = False
    refuses: dict[str, str] = field(default_factory=dict)
    version: str = VERSION
    #: Called before each write with the keys.
    on_write: Callable[[set[str]], Any] | None = None


class FakeEngine:
    """One index of a store, or whichever is live."""

    name = "fake"

    def __init__(self, store: Store | None = None, index: str = "") -> None:
        self.store = store or Store()
        self.index = index

    # --- Indexes ------------------------------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        return (self.index or self.store.live).startswith(self.store.version)

    def at(self, index: str) -> FakeEngine:
        return FakeEngine(self.store, index)

    def live(self) -> str:
        self._ask()
        return self.store.live

    def indices(self) -> list[str]:
        self._ask()
        return sorted(self.store.indexes)

    def new_name(self, stamp: str) -> str:
        return f"{self.store.version}{stamp}"

    def create_index(self, name: str) -> None:
        self._ask()
        self.store.indexes.setdefault(name, {})
        self.store.removed.setdefault(name, {})

    def swap(self, new: str) -> None:
        self._ask()
        assert new in self.store.indexes
        self.store.swaps.append(new)
        self.store.live = new

    def drop(self, name: str) -> None:
        self._ask()
        if name == self.store.live:
            raise ValueError(name)
        self.store.indexes.pop(name, None)
        self.store.removed.pop(name, None)

    # --- Documents ----------------------------------------------------------------------------------------------------

    @property
    def documents(self) -> dict[str, SearchDocument]:
        """What this index holds, by key."""
        return self.store.indexes[self.index or self.store.live]

    def write(self, documents: Sequence[SearchDocument], removed: Sequence[tuple[str, int]]) -> Mapping[str, str]:
        if self.store.on_write is not None:
            self.store.on_write({*(one.key for one in documents), *(key for key, _version in removed)})
        self._ask()
        if not (self.index or self.store.live):
            self.create_index(self.new_name("0"))
            self.store.live = self.new_name("0")
        self.store.writes += 1
        kept, gone = self.documents, self.store.removed[self.index or self.store.live]
        refused = {}
        for number, document in enumerate(documents):
            if self.store.breaks_off and number >= len(documents) // 2:
                self.store.breaks_off = False
                raise EngineUnavailable("broke off in the middle")
            if document.key in self.store.refuses:
                refused[document.key] = self.store.refuses[document.key]
            elif document.version > self._version(document.key):
                kept[document.key] = document
        for key, version in removed:
            if version > self._version(key):
                kept.pop(key, None)
                gone[key] = version
        return refused

    def _version(self, key: str) -> int:
        name = self.index or self.store.live
        there = self.store.indexes[name].get(key)
        return max(there.version if there else -1, self.store.removed[name].get(key, -1))

    def versions(self, after: str = "", limit: int = 1000) -> list[tuple[str, int]]:
        self._ask()
        return sorted((key, one.version) for key, one in self.documents.items() if key > after)[:limit]

    def count(self) -> Mapping[str, int]:
        self._ask()
        return Counter(one.kind for one in self.documents.values())

    def search(self, request: Request) -> Answer:
        self._ask()
        found = sorted(
            (
                one
                for one in self.documents.values()
                if all(_is(one, node) for node in (request.query, *request.always))
            ),
            key=lambda one: one.key,
        )
        return Answer(tuple(Hit(one, 1.0) for one in found[request.offset :][: request.limit]), len(found))

    def _ask(self) -> None:
        if self.store.is_away:
            raise EngineUnavailable("away")


def _is(document: SearchDocument, node: Node) -> bool:
    match node:
        case Everything():
            return True
        case Term(name, token):
            return token in fields.tokens_of(document)[name].split()
        case And(nodes):
            return all(_is(document, one) for one in nodes)
        case Keyword(name, values):
            return any(value in values for value in _values(document, name))
    raise NotImplementedError(node)


def _values(document: SearchDocument, name: str) -> Iterator[str]:
    yield from [document.key] if name == KEY else fields.keywords_of(document)[name]
