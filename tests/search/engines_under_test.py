"""Engines for tests: an index of their own each, thrown away afterwards; and small documents."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from search.documents import SearchDocument
from search.engines import Answer, Rebuildable, Request
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.queries import Everything, Node

TODAY = "2026-11-22"


@contextmanager
def elasticsearch_engine(url: str) -> Iterator[ElasticsearchEngine]:
    """An engine with an alias nobody else has; its indexes are removed at the end."""
    alias = f"test-{secrets.token_hex(6)}"
    engine = ElasticsearchEngine(url, alias)
    # A test asks whether the answer is right, not whether a busy machine gives it within a second.
    with Elasticsearch(url, request_timeout=30, max_retries=0) as client:
        engine._client = engine._writer = client
        engine._seconds = 30.0
        try:
            yield engine
        finally:
            for name in engine.indices():
                client.indices.delete(index=name)


def embedded_engine(folder: Path) -> EmbeddedEngine:
    """An engine in an empty folder."""
    return EmbeddedEngine(folder / "search")


def a_document(key: str, name: str = "Mộc Châu", version: int = 1, **facts: Any) -> SearchDocument:
    """A document of a name and little else."""
    usual: dict[str, Any] = {"kind": "event", "addresses": {"vi": f"/{key}/"}}
    return SearchDocument(key=key, version=version, names={"vi": name}, **{**usual, **facts})


def found(engine: Rebuildable, query: Node = Everything(), **options: Any) -> list[str]:  # noqa: B008
    """Keys of what is found, in order."""
    return keys_of(engine.search(Request(query, TODAY, **{"limit": 100, **options})))


def keys_of(answer: Answer) -> list[str]:
    """Keys of the hits, in order."""
    return [hit.document.key for hit in answer.hits]
