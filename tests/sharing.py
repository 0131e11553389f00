"""How several processes share the suite (``make test JOBS=2``): each takes the next test, in the order of the stages.

Tests of a file that prepares something for itself once (a fixture of the module) stay together: it is dear.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]


def worker_number() -> int:
    """The number of this process among those that share the suite; 0 when it has it for itself."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def own_database(redis: str) -> str:
    """The address of a database in a Redis that no other process uses: Celery's queue is one in each database."""
    parts = urlsplit(redis)
    number = int(parts.path.strip("/") or 0) + worker_number()
    return parts._replace(path=f"/{number}").geturl()


def path_of(nodeid: str) -> str:
    """The file of a test."""
    return nodeid.split("::", maxsplit=1)[0]


@cache
def stays_together(path: str) -> bool:
    """Whether a file of tests has a fixture of the module."""
    return 'scope="module"' in (ROOT / path).read_text(encoding="utf-8")


class Scheduler(LoadScopeScheduling):
    """Hands out tests one by one, those of some files together, all in the order in which they were collected."""

    def __init__(self, config: Any, log: Any) -> None:
        super().__init__(config, log)
        # The empty portal comes before the full one, and the browser last, whatever is how large.
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        path = path_of(nodeid)
        return path if stays_together(path) else nodeid
