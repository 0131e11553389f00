"""How a lower room gets what only a higher one knows: higher rooms register here when their app is ready.

``also_here``: the page of a commune or province asks what lies there; tourism (and later products) answer with panels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Panel:
    """A section of somebody else's page: which template draws it, with what, and its place among the others."""

    key: str
    template: str
    context: dict[str, Any]
    order: int = 0
    count: int = 0
    title: str = field(default="")


#: A provider gets the record (a ``Province`` or ``Commune``) and returns a panel, or None when it knows nothing.
PanelProvider = Callable[[Any], Panel | None]
_also_here: list[PanelProvider] = []


def also_here(provider: PanelProvider) -> PanelProvider:
    """Register a provider of "also here" panels; used as a decorator."""
    if provider not in _also_here:
        _also_here.append(provider)
    return provider


def panels_of(record: Any) -> list[Panel]:
    """Panels of all providers for the record, in order."""
    panels: Iterable[Panel | None] = (provider(record) for provider in _also_here)
    return sorted((panel for panel in panels if panel is not None), key=lambda panel: panel.order)


#: A provider yields (address path without language prefix and view, for each language) of pages outside the page tree.
SitemapProvider = Callable[[], Iterable[dict[str, str]]]
_addresses: list[SitemapProvider] = []


def in_sitemap(provider: SitemapProvider) -> SitemapProvider:
    """Register a provider of public addresses that are no Wagtail pages: yields {language: path} for each."""
    if provider not in _addresses:
        _addresses.append(provider)
    return provider


def addresses() -> Iterable[dict[str, str]]:
    """All registered addresses outside the page tree, {language: path} each."""
    for provider in _addresses:
        yield from provider()
