"""Keeps readers from waiting for a node that does not answer: after some failures nobody asks it for a while."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

#: So many failures within so many seconds open it.
FAILURES = 5
WINDOW_SECONDS = 10.0
#: While it is open, one caller in so many seconds is let through to see whether the node is well again.
PAUSE_SECONDS = 5.0


class Breaker:
    """Closed, it lets everybody through; open, one caller at a time and a pause between them.

    Safe for threads; each process has its own. ``clock`` counts seconds and never goes back.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        failures: int = FAILURES,
        window: float = WINDOW_SECONDS,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self._clock = clock
        self._window = window
        self._pause = pause
        self._lock = threading.Lock()
        self._failed_at: deque[float] = deque(maxlen=failures)
        #: When the next caller is let through; None while it is closed.
        self._next_probe: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether callers are held off."""
        return self._next_probe is not None

    def allows(self) -> bool:
        """Whether the caller may ask now; who may says afterwards how it went.

        A caller that is let through while it is open and never says how it went counts as failed.
        """
        with self._lock:
            if self._next_probe is None:
                return True
            now = self._clock()
            if now < self._next_probe:
                return False
            self._next_probe = now + self._pause
            return True

    def succeeded(self) -> None:
        """The node answered: everybody may ask again."""
        with self._lock:
            if self._next_probe is not None:
                self._next_probe = None
                self._failed_at.clear()

    def failed(self) -> None:
        """The node did not answer, or not in time."""
        with self._lock:
            now = self._clock()
            self._failed_at.append(now)
            is_full = len(self._failed_at) == self._failed_at.maxlen
            if self._next_probe is not None or (is_full and now - self._failed_at[0] <= self._window):
                self._next_probe = now + self._pause
