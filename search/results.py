"""What a reader asks for and what is shown: the words that pages, the API and the evaluator share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from search.documents import SearchDocument

PER_PAGE = 20
#: What a program may ask for at once.
MOST_PER_PAGE = 50
#: Deeper pages help nobody and cost every engine the same as all before them.
LAST_PAGE = 50
#: A longer query is cut: no name is that long.
QUERY_LENGTH = 200
#: Facets that an address can carry, beside the kind of result.
FACETS = ("province", "commune", "category", "month", "stars", "group", "open_data")


@dataclass(frozen=True)
class Question:
    """One question of a reader: text as typed, and what the address narrows it to."""

    text: str
    language: str = "vi"
    kind: str = ""
    #: Chosen values by facet; values that nothing offers are ignored and counted as absent.
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    #: At most ``MOST_PER_PAGE``. However long pages are, they end at ``LAST_PAGE`` times ``PER_PAGE`` results.
    per_page: int = PER_PAGE
    #: "Search instead for …": take the text as it stands, repair nothing.
    is_verbatim: bool = False


class Match(Enum):
    """How honestly the results answer the question."""

    #: All words were found.
    FULL = "full"
    #: All words of a repaired spelling were found; ``Results.shown_for`` says which.
    CORRECTED = "corrected"
    #: Only some words were found: shown as a suggestion and said to be one.
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True)
class Piece:
    """A run of text, marked when it is what was asked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class ShownHit:
    """One result in the language of the reader."""

    document: SearchDocument
    score: float
    name: tuple[Piece, ...]
    #: Language of the name, when it is not the reader's.
    name_language: str
    address: str
    #: Language of the page the address leads to.
    address_language: str
    where: str
    #: The line of its text that holds what was asked for, else its summary.
    excerpt: tuple[Piece, ...]
    excerpt_language: str
    #: Why it is here when name and excerpt do not show it: "formerly Thị trấn Mộc Châu", "also: Dien Bien Phu".
    reason: tuple[Piece, ...] = ()
    is_pinned: bool = False
    #: Stars of a certificate in force today; None otherwise, whatever public sources say.
    stars: int | None = None


@dataclass(frozen=True)
class Choice:
    """A value of a facet with the number of results that it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Results:
    """The answer to a question."""

    question: Question
    match: Match
    hits: tuple[ShownHit, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    #: Kinds with their counts, all kinds first as value "".
    kinds: tuple[Choice, ...] = ()
    #: Choices by facet, only those that some result has or that are chosen.
    facets: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    #: The spelling that was searched, where it differs from what was typed.
    shown_for: str = ""
    #: The nearest spelling that finds something, when nothing was found and nothing respelt.
    did_you_mean: str = ""
    #: Filters that were read out of the text: facet and its label in words ("tháng 3").
    understood: tuple[tuple[str, str], ...] = ()
    #: The engine that answered, for staff.
    engine: str = ""
    #: The question was longer than ``QUERY_LENGTH`` and was cut.
    is_cut: bool = False


@dataclass(frozen=True)
class Suggestion:
    """One line of the list that opens while typing."""

    document: SearchDocument
    name: tuple[Piece, ...]
    name_language: str
    kind: str
    kind_label: str
    address: str
    where: str


@dataclass(frozen=True)
class SuggestionGroup:
    """Suggestions of one kind."""

    kind: str
    label: str
    suggestions: tuple[Suggestion, ...]
