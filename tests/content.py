"""The demo content, loaded once a run: in a data folder, and from there in the test database for tests that ask for it.

Tests without it run first, on an empty portal; tests that flush the database run last (pytest-django sees to that).
"""

from __future__ import annotations

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

from tests.portal_server import empty, environment, manage


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo content and its accounts; for copies, nobody writes into it."""
    folder = tmp_path_factory.mktemp("demo")
    manage(empty(folder), "load_demo")
    return folder


@pytest.fixture(scope="session")
def demo_environment(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a portal of its own, outside the test database, with all that ``make demo`` puts into it."""
    folder = tmp_path_factory.mktemp("portal")
    env = environment(shutil.copytree(demo_folder, folder, dirs_exist_ok=True))
    manage(env, "collectstatic", "--noinput", "-v0")
    return env


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> None:
    """The whole demo content, committed; what a test changes is rolled back."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            call_command("createcachetable")
            call_command("load_demo")
            return
        folder: Path = request.getfixturevalue("demo_folder")
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "portal.sqlite3")) as loaded:
            loaded.backup(connection.connection)
        ContentType.objects.clear_cache()
        shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
        shutil.copytree(folder / "search", settings.DATA_DIR / "search", dirs_exist_ok=True)
