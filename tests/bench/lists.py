"""What a page of the list of products costs at 1,000 products and at 100,000: ``python -m tests.bench.lists``.

Products that do not exist, with makers, months, certificates and the rest, in a database and an embedded index of their
own; the pages are asked in one process, and the median of their CPU time is printed with its ratio. What is counted
beside a list is remembered until the index changes: the line without memory is the first request after a change.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.pictures import processor
from tests.portal_server import ROOT, empty, manage


def main() -> int:
    """Measure in a process of its own on a folder of its own; 1 when the list costs too much."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lists", description=__doc__)
    parser.add_argument("--products", type=int, default=100_000, help="the larger catalogue (default 100000)")
    chosen = parser.parse_args()
    print(f"pages of products on {processor()}; load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        env = empty(Path(folder))
        manage(env, "collectstatic", "--noinput", "-v0")
        code = f"import sys; from tests.bench.list_pages import measured; sys.exit(measured({chosen.products}))"
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
