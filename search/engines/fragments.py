"""Fragments of names near to a misspelt one, out of some hundred thousand, in a few milliseconds.

Comparing with each of them takes too long, so only those are compared that share an edge with the fragment. For words
of ``n`` letters (a swap of neighbours, which may lie across a cut, is one edit):

- One edit leaves the first ``e`` letters as they are, or else the last ``n - e - 2``.
- Two edits leave the last ``n - e - 2`` letters as they are, or else at most one of them is in the first ``e``.

Shorter words than these edges tell apart are compared with all of about their length. A test compares with everything.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_EDITS = 2
#: Words that no more than this number of letters is reached from, by number of edits, are compared with all such words.
SHORT = {1: 6, 2: 8}
#: Letters of the beginning in which one of two edits may be.
EDGE = 3
#: Sorts behind every character.
_LAST = "\U0010ffff"


class Fragments:
    """Words with the numbers of documents that hold them; read-only, so safe for threads. Takes 140 bytes a word."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(counts)
        self._counts = array("L", (count for _, count in pairs))
        self._words = _side_by_side(word for word, _ in pairs)
        self._reversed = _side_by_side(sorted(word[::-1] for word in self._words))
        self._starts = sorted({word[:EDGE] for word in self._words})
        self._short = {
            length: _side_by_side(word for word in self._words if len(word) == length)
            for length in range(1, max(SHORT.values()) + 1)
        }

    def near(self, word: str, distance: int, limit: int) -> list[tuple[str, int]]:
        """Words at most ``distance`` edits away (a swap is one) with their counts: nearest first, then commonest.

        Raises ``ValueError`` for more than two edits.
        """
        if not 0 <= distance <= MOST_EDITS:
            raise ValueError(f"near is for 0 to {MOST_EDITS} edits, not {distance}")
        found = sorted(
            (edits, -self._counts[bisect_left(self._words, other)], other)
            for other, edits in dict(self._found(word, distance)).items()
        )
        return [(other, -count) for _, count, other in found[:limit]]

    def _found(self, word: str, distance: int) -> Iterator[tuple[str, int]]:
        """Words and their distances, some of them twice."""
        if distance == 0:
            yield from ((other, 0) for other in _beginning(self._words, word) if other == word)
        elif len(word) + distance <= SHORT[distance]:
            for length in range(max(1, len(word) - distance), len(word) + distance + 1):
                yield from _compared(word, self._short[length], distance)
        else:
            edge = EDGE if distance == MOST_EDITS else (len(word) - 2) // 2
            starts = self._near_starts(word) if distance == MOST_EDITS else [word[:edge]]
            for start in starts:
                yield from _compared(word, _beginning(self._words, start), distance)
            backwards = word[::-1]
            ends = _beginning(self._reversed, backwards[: len(word) - edge - 2])
            yield from ((other[::-1], edits) for other, edits in _compared(backwards, ends, distance))

    def _near_starts(self, word: str) -> set[str]:
        """Beginnings of words that are at most one edit from one of the word's."""
        return {
            start for length in (EDGE - 1, EDGE, EDGE + 1) for start, _ in _compared(word[:length], self._starts, 1)
        }


def _side_by_side(words: Iterable[str]) -> list[str]:
    """Copies that are neighbours in memory too: reading them is most of the work."""
    return " ".join(words).split()


def _beginning(words: Sequence[str], start: str) -> Sequence[str]:
    """Those of sorted words that begin so."""
    return words[bisect_left(words, start) : bisect_left(words, start + _LAST)]


def _compared(word: str, others: Sequence[str], distance: int) -> Iterator[tuple[str, int]]:
    for other, edits, _ in process.extract(word, others, scorer=OSA.distance, score_cutoff=distance, limit=None):
        yield other, int(edits)
