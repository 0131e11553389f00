"""Holds an index against the database, side by side in the order of the keys."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from search import kinds
from search.documents import SearchDocument
from search.engines import KEY, Engine, Request
from search.models import DirtyDocument
from search.queries import Everything, Keyword
from search.services import draining

#: Keys that are compared at a time.
BATCH = 500
#: Documents that are read out of an index at a time: a node answers readers within a second.
STORED = 100


@dataclass
class Findings:
    """Keys of what does not agree, and how many documents of each kind there should be."""

    #: Should be in the index and is not.
    missing: list[str] = field(default_factory=list)
    #: Of other content than the database's.
    stale: list[str] = field(default_factory=list)
    #: In the index although nothing public has the key.
    orphan: list[str] = field(default_factory=list)
    #: Of a newer version than the database's, which then is an older copy: (key, version of the index).
    ahead: dict[str, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    #: Where the comparison stopped for lack of time; "" at the end.
    after: str = ""

    def __bool__(self) -> bool:
        return bool(self.keys)

    @property
    def keys(self) -> set[str]:
        """All keys that do not agree."""
        return {*self.missing, *self.stale, *self.orphan, *self.ahead}

    def without(self, keys: Collection[str]) -> Findings:
        """The same without some keys."""
        return replace(
            self,
            missing=[key for key in self.missing if key not in keys],
            stale=[key for key in self.stale if key not in keys],
            orphan=[key for key in self.orphan if key not in keys],
            ahead={key: version for key, version in self.ahead.items() if key not in keys},
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many of each, by name."""
        return {name: len(getattr(self, name)) for name in ("missing", "stale", "orphan", "ahead")}


def compare(
    engine: Engine,
    target: str,
    *,
    after: str = "",
    seconds: float = float("inf"),
    progress: Callable[[int], Any] = lambda count: None,
) -> Findings:
    """Look for what a target's index lacks, has too much of or has not as the database has it.

    What is marked and only waits to be written is no finding. Everything that seems wrong is looked at a second time:
    the content may have changed while the two sides were read. Raises ``EngineUnavailable``.
    """
    found = Findings()
    end = time.monotonic() + seconds
    for keys, there, last in _ranges(engine, after):
        versions, documents = _in_database({*keys, *there})
        both = [key for key in there if key in documents]
        found.kinds.update(document.kind for document in documents.values())
        _judge(found, versions, documents, there, stored_in(engine, both))
        progress(len(documents))
        if last and time.monotonic() > end:
            found.after = last
            break
    return _seen_twice(found, engine, target)


def _ranges(engine: Engine, after: str) -> Iterator[tuple[list[str], dict[str, int], str]]:
    """Range by range: keys of the database, versions by key of the index, the range's last key ("" for the last)."""
    is_end = False
    while not is_end:
        there = dict(engine.versions(after, BATCH))
        keys = kinds.keys_after(after, BATCH)
        # Up to where both sides are known: a side that gave fewer than it was asked for is known to its end.
        last = min((max(side) for side in (there, keys) if len(side) >= BATCH), default="")
        is_end = not last
        yield (
            [key for key in keys if is_end or key <= last],
            {key: version for key, version in there.items() if is_end or key <= last},
            last,
        )
        after = last


def _in_database(keys: Collection[str]) -> tuple[dict[str, int], dict[str, SearchDocument]]:
    """Versions and documents by key."""
    ordered = sorted(keys)
    versions = dict.fromkeys(ordered, 0)
    documents: dict[str, SearchDocument] = {}
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        versions.update(draining.versions_of(part))
        documents.update(kinds.build(part))
    return versions, documents


def _judge(
    found: Findings,
    versions: Mapping[str, int],
    documents: Mapping[str, SearchDocument],
    there: Mapping[str, int],
    stored: Mapping[str, SearchDocument],
) -> None:
    found.missing += [key for key in documents if key not in there]
    for key, version in there.items():
        if version > versions[key]:
            found.ahead[key] = version
        elif key not in documents:
            found.orphan.append(key)
        elif key in stored and replace(stored[key], version=0) != documents[key]:
            found.stale.append(key)


def stored_in(engine: Engine, keys: Sequence[str]) -> dict[str, SearchDocument]:
    """Documents of an index by key."""
    found: dict[str, SearchDocument] = {}
    today = dt.date.min.isoformat()
    for start in range(0, len(keys), STORED):
        part = tuple(keys[start : start + STORED])
        answer = engine.search(Request(Everything(), today=today, always=(Keyword(KEY, part),), limit=STORED))
        found.update((hit.document.key, hit.document) for hit in answer.hits)
    return found


def _seen_twice(found: Findings, engine: Engine, target: str) -> Findings:
    """Only what still does not agree, and does not wait to be written."""
    again = Findings(kinds=found.kinds, after=found.after)
    suspects = sorted(found.keys)
    waiting: set[str] = set()
    for start in range(0, len(suspects), BATCH):
        keys = suspects[start : start + BATCH]
        stored = stored_in(engine, keys)
        versions, documents = _in_database(keys)
        _judge(again, versions, documents, {key: one.version for key, one in stored.items()}, stored)
        waiting.update(DirtyDocument.objects.filter(target=target, key__in=keys).values_list("key", flat=True))
    return again.without(waiting)
