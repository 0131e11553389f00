"""Writes down, in the transaction of a change, which documents show the changed thing.

A mark is a row of its own for every copy of the index, and rows are only inserted: no change waits for another one,
none ends in a deadlock. A copy's own drainer deletes the rows that it had read before it read the content. A cursor
over one common list would pass over a change that got its number early and committed late
(docs/decisions/0013-index-life.md).

Without a registered copy a mark is one small query. Marks of one transaction coalesce: a key is written once.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from search import kinds
from search.models import DirtyDocument, IndexTarget

logger = logging.getLogger(__name__)

#: Keys that are looked for at a time.
BATCH = 500

_wake: list[Callable[[Collection[str]], None]] = []


def wakes(waker: Callable[[Collection[str]], None]) -> Callable[[Collection[str]], None]:
    """Register how the drainers of targets are woken after commit; a waker that fails costs time, never the work."""
    _wake.append(waker)
    return waker


class _Marked:
    """What a transaction has marked. Django keeps it as long as the savepoint in which it was written stands."""

    def __init__(self, keys: Collection[str], targets: Collection[str]) -> None:
        self.keys = frozenset(keys)
        self.targets = targets

    def __call__(self) -> None:
        for waker in _wake:
            try:
                waker(self.targets)
            except Exception:  # noqa: BLE001 (a dead broker must not fail the editor's request)
                logger.warning("no drainer could be woken for %s; the sweep will find them", ", ".join(self.targets))


def mark(*keys: str, now: dt.datetime | None = None) -> None:
    """Write down that the documents of these keys have changed, appeared or gone, in the current transaction.

    Raises ``TransactionManagementError`` outside a transaction, where the mark could be lost after its change.
    """
    mark_found(lambda: keys, now=now)


def mark_found(find: Callable[[], Iterable[str]], *, now: dt.datetime | None = None) -> None:
    """Like ``mark``; ``find`` is asked for the keys only when there is a copy of the index to tell."""
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("documents are marked inside the transaction of their change")
    targets = list(IndexTarget.objects.marked().values_list("name", flat=True))
    wanted = sorted(set(find()) - _marked_already(connection)) if targets else []
    if wanted:
        _write(wanted, targets, now or timezone.now())
        transaction.on_commit(_Marked(wanted, targets))


def mark_again(keys: Collection[str], *, now: dt.datetime | None = None) -> None:
    """Have every copy write the documents of these keys again."""
    with transaction.atomic():
        targets = list(IndexTarget.objects.marked().values_list("name", flat=True))
        _write(keys, targets, now or timezone.now())
        transaction.on_commit(_Marked([], targets))


def _marked_already(connection: Any) -> set[str]:
    """Keys that this transaction has marked, without those of savepoints that were rolled back."""
    callbacks = (entry[1] for entry in connection.run_on_commit)
    return {key for callback in callbacks if isinstance(callback, _Marked) for key in callback.keys}


def _write(keys: Iterable[str], targets: Iterable[str], now: dt.datetime) -> None:
    rows = (
        DirtyDocument(target_id=target, key=key, not_before=now, marked_at=now) for key in keys for target in targets
    )
    DirtyDocument.objects.bulk_create(rows, batch_size=2 * BATCH)


def mark_all(*prefixes: str, now: dt.datetime | None = None) -> None:
    """Mark every document of the families (of all families without one), in a few statements for each 500."""
    for keys in every_key(prefixes):
        mark(*keys, now=now)


def every_key(prefixes: Collection[str] = ()) -> Iterator[list[str]]:
    """Keys of what may be public, 500 at a time."""
    after = ""
    while keys := kinds.keys_after(after, BATCH, *prefixes):
        yield keys
        after = keys[-1]
