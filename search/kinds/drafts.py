"""A document while it is being written, and how words are read out of records and stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from search.documents import SearchDocument, StarSpan


def languages() -> list[str]:
    """Codes of the site's languages, the first one first."""
    return [code for code, _name in settings.LANGUAGES]


def in_languages() -> Iterator[str]:
    """Each language of the site, active while its turn lasts: labels and addresses come out in it."""
    for language in languages():
        with translation.override(language):
            yield language


def own(record: Any, name: str, language: str) -> str:
    """A text of a record in just this language; empty where a reader would be shown the Vietnamese one."""
    return str(getattr(record, f"{name}_{language}", "") or "")


class Draft:
    """Collects what belongs to a document, without empty texts and repetitions."""

    def __init__(self, key: str, kind: str) -> None:
        self.key = key
        self.kind = kind
        self.names: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.summaries: dict[str, str] = {}
        self.wheres: dict[str, str] = {}
        self.picture: int | None = None
        self.provinces: list[str] = []
        self.communes: list[str] = []
        self.category = ""
        self.months: list[int] = []
        self.group = ""
        self.certifications: list[str] = []
        self.markets: list[str] = []
        self.last_known_stars: int | None = None
        self.stars: list[StarSpan] = []
        self._aliases: list[str] = []
        self._makers: list[str] = []
        self._topics: list[str] = []
        self._texts: dict[str, list[str]] = {}

    def call(self, *names: str) -> None:
        """Add other names."""
        self._aliases += [name.strip() for name in names if name.strip()]

    def made_by(self, *names: str) -> None:
        """Add names of whoever makes it; it is found by them as by other names."""
        self.call(*names)
        self._makers += [name.strip() for name in names if name.strip()]

    def topic(self, record: Any, name: str) -> None:
        """Add a thing one does or finds there, which a record says in a column per language."""
        self._topics += [text for language in languages() if (text := own(record, name, language).strip())]

    def say(self, language: str, *texts: object) -> None:
        """Add lines to the text of a language."""
        lines = self._texts.setdefault(language, [])
        lines += [line for text in texts if (line := " ".join(str(text).split()))]

    def say_each(self, record: Any, *names: str) -> None:
        """Add texts of a record that stand in a column per language."""
        for language in languages():
            self.say(language, *(own(record, name, language) for name in names))

    def document(self) -> SearchDocument:
        """What was collected."""
        known = {name.casefold() for name in self.names.values()}
        return SearchDocument(
            key=self.key,
            kind=self.kind,
            version=0,
            names={language: name for language, name in self.names.items() if name},
            addresses=self.addresses,
            aliases=tuple(name for name in dict.fromkeys(self._aliases) if name.casefold() not in known),
            makers=tuple(name for name in dict.fromkeys(self._makers) if name.casefold() not in known),
            summaries={language: text for language, text in self.summaries.items() if text},
            texts={language: "\n".join(dict.fromkeys(lines)) for language, lines in self._texts.items() if lines},
            wheres={language: text for language, text in self.wheres.items() if text},
            topics=tuple(dict.fromkeys(self._topics)),
            picture=self.picture,
            provinces=tuple(dict.fromkeys(self.provinces)),
            communes=tuple(dict.fromkeys(self.communes)),
            category=self.category,
            months=tuple(sorted(set(self.months))),
            group=self.group,
            certifications=tuple(dict.fromkeys(self.certifications)),
            markets=tuple(dict.fromkeys(self.markets)),
            last_known_stars=self.last_known_stars,
            stars=tuple(self.stars),
        )


def lines_of(stream: Any) -> Iterator[str]:
    """The words of a story: paragraphs, headings, captions; read as stored, without asking for pictures."""
    for row in stream.raw_data:
        if (block := stream.stream_block.child_blocks.get(row["type"])) is not None:
            yield from _lines(block, row["value"])


def _lines(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, blocks.RichTextBlock):
        yield from get_text_for_indexing(value or "").splitlines()
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield value or ""
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _lines(child, (value or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        yield from _all(_lines(block.child_block, item["value"]) for item in value or [])


def _all(parts: Iterable[Iterator[str]]) -> Iterator[str]:
    for part in parts:
        yield from part
