"""``make bench``: the demo's pages, uncached, beside a hello and a bare WSGI answer of the same server and run.

Needs the demo content (``make demo`` once). Prints requests a second and what one request costs in CPU time.
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
from contextlib import contextmanager
from pathlib import Path

from portal.settings.env import REPOSITORY
from tests.bench.load import measure
from tests.services import free_port

#: What, which WSGI application, which address; nothing is stored between two requests.
SUBJECTS = (
    ("bare WSGI, 20 kB", "tests.bench.applications:bare", "/"),
    ("Django hello, 20 kB", "tests.bench.hello:application", "/-/hello"),
    ("home", "tests.bench.hello:application", "/"),
    ("home, English", "tests.bench.hello:application", "/en/"),
    ("index of places", "tests.bench.hello:application", "/noi-tham-quan/"),
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


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="how long each address is asked (default 5)")
    parser.add_argument("--connections", type=int, default=16, help="kept connections (default 16)")
    parser.add_argument("--threads", type=int, default=8, help="blocking threads a worker (default 8, as the Procfile)")
    chosen = parser.parse_args()
    print(f"{'what':24}{'requests/s':>12}{'median ms':>12}{'CPU ms each':>13}{'of bare':>9}{'of hello':>10}")
    rates: dict[str, float] = {}
    for what, application, path in SUBJECTS:
        port = free_port()
        with served(application, port, chosen.threads) as group:
            measure(port, path, seconds=1, connections=4)  # imports, connections and templates are warm
            before = cpu_seconds(group)
            load = measure(port, path, seconds=chosen.seconds, connections=chosen.connections)
            spent = cpu_seconds(group) - before
        rates[what] = load.per_second
        bare, hello = rates[SUBJECTS[0][0]], rates.get(SUBJECTS[1][0])
        cpu = 1000 * spent / (load.per_second * chosen.seconds)
        of_hello = f"{load.per_second / hello:9.3f}x" if hello else f"{'':10}"
        ratio = load.per_second / bare
        print(f"{what:24}{load.per_second:12,.0f}{load.median_ms:12.1f}{cpu:13.2f}{ratio:8.3f}x{of_hello}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
