"""Finds what an index lacks, holds too much of or holds otherwise than the database, and has it written again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from search.engines import Engine
from search.models import DirtyDocument, IndexTarget
from search.services import draining, marking
from search.services.comparing import Findings, compare


def check(
    target: str,
    engine: Engine,
    *,
    repair: bool,
    after: str = "",
    seconds: float = float("inf"),
    now: Callable[[], dt.datetime] = timezone.now,
    progress: Callable[[int], Any] = lambda count: None,
) -> Findings:
    """Compare a target's index with the database, from behind a key and for about so long; keep the numbers for staff.

    ``repair`` marks what does not agree; the target's drainer then writes or removes it. Raises ``EngineUnavailable``.
    """
    found = compare(engine, target, after=after, seconds=seconds, progress=progress)
    if repair:
        mend(found, now=now())
    row = IndexTarget.objects.filter(name=target).first()
    if row is not None:
        before = row.findings if after else {}
        row.findings = {name: before.get(name, 0) + number for name, number in found.counts.items()}
        row.checked_at = now()
        row.save(update_fields=["findings", "checked_at"])
    return found


def mend(found: Findings, *, now: dt.datetime) -> None:
    """Have what does not agree written again, with versions above those that the index has."""
    if found.ahead:
        draining.raise_versions(list(found.ahead), above=found.ahead)
    marking.mark_again(found.keys, now=now)


def waiting(target: str) -> dict[str, int]:
    """How many documents a target has not seen, and how many of them were refused too often."""
    rows = DirtyDocument.objects.filter(target=target)
    return {
        str(state): rows.filter(state=state).values("key").distinct().count() for state in DirtyDocument.State.values
    }
