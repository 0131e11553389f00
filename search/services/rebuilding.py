"""Builds an index again beside the one that answers, and lets it take its place at one stroke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from search import kinds
from search.engines import Rebuildable
from search.engines.selection import embedded

BATCH = 500


def build_embedded(*, progress: Callable[[int], Any] = lambda count: None) -> int:
    """Build this machine's embedded index from the database; return the number of documents."""
    engine: Rebuildable = embedded()
    name = engine.new_name(timezone.now().strftime("%Y%m%d%H%M%S%f"))
    engine.create_index(name)
    building = engine.at(name)
    after, count = "", 0
    while keys := kinds.keys_after(after, BATCH):
        documents = list(kinds.build(keys).values())
        building.write(documents, [])
        after, count = keys[-1], count + len(documents)
        progress(len(documents))
    engine.swap(name)
    return count
