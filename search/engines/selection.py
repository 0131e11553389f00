"""Which engine answers: Elasticsearch where there is one and it is well, else the embedded index of this machine.

Engines, breaker and what they hold belong to the process; a child that is forked begins with its own.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.conf import settings

from search.engines import Answer, Engine, EngineUnavailable, Request
from search.engines.breaker import Breaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine

logger = logging.getLogger(__name__)

#: The alias of the live index in Elasticsearch.
ALIAS: Final = "portal"
#: After a failure a thread asks the embedded index so long: a page asks several times and must not wait at each.
AVOID_SECONDS: Final = 1.0

_only: ContextVar[str] = ContextVar("only", default="")


class _Process:
    """What belongs to a process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.breaker = Breaker()
        self.avoiding = threading.local()
        self.embedded: EmbeddedEngine | None = None
        self.elastic: ElasticsearchEngine | None = None
        #: What the engines were made for.
        self.made_for: tuple[object, ...] = ()


_process = _Process()


def reset() -> None:
    """Forget engines, their connections and what the breaker has seen."""
    global _process  # noqa: PLW0603  # one place in which a process keeps its own
    _process = _Process()


os.register_at_fork(after_in_child=reset)


def _engines() -> tuple[EmbeddedEngine, ElasticsearchEngine | None]:
    process = _process
    with process.lock:
        wanted = (settings.DATA_DIR, settings.ELASTICSEARCH_URL, ALIAS)
        if process.embedded is None or process.made_for != wanted:
            process.embedded = EmbeddedEngine(settings.DATA_DIR / "search")
            url = settings.ELASTICSEARCH_URL
            process.elastic = ElasticsearchEngine(url, ALIAS) if url else None
            process.made_for = wanted
        return process.embedded, process.elastic


def embedded() -> EmbeddedEngine:
    """The embedded engine, which is there always: it also knows the words (``search.engines.Lexicon``)."""
    return _engines()[0]


def elastic() -> ElasticsearchEngine | None:
    """Elasticsearch, well or not; None where none is configured."""
    return _engines()[1]


def is_elastic_held_off() -> bool:
    """Whether this process has given up asking Elasticsearch for now."""
    return elastic() is not None and _process.breaker.is_open


@contextmanager
def only(name: str | None) -> Iterator[None]:
    """Within it, the engine of this name alone answers, well or not; None changes nothing."""
    token = _only.set(name or "")
    try:
        yield
    finally:
        _only.reset(token)


def current() -> Engine:
    """The engine that would be asked first now. Raises ``EngineUnavailable`` for one that is not configured."""
    there, node = _engines()
    chosen = _only.get()
    if chosen == there.name:
        return there
    if chosen:
        if node is None or chosen != node.name:
            raise EngineUnavailable(f"{chosen} is not configured: ELASTICSEARCH_URL is empty")
        return node
    return there if node is None or _process.breaker.is_open else node


def answer(request: Request) -> tuple[Answer, str]:
    """Answer a request; returns the name of the engine that did too. Raises ``EngineUnavailable`` when none can."""
    if _only.get():
        engine = current()
        return engine.search(request), engine.name
    there, node = _engines()
    if node is None:
        return there.search(request), there.name
    process = _process
    is_asked = time.monotonic() >= getattr(process.avoiding, "until", 0.0) and process.breaker.allows()
    if is_asked:
        try:
            found = node.search(request)
        except EngineUnavailable as error:
            process.breaker.failed()
            process.avoiding.until = time.monotonic() + AVOID_SECONDS
            logger.warning("Elasticsearch did not answer, the embedded index does: %s", error)
        else:
            process.breaker.succeeded()
            return found, node.name
    try:
        return there.search(request), there.name
    except EngineUnavailable:
        if is_asked:
            raise
        return node.search(request), node.name  # a late answer is better than none
