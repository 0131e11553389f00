"""Brings what was marked to a copy of the index: rows first, then versions, then the content, then the write.

The rows of a batch are read before their documents get their next version, and those before the content is read from
the database. So what is written has seen every change whose row is deleted afterwards, and of two writes the one with
the higher version has seen at least as much. A killed worker, a dead engine or a lost message only delay.

An engine that does not answer is left alone for a while, longer each time; a document that is refused for good is
parked with the reason after five tries, and the others go on.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import SystemRandom
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import F
from django.utils import timezone

from search import kinds
from search.engines import Engine, EngineUnavailable
from search.models import DirtyDocument, DocumentVersion, IndexTarget

logger = logging.getLogger(__name__)

BATCH = 500
MAX_ATTEMPTS = 5
LONGEST_WAIT = dt.timedelta(minutes=5)
ERROR_CHARACTERS = 2000

_random = SystemRandom()


def drain(target: str, engine: Engine, *, seconds: float = 60, now: Callable[[], dt.datetime] = timezone.now) -> int:
    """Write what a target has not seen, for at most about ``seconds``; return how many documents were written.

    Nothing is written while the engine is being left alone.
    """
    written = 0
    end = time.monotonic() + seconds
    if IndexTarget.objects.filter(name=target, not_before__gt=now()).exists():
        return 0
    while True:
        rows = list(DirtyDocument.objects.due(target, now())[:BATCH])
        if not rows:
            break
        keys = list(dict.fromkeys(row.key for row in rows))
        rows = list(DirtyDocument.objects.filter(target=target, key__in=keys).order_by("pk"))  # those not due too
        IndexTarget.objects.filter(name=target).update(busy_since=now())
        try:
            refused = write(keys, engine, versions=raise_versions(keys))
        except EngineUnavailable as error:
            leave_alone(target, str(error), now=now())
            break
        _settle(rows, refused, now())
        written += len(keys) - len(refused)
        IndexTarget.objects.filter(name=target).update(
            busy_since=None, last_seen_at=now(), failures=0, last_error="", not_before=now()
        )
        if time.monotonic() > end:
            break
    return written


def raise_versions(keys: Sequence[str], *, above: Mapping[str, int] | None = None) -> dict[str, int]:
    """Give documents their next versions, higher than those in ``above`` too; return them.

    Rows are made and locked in the order of their keys, by every caller: of two the second waits, and nobody for ever.
    """
    ordered = sorted(keys)
    with transaction.atomic():
        DocumentVersion.objects.bulk_create((DocumentVersion(key=key) for key in ordered), ignore_conflicts=True)
        held = DocumentVersion.objects.select_for_update().filter(key__in=ordered).order_by("key")
        versions = {row.key: max(row.version, (above or {}).get(row.key, 0)) + 1 for row in held}
        for key in above or ():
            DocumentVersion.objects.filter(key=key).update(version=versions[key])
        usual = [key for key in ordered if key not in (above or {})]
        DocumentVersion.objects.filter(key__in=usual).update(version=F("version") + 1)
    return versions


def versions_of(keys: Sequence[str]) -> dict[str, int]:
    """The versions under which documents were last written."""
    return dict.fromkeys(keys, 0) | dict(DocumentVersion.objects.filter(key__in=keys).values_list("key", "version"))


def write(keys: Sequence[str], engine: Engine, *, versions: Mapping[str, int]) -> dict[str, str]:
    """Build the documents of keys and write them under these versions; return reasons by key of what was refused.

    A document that breaks something is looked for by halves. Raises ``EngineUnavailable``.
    """
    try:
        documents = kinds.build(keys)
        found = [replace(documents[key], version=versions[key]) for key in keys if key in documents]
        return dict(engine.write(found, [(key, versions[key]) for key in keys if key not in documents]))
    except (EngineUnavailable, DatabaseError, InterfaceError, SoftTimeLimitExceeded):
        raise
    except Exception as error:  # noqa: BLE001 (whatever breaks over one document must not stop the others)
        if len(keys) == 1:
            reason = "".join(traceback.format_exception_only(error)).strip()
            logger.warning("%s cannot be written to the index: %s", keys[0], reason)
            return {keys[0]: reason[:ERROR_CHARACTERS]}
        middle = len(keys) // 2
        halves = keys[:middle], keys[middle:]
        return {key: why for half in halves for key, why in write(half, engine, versions=versions).items()}


def leave_alone(target: str, reason: str, *, now: dt.datetime) -> None:
    """The engine does not answer: try again later, after twice the time of the last wait, not all copies at once."""
    failures = IndexTarget.objects.filter(name=target).values_list("failures", flat=True).first() or 0
    wait = min(settings.PORTAL_WORK_RETRY * 2 ** min(failures, 10), LONGEST_WAIT) * _random.uniform(0.5, 1)
    DirtyDocument.objects.filter(target=target).outdated().delete()  # however long it is away, a row a document
    logger.warning("the index %s does not answer, it is tried again in %s: %s", target, wait, reason)
    IndexTarget.objects.filter(name=target).update(
        busy_since=None, failures=min(failures + 1, 1000), not_before=now + wait, last_error=reason[:ERROR_CHARACTERS]
    )


def _settle(rows: Sequence[Any], refused: Mapping[str, str], now: dt.datetime) -> None:
    """Delete the rows of what was written; of what was refused the newest stays, with one attempt more."""
    newest = {row.key: row for row in rows}
    kept = {newest[key].pk for key in refused}
    with transaction.atomic():
        gone = [row.pk for row in rows if row.pk not in kept]
        # In one order and without waiting: another drainer of the target may be at the same rows.
        held = DirtyDocument.objects.select_for_update(skip_locked=True).filter(pk__in=gone).order_by("pk")
        DirtyDocument.objects.filter(pk__in=list(held.values_list("pk", flat=True))).delete()
        for key, reason in refused.items():
            attempts = newest[key].attempts + 1
            DirtyDocument.objects.filter(pk=newest[key].pk).update(
                attempts=attempts,
                last_error=reason[:ERROR_CHARACTERS],
                state=DirtyDocument.State.PARKED if attempts >= MAX_ATTEMPTS else DirtyDocument.State.WAITING,
                not_before=now + settings.PORTAL_WORK_RETRY * 2 ** (attempts - 1),
            )


def try_again(*pks: int, now: dt.datetime) -> int:
    """Give parked rows five new attempts; return how many there were."""
    rows = DirtyDocument.objects.parked().filter(pk__in=pks)
    return int(rows.update(state=DirtyDocument.State.WAITING, attempts=0, last_error="", not_before=now))
