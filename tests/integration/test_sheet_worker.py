"""Spreadsheets with real workers that are killed at any moment: half a file is never seen, at the end all of it is."""

from __future__ import annotations

import json
import signal
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.integration.test_media_worker import WORKER, beating, now, portal, shell, start, stop
from tests.soak import SOAKING, count

ROWS = count(10_000, least=1500)
KILLS = count(60)
OLD = 40

# Some products are there and change; all others, with a maker for every ten, are new.
FILL = f"""
from django.utils import timezone
from products.models import Product, SheetImport
from products.services import imports
from tests.products.sheets import books, world
place = world.province()
world.groups()
for number in range({OLD}):
    Product.objects.create(slug=f"cu-{{number}}", name=f"Cũ {{number}}", province=place, group_id=1,
                           is_listed=True, listed_at=timezone.now())
rows = [{{"code": f"cu-{{number}}", "teaser_vi": "Mới"}} for number in range({OLD})]
for number in range({ROWS - OLD}):
    rows.append({{**books.GOOD, "name": f"Mật {{number}}", "maker": f"HTX {{number // 10}}"}})
world.received(rows)
"""
APPLY = """
from django.utils import timezone
from products.models import SheetImport
from products.services import imports
imports.apply(sheet=SheetImport.objects.get(), officer=None, now=timezone.now())
"""
AGAIN = """
from products.models import SheetImport
from products.services import imports
imports.try_again(sheet=SheetImport.objects.get())
"""
LEFT = """
import json
from django.core.files.storage import default_storage
from products.models import Action, PermanentAddress, Product, SheetImport, SheetRow
sheet = SheetImport.objects.get()
print(json.dumps({
    "counts": [sheet.new_count, sheet.changed_count, sheet.same_count, sheet.faulty_count],
    "slugs": Product.objects.values("slug").distinct().count(),
    "names": Product.objects.values("name").distinct().count(),
    "addresses": PermanentAddress.objects.count(),
    "told": Action.objects.filter(product__isnull=False).values("product").distinct().count(),
    "actions": Action.objects.count(),
    "rows": SheetRow.objects.count(),
    "files": default_storage.listdir("imports")[1],
}))
"""
SEEN = (
    "SELECT (SELECT count(*) FROM products_product WHERE is_listed AND slug NOT LIKE 'cu-%'),"
    " (SELECT count(*) FROM products_product WHERE teaser_vi = 'Mới'),"
    " (SELECT count(*) FROM products_business WHERE standing = 'from_sources')"
)


class Visitor(threading.Thread):
    """Looks at the database all the while, as whoever reads the pages would; keeps every view once."""

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self.database = database
        self.views: list[tuple[int, int, int]] = []
        self.is_over = threading.Event()

    def run(self) -> None:
        with closing(sqlite3.connect(self.database, timeout=30)) as connection:
            while not self.is_over.wait(0.01):
                view = tuple(connection.execute(SEEN).fetchone())
                if view not in self.views:
                    self.views.append(view)


def state(connection: sqlite3.Connection) -> str:
    """The state of the one file."""
    return str(connection.execute("SELECT state FROM products_sheetimport").fetchone()[0])


WORK = "SELECT count(*) FROM core_workitem WHERE kind = 'products.sheet'"


def counted(connection: sqlite3.Connection, query: str, *values: str) -> int:
    """What a query counts."""
    return int(connection.execute(query, values).fetchone()[0])


def try_again_if_parked(env: dict[str, str], connection: sqlite3.Connection) -> None:
    """As an officer would once three workers were killed over the same piece of work."""
    if counted(connection, f"{WORK} AND state = 'parked'"):
        shell(env, AGAIN)


def until(env: dict[str, str], connection: sqlite3.Connection, wanted: str, kills: int) -> int:
    """Kill workers in the middle of their work, then let one go on until the file is as wanted; return the kills."""
    done = 0
    end = time.monotonic() + (1800 if SOAKING else 300)
    while done < kills and state(connection) != wanted:
        begun = now()
        worker = start(env, *WORKER)
        try:
            while state(connection) != wanted:
                assert time.monotonic() < end, f"still {state(connection)}"
                try_again_if_parked(env, connection)  # the sweep may park it while this worker waits for it
                if counted(connection, f"{WORK} AND state = 'working' AND claimed_at > ?", begun):
                    time.sleep(0.11 * (done % 7))
                    done += 1
                    break
                time.sleep(0.02)
        finally:
            stop(worker, signal.SIGKILL)
    worker = start(env, *WORKER)
    try:
        while state(connection) != wanted or counted(connection, "SELECT count(*) FROM core_workitem"):
            assert time.monotonic() < end, f"still {state(connection)}"
            try_again_if_parked(env, connection)
            time.sleep(0.5)
    finally:
        stop(worker)
    return done


def test_killed_workers_show_nothing_half(tmp_path: Path) -> None:
    env = portal(tmp_path)
    shell(env, FILL)
    visitor = Visitor(tmp_path / "portal.sqlite3")
    visitor.start()
    try:
        with beating(env), closing(sqlite3.connect(tmp_path / "portal.sqlite3", timeout=30)) as connection:
            kills = until(env, connection, "checked", KILLS // 3)
            shell(env, APPLY)
            kills += until(env, connection, "applied", KILLS - KILLS // 3)
    finally:
        visitor.is_over.set()
        visitor.join(30)
    assert kills >= 3
    new, makers = ROWS - OLD, -(-(ROWS - OLD) // 10)
    assert visitor.views == [(0, 0, 0), (new, OLD, makers)]
    found: dict[str, Any] = json.loads(shell(env, LEFT).strip().splitlines()[-1])
    assert found == {
        "counts": [new, OLD, 0, 0],
        "slugs": ROWS,
        "names": ROWS,
        "addresses": new,
        "told": ROWS,
        "actions": ROWS + 1,
        "rows": 0,
        "files": [],
    }
