"""What both engines promise, asked of each; and that they give the same answers to the same questions."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from search import analysis, fields
from search import engines as engines_module
from search.documents import SearchDocument, StarSpan
from search.engines import KEY, STARS, Answer, EngineUnavailable, Rebuildable, Request, weight_of
from search.engines import embedded as embedded_module
from search.engines.elasticsearch import Row
from search.engines.embedded import EmbeddedEngine
from search.queries import (
    And,
    Boost,
    Constant,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Node,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Should,
    StarsInForce,
    Term,
)
from tests import soak
from tests.search.engines_under_test import (
    TODAY,
    a_document,
    elasticsearch_engine,
    embedded_engine,
    found,
    keys_of,
)

BOTH = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rebuildable]:
    """Each engine, empty."""
    if request.param == "embedded":
        yield embedded_engine(tmp_path)
    else:
        with elasticsearch_engine(request.getfixturevalue("elasticsearch_url")) as there:
            yield there


@pytest.fixture
def empty(tmp_path: Path) -> EmbeddedEngine:
    """The embedded engine, empty."""
    return embedded_engine(tmp_path)


# --- Nodes ------------------------------------------------------------------------------------------------------------

NAMES = {
    "a": "Mộc Châu",
    "b": "Thảo nguyên Mộc Châu",
    "c": "Châu Mộc",
    "d": "Mộc Hạ Châu",
    "e": "Điện Biên Phủ",
}
NODES: dict[str, tuple[Node, Sequence[str]]] = {
    "term": (Term(fields.NAME, "moc"), "abcd"),
    "term of the exact spelling": (Term(fields.NAME_TONE, "môc-5"), "abcd"),
    "term that is not there": (Term(fields.NAME, "xyz"), ""),
    "only whole tokens": (Term(fields.NAME, "mo"), ""),
    "whole name": (Term(fields.WHOLE, "mocchau"), "a"),
    "phrase": (Phrase(fields.NAME, ("moc", "chau")), "ab"),
    "phrase with a word between": (Phrase(fields.NAME, ("moc", "chau"), 1), "abd"),
    "phrase of one": (Phrase(fields.NAME, ("moc",)), "abcd"),
    "phrase of none": (Phrase(fields.NAME, ()), ""),
    "prefix": (Prefix(fields.NAME, "th"), "b"),
    "prefix that looks like an expression": (Prefix(fields.NAME, "m.c"), ""),
    "fuzzy": (Fuzzy(fields.NAME, "mco"), "abcd"),
    "fuzzy of none": (Fuzzy(fields.NAME, "moc", 0), "abcd"),
    "fuzzy of two": (Fuzzy(fields.NAME, "nguyxx", 2), "b"),
    "fuzzy, too far": (Fuzzy(fields.NAME, "nguyxx", 1), ""),
    "and": (And((Term(fields.NAME, "moc"), Term(fields.NAME, "ha"))), "d"),
    "and of none": (And(()), "abcde"),
    "or": (Or((Term(fields.NAME, "ha"), Term(fields.NAME, "phu"))), "de"),
    "or, two of them": (Or((Term(fields.NAME, "moc"), Term(fields.NAME, "ha"), Term(fields.NAME, "phu")), 2), "d"),
    "or, more than there are": (Or((Term(fields.NAME, "moc"),), 2), ""),
    "or, none needed": (Or((Term(fields.NAME, "moc"),), 0), "abcde"),
    "or of none": (Or(()), ""),
    "best": (DisMax((Term(fields.NAME, "ha"), Term(fields.NAME, "phu"))), "de"),
    "best of none": (DisMax(()), ""),
    "boost": (Boost(Term(fields.NAME, "ha"), 2.0), "d"),
    "constant": (Constant(Term(fields.NAME, "ha"), 2.0), "d"),
    "should": (Should(Term(fields.NAME, "phu"), (Term(fields.NAME, "moc"),)), "e"),
    "should of none": (Should(Term(fields.NAME, "phu"), ()), "e"),
    "keyword": (Keyword(fields.PROVINCE, ("14", "15")), "ab"),
    "keyword of none": (Keyword(fields.PROVINCE, ()), ""),
    "key": (Keyword(KEY, ("b", "e", "nowhere")), "be"),
    "stars": (StarsInForce((4, 5), TODAY), "c"),
    "stars of no such number": (StarsInForce((0, 9), TODAY), ""),
    "everything": (Everything(), "abcde"),
    "nothing": (Nothing(), ""),
    "and with nothing": (And((Term(fields.NAME, "moc"), Nothing())), ""),
    "no token": (Term(fields.NAME, ""), ""),
    "two tokens in one": (Term(fields.NAME, "moc chau"), ""),
    "half a character": (Or((Term(fields.NAME, "\ud800"), Keyword(fields.KIND, ("\ud800",)))), ""),
}


@pytest.fixture(scope="module", params=BOTH)
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rebuildable]:
    """Each engine with the documents of ``NAMES``, which no test changes."""
    with ExitStack() as stack:
        there: Rebuildable
        if request.param == "embedded":
            there = embedded_engine(tmp_path_factory.mktemp("named"))
        else:
            there = stack.enter_context(elasticsearch_engine(request.getfixturevalue("elasticsearch_url")))
        facts = {
            "a": {"provinces": ("14",)},
            "b": {"provinces": ("15", "11")},
            "c": {"stars": (StarSpan(4, "2024-01-01", TODAY),)},
        }
        there.write([a_document(key, name, **facts.get(key, {})) for key, name in NAMES.items()], [])
        yield there


@pytest.mark.parametrize("what", NODES)
def test_a_node_finds_what_it_says(named: Rebuildable, what: str) -> None:
    node, keys = NODES[what]
    assert sorted(found(named, node)) == sorted(keys)


def test_more_edits_or_slop_than_an_engine_can_is_a_mistake(named: Rebuildable) -> None:
    for node in (And((Fuzzy(fields.NAME, "moc", 3),)), Boost(Phrase(fields.NAME, ("moc", "chau"), 3), 2.0)):
        with pytest.raises(ValueError, match=r"edits|slop"):
            named.search(Request(node, TODAY))


def test_scores_are_those_of_the_nodes(named: Rebuildable) -> None:
    def score(node: Node, key: str = "a") -> float:
        hits = named.search(Request(node, TODAY)).hits
        return next(hit.score for hit in hits if hit.document.key == key)

    moc, chau = Term(fields.NAME, "moc"), Term(fields.NAME, "chau")
    bm25 = score(moc)
    assert bm25 > 0
    assert score(chau) == pytest.approx(bm25)
    assert score(And((moc, chau))) == pytest.approx(2 * bm25)
    assert score(Or((moc, chau))) == pytest.approx(2 * bm25)
    assert score(DisMax((moc, chau))) == pytest.approx(bm25)
    assert score(DisMax((moc, chau), 0.3)) == pytest.approx(1.3 * bm25)
    assert score(Boost(moc, 3.0)) == pytest.approx(3 * bm25)
    assert score(Boost(And((moc, chau)), 3.0)) == pytest.approx(6 * bm25)
    assert score(Constant(moc, 3.0)) == pytest.approx(3)
    assert score(Should(moc, (Constant(chau, 3.0), Constant(Nothing(), 9.0)))) == pytest.approx(bm25 + 3)
    assert score(Prefix(fields.NAME, "mo")) == pytest.approx(1)
    assert score(Fuzzy(fields.NAME, "mox")) == pytest.approx(1)
    assert score(Everything()) == pytest.approx(1)
    assert score(And((moc, Keyword(fields.PROVINCE, ("14",))))) == pytest.approx(bm25)
    assert score(And((moc, StarsInForce((4,), TODAY))), "c") == pytest.approx(score(moc, "c"))
    assert score(Keyword(fields.PROVINCE, ("14",))) == 0
    assert score(And(())) == 0


def test_a_shorter_name_is_worth_more(named: Rebuildable) -> None:
    assert found(named, Term(fields.NAME, "moc"))[-2:] == ["d", "b"]


# --- Requests ---------------------------------------------------------------------------------------------------------


def test_the_weight_of_a_document_multiplies(engine: Rebuildable) -> None:
    documents = [
        a_document("a", kind="news", popularity=0.1),
        a_document("b", kind="news"),
        a_document("c", kind="event"),
        a_document("d", kind="destination", popularity=1.3),
        a_document("e", kind="destination", popularity=9.0),
    ]
    engine.write(documents, [])
    hits = engine.search(Request(Constant(Term(fields.NAME, "moc"), 10.0), TODAY)).hits
    assert [hit.document.key for hit in hits] == ["e", "d", "c", "b", "a"]
    assert [hit.score for hit in hits] == pytest.approx([20, 15.6, 10, 8, 5])
    assert [weight_of(hit.document) * 10 for hit in hits] == pytest.approx([hit.score for hit in hits])


def test_a_hit_is_the_whole_document(engine: Rebuildable) -> None:
    document = a_document(
        "a",
        aliases=("H'Mông", "名"),
        summaries={"vi": "Dòng\u00a0một\n", "en": '"quoted" \\'},
        picture=7,
        months=(1, 12),
        stars=(StarSpan(3, "2026-01-01", "2029-01-01"),),
        last_known_stars=3,
        is_open_data=True,
    )
    engine.write([document], [])
    assert engine.search(Request(Everything(), TODAY)).hits[0].document == document


def test_counts_are_under_the_other_facets_filters(engine: Rebuildable) -> None:
    documents = [
        a_document("a", kind="event", provinces=("14",), months=(1, 2)),
        a_document("b", kind="event", provinces=("11",), months=(2,)),
        a_document("c", kind="news", provinces=("14",)),
        a_document("d", kind="news", provinces=("14", "11"), months=(3,)),
        a_document("e", "Điện Biên", kind="news", provinces=("14",)),
    ]
    engine.write(documents, [])

    def ask(**filters: Keyword) -> Answer:
        return engine.search(
            Request(Term(fields.NAME, "moc"), TODAY, filters=filters, facets=("kind", "province", "month"))
        )

    free = ask()
    assert keys_of(free) == ["a", "b", "c", "d"]
    assert free.total == 4
    assert free.counts == {
        "kind": {"event": 2, "news": 2},
        "province": {"14": 3, "11": 2},
        "month": {"1": 1, "2": 2, "3": 1},
    }
    one = ask(kind=Keyword("kind", ("event",)))
    assert keys_of(one) == ["a", "b"]
    assert one.counts == {
        "kind": {"event": 2, "news": 2},
        "province": {"14": 1, "11": 1},
        "month": {"1": 1, "2": 2},
    }
    two = ask(kind=Keyword("kind", ("event",)), province=Keyword("province", ("11",)))
    assert keys_of(two) == ["b"]
    assert two.total == 1
    assert two.counts == {"kind": {"event": 1, "news": 1}, "province": {"14": 1, "11": 1}, "month": {"2": 1}}


def test_what_always_holds_holds_for_the_counts_too(engine: Rebuildable) -> None:
    engine.write([a_document("a", provinces=("14",)), a_document("b", provinces=("11",))], [])
    answer = engine.search(
        Request(
            Everything(),
            TODAY,
            always=(Keyword("province", ("14",)),),
            filters={"kind": Keyword("kind", ("event",))},
            facets=("kind", "province"),
        )
    )
    assert keys_of(answer) == ["a"]
    assert answer.counts == {"kind": {"event": 1}, "province": {"14": 1}}


def test_only_stars_in_force_count_whatever_the_spans(engine: Rebuildable) -> None:
    engine.write(
        [
            a_document("gap", stars=(StarSpan(4, "2026-03-01", "2029-02-28"), StarSpan(4, "2020-01-31", "2022-12-31"))),
            a_document(
                "better", stars=(StarSpan(3, "2020-01-01", "2022-06-30"), StarSpan(4, "2022-07-01", "2025-06-30"))
            ),
            a_document("one day", stars=(StarSpan(5, "2024-02-29", "2024-02-29"),)),
            a_document("for ever", stars=(StarSpan(5, "0001-01-01", "9999-12-31"),)),
            a_document("never", stars=(StarSpan(5, "2024-02-29", "2024-02-28"),)),
            a_document("none"),
        ],
        [],
    )

    def on(day: str) -> tuple[list[str], dict[str, int]]:
        request = Request(Everything(), day, filters={STARS: StarsInForce((3, 4), day)}, facets=(STARS,), limit=100)
        answer = engine.search(request)
        return sorted(keys_of(answer)), dict(answer.counts[STARS])

    assert on("2020-01-30") == (["better"], {"3": 1, "5": 1})
    assert on("2020-01-31") == (["better", "gap"], {"3": 1, "4": 1, "5": 1})
    assert on("2022-06-30") == (["better", "gap"], {"3": 1, "4": 1, "5": 1})
    assert on("2022-07-01") == (["better", "gap"], {"4": 2, "5": 1})
    assert on("2022-12-31") == (["better", "gap"], {"4": 2, "5": 1})
    assert on("2023-01-01") == (["better"], {"4": 1, "5": 1})
    assert on("2024-02-28") == (["better"], {"4": 1, "5": 1})
    assert on("2024-02-29") == (["better"], {"4": 1, "5": 2})
    assert on("2024-03-01") == (["better"], {"4": 1, "5": 1})
    assert on("2026-02-28") == ([], {"5": 1})
    assert on("2026-03-01") == (["gap"], {"4": 1, "5": 1})
    assert on("2029-03-01") == ([], {"5": 1})


def test_equal_scores_are_in_the_order_of_their_keys_on_every_page(engine: Rebuildable) -> None:
    keys = [f"{prefix}:{number:02}" for prefix in ("a-long-common-prefix-of-keys" * 2, "b", "Ặ") for number in range(8)]
    for key in reversed(keys):  # as many segments as writes
        engine.write([a_document(key)], [])
    pages = [found(engine, Term(fields.NAME, "moc"), offset=offset, limit=5) for offset in range(0, 30, 5)]
    assert [key for page in pages for key in page] == sorted(keys)


def test_lists_by_name_are_in_vietnamese_order_on_every_page(engine: Rebuildable) -> None:
    names = ["Bơ", "cà phê", "Cà phê", "Cá tép", "chè", "Dứa", "Đào", "Mận 2", "Mận 10", "Mận hậu", "mật ong"]
    for number, name in enumerate(reversed(names)):  # as many segments as writes
        engine.write([a_document(f"a:{number:02}", name), a_document(f"b:{number:02}", name)], [])
    pages = [
        engine.search(Request(Everything(), TODAY, offset=offset, limit=4, is_by_name=True))
        for offset in range(0, 24, 4)
    ]
    assert {page.total for page in pages} == {22}
    hits = [hit.document for page in pages for hit in page.hits]
    assert [hit.names["vi"] for hit in hits] == [name for name in names for _twice in range(2)]
    assert all(one.key[0] == "a" and other.key[0] == "b" for one, other in zip(hits[::2], hits[1::2], strict=True))
    narrowed = Request(
        Everything(), TODAY, filters={"kind": Keyword("kind", ("nothing",))}, facets=("kind",), limit=4, is_by_name=True
    )
    answer = engine.search(narrowed)
    assert (answer.hits, answer.total, answer.counts) == ((), 0, {"kind": {"event": 22}})


def test_an_endless_name_is_no_obstacle(engine: Rebuildable) -> None:
    assert engine.write([a_document("a", "mận " * 20_000)], []) == {}
    assert found(engine, is_by_name=True) == ["a"]


def test_pages_end(engine: Rebuildable) -> None:
    engine.write([a_document(key) for key in "abc"], [])
    for offset, limit, keys in ((0, 0, []), (2, 5, ["c"]), (3, 5, []), (50_000, 5, [])):
        answer = engine.search(Request(Everything(), TODAY, offset=offset, limit=limit, facets=("kind",)))
        assert (keys_of(answer), answer.total, answer.counts) == (keys, 3, {"kind": {"event": 3}})
        assert found(engine, offset=offset, limit=limit, is_by_name=True) == keys


def test_an_empty_facet_has_no_values(engine: Rebuildable) -> None:
    engine.write([a_document("a")], [])
    counts = engine.search(Request(Nothing(), TODAY, facets=(STARS, "group", "kind"))).counts
    assert counts == {STARS: {}, "group": {}, "kind": {}}


# --- Versions ---------------------------------------------------------------------------------------------------------


def test_what_is_written_can_be_found_when_the_call_returns(engine: Rebuildable) -> None:
    assert engine.write([a_document("a"), a_document("b")], []) == {}
    assert found(engine) == ["a", "b"]
    engine.write([a_document("c")], [("a", 2)])
    assert found(engine) == ["b", "c"]


def test_older_and_equal_versions_are_passed_over(engine: Rebuildable) -> None:
    engine.write([a_document("a", "năm", 5)], [])
    for version in (4, 5):
        assert engine.write([a_document("a", "khác", version)], [("a", version)]) == {}
        assert found(engine, Term(fields.NAME, "nam")) == ["a"]
    engine.write([a_document("a", "sáu", 6)], [])
    assert found(engine, Term(fields.NAME, "nam")) == []
    assert found(engine, Term(fields.NAME, "sau")) == ["a"]
    assert engine.versions() == [("a", 6)]


def test_a_late_older_write_brings_nothing_back(engine: Rebuildable) -> None:
    engine.write([a_document("a", version=3)], [])
    engine.write([], [("a", 5), ("never there", 5)])
    engine.write([a_document("a", version=4), a_document("never there", version=4)], [])
    assert found(engine) == []
    assert engine.versions() == []
    assert engine.count() == {}
    assert engine.search(Request(Everything(), TODAY, facets=("kind",))).counts == {"kind": {}}
    engine.write([a_document("a", version=6)], [])
    assert engine.versions() == [("a", 6)]


def test_the_newest_of_one_call_counts(engine: Rebuildable) -> None:
    engine.write(
        [a_document("a", "hai", 2), a_document("a", "ba", 3), a_document("b", version=1)], [("a", 1), ("b", 2)]
    )
    assert found(engine, Term(fields.NAME, "ba")) == ["a"]
    assert engine.versions() == [("a", 3)]


def stored_as(monkeypatch: pytest.MonkeyPatch, engine: Rebuildable, document: SearchDocument, **facts: object) -> None:
    """Write a document whose stored form lacks what is None, and says more or other things."""
    said = {**json.loads(document.as_json()), **facts}
    payload = json.dumps({name: value for name, value in said.items() if value is not None})
    with monkeypatch.context() as other:
        other.setattr(SearchDocument, "as_json", lambda _: payload)
        engine.write([document], [])


def test_a_document_of_another_form_is_read_as_far_as_it_is_known(
    engine: Rebuildable, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = a_document("a", aliases=("Cao nguyên",), months=(3, 4), stars=(StarSpan(4, "2024-01-01", TODAY),))
    stored_as(monkeypatch, engine, written, makers=None, topics=None, months=None, said_by_a_later_version=[1])
    (hit,) = engine.search(Request(Everything(), TODAY)).hits
    assert hit.document == replace(written, months=())


@pytest.mark.parametrize("facts", [{"names": None}, {"kind": None}, {"stars": [{"stars": 4}]}, {"aliases": 7}])
def test_a_document_that_says_too_little_is_no_answer(
    engine: Rebuildable, monkeypatch: pytest.MonkeyPatch, facts: dict[str, object]
) -> None:
    stored_as(monkeypatch, engine, a_document("a"), **facts)
    with pytest.raises(EngineUnavailable):
        engine.search(Request(Everything(), TODAY))


def test_an_index_of_documents_of_another_form_is_built_again(
    engine: Rebuildable, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.write([a_document("a")], [])
    assert engine.is_current
    monkeypatch.setattr(engines_module, "FORM", (*engines_module.FORM, "shade"))
    assert not engine.is_current


def test_versions_are_listed_in_the_order_of_keys(engine: Rebuildable) -> None:
    keys = ["A", "a:1", "a:10", "a:2", "b", "Ặ", "é"]
    engine.write([a_document(key, version=number) for number, key in enumerate(keys, 1)], [])
    everything = sorted((key, number) for number, key in enumerate(keys, 1))
    assert engine.versions() == everything
    assert engine.versions("a:1", 2) == [("a:10", 3), ("a:2", 4)]
    assert engine.versions("a:11", 1) == [("a:2", 4)]
    assert engine.versions("é") == [pair for pair in everything if pair[0] > "é"]
    walked, after = [], ""
    while page := engine.versions(after, 3):
        walked += page
        after = page[-1][0]
    assert walked == everything


def test_documents_are_counted_by_kind(engine: Rebuildable) -> None:
    engine.write([a_document("a", kind="news"), a_document("b", kind="news"), a_document("c", kind="gate")], [])
    engine.write([], [("a", 2)])
    assert engine.count() == {"news": 1, "gate": 1}


def test_a_document_that_cannot_be_is_refused_with_a_reason_and_the_others_are_written(engine: Rebuildable) -> None:
    refused = engine.write(
        [a_document("a"), a_document("bad", stars=(StarSpan(4, "soon", "later"),)), a_document("c")], []
    )
    assert list(refused) == ["bad"]
    assert "soon" in refused["bad"]
    assert found(engine) == ["a", "c"]


def test_a_write_of_nothing_is_no_error(engine: Rebuildable) -> None:
    assert engine.write([], []) == {}


# --- Indexes ----------------------------------------------------------------------------------------------------------


def test_without_an_index_nothing_is_answered(engine: Rebuildable) -> None:
    for ask in (lambda: engine.search(Request(Everything(), TODAY)), engine.versions, engine.count):
        with pytest.raises(EngineUnavailable):
            ask()
    assert engine.live() == ""
    assert engine.indices() == []
    assert not engine.is_current


def test_an_index_is_built_beside_the_live_one_and_takes_its_place(engine: Rebuildable) -> None:
    engine.write([a_document("old")], [])
    old, new = engine.live(), engine.new_name("20261122120000")
    assert engine.is_current
    engine.create_index(new)
    engine.create_index(new)
    assert set(engine.indices()) == {old, new}
    nxt = engine.at(new)
    assert found(nxt) == []
    nxt.write([a_document("new", version=7)], [])
    assert (found(nxt), found(engine)) == (["new"], ["old"])
    assert nxt.versions() == [("new", 7)]
    engine.swap(new)
    assert engine.live() == new
    assert found(engine) == ["new"]
    assert found(engine.at(old)) == ["old"]
    engine.write([a_document("more")], [])
    assert found(engine.at(new)) == ["more", "new"]
    with pytest.raises(ValueError, match="live"):
        engine.drop(new)
    engine.swap(old)
    assert found(engine) == ["old"]
    engine.drop(new)
    engine.drop(new)
    assert engine.indices() == [old]


def test_only_an_index_can_answer(engine: Rebuildable) -> None:
    engine.write([a_document("a")], [])
    with pytest.raises(EngineUnavailable):
        engine.swap(engine.new_name("nowhere"))
    assert found(engine) == ["a"]


def test_a_write_to_an_index_that_is_gone_makes_none(engine: Rebuildable) -> None:
    engine.write([a_document("a")], [])
    with pytest.raises(EngineUnavailable):
        engine.at(engine.new_name("gone")).write([a_document("b")], [])
    assert engine.indices() == [engine.live()]


def test_names_of_other_shapes_are_no_indexes(engine: Rebuildable) -> None:
    for name in ("", "..", "live", "v1", engine.new_name("1") + "/..", "*"):
        with pytest.raises(ValueError, match="name of an index"):
            engine.create_index(name)
    assert engine.indices() == []


def test_another_version_of_the_analysis_answers_until_the_index_is_built_again(
    engine: Rebuildable, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.write([a_document("a")], [])
    old = engine.live()
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    assert not engine.is_current
    assert found(engine) == ["a"]
    new = engine.new_name("1")
    assert new != old
    engine.create_index(new)
    engine.swap(new)
    assert engine.is_current


def test_many_documents(engine: Rebuildable) -> None:
    count = soak.count(10_000)
    documents = [
        a_document(f"k:{number:05}", f"Bản {number % 7}", number + 1, kind=("news", "event")[number % 2])
        for number in range(count)
    ]
    assert engine.write(documents, []) == {}
    engine.write([], [(f"k:{number:05}", count + 1) for number in range(0, count, 10)])
    left = [document for number, document in enumerate(documents) if number % 10]
    keys = [document.key for document in left]
    assert [key for key, _ in engine.versions(limit=count)] == keys
    assert sum(engine.count().values()) == len(left)
    walked, seen = [], []
    for offset in range(0, 1000, 50):
        answer = engine.search(Request(Constant(Term(fields.NAME, "ban"), 1.0), TODAY, offset=offset, limit=50))
        assert answer.total == len(left)
        walked += keys_of(answer)
        seen += [hit.score for hit in answer.hits]
    ordered = sorted(left, key=lambda document: (-weight_of(document), document.key))
    assert walked == [document.key for document in ordered[: len(walked)]]
    assert seen == sorted(seen, reverse=True)


# --- The same on both -------------------------------------------------------------------------------------------------

WORDS = "ban bang hoa hoan moc chau la l đen".split()
TOKENS = [*"ban bang hoa hoan moc chau la l den xa".split(), "môc-5", "banhoa", "hoa1"]
TEXT_FIELDS = [fields.NAME, fields.ALIAS, fields.TEXT, fields.NAME_TONE, fields.WHOLE, fields.START, fields.SHINGLE]
DAYS = ["2024-06-30", "2025-01-01", "2025-12-31", "2026-11-22", "2027-02-28"]

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
spans = st.builds(StarSpan, st.integers(1, 5), st.sampled_from(DAYS), st.sampled_from(DAYS))
some_documents = st.lists(
    st.builds(
        lambda name, alias, text, **facts: {"name": name, "aliases": tuple(alias), "texts": {"vi": text}, **facts},
        words,
        st.lists(words, max_size=2),
        texts,
        kind=st.sampled_from(["news", "event", "destination", "page"]),
        provinces=st.sets(st.sampled_from(["14", "11"])).map(lambda chosen: tuple(sorted(chosen))),
        months=st.sets(st.integers(1, 4)).map(lambda chosen: tuple(sorted(chosen))),
        stars=st.lists(spans, max_size=3).map(tuple),
        popularity=st.sampled_from([0.5, 1.0, 1.3, 2.0]),
    ),
    min_size=60,
    max_size=60,
)
text_field, token = st.sampled_from(TEXT_FIELDS), st.sampled_from(TOKENS)
filters = st.one_of(
    st.builds(Keyword, st.just("province"), st.lists(st.sampled_from(["14", "11", "99"]), max_size=2).map(tuple)),
    st.builds(Keyword, st.just("month"), st.lists(st.sampled_from(["1", "2", "3"]), max_size=2).map(tuple)),
    st.builds(StarsInForce, st.lists(st.integers(0, 6), max_size=2).map(tuple), st.sampled_from(DAYS)),
)
leaves = st.one_of(
    st.builds(Term, text_field, token),
    st.builds(Phrase, text_field, st.lists(token, max_size=3).map(tuple)),
    st.builds(Prefix, text_field, st.sampled_from(["b", "ho", "moc", "x", "ban."])),
    st.builds(Fuzzy, text_field, token, st.integers(0, 2)),
    filters,
    st.just(Everything()),
    st.just(Nothing()),
)


def branches(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, max_size=3).map(tuple)
    factor = st.sampled_from([0.25, 1.0, 3.5])
    return st.one_of(
        st.builds(And, several),
        st.builds(Or, several, st.integers(0, 3)),
        st.builds(DisMax, several, st.sampled_from([0.0, 0.3, 1.0])),
        st.builds(Boost, nodes, factor),
        st.builds(Constant, nodes, factor),
        st.builds(Should, nodes, several),
    )


trees = st.recursive(leaves, branches, max_leaves=8)


@pytest.fixture(scope="module")
def pair(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Rebuildable]]:
    """Both engines with the same documents, drawn anew in each run (``PORTAL_FRESH_SEED``)."""
    drawn: list[SearchDocument] = []

    @settings(max_examples=1, database=None)
    @given(some_documents)
    def draw(facts: list[dict[str, object]]) -> None:
        drawn[:] = [a_document(f"k:{number:02}", **one) for number, one in enumerate(facts)]  # type: ignore[arg-type]

    draw()
    with elasticsearch_engine(elasticsearch_url) as there:
        engines = [embedded_engine(tmp_path_factory.mktemp("pair")), there]
        for engine in engines:
            assert engine.write(drawn, []) == {}
        yield engines


@given(
    trees,
    st.lists(filters, max_size=1).map(tuple),
    st.dictionaries(st.sampled_from(["province", "month", STARS]), filters, max_size=2),
    st.sampled_from(DAYS),
)
def test_both_engines_give_the_same_answer(
    pair: list[Rebuildable], query: Node, always: tuple[Keyword, ...], chosen: dict[str, Keyword], today: str
) -> None:
    request = Request(
        query, today, always=always, filters=chosen, facets=("kind", "province", "month", STARS), limit=100
    )
    embedded, elastic = (engine.search(request) for engine in pair)
    assert embedded.total == elastic.total == len(embedded.hits)
    assert embedded.counts == elastic.counts
    scores = [{hit.document.key: hit.score for hit in answer.hits} for answer in (embedded, elastic)]
    assert scores[0] == pytest.approx(scores[1], rel=1e-4)
    for answer in (embedded, elastic):
        for better, worse in pairwise(answer.hits):
            assert (-better.score, better.document.key) < (-worse.score, worse.document.key)


@given(trees, st.integers(0, 5), st.integers(0, 5))
def test_both_engines_put_the_same_names_in_the_same_order(
    pair: list[Rebuildable], query: Node, offset: int, limit: int
) -> None:
    request = Request(query, TODAY, offset=offset, limit=limit, is_by_name=True)
    embedded, elastic = (engine.search(request) for engine in pair)
    assert (embedded.total, keys_of(embedded)) == (elastic.total, keys_of(elastic))


@given(text_field, st.lists(token, min_size=2, max_size=4).map(tuple), st.integers(1, 2))
def test_both_engines_mean_the_same_by_slop(
    pair: list[Rebuildable], field: str, tokens: tuple[str, ...], slop: int
) -> None:
    embedded, elastic = (found(engine, Phrase(field, tokens, slop)) for engine in pair)
    assert set(embedded) == set(elastic)


def test_elasticsearch_has_every_field() -> None:
    mapping = Row._doc_type.mapping.to_dict()
    assert mapping["dynamic"] is False
    there = mapping["properties"]
    assert {name for name, facts in there.items() if facts["type"] == "text"} == set(fields.TEXT_FIELDS)
    assert {name for name, facts in there.items() if facts["type"] == "keyword"} == {
        *fields.KEYWORD_FIELDS,
        fields.ORDER,
        KEY,
        "payload",
    }


# --- The embedded engine's files --------------------------------------------------------------------------------------


def test_another_process_sees_changes(empty: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_module, "LOOK_SECONDS", 0.0)
    reader = embedded_engine(tmp_path)
    empty.write([a_document("a")], [])
    assert found(reader) == ["a"]
    empty.write([a_document("b")], [("a", 2)])
    assert found(reader) == ["b"]
    new = empty.new_name("1")
    empty.create_index(new)
    empty.at(new).write([a_document("c")], [])
    empty.swap(new)
    assert found(reader) == ["c"]


def test_a_child_of_a_process_reads_on(empty: EmbeddedEngine) -> None:
    empty.write([a_document("a")], [])
    assert found(empty) == ["a"]
    child = os.fork()
    if child == 0:
        os._exit(0 if found(empty) == ["a"] else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_second_writer_is_told_to_come_later(empty: EmbeddedEngine, tmp_path: Path) -> None:
    empty.write([a_document("a")], [])
    writer = tantivy.Index.open(str(tmp_path / "search" / empty.live())).writer(heap_size=15_000_000, num_threads=1)
    with pytest.raises(EngineUnavailable):
        empty.write([a_document("b")], [])
    assert found(empty) == ["a"]
    writer.rollback()
    writer.wait_merging_threads()
    empty.write([a_document("b")], [])
    assert found(empty) == ["a", "b"]


def test_an_index_with_other_fields_answers_but_is_not_written(
    empty: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(fields, "TEXT_FIELDS", tuple(name for name in fields.TEXT_FIELDS if name != fields.ALIAS))
        older.setattr(fields, "KEYWORD_FIELDS", tuple(name for name in fields.KEYWORD_FIELDS if name != fields.GROUP))
        older.setattr(fields, "keywords_of", lambda document: {fields.KIND: [document.kind]})
        lost = {fields.ALIAS, fields.GROUP, fields.ORDER}
        older.setattr(fields, "ORDER", "order_before")
        older.setattr(embedded_module, "_FIELDS", (embedded_module._FIELDS - lost) | {"order_before"})
        empty.write([a_document("a")], [])
    assert not empty.is_current
    lacking = (Term(fields.ALIAS, "moc"), Prefix(fields.ALIAS, "m"), Keyword(fields.GROUP, ("food",)))
    assert found(empty, Or((Term(fields.NAME, "moc"), *lacking))) == ["a"]
    assert found(empty, Or(lacking)) == []
    answer = empty.search(Request(Everything(), TODAY, facets=("kind", "group")))
    assert answer.counts == {"kind": {"event": 1}, "group": {}}
    assert found(empty, is_by_name=True) == ["a"]
    with pytest.raises(EngineUnavailable, match="build it again"):
        empty.write([a_document("b")], [])


def test_a_writer_that_is_killed_leaves_the_index_as_it_was(empty: EmbeddedEngine, tmp_path: Path) -> None:
    empty.write([a_document("a")], [])
    child = os.fork()
    if child == 0:
        index = tantivy.Index.open(str(tmp_path / "search" / empty.live()))
        writer = index.writer(heap_size=15_000_000, num_threads=1)
        writer.delete_documents_by_term("key", "a")
        writer.add_document(embedded_module._row(a_document("half")))
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert found(embedded_engine(tmp_path)) == ["a"]
    empty.write([a_document("b")], [])
    assert found(empty) == ["a", "b"]


def test_small_parts_are_merged(empty: EmbeddedEngine, tmp_path: Path) -> None:
    for number in range(40):
        empty.write([a_document(f"k:{number}")], [])
    assert len(empty.versions()) == 40
    assert empty._reader().searcher.num_segments < 20
    assert len(list((tmp_path / "search" / empty.live()).glob("*.term"))) < 20


def test_removals_are_forgotten_after_a_day(empty: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.write([a_document("a", version=1)], [])
    empty.write([], [("a", 5)])
    monkeypatch.setattr(embedded_module, "REMEMBER_SECONDS", -10)
    empty.write([a_document("b")], [])
    empty.write([a_document("a", version=4)], [])
    assert empty.versions() == [("a", 4), ("b", 1)]


@pytest.mark.parametrize(
    "damage", ["no folder", "a file", "no meta", "garbled meta", "cut", "garbled", "removed", "live"]
)
def test_a_damaged_index_is_unavailable(empty: EmbeddedEngine, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "search"
    if damage == "a file":
        folder.write_text("not a folder")
    elif damage != "no folder":
        empty.write([a_document(f"k:{number}") for number in range(50)], [])
        index = folder / empty.live()
        parts = [path for path in index.iterdir() if path.suffix in {".term", ".store", ".idx", ".fast", ".pos"}]
        assert len(parts) == 5
        match damage:
            case "live":
                (folder / "live").write_text("../elsewhere")
            case "no meta":
                (index / "meta.json").unlink()
            case "garbled meta":
                (index / "meta.json").write_text("{")
            case "removed":
                parts[0].unlink()
        for path in parts:
            if damage == "cut":
                os.truncate(path, 3)
            elif damage == "garbled":
                path.write_bytes(os.urandom(path.stat().st_size))
    again = embedded_engine(tmp_path)
    for ask in (lambda: found(again), again.versions, again.count, lambda: again.frequency("name", "moc")):
        with pytest.raises(EngineUnavailable):
            ask()


def test_what_is_open_answers_while_its_files_are_damaged(
    empty: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_module, "LOOK_SECONDS", 0.0)
    empty.write([a_document("a")], [])
    assert found(empty) == ["a"]
    (tmp_path / "search" / empty.live() / "meta.json").write_text("{")
    assert found(empty) == ["a"]


# --- Words ------------------------------------------------------------------------------------------------------------


def test_words_are_counted_by_documents(empty: EmbeddedEngine) -> None:
    empty.write([a_document("a", "Mộc Mộc Châu"), a_document("b"), a_document("c", "Sơn La")], [])
    assert empty.frequency(fields.NAME, "moc") == 2
    assert empty.frequency(fields.NAME_TONE, "môc-5") == 2
    assert empty.frequency(fields.NAME, "moccc") == 0
    assert empty.frequency(fields.NAME, "") == 0


def test_near_fragments_follow_what_is_written(empty: EmbeddedEngine) -> None:
    empty.write([a_document("a"), a_document("b"), a_document("c", "Mộc Chấu Sơn")], [])
    assert empty.near("mocchua", 1) == [("mocchau", 3)]
    assert empty.near("mocchua", 1, limit=0) == []
    empty.write([a_document("d", "Mộc Chua")], [])
    assert empty.near("mocchua", 1) == [("mocchua", 1), ("mocchau", 3)]
    with pytest.raises(ValueError, match="edits"):
        empty.near("mocchau", 3)
