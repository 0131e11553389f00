"""The words of the drawings: of the road diagram in ``geo/roads.json``, of the lands around in ``geo/labels.geojson``.

They stand in the data, in each language, beside the roads and lands they name: another province brings its own, and no
code names a place. A text that is the same in all languages is one string. Kilometres are no words: a label quotes a
distance of the records by its two ends, ``{"from": …, "to": …, "pattern": …}``, and is empty while no source gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language

from portal.core.data_files import DataFile
from portal.core.vietnamese import slugify
from portal.places.geo.outlines import FOLDER
from portal.places.models import Distance

ROADS: Final = FOLDER / "roads.json"
LANDS: Final = FOLDER / "labels.geojson"
_KILOMETRES: Final = re.compile(r"([\d.,]+) km")

#: A text by the code of its language; one for all languages stands under the first.
Text = Mapping[str, str]
#: Distances by the slugs of their ends: spelling and case of an end may differ from the record's.
Known = Mapping[tuple[str, str], Distance]


@dataclass(frozen=True)
class Quote:
    """What a label says of a distance: ``%(length)s``, ``%(start)s`` and ``%(stone)s`` of the pattern are filled in."""

    start: str
    end: str
    pattern: Text

    def said(self, known: Known) -> str:
        """The words; none for a distance without a record."""
        distance = known.get((slugify(self.start), slugify(self.end)))
        if distance is None or not distance.length:
            return ""
        return _spoken(self.pattern) % _fillings(distance.length, distance.start)


@dataclass(frozen=True)
class RoadWords:
    """What the road diagram says: its title, and its labels by the keys of the layouts."""

    title: Text
    names: Mapping[str, Text]
    quotes: Mapping[str, tuple[Quote, ...]]


def road_title() -> str:
    """What the road diagram shows, in the active language."""
    return _spoken(read_roads().title)


def road_labels(distances: Iterable[Distance]) -> dict[str, str]:
    """The labels of the road diagram in the active language; a distance that no source gives has no word."""
    words = read_roads()
    known = {(slugify(row.start_vi), slugify(row.end_vi)): row for row in distances}
    labels = {key: _spoken(name) for key, name in words.names.items()}
    for key, quotes in words.quotes.items():
        labels[key] = ", ".join(said for quote in quotes if (said := quote.said(known)))
    return labels


def land_names() -> dict[str, str]:
    """The names of what surrounds the provinces in the active language, by the keys of their points."""
    return {key: _spoken(name) for key, name in read_lands().items()}


@lru_cache(maxsize=4)
def read_roads(path: Path = ROADS) -> RoadWords:
    """Read the words of the road diagram, once for each file; raises ``BadData`` with the label that is wrong."""
    file = DataFile(path)
    patterns = {}
    for name in _table(file, "patterns"):
        patterns[name] = _text(file, file.content["patterns"], name, f"patterns.{name}")
        _check_pattern(file, patterns[name], f"patterns.{name}")
    names: dict[str, Text] = {}
    quotes: dict[str, tuple[Quote, ...]] = {}
    rows = _table(file, "words")
    for key, row in rows.items():
        record = f"words.{key}"
        several = row if isinstance(row, list) else [row]
        if any(isinstance(one, dict) and "pattern" in one for one in several):
            quotes[key] = tuple(_quote(file, one, patterns, record) for one in several)
        else:
            names[key] = _text(file, rows, key, record)
    return RoadWords(_text(file, file.content, "title", "title"), names, quotes)


@lru_cache(maxsize=4)
def read_lands(path: Path = LANDS) -> dict[str, Text]:
    """Read the names of the lands around, once for each file; raises ``BadData`` with the point that has none."""
    file = DataFile(path)
    names: dict[str, Text] = {}
    for index, feature in enumerate(file.need(file.content, "features", "file")):
        properties = file.need(feature, "properties", f"features[{index}]")
        key = str(file.need(properties, "key", f"features[{index}]"))
        names[key] = _text(file, properties, "name", key)
    return names


def _spoken(text: Text) -> str:
    return text.get((get_language() or settings.LANGUAGE_CODE)[:2]) or text[settings.LANGUAGE_CODE]


def _fillings(length: str, start: str) -> dict[str, str]:
    """What a pattern may name; the stone is how a kilometre stone would say the length: ``km 320`` of ``320 km``."""
    whole = _KILOMETRES.fullmatch(length)
    return {"length": length, "start": start, "stone": f"km {whole[1]}" if whole else length}


def _quote(file: DataFile, row: Any, patterns: Mapping[str, Text], record: str) -> Quote:
    start, end, name = (str(file.need(row, key, record)) for key in ("from", "to", "pattern"))
    if name not in patterns:
        raise file.wrong(record, f"unknown pattern {name!r}")
    return Quote(start, end, patterns[name])


def _check_pattern(file: DataFile, pattern: Text, record: str) -> None:
    for language, words in pattern.items():
        try:
            words % _fillings("", "")
        except (KeyError, TypeError, ValueError) as error:
            raise file.wrong(record, f"cannot be filled in ({language}): {error!r}") from error


def _table(file: DataFile, key: str) -> dict[str, Any]:
    table = file.need(file.content, key, "file")
    if not isinstance(table, dict):
        raise file.wrong(key, "is no table of words")
    return table


def _text(file: DataFile, row: Any, key: str, record: str) -> Text:
    """One text for all languages, or a table with a text in each."""
    value = file.need(row, key, record)
    text = {settings.LANGUAGE_CODE: value} if isinstance(value, str) else file.words(row, key, record)
    if not all(words.strip() for words in text.values()):
        raise file.wrong(record, f"“{key}” has an empty text")
    return text
