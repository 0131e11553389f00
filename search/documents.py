"""What can be found: one document per thing, whatever the number of languages it is told in.

A document is made by ``search.kinds`` from the database and analysed here, once, in Python: the engines only split the
resulting texts at spaces (docs/decisions/0012-search.md). So a query means the same on both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final, Self


@dataclass(frozen=True)
class StarSpan:
    """Stars of a certificate and the days it is in force, both included; counted only while they last."""

    stars: int
    since: str
    until: str


@dataclass(frozen=True)
class SearchDocument:
    """A thing to be found, with everything a result shows of it.

    ``names``, ``summaries``, ``texts``, ``addresses`` and ``wheres`` are by language code; a language without an
    address has no page of its own, and its readers are sent to the Vietnamese one.
    """

    key: str
    kind: str
    version: int
    names: Mapping[str, str]
    addresses: Mapping[str, str]
    #: Other names in any language, former units, abbreviations in use, makers.
    aliases: tuple[str, ...] = ()
    #: Which of these are names of whoever makes it.
    makers: tuple[str, ...] = ()
    #: One line under the name.
    summaries: Mapping[str, str] = field(default_factory=dict)
    #: Everything else that may be searched: lead, story, facts.
    texts: Mapping[str, str] = field(default_factory=dict)
    #: Where it lies, in words: "Phường Mộc Châu, Sơn La".
    wheres: Mapping[str, str] = field(default_factory=dict)
    #: What one does or finds there, in any language, a phrase each: "Săn mây".
    topics: tuple[str, ...] = ()
    picture: int | None = None
    provinces: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    category: str = ""
    months: tuple[int, ...] = ()
    group: str = ""
    #: Standards that it is certified by, and markets it is exported to: codes and slugs.
    certifications: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    is_open_data: bool = False
    #: Stars of the certificate that stands, else as public sources last said; a word in a query may favour them, no
    #: filter counts them and no result shows them.
    last_known_stars: int | None = None
    stars: tuple[StarSpan, ...] = ()
    #: How much more this is looked for than others of its kind: 1 is usual; at most 2.
    popularity: float = 1.0

    def as_json(self) -> str:
        """The document as the engines keep it."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The document that ``as_json`` wrote, in this version of the portal or in another one.

        What it lacks is as if nobody had said it, and what this version does not know is passed over. Raises
        ``ValueError`` when too little is left.
        """
        data: Any = json.loads(text)
        try:
            known: dict[str, Any] = {name: data[name] for name in FORM if name in data}
            for name in _LISTS & known.keys():
                known[name] = tuple(known[name])
            known["stars"] = tuple(StarSpan(**span) for span in known.get("stars", ()))
            return cls(**known)
        except TypeError as error:
            raise ValueError(f"no document of a form that can be read: {error}") from error

    def name_in(self, language: str) -> str:
        """The name in a language, else in Vietnamese, else in whatever there is."""
        return self.names.get(language) or self.names.get("vi") or next(iter(self.names.values()), "")

    def stars_on(self, day: str) -> int | None:
        """Stars of a certificate that is in force on a day (ISO date); None when none is."""
        return max((span.stars for span in self.stars if span.since <= day <= span.until), default=None)

    def address_in(self, language: str) -> tuple[str, str]:
        """Address and its language: the wanted one, else Vietnamese, else whatever there is."""
        for code in (language, "vi", *self.addresses):
            if code in self.addresses:
                return self.addresses[code], code
        return "", language


#: Names of everything a stored document says: of an index with others, a new one is built (``search.engines.layout``).
FORM: Final = tuple(one.name for one in fields(SearchDocument))
_LISTS: Final = frozenset(
    ("aliases", "makers", "topics", "provinces", "communes", "months", "certifications", "markets")
)
