"""The production settings against real PostgreSQL, Redis and Elasticsearch; work rows through both brokers."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.content import loaded_before
from tests.portal_server import ROOT, empty, environment, manage, serving
from tests.services import database_of
from tests.sign_in import held_to_thirty_a_minute

UPLOAD = """
from django.core.files.base import ContentFile
from portal.media.models import Image
Image.objects.create(title="Tải lên", file=ContentFile(open({path!r}, "rb").read(), "tai-len.jpg"))
"""
MADE = "SELECT (SELECT count(*) FROM media_derivative), (SELECT count(*) FROM core_workitem)"


@contextmanager
def celery(env: dict[str, str], *arguments: str) -> Iterator[None]:
    """A Celery process as in the Procfile, ended by its process group."""
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "celery"), "--app", "portal", "--quiet", *arguments],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def shell(env: dict[str, str], code: str) -> str:
    """Run code in the portal's shell and return what it printed."""
    return manage(env, "shell", "--verbosity=0", "-c", code).stdout


def made_and_waiting(folder: Path) -> tuple[int, int]:
    """How many public files and work rows there are, read from the database file: starting a process takes long."""
    with closing(sqlite3.connect(folder / "portal.sqlite3", timeout=20)) as connection:
        made, waiting = connection.execute(MADE).fetchone()
    return made, waiting


def photo(folder: Path) -> Path:
    """A small JPEG."""
    path = folder / "photo.jpg"
    Image.effect_noise((900, 600), 60).convert("RGB").save(path, quality=80)
    return path


def test_production_settings_on_real_services(
    tmp_path: Path, postgres_url: str, redis_url: str, elasticsearch_url: str
) -> None:
    template, folder = loaded_before() or ("template0", None)
    if folder is not None:
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with database_of(postgres_url, template) as database:
        env = environment(
            tmp_path,
            DJANGO_SETTINGS_MODULE="portal.settings.production",
            PORTAL_SECRET_KEY=secrets.token_urlsafe(64),
            PORTAL_PRIVATE_KEYS=secrets.token_urlsafe(64),
            PORTAL_HOSTS="127.0.0.1",
            PORTAL_BASE_URL="https://portal.example",
            DATABASE_URL=database,
            REDIS_URL=redis_url,
            ELASTICSEARCH_URL=elasticsearch_url,
        )
        # What was loaded before is not loaded again: every command here must do nothing twice.
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_demo"]):
            manage(env, *command)
        with serving(env) as portal:
            secure = {"X-Forwarded-Proto": "https"}
            with urllib.request.urlopen(f"{portal.url}/-/ready", timeout=10) as response:
                checks = json.load(response)["checks"]
            assert set(checks.values()) == {"ok"}, checks
            request = urllib.request.Request(f"{portal.url}/noi-tham-quan/nha-tu-son-la/", headers=secure)
            with urllib.request.urlopen(request, timeout=20) as response:
                assert response.status == 200
                assert "max-age=63072000" in response.headers["Strict-Transport-Security"]
            held_to_thirty_a_minute(portal.url, secure)


@pytest.mark.parametrize("broker", ["filesystem", "redis"])
def test_an_upload_goes_the_whole_way(tmp_path: Path, broker: str, request: pytest.FixtureRequest) -> None:
    extra = {"PORTAL_SWEEP_SECONDS": "2"}
    if broker == "redis":
        extra["REDIS_URL"] = request.getfixturevalue("redis_url")
    env = empty(tmp_path, **extra)
    # Asked for while no worker runs: the message may be lost, the row is not.
    shell(env, UPLOAD.format(path=str(photo(tmp_path))))
    assert made_and_waiting(tmp_path) == (0, 1)
    with celery(env, "worker", "--queues", "celery", "--concurrency", "1"), celery(env, "beat"):
        end = time.monotonic() + 180
        while (found := made_and_waiting(tmp_path)) != (9, 0) and time.monotonic() < end:
            time.sleep(0.2)
    assert found == (9, 0)
