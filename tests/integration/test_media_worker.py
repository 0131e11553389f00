"""The picture pipeline with real workers: poison among good pictures, killed workers, files in a bucket."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from portal.core.work import WORKER_LOST
from tests.portal_server import ROOT, empty, manage
from tests.services import free_port, listens, wait_until
from tests.soak import count

# Good pictures are small (four public files), each another; poison has the header of a picture and ends in its middle.
FILL = """
from tests.media.pictures import jpeg, library_picture
for number in range({good}):
    library_picture(made=False, content=jpeg(240, 200, seed=number + {first}), title=f"Hình {{number + {first}}}")
for number in range({poison}):
    image = library_picture(made=False, content=jpeg(240, 200, seed=5000 + number), title=f"Độc {{number}}")
    with image.file.storage.open(image.file.name, "rb") as file:
        content = file.read()
    image.file.storage.delete(image.file.name)
    from django.core.files.base import ContentFile
    image.file.storage.save(image.file.name, ContentFile(content[: len(content) // 2]))
"""
COUNT = """
import json
from portal.core.models import WorkItem
from portal.media import states, upkeep
from portal.media.models import Image
rows = list(states.with_state(Image.objects.prefetch_related("derivatives")))
ready = [one for one in rows if one.work_state is None and one.is_ready]
parked = [(one.title, one.work_attempts, one.work_error) for one in rows if one.work_state == "parked"]
print(json.dumps({"ready": len(ready), "parked": parked, "left": WorkItem.objects.exclude(state="parked").count(),
                  "attempts": max([one.work_attempts or 0 for one in rows], default=0)}))
"""


def shell(env: dict[str, str], code: str) -> str:
    """Run code in the portal's shell and return what it printed."""
    return manage(env, "shell", "--verbosity=0", "-c", code).stdout


def counts(env: dict[str, str]) -> dict[str, Any]:
    """How many pictures are ready, which are parked, how much work is left."""
    return dict(json.loads(shell(env, COUNT)))


def portal(folder: Path, **extra: str) -> dict[str, str]:
    """An empty portal whose lease, retries and sweep are short."""
    short = {
        "PORTAL_SWEEP_SECONDS": "1",
        "PORTAL_WORK_LEASE_SECONDS": str(LEASE_SECONDS),
        "PORTAL_WORK_RETRY_SECONDS": "1",
        "PYTHONPATH": str(ROOT),
    }
    return empty(folder, **(short | extra))


def start(env: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    """A Celery process in a group of its own."""
    return subprocess.Popen(
        [str(Path(sys.executable).parent / "celery"), "--app", "portal", "--quiet", *arguments],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def stop(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> None:
    """End a group that we started, children included."""
    if process.poll() is None:
        os.killpg(process.pid, number)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


LEASE_SECONDS = 2
WORKER = ("worker", "--queues", "celery", "--concurrency", "1")


@contextmanager
def beating(env: dict[str, str]) -> Iterator[None]:
    """The clock of the sweep."""
    beat = start(env, "beat")
    try:
        yield
    finally:
        stop(beat)


WORK = "SELECT count(*) FROM core_workitem WHERE kind = 'media.derivatives'"


def wait_for(
    folder: Path, query: str, values: tuple[str | int, ...], wanted: bool, seconds: float, pause: float
) -> None:
    """Look into the database file (a process for each look costs seconds) until a count is there, or is nought."""
    end = time.monotonic() + seconds
    with closing(sqlite3.connect(folder / "portal.sqlite3", timeout=20)) as connection:
        while bool(connection.execute(query, values).fetchone()[0]) != wanted:
            assert time.monotonic() < end, f"waited too long for {query}"
            time.sleep(pause)


def wait_until_done(folder: Path, seconds: float) -> None:
    """Wait until nothing waits and nothing is in work."""
    wait_for(folder, f"{WORK} AND state IN ('waiting', 'working')", (), False, seconds, 0.5)


def wait_until_working(folder: Path, since: str, seconds: float) -> None:
    """Wait until a worker that began after ``since`` is in the middle of a picture.

    What a killed worker held is "working" too, until its lease ends.
    """
    wait_for(folder, f"{WORK} AND state = 'working' AND claimed_at > ?", (since,), True, seconds, 0.05)


def wait_until_left(folder: Path, most: int, seconds: float) -> None:
    """Wait until at most so many pictures are left."""
    wait_for(folder, f"SELECT ({WORK}) <= ?", (most,), True, seconds, 0.05)


def now() -> str:
    """This moment as Django writes it into SQLite."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def test_poison_is_parked_and_everything_else_is_made(tmp_path: Path) -> None:
    good, poison = count(190), count(10)
    env = portal(tmp_path)
    shell(env, FILL.format(good=good, poison=poison, first=10_000))
    worker = start(env, *WORKER)
    try:
        with beating(env):
            wait_until_done(tmp_path, 120 + 10 * (good + poison))
        assert worker.poll() is None
    finally:
        stop(worker)
    found = counts(env)
    assert found["ready"] == good
    parked = found["parked"]
    assert len(parked) == poison
    assert {title.split()[0] for title, _attempts, _reason in parked} == {"Độc"}
    assert {attempts for _title, attempts, _reason in parked} == {3}
    assert all("truncated" in reason for _title, _attempts, reason in parked)


@pytest.mark.parametrize("broker", ["filesystem", "redis"])
def test_killed_workers_lose_nothing(tmp_path: Path, broker: str, request: pytest.FixtureRequest) -> None:
    pictures, kills = count(500), count(50)
    extra = {"REDIS_URL": request.getfixturevalue("redis_url")} if broker == "redis" else {}
    env = portal(tmp_path, **extra)
    shell(env, FILL.format(good=pictures, poison=0, first=20_000))
    with beating(env):
        for kill in range(kills):
            begun = now()
            worker = start(env, *WORKER)
            try:
                # The kills are spread over all pictures; each comes at another moment of one.
                wait_until_left(tmp_path, pictures - (kill + 1) * (pictures // (kills + 1)), 600)
                wait_until_working(tmp_path, begun, 120)
                time.sleep(0.03 * (kill % 10))
            finally:
                stop(worker, signal.SIGKILL)
        worker = start(env, *WORKER)
        try:
            wait_until_done(tmp_path, 120 + 10 * pictures)
            found = counts(env)
            # Three kills on one picture park it with its reason; nothing is lost, somebody tries it again.
            assert {reason for _title, _attempts, reason in found["parked"]} <= {WORKER_LOST}
            if found["parked"]:
                shell(env, AGAIN)
                wait_until_done(tmp_path, 300)
                found = counts(env)
        finally:
            stop(worker)
    assert (found["ready"], found["parked"], found["left"]) == (pictures, [], 0)
    assert "Rows and files agree." in manage(env, "media_check").stdout


AGAIN = """
from portal.core import work
from portal.core.models import WorkItem
for item in WorkItem.objects.parked():
    work.try_again(item)
"""

STORED = """
import json
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from portal.media.views import derivative
from tests.media.pictures import jpeg, library_picture
from portal.media.models import Image, derivative_storage
image = library_picture(content=jpeg(1000, 700, seed=3))
row = image.derivatives.filter(purpose="page", format="avif").first()
name = row.file.name.removeprefix("pictures/")
answer = derivative(RequestFactory().get(row.url), name)
body = b"".join(answer.streaming_content)
try:
    gone = derivative(RequestFactory().get(row.url), "a" + name).status_code
except Http404:
    gone = 404
names = [derivative_storage().exists(one.file.name) for one in image.derivatives.all()]
try:
    address = image.file.url
except ValueError:
    address = ""
print(json.dumps({"status": answer.status_code, "type": answer["Content-Type"], "size": len(body), "row": row.size,
                  "gone": gone, "stored": all(names), "count": len(names), "address": address,
                  "original": default_storage.exists(image.file.name)}))
from portal.core import work
image.delete()
work.sweep()
print(json.dumps([derivative_storage().listdir("pictures/")[1], default_storage.listdir("pictures/")[1]]))
"""


def test_media_in_a_bucket(tmp_path: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: listens(address), server, "moto's S3 server")
        keys = {"AWS_ACCESS_KEY_ID": "portal", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
        env = portal(tmp_path / "data", S3_BUCKET="taybac-media", S3_ENDPOINT_URL=address, **keys)
        make = f"import boto3; boto3.client('s3', endpoint_url={address!r}).create_bucket(Bucket='taybac-media')"
        subprocess.run([sys.executable, "-c", make], env=env, check=True)
        first, second = shell(env, STORED).strip().splitlines()[-2:]
        assert "Rows and files agree." in manage(env, "media_check").stdout
    finally:
        server.terminate()
        server.wait(10)
    found = json.loads(first)
    assert found["status"] == 200
    assert found["type"] == "image/avif"
    assert found["size"] == found["row"] > 0
    assert found["gone"] == 404
    assert found["stored"]
    assert found["original"]
    assert found["count"] >= 9
    assert found["address"] == ""
    assert json.loads(second) == [[], []]
    assert not list((tmp_path / "data" / "media").rglob("*.*"))
