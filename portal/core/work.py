"""Work that must happen is a row: asked for inside a transaction, carried out by Celery, never lost, late at worst.

``ask`` writes the row beside the change it belongs to; ``on_commit`` only wakes a worker, and the sweep (Celery beat)
carries out whatever nobody was woken for: on the filesystem broker a delivered message is gone with its worker, so
there the sweep is the guarantee. ``select_for_update`` does nothing on SQLite, so claims are conditional updates.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import traceback
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from portal.core.models import WorkItem

logger = logging.getLogger(__name__)

Handler = Callable[[str, dict[str, Any]], None]
MAX_ATTEMPTS = 3
WORKER_LOST = "the worker ended without an answer"
ERROR_CHARACTERS = 2000

_handlers: dict[str, Handler] = {}
_wake: list[Callable[[int], None]] = []


class UnknownWork(Exception):
    """Nobody registered a handler for this kind of work."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as what carries out work of ``kind``; it gets the row's key and payload."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def wakes(waker: Callable[[int], None]) -> Callable[[int], None]:
    """Register how a worker is woken after commit; a waker that fails costs time, never the work."""
    _wake.append(waker)
    return waker


def ask(kind: str, key: str, payload: dict[str, Any] | None = None, *, now: dt.datetime | None = None) -> WorkItem:
    """Write (or renew) the row of work ``kind`` on ``key`` in the current transaction.

    Raises ``UnknownWork`` for a kind without handler and ``TransactionManagementError`` outside a transaction, where
    the work could be lost between the change and its row.
    """
    if kind not in _handlers:
        raise UnknownWork(kind)
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("work is asked for inside the transaction of its change")
    now = now or timezone.now()
    renewed = {
        "payload": payload or {},
        "version": F("version") + 1,
        "attempts": 0,
        "not_before": now,
        "last_error": "",
        "state": Case(When(state=WorkItem.State.WORKING, then=Value("working")), default=Value("waiting")),
    }
    if not WorkItem.objects.filter(kind=kind, key=key).update(**renewed):
        try:
            with transaction.atomic():
                WorkItem.objects.create(kind=kind, key=key, payload=payload or {}, not_before=now)
        except IntegrityError:  # another transaction wrote the row between our update and our insert
            WorkItem.objects.filter(kind=kind, key=key).update(**renewed)
    item = WorkItem.objects.get(kind=kind, key=key)
    transaction.on_commit(lambda: _wake_workers(item.pk))
    return item


def _wake_workers(pk: int) -> None:
    for waker in _wake:
        try:
            waker(pk)
        except Exception:  # noqa: BLE001 (a dead broker must not fail the visitor's or editor's request)
            logger.warning("no worker could be woken for work %s; the sweep will find it", pk)


def carry_out(pk: int, *, now: dt.datetime | None = None) -> bool:
    """Claim row ``pk`` and run its handler; return whether this call finished it.

    A failure is written into the row: it waits again with growing delay, and is parked with its reason after
    ``MAX_ATTEMPTS``. A run that died (killed worker) counts as an attempt once its lease is over.
    """
    now = now or timezone.now()
    claimable = Q(state=WorkItem.State.WAITING, not_before__lte=now) | Q(
        state=WorkItem.State.WORKING, claimed_at__lt=now - settings.PORTAL_WORK_LEASE
    )
    WorkItem.objects.filter(pk=pk, state=WorkItem.State.WORKING, attempts__gte=MAX_ATTEMPTS).filter(claimable).update(
        state=WorkItem.State.PARKED, last_error=WORKER_LOST, claimed_at=None
    )
    claimed = (
        WorkItem.objects.filter(pk=pk)
        .filter(claimable)
        .update(state=WorkItem.State.WORKING, claimed_at=now, attempts=F("attempts") + 1)
    )
    if not claimed:
        return False
    item = WorkItem.objects.get(pk=pk)
    mine = WorkItem.objects.filter(pk=pk, state=WorkItem.State.WORKING, claimed_at=item.claimed_at)
    try:
        if item.kind not in _handlers:
            raise UnknownWork(item.kind)
        _handlers[item.kind](item.key, item.payload)
    except Exception as error:  # noqa: BLE001 (whatever a handler raises belongs into its row)
        _put_back(item, mine, error)
        return False
    done, _ = mine.filter(version=item.version).delete()
    if not done:  # asked for again while we worked: the newer version still has to be seen
        mine.update(state=WorkItem.State.WAITING, claimed_at=None)
    return bool(done)


def _put_back(item: WorkItem, mine: Any, error: Exception) -> None:
    reason = "".join(traceback.format_exception_only(error)).strip()[:ERROR_CHARACTERS]
    parked = item.attempts >= MAX_ATTEMPTS
    logger.warning("%s failed (attempt %s): %s", item, item.attempts, reason)
    mine.update(
        state=WorkItem.State.PARKED if parked else WorkItem.State.WAITING,
        claimed_at=None,
        last_error=reason,
        not_before=timezone.now() + settings.PORTAL_WORK_RETRY * 2 ** (item.attempts - 1),
    )


def sweep(*, seconds: float = 60, now: Callable[[], dt.datetime] = timezone.now) -> int:
    """Carry out due rows for at most ``seconds``; return how many were finished."""
    finished = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        batch = list(WorkItem.objects.due(now()).values_list("pk", flat=True)[:50])
        if not batch:
            break
        for pk in batch:
            finished += carry_out(pk, now=now())
            if time.monotonic() >= end:
                break
    return finished


def try_again(item: WorkItem) -> None:
    """Give a parked row three new attempts."""
    WorkItem.objects.filter(pk=item.pk, state=WorkItem.State.PARKED).update(
        state=WorkItem.State.WAITING, attempts=0, not_before=timezone.now(), last_error=""
    )
