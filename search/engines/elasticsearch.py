"""The engine of production: one index in an Elasticsearch 8 node, reached by an alias.

An index is named ``<alias>-<layout>-<stamp>`` and has two aliases: the one that answers, when it is live,
and one of its own by which it is written, so that no write ever makes an index by accident. Versions are the caller's
(``version_type=external``): the node itself passes older writes over, removals too. Nothing here is text to be parsed:
no ``query_string``, no script. What the client raises, and an answer of the wrong shape, is ``EngineUnavailable``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any, Final, Self

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.dsl import (
    DateRange,
    Document,
    Double,
    Index,
    MetaField,
    Text,
    analyzer,
    mapped_field,
)
from elasticsearch.dsl import (
    Keyword as KeywordField,
)
from elasticsearch.dsl import query as dsl
from elasticsearch.dsl.function import FieldValueFactor

from search import fields
from search.documents import SearchDocument
from search.engines import INDEX_NAME, KEY, STARS, Answer, EngineUnavailable, Hit, Request, layout, texts_of, weight_of
from search.engines.bounded_node import BoundedNode
from search.engines.trees import STAR_NUMBERS, plain
from search.queries import (
    And,
    Boost,
    Constant,
    DisMax,
    Everything,
    Filter,
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

#: A reader waits so long; then the embedded index answers.
READ_SECONDS: Final = 1.0
WRITE_SECONDS: Final = 30.0
#: What goes into one bulk request.
BULK_DOCUMENTS: Final = 500
BULK_BYTES: Final = 5_000_000
#: Values that a facet may have.
MOST_VALUES: Final = 1000
#: Letters of the reason why a document is refused.
MOST_REASON: Final = 500
#: How far a node lists hits (``index.max_result_window``).
DEEPEST: Final = 10_000

_BY_SCORE: Final = ({"_score": "desc"}, {KEY: "asc"})
# An index of an older layout has no such field: there the order is that of keys.
_BY_NAME: Final = ({fields.ORDER: {"order": "asc", "unmapped_type": "keyword"}}, {KEY: "asc"})
_OWN_ALIAS: Final = "-in"
_SPACES: Final = analyzer("spaces", tokenizer="whitespace")
_SETTINGS: Final[Mapping[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # A removal is remembered so long: a write that is older and comes later is passed over.
    "gc_deletes": "1h",
    # The parameters of the embedded engine, which has no others.
    "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
}


class Row(Document):
    """What is indexed of a document; only the payload is kept as it is. The rest of the mapping follows below."""

    key: str = mapped_field(KeywordField())
    #: ``search.fields.order_of``
    order: str = mapped_field(KeywordField(index=False))
    #: ``search.engines.weight_of``
    weight: float = mapped_field(Double())
    #: ``SearchDocument.as_json``
    payload: str = mapped_field(KeywordField(index=False, doc_values=False))

    class Meta:
        dynamic = MetaField(False)
        source = MetaField(includes=["payload"])


# What search.fields names is mapped here and nowhere named again; stars_4 holds the days on which a certificate of four
# stars is in force, any number of spans.
for _name in fields.TEXT_FIELDS:
    Row._doc_type.mapping.field(_name, Text(analyzer=_SPACES))
for _name in fields.KEYWORD_FIELDS:
    Row._doc_type.mapping.field(_name, KeywordField())
for _number in STAR_NUMBERS:
    Row._doc_type.mapping.field(f"{STARS}_{_number}", DateRange())


class _NoIndex(EngineUnavailable):
    """The alias leads nowhere."""


class _RequestRefused(Exception):
    """The node takes no such request: it is too large, or a document in it cannot be."""


class ElasticsearchEngine:
    """Searches and changes the index behind an alias; or the one that ``at`` names."""

    name = "elasticsearch"

    def __init__(self, url: str, alias: str) -> None:
        self._alias = alias
        #: Set by ``at``; otherwise the alias is read and written.
        self._index_name = ""
        # Retrying is the caller's: a reader has another engine, a writer comes again later.
        #: How long a reader waits.
        self._seconds = READ_SECONDS
        self._client = Elasticsearch(url, node_class=BoundedNode, request_timeout=self._seconds, max_retries=0)
        #: For everything that no reader waits for.
        self._writer = self._client.options(request_timeout=WRITE_SECONDS)

    # --- Indexes ------------------------------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Whether the index was built by this version of analysis and fields; if not, it should be built again."""
        return (self._index_name or self.live()).startswith(f"{self._alias}-{layout()}-")

    def at(self, index: str) -> Self:
        """The same engine, reading and writing the index of this name, live or not."""
        other = copy(self)
        other._index_name = index
        return other

    def live(self) -> str:
        """Name of the index that answers; "" without one."""
        return next((name for name, aliases in self._aliases().items() if self._alias in aliases), "")

    def indices(self) -> list[str]:
        """Names of all indexes of this engine, the live one among them."""
        return sorted(self._aliases())

    def new_name(self, stamp: str) -> str:
        """Name of an index of this version; ``stamp`` is lower-case letters and digits."""
        return f"{self._alias}-{layout()}-{stamp}"

    def create_index(self, name: str) -> None:
        """Make an empty index; nothing happens when there is one of that name."""
        self._create(name)

    def swap(self, new: str) -> None:
        """Let the index ``new`` answer from now on instead of the one that did, which stays: one call, no gap."""
        removals = [
            {"remove": {"index": name, "alias": self._alias}}
            for name, aliases in self._aliases().items()
            if self._alias in aliases and name != new
        ]
        with _guarded():
            self._writer.indices.update_aliases(actions=[*removals, {"add": {"index": new, "alias": self._alias}}])

    def drop(self, name: str) -> None:
        """Remove an index; nothing happens when there is none of that name. Raises ``ValueError`` for the live one."""
        if name == self.live():
            raise ValueError(f"{name} is live")
        if self._is_ours(name):
            with _guarded():
                self._writer.indices.delete(index=name, ignore_unavailable=True)

    def _aliases(self) -> dict[str, set[str]]:
        """Aliases by index of this engine."""
        with _guarded():
            found = self._writer.indices.get_alias(index=f"{self._alias}-v*")
            return {name: set(facts["aliases"]) for name, facts in found.items() if self._is_ours(name)}

    def _is_ours(self, name: str) -> bool:
        return name.startswith(f"{self._alias}-") and bool(INDEX_NAME.fullmatch(name[len(self._alias) + 1 :]))

    def _create(self, name: str, *, is_live: bool = False) -> None:
        if not self._is_ours(name):
            raise ValueError(f"{name!r} is no name of an index: see new_name")
        index = Index(name, using=self._writer)
        index.settings(**_SETTINGS)
        index.document(Row)
        index.aliases(**{f"{name}{_OWN_ALIAS}": {}}, **({self._alias: {}} if is_live else {}))
        with _guarded():
            try:
                index.create()
            except ApiError as error:
                if error.error != "resource_already_exists_exception":
                    raise

    # --- Reading ------------------------------------------------------------------------------------------------------

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises ``ValueError`` for a tree that no engine takes (``search.engines.trees``)."""
        query = dsl.FunctionScore(
            query=dsl.Bool(must=[_compiled(plain(request.query))], filter=[_filter(one) for one in request.always]),
            functions=[FieldValueFactor(field="weight", missing=1)],
            boost_mode="multiply",
        )
        filters = {facet: _filter(one) for facet, one in request.filters.items()}
        body: dict[str, Any] = {
            "query": query.to_dict(),
            "sort": _BY_NAME if request.is_by_name else _BY_SCORE,
            "from_": request.offset,
            "size": max(0, min(request.limit, DEEPEST - request.offset)),
            "track_scores": not request.is_by_name,
            "track_total_hits": True,
            "source": ["payload"],
        }
        if filters:
            body["post_filter"] = dsl.Bool(filter=list(filters.values())).to_dict()
        if request.facets:
            body["aggs"] = {facet: _facet(facet, filters, request.today) for facet in request.facets}
        if request.offset >= DEEPEST:
            body["from_"] = 0
        with _guarded():
            found = self._ask(self._client, timeout=f"{int(self._seconds * 1000)}ms", **body)
            hits = tuple(
                Hit(
                    SearchDocument.from_json(hit["_source"]["payload"]),
                    0.0 if request.is_by_name else float(hit["_score"]),
                )
                for hit in found["hits"]["hits"]
            )
            counts = {facet: _counts(facet, found["aggregations"][facet]) for facet in request.facets}
            return Answer(hits, int(found["hits"]["total"]["value"]), counts)

    def versions(self, after: str = "", limit: int = 1000) -> list[tuple[str, int]]:
        """(key, version) of stored documents in the order of their keys, from behind ``after``."""
        with _guarded():
            found = self._ask(
                self._writer,
                query={"range": {KEY: {"gt": after}}},
                sort=[{KEY: "asc"}],
                size=min(limit, DEEPEST),
                source=False,
                version=True,
                track_total_hits=False,
            )
            return [(str(hit["_id"]), int(hit["_version"])) for hit in found["hits"]["hits"]]

    def count(self) -> dict[str, int]:
        """Number of documents by kind."""
        with _guarded():
            found = self._ask(self._writer, size=0, aggs={fields.KIND: _facet(fields.KIND, {}, "")})
            return _counts(fields.KIND, found["aggregations"][fields.KIND])

    def _ask(self, client: Elasticsearch, **body: Any) -> Mapping[str, Any]:
        """Search; an answer of a part of the index is none."""
        target = self._index_name or self._alias
        found = client.search(index=target, allow_partial_search_results=False, **body).body
        if found["timed_out"] or found["_shards"]["failed"]:
            raise EngineUnavailable("Elasticsearch answered for a part of the index only")
        return dict(found)

    # --- Writing ------------------------------------------------------------------------------------------------------

    def write(self, documents: Sequence[SearchDocument], removed: Sequence[tuple[str, int]]) -> Mapping[str, str]:
        """Store documents and remove (key, version); versions not newer than what is there are passed over.

        Makes a live index when there is none. When it raises, a part may have been written; writing all of it again is
        right.
        """
        operations: dict[str, tuple[int, str]] = {}
        for key, version in removed:
            if key not in operations or version > operations[key][0]:
                operations[key] = version, _line("delete", key, version)
        for document in documents:
            if document.key not in operations or document.version > operations[document.key][0]:
                operations[document.key] = (
                    document.version,
                    _line("index", document.key, document.version) + _row_of(document),
                )
        lines = {key: line for key, (_, line) in operations.items()}
        refused: dict[str, str] = {}
        for batch in _batches(lines):
            try:
                refused |= self._bulk(batch)
            except _NoIndex:
                if self._index_name:
                    raise
                self._create(self.new_name("0"), is_live=True)
                refused |= self._bulk(batch)
        return refused

    def _bulk(self, lines: Mapping[str, str]) -> dict[str, str]:
        """Send one request; when the node refuses it as a whole, its halves, down to the document that is at fault."""
        try:
            return self._send(lines)
        except _RequestRefused as error:
            keys = list(lines)
            if len(keys) == 1:
                return {keys[0]: str(error)}
            halves = keys[: len(keys) // 2], keys[len(keys) // 2 :]
            refused: dict[str, str] = {}
            for half in halves:
                refused |= self._bulk({key: lines[key] for key in half})
            return refused

    def _send(self, lines: Mapping[str, str]) -> dict[str, str]:
        target = f"{self._index_name}{_OWN_ALIAS}" if self._index_name else self._alias
        with _guarded():
            try:
                answer = self._writer.bulk(
                    index=target,
                    operations="".join(lines.values()).encode(),  # type: ignore[arg-type]  # bytes are sent as they are
                    require_alias=True,
                    refresh=True,
                )
            except ApiError as error:
                if error.status_code in {400, 413}:
                    raise _RequestRefused(str(error)[:MOST_REASON]) from error
                raise
            results = [result for item in answer["items"] for result in item.values()]
            if [result["_id"] for result in results] != list(lines):
                raise EngineUnavailable("Elasticsearch answered for a part of the writes only")
            return _refused(results)


@contextmanager
def _guarded() -> Iterator[None]:
    """Turn whatever the client raises, and answers of another shape than expected, into ``EngineUnavailable``."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(f"Elasticsearch: {error}") from error
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise EngineUnavailable(f"Elasticsearch answered what was not expected: {error!r}") from error


# --- Rows -------------------------------------------------------------------------------------------------------------


def _line(operation: str, key: str, version: int) -> str:
    return json.dumps({operation: {"_id": key, "version": version, "version_type": "external"}}) + "\n"


def _row_of(document: SearchDocument) -> str:
    row: dict[str, Any] = {
        KEY: document.key,
        fields.ORDER: fields.order_of(document),
        "weight": weight_of(document),
        "payload": document.as_json(),
        **texts_of(document),
        **fields.keywords_of(document),
    }
    for span in document.stars:
        row.setdefault(f"{STARS}_{span.stars}", []).append({"gte": span.since, "lte": span.until})
    return json.dumps(row, ensure_ascii=False) + "\n"


def _batches(lines: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Runs of at most ``BULK_DOCUMENTS`` and, when one document is not larger by itself, ``BULK_BYTES``."""
    batch: dict[str, str] = {}
    size = 0
    for key, line in lines.items():
        length = len(line.encode())
        if batch and (len(batch) == BULK_DOCUMENTS or size + length > BULK_BYTES):
            yield batch
            batch, size = {}, 0
        batch[key] = line
        size += length
    if batch:
        yield batch


def _refused(results: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What the node will never take, reason by key. Raises ``EngineUnavailable`` when it may take something later."""
    refused: dict[str, str] = {}
    for result in results:
        status, error = int(result["status"]), result.get("error") or {}
        if status < 300 or status == 409 or (status == 404 and not error):
            continue  # written; a newer version is there; what is removed was not there
        kind = error.get("type")
        if kind == "index_not_found_exception":
            raise _NoIndex("there is no index to write to")
        causes = error, error.get("caused_by") or {}
        reason = ": ".join(str(cause["reason"]) for cause in causes if cause.get("reason"))
        if status != 400 or kind == "index_closed_exception" or reason.startswith("no write index"):
            raise EngineUnavailable(f"Elasticsearch: {status} {kind}: {reason}")
        refused[str(result["_id"])] = (reason or "refused")[:MOST_REASON]
    return refused


# --- Queries ----------------------------------------------------------------------------------------------------------


def _facet(facet: str, filters: Mapping[str, dsl.Query], today: str) -> dict[str, Any]:
    """Counts of a facet's values under the other facets' filters."""
    others = [one for other, one in filters.items() if other != facet]
    if facet == STARS:
        by_stars = {str(number): _stars(number, today).to_dict() for number in STAR_NUMBERS}
        values: dict[str, Any] = {"filters": {"filters": by_stars}}
    else:
        values = {"terms": {"field": facet, "size": MOST_VALUES}}
    return {"filter": dsl.Bool(filter=others).to_dict(), "aggs": {"values": values}}


def _counts(facet: str, answer: Mapping[str, Any]) -> dict[str, int]:
    buckets = answer["values"]["buckets"]
    if facet == STARS:
        return {str(value): int(one["doc_count"]) for value, one in buckets.items() if one["doc_count"]}
    return {str(one["key"]): int(one["doc_count"]) for one in buckets}


def _filter(node: Filter) -> dsl.Query:
    return _compiled(plain(node))


def _stars(number: int, on: str) -> dsl.Query:
    return dsl.Range(f"{STARS}_{number}", {"gte": on, "lte": on, "relation": "intersects"})


def _compiled(node: Node) -> dsl.Query:
    """The node's query of a plain tree (``search.engines.trees``)."""
    match node:
        case Term(field, token):
            return dsl.Term(field, {"value": token})
        case Phrase(field, tokens, 0):
            return dsl.MatchPhrase(field, {"query": " ".join(tokens)})
        case Phrase(field, tokens, slop):
            spans = [dsl.SpanTerm(field, {"value": token}).to_dict() for token in tokens]
            return dsl.SpanNear(clauses=spans, slop=slop, in_order=True)
        case Prefix(field, start):
            return dsl.ConstantScore(filter=dsl.Prefix(field, {"value": start}))
        case Fuzzy(field, token, distance):
            options = {"value": token, "fuzziness": distance, "transpositions": True, "rewrite": "constant_score"}
            return dsl.ConstantScore(filter=dsl.Fuzzy(field, options))
        case And(nodes):
            return dsl.Bool(must=[_compiled(one) for one in nodes])
        case Or(nodes, minimum):
            return dsl.Bool(should=[_compiled(one) for one in nodes], minimum_should_match=minimum)
        case DisMax(nodes, tie):
            return dsl.DisMax(queries=[_compiled(one) for one in nodes], tie_breaker=tie)
        case Boost(inner, factor):
            return dsl.Bool(must=[_compiled(inner)], boost=factor)
        case Constant(inner, score):
            return dsl.ConstantScore(filter=_compiled(inner), boost=score)
        case Should(must, nodes):
            others = [_compiled(one) for one in nodes]
            return dsl.Bool(must=[_compiled(must)], should=others, minimum_should_match=0)
        case Keyword(field, values):
            return dsl.ConstantScore(filter=dsl.Terms(field, list(values)), boost=0.0)
        case StarsInForce(stars, on):
            numbers = dsl.Bool(should=[_stars(number, on) for number in stars], minimum_should_match=1)
            return dsl.ConstantScore(filter=numbers, boost=0.0)
        case Everything():
            return dsl.MatchAll()
        case Nothing():
            return dsl.MatchNone()
