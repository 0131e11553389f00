"""What an engine is: the two of them answer the same request in the same terms, and nothing else speaks to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, Self
from zlib import crc32

from search import analysis, fields
from search.documents import FORM, SearchDocument
from search.queries import Filter, Node

#: The pseudo field of stars in force, for filters and counts; everything else is a keyword field of ``search.fields``.
STARS: Final = "stars"
#: Keys can be filtered by too: ``Keyword(KEY, …)``.
KEY: Final = "key"


class EngineUnavailable(Exception):
    """The engine gives no answer now; another may."""


@dataclass(frozen=True)
class Request:
    """One question.

    ``filters`` are by facet: each facet's counts are taken under all *other* facets' filters. ``always`` restricts
    everything, counts too. ``today`` is the ISO date on which stars are counted as in force. The score of a hit is that
    of the tree times the document's weight (``weight_of``). ``is_by_name`` puts hits in the order of their Vietnamese
    names instead; their scores mean nothing then.
    """

    query: Node
    today: str
    always: tuple[Filter, ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 20
    is_by_name: bool = False


@dataclass(frozen=True)
class Hit:
    """A document and its score."""

    document: SearchDocument
    score: float


@dataclass(frozen=True)
class Answer:
    """Hits from best to worst, equal scores in the order of their keys; how many there are; counts by facet.

    Of a request by name: hits in the order of names.
    """

    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """What answers and what is written to. Every method may raise ``EngineUnavailable``."""

    name: str

    def search(self, request: Request) -> Answer:
        """Answer a request."""

    def write(self, documents: Sequence[SearchDocument], removed: Sequence[tuple[str, int]]) -> Mapping[str, str]:
        """Store documents and remove (key, version); versions not newer than what is there are passed over.

        What was removed is remembered for an hour at least: an older write that comes late brings nothing back.
        Returns what was refused for good, reason by key. What is written can be found when the call returns. Where
        there is no index yet, one is made.
        """

    def versions(self, after: str = "", limit: int = 1000) -> Sequence[tuple[str, int]]:
        """(key, version) of stored documents in the order of their keys, from behind ``after``."""

    def count(self) -> Mapping[str, int]:
        """Number of documents by kind."""


class Rebuildable(Engine, Protocol):
    """An engine whose index is built again beside the one that answers, and takes its place at one stroke."""

    @property
    def is_current(self) -> bool:
        """Whether the index was built by this version of analysis and fields; if not, it should be built again.

        Until then it is asked as it is: fields that it lacks find nothing.
        """

    def at(self, index: str) -> Self:
        """The same engine, reading and writing the index of this name, live or not."""

    def live(self) -> str:
        """Name of the index that answers; "" without one."""

    def indices(self) -> Sequence[str]:
        """Names of all indexes of this engine, the live one among them."""

    def new_name(self, stamp: str) -> str:
        """Name of an index of this version; ``stamp`` is lower-case letters and digits."""

    def create_index(self, name: str) -> None:
        """Make an empty index; nothing happens when there is one of that name."""

    def swap(self, new: str) -> None:
        """Let the index ``new`` answer from now on instead of the one that did, which stays."""

    def drop(self, name: str) -> None:
        """Remove an index; nothing happens when there is none of that name. Raises ``ValueError`` for the live one."""


class Lexicon(Protocol):
    """What words and names there are: the embedded engine knows, wherever the results come from."""

    def frequency(self, field: str, token: str) -> int:
        """How many documents hold the token in the text field."""

    def near(self, shingle: str, distance: int, limit: int = 50) -> Sequence[tuple[str, int]]:
        """Tokens of the shingle field at most ``distance`` edits away (a swap is one), with their document counts.

        The same one is included. Nearest first, then those of most documents. ``distance`` is at most 2.
        """

    def heard_alike(self, shingle: str, limit: int = 50) -> Sequence[tuple[str, int]]:
        """Tokens of the shingle field that sound the same, with their document counts, the commonest first."""


#: Raise it with every change of how documents stand in an index that shows in no name of a field.
ENCODING: Final = 2


def layout() -> str:
    """Version of what stands in an index, for its name: of the analysis, of the fields, and of what a document says."""
    names = ",".join((str(ENCODING), *fields.TEXT_FIELDS, "", *fields.KEYWORD_FIELDS, "", fields.ORDER, "", *FORM))
    return f"v{analysis.VERSION}.{crc32(names.encode()):08x}"


#: What ``layout`` gives, then a stamp.
INDEX_NAME: Final = re.compile(r"v[0-9]+\.[0-9a-f]{8}-[0-9a-z]+")

#: Stands in text fields that would be empty. Lucene counts documents and mean lengths over those that have the field,
#: tantivy over all: with a token in each, both count alike. No query finds it: tokens begin with letters and digits.
FILLER: Final = "-" * 8


def texts_of(document: SearchDocument) -> dict[str, str]:
    """Content of every text field as the engines index it: tokens at single spaces, never empty."""
    return {name: tokens or FILLER for name, tokens in fields.tokens_of(document).items()}


def weight_of(document: SearchDocument) -> float:
    """The factor of a document's score: a small prior of its kind times its popularity, 0.5 to 2."""
    return max(0.5, min(2.0, KIND_WEIGHTS.get(document.kind, 1.0) * document.popularity))


#: Whoever types a name that a destination and an article share wants the destination.
KIND_WEIGHTS: Mapping[str, float] = {
    "destination": 1.2,
    "attraction": 1.1,
    "event": 1.0,
    "product": 1.0,
    "itinerary": 0.85,
    "business": 0.9,
    "dataset": 0.9,
    "province": 1.0,
    "gate": 1.0,
    "airport": 1.0,
    "commune": 0.9,
    "news": 0.8,
    "page": 0.8,
}


def batches(documents: Sequence[SearchDocument], size: int) -> Iterator[Sequence[SearchDocument]]:
    """Runs of at most ``size``."""
    for start in range(0, len(documents), size):
        yield documents[start : start + size]
