"""What a request costs a process that has not answered it before, in CPU time: ``python -m tests.bench.first``.

Every figure is taken in a process of its own, split off from one that has loaded the portal, so nothing that a request
leaves in memory (drawn maps, templates, addresses) helps the next figure.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.db import connections

from tests.bench.hello import application
from tests.bench.subjects import HELLO, PAGES

AGAIN = 5


def cpu_ms(path: str) -> float:
    """CPU time of one request. Raises ``RuntimeError`` when the answer is not 200."""
    environ: dict[str, Any] = {"PATH_INFO": path.encode().decode("latin-1"), "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environ)
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None, /) -> Callable[[bytes], object]:
        statuses.append(status)
        return len  # nobody writes through it

    began = time.process_time()
    answer = application(environ, start)
    for _ in answer:
        pass
    answer.close()
    spent = time.process_time() - began
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"{path} answers {statuses[0]}")
    return spent * 1000


def in_new_process(before: Sequence[str], path: str, times: int = 1) -> float:
    """Median CPU time of asking for ``path`` in a new process, after it has answered ``before``, in milliseconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            for earlier in before:
                cpu_ms(earlier)
            said = repr(median(cpu_ms(path) for _ in range(times)))
        except RuntimeError as error:
            said = str(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    try:
        return float(said)
    except ValueError:
        raise RuntimeError(said or f"{path}: no answer") from None


def main(rounds: int) -> None:
    """Print, for each kind of page, the medians of some rounds."""
    cpu_ms(HELLO)  # a new process is one that is ready to answer
    connections.close_all()
    print(f"{'CPU ms of one request':24}{'new process':>12}{'new page':>12}{'again':>13}{'':9}{'of hello':>10}")
    hello = median(in_new_process([HELLO], HELLO, AGAIN) for _ in range(rounds))
    for page in PAGES:
        firsts, news, agains = [], [], []
        for _ in range(rounds):
            firsts.append(in_new_process([], page.path))
            news.append(in_new_process([page.sister], page.path))
            agains.append(in_new_process([page.path], page.path, AGAIN))
        first, new, again = median(firsts), median(news), median(agains)
        print(f"{page.name:24}{first:12.0f}{new:12.0f}{again:13.1f}{'':9}{again / hello:9.1f}x", flush=True)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except RuntimeError as error:
        sys.exit(f"{error}. The bench needs the demo content: make demo")
