"""The words that a question is read with: abbreviations, words of one meaning, what may be missing, kinds, seasons.

Pure: the shipped list (``data/vocabulary.toml``) with what staff added, as one value with a version. Words are compared
by their folded tokens.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from search.analysis import fold_tokens, is_written_with_marks, tone_tokens

SHIPPED = Path(__file__).parent / "data" / "vocabulary.toml"

#: A word or several, folded.
Folded = tuple[str, ...]


def singular(key: Folded) -> Folded:
    """The key with an English plural at its end taken off: *waterfalls*, *strawberries*."""
    if not key or len(key[-1]) < 4 or not key[-1].endswith("s"):
        return key
    last = key[-1]
    return (*key[:-1], f"{last[:-3]}y" if last.endswith("ies") else last[:-1])


@dataclass(frozen=True)
class Vocabulary:
    """What a question is read with; every key is a tuple of folded tokens."""

    version: str
    #: Other ways to say it as they are written, each with the way itself: (itself, other).
    alternatives: Mapping[Folded, tuple[tuple[str, str], ...]]
    #: What may be missing from what is found.
    optional: frozenset[Folded]
    #: Kinds of things that the words name.
    kinds: Mapping[Folded, tuple[str, ...]]
    #: Categories of places that the words name.
    categories: Mapping[Folded, tuple[str, ...]]
    #: Gregorian months, and lunar ones, that the words name.
    months: Mapping[Folded, tuple[int, ...]]
    lunar_months: Mapping[Folded, int]
    #: Several words that are one thing and are not taken apart: what abbreviations stand for.
    phrases: frozenset[Folded]
    #: Slug of the province that the words name.
    provinces: Mapping[Folded, str] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """The most tokens that any entry has."""
        tables: tuple[Iterable[Folded], ...] = (
            self.alternatives,
            self.optional,
            self.kinds,
            self.categories,
            self.months,
            self.lunar_months,
            self.phrases,
            self.provinces,
        )
        return max((len(key) for table in tables for key in table), default=1)

    def other_ways(self, typed: str) -> tuple[str, ...]:
        """Other ways to say what was typed; typed with marks, *bơ* has none of *bò*."""
        key = tuple(fold_tokens(typed))
        found = self.alternatives.get(key) or self.alternatives.get(singular(key), ())
        if is_written_with_marks(typed):
            tones = tone_tokens(typed)
            found = tuple(pair for pair in found if tone_tokens(pair[0]) == tones)
        return tuple(dict.fromkeys(other for _itself, other in found))

    def with_places(self, provinces: Mapping[str, str], units: Iterable[str]) -> Self:
        """The same, knowing provinces (slug by name) and units, whose names are not taken apart."""
        slugs = {tuple(fold_tokens(name)): slug for name, slug in provinces.items()}
        return replace(self, provinces=slugs, phrases=self.phrases | _phrases(units))

    def with_words(
        self, version: str, *, abbreviations: Iterable[tuple[str, str]] = (), groups: Iterable[Iterable[str]] = ()
    ) -> Self:
        """The same with further abbreviations (short, written out) and groups of words of one meaning."""
        ways = {key: list(values) for key, values in self.alternatives.items()}
        abbreviations = list(abbreviations)
        _add_abbreviations(ways, abbreviations)
        _add_groups(ways, groups)
        return replace(
            self,
            version=f"{self.version}+{version}",
            alternatives=_settled(ways),
            phrases=self.phrases | _phrases(out for _short, out in abbreviations),
        )


def _phrases(texts: Iterable[str]) -> frozenset[Folded]:
    return frozenset(key for text in texts if len(key := tuple(fold_tokens(text))) > 1)


def _add_abbreviations(ways: dict[Folded, list[tuple[str, str]]], abbreviations: Iterable[tuple[str, str]]) -> None:
    for short, written_out in abbreviations:
        ways.setdefault(tuple(fold_tokens(short)), []).append((short, written_out))


def _add_groups(ways: dict[Folded, list[tuple[str, str]]], groups: Iterable[Iterable[str]]) -> None:
    for group in groups:
        words = list(group)
        for word in words:
            ways.setdefault(tuple(fold_tokens(word)), []).extend((word, other) for other in words if other != word)


def _settled(ways: Mapping[Folded, list[tuple[str, str]]]) -> dict[Folded, tuple[tuple[str, str], ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in ways.items() if key}


def shipped_rows() -> list[tuple[str, list[str]]]:
    """The shipped abbreviations and groups as rows: "abbreviation" or "synonym", and the words."""
    data: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    return [
        *(("abbreviation", [short, *outs]) for short, outs in data["abbreviations"].items()),
        *(("synonym", list(group)) for group in data["synonyms"]["groups"]),
    ]


def without_rows(vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary without abbreviations and synonyms, which staff keep as rows."""
    return replace(vocabulary, alternatives={}, phrases=frozenset())


@cache
def shipped() -> Vocabulary:
    """The list that the portal ships."""
    data: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    ways: dict[Folded, list[tuple[str, str]]] = {}
    _add_abbreviations(ways, [(short, out) for short, outs in data["abbreviations"].items() for out in outs])
    _add_groups(ways, data["synonyms"]["groups"])
    months = {tuple(fold_tokens(words)): tuple(numbers) for words, numbers in data["seasons"].items()}
    months.update({tuple(fold_tokens(word)): (number,) for word, number in data["months"].items()})
    for number in range(1, 13):
        months["thang", str(number)] = (number,)
    lunar_months = {tuple(fold_tokens(words)): number for words, number in data["lunar_months"].items()}
    for number in range(1, 13):
        lunar_months["thang", str(number), "am"] = lunar_months["thang", str(number), "am", "lich"] = number
    return Vocabulary(
        version=str(data["version"]),
        alternatives=_settled(ways),
        optional=frozenset(
            tuple(fold_tokens(words)) for words in (*data["optional"]["words"], *data["optional"]["phrases"])
        ),
        kinds=_named(data["kinds"]),
        categories=_named(data["categories"]),
        months=months,
        lunar_months=lunar_months,
        phrases=_phrases(out for outs in data["abbreviations"].values() for out in outs),
    )


def _named(phrases: Mapping[str, list[str]]) -> dict[Folded, tuple[str, ...]]:
    """What words name, by their folded tokens."""
    found: dict[Folded, list[str]] = {}
    for name, ways in phrases.items():
        for way in ways:
            found.setdefault(tuple(fold_tokens(way)), []).append(name)
    return {key: tuple(names) for key, names in found.items()}
