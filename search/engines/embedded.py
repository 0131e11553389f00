"""The engine without a server: an index in a folder, for one machine, and for the hours in which Elasticsearch is away.

Under the folder lie indexes by name and the file ``live``, which names the one that answers. So an index is built again
beside the old one and takes its place by renaming one file. An index that is written by one process is read by any
number of others on the machine; they look once a second whether it has changed.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import shutil
import threading
import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby
from operator import neg
from pathlib import Path
from typing import Any, Final, Self

import tantivy
from tantivy import Occur, Query

from search import fields
from search.documents import SearchDocument, StarSpan
from search.engines import INDEX_NAME, KEY, STARS, Answer, EngineUnavailable, Hit, Request, layout, texts_of, weight_of
from search.engines.fragments import Fragments
from search.engines.trees import STAR_NUMBERS, matching, plain
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

logger = logging.getLogger(__name__)

#: Who reads looks for changes this often.
LOOK_SECONDS: Final = 1.0
#: What was removed is remembered so long: a write that is older than the removal is passed over.
REMEMBER_SECONDS: Final = 24 * 60 * 60
#: Hits of equal score are put in the order of their keys among so many; behind them the order is the index's.
MOST_EQUAL: Final = 5_000
#: So many hits more than wanted are fetched at first: mostly there are not more of equal score.
MORE: Final = 100
#: Values that a facet may have.
MOST_VALUES: Final = 1000
#: Lists whose counts are remembered as long as the index does not change.
MOST_COUNTED: Final = 500
#: Frequencies of words that are remembered as long.
MOST_FREQUENCIES: Final = 50_000
#: Fragments of names that spelling is repaired with, the commonest; 220 bytes each.
MOST_FRAGMENTS: Final = 300_000
#: A dictionary of fragments is made anew at most so often that making it takes this part of the time.
FRAGMENTS_SHARE: Final = 0.01

_WRITER_BYTES: Final = 32_000_000
#: Weights and scores are kept so many times too large.
_DOUBLED: Final = 2
_TOKENIZER: Final = "spaces"
_LIVE_FILE: Final = "live"
#: The library's own: what the index consists of.
_META_FILE: Final = "meta.json"
#: Keys are compared as numbers of eight bytes each, which are read quickly; longer keys are read themselves.
_KEY_PARTS: Final = tuple(f"key_{number}" for number in range(6))


_Found = tuple[float, tantivy.DocAddress]


@dataclass(frozen=True)
class _Open:
    """An index as it was at one moment."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    name: str
    #: What tells that the files have changed.
    stamp: tuple[object, ...]
    #: Names of its fields; an index of an older layout may lack some.
    fields: frozenset[str]
    #: Counts of lists, by what was asked: every page of a list has the same, and they hold as long as this moment.
    counted: dict[object, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    #: Numbers of documents by field and token: taking words apart asks for the same syllables hundreds of times.
    frequencies: dict[tuple[str, str], int] = field(default_factory=dict)


class EmbeddedEngine:
    """Searches, and with one writer at a time changes, the live index of a folder; or the one that ``at`` names."""

    name = "embedded"

    def __init__(self, folder: Path, index: str = "") -> None:
        self._folder = folder
        self._index_name = index
        self._lock = threading.Lock()
        self._open: _Open | None = None
        self._looked = 0.0
        self._fragments_lock = threading.Lock()
        self._fragments: Fragments | None = None
        self._fragments_of: tantivy.Searcher | None = None
        self._fragments_until = 0.0
        self._keys: tuple[tantivy.Searcher, list[tuple[str, int]]] | None = None

    # --- Indexes ------------------------------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Whether the index was built by this version of analysis and fields; if not, it should be built again."""
        return self._target().startswith(f"{layout()}-")

    def at(self, index: str) -> Self:
        """The same engine, reading and writing the index of this name, live or not."""
        return type(self)(self._folder, index)

    def live(self) -> str:
        """Name of the index that answers; "" without one."""
        try:
            name = (self._folder / _LIVE_FILE).read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except (OSError, ValueError) as error:
            raise EngineUnavailable(f"the embedded index is unreadable: {error}") from error
        if not INDEX_NAME.fullmatch(name):
            raise EngineUnavailable("the embedded index is unreadable: the name of the live one is garbled")
        return name

    def indices(self) -> list[str]:
        """Names of all indexes there are, the live one among them."""
        try:
            return sorted(path.name for path in self._folder.iterdir() if INDEX_NAME.fullmatch(path.name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise EngineUnavailable(str(error)) from error

    def new_name(self, stamp: str) -> str:
        """Name of an index of this version; ``stamp`` is letters and digits."""
        return f"{layout()}-{stamp}"

    def create_index(self, name: str) -> None:
        """Make an empty index; nothing happens when there is one of that name."""
        if not INDEX_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of an index: see new_name")
        with _guarded():
            path = self._folder / name
            path.mkdir(parents=True, exist_ok=True)
            tantivy.Index(_schema(), path=str(path), reuse=True)

    def swap(self, new: str) -> None:
        """Let the index ``new`` answer from now on, instead of the one that did."""
        if new not in self.indices():
            raise EngineUnavailable(f"there is no index {new}")
        with _guarded():
            part = self._folder / f"{_LIVE_FILE}.{os.getpid()}.part"
            part.write_text(new, encoding="ascii")
            part.replace(self._folder / _LIVE_FILE)
        self._look_again()

    def drop(self, name: str) -> None:
        """Remove an index that does not answer. Raises ``ValueError`` for the live one."""
        if name == self.live():
            raise ValueError(f"{name} is live")
        if INDEX_NAME.fullmatch(name):
            with _guarded():
                shutil.rmtree(self._folder / name, ignore_errors=True)

    def _target(self) -> str:
        return self._index_name or self.live()

    # --- Reading ------------------------------------------------------------------------------------------------------

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises ``ValueError`` for a tree that no engine takes (``search.engines.trees``)."""
        tree, always, by_facet = (
            plain(request.query),
            [plain(one) for one in request.always],
            {facet: plain(one) for facet, one in request.filters.items()},
        )
        with _guarded():
            opened = self._reader()
            compiled = _Compiler(opened).compile
            query = _all_of(compiled(tree), [compiled(one) for one in always])
            filters = {facet: compiled(one) for facet, one in by_facet.items()}
            everything = _all_of(query, list(filters.values()))
            ranked = _named if request.is_by_name else _ranked
            total, addresses = ranked(opened, everything, request.offset, request.limit)
            hits = tuple(Hit(_document(opened.searcher, address), score) for score, address in addresses)
            if not request.facets or not (total or filters):
                return Answer(hits, total, {facet: {} for facet in request.facets})
            known = _asked(request)
            counts = opened.counted.get(known)
            if counts is None:
                counted = _all_of(compiled(matching(tree)), [compiled(one) for one in always])
                counts = self._facets(opened, request, counted, filters, total)
                if known is not None:
                    if len(opened.counted) >= MOST_COUNTED:
                        opened.counted.clear()
                    opened.counted[known] = counts
            return Answer(hits, total, counts)

    def _facets(
        self, opened: _Open, request: Request, query: Query, filters: Mapping[str, Query], total: int
    ) -> dict[str, dict[str, int]]:
        """Counts of each facet under the filters of the others; ``total`` documents match with all filters."""
        unfiltered = [facet for facet in request.facets if facet not in filters] if total else []
        filtered = [facet for facet in request.facets if facet in filters]
        if chosen := _single_values(request, opened):
            groups = [(unfiltered, chosen)]
            groups += [([facet], {other: one for other, one in chosen.items() if other != facet}) for facet in filtered]
            counts = _counts(opened, query, groups, request.today)
        else:
            everything = _all_of(query, list(filters.values()))
            counts = _counts(opened, everything, [(unfiltered, {})], request.today)
            for facet in filtered:
                others = _all_of(query, [one for other, one in filters.items() if other != facet])
                counts |= _counts(opened, others, [([facet], {})], request.today)
        return {facet: counts.get(facet, {}) for facet in request.facets}

    def versions(self, after: str = "", limit: int = 1000) -> list[tuple[str, int]]:
        """(key, version) of stored documents in the order of their keys, from behind ``after``."""
        with _guarded():
            opened = self._reader()
            searcher = opened.searcher
            kept = self._keys
            if kept is None or kept[0] is not searcher:
                query = Query.term_query(opened.index.schema, "is_there", True)
                hits = searcher.search(
                    query, max(1, searcher.num_docs), order_by_field=KEY, order=tantivy.Order.Asc, count=False
                ).hits
                numbers = searcher.fast_field_values("version", [address for _, address in hits])
                kept = (
                    searcher,
                    sorted((str(key), int(number or 0)) for (key, _), number in zip(hits, numbers, strict=True)),
                )
            start = bisect_right(kept[1], after, key=lambda pair: pair[0])
            found = kept[1][start : start + limit]
            # The list of all of them is held only as long as somebody goes through it.
            self._keys = kept if start + limit < len(kept[1]) else None
            return found

    def count(self) -> dict[str, int]:
        """Number of documents by kind."""
        with _guarded():
            opened = self._reader()
            query = _Compiler(opened).compile(Everything())
            return _counts(opened, query, [([fields.KIND], {})], "")[fields.KIND]

    def frequency(self, field: str, token: str) -> int:
        """How many documents hold the token in the text field (some that were replaced lately may be counted too)."""
        with _guarded():
            opened = self._reader()
            asked = field, token
            if (found := opened.frequencies.get(asked)) is None:
                found = opened.searcher.doc_freq(field, token)
                if len(opened.frequencies) >= MOST_FREQUENCIES:
                    opened.frequencies.clear()
                opened.frequencies[asked] = found
            return found

    def near(self, shingle: str, distance: int, limit: int = 50) -> list[tuple[str, int]]:
        """Tokens of the shingle field at most ``distance`` edits away, nearest first, then commonest."""
        with _guarded():
            opened = self._reader()
        return self._dictionary(opened.searcher).near(shingle, distance, limit)

    def heard_alike(self, shingle: str, limit: int = 50) -> list[tuple[str, int]]:
        """Tokens of the shingle field that sound the same, the commonest first."""
        with _guarded():
            opened = self._reader()
        return self._dictionary(opened.searcher).heard_alike(shingle, limit)

    def _dictionary(self, searcher: tantivy.Searcher) -> Fragments:
        """Fragments of names as they are or were lately: at most ``FRAGMENTS_SHARE`` of the time goes into them."""
        fragments = self._fragments
        if fragments is not None and (self._fragments_of is searcher or time.monotonic() < self._fragments_until):
            return fragments
        if fragments is None:
            self._fragments_lock.acquire()
        elif not self._fragments_lock.acquire(blocking=False):
            return fragments  # somebody is making them anew
        try:
            if self._fragments is not None and self._fragments_of is searcher:
                return self._fragments
            began = time.monotonic()
            with _guarded():
                made = Fragments(searcher.terms_with_prefix(fields.SHINGLE, "", limit=MOST_FRAGMENTS))
            now = time.monotonic()
            self._fragments, self._fragments_of = made, searcher
            self._fragments_until = now + (now - began) / FRAGMENTS_SHARE
            return made
        finally:
            self._fragments_lock.release()

    # --- Writing ------------------------------------------------------------------------------------------------------

    def write(self, documents: Sequence[SearchDocument], removed: Sequence[tuple[str, int]]) -> Mapping[str, str]:
        """Store documents and remove (key, version); versions not newer than what is there are passed over.

        Makes a live index when there is none. Only one process may write at a time: another one's call raises
        ``EngineUnavailable``.
        """
        if not self._target():
            self._begin()
        refused: dict[str, str] = {}
        rows: dict[str, tuple[int, tantivy.Document]] = {}
        forgotten = int(time.time()) - REMEMBER_SECONDS
        for key, version in removed:
            if key not in rows or version > rows[key][0]:
                rows[key] = version, _tombstone(key, version)
        for document in documents:
            if document.key not in rows or document.version > rows[document.key][0]:
                try:
                    rows[document.key] = document.version, _row(document)
                except (ValueError, OverflowError) as error:
                    refused[document.key] = str(error)
        with _guarded():
            opened = self._opened(self._target())
            if opened.fields != _FIELDS:
                raise EngineUnavailable(f"the embedded index {opened.name} has other fields: build it again")
            writer = opened.index.writer(heap_size=_WRITER_BYTES, num_threads=1)
            try:
                opened.index.reload()
                schema = opened.index.schema
                there = _versions_of(opened.index.searcher(), schema, rows)
                for key, (version, row) in rows.items():
                    if version > there.get(key, -1):
                        writer.delete_documents_by_term(KEY, key)
                        writer.add_document(row)
                writer.delete_documents_by_query(
                    Query.range_query(schema, "removed_at", tantivy.FieldType.Integer, upper_bound=forgotten)
                )
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                # Waits until small parts are merged into larger ones, and gives the lock back.
                writer.wait_merging_threads()
        self._look_again()
        return refused

    def _begin(self) -> None:
        name = self.new_name("0")
        self.create_index(name)
        self.swap(name)

    # --- Files --------------------------------------------------------------------------------------------------------

    def _reader(self) -> _Open:
        """The index as it was at most ``LOOK_SECONDS`` ago."""
        opened = self._open
        if opened is not None and time.monotonic() - self._looked < LOOK_SECONDS:
            return opened
        with self._lock:
            if self._open is not None and time.monotonic() - self._looked < LOOK_SECONDS:
                return self._open
            name = self._target()
            if not name:
                raise EngineUnavailable("there is no embedded index yet")
            opened = self._open
            stamp = self._stamp(name)
            if opened is None or opened.name != name:
                opened = self._opened(name)
            elif opened.stamp != stamp:
                try:
                    opened.index.reload()
                    opened = replace(opened, searcher=opened.index.searcher(), stamp=stamp, counted={}, frequencies={})
                except (ValueError, OSError):
                    # What is open answers as before; the next look tries again.
                    logger.warning("The embedded index could not be read again", exc_info=True)
            self._open, self._looked = opened, time.monotonic()
            return opened

    def _look_again(self) -> None:
        self._looked = 0.0
        self._fragments_until = 0.0

    def _stamp(self, name: str) -> tuple[object, ...]:
        try:
            status = (self._folder / name / _META_FILE).stat()
        except OSError as error:
            raise EngineUnavailable(f"the embedded index {name} is not there: {error}") from error
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _opened(self, name: str) -> _Open:
        """Open an index."""
        stamp = self._stamp(name)
        meta = json.loads((self._folder / name / _META_FILE).read_text(encoding="utf-8"))
        names = frozenset(str(field["name"]) for field in meta["schema"])
        index = tantivy.Index.open(str(self._folder / name))
        index.config_reader(reload_policy="manual")
        index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        index.reload()
        return _Open(index, index.searcher(), name, stamp, names)


@contextmanager
def _guarded() -> Iterator[None]:
    """Turn whatever the library raises, a panic of its native part too, into ``EngineUnavailable``."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineUnavailable(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise EngineUnavailable(f"the embedded index failed: {error}") from error
        raise


# --- Rows -------------------------------------------------------------------------------------------------------------


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in fields.TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
    for name in fields.KEYWORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(STARS, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic", fast=True, stored=True)
    builder.add_text_field(fields.ORDER, tokenizer_name="raw", index_option="basic", fast=True)
    for name in _KEY_PARTS:
        builder.add_unsigned_field(name, fast=True)
    builder.add_integer_field("version", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("payload", stored=True)
    builder.add_boolean_field("is_there", indexed=True)
    builder.add_integer_field("removed_at", indexed=True, fast=True)
    return builder.build()


_FIELDS: Final = frozenset(
    (
        *fields.TEXT_FIELDS,
        *fields.KEYWORD_FIELDS,
        STARS,
        KEY,
        fields.ORDER,
        *_KEY_PARTS,
        "version",
        "weight",
        "payload",
        "is_there",
        "removed_at",
    )
)


def _keyed(key: str, version: int) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text(KEY, key)
    row.add_integer("version", version)
    encoded = key.encode()
    for number, name in enumerate(_KEY_PARTS):
        row.add_unsigned(name, int.from_bytes(encoded[number * 8 : number * 8 + 8].ljust(8, b"\0"), "big"))
    return row


def _row(document: SearchDocument) -> tantivy.Document:
    row = _keyed(document.key, document.version)
    row.add_boolean("is_there", True)
    row.add_text(fields.ORDER, fields.order_of(document))
    for name, tokens in texts_of(document).items():
        row.add_text(name, tokens)
    for name, values in fields.keywords_of(document).items():
        for value in values:
            row.add_text(name, value)
    for token in _span_tokens(document.stars):
        row.add_text(STARS, token)
    # The library multiplies scores by log2(2 + value), values below 0 counting as 0; weights begin at 1/_DOUBLED.
    row.add_float("weight", 2 ** (_DOUBLED * weight_of(document)) - 2)
    row.add_bytes("payload", document.as_json().encode())
    return row


def _tombstone(key: str, version: int) -> tantivy.Document:
    """What stays of a removed document: no query finds it, and its version outlives it for a while."""
    row = _keyed(key, version)
    row.add_integer("removed_at", int(time.time()))
    return row


def _versions_of(searcher: tantivy.Searcher, schema: tantivy.Schema, keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        hits = searcher.search(Query.term_query(schema, KEY, key), 1, count=False).hits
        if hits:
            (number,) = searcher.fast_field_values("version", [hits[0][1]])
            found[key] = int(number or 0)
    return found


# --- Days -------------------------------------------------------------------------------------------------------------
# A span of days is a handful of blocks, each of 2^n days and starting at a multiple of 2^n; a day is in one block of
# each size. So "some span covers the day" is a search for exact tokens, whatever the number and length of the spans.


def _span_tokens(spans: Iterable[StarSpan]) -> Iterator[str]:
    """Blocks of the days of spans, no day of the same stars in two of them. Raises ``ValueError`` for no ISO date."""
    covered: dict[int, int] = {}
    for stars, first, last in sorted((span.stars, _day(span.since), _day(span.until)) for span in spans):
        yield from _blocks(stars, max(first, covered.get(stars, 0) + 1), last + 1)
        covered[stars] = max(last, covered.get(stars, 0))


def _blocks(stars: int, first: int, end: int) -> Iterator[str]:
    size = 0
    while first < end:
        if first & 1:
            yield f"{stars}:{size}:{first}"
            first += 1
        if end & 1:
            end -= 1
            yield f"{stars}:{size}:{end}"
        first, end, size = first >> 1, end >> 1, size + 1


def _day(date: str) -> int:
    return dt.date.fromisoformat(date).toordinal()


def _day_tokens(stars: int, on: str) -> Iterator[str]:
    """The blocks that a day is in."""
    day = _day(on)
    for size in range(dt.date.max.toordinal().bit_length()):
        yield f"{stars}:{size}:{day >> size}"


# --- Queries ----------------------------------------------------------------------------------------------------------


class _Compiler:
    """Makes the library's queries of plain trees (``search.engines.trees``)."""

    def __init__(self, opened: _Open) -> None:
        self._schema = opened.index.schema
        self._fields = opened.fields

    def compile(self, node: Node) -> Query:
        schema = self._schema
        match node:
            case Term() | Phrase() | Prefix() | Fuzzy() | Keyword() if node.field not in self._fields:
                return Query.empty_query()
            case Term(field, token):
                return Query.term_query(schema, field, token)
            case Phrase(field, tokens, slop):
                spread = [Query.phrase_query(schema, field, words) for words in _spread(tokens, slop)]
                return spread[0] if len(spread) == 1 else Query.disjunction_max_query(spread)
            case Prefix(field, start):
                # No edit and any end: such an automaton is made hundreds of times quicker than one of an expression.
                return Query.const_score_query(Query.fuzzy_term_query(schema, field, start, 0, prefix=True), 1.0)
            case Fuzzy(field, token, distance):
                return Query.const_score_query(Query.fuzzy_term_query(schema, field, token, distance), 1.0)
            case And(nodes):
                return Query.boolean_query([(Occur.Must, self.compile(one)) for one in nodes])
            case Or(nodes, minimum):
                return Query.boolean_query([(Occur.Should, self.compile(one)) for one in nodes], minimum)
            case DisMax(nodes, tie):
                return Query.disjunction_max_query([self.compile(one) for one in nodes], tie)
            case Boost(inner, factor):
                return Query.boost_query(self.compile(inner), factor)
            case Constant(inner, score):
                return Query.const_score_query(self.compile(inner), score)
            case Should(must, nodes):
                others = [(Occur.Should, self.compile(one)) for one in nodes]
                return Query.boolean_query([(Occur.Must, self.compile(must)), *others])
            case Keyword(field, values):
                return Query.const_score_query(Query.term_set_query(schema, field, list(values)), 0.0)
            case StarsInForce(stars, on):
                blocks = [token for number in stars for token in _day_tokens(number, on)]
                return Query.const_score_query(Query.term_set_query(schema, STARS, blocks), 0.0)
            case Everything():
                return Query.const_score_query(Query.term_query(schema, "is_there", True), 1.0)
            case Nothing():
                return Query.empty_query()


def _spread(tokens: Sequence[str], slop: int) -> Iterator[list[str | tuple[int, str]]]:
    """The tokens with their places in the phrase, for each way to have at most ``slop`` others between them.

    The library's own slop lets tokens change places, and means something else than Lucene's for more than two of them.
    """
    for places in combinations(range(len(tokens) + slop), len(tokens)):
        if places[0] == 0:
            yield list(zip(places, tokens, strict=True))


def _asked(request: Request) -> object:
    """What the counts of a list depend on; None for a question in words, which is hardly ever asked twice."""
    if not isinstance(request.query, Everything) or not request.facets:
        return None
    return request.today, request.always, tuple(sorted(request.filters.items())), request.facets


def _all_of(query: Query, filters: Sequence[Query]) -> Query:
    if not filters:
        return query
    return Query.boolean_query([(Occur.Must, one) for one in (query, *filters)])


def _single_values(request: Request, opened: _Open) -> dict[str, str]:
    """The one value that each filter of a question in words leaves; none of them where one leaves several, or none.

    A list of everything has cheap filters and dear counts: there each filter is better applied first.
    """
    if isinstance(request.query, Everything):
        return {}
    values = {
        facet: one.values[0]
        for facet, one in request.filters.items()
        if isinstance(one, Keyword) and one.field == facet and len(one.values) == 1 and facet in opened.fields
    }
    return values if len(values) == len(request.filters) else {}


def _terms(opened: _Open, facets: Sequence[str], today: str) -> dict[str, Any]:
    """What counts the values of facets."""
    asked: dict[str, Any] = {
        facet: {"terms": {"field": facet, "size": MOST_VALUES}}
        for facet in facets
        if facet in opened.fields and facet != STARS
    }
    if STARS in facets:
        blocks = [token for number in STAR_NUMBERS for token in _day_tokens(number, today)]
        asked[STARS] = {"terms": {"field": STARS, "size": MOST_VALUES, "include": blocks}}
    return asked


def _counted(facets: Sequence[str], answers: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Counts of the values of facets."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
    for facet, answer in answers.items():
        for bucket in answer["buckets"]:
            # A block of days says whose it is first; a day is in one block of a certificate.
            value = bucket["key"].partition(":")[0] if facet == STARS else bucket["key"]
            counts[facet][value] += bucket["doc_count"]
    return {facet: dict(found) for facet, found in counts.items()}


def _counts(
    opened: _Open, query: Query, groups: Sequence[tuple[Sequence[str], Mapping[str, str]]], today: str
) -> dict[str, dict[str, int]]:
    """Counts of groups of facets, each among the documents with some values of other facets (facet → value).

    Documents with a value are one bucket, in which the next is counted: the words are looked up once for all groups.
    """
    asked: dict[str, Any] = {}
    for number, (facets, values) in enumerate(groups):
        inner = _terms(opened, facets, today)
        for facet, value in values.items() if inner else ():
            inner = {facet: {"terms": {"field": facet, "include": [value]}, "aggs": inner}}
        asked |= {f"{number}:{name}": one for name, one in inner.items()}
    answers = opened.searcher.aggregate(query, asked) if asked else {}
    counts: dict[str, dict[str, int]] = {}
    for number, (facets, values) in enumerate(groups):
        found = {name.partition(":")[2]: one for name, one in answers.items() if name.startswith(f"{number}:")}
        for facet in reversed([*values]):
            # No bucket: no document has the value.
            found = next(iter(found[facet]["buckets"]), {}) if facet in found else {}
        counts |= _counted(facets, {facet: found[facet] for facet in facets if facet in found})
    return counts


def _total(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # the library's types leave it out


def _document(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> SearchDocument:
    payload: Any = searcher.doc(address).get_first("payload")
    return SearchDocument.from_json(bytes(payload or b"").decode())


def _named(opened: _Open, query: Query, offset: int, limit: int) -> tuple[int, list[_Found]]:
    """How many match, and those from ``offset`` on in the order of their names; of keys in an older index."""
    searcher = opened.searcher
    if limit < 1:
        return _total(searcher.search(query, 1)), []
    field = fields.ORDER if fields.ORDER in opened.fields else KEY
    result = searcher.search(query, limit, order_by_field=field, offset=offset, order=tantivy.Order.Asc)
    return _total(result), [(0.0, address) for _, address in result.hits]


def _ranked(opened: _Open, query: Query, offset: int, limit: int) -> tuple[int, list[_Found]]:
    """How many match, and those from ``offset`` on: best first, equal scores by key.

    The library orders equal scores by their place in the index; so all that equal the last wanted one are fetched too,
    ``MOST_EQUAL`` at most.
    """
    searcher = opened.searcher
    wanted = offset + limit
    if limit < 1:
        return _total(searcher.search(query, 1)), []
    result = searcher.search(query, wanted + MORE, weight_by_field="weight")
    if len(result.hits) == wanted + MORE and result.hits[-1][0] == result.hits[wanted - 1][0]:
        result = searcher.search(query, max(wanted + MORE, MOST_EQUAL), weight_by_field="weight")
    hits = result.hits
    if offset >= len(hits):
        return _total(result), []
    scores = [score for score, _ in hits]
    # Only those are in question that score as the first or the last wanted one does, or between them.
    first = bisect_left(scores, -scores[offset], key=neg)
    end = bisect_right(scores, -scores[min(wanted, len(hits)) - 1], key=neg)
    ordered = _by_key(searcher, hits[first:end], offset - first, wanted - first)
    return _total(result), [(score / _DOUBLED, address) for score, address in ordered]


def _by_key(searcher: tantivy.Searcher, hits: Sequence[_Found], first: int, last: int) -> list[_Found]:
    """Hits ``first`` to ``last`` of those ordered by score and, where scores are equal, by key.

    Only equal ones that reach into the stretch are looked at: thousands of products may score alike.
    """
    ordered = list(hits)

    def settle(start: int, end: int, parts: Sequence[str]) -> None:
        """Order hits that have been equal so far by the next part of their keys; by whole keys behind the last one."""
        if end - start < 2 or end <= first or start >= last:
            return
        equal = ordered[start:end]
        addresses = [address for _, address in equal]
        values: list[Any]
        if parts:
            values = list(searcher.fast_field_values(parts[0], addresses))
        else:
            values = [searcher.doc(address).get_first(KEY) for address in addresses]
        places = sorted(range(len(equal)), key=values.__getitem__)
        ordered[start:end] = [equal[place] for place in places]
        if parts:
            settle_runs([values[place] for place in places], start, parts[1:])

    def settle_runs(values: Sequence[Any], start: int, parts: Sequence[str]) -> None:
        for _value, run in groupby(values):
            end = start + len(list(run))
            settle(start, end, parts)
            start = end

    settle_runs([score for score, _ in hits], 0, _KEY_PARTS)
    return ordered[first:last]
