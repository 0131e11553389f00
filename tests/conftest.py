"""What every test can ask for: real services, soak counts; and marks that follow from what a test asks for."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests import migrated, services, soak
from tests.content import demo, demo_environment, demo_folder  # noqa: F401 (fixtures for all tests)
from tests.sharing import Scheduler, own_database, path_of, stays_together

# The same examples in each run, and a tenth of them unless soaking; no deadline: a busy machine is no bug.
settings.register_profile(
    "portal",
    max_examples=soak.count(1000),
    derandomize=not soak.SOAKING,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("portal")

#: Fixture → the mark that a test gets by asking for it.
MARKS = {
    "postgres_url": "postgres",
    "redis_url": "redis",
    "elasticsearch_url": "elasticsearch",
    "chromium": "chromium",
    "soak_count": "soak",
}
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "live_server",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
}

# What is collected stays till the end: looking through it for garbage again and again takes a third of the time of
# collecting and a tenth of the time of the tests.
gc.disable()

BROWSER_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


def pytest_report_header(config: pytest.Config) -> str:
    """Say how much is done and how to repeat it."""
    size = "full counts" if soak.SOAKING else "a tenth of the full counts (make soak runs all)"
    missing = "fails (CI=true)" if services.IN_CI else "skips"
    return f"portal: {size}; PORTAL_FRESH_SEED={soak.FRESH_SEED}; a missing service {missing}"


def stage(item: pytest.Item) -> int:
    """0 for tests of an empty portal, 1 for the demo content, 2 for those that flush the database, 3 for the browser.

    Playwright keeps an event loop in the main thread, where Django then refuses to speak to its database.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    if "chromium" in fixtures:
        return 3
    mark = item.get_closest_marker("django_db")
    if fixtures & {"transactional_db", "live_server"} or (mark is not None and mark.kwargs.get("transaction")):
        return 2
    return int("demo" in fixtures)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that ``-m`` finds all of them; an empty portal comes before a full one."""
    stages = {item: stage(item) for item in items}
    # Tests of a file that stay together begin with the file's first one: all of them wait for the last one's stage.
    together: dict[str, int] = {}
    for item, its in stages.items():
        path = path_of(item.nodeid)
        if stays_together(path):
            together[path] = max(its, together.get(path, 0))
    items.sort(key=lambda item: together.get(path_of(item.nodeid), stages[item]))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        for fixture, mark in MARKS.items():
            if fixture in fixtures:
                item.add_marker(mark)
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """Look for garbage from now on, but not among what was collected, and less often."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


@pytest.fixture(autouse=True)
def _in_the_first_language() -> None:
    """The language of the request before stays in the thread; no test begins in the language of another."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Name the test that ends the transaction it runs in: what it wrote would stay for all tests behind it."""
    yield
    raw = connection.connection
    if raw is not None and connection.vendor == "sqlite" and connection.in_atomic_block and not raw.in_transaction:
        pytest.fail(f"{item.nodeid} ended the transaction of the test")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduler:
    """Several processes share the suite as ``tests.sharing`` says."""
    return Scheduler(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Before pytest-django migrates the test database: what was migrated in an earlier run, or by ``.ci/run``."""
    memory = migrated.begin(connection)
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("PORTAL_TEST_TEMPLATE")
    yield
    if memory is not None:
        memory.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After it: keep the migrated database for the next run."""
    with django_db_blocker.unblock():
        migrated.keep(connection)


@pytest.fixture(scope="session")
def service_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make an empty folder for a service, which an account without rights may reach."""

    def make(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        # As far as the folder that pytest makes for this account: one more when several processes share the suite.
        for parent in folder.parents[: 3 if "PYTEST_XDIST_WORKER" in os.environ else 2]:
            parent.chmod(parent.stat().st_mode | 0o011)
        return folder

    return make


@pytest.fixture(scope="session")
def redis_url(service_folder: Callable[[str], Path]) -> Iterator[str]:
    """Address of a Redis database that is the tests' own; skips without a Redis."""
    with ExitStack() as stack:
        try:
            address = own_database(stack.enter_context(services.redis_server(service_folder("redis"))))
        except services.Missing as missing:
            services.require(None, str(missing))
        else:
            yield address


@pytest.fixture(scope="session")
def postgres_url(service_folder: Callable[[str], Path]) -> Iterator[str]:
    """Address of a PostgreSQL whose user may create databases; skips without one."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(services.postgres_server(service_folder("postgres")))
        except services.Missing as missing:
            services.require(None, str(missing))
        else:
            yield address


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """Address of an Elasticsearch node; skips without one."""
    try:
        return services.elasticsearch_address()
    except services.Missing as missing:
        return services.require(None, str(missing))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium for Playwright's ``executable_path``; skips without one."""
    try:
        return services.chromium_program()
    except services.Missing as missing:
        return services.require(None, str(missing))


@pytest.fixture
def soak_count() -> Callable[[int], int]:
    """Turn a full count into this run's: all of it when soaking, a tenth otherwise."""
    return soak.count


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests: Playwright runs once in a thread."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield started
        started.close()
