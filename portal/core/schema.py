"""Whether the database has every migration of the code that this process runs.

What counts is the code as it was when the process started. Django's own loader looks at the folders each time it is
asked: new code that is laid beside a running process, to be started next, would make the old one say it is not ready.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib.util import find_spec

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migration = tuple[str, str]


@lru_cache(maxsize=1)
def expected_migrations() -> frozenset[Migration]:
    """(app, name) of every migration, as the folders had them when this was first asked: at the start."""
    found: set[Migration] = set()
    for app in apps.get_app_configs():
        module, _is_explicit = MigrationLoader.migrations_module(app.label)
        spec = find_spec(module) if module else None
        for file in pkgutil.iter_modules(spec.submodule_search_locations if spec else []):
            if not file.ispkg and file.name[0] not in "_~":
                found.add((app.label, file.name))
    return frozenset(found)


def missing_migrations(connection: BaseDatabaseWrapper) -> frozenset[Migration]:
    """Those that the database lacks. Raises ``DatabaseError`` when it does not answer."""
    return expected_migrations() - MigrationRecorder(connection).applied_migrations().keys()
