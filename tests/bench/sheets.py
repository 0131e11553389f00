"""What loading a spreadsheet of 10,000 products costs: seconds, the longest time the write lock is held, memory.

Three files on an empty portal with SQLite, each read, checked and loaded as a worker does it: all rows new, all rows
changed, all rows the same. A second process tries to write and to read all the while: it measures how long it waits,
and sees every number of listed and of changed products that a visitor could see. Part of ``make bench``; alone:
``python -m tests.bench.sheets``. Ends with status 1 when a bound does not hold.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from openpyxl import Workbook

from portal.settings.env import REPOSITORY
from tests.bench.pictures import processor
from tests.portal_server import empty

ROWS = 10_000
#: Seconds of a file by the clock, seconds of the write lock, and how much more memory ten times the rows may take.
MOST_SECONDS, MOST_LOCK, MOST_MEMORY = 60.0, 2.0, 1.3
HEADINGS = {
    "code": "Mã hoặc khoá",
    "name": "Tên sản phẩm",
    "name_en": "Tên tiếng Anh",
    "group": "Nhóm",
    "maker": "Chủ thể",
    "maker_type": "Loại hình chủ thể",
    "commune": "Xã, phường",
    "teaser_vi": "Một dòng giới thiệu",
    "text_vi": "Bài giới thiệu",
    "net_weight": "Khối lượng, quy cách",
    "months": "Tháng có hàng",
    "last_known_stars": "Số sao nguồn ghi",
    "last_known_year": "Năm công nhận",
    "source_title": "Nguồn",
    "source_date": "Ngày của nguồn",
}
SEEN = (
    "SELECT (SELECT count(*) FROM products_product WHERE is_listed),"
    " (SELECT count(*) FROM products_product WHERE is_listed AND teaser_vi LIKE 'Đổi%'),"
    " (SELECT count(*) FROM products_business WHERE standing = 'from_sources')"
)


def watch(database: Path, stop: Path) -> None:
    """Write nothing and read counts, again and again until ``stop`` is there; print the longest wait and all counts."""
    longest, seen = 0.0, []
    with closing(sqlite3.connect(database, timeout=60, isolation_level=None)) as connection:
        while not stop.exists():
            before = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            longest = max(longest, time.monotonic() - before)
            connection.execute("COMMIT")
            if (counts := list(connection.execute(SEEN).fetchone())) not in seen:
                seen.append(counts)
            time.sleep(0.005)
    print(json.dumps({"longest": longest, "seen": seen}))


@contextmanager
def watched(database: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Run ``watch`` beside a block; its findings are in the answer afterwards."""
    stop, found = folder / "stop", {}
    stop.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.bench.sheets", "--watch", str(database), str(stop)]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    try:
        yield found
    finally:
        stop.touch()
        found.update(json.loads(process.communicate(timeout=60)[0]))


class Memory(threading.Thread):
    """The most memory of its own that this process has had, in MB, looked at fifty times a second.

    Pages of the database that SQLite maps into memory are the machine's cache and not counted; they grow with the file.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.most_with_files = 0.0

    def run(self) -> None:
        while True:
            fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
            self.most = max(self.most, int(fields["RssAnon"].split()[0]) / 1024)
            self.most_with_files = max(self.most_with_files, int(fields["VmRSS"].split()[0]) / 1024)
            time.sleep(0.02)


class Locks:
    """Measures how long transactions of this process hold the write lock: by the clock, and in processor time."""

    def __init__(self) -> None:
        self.longest = self.longest_cpu = 0.0
        self.began = (0.0, 0.0)
        wrapper = import_module("django.db.backends.sqlite3.base").DatabaseWrapper
        start, commit = wrapper._start_transaction_under_autocommit, wrapper._commit

        def started(connection: Any) -> None:
            start(connection)
            self.began = (time.monotonic(), time.process_time())

        def committed(connection: Any) -> Any:
            answer = commit(connection)
            self.longest = max(self.longest, time.monotonic() - self.began[0])
            self.longest_cpu = max(self.longest_cpu, time.process_time() - self.began[1])
            return answer

        wrapper._start_transaction_under_autocommit, wrapper._commit = started, committed


def rows(count: int, *, changed: bool) -> list[dict[str, Any]]:
    """Rows as an officer would write them: a maker for every five products, texts, months, a source for every maker."""
    text = "Sản phẩm được làm ở bản, từ nguyên liệu của địa phương. " * 8
    return [
        {
            "code": f"san-pham-{number}",
            # What stands in an index is dearest to change.
            "name": f"Sản phẩm {'đổi' if changed else 'thử'} {number}",
            "name_en": f"{'Changed' if changed else 'Trial'} product {number}",
            "group": (number + changed) % 5 + 1,
            "maker": f"Hợp tác xã thử {number // 5}",
            "maker_type": "Hợp tác xã",
            "commune": "03670",
            "teaser_vi": f"{'Đổi' if changed else 'Một'} dòng giới thiệu {number}",
            "text_vi": f"{text}{number + changed}",
            "net_weight": "250 g" if changed else "500 g",
            "months": "3-5" if changed else "1, 2, 12",
            "last_known_stars": 5 if changed else 4,
            "last_known_year": 2023,
            "source_title": f"Danh sách {number // 5}",
            "source_date": "2024",
        }
        for number in range(count)
    ]


def table(lines: list[dict[str, Any]]) -> bytes:
    """A workbook of the rows; headings as ``products.sheets.columns`` has them, read without Django."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sản phẩm")
    sheet.append([HEADINGS[name] for name in lines[0]])
    for line in lines:
        sheet.append(list(line.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def measure(count: int, folder: Path) -> dict[str, Any]:
    """Load three files of so many rows into an empty portal; return what each cost."""
    os.environ.update(empty(folder))
    django.setup()
    world = import_module("tests.products.sheets.world")
    timezone, imports = import_module("django.utils.timezone"), import_module("products.services.imports")
    world.province()
    memory = Memory()
    memory.start()
    found: dict[str, Any] = {}
    for name in ("new", "changed", "same"):
        content = (folder / f"{name}.xlsx").read_bytes()
        locks = Locks()
        with watched(folder / "portal.sqlite3", folder) as beside:
            times = [time.monotonic()]
            cpu = [time.process_time()]
            sheet = world.received(content)
            times.append(time.monotonic())
            sheet = world.worked(sheet)
            times.append(time.monotonic())
            imports.apply(sheet=sheet, officer=None, now=timezone.now())
            sheet = world.worked(sheet)
            times.append(time.monotonic())
            cpu.append(time.process_time())
        found[name] = {
            "state": sheet.state,
            "counts": [sheet.new_count, sheet.changed_count, sheet.same_count],
            "received": times[1] - times[0],
            "checked": times[2] - times[1],
            "loaded": times[3] - times[2],
            "seconds": times[3] - times[0],
            "cpu": cpu[1] - cpu[0],
            "lock": locks.longest,
            "lock_cpu": locks.longest_cpu,
            "waited": beside["longest"],
            "seen": beside["seen"],
        }
    found |= {"memory": memory.most, "with_files": memory.most_with_files}
    return found


def in_a_process(count: int) -> dict[str, Any]:
    """``measure`` in a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        # Written here: what a workbook takes to be written is not what it takes to be loaded.
        for name, changed in (("new", False), ("changed", True), ("same", True)):
            (Path(folder) / f"{name}.xlsx").write_bytes(table(rows(count, changed=changed)))
        command = [sys.executable, "-m", "tests.bench.sheets", "--measure", str(count), folder]
        done = subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Measure and print; 1 when a bound does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sheets", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of a file (default 10,000)")
    parser.add_argument("--watch", nargs=2, metavar=("DATABASE", "STOP"), help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, metavar=("ROWS", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.watch:
        watch(Path(chosen.watch[0]), Path(chosen.watch[1]))
        return 0
    if chosen.measure:
        print(json.dumps(measure(int(chosen.measure[0]), Path(chosen.measure[1]))))
        return 0
    few, many = in_a_process(max(chosen.rows // 10, 1)), in_a_process(chosen.rows)
    print(f"spreadsheets of {chosen.rows:,} rows on {processor()}, Python {platform.python_version()}, seconds")
    heads = ("received", "checked", "loaded", "all", "CPU", "lock", "lock CPU", "waited")
    print(f"  {'file':10}" + "".join(f"{head:>10}" for head in heads))
    holds = True
    for name in ("new", "changed", "same"):
        one = many[name]
        numbers = [
            one[key] for key in ("received", "checked", "loaded", "seconds", "cpu", "lock", "lock_cpu", "waited")
        ]
        # Before and after: whoever looked in between saw one of the two.
        fine = one["state"] == "applied" and one["seconds"] <= MOST_SECONDS and one["lock"] <= MOST_LOCK
        fine = fine and len(one["seen"]) <= 2
        holds = holds and fine
        seen = " -> ".join(str(tuple(counts)) for counts in one["seen"])
        print(f"  {name:10}" + "".join(f"{number:10.2f}" for number in numbers) + ("" if fine else "  NO"))
        print(f"  {'':10}{one['counts']} new, changed, same; seen (listed, changed, makers): {seen}")
    ratio = many["memory"] / few["memory"]
    holds = holds and ratio <= MOST_MEMORY
    print(
        f"  memory {many['memory']:.0f} MB, with a tenth of the rows {few['memory']:.0f} MB: {ratio:.2f}x"
        f" (with mapped pages of the database {many['with_files']:.0f} and {few['with_files']:.0f} MB)"
        f"{'' if ratio <= MOST_MEMORY else '  TOO MUCH'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
