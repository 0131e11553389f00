"""Copies of the index: which there are, which engine writes each, and how they come and go without losing a change."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import OperationalError, connection, transaction

from search.engines import Rebuildable, selection
from search.models import IndexTarget

T = TypeVar("T")

ELASTICSEARCH = "elasticsearch"
#: How long a registration holds publishing up at a time, and how often it tries.
LOCK_MILLISECONDS = 500
LOCK_TRIES = 240


class Busy(Exception):
    """Changes that were begun earlier have been going on for too long."""


def own_targets() -> list[str]:
    """Targets that this machine should have: its embedded copy, and Elasticsearch where it is set up."""
    return [settings.PORTAL_SEARCH_TARGET, *([ELASTICSEARCH] if settings.ELASTICSEARCH_URL else [])]


def kind_of(name: str) -> str:
    """Which engine a target of this name is of."""
    return str(IndexTarget.Kind.ELASTICSEARCH if name == ELASTICSEARCH else IndexTarget.Kind.EMBEDDED)


def engine_of(name: str) -> Rebuildable:
    """The engine of a target of this machine. Raises ``ValueError`` for another machine's copy."""
    if name == settings.PORTAL_SEARCH_TARGET:
        return selection.embedded()
    if name == ELASTICSEARCH and (engine := selection.elastic()) is not None:
        return engine
    raise ValueError(f"{name} is no index of this machine, which has {' and '.join(own_targets())}")


def next_of(name: str) -> str:
    """Name of the target that is built to replace another."""
    return f"{name}-next"


def when_no_change_is_open(do: Callable[[], T]) -> T:
    """Run in a transaction that begins when all changes that have read the targets have ended; further ones wait.

    A change reads the table of targets when it marks, and PostgreSQL lets nobody lock a table before its readers have
    committed. On SQLite one transaction writes at a time. Raises ``Busy`` when changes go on for too long.
    """
    for _try in range(LOCK_TRIES):
        is_locked = False
        try:
            with transaction.atomic():
                _lock_targets()
                is_locked = True
                return do()
        except OperationalError:
            if is_locked:
                raise
        time.sleep(LOCK_MILLISECONDS / 1000)
    raise Busy("changes to the content have been going on for too long; try again later")


def _lock_targets() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {LOCK_MILLISECONDS}")
            cursor.execute(
                f"LOCK TABLE {connection.ops.quote_name(IndexTarget._meta.db_table)} IN ACCESS EXCLUSIVE MODE"
            )


def forget(name: str) -> None:
    """Take a target away with its rows: changes are no longer written down for it."""
    when_no_change_is_open(lambda: IndexTarget.objects.filter(name=name).delete())
