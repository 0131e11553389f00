"""Which words of a text changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.medical_words import medical_words
from products.word_differences import MOST_WORDS, word_differences


def changed(runs):
    return [run.text for run in runs if run.is_changed]


def test_only_the_words_that_changed_are_marked():
    before = "Mận chín cây, phơi nắng ba ngày, giữ vị chua."
    after = "Mận chín cây, sấy trong 14 giờ, giữ vị chua."
    left, right = word_differences(before, after)
    assert changed(left) == ["phơi nắng ba ngày,"]
    assert changed(right) == ["sấy trong 14 giờ,"]
    assert word_differences("", "250 g")[0] == []
    assert changed(word_differences("a", "a")[1]) == []


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_joined_the_runs_are_the_texts(before, after):
    left, right = word_differences(before, after)
    assert "".join(run.text for run in left) == before
    assert "".join(run.text for run in right) == after
    if before == after:
        assert changed(left) == changed(right) == []


def test_long_texts_are_shown_whole():
    long = "chè " * (MOST_WORDS + 1)
    left, right = word_differences(long, long + "mới")
    assert [len(left), len(right)] == [1, 1]
    assert right[0].is_changed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chè CHỮA BỆNH tốt", ["chữa bệnh"]),
        ("Giúp tri benh, ung thư", ["trị bệnh", "ung thư"]),
        ("Mận chín cây, giữ vị chua.", []),
        ("Heals all", ["heals"]),
    ],
)
def test_words_that_promise_healing(text, found):
    assert medical_words("", text) == found
