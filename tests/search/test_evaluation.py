"""How good search is, on both engines alike: the demo content among two thousand documents that nobody asked for."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.core.vietnamese import fold
from search import finding, kinds
from search.documents import SearchDocument
from search.engines import Rebuildable, selection
from search.evaluation import BadQuestions, Judgement, judge, read_questions, summary
from search.finding import find, suggest
from search.models import Wording
from search.results import FACETS, Match, Question, Results
from tests import soak
from tests.search.distractors import distractors
from tests.search.engines_under_test import elasticsearch_engine

QUESTIONS = Path(__file__).parent / "data" / "queries.json"
TODAY = dt.date(2026, 11, 30)
SUCCESS = 0.95
OVERLAP = 0.8
#: Judge that a search would find nothing, so that it is not made.
SHORTCUTS = ("_is_hopeless", "_begins_nothing")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def documents(demo: None, django_db_blocker: Any) -> list[SearchDocument]:
    """Everything that can be found in the demo content, and the distractors."""
    with django_db_blocker.unblock():
        keys: list[str] = []
        while batch := kinds.keys_after(keys[-1] if keys else "", 500):
            keys += batch
        return [*kinds.build(keys).values(), *distractors()]


def fill(engine: Rebuildable, documents: list[SearchDocument]) -> None:
    """Put the documents into a new index that answers from now on."""
    name = engine.new_name("1")
    engine.create_index(name)
    assert engine.at(name).write(documents, []) == {}
    engine.swap(name)


@pytest.fixture(scope="module")
def engines(
    documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[str, Rebuildable]]:
    """Both engines, filled alike; Elasticsearch only when a test asks for its address."""
    with ExitStack() as stack:
        there = selection.EmbeddedEngine(tmp_path_factory.mktemp("index") / "search")
        fill(there, documents)
        found: dict[str, Rebuildable] = {there.name: there}

        def node() -> Rebuildable:
            if "elasticsearch" not in found:
                engine = stack.enter_context(elasticsearch_engine(request.getfixturevalue("elasticsearch_url")))
                fill(engine, documents)
                found["elasticsearch"] = engine
            return found["elasticsearch"]

        found_node[:] = [node]
        yield found


found_node: list[Callable[[], Rebuildable]] = []


@pytest.fixture
def ask(engines: dict[str, Rebuildable], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Rebuildable]]:
    """Let one engine answer from now on; words and names come from the embedded one, as in production."""
    monkeypatch.setattr(selection, "_engines", lambda: (engines["embedded"], engines.get("elasticsearch")))
    with ExitStack() as stack:

        def choose(name: str) -> Rebuildable:
            engine = engines["embedded"] if name == "embedded" else found_node[0]()
            stack.enter_context(selection.only(name))
            return engine

        yield choose


ENGINES = [
    pytest.param("embedded", id="embedded"),
    pytest.param("elasticsearch", id="elasticsearch", marks=pytest.mark.elasticsearch),
]


def judged(engine: Rebuildable) -> list[Judgement]:
    """How the engine that was chosen answers the questions."""
    return [judge(question, engine, TODAY) for question in read_questions(QUESTIONS)]


@pytest.mark.once
@pytest.mark.parametrize("name", ENGINES)
def test_what_is_asked_for_comes_first(name: str, ask: Callable[[str], Rebuildable]) -> None:
    judgements = judged(ask(name))
    measures = summary(judgements)
    misses = {one.expectation.text: one.came for one in judgements if one.is_loadable and not one.is_right}
    assert measures["questions"] >= 40
    assert measures["success@1"] >= SUCCESS, misses


@pytest.mark.once
@pytest.mark.elasticsearch
def test_both_engines_give_the_same_results_and_counts(ask: Callable[[str], Rebuildable]) -> None:
    answers: dict[str, list[Results]] = {}
    questions = [question.text for question in read_questions(QUESTIONS)]
    for name in ("embedded", "elasticsearch"):
        ask(name)
        answers[name] = [find(Question(text=text), today=TODAY) for text in questions]
    shares = []
    for one, other in zip(answers["embedded"], answers["elasticsearch"], strict=True):
        assert (one.match, one.total, one.kinds) == (other.match, other.total, other.kinds), one.question.text
        assert dict(one.facets) == dict(other.facets), one.question.text
        first = [[hit.document.key for hit in results.hits[:5]] for results in (one, other)]
        if first[0]:
            shares.append(len(set(first[0]) & set(first[1])) / len(first[0]))
    assert mean(shares) >= OVERLAP


@pytest.mark.parametrize(
    ("text", "match", "shown_for"),
    [
        ("moc chau", Match.FULL, ""),
        ("moc chuu", Match.CORRECTED, "Mộc Châu"),
        ("mooj chaau", Match.CORRECTED, "Mộc Châu"),
        ("ta xau", Match.CORRECTED, "Tà Xùa"),
        ("pha lông", Match.CORRECTED, "Pha Luông"),
        ("thác giải yếm", Match.CORRECTED, "Thác Dải Yếm"),
        ("quynhnhai", Match.CORRECTED, "Quỳnh Nhai"),
        ("asdfgh qwerty", Match.NONE, ""),
        ("", Match.NONE, ""),
        ("?!… ", Match.NONE, ""),
    ],
)
def test_a_question_is_answered_as_honestly_as_it_can_be(
    text: str, match: Match, shown_for: str, ask: Callable[[str], Rebuildable]
) -> None:
    ask("embedded")
    results = find(Question(text=text), today=TODAY)
    assert (results.match, results.shown_for) == (match, shown_for)
    assert bool(results.hits) == (match is not Match.NONE)


def test_search_instead_for_takes_the_text_as_it_stands(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    results = find(Question(text="moc chuu", is_verbatim=True), today=TODAY)
    assert (results.match, results.hits, results.did_you_mean) == (Match.NONE, (), "moc chau")


@pytest.mark.parametrize("text", ["hồ bạch khách", "khách sạn hiltonn mộc chuu", "asdfgh qwerty"])
@pytest.mark.parametrize("is_verbatim", [False, True])
def test_no_spelling_is_offered_that_finds_nothing(
    text: str, is_verbatim: bool, ask: Callable[[str], Rebuildable]
) -> None:
    ask("embedded")
    offered = find(Question(text=text, is_verbatim=is_verbatim), today=TODAY).did_you_mean
    assert not offered or find(Question(text=offered), today=TODAY).match is Match.FULL


def test_what_only_shares_a_word_is_said_to_be_a_suggestion(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    results = find(Question(text="khách sạn năm sao ở mộc châu"), today=TODAY)
    assert results.match is Match.PARTIAL
    assert results.hits
    assert results.did_you_mean == ""


def test_categories_are_offered_where_they_say_something(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    everything = find(Question(text="mộc châu"), today=TODAY)
    offered = {choice.value for choice in everything.facets["category"]}
    assert offered
    assert offered.isdisjoint({"xã", "phường", "lunar", "gregorian", "seasonal"})
    festivals = find(Question(text="mộc châu", kind="event"), today=TODAY)
    assert {choice.value for choice in festivals.facets["category"]} <= {"lunar", "gregorian", "seasonal"}


def test_the_words_that_were_typed_are_marked_in_what_is_suggested(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    for group in suggest("moc c", "vi", today=TODAY):
        for suggestion in group.suggestions:
            marked = {fold(piece.text) for piece in suggestion.name if piece.is_marked}
            assert marked <= {"moc chau", "moc"}, suggestion.name


@pytest.mark.parametrize("name", ENGINES)
def test_a_filter_leaves_what_its_count_promised(name: str, ask: Callable[[str], Rebuildable]) -> None:
    ask(name)
    everything = find(Question(text="lễ hội"), today=TODAY)
    for facet in FACETS:
        for choice in everything.facets.get(facet, ())[:3]:
            narrowed = find(Question(text="lễ hội", chosen={facet: (choice.value,)}), today=TODAY)
            assert narrowed.total == choice.count, (facet, choice)
            assert narrowed.match is everything.match
    for kind in everything.kinds[1:]:
        assert find(Question(text="lễ hội", kind=kind.value), today=TODAY).total == kind.count


def test_a_filter_that_leaves_nothing_respells_nothing(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    results = find(Question(text="mộc châu", chosen={"province": ("dien-bien",)}, kind="gate"), today=TODAY)
    assert (results.match, results.total, results.shown_for) == (Match.FULL, 0, "")


def test_pages_go_on_where_the_last_one_ended_and_end_somewhere(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    pages = [find(Question(text="sơn la", page=number), today=TODAY) for number in (1, 2, 3)]
    keys = [hit.document.key for page in pages for hit in page.hits]
    assert len(keys) == len(set(keys)) == 60
    for number in (0, -1, 10**9):
        asked = find(Question(text="sơn la", page=number), today=TODAY)
        assert 1 <= asked.page <= asked.pages == pages[0].pages
        assert asked.hits


def test_what_is_typed_is_completed_and_repaired(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")

    def first(text: str) -> str:
        groups = suggest(text, "vi", today=TODAY)
        return groups[0].suggestions[0].document.name_in("vi") if groups else ""

    assert first("moc c") == first("mocc") == first("Mộc Ch") == "Mộc Châu"
    assert first("đbp") == first("dien bien ph") == "Điện Biên Phủ"
    assert first("moc chuu") == "Mộc Châu"
    assert first("m") == first("") == first("zzzz") == ""


@pytest.mark.once
@pytest.mark.parametrize("seed", soak.seeds())
def test_searches_that_are_spared_would_have_found_nothing(
    seed: int, ask: Callable[[str], Rebuildable], documents: list[SearchDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of names, half typed, with a slip, behind an abbreviation: the same answers, spared or not."""
    ask("embedded")
    dice = random.Random(seed)
    abbreviations = [row.listed[0] for row in Wording.objects.filter(kind=Wording.Kind.ABBREVIATION)]
    texts = []
    for name in dice.choices([document.name_in("vi") for document in documents], k=soak.count(400)):
        *whole, last = fold(name).split()
        some = [word for word in whole if dice.random() < 0.6][:3]
        text = " ".join((*some, last[: dice.randint(2, 5)]))
        place = dice.randrange(len(text))
        slip = text[:place] + dice.choice(("", "q", "hn")) + text[place + 1 :]
        texts += [text, slip, f"{dice.choice(abbreviations)} {text}"]

    def answers() -> list[Any]:
        return [(suggest(text, "vi", today=TODAY), seen(find(Question(text=text), today=TODAY))) for text in texts]

    spared: list[bool] = []

    def noted(judge_of: Callable[..., bool]) -> Callable[..., bool]:
        def judge(*args: Any) -> bool:
            spared.append(judge_of(*args))
            return spared[-1]

        return judge

    for name in SHORTCUTS:
        monkeypatch.setattr(finding, name, noted(getattr(finding, name)))
    with_shortcuts = answers()
    assert any(spared)
    for name in SHORTCUTS:
        monkeypatch.setattr(finding, name, lambda *args: False)
    assert answers() == with_shortcuts


def seen(results: Results) -> tuple[Any, ...]:
    """What a reader sees of results."""
    keys = [hit.document.key for hit in results.hits]
    return results.match, results.total, keys, results.shown_for, results.facets


def test_english_readers_get_english_names_addresses_and_reasons(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    hit = find(Question(text="heart tea hill", language="en"), today=TODAY).hits[0]
    assert (hit.name_language, hit.address_language, hit.address[:4]) == ("en", "en", "/en/")
    assert any(piece.is_marked for piece in hit.name)


def test_a_former_name_is_the_reason_that_is_given(ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    results = find(Question(text="thị trấn mường giàng", kind="commune"), today=TODAY)
    assert "Quỳnh Nhai" in "".join(piece.text for piece in results.hits[0].name)
    assert "Mường Giàng" in "".join(piece.text for piece in results.hits[0].reason)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "mộc châu " * 2000,
        "title:* OR name:(a",
        "/re.*/ ~ ^2 \"unbalanced 'quotes",
        "\x00\x01\u202e\u200f\u2066mộc\u2069 châu",
        "\ud800 mộc châu",
        "🙂🏔️",
        "مرحبا שלום",
        "ก" * 300,
        "奠" * 300,
        "-" * 500,
    ],
)
def test_anything_can_be_asked(text: str, ask: Callable[[str], Rebuildable]) -> None:
    ask("embedded")
    results = find(Question(text=text), today=TODAY)
    assert results.is_cut == (len(text) > 200)
    suggest(text, "en", today=TODAY)


# --- The command ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ENGINES)
def test_the_command_prints_one_object(
    name: str, ask: Callable[[str], Rebuildable], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ask(name)
    file = tmp_path / "questions.json"
    file.write_text(
        json.dumps(
            [
                {"q": "moc chau", "expect": ["khu du lịch quốc gia MỘC CHÂU"], "kind": "exact"},
                {"q": "thuỷ điện Sơn La", "expect": ["Nhà máy Thủy điện Sơn La"], "kind": "tone"},
                {"q": "moc c", "expect": ["Mộc Châu"], "kind": "prefix"},
                {"q": "asdfgh", "expect": [], "kind": "none"},
                {"q": "tà xùa", "expect": ["Mộc Châu"], "kind": "wrong"},
                {"q": "tà xùa", "expect": ["Chưa có trang này"], "kind": "later"},
            ]
        )
    )
    call_command("search_evaluate", str(file), engine=name, json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["engine"] == name
    assert report["success@1"] == pytest.approx(4 / 5)
    assert [miss["q"] for miss in report["misses"]] == ["tà xùa"]
    assert report["not yet loadable"] == ["tà xùa"]
    call_command("search_evaluate", str(file), engine=name)
    assert "success@1 0.800" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "{", "5", '[{"q": 1, "expect": []}]', '[{"q": "a"}]', '[["a"]]'])
def test_a_file_that_holds_no_questions_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    file.write_text(content)
    with pytest.raises(BadQuestions):
        read_questions(file)
    with pytest.raises(CommandError):
        call_command("search_evaluate", str(file))
    with pytest.raises(CommandError):
        call_command("search_evaluate", str(tmp_path / "nothing.json"))
