"""The demo content, loaded once a run: in a data folder, and from there in the test database for tests that ask for it.

On PostgreSQL each process loads it for itself, unless ``.ci/run`` has loaded it before into a database to be copied.

Tests without it run first, on an empty portal; tests that flush the database run last (pytest-django sees to that).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from products.models import PermanentAddress
from tests.pages import LABELLED
from tests.portal_server import empty, environment, manage


def print_label() -> None:
    """Give a product of the demo the code that tests know."""
    slug, code = LABELLED
    assert PermanentAddress.objects.filter(product__slug=slug).update(code=code) == 1


def make_demo(folder: Path) -> None:
    """Make a data folder with everything that ``make demo`` puts into it: whole, or not at all."""
    making = folder.with_name(f"{folder.name}-unfinished")
    env = empty(making)
    manage(env, "collectstatic", "--noinput", "-v0")
    manage(env, "load_demo")
    manage(env, "shell", "--verbosity=0", "-c", "from tests.content import print_label; print_label()")
    making.rename(folder)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with everything that ``make demo`` puts into it; for copies, nobody writes into it.

    Of several processes that share the tests the first one makes it, and the others wait for it; ``.ci/run`` has made
    one before.
    """
    if made_before := os.environ.get("PORTAL_TEST_DEMO_FOLDER"):
        return Path(made_before)
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder = run / "demo"
    with (run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make_demo(folder)
    return folder


@pytest.fixture(scope="session")
def demo_environment(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a portal of its own, outside the test database, with all that ``make demo`` puts into it."""
    folder = tmp_path_factory.mktemp("portal")
    return environment(shutil.copytree(demo_folder, folder, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> None:
    """The whole demo content, committed; what a test changes is rolled back."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            folder: Path = request.getfixturevalue("demo_folder")
            connection.ensure_connection()
            with closing(sqlite3.connect(folder / "portal.sqlite3")) as loaded:
                loaded.backup(connection.connection)
        elif (found := loaded_before()) is not None:
            database, folder = found
            copy_database(database)
        else:
            call_command("createcachetable")
            call_command("load_demo")
            print_label()
            return
        ContentType.objects.clear_cache()
        for name, target in (("media", settings.MEDIA_ROOT), ("search", settings.DATA_DIR / "search")):
            shutil.copytree(folder / name, target, dirs_exist_ok=True)


def loaded_before() -> tuple[str, Path] | None:
    """The database of this PostgreSQL into which ``.ci/run`` loaded the demo content, and the folder with its files."""
    database, folder = os.environ.get("PORTAL_TEST_LOADED"), os.environ.get("PORTAL_TEST_LOADED_FOLDER")
    return (database, Path(folder)) if database and folder else None


def copy_database(template: str) -> None:
    """Put a copy of another database of the server in the place of the test database."""
    own = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    connection.close()
    with connection._nodb_cursor() as cursor:  # as Django itself makes and removes test databases
        cursor.execute(f"DROP DATABASE {own}")
        cursor.execute(f"CREATE DATABASE {own} TEMPLATE {connection.ops.quote_name(template)}")
