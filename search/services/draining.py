"""Brings what was marked to a copy of the index: versions first, then documents from the database, then the write.

A row goes when its copy has that version or a newer one; until then a killed worker, a dead engine or a lost message
only delay it. An engine that does not answer is left alone for a while, longer each time; a document that is refused
for good is parked with the reason after five tries, and the others go on.
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
    while time.monotonic() < end:
        rows = list(DirtyDocument.objects.due(target, now())[:BATCH])
        if not rows:
            break
        IndexTarget.objects.filter(name=target).update(busy_since=now())
        try:
            versions, refused = write([row.key for row in rows], engine)
        except EngineUnavailable as error:
            leave_alone(target, str(error), now=now())
            break
        written += len(rows) - len(refused)
        _settle(rows, versions, refused, now())
        IndexTarget.objects.filter(name=target).update(
            busy_since=None, last_seen_at=now(), failures=0, last_error="", not_before=now()
        )
    return written


def write(keys: Sequence[str], engine: Engine) -> tuple[dict[str, int], dict[str, str]]:
    """Build and write the documents of keys; return versions that the engine now has, and reasons of what it refused.

    Versions are read before anything else: what changes meanwhile is written again with a higher one. Raises
    ``EngineUnavailable``.
    """
    versions = dict.fromkeys(keys, 0)
    versions.update(DocumentVersion.objects.filter(key__in=keys).values_list("key", "version"))
    return versions, _written(keys, versions, engine)


def _written(keys: Sequence[str], versions: Mapping[str, int], engine: Engine) -> dict[str, str]:
    """Reasons by key of what cannot be built or written. A document that breaks something is looked for by halves."""
    try:
        documents = kinds.build(keys)
        found = [replace(documents[key], version=versions[key]) for key in keys if key in documents]
        return dict(engine.write(found, [(key, versions[key]) for key in keys if key not in documents]))
    except (EngineUnavailable, DatabaseError, InterfaceError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        if len(keys) == 1:
            logger.warning("%s cannot be written to the index", keys[0], exc_info=True)
            return {keys[0]: "".join(traceback.format_exception_only(error)).strip()[:ERROR_CHARACTERS]}
        middle = len(keys) // 2
        return _written(keys[:middle], versions, engine) | _written(keys[middle:], versions, engine)


def leave_alone(target: str, reason: str, *, now: dt.datetime) -> None:
    """The engine does not answer: try again later, after twice the time of the last wait, not all copies at once."""
    failures = IndexTarget.objects.filter(name=target).values_list("failures", flat=True).first() or 0
    wait = min(settings.PORTAL_WORK_RETRY * 2 ** min(failures, 10), LONGEST_WAIT) * _random.uniform(0.5, 1)
    logger.warning("the index %s does not answer, it is tried again in %s: %s", target, wait, reason)
    IndexTarget.objects.filter(name=target).update(
        busy_since=None, failures=min(failures + 1, 1000), not_before=now + wait, last_error=reason[:ERROR_CHARACTERS]
    )


def _settle(rows: Sequence[Any], versions: Mapping[str, int], refused: Mapping[str, str], now: dt.datetime) -> None:
    """Delete rows whose version was written, count an attempt of refused ones; renewed rows stay as they are.

    A row that a change holds is skipped: it is about to be renewed, and waiting for it could end in a deadlock.
    """
    with transaction.atomic():
        held = DirtyDocument.objects.select_for_update(skip_locked=True).filter(pk__in=[row.pk for row in rows])
        seen = [row for row in held if row.version <= versions[row.key]]
        DirtyDocument.objects.filter(pk__in=[row.pk for row in seen if row.key not in refused]).delete()
        for row in seen:
            if row.key in refused:
                row.attempts += 1
                row.last_error = refused[row.key][:ERROR_CHARACTERS]
                row.state = DirtyDocument.State.PARKED if row.attempts >= MAX_ATTEMPTS else row.state
                row.not_before = now + settings.PORTAL_WORK_RETRY * 2 ** (row.attempts - 1)
                row.save(update_fields=["attempts", "last_error", "state", "not_before"])


def try_again(*pks: int, now: dt.datetime) -> int:
    """Give parked rows five new attempts; return how many there were."""
    rows = DirtyDocument.objects.parked().filter(pk__in=pks)
    return int(rows.update(state=DirtyDocument.State.WAITING, attempts=0, last_error="", not_before=now))
