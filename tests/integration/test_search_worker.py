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

from search.engines import KEY, Request
from search.engines.embedded import EmbeddedEngine
from search.queries import Everything, Keyword
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
#: Editors: pages come, change, go down, up and away; communes change what is said of them; each commits by itself. A
#: line of the input lets them make so many changes; they stop with the input.
WRITE = """
import random, sys, time
from portal.news.models import NewsIndexPage, NewsPage
from portal.places.models import Commune
dice = random.Random(11)
codes = list(Commune.objects.values_list("code", flat=True))
made = 0
def change():
    chance = dice.random()
    pages = list(NewsPage.objects.order_by("pk"))
    page = dice.choice(pages)
    if chance < 0.4:
        commune = Commune.objects.get(code=dice.choice(codes))
        commune.lead_vi = f"Lời dẫn {made}"
        commune.save()
    elif chance < 0.7:
        page.title = f"Bài sửa {made}"
        page.save()
    elif chance < 0.8:
        page.live = not page.live
        page.save()
    elif chance < 0.9 or len(pages) < 10:
        NewsIndexPage.objects.get().add_child(
            instance=NewsPage(title=f"Bài mới {made}", slug=f"moi-{made}", lead="Lời dẫn")
        )
    else:
        page.delete()
print("ready", flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        change()
        made += 1
        time.sleep(0.02)
    print(made, flush=True)
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
WAITING = "SELECT count(*) FROM search_dirtydocument"
TODAY = "2026-11-22"
#: Against a hang only: a machine that runs much beside gives a worker a second now and then.
GUARD_SECONDS = 600
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


def wait_for_a_batch(folder: Path, before: str | None) -> None:
    """Wait until a worker has begun a batch of its own."""
    end = time.monotonic() + GUARD_SECONDS
    while (now := busy_since(folder)) is None or now == before:
        assert time.monotonic() < end, f"no worker begins; {ask(folder, WAITING)} rows wait"
        time.sleep(0.002)


def wait_until_drained(folder: Path) -> None:
    """Wait until nothing waits."""
    end = time.monotonic() + GUARD_SECONDS
    while left := ask(folder, WAITING):
        assert time.monotonic() < end, f"{left} rows are left"
        time.sleep(0.5)


class Editors:
    """A process that changes the content when it is told to, and says when it has done so."""

    def __init__(self, env: dict[str, str]) -> None:
        self.made = 0
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", WRITE]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        assert self._said() == "ready"

    def begin(self, changes: int) -> None:
        """Let so many changes be made, one after the other."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{changes}\n")
        self._process.stdin.flush()

    def end(self) -> None:
        """Wait until what was begun is made; once for each beginning."""
        self.made = int(self._said())

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def __enter__(self) -> Editors:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            self._process.terminate()


def wait_until_idle(folder: Path, worker: subprocess.Popen[bytes]) -> None:
    """Wait until no message is left, and the worker's child is asleep for a while, waiting for the next."""
    end = time.monotonic() + GUARD_SECONDS
    quiet_since = time.monotonic()
    spent: list[str] = []
    while time.monotonic() < quiet_since + 1:
        assert time.monotonic() < end, "the worker is never idle"
        now = [Path(f"/proc/{pid}/stat").read_text().split()[13] for pid in children_of(worker)]
        if now != spent or list((folder / "broker").glob("*.search-embedded.msg")):
            quiet_since, spent = time.monotonic(), now
        time.sleep(0.05)


def live_name(folder: Path) -> str:
    """The index that answers."""
    return (folder / "search" / "live").read_text(encoding="ascii")


def agrees(env: dict[str, str]) -> None:
    """Nothing waits, and the index has what the database has."""
    found = json.loads(shell(env, STATE).strip().splitlines()[-1])
    assert found["wrong"] == {"missing": 0, "stale": 0, "orphan": 0, "ahead": 0}
    assert found["left"] == 0
    assert found["index"] == found["public"] > 120
    assert "agrees with the database" in manage(env, "search_check").stdout


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the children: Celery's, which do the work."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def test_killed_workers_lose_nothing_and_leave_nothing_stale(tmp_path: Path) -> None:
    writes, kills = count(2000), count(200)
    env = portal(tmp_path)
    in_the_middle, restarts = 0, 0
    with ExitStack() as stack:
        stack.enter_context(running(env, *celery("beat")))
        stack.enter_context(running(env, *celery(*WORKER)))
        indexer = stack.enter_context(running(env, *celery(*INDEXER)))
        editors = stack.enter_context(Editors(env))
        for kill in range(kills):
            before = busy_since(tmp_path)
            editors.begin(writes // kills)  # what they write from here on needs a batch that has not begun
            wait_for_a_batch(tmp_path, before)
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
            editors.end()
        assert editors.made == writes
        wait_until_drained(tmp_path)
    assert restarts == kills // 10
    assert in_the_middle >= kills / 2
    agrees(env)


def test_a_worker_that_is_killed_while_it_waits_is_replaced(tmp_path: Path) -> None:
    """It waits with a lock in its hand that its successor needs (``portal.core.worker_pool``)."""
    env = portal(tmp_path)
    with running(env, *celery(*INDEXER)) as indexer, Editors(env) as editors:
        for _kill in range(2):
            editors.begin(5)  # each change sends a message of its own: no sweep is needed
            editors.end()
            wait_until_drained(tmp_path)
            wait_until_idle(tmp_path, indexer)
            for pid in children_of(indexer):
                os.kill(pid, signal.SIGKILL)
        editors.begin(5)
        editors.end()
        wait_until_drained(tmp_path)
    agrees(env)


def test_a_rebuild_beside_writers_and_the_indexer_has_no_gap(tmp_path: Path) -> None:
    """The command builds, the indexer drains, people write and read: four processes, and one swap."""
    writes = count(500)
    env = portal(tmp_path)
    first = live_name(tmp_path)
    reader = EmbeddedEngine(tmp_path / "search")
    question = Request(Everything(), TODAY, always=(Keyword(KEY, ("province:son-la", "commune:03703")),))
    seen, live = [], [first]
    with ExitStack() as stack:
        stack.enter_context(running(env, *celery("beat")))
        stack.enter_context(running(env, *celery(*WORKER)))
        stack.enter_context(running(env, *celery(*INDEXER)))
        editors = stack.enter_context(Editors(env))
        editors.begin(writes // 2)
        builder = stack.enter_context(running(env, sys.executable, "manage.py", "search_rebuild", "--go"))
        while builder.poll() is None:
            seen.append(reader.search(question).total)
            if (now := live_name(tmp_path)) != live[-1]:
                live.append(now)
            time.sleep(0.005)
        assert builder.returncode == 0
        editors.begin(writes - writes // 2)
        editors.end()
        editors.end()
        assert editors.made == writes
        wait_until_drained(tmp_path)
    assert set(seen) == {2}
    assert live == [first, live_name(tmp_path)]
    assert live[-1] != first
    agrees(env)


def test_a_portal_without_an_index_gets_one_from_its_workers(tmp_path: Path) -> None:
    """Nobody has to remember it: the sweep finds that there is none."""
    env = empty(tmp_path, PORTAL_SWEEP_SECONDS="1", PYTHONPATH=str(ROOT))
    shell(env, BEGIN)
    with running(env, *celery("beat")), running(env, *celery(*WORKER)), running(env, *celery(*INDEXER)):
        end = time.monotonic() + GUARD_SECONDS
        while not ask(tmp_path, "SELECT count(*) FROM search_indextarget WHERE state = 'live'"):
            assert time.monotonic() < end, "no index was built"
            time.sleep(0.5)
    assert "agrees with the database" in manage(env, "search_check").stdout
