"""Finds the real services that some tests need: by address from the environment, or as a program of this machine.

A service that is missing skips its tests with the reason; with ``CI=true`` it fails them. PostgreSQL and Redis that are
only installed are started for the run: on loopback, on a free port, with data thrown away, stopped by process id.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

IN_CI = os.environ.get("CI") == "true"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 30


class Missing(Exception):
    """The service is not there; the message says what would help."""


def require(found: str | None, reason: str) -> str:
    """Return ``found``; without it skip the test with the reason, or fail it when ``CI=true``."""
    if found:
        return found
    if IN_CI:
        pytest.fail(f"CI=true and {reason}", pytrace=False)
    pytest.skip(reason)


def free_port() -> int:
    """Return a TCP port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(address: str) -> bool:
    """Whether something accepts connections at the host and port of a URL."""
    parts = urlsplit(address)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 0), timeout=2):
            return True
    except OSError:
        return False


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], what: str) -> None:
    """Wait for a started service; raises ``Missing`` when it ends or takes too long."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise Missing(f"{what} is installed but did not start")


def under_account(names: Sequence[str], folder: Path, command: list[str]) -> list[str]:
    """Return ``command`` for an account without rights (root hands over its folder); unchanged for anybody else."""
    if os.geteuid() != 0:
        return command
    for name in names:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)
        ids = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--init-groups"]
        return ["setpriv", *ids, *command]
    raise Missing(f"root needs one of the accounts {', '.join(names)} to start it")


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start ``command``, hand over its process and stop it at the end, by force after ten seconds."""
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Yield the address of a Redis: ``PORTAL_TEST_REDIS_URL``, or one of our own. Raises ``Missing``."""
    if address := os.environ.get("PORTAL_TEST_REDIS_URL"):
        if not listens(address):
            raise Missing(f"nothing answers at PORTAL_TEST_REDIS_URL={address}")
        yield address
        return
    program = shutil.which("redis-server")
    if not program:
        raise Missing("there is no redis-server: install it or set PORTAL_TEST_REDIS_URL=redis://127.0.0.1:6379/0")
    address = f"redis://127.0.0.1:{free_port()}/0"
    options = ["--bind", "127.0.0.1", "--port", str(urlsplit(address).port), "--save", "", "--appendonly", "no"]
    command = under_account(["redis", "nobody"], folder, [program, *options])
    with running(command, folder) as process:
        wait_until(lambda: listens(address), process, "redis-server")
        yield address


def _postgres_programs() -> Path | None:
    """The newest folder with PostgreSQL's server programs; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    if found:
        return found[-1].parent
    return Path(on_path).parent if on_path else None


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """Yield the address of a PostgreSQL: ``PORTAL_TEST_POSTGRES_URL``, or one of our own. Raises ``Missing``.

    Its user may create databases.
    """
    if address := os.environ.get("PORTAL_TEST_POSTGRES_URL"):
        if not listens(address):
            raise Missing(f"nothing answers at the host of PORTAL_TEST_POSTGRES_URL ({urlsplit(address).hostname})")
        yield address
        return
    programs = _postgres_programs()
    if programs is None:
        raise Missing(
            "there is no PostgreSQL: install it or set PORTAL_TEST_POSTGRES_URL=postgres://user:pw@127.0.0.1/db"
        )
    port, password = free_port(), secrets.token_hex(16)
    (folder / "password").write_text(password, encoding="ascii")
    data = folder / "data"
    initdb = [str(programs / "initdb"), "-D", str(data), "-U", "portal", "-E", "UTF8", "--locale=C.UTF-8"]
    initdb += ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
    made = subprocess.run(
        under_account(["postgres"], folder, initdb), cwd=folder, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Missing(f"initdb failed: {made.stderr.strip()[-300:]}")
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off"}
    settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
    command = under_account(["postgres"], folder, [str(programs / "postgres"), "-D", str(data), *settings])
    address = f"postgres://portal:{password}@127.0.0.1:{port}/postgres"
    with running(command, folder) as process:
        ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, process, "PostgreSQL")
        yield address


def elasticsearch_address() -> str:
    """Return the address of an Elasticsearch node, from ``PORTAL_TEST_ELASTICSEARCH_URL``. Raises ``Missing``."""
    address = os.environ.get("PORTAL_TEST_ELASTICSEARCH_URL", "")
    if not address:
        raise Missing("PORTAL_TEST_ELASTICSEARCH_URL is not set: export it from the output of .ci/elasticsearch up")
    try:
        with urllib.request.urlopen(address, timeout=5):
            return address
    except (OSError, urllib.error.URLError) as error:
        raise Missing(f"nothing answers at PORTAL_TEST_ELASTICSEARCH_URL={address}") from error


def chromium_program() -> str:
    """Return the path of a Chromium: ``PORTAL_TEST_CHROMIUM``, or one on the path. Raises ``Missing``."""
    for name in (os.environ.get("PORTAL_TEST_CHROMIUM", ""), *CHROMIUM_NAMES):
        if name and (found := shutil.which(name)):
            return found
    raise Missing("there is no Chromium: install it or name one by PORTAL_TEST_CHROMIUM")


@contextmanager
def database_of(address: str, template: str = "template0") -> Iterator[str]:
    """A database of its own on the server: empty, or a copy of another one."""
    name = f"portal_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
