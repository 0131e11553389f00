"""Fragments of names near to a misspelt one, or heard like it, out of some hundred thousand, in a millisecond.

Comparing with each of them takes too long, so only those of about the same length are compared that share an edge with
the fragment. For words of ``n`` letters (a swap of neighbours, which may lie across a cut, is one edit):

- One edit leaves the first ``e`` letters as they are, or else the last ``n - e - 2``.
- Two edits leave the last ``n - e - 2`` letters as they are, or else at most one of them is in the first ``e``.

Where nothing is left of such an edge, all of the length are compared. A test compares with everything.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.syllables import sounded

MOST_EDITS = 2
#: Letters of the beginning in which one of two edits may be.
EDGE = 3
#: Sorts behind every character.
_LAST = "\U0010ffff"


class _Words(NamedTuple):
    """Words of one length in their order, how many documents hold each, and the same words backwards in theirs."""

    words: Sequence[str]
    counts: Sequence[int]
    backwards: Sequence[str]


class Fragments:
    """Words with the numbers of documents that hold them; read-only, so safe for threads. Takes 220 bytes a word."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(counts, key=lambda pair: (len(pair[0]), pair[0]))
        self._of_length = {
            length: _Words(
                _side_by_side(word for word, _ in of_length),
                array("L", (count for _, count in of_length)),
                _side_by_side(sorted(word[::-1] for word, _ in of_length)),
            )
            for length, found in groupby(pairs, key=lambda pair: len(pair[0]))
            for of_length in [list(found)]
        }
        self._starts = sorted({word[:EDGE] for word, _ in pairs})
        #: What a word sounds like and the word, in order.
        self._heard = sorted(f"{sounded(word)} {word}" for word, _ in pairs)

    def near(self, word: str, distance: int, limit: int) -> list[tuple[str, int]]:
        """Words at most ``distance`` edits away (a swap is one) with their counts: nearest first, then commonest.

        Raises ``ValueError`` for more than two edits.
        """
        if not 0 <= distance <= MOST_EDITS:
            raise ValueError(f"near is for 0 to {MOST_EDITS} edits, not {distance}")
        edge = EDGE if distance == MOST_EDITS else max(0, (len(word) - 2) // 2)
        starts = self._near_starts(word) if distance == MOST_EDITS else {word[:edge]}
        end = word[::-1][: max(0, len(word) - edge - 2)]
        found = sorted(
            (edits, -self._count(other), other)
            for length in range(len(word) - distance, len(word) + distance + 1)
            if length in self._of_length
            for other, edits in dict(_found(self._of_length[length], word, distance, starts, end)).items()
        )
        return [(other, -count) for _, count, other in found[:limit]]

    def heard_alike(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Words that sound the same (``search.syllables.sounded``) with their counts, the commonest first."""
        heard = _beginning(self._heard, f"{sounded(word)} ")
        found = sorted((-self._count(other), other) for other in (one.partition(" ")[2] for one in heard))
        return [(other, -count) for count, other in found[:limit]]

    def _count(self, word: str) -> int:
        there = self._of_length[len(word)]
        return there.counts[bisect_left(there.words, word)]

    def _near_starts(self, word: str) -> set[str]:
        """Beginnings of words that are at most one edit from one of the word's."""
        return {
            start for length in (EDGE - 1, EDGE, EDGE + 1) for start, _ in _compared(word[:length], self._starts, 1)
        }


def _found(among: _Words, word: str, distance: int, starts: Iterable[str], backwards: str) -> Iterator[tuple[str, int]]:
    """Words of one length and their distances, some of them twice: those with one of the edges, or all without any."""
    if distance == 0:
        yield from ((other, 0) for other in _beginning(among.words, word))
    elif not backwards:
        yield from _compared(word, among.words, distance)
    else:
        for start in starts:
            yield from _compared(word, _beginning(among.words, start), distance)
        ends = _beginning(among.backwards, backwards)
        yield from ((other[::-1], edits) for other, edits in _compared(word[::-1], ends, distance))


def _side_by_side(words: Iterable[str]) -> list[str]:
    """Copies that are neighbours in memory too: reading them is most of the work."""
    return " ".join(words).split()


def _beginning(words: Sequence[str], start: str) -> Sequence[str]:
    """Those of sorted words that begin so."""
    return words[bisect_left(words, start) : bisect_left(words, start + _LAST)]


def _compared(word: str, others: Sequence[str], distance: int) -> Iterator[tuple[str, int]]:
    for other, edits, _ in process.extract(word, others, scorer=OSA.distance, score_cutoff=distance, limit=None):
        yield other, int(edits)
