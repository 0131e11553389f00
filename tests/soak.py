"""How much the tests do: the full counts under ``make soak``, a tenth with the same seeds and one fresh seed otherwise.

The fresh seed stands in pytest's header; ``PORTAL_FRESH_SEED`` repeats a run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

SOAKING = os.environ.get("PORTAL_SOAK") == "1"
FRESH_SEED = int(os.environ.get("PORTAL_FRESH_SEED") or random.SystemRandom().randrange(10**6, 10**9))
os.environ["PORTAL_FRESH_SEED"] = str(FRESH_SEED)  # processes that share the tests must collect the same ones
FIXED_SEEDS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)


def count(full: int, *, least: int = 1) -> int:
    """Return ``full`` when soaking, a tenth of it (rounded up, at least ``least``) otherwise."""
    return full if SOAKING else max(least, -(-full // 10))


def seeds() -> list[int]:
    """Return the fixed seeds (one of them unless soaking) and the fresh one."""
    return [*FIXED_SEEDS[: count(len(FIXED_SEEDS))], FRESH_SEED]


def part(full: Sequence[T], *, always: Sequence[T] = ()) -> list[T]:
    """Return all of a grid when soaking, ``always`` alone (or every tenth when it is empty) otherwise."""
    if SOAKING:
        return list(full)
    return list(always) or list(full[::10])
