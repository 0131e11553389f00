"""Writes down, in the transaction of a change, which documents show the changed thing.

Each mark raises the document's version and writes one row for every copy of the index; a copy's own drainer deletes its
row when the copy has it. Versions are rows that a change holds until it commits: of two changes to one document the
second waits for the first, so the higher version has seen both. A cursor over one common list would pass over a change
that got its number early and committed late (docs/decisions/0013-index-life.md).

Without a registered copy a mark is one small query. Marks of one transaction coalesce: a key is written once.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search import kinds
from search.models import DirtyDocument, DocumentVersion, IndexTarget

logger = logging.getLogger(__name__)

#: Keys that are written in one statement.
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
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        write_rows(raised(part), targets, now=now or timezone.now())
    if wanted:
        transaction.on_commit(_Marked(wanted, targets))


def mark_again(
    keys: Collection[str], *, above: Mapping[str, int] | None = None, now: dt.datetime | None = None
) -> None:
    """Have every copy write the documents of these keys again, with versions above those that an index has."""
    for start in range(0, len(keys), BATCH):
        part = sorted(keys)[start : start + BATCH]
        with transaction.atomic():
            targets = list(IndexTarget.objects.marked().values_list("name", flat=True))
            write_rows(raised(part, above=above), targets, now=now or timezone.now())
            transaction.on_commit(_Marked([], targets))


def _marked_already(connection: Any) -> set[str]:
    """Keys that this transaction has marked, without those of savepoints that were rolled back."""
    callbacks = (entry[1] for entry in connection.run_on_commit)
    return {key for callback in callbacks if isinstance(callback, _Marked) for key in callback.keys}


def raised(keys: list[str], *, above: Mapping[str, int] | None = None) -> dict[str, int]:
    """Raise the versions of keys (sorted: locks are taken in one order) by one and hold them; return the new ones.

    ``above``: versions that the new ones must exceed at least, for an index that is ahead of the database.
    """
    versions = _held(keys)
    if len(versions) < len(keys):
        DocumentVersion.objects.bulk_create(
            (DocumentVersion(key=key) for key in keys if key not in versions), ignore_conflicts=True
        )
        versions = _held(keys)
    ahead = {key: floor for key, floor in (above or {}).items() if floor > versions.get(key, floor)}
    for key, floor in ahead.items():
        DocumentVersion.objects.filter(key=key).update(version=floor)
    DocumentVersion.objects.filter(key__in=keys).update(version=F("version") + 1)
    return {key: max(versions[key], ahead.get(key, 0)) + 1 for key in keys}


def _held(keys: list[str]) -> dict[str, int]:
    rows = DocumentVersion.objects.select_for_update().filter(key__in=keys).order_by("key")
    return dict(rows.values_list("key", "version"))


def write_rows(versions: dict[str, int], targets: Iterable[str], *, now: dt.datetime) -> None:
    """Write the rows of marked documents; one that waits or is parked begins anew."""
    rows = [
        DirtyDocument(target_id=target, key=key, version=version, not_before=now, marked_at=now)
        for key, version in sorted(versions.items())
        for target in sorted(targets)
    ]
    DirtyDocument.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["target", "key"],
        update_fields=["version", "state", "attempts", "not_before", "last_error"],
    )


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
