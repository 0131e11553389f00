"""Fragments of names near to a misspelt one, out of some hundred thousand, in a few milliseconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_EDITS = 2


class Fragments:
    """Words with the numbers of documents that hold them; read-only, so safe for threads."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        self._counts = dict(counts)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._counts:
            self._by_length[len(word)].append(word)

    def near(self, word: str, distance: int, limit: int) -> list[tuple[str, int]]:
        """Words at most ``distance`` edits away (a swap is one) with their counts: nearest first, then commonest.

        Raises ``ValueError`` for more than two edits.
        """
        if not 0 <= distance <= MOST_EDITS:
            raise ValueError(f"near is for 0 to {MOST_EDITS} edits, not {distance}")
        found: dict[str, int] = {}
        for length in range(len(word) - distance, len(word) + distance + 1):
            candidates = self._by_length.get(length, [])
            for other, edits, _ in process.extract(
                word, candidates, scorer=OSA.distance, score_cutoff=distance, limit=None
            ):
                found[other] = int(edits)
        ordered = sorted(found, key=lambda other: (found[other], -self._counts[other], other))
        return [(other, self._counts[other]) for other in ordered[:limit]]
