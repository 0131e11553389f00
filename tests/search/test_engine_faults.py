"""Whatever is wrong with the node: readers get another engine's answer, and no write is lost or taken for done."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search import fields
from search.engines import EngineUnavailable, Request, selection
from search.engines import elasticsearch as elasticsearch_module
from search.engines.breaker import Breaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.queries import Everything, Term
from tests.search.broken_node import Asked, Reply, broken_node
from tests.search.engines_under_test import TODAY, a_document, elasticsearch_engine, found, keys_of
from tests.services import free_port

ASK = Request(Everything(), TODAY, facets=("kind",))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a node that hangs; a second is for a busy machine."""
    monkeypatch.setattr(elasticsearch_module, "READ_SECONDS", 1.0)
    monkeypatch.setattr(elasticsearch_module, "WRITE_SECONDS", 1.0)


def an_error(status: int, kind: str, reason: str = "no") -> Reply:
    """An error as the node words it."""
    cause = {"type": kind, "reason": reason}
    return Reply(status, {"error": {**cause, "root_cause": [cause]}, "status": status})


def results(*hits: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """The answer to a search."""
    return {
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {"total": {"value": len(hits), "relation": "eq"}, "hits": list(hits)},
        "aggregations": {"kind": {"values": {"buckets": []}}},
        **facts,
    }


def a_hit(payload: object) -> dict[str, Any]:
    return {"_id": "a", "_score": 1.0, "_version": 1, "_source": {"payload": payload}}


BLOCKED = an_error(403, "cluster_block_exception", "index blocked by: [FORBIDDEN/12/index read-only / allow delete]")
BROKEN = {
    "hangs": Reply(hangs=True),
    "too many requests": an_error(429, "circuit_breaking_exception"),
    "unavailable": an_error(503, "master_not_discovered_exception"),
    "unavailable, in plain text": Reply(503, b"upstream connect error", content_type="text/plain"),
    "red": an_error(503, "search_phase_execution_exception", "all shards failed"),
    "read only": BLOCKED,
    "no rights": an_error(401, "security_exception"),
    "error": an_error(500, "null_pointer_exception"),
    "no index": an_error(404, "index_not_found_exception"),
    "malformed": Reply(body=b'{"took": 3, "hits": {"hits": ['),
    "nothing": Reply(body=b""),
    "a list": Reply(body=[]),
    "other keys": Reply(body={"acknowledged": True}),
    "a page": Reply(body=b"<html>Welcome to nginx</html>", content_type="text/html"),
    "another product": Reply(body=results(), headers={"X-Elastic-Product": "Opensearch"}),
    "no product": Reply(body=results(), headers={}),
    "elsewhere": Reply(302, b"", headers={"Location": "http://127.0.0.1:1/", "X-Elastic-Product": "Elasticsearch"}),
}
BROKEN_FOR_READERS = {
    **BROKEN,
    "a part": Reply(body=results(_shards={"total": 1, "successful": 0, "skipped": 0, "failed": 1})),
    "out of time": Reply(body=results(timed_out=True)),
    "no counts": Reply(body=results(aggregations={})),
    "no payload": Reply(body=results({"_id": "a", "_score": 1.0, "_source": {}})),
    "a garbled payload": Reply(body=results(a_hit("{"))),
    "another payload": Reply(body=results(a_hit('{"key": "a"}'))),
    "no score": Reply(body=results({**a_hit(a_document("a").as_json()), "_score": None})),
}


@pytest.fixture
def closed_port() -> str:
    """Address at which nobody listens."""
    return f"http://127.0.0.1:{free_port()}"


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_a_healthy_node_is_understood() -> None:
    document = a_document("a")
    with broken_node(Reply(body=results(a_hit(document.as_json())))) as node:
        engine = ElasticsearchEngine(node.url, "x")
        assert [hit.document for hit in engine.search(ASK).hits] == [document]
        assert engine.versions() == [("a", 1)]


@pytest.mark.parametrize("fault", BROKEN_FOR_READERS)
def test_a_reader_is_told_at_once_that_the_node_does_not_answer(fault: str) -> None:
    with broken_node(BROKEN_FOR_READERS[fault]) as node:
        engine = ElasticsearchEngine(node.url, "x")
        with pytest.raises(EngineUnavailable):
            engine.search(ASK)
        assert len(node.asked) == 1  # nothing is tried again


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_node_that_answers_byte_by_byte_holds_nobody(part: str) -> None:
    """Each byte comes in time; all of them would make a good answer, ten seconds later."""
    reply = Reply(body=results(a_hit(a_document("a").as_json())), drips=part)
    with broken_node(reply) as node:
        engine = ElasticsearchEngine(node.url, "x")
        with pytest.raises(EngineUnavailable, match="timed out"):
            engine.search(ASK)
        with pytest.raises(EngineUnavailable, match="timed out"):
            engine.versions()
        reply.drops = 2  # and whoever is a little slow is heard, on a connection that is used again
        for _time in range(2):
            assert keys_of(engine.search(ASK)) == ["a"]


@pytest.mark.parametrize("fault", BROKEN)
def test_everything_else_that_is_asked_fails_in_the_same_way(fault: str) -> None:
    with broken_node(BROKEN[fault]) as node:
        engine = ElasticsearchEngine(node.url, "x")
        calls: list[Callable[[], object]] = [engine.versions, engine.count]
        if fault not in {"no index", "other keys"}:  # no index, none with our names: neither is a fault here
            calls += [engine.indices, lambda: engine.swap(engine.new_name("1"))]
        for call in calls:
            with pytest.raises(EngineUnavailable):
                call()


def test_nobody_listening_is_unavailable(closed_port: str) -> None:
    engine = ElasticsearchEngine(closed_port, "x")
    for call in (
        lambda: engine.search(ASK),
        engine.versions,
        engine.count,
        lambda: engine.write([a_document("a")], []),
    ):
        with pytest.raises(EngineUnavailable):
            call()


# --- Writing ----------------------------------------------------------------------------------------------------------


def operations(asked: Asked) -> list[tuple[str, str]]:
    """(operation, key) of a bulk request."""
    lines = [json.loads(line) for line in asked.body.splitlines()]
    return [(name, line[name]["_id"]) for line in lines for name in ("index", "delete") if name in line]


def done(asked: Asked, **failed: tuple[int, dict[str, Any]]) -> Reply:
    """The answer to a bulk request of which all was done but what failed."""
    items = []
    for name, key in operations(asked):
        status, error = failed.get(key, (200, {}))
        items.append({name: {"_id": key, "status": status, **({"error": error} if error else {})}})
    return Reply(body={"errors": bool(failed), "took": 1, "items": items})


@pytest.mark.parametrize("fault", BROKEN)
def test_a_writer_is_told_that_nothing_was_written(fault: str) -> None:
    with broken_node(BROKEN[fault]) as node, pytest.raises(EngineUnavailable):
        ElasticsearchEngine(node.url, "x").write([a_document("a")], [("b", 1)])


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (429, "es_rejected_execution_exception"),
        (403, "cluster_block_exception"),
        (503, "unavailable_shards_exception"),
        (500, "io_exception"),
        (401, "security_exception"),
        (400, "index_closed_exception"),
        (400, "illegal_argument_exception"),  # no write index is defined for alias
    ],
)
def test_one_item_that_may_go_through_later_makes_all_of_it_come_again(status: int, kind: str) -> None:
    error = {"type": kind, "reason": "no write index is defined for alias [x]"}
    refused = {"type": "document_parsing_exception", "reason": "no"}
    reply = lambda asked: done(asked, b=(status, error), c=(400, refused))  # noqa: E731
    with broken_node(reply) as node, pytest.raises(EngineUnavailable):
        ElasticsearchEngine(node.url, "x").write([a_document(key) for key in "abc"], [])


def test_half_a_bulk_is_no_success() -> None:
    def half(asked: Asked) -> Reply:
        reply = done(asked)
        reply.body["items"] = reply.body["items"][:1]
        return reply

    with broken_node(half) as node, pytest.raises(EngineUnavailable):
        ElasticsearchEngine(node.url, "x").write([a_document("a"), a_document("b")], [])


def test_answers_for_other_documents_are_no_success() -> None:
    def others(asked: Asked) -> Reply:
        reply = done(asked)
        reply.body["items"].reverse()
        return reply

    with broken_node(others) as node, pytest.raises(EngineUnavailable):
        ElasticsearchEngine(node.url, "x").write([a_document("a"), a_document("b")], [])


def test_newer_versions_and_what_is_gone_already_are_successes() -> None:
    conflict = {"type": "version_conflict_engine_exception", "reason": "newer"}
    with broken_node(lambda asked: done(asked, a=(409, conflict), b=(404, {}))) as node:
        assert ElasticsearchEngine(node.url, "x").write([a_document("a")], [("b", 2)]) == {}


def test_what_the_mapping_refuses_is_refused_with_the_reason() -> None:
    error = {
        "type": "document_parsing_exception",
        "reason": "failed to parse",
        "caused_by": {"type": "x", "reason": "bad date " + "x" * 9999},
    }
    with broken_node(lambda asked: done(asked, b=(400, error), c=(400, {"type": "x"}))) as node:
        refused = ElasticsearchEngine(node.url, "x").write([a_document(key) for key in "abc"], [])
    assert list(refused) == ["b", "c"]
    assert refused["b"].startswith("failed to parse: bad date")
    assert len(refused["b"]) <= elasticsearch_module.MOST_REASON
    assert refused["c"]


def test_a_request_that_is_too_large_is_split_down_to_the_document() -> None:
    written = []

    def answer(asked: Asked) -> Reply:
        keys = [key for _, key in operations(asked)]
        if len(keys) > 3 or "d" in keys:
            return Reply(413, b"", headers={}, content_type="text/plain")
        written.extend(keys)
        return done(asked)

    with broken_node(answer) as node:
        refused = ElasticsearchEngine(node.url, "x").write([a_document(key) for key in "abcdefghij"], [("k", 1)])
    assert list(refused) == ["d"]
    assert sorted(written) == list("abcefghijk")


def test_requests_are_bounded_in_number_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elasticsearch_module, "BULK_BYTES", 100_000)
    small = [a_document(f"s:{number:04}") for number in range(1100)]
    large = [a_document(f"l:{number}", summaries={"vi": "x" * 30_000}) for number in range(10)]
    larger = [a_document("larger", summaries={"vi": "x" * 200_000})]
    with broken_node(done) as node:
        ElasticsearchEngine(node.url, "x").write([*small, *large, *larger], [])
        assert sorted(key for asked in node.asked for _, key in operations(asked)) == sorted(
            document.key for document in (*small, *large, *larger)
        )
        for asked in node.asked:
            assert len(operations(asked)) <= elasticsearch_module.BULK_DOCUMENTS
            assert len(asked.body) <= 100_000 or len(operations(asked)) == 1


def test_what_comes_before_a_failure_may_be_written_again() -> None:
    there: dict[str, int] = {}
    calls = 0

    def fails_once(asked: Asked) -> Reply:
        nonlocal calls
        calls += 1
        if calls == 2:
            return BROKEN["unavailable"]
        there.update({key: 1 for _, key in operations(asked)})
        return done(asked)

    documents = [a_document(f"k:{number:04}") for number in range(1200)]
    with broken_node(fails_once) as node:
        engine = ElasticsearchEngine(node.url, "x")
        with pytest.raises(EngineUnavailable):
            engine.write(documents, [])
        assert engine.write(documents, []) == {}
    assert sorted(there) == [document.key for document in documents]


def test_no_script_and_no_text_to_be_parsed_is_sent() -> None:
    with broken_node(Reply(body=results())) as node:
        engine = ElasticsearchEngine(node.url, "x")
        engine.search(Request(Term(fields.NAME, "title:* OR /x/~ {"), TODAY))  # nothing: white space
        engine.search(Request(Term(fields.NAME, 'x"}},{"script":"'), TODAY, facets=("kind",)))
    sent = b"".join(asked.body for asked in node.asked)
    assert b"query_string" not in sent
    assert b'"script":' not in sent
    assert json.loads(node.asked[1].body)["query"]["function_score"]["query"]["bool"]["must"] == [
        {"term": {"name": {"value": 'x"}},{"script":"'}}}
    ]


# --- On a real node ---------------------------------------------------------------------------------------------------


@pytest.fixture
def node(elasticsearch_url: str) -> Iterator[ElasticsearchEngine]:
    """An engine on a real node with a document."""
    with elasticsearch_engine(elasticsearch_url) as engine:
        engine.write([a_document("a")], [])
        yield engine


@pytest.mark.parametrize("block", ["read_only", "read_only_allow_delete", "write"])
def test_a_read_only_index_is_read_and_written_later(node: ElasticsearchEngine, block: str) -> None:
    indices = node._client.indices
    indices.put_settings(index=node.live(), settings={f"index.blocks.{block}": True})
    with pytest.raises(EngineUnavailable):
        node.write([a_document("b")], [])
    assert found(node) == ["a"]
    indices.put_settings(index=node.live(), settings={f"index.blocks.{block}": None})
    node.write([a_document("b")], [])
    assert found(node) == ["a", "b"]


def test_a_closed_index_is_unavailable(node: ElasticsearchEngine) -> None:
    node._client.indices.close(index=node.live())
    for call in (lambda: found(node), lambda: node.write([a_document("b")], [])):
        with pytest.raises(EngineUnavailable):
            call()
    node._client.indices.open(index=node.live(), wait_for_active_shards=1)
    assert found(node) == ["a"]


def test_an_alias_that_is_lost_is_not_replaced_by_an_index(node: ElasticsearchEngine) -> None:
    live = node.live()
    node._client.indices.delete_alias(index=live, name=node._alias)
    with pytest.raises(EngineUnavailable):
        node.write([a_document("b")], [])
    assert node.indices() == [live]
    node.swap(live)
    assert found(node) == ["a"]


def test_two_first_writers_make_one_index(elasticsearch_url: str) -> None:
    with elasticsearch_engine(elasticsearch_url) as engine:
        threads = [threading.Thread(target=engine.write, args=([a_document(f"k:{number}")], [])) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found(engine) == ["k:0", "k:1", "k:2", "k:3"]
        assert len(engine.indices()) == 1


def test_a_key_that_the_node_cannot_take_is_refused_alone(node: ElasticsearchEngine) -> None:
    refused = node.write([a_document("b"), a_document("k" * 600), a_document("c")], [])
    assert list(refused) == ["k" * 600]
    assert found(node) == ["a", "b", "c"]


# --- The breaker ------------------------------------------------------------------------------------------------------


class Clock:
    """Seconds that pass when the test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_breaker_opens_after_five_failures_in_ten_seconds() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(4):
        breaker.failed()
    clock.now = 10.5  # the first four are too long ago
    for _ in range(4):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.is_open
    clock.now = 20.5
    breaker.failed()
    assert breaker.is_open
    assert not breaker.allows()


def test_successes_between_failures_do_not_hide_them() -> None:
    breaker = Breaker(Clock())
    for _ in range(5):
        breaker.succeeded()
        breaker.failed()
    assert breaker.is_open


def test_one_caller_in_a_pause_tries_and_the_first_success_closes() -> None:
    clock = Clock()
    breaker = Breaker(clock, pause=5)
    for _ in range(5):
        breaker.failed()
    clock.now = 4.9
    assert not breaker.allows()
    clock.now = 5
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.failed()
    clock.now = 9.9
    assert not breaker.allows()
    clock.now = 10
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]
    for _ in range(4):
        breaker.failed()
    assert not breaker.is_open


def test_a_try_that_never_ends_is_followed_by_another() -> None:
    clock = Clock()
    breaker = Breaker(clock, pause=5)
    for _ in range(5):
        breaker.failed()
    clock.now = 5
    assert breaker.allows()
    clock.now = 10
    assert breaker.allows()


def test_threads_open_it_once_and_one_of_them_tries() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    let_through = []

    def call() -> None:
        for _ in range(200):
            if breaker.allows():
                let_through.append(1)
                breaker.failed()

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 5 <= len(let_through) <= 5 + len(threads)
    clock.now = 60
    assert sum(breaker.allows() for _ in range(20)) == 1


# --- Which engine answers ---------------------------------------------------------------------------------------------


@pytest.fixture
def portal(settings: Any, tmp_path: Path) -> Iterator[Any]:
    """Settings with an embedded index of one document and no Elasticsearch."""
    settings.DATA_DIR = tmp_path
    settings.ELASTICSEARCH_URL = ""
    selection.reset()
    selection.embedded().write([a_document("embedded")], [])
    yield settings
    selection.reset()


def healthy(_asked: Asked) -> Reply:
    return Reply(body=results(a_hit(a_document("node").as_json())))


def test_without_an_address_the_embedded_engine_answers(portal: Any) -> None:
    assert selection.elastic() is None
    assert not selection.is_elastic_held_off()
    assert selection.current().name == "embedded"
    answer, name = selection.answer(Request(Everything(), TODAY))
    assert (keys_of(answer), name) == (["embedded"], "embedded")


def test_a_healthy_node_answers(portal: Any) -> None:
    with broken_node(healthy) as node:
        portal.ELASTICSEARCH_URL = node.url
        assert selection.current().name == "elasticsearch"
        answer, name = selection.answer(ASK)
        assert (keys_of(answer), name) == (["node"], "elasticsearch")
        assert selection.embedded() is selection.embedded()
        assert selection.elastic() is selection.elastic()


@pytest.mark.parametrize("fault", BROKEN_FOR_READERS)
def test_the_embedded_engine_answers_for_a_broken_node(portal: Any, fault: str) -> None:
    with broken_node(BROKEN_FOR_READERS[fault]) as node:
        portal.ELASTICSEARCH_URL = node.url
        answer, name = selection.answer(ASK)
    assert (keys_of(answer), name) == (["embedded"], "embedded")
    assert answer.counts == {"kind": {"event": 1}}


def test_one_page_waits_once_for_a_node_that_hangs(portal: Any) -> None:
    with broken_node(BROKEN["hangs"]) as node:
        portal.ELASTICSEARCH_URL = node.url
        for _ in range(4):
            assert selection.answer(ASK)[1] == "embedded"
        assert len(node.asked) == 1


def test_many_readers_give_up_a_broken_node_and_find_it_again(portal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(selection, "AVOID_SECONDS", -1.0)
    monkeypatch.setattr(selection._process, "breaker", Breaker(clock))
    with broken_node(BROKEN["unavailable"]) as node:
        portal.ELASTICSEARCH_URL = node.url
        for _ in range(20):
            assert selection.answer(ASK)[1] == "embedded"
        assert len(node.asked) == 5
        assert selection.is_elastic_held_off()
        assert selection.current().name == "embedded"
        clock.now = 6
        node.reply = healthy
        assert selection.answer(ASK)[1] == "elasticsearch"
        assert selection.answer(ASK)[1] == "elasticsearch"
        assert not selection.is_elastic_held_off()


def test_the_node_is_asked_all_the_same_where_there_is_no_embedded_index(
    portal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Breaker(Clock())
    for _ in range(5):
        broken.failed()
    monkeypatch.setattr(selection._process, "breaker", broken)
    with broken_node(healthy) as node:
        portal.ELASTICSEARCH_URL = node.url
        shutil.rmtree(portal.DATA_DIR / "search")
        assert selection.answer(ASK)[1] == "elasticsearch"
        node.reply = lambda _asked: BROKEN["unavailable"]
        with pytest.raises(EngineUnavailable):
            selection.answer(ASK)


def test_only_one_engine_is_asked_when_it_is_named(portal: Any) -> None:
    with pytest.raises(EngineUnavailable), selection.only("elasticsearch"):
        selection.current()
    with broken_node(BROKEN["unavailable"]) as node:
        portal.ELASTICSEARCH_URL = node.url
        with selection.only("elasticsearch"):
            assert selection.current().name == "elasticsearch"
            with pytest.raises(EngineUnavailable):
                selection.answer(ASK)
        with selection.only("embedded"):
            assert selection.current().name == "embedded"
            assert selection.answer(ASK)[1] == "embedded"
        assert len(node.asked) == 1
        with selection.only(None):
            assert selection.current().name == "elasticsearch"
