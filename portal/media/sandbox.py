"""Runs programs that read foreign files as children with their own limits of time and memory.

The programs lie in ``portal.media.sandboxed``.

Whatever a hostile file does to a decoder happens there: the child is killed at its deadline, and its crash is an answer
like any other. At most ``AT_ONCE`` children of a web process look at uploads at the same time, so that sixteen uploads
cannot take the memory of the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Any, cast

PROGRAMS = Path(__file__).parent / "sandboxed"
AT_ONCE = 2
PATIENCE = 20.0
"""Seconds that an upload waits for its turn."""
#: A child that has been taken over may write what it likes: neither a line nor a file of it may fill our memory.
LONGEST_LINE = 64 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024
_turns = threading.BoundedSemaphore(AT_ONCE)


class Unanswered(Exception):
    """The child died, took too long, or said nothing that could be read."""


class Busy(Exception):
    """Too many files are being looked at; the same file may be sent again in a minute."""


def run(
    program: str, request: dict[str, Any], content: bytes, *, seconds: float
) -> Generator[tuple[dict[str, Any], bytes], None, None]:
    """Give ``content`` to a program and yield its answers: facts, and the bytes that came with them.

    Raises ``Unanswered`` when the child ends otherwise than by finishing its work, ``Busy`` when no turn came.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield from _answers(PROGRAMS / f"{program}.py", request, content, seconds)
    finally:
        _turns.release()


def _answers(
    program: Path, request: dict[str, Any], content: bytes, seconds: float
) -> Iterator[tuple[dict[str, Any], bytes]]:
    # -I: nothing of the environment, the working folder or the user's packages decides what runs.
    child = subprocess.Popen(  # noqa: S603 (our own program; the file goes to its standard input)
        [sys.executable, "-I", str(program), json.dumps(request)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Few heaps: each thread of a decoder would reserve one, and the limit of memory counts what is reserved.
        env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"},
        close_fds=True,
    )
    source, answers = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
    deadline = threading.Timer(seconds, child.kill)
    deadline.start()
    try:
        try:
            source.write(content)
            source.close()
        except BrokenPipeError as error:
            raise Unanswered(f"{program.stem} ended before it read the file") from error
        answered = False
        while line := answers.readline(LONGEST_LINE):
            try:
                facts: dict[str, Any] = json.loads(line)
                size = int(facts.pop("size"))
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
                # Killed in the middle of a line, or not our program any more.
                raise Unanswered(f"{program.stem} said something else") from error
            if not 0 <= size <= LARGEST_ANSWER:
                raise Unanswered(f"{program.stem} announced {size} bytes")
            made = answers.read(size)
            if len(made) != size:
                break
            answered = True
            yield facts, made
        if child.wait() != 0 or not answered:
            raise Unanswered(f"{program.stem} ended with status {child.returncode}")
    finally:
        deadline.cancel()
        child.kill()
        answers.close()
        child.wait()


def first(program: str, request: dict[str, Any], content: bytes, *, seconds: float) -> dict[str, Any]:
    """The facts of the first answer. Raises as ``run``."""
    answers = [facts for facts, _made in run(program, request, content, seconds=seconds)]  # to its very end
    return answers[0]
