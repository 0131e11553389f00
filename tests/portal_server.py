"""A real portal for tests that need one: granian as in the Procfile, on its own data folder with the demo content."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import migrated
from tests.services import free_port

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120
"""A guard against a server that never answers; on a quiet machine it takes three."""


@dataclass(frozen=True)
class Portal:
    """Where a running portal answers, and the environment of its commands."""

    url: str
    environment: dict[str, str]


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """Environment of a portal on ``folder`` with the embedded parts, whatever the tests themselves run on."""
    inherited = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return inherited | {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.base", **extra}


def manage(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a management command; its output is in the result."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )


def empty(folder: Path, **extra: str) -> dict[str, str]:
    """A data folder with a migrated database and nothing in it; migrated here only when no run has done it yet."""
    env = environment(folder, **extra)
    database, kept = folder / "portal.sqlite3", migrated.kept()
    if kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(kept, database)
        return env
    manage(env, "migrate", "-v0")
    manage(env, "createcachetable")
    with closing(sqlite3.connect(database)) as made:
        migrated.copy(made, kept)
    return env


def web_command(port: int) -> list[str]:
    """The web server's line of the Procfile on a port."""
    line = next(
        line for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines() if line.startswith("web:")
    )
    words = line.removeprefix("web:").replace('"$PORT"', str(port)).split()
    words = [word for word in words if word != "exec" and not re.fullmatch(r"\w+=.*", word)]
    return [str(Path(sys.executable).parent / words[0]), *words[1:]]


@contextmanager
def serving(env: dict[str, str]) -> Iterator[Portal]:
    """Start the web server; stop it and its workers by their process group."""
    port = free_port()
    env = env | {"PORTAL_BASE_URL": f"http://127.0.0.1:{port}"}
    process = subprocess.Popen(
        web_command(port),
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"{url}/-/live", timeout=2).close()
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if time.monotonic() > end or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield Portal(url, env)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
