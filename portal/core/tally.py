"""Counts that the processes of one machine share without a server: the length of a file, a byte for each time.

Appending is one step for the system, however many processes do it at once: nothing is lost, nobody waits, and the
database is not written. Django's cache of files reads and writes in two steps and lists its folder each time; its cache
in the database would have every reader wait for whoever is writing to SQLite.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Final
from zlib import crc32

#: Files of a period. More keys share them: whoever asks from many addresses does not fill the disk.
MOST_FILES: Final = 4096


def count(folder: Path, key: str, *, until: int) -> int:
    """Count a key once more; return the how-manieth time it is in the period that ends at ``until`` (Unix time).

    Periods that are over are removed when another one begins. Raises ``OSError``.
    """
    period = folder / str(until)
    path = period / f"{crc32(key.encode()) % MOST_FILES:03x}"
    try:
        file = _opened(path)
    except FileNotFoundError:
        period.mkdir(parents=True, exist_ok=True)
        file = _opened(path)
        _remove_those_over(folder)
    try:
        os.write(file, b".")
        return os.lseek(file, 0, os.SEEK_CUR)  # behind our own byte, whatever others have appended since
    finally:
        os.close(file)


def _opened(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _remove_those_over(folder: Path) -> None:
    now = time.time()
    for period in folder.iterdir():
        if period.name.isdigit() and int(period.name) < now:
            shutil.rmtree(period, ignore_errors=True)
