"""The embedded index with real workers that are killed again and again while people write: nothing is lost or stale."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.portal_server import ROOT, empty, manage
from tests.soak import count

BEGIN = """
from wagtail.models import Locale, Page, Site
from portal.home.models import HomePage
from portal.news.models import NewsIndexPage, NewsPage
from portal.places.loading import load_units
load_units()
root = Page.objects.get(depth=1)
Page.objects.filter(depth=2).delete()
root.refresh_from_db()
home = root.add_child(instance=HomePage(title="Trang chủ", slug="home", headline="Trang chủ", lead="Lời dẫn"))
Site.objects.all().delete()
Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
index = home.add_child(instance=NewsIndexPage(title="Tin", slug="tin", lead="Lời dẫn"))
for number in range(30):
    index.add_child(instance=NewsPage(title=f"Bài {number}", slug=f"bai-{number}", lead="Lời dẫn"))
"""
#: Editors: pages come, change, go down, up and away; communes change what is said of them; each commits by itself.
WRITE = """
import random, time
from portal.news.models import NewsIndexPage, NewsPage
from portal.places.models import Commune
dice = random.Random(11)
codes = list(Commune.objects.values_list("code", flat=True))
for number in range({writes}):
    chance = dice.random()
    pages = list(NewsPage.objects.order_by("pk"))
    page = dice.choice(pages)
    if chance < 0.4:
        commune = Commune.objects.get(code=dice.choice(codes))
        commune.lead_vi = f"Lời dẫn {{number}}"
        commune.save()
    elif chance < 0.7:
        page.title = f"Bài sửa {{number}}"
        page.save()
    elif chance < 0.8:
        page.live = not page.live
        page.save()
    elif chance < 0.9 or len(pages) < 10:
        NewsIndexPage.objects.get().add_child(
            instance=NewsPage(title=f"Bài mới {{number}}", slug=f"moi-{{number}}", lead="Lời dẫn")
        )
    else:
        page.delete()
    time.sleep({pause})
"""
AGAIN = """
from django.db import transaction
from search.services import marking
with transaction.atomic():
    marking.mark_all()
"""
STATE = """
import json
from search import kinds
from search.engines.selection import embedded
from search.models import DirtyDocument
from search.services.comparing import compare
found = compare(embedded(), "embedded")
print(json.dumps({"wrong": found.counts, "left": DirtyDocument.objects.count(),
                  "index": sum(embedded().count().values()), "public": len(kinds.build(kinds.keys_after("", 10_000)))}))
"""
INDEXER = ("worker", "--queues", "search-embedded", "--concurrency", "1", "--hostname", "indexer@%h")
WORKER = ("worker", "--queues", "celery", "--concurrency", "1")


def portal(folder: Path) -> dict[str, str]:
    """A small portal with its index, whose sweep comes every second."""
    short = {"PORTAL_SWEEP_SECONDS": "1", "PORTAL_WORK_RETRY_SECONDS": "1", "PYTHONPATH": str(ROOT)}
    env = empty(folder, **short)
    shell(env, BEGIN)
    manage(env, "search_rebuild", "--go")
    return env


def shell(env: dict[str, str], code: str) -> str:
    """Run code in the portal's shell and return what it printed."""
    return manage(env, "shell", "--verbosity=0", "-c", code).stdout


@contextmanager
def running(env: dict[str, str], *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, ended with it."""
    process = subprocess.Popen(
        list(command), cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        stop(process)


def celery(*arguments: str) -> tuple[str, ...]:
    return (str(Path(sys.executable).parent / "celery"), "--app", "portal", "--quiet", *arguments)


def stop(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> None:
    """End a group that we started, children included."""
    if process.poll() is None:
        os.killpg(process.pid, number)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def ask(folder: Path, query: str) -> Any:
    """One value of the database file: a process for each look costs seconds."""
    with closing(sqlite3.connect(folder / "portal.sqlite3", timeout=20)) as connection:
        return connection.execute(query).fetchone()[0]


def busy_since(folder: Path) -> str | None:
    """When the batch was begun that is being worked on, or was when its worker died."""
    found = ask(folder, "SELECT busy_since FROM search_indextarget WHERE name = 'embedded'")
    return None if found is None else str(found)


def wait_for_a_batch(folder: Path, before: str | None, seconds: float) -> bool:
    """Wait until a worker has begun a batch of its own; False when none does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (now := busy_since(folder)) is not None and now != before:
            return True
        time.sleep(0.002)
    return False


def wait_until_drained(folder: Path, seconds: float) -> None:
    """Wait until nothing waits."""
    end = time.monotonic() + seconds
    while ask(folder, "SELECT count(*) FROM search_dirtydocument"):
        assert time.monotonic() < end, "rows are left"
        time.sleep(0.5)


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the children: Celery's, which do the work."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def test_killed_workers_lose_nothing_and_leave_nothing_stale(tmp_path: Path) -> None:
    writes, kills = count(2000), count(200)
    env = portal(tmp_path)
    in_the_middle, restarts = 0, 1
    code = WRITE.format(writes=writes, pause=0.1)
    with ExitStack() as stack:
        stack.enter_context(running(env, *celery("beat")))
        stack.enter_context(running(env, *celery(*WORKER)))
        writer = stack.enter_context(running(env, sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code))
        indexer = stack.enter_context(running(env, *celery(*INDEXER)))
        for kill in range(kills):
            if writer.poll() is not None and not ask(tmp_path, "SELECT count(*) FROM search_dirtydocument"):
                # Everything is written and drained: the rest of the kills needs work too.
                shell(env, AGAIN)
            before = busy_since(tmp_path)
            assert wait_for_a_batch(tmp_path, before, 120), "no worker begins"
            time.sleep(0.01 * (kill % 12))
            if kill % 10 == 9:  # the machine goes down with all that is on it
                stop(indexer, signal.SIGKILL)
            else:  # the process that does the work
                for pid in children_of(indexer):
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            # A batch that ended before the kill is busy no more.
            in_the_middle += busy_since(tmp_path) not in (None, before)
            if indexer.poll() is not None:
                indexer = stack.enter_context(running(env, *celery(*INDEXER)))
                restarts += 1
        assert writer.wait(600 + 2 * writes) == 0
        wait_until_drained(tmp_path, 180)
    assert restarts > kills / 10
    assert in_the_middle >= kills / 2
    found = json.loads(shell(env, STATE).strip().splitlines()[-1])
    assert found["wrong"] == {"missing": 0, "stale": 0, "orphan": 0, "ahead": 0}
    assert found["left"] == 0
    assert found["index"] == found["public"] > 120
    assert "agrees with the database" in manage(env, "search_check").stdout


def test_a_portal_without_an_index_gets_one_from_its_workers(tmp_path: Path) -> None:
    """Nobody has to remember it: the sweep finds that there is none."""
    env = empty(tmp_path, PORTAL_SWEEP_SECONDS="1", PYTHONPATH=str(ROOT))
    shell(env, BEGIN)
    with running(env, *celery("beat")), running(env, *celery(*WORKER)), running(env, *celery(*INDEXER)):
        end = time.monotonic() + 120
        while not ask(tmp_path, "SELECT count(*) FROM search_indextarget WHERE state = 'live'"):
            assert time.monotonic() < end, "no index was built"
            time.sleep(0.5)
    assert "agrees with the database" in manage(env, "search_check").stdout
