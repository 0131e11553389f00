"""What a question means: its words with their other forms, what may be missing, what narrows, and how it is misspelt.

Pure but for the ``Lexicon`` it is given. A ``Reading`` is what ``search.ranking`` makes a query tree of. There is one
literal reading; ``repaired`` gives further ones, each a respelling of words that no document knows, best first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import Protocol

from rapidfuzz.distance import OSA

from search import fields
from search.analysis import Token, english_tokens, fold_tokens, is_written_with_marks, normalise, tokenize, tone_tokens
from search.syllables import is_bare_syllable
from search.typing_slips import decode_telex, decode_vni
from search.vocabulary import Vocabulary, singular

MAX_WORDS = 16
MAX_VARIANTS = 12
#: Other ways to say one thing that are tried.
MAX_WAYS = 6
STARS = re.compile(r"^[3-5]$")


class Words(Protocol):
    """What is known of words and names: see ``search.engines.Lexicon``."""

    def frequency(self, field: str, token: str) -> int:
        """How many documents hold the token in the text field."""

    def near(self, shingle: str, distance: int, limit: int = 50) -> Sequence[tuple[str, int]]:
        """Fragments of names at most ``distance`` edits away."""

    def heard_alike(self, shingle: str, limit: int = 50) -> Sequence[tuple[str, int]]:
        """Fragments of names that sound the same."""


@dataclass(frozen=True)
class Way:
    """One way to say a part of a question."""

    folds: tuple[str, ...]
    tones: tuple[str, ...]
    #: English stems, one for each token; a way with Vietnamese marks has none.
    stems: tuple[str, ...]
    #: Whether it was typed so, or follows from the vocabulary.
    is_typed: bool = True


@dataclass(frozen=True)
class Part:
    """A part of a question, one word or a phrase: the ways to say it, and what else satisfies it."""

    ways: tuple[Way, ...]
    text: str
    is_optional: bool = False
    #: Everything of these kinds, categories, provinces, months, last known stars has the part.
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    province: str = ""
    months: tuple[int, ...] = ()
    stars: str = ""

    @property
    def typed(self) -> Way:
        """The way it was typed."""
        return self.ways[0]

    @property
    def narrows(self) -> bool:
        """Whether something else than words satisfies it."""
        return bool(self.kinds or self.categories or self.province or self.months or self.stars)


@dataclass(frozen=True)
class Reading:
    """A question as it is searched."""

    text: str
    parts: tuple[Part, ...]
    has_marks: bool
    #: Respelt words by position among ``words``; empty for the literal reading.
    respelt: frozenset[int] = field(default_factory=frozenset)

    @property
    def needed(self) -> tuple[Part, ...]:
        """Parts that must be found: all that may not be missing, else all."""
        return tuple(part for part in self.parts if not part.is_optional) or self.parts

    @property
    def variants(self) -> tuple[tuple[Way, ...], ...]:
        """Whole questions: one way for each needed part, as typed first; a bounded number."""
        return tuple(_variants([part.ways for part in self.needed]))

    def marked_tokens(self) -> frozenset[str]:
        """Folded tokens and stems to be highlighted."""
        found: set[str] = set()
        for part in self.needed:
            for way in part.ways:
                found.update(way.folds, way.stems)
        return frozenset(found)


def _variants(choices: Sequence[tuple[Way, ...]]) -> Iterator[tuple[Way, ...]]:
    count = 1
    bounded = []
    for ways in choices:
        kept = ways[: max(1, MAX_VARIANTS // count)]
        count *= len(kept)
        bounded.append(kept)
    yield from product(*bounded)


def read(text: str, vocabulary: Vocabulary, *, respelt: frozenset[int] = frozenset()) -> Reading:
    """The literal reading of a text; no parts when it has no word."""
    text = normalise(text)
    tokens = tokenize(text)[:MAX_WORDS]
    parts = tuple(_parts(text, tokens, vocabulary))
    parts = _settle_narrowing(parts)
    return Reading(text=text, parts=parts, has_marks=is_written_with_marks(text), respelt=respelt)


def _parts(text: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Part]:
    at = 0
    longest = vocabulary.longest
    while at < len(tokens):
        if star := _stars(tokens, at):
            yield _part(text, tokens[at : at + 2], vocabulary, stars=star)
            at += 2
            continue
        for length in range(min(longest, len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            if _is_known(tuple(token.fold for token in run), vocabulary):
                yield _part(text, run, vocabulary)
                at += length
                break
        else:
            yield _part(text, tokens[at : at + 1], vocabulary)
            at += 1


def _stars(tokens: Sequence[Token], at: int) -> str:
    """The number of stars that two words name: ``4 sao``, ``4 stars``."""
    if at + 1 < len(tokens) and STARS.match(tokens[at].fold) and tokens[at + 1].fold in {"sao", "star", "stars"}:
        return tokens[at].fold
    return ""


def _is_known(key: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return (
        key in vocabulary.alternatives
        or key in vocabulary.optional
        or singular(key) in vocabulary.alternatives
        or key in vocabulary.kinds
        or key in vocabulary.categories
        or key in vocabulary.months
        or key in vocabulary.lunar_months
        or key in vocabulary.phrases
        or key in vocabulary.provinces
    )


def _part(text: str, run: Sequence[Token], vocabulary: Vocabulary, stars: str = "") -> Part:
    typed_text = text[run[0].start : run[-1].end]
    key = tuple(token.fold for token in run)
    typed = Way(
        folds=key,
        tones=tuple(token.tone for token in run),
        stems=() if is_written_with_marks(typed_text) else _stems(typed_text, key),
    )
    others = [way_of(other) for other in vocabulary.other_ways(typed_text)[: MAX_WAYS - 1]]
    lunar = vocabulary.lunar_months.get(key)
    # A lunar month begins in the Gregorian month that follows it, or one later.
    months = vocabulary.months.get(key, ()) + (() if lunar is None else (lunar % 12 + 1, (lunar + 1) % 12 + 1))
    return Part(
        ways=(typed, *(way for way in others if way.folds and way.folds != key)),
        text=typed_text,
        is_optional=key in vocabulary.optional,
        kinds=vocabulary.kinds.get(key, ()),
        categories=vocabulary.categories.get(key) or vocabulary.categories.get(singular(key), ()),
        province=vocabulary.provinces.get(key, ""),
        months=months,
        stars=stars,
    )


def _stems(text: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """English stems, when the text gives one for each token."""
    stems = tuple(stem for word in key for stem in english_tokens(word))
    return stems if len(stems) == len(key) and text.isascii() else ()


def way_of(text: str) -> Way:
    """A way that follows from the vocabulary."""
    folds = tuple(fold_tokens(text))
    stems = () if is_written_with_marks(text) else _stems(text, folds)
    return Way(folds=folds, tones=tuple(tone_tokens(text)), stems=stems, is_typed=False)


def _settle_narrowing(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A province or kind narrows only beside something else: alone it is what is looked for."""
    others = [part for part in parts if not part.is_optional and not part.province]
    if others:
        return parts
    return tuple(replace(part, province="") for part in parts)


# --- Respelling -----------------------------------------------------------------------------------------------------
def is_word_known(word: str, words: Words) -> bool:
    """Whether any document holds the word in any language."""
    folds = fold_tokens(word)
    known = (fields.NAME, fields.ALIAS, fields.TEXT)
    if folds and all(any(words.frequency(name, token) for name in known) for token in folds):
        return True
    stems = english_tokens(word) if word.isascii() else []
    return bool(stems) and all(
        any(words.frequency(name, stem) for name in (fields.NAME_EN, fields.TEXT_EN)) for stem in stems
    )


def repaired(reading: Reading, vocabulary: Vocabulary, words: Words) -> Iterator[Reading]:
    """Respellings of a reading that was found nowhere, the likeliest first; each differs from all before it."""
    seen = {" ".join(fold_tokens(reading.text))}
    typed = [reading.text[token.start : token.end] for token in tokenize(reading.text)[:MAX_WORDS]]
    decoded = [_decoded(word, words) for word in typed]
    split = [part for word in decoded for part in _split(word, words)]
    candidates = [decoded, split, *_respellings(split, vocabulary, words)]
    for candidate in candidates:
        text = " ".join(candidate)
        key = " ".join(fold_tokens(text))
        if key and key not in seen:
            seen.add(key)
            yield read(text, vocabulary, respelt=frozenset(range(len(candidate))))


def _decoded(word: str, words: Words) -> str:
    """What an unknown word typed with the input method off was meant to be."""
    if is_word_known(word, words):
        return word
    return decode_telex(word) or decode_vni(word) or word


def _split(word: str, words: Words) -> list[str]:
    """An unknown word of joined syllables taken apart: ``mocchau``; every part stands in some name."""
    folds = fold_tokens(word)
    if len(folds) != 1 or len(folds[0]) < 4 or is_word_known(word, words):
        return [word]
    parts = split_joined(folds[0], words)
    return parts or [word]


def split_joined(joined: str, words: Words, most: int = 5) -> list[str]:
    """Syllables of a joined name, all of them words of names, neighbours being fragments of one; [] if none."""
    best: list[str] = []

    def walk(rest: str, parts: list[str]) -> None:
        nonlocal best
        if not rest:
            pairs = all(words.frequency(fields.SHINGLE, first + second) for first, second in pairwise(parts))
            if len(parts) > 1 and pairs and (not best or len(parts) < len(best)):
                best = list(parts)
            return
        if len(parts) == most:
            return
        for length in range(min(7, len(rest)), 0, -1):
            part = rest[:length]
            if is_bare_syllable(part) and is_in_names(part, words):
                walk(rest[length:], [*parts, part])

    walk(joined[:40], [])
    return best


def is_in_names(token: str, words: Words) -> bool:
    """Whether a folded word stands in a name or another name."""
    return bool(words.frequency(fields.NAME, token) or words.frequency(fields.ALIAS, token))


#: Fragments so long may have two letters wrong when they sound alike; so long, in any case.
SHORT = 6
LONG = 9


@dataclass(frozen=True)
class _Fix:
    """Words ``start`` to ``end`` become ``parts``; ``cost`` orders fixes, the least first."""

    start: int
    end: int
    parts: tuple[str, ...]
    cost: tuple[float, ...]


def _respellings(typed: Sequence[str], vocabulary: Vocabulary, words: Words) -> Iterator[list[str]]:
    """Words with one fragment, then two, replaced by the nearest fragment of a name."""
    folds = [" ".join(fold_tokens(word)) for word in typed]
    unknown = {at for at, word in enumerate(typed) if not is_word_known(word, words)}
    fixes = sorted(_fixes(folds, unknown, vocabulary, words), key=lambda fix: fix.cost)[:12]
    for fix in fixes:
        yield [*typed[: fix.start], *fix.parts, *typed[fix.end :]]
    for one, other in product(fixes[:6], repeat=2):
        if one.end <= other.start:
            yield [
                *typed[: one.start],
                *one.parts,
                *typed[one.end : other.start],
                *other.parts,
                *typed[other.end :],
            ]


def _fixes(folds: Sequence[str], unknown: set[int], vocabulary: Vocabulary, words: Words) -> Iterator[_Fix]:
    for size in (3, 2, 1):
        for start in range(len(folds) - size + 1):
            run = folds[start : start + size]
            if any(" " in fold or not fold for fold in run) or (tuple(run) in vocabulary.optional):
                continue
            joined = "".join(run)
            misses = sum(at in unknown for at in range(start, start + size))
            # A short word has too many neighbours, and a fragment that names use is spelt right.
            if len(joined) < (4 if size > 1 else 5) or (unknown and not misses):
                continue
            if words.frequency(fields.SHINGLE, joined):
                continue
            for candidate, count, edits in _candidates(joined, words):
                for parts in _aligned(candidate, run, words):
                    changed = sum(OSA.distance(old, new) > 0 for old, new in zip(run, parts, strict=False))
                    cost = (-misses, edits, -size, changed, -_beginning(joined, candidate), -count)
                    yield _Fix(start, start + size, parts, tuple(float(value) for value in cost))


def _candidates(joined: str, words: Words) -> Iterator[tuple[str, int, float]]:
    """Fragments that may be meant, how many documents hold them, and how many letters are wrong."""
    most = 2 if len(joined) >= SHORT else 1
    alike = {word: count for word, count in words.heard_alike(joined) if OSA.distance(joined, word) <= most}
    yield from ((word, count, 0.5) for word, count in alike.items())
    for word, count in words.near(joined, 2 if len(joined) >= LONG else 1):
        if word not in alike:
            yield word, count, float(OSA.distance(joined, word))


def _beginning(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _aligned(candidate: str, run: Sequence[str], words: Words) -> Iterator[tuple[str, ...]]:
    """The fragment cut into as many words of names as were typed, each the nearest to its own."""
    best: tuple[int, tuple[str, ...]] | None = None

    def walk(rest: str, at: int, parts: tuple[str, ...], edits: int) -> None:
        nonlocal best
        if at == len(run) - 1:
            if rest and is_in_names(rest, words):
                total = edits + OSA.distance(run[at], rest)
                if best is None or total < best[0]:
                    best = (total, (*parts, rest))
            return
        for length in range(max(1, len(run[at]) - 2), min(len(rest) - 1, len(run[at]) + 2) + 1):
            part = rest[:length]
            if is_in_names(part, words):
                walk(rest[length:], at + 1, (*parts, part), edits + OSA.distance(run[at], part))

    walk(candidate, 0, (), 0)
    if best is not None:
        yield best[1]
