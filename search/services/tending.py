"""Keeps the indexes of this machine as they should be: there, of this version, and up to date."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.core.cache import cache
from django.utils import timezone

from search.engines import EngineUnavailable, Rebuildable
from search.models import IndexTarget, Rebuild
from search.services import draining, rebuilding, targets

logger = logging.getLogger(__name__)

#: A new index that was given up is not tried again so soon by itself.
PAUSE = dt.timedelta(hours=1)


def tend(
    target: str, engine: Rebuildable, *, seconds: float = 60, now: Callable[[], dt.datetime] = timezone.now
) -> None:
    """Write what waits; build the index when there is none of this version, or when building was interrupted.

    An engine that does not answer is left alone for a while.
    """
    if IndexTarget.objects.filter(name=target, not_before__gt=now()).exists():
        return
    try:
        if engine.live() and engine.is_current:
            draining.drain(target, engine, seconds=seconds, now=now)
        if needs_building(target, engine, now=now()):
            _build(target, engine, seconds, now)
    except EngineUnavailable as error:
        draining.leave_alone(target, str(error), now=now())


def _build(target: str, engine: Rebuildable, seconds: float, now: Callable[[], dt.datetime]) -> None:
    pause = f"search.rebuild.{target}"
    if cache.get(pause):
        return
    try:
        rebuilding.rebuild(target, engine, seconds=seconds, now=now)
    except rebuilding.AlreadyRunning:
        pass
    except (rebuilding.NotAsGood, targets.Busy) as error:
        logger.error("%s; what answered before still does", error)
        cache.set(pause, True, PAUSE.total_seconds())


def needs_building(target: str, engine: Rebuildable, *, now: dt.datetime) -> bool:
    """Whether a target is not registered, has no index of this version, or somebody left off building it."""
    if Rebuild.objects.filter(target=target, leased_until__lte=now).exists():
        return True
    if not IndexTarget.objects.live().filter(name=target).exists():
        return True
    return not engine.live() or not engine.is_current
