"""The demo content in the test database, loaded once a run for all tests that ask for ``demo``.

Tests without it run first, on an empty portal; tests that flush the database run last (pytest-django sees to that).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from portal.home.demo.loading import load_demo
from portal.users.editing import set_up_editing


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: Any) -> None:
    """The whole demo content, committed; what a test changes is rolled back."""
    with django_db_blocker.unblock():
        call_command("createcachetable")
        load_demo()
        set_up_editing()
