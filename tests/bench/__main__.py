"""``make bench``: the demo's pages, uncached, beside a hello and a bare WSGI answer of the same server and run.

Needs the demo content (``make demo`` once). First under load, in rounds over all addresses so that a noisy minute hits
all of them: medians of requests a second, of CPU time a request, and of their ratios. Then what a page costs a process
that has not answered it before. Then what the files of a large picture cost beside stock Wagtail's
(``tests.bench.pictures``). Last what search costs over 100,000 documents, a list of products at 100,000 beside
1,000, and a spreadsheet of 10,000 rows (``tests.bench.search``, ``lists`` and ``sheets``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from portal.settings.env import REPOSITORY
from tests.bench.load import measure
from tests.bench.subjects import HELLO, PAGES
from tests.services import free_port

#: What, which WSGI application, which address; nothing is stored between two requests.
BARE, PORTAL = "tests.bench.applications:bare", "tests.bench.hello:application"
SUBJECTS = (
    ("bare WSGI, 20 kB", BARE, "/"),
    ("Django hello, 20 kB", PORTAL, HELLO),
    *((page.name, PORTAL, page.path) for page in PAGES),
)
START_SECONDS = 30


def cpu_seconds(group: int) -> float:
    """CPU time so far of all living processes of a process group."""
    ticks = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(application: str, port: int, threads: int) -> Iterator[int]:
    """Serve an application as the Procfile does; yields the process group."""
    program = shutil.which("granian", path=str(Path(sys.executable).parent)) or "granian"
    options = ["--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "error"]
    options += ["--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--blocking-threads", str(threads)]
    process = subprocess.Popen([program, *options, application], cwd=REPOSITORY, start_new_session=True)
    try:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/live", timeout=5):
                    break
            except urllib.error.HTTPError:  # an answer is an answer
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(15)


@dataclass
class Rounds:
    """What the rounds have measured for one address."""

    rates: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def of(self, other: Rounds) -> float:
        """Median of the ratios of the rates, each of one round."""
        return median(mine / its for mine, its in zip(self.rates, other.rates, strict=True))


def under_load(seconds: float, connections: int, threads: int, rounds: int) -> None:
    """Measure all addresses in rounds and print the table."""
    results = [Rounds() for _ in SUBJECTS]
    with ExitStack() as servers:
        ports, groups = {}, {}
        for application in (BARE, PORTAL):
            ports[application] = free_port()
            groups[application] = servers.enter_context(served(application, ports[application], threads))
        for _, application, path in SUBJECTS:
            measure(ports[application], path, seconds=1, connections=4)  # imports, connections and templates are warm
        for _ in range(rounds):
            for (_, application, path), result in zip(SUBJECTS, results, strict=True):
                before = cpu_seconds(groups[application])
                load = measure(ports[application], path, seconds=seconds, connections=connections)
                spent = cpu_seconds(groups[application]) - before
                result.rates.append(load.per_second)
                result.waits.append(load.median_ms)
                result.costs.append(1000 * spent / load.answers)
    print(f"{'under load':24}{'requests/s':>12}{'median ms':>12}{'CPU ms each':>13}{'of bare':>9}{'of hello':>10}")
    for (what, _, _), result in zip(SUBJECTS, results, strict=True):
        rate, wait, cost = median(result.rates), median(result.waits), median(result.costs)
        ratios = f"{result.of(results[0]):8.4f}x{result.of(results[1]):9.3f}x"
        print(f"{what:24}{rate:12,.0f}{wait:12.1f}{cost:13.2f}{ratios}", flush=True)


def main() -> int:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=2, help="how long each address is asked a round (default 2)")
    parser.add_argument("--rounds", type=int, default=3, help="how often all of it is measured (default 3)")
    parser.add_argument("--connections", type=int, default=16, help="kept connections (default 16)")
    parser.add_argument("--threads", type=int, default=8, help="blocking threads a worker (default 8, as the Procfile)")
    chosen = parser.parse_args()
    try:
        under_load(chosen.seconds, chosen.connections, chosen.threads, chosen.rounds)
    except RuntimeError as error:
        print(f"{error}. The bench needs the demo content: make demo", file=sys.stderr)
        return 1
    print(flush=True)
    failed = 0
    parts = (
        ["tests.bench.first", str(chosen.rounds)],
        ["tests.bench.pictures"],
        ["tests.bench.search"],
        ["tests.bench.lists"],
        ["tests.bench.sheets"],
    )
    for further in parts:
        failed |= subprocess.run([sys.executable, "-m", *further], cwd=REPOSITORY, check=False).returncode
        print(flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
