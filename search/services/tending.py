"""Keeps the indexes of this machine as they should be: there, of this version, and up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from search.engines import EngineUnavailable, Rebuildable
from search.models import IndexTarget, Rebuild
from search.services import draining, rebuilding


def tend(
    target: str, engine: Rebuildable, *, seconds: float = 60, now: Callable[[], dt.datetime] = timezone.now
) -> None:
    """Write what waits; build the index when there is none of this version, or when building was interrupted.

    An engine that does not answer is left alone for a while.
    """
    if IndexTarget.objects.filter(name=target, not_before__gt=now()).exists():
        return
    try:
        if needs_building(target, engine, now=now()):
            rebuilding.rebuild(target, engine, seconds=seconds, now=now)
        draining.drain(target, engine, seconds=seconds, now=now)
    except rebuilding.AlreadyRunning:
        return
    except EngineUnavailable as error:
        draining.leave_alone(target, str(error), now=now())


def needs_building(target: str, engine: Rebuildable, *, now: dt.datetime) -> bool:
    """Whether a target is not registered, has no index of this version, or somebody left off building it."""
    if Rebuild.objects.filter(target=target, leased_until__lte=now).exists():
        return True
    if not IndexTarget.objects.live().filter(name=target).exists():
        return True
    return not engine.live() or not engine.is_current
