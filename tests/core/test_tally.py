"""Counts in files: none is lost, each period has its own, and neither files nor periods pile up."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.core import tally


def later(seconds: int) -> int:
    return int(time.time()) + seconds


def test_each_time_has_its_number(tmp_path):
    until = later(60)
    assert [tally.count(tmp_path, "a", until=until) for _time in range(3)] == [1, 2, 3]
    assert tally.count(tmp_path, "b", until=until) == 1
    assert tally.count(tmp_path, "a", until=until + 60) == 1


def test_threads_get_different_numbers(tmp_path):
    until = later(60)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: tally.count(tmp_path, "a", until=until), range(2000)))
    assert sorted(numbers) == list(range(1, 2001))


def test_what_is_over_is_removed_and_many_keys_are_few_files(tmp_path, monkeypatch):
    monkeypatch.setattr(tally, "MOST_FILES", 8)
    over, now, coming = later(-120), later(60), later(120)
    for until in (over, now, coming):
        for number in range(100):
            tally.count(tmp_path, f"sender {number}", until=until)
    assert {folder.name for folder in tmp_path.iterdir()} == {str(now), str(coming)}
    assert len(list((tmp_path / str(now)).iterdir())) == 8


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="directory"):
        tally.count(tmp_path / "file", "a", until=later(60))
