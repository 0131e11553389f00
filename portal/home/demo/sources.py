"""Sources of the demo content: one row per address, hosts that copy others' texts never linked."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from portal.core.data_files import DataFile
from portal.core.models import Source

#: The day the content was compiled from these pages.
RETRIEVED_ON = dt.date(2026, 11, 22)
URL_CHARACTERS = 1000


class Sources:
    """Gets or makes sources; keeps what it has seen so that loading asks the database once per address."""

    def __init__(self, never_link: DataFile) -> None:
        self.hosts = set(never_link.need(never_link.content, "hosts", "file"))
        self.known: dict[str, Source] = {
            source.url: source for source in Source.objects.exclude(url=None) if source.url
        }

    def at(self, url: str, file: DataFile, record: str, **details: Any) -> Source:
        """The source at an address. Raises ``BadData`` for what is no address."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or len(url) > URL_CHARACTERS:
            raise file.wrong(record, f"{url!r} is no web address")
        source = self.known.get(url)
        if source is None:
            host = parts.hostname.removeprefix("www.")
            source = Source.objects.create(
                url=url,
                is_linkable=not any(host == blocked or host.endswith(f".{blocked}") for blocked in self.hosts),
                retrieved_on=RETRIEVED_ON,
                **details,
            )
            self.known[url] = source
        elif details and not source.title:
            for name, value in details.items():
                setattr(source, name, value)
            source.save()
        return source

    def titled(self, *, title: str, publisher: str, **details: Any) -> Source:
        """The source of a title and publisher whose address is not known."""
        source, _created = Source.objects.get_or_create(
            title=title, publisher=publisher, url=None, defaults={**details, "retrieved_on": RETRIEVED_ON}
        )
        return source
