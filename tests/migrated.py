"""A migrated SQLite database, kept between runs: the tests begin with a copy of it instead of three hundred migrations.

The name of the file says what it was made of: every migration of ours and every pinned package. A run still calls
``migrate``, which then finds nothing to do but what follows migrations (content types, permissions).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".test_databases"


def kept() -> Path:
    """Where the database of the present migrations and packages lies, or will lie."""
    state = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    packages = [path.parent for path in ROOT.glob("*/__init__.py")]
    for path in sorted(path for package in packages for path in package.rglob("migrations/*.py")):
        state.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return FOLDER / f"{state.hexdigest()[:16]}.sqlite3"


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Write a database into a file, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    os.close(handle)
    with closing(sqlite3.connect(name)) as connection:
        source.backup(connection)
    Path(name).replace(target)


def begin(connection: Any) -> sqlite3.Connection | None:
    """Fill Django's test database in memory before Django migrates it; returns what holds it until Django connects.

    None when there is nothing to begin with, or when the tests run on another database.
    """
    if connection.vendor != "sqlite" or not (found := kept()).exists():
        return None
    name: str = connection.creation._get_test_db_name()
    if not connection.creation.is_in_memory_db(name):
        return None
    memory = sqlite3.connect(name, uri=True)
    with closing(sqlite3.connect(found)) as source:
        source.backup(memory)
    return memory


def keep(connection: Any) -> None:
    """Keep the migrated test database for the next run; what was kept for other migrations goes."""
    target = kept()
    if connection.vendor != "sqlite" or target.exists():
        return
    connection.ensure_connection()
    copy(connection.connection, target)
    for other in FOLDER.glob("*.sqlite3"):
        if other != target:
            other.unlink(missing_ok=True)
