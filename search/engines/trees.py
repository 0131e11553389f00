"""Query trees without special cases, so that each engine compiles only what its own queries say the same about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from search.fields import PAIRS, pairs_of
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

#: Stars that a certificate can give.
STAR_NUMBERS = range(1, 6)
#: Neither engine builds an automaton for more.
MOST_EDITS = 2
#: The embedded engine asks for every way in which other tokens can stand between: for few of them only.
MOST_SLOP = 2
#: Matches and scores nothing: what an empty ``And`` means.
_SILENT = Constant(Everything(), 0.0)


def plain(node: Node) -> Node:
    """Give the same query without empty lists, phrases of one word and ``minimum`` other than 1 to the number of nodes.

    A phrase is looked up by its pairs of neighbours (``search.fields.PAIRS``): two syllables are one rare token then.
    Tokens that no index can hold (empty, with white space, lone surrogates) become ``Nothing``. Raises ``ValueError``
    for more edits than ``MOST_EDITS`` or more slop than ``MOST_SLOP``.
    """
    match node:
        case Term(_, token) | Prefix(_, token):
            return node if _can_stand(token) else Nothing()
        case Fuzzy(_, token, distance):
            if not 0 <= distance <= MOST_EDITS:
                raise ValueError(f"Fuzzy is for 0 to {MOST_EDITS} edits, not {distance}")
            if not _can_stand(token):
                return Nothing()
            return node if distance else Constant(Term(node.field, token), 1.0)
        case Phrase(field, tokens, slop):
            if not 0 <= slop <= MOST_SLOP:
                raise ValueError(f"Phrase is for a slop of 0 to {MOST_SLOP}, not {slop}")
            if not tokens or not all(map(_can_stand, tokens)):
                return Nothing()
            if len(tokens) == 1:
                return Term(field, tokens[0])
            if slop or field not in PAIRS:
                return node
            pairs = tuple(pairs_of(tokens))
            return Phrase(PAIRS[field], pairs) if len(pairs) > 1 else Term(PAIRS[field], pairs[0])
        case And(nodes):
            return And(tuple(map(plain, nodes))) if nodes else _SILENT
        case Or(nodes, minimum):
            if minimum > len(nodes):
                return Nothing()
            if minimum < 1:
                return Should(_SILENT, tuple(map(plain, nodes)))
            return Or(tuple(map(plain, nodes)), minimum)
        case DisMax(nodes, tie):
            return DisMax(tuple(map(plain, nodes)), tie) if nodes else Nothing()
        case Boost(inner, factor):
            return Boost(plain(inner), factor)
        case Constant(inner, score):
            return Constant(plain(inner), score)
        case Should(must, nodes):
            return Should(plain(must), tuple(map(plain, nodes))) if nodes else plain(must)
        case Keyword(field, values):
            kept = tuple(value for value in values if value and _is_text(value))
            return Keyword(field, kept) if kept else Nothing()
        case StarsInForce(stars, on):
            known = tuple(number for number in stars if number in STAR_NUMBERS)
            return StarsInForce(known, on) if known else Nothing()
        case Everything() | Nothing():
            return node


def matching(node: Node) -> Node:
    """Give a plain tree that matches the same documents and says nothing of their order: for counting, a third less."""
    match node:
        case Should(inner, _) | Boost(inner, _) | Constant(inner, _):
            return matching(inner)
        case And(nodes):
            return _all(map(matching, nodes))
        case DisMax(nodes, _) | Or(nodes, 1):
            return _any(map(matching, nodes))
        case Or(nodes, minimum):
            return Or(tuple(map(matching, nodes)), minimum)
        case _:
            return node


def _any(nodes: Iterable[Node]) -> Node:
    """What matches one of the nodes."""
    kept = tuple(dict.fromkeys(one for node in nodes for one in _alternatives(node)))
    return kept[0] if len(kept) == 1 else Or(kept)


def _all(nodes: Iterable[Node]) -> Node:
    """What matches all nodes: ``(a or c) and (b or c)`` is ``c or (a and b)``, where ``c`` is looked up once.

    Phrases of frequent syllables are dear, and each of them satisfies two words and the pair of both.
    """
    left = list(dict.fromkeys(nodes))
    while len(left) > 1:
        one, other = max(combinations(left, 2), key=lambda pair: len(_shared(*pair)))
        if not (shared := _shared(one, other)):
            break
        left.remove(one)
        left.remove(other)
        rests = [[node for node in _alternatives(each) if node not in shared] for each in (one, other)]
        left.append(_any([*shared, _all(map(_any, rests))]) if all(rests) else _any(shared))
    return left[0] if len(left) == 1 else And(tuple(left))


def _alternatives(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Or) and node.minimum == 1 else (node,)


def _shared(one: Node, other: Node) -> list[Node]:
    return [node for node in _alternatives(one) if node in _alternatives(other)]


def _can_stand(token: str) -> bool:
    return token.split() == [token] and _is_text(token)


def _is_text(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)
