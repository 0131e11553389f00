"""A query as a small tree of Python values that each engine compiles into its own; nothing of it is text to be parsed.

So user text never reaches a query language, and both engines are asked the same question.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """The token stands in the field; scored by BM25."""

    field: str
    token: str


@dataclass(frozen=True)
class Phrase:
    """The tokens stand in the field in this order, with at most ``slop`` (0 to 2) other tokens between them in all.

    Scored by BM25, where the engines weigh what has other tokens between it a little differently.
    """

    field: str
    tokens: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True)
class Prefix:
    """A token of the field begins so; scores 1."""

    field: str
    start: str


@dataclass(frozen=True)
class Fuzzy:
    """A token of the field is at most ``distance`` edits away, a swap of neighbours being one; scores 1."""

    field: str
    token: str
    distance: int = 1


@dataclass(frozen=True)
class And:
    """All of them; scores add up."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least ``minimum`` of them; scores of those that match add up."""

    nodes: tuple[Node, ...]
    minimum: int = 1


@dataclass(frozen=True)
class DisMax:
    """At least one of them; the best one's score counts, and ``tie`` of the others'."""

    nodes: tuple[Node, ...]
    tie: float = 0.0


@dataclass(frozen=True)
class Boost:
    """The node's score times ``factor``."""

    node: Node
    factor: float


@dataclass(frozen=True)
class Constant:
    """Whether the node matches, with a fixed score."""

    node: Node
    score: float


@dataclass(frozen=True)
class Should:
    """``must`` decides what is found; each of ``nodes`` that matches adds its score."""

    must: Node
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Keyword:
    """The keyword field holds one of the values; scores nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class StarsInForce:
    """A certificate of one of these numbers of stars is in force on the day (ISO date); scores nothing."""

    stars: tuple[int, ...]
    on: str


@dataclass(frozen=True)
class Everything:
    """Every document; scores 1."""


@dataclass(frozen=True)
class Nothing:
    """No document."""


Node = (
    Term
    | Phrase
    | Prefix
    | Fuzzy
    | And
    | Or
    | DisMax
    | Boost
    | Constant
    | Should
    | Keyword
    | StarsInForce
    | Everything
    | Nothing
)
#: Nodes that only choose and score nothing.
Filter = Keyword | StarsInForce
