"""The address of a search: read from anything, written so that it is read the same."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.addresses import MOST_VALUES, read, toggled, written
from search.results import LAST_PAGE, QUERY_LENGTH, Question


def asked(query: str) -> Question:
    return read(QueryDict(query), "vi").question


def test_an_address_says_what_is_asked():
    assert asked("q=thac&loai=attraction&tinh=son-la&thang=3&thang=4&trang=2&nguyen-van=1") == Question(
        text="thac",
        kind="attraction",
        chosen={"province": ("son-la",), "month": ("3", "4")},
        page=2,
        is_verbatim=True,
    )


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("", 1),
        ("trang=", 1),
        ("trang=0", 1),
        ("trang=-1", 1),
        ("trang=1e3", 1),
        ("trang=%D9%A3", 1),
        ("trang=7", 7),
        ("trang=51", LAST_PAGE),
        ("trang=999999999", LAST_PAGE),
        (f"trang={'9' * 5000}", LAST_PAGE),
        ("trang=2&trang=3", 3),
    ],
)
def test_a_page_is_always_one_that_there_can_be(query, page):
    assert asked(query).page == page


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("%00moc%00%1Bchau", "moc chau"),
        ("moc%ED%A0%80chau", "moc chau"),
        ("%FF%FE", ""),
        ("%E2%80%AEmoc", "moc"),
        ("moc%E2%80%8Bchau", "mocchau"),
        ("++moc%0D%0A++chau%09", "moc chau"),
        ("title%3A%2A+OR", "title:* OR"),
        ("H%E2%80%99M%C3%B4ng", "H’Mông"),
    ],
)
def test_text_is_what_can_be_shown(raw, text):
    assert asked(f"q={raw}").text == text


def test_a_long_text_is_cut_and_said_to_be():
    long = read(QueryDict(f"q={'a' * 10_000}"), "vi")
    assert len(long.question.text) == QUERY_LENGTH
    assert long.is_cut
    assert not read(QueryDict(f"q={'a' * QUERY_LENGTH}"), "vi").is_cut


def test_what_no_page_offers_is_passed_over():
    assert asked("q=a&loai=nonsense&khac=1&tinh=&xa=%00&canh=" + "x" * 61) == Question(text="a")
    many = asked("q=a&" + "&".join(f"xa={number}" for number in range(500)))
    assert len(many.chosen["commune"]) == MOST_VALUES
    assert asked("q=a&thang=3&thang=3").chosen == {"month": ("3",)}


@given(st.text(max_size=400), st.lists(st.text(max_size=70), max_size=4), st.text(max_size=8))
def test_a_written_address_is_read_the_same(text, values, page):
    pairs = [("q", text), *(("tinh", value) for value in values), ("trang", page)]
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)
    first = asked(query)
    assert asked(written(first).removeprefix("?")) == first


def test_a_value_is_chosen_and_given_back():
    question = asked("q=a&thang=3&trang=4")
    more = toggled(question, "month", "5")
    assert more.chosen["month"] == ("3", "5")
    assert more.page == 1
    assert toggled(toggled(more, "month", "5"), "month", "3").chosen["month"] == ()
    assert written(toggled(question, "month", "3")) == "?q=a"
