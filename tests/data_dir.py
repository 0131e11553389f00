"""Gives every test run an empty data folder and none of the developer's settings, before Django reads them.

A plugin of its own (``-p tests.data_dir`` in pyproject.toml): conftest.py would be too late, pytest-django has loaded
the settings by then. ``DATABASE_URL`` alone is kept, so that the same tests can run on PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from portal.settings.env import VARIABLES

KEPT = {"DATABASE_URL"}

for name in set(VARIABLES) - KEPT:
    os.environ.pop(name, None)
FOLDER = Path(tempfile.mkdtemp(prefix="portal-tests-"))
os.environ["PORTAL_DATA_DIR"] = str(FOLDER)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder."""
    shutil.rmtree(FOLDER, ignore_errors=True)
