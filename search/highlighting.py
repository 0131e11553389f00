"""Shows in a text what was asked for: marks the words, and picks the part of a long text that holds most of them.

The engines have highlighters of their own, but these would see tokens and no text, and the two of them would differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from search.analysis import Token, stem, tokenize
from search.results import Piece

ELLIPSIS: Final = "…"
#: A word longer than this is cut anywhere: text in a script without spaces, or an address.
LONGEST_WORD: Final = 30
# What may stand between two marked words that are marked as one: spaces, or one sign as in ĐT.115 and Ara-Tay.
_GAP: Final = re.compile(r"\s*|[-./]")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’)\]]*\s+|[。！？]|\n\s*")

# Signs that nothing should end with.
_DANGLING: Final = ",;:-–—( "


class _Match(NamedTuple):
    start: int
    end: int
    #: The token that was asked for.
    token: str


def mark(text: str, tokens: Collection[str]) -> tuple[Piece, ...]:
    """Cut a text in marked and other pieces; joined they are the text again.

    ``tokens`` are folded tokens or English stems. Neighbouring words are marked as one, with the space between them.
    """
    return _pieces(text, 0, len(text), list(_matches(text, frozenset(tokens))))


def excerpt(text: str, tokens: Collection[str], length: int = 160) -> tuple[Piece, ...]:
    """Give the part of a text that holds most of the tokens, marked, in at most ``length`` characters.

    Without a match that is its beginning. It begins with a sentence where the matches allow it and ends after a word;
    ``…`` stands for what is left out.
    """
    text = text.strip()
    matches = list(_matches(text, frozenset(tokens)))
    if len(text) <= length:
        return _pieces(text, 0, len(text), matches)
    first, last = _densest(matches, max(1, length - 2 * len(ELLIPSIS)))
    start = _start(text, first, last, length)
    end = _end(text, start, last, length - (len(ELLIPSIS) if start else 0))
    pieces = _pieces(text, start, end, [match for match in matches if start <= match.start and match.end <= end])
    before = (Piece(ELLIPSIS),) if start else ()
    after = (Piece(ELLIPSIS),) if end < len(text) else ()
    return _merged((*before, *pieces, *after))


def _matches(text: str, tokens: frozenset[str]) -> Iterator[_Match]:
    if not tokens:
        return
    for token in tokenize(text):
        if asked := _asked(token, tokens):
            yield _Match(token.start, token.end, asked)


def _asked(token: Token, tokens: frozenset[str]) -> str:
    if token.fold in tokens:
        return token.fold
    stemmed = stem(token.fold)
    return stemmed if stemmed in tokens else ""


def _pieces(text: str, start: int, end: int, matches: list[_Match]) -> tuple[Piece, ...]:
    """The range of the text in pieces; matches lie in it, in order, and may overlap as pairs of characters do."""
    runs: list[list[int]] = []
    for match in matches:
        if runs and (match.start <= runs[-1][1] or _GAP.fullmatch(text, runs[-1][1], match.start)):
            runs[-1][1] = max(runs[-1][1], match.end)
        else:
            runs.append([match.start, match.end])
    pieces: list[Piece] = []
    place = start
    for run_start, run_end in runs:
        if place < run_start:
            pieces.append(Piece(text[place:run_start]))
        pieces.append(Piece(text[run_start:run_end], is_marked=True))
        place = run_end
    if place < end:
        pieces.append(Piece(text[place:end]))
    return tuple(pieces)


def _merged(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Unmarked neighbours made one piece."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and not merged[-1].is_marked and not piece.is_marked:
            merged[-1] = Piece(merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)


def _densest(matches: list[_Match], length: int) -> tuple[int, int]:
    """Range of the first matches that hold most different tokens within ``length``, as few of them as that takes."""
    most = 0
    found = (0, 0)
    counts: Counter[str] = Counter()
    first = 0
    for last, match in enumerate(matches):
        counts[match.token] += 1
        while first < last and (match.end - matches[first].start > length or counts[matches[first].token] > 1):
            counts[matches[first].token] -= 1
            first += 1
        different = sum(1 for count in counts.values() if count)
        if different > most:
            most = different
            found = (matches[first].start, match.end)
    return found


def _start(text: str, first: int, last: int, length: int) -> int:
    """Where the excerpt begins: with the sentence of the first match where the last one then fits, else before a word.

    An earlier sentence is taken when too little follows.
    """
    if last <= length - len(ELLIPSIS):
        return 0
    room = max(0, length - 2 * len(ELLIPSIS) - (last - first))
    earliest = max(1, first - room)
    starts = [end.end() for end in _SENTENCE_END.finditer(text, 0, first) if end.end() >= earliest]
    for start in reversed(starts):
        if len(text) - start >= length * 2 // 3:
            return start
    if starts:
        return starts[0]
    return _word_start(text, max(first - room // 2, 1), first)


def _word_start(text: str, place: int, limit: int) -> int:
    """The first beginning of a word at or after ``place``, ``limit`` at the latest."""
    for candidate in range(place, limit):
        if text[candidate - 1].isspace() and not text[candidate].isspace():
            return candidate
    return limit


def _end(text: str, start: int, last: int, length: int) -> int:
    """Where the excerpt ends: after a sentence if that leaves most of it, else after a word."""
    if len(text) - start <= length:
        return len(text)
    latest = start + length - len(ELLIPSIS)
    sentences = [end.end() for end in _SENTENCE_END.finditer(text, start, latest)]
    if sentences and sentences[-1] >= max(last, start + length * 2 // 3):
        return sentences[-1]
    for candidate in range(latest, max(last, latest - LONGEST_WORD, start + 1) - 1, -1):
        if text[candidate].isspace() and not text[candidate - 1].isspace():
            return max(last, start + len(text[start:candidate].rstrip(_DANGLING)))
    return max(latest, start + 1)
