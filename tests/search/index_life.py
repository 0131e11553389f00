"""What tests of index life share: a target on an engine in memory, a commit, and the question they all ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection
from django.utils import timezone

from search import kinds
from search.documents import SearchDocument
from search.models import DirtyDocument, DocumentVersion, IndexTarget, Rebuild
from search.services import draining
from search.services.comparing import compare
from tests.search.fake_engine import VERSION, FakeEngine, Store

TARGET = "fake"


def registered(store: Store | None = None) -> FakeEngine:
    """The only target: an engine in memory with an empty live index."""
    IndexTarget.objects.all().delete()
    Rebuild.objects.all().delete()
    DocumentVersion.objects.all().delete()
    engine = FakeEngine(store)
    engine.create_index(f"{VERSION}0")
    engine.store.live = f"{VERSION}0"
    IndexTarget.objects.create(name=TARGET, kind=IndexTarget.Kind.EMBEDDED)
    return engine


def everything() -> list[SearchDocument]:
    """A document of all there is, as it is now."""
    return list(kinds.build(kinds.keys_after("", 100_000)).values())


def fill(engine: FakeEngine, documents: Iterable[SearchDocument] | None = None) -> None:
    """Let the index hold everything, as it is now; ``documents`` when they are known already."""
    versions = dict(DocumentVersion.objects.values_list("key", "version"))
    for document in everything() if documents is None else documents:
        engine.documents[document.key] = replace(document, version=versions.get(document.key, 0))


def commit() -> None:
    """What tests inside one transaction do where a real one ends: nothing is remembered of what it marked."""
    connection.run_on_commit.clear()


@contextmanager
def committed() -> Iterator[None]:
    """A change with its commit."""
    commit()
    yield
    commit()


def dirty(target: str = TARGET) -> set[str]:
    """Keys that wait for a target."""
    return set(DirtyDocument.objects.filter(target=target).values_list("key", flat=True))


def drain_all(engine: FakeEngine, target: str = TARGET) -> None:
    """Let everything be written that can be."""
    IndexTarget.objects.update(not_before=timezone.now())
    DirtyDocument.objects.filter(state=DirtyDocument.State.WAITING).update(not_before=timezone.now())
    while draining.drain(target, engine):
        pass
    commit()


def disagreement(engine: FakeEngine, target: str = TARGET) -> dict[str, int]:
    """How many documents of the index are not as the database has them, by how; waiting ones are not counted."""
    return {name: number for name, number in compare(engine, target).counts.items() if number}


def would_change(engine: FakeEngine, target: str = TARGET) -> bool:
    """Whether writing what waits would change what readers see."""
    marked = sorted(dirty(target))
    now, indexed = kinds.build(marked), engine.documents
    return any(_content(now.get(key)) != _content(indexed.get(key)) for key in marked)


def _content(document: SearchDocument | None) -> SearchDocument | None:
    return None if document is None else replace(document, version=0)
