"""The sitemap: every live page of the tree and every registered address, each with its other languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.core.caching import public_page
from portal.core.registries import addresses, in_sitemap
from portal.core.site_tree import SiteTree, absolute, paths_of

#: As many addresses as one file may hold (sitemaps.org).
MOST: Final = 50_000


@in_sitemap
def own_addresses() -> list[dict[str, str]]:
    """The form for words to the editors, in every language."""
    return [paths_of("feedback")]


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """One file for all while it may hold them; beyond that the list of the parts."""
    found = entries(SiteTree.of(request))
    first = list(islice(found, MOST))
    rest = sum(1 for _entry in found)
    if not rest:
        return render(request, "sitemap.xml", {"entries": first}, content_type="application/xml")
    parts = range(1, 2 + -(-rest // MOST))
    addresses_of_parts = [absolute(reverse("sitemap_part", args=[part])) for part in parts]
    return render(request, "sitemap_index.xml", {"parts": addresses_of_parts}, content_type="application/xml")


@require_safe
@public_page
def sitemap_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """A part of the sitemap, counted from one; where nothing is left there is none."""
    wanted = list(islice(entries(SiteTree.of(request)), (part - 1) * MOST, part * MOST)) if part else []
    if not wanted:
        raise Http404
    return render(request, "sitemap.xml", {"entries": wanted}, content_type="application/xml")


def entries(tree: SiteTree) -> Iterator[dict[str, Any]]:
    """Every address, always in the same order: pages of the tree, then what is registered."""
    groups: dict[str, dict[str, tuple[str, str]]] = {}
    pages = (
        Page.objects.live()
        .public()
        .filter(depth__gte=2)
        .order_by("path")
        .values_list("translation_key", "locale__language_code", "url_path", "last_published_at", named=True)
    )
    for page in pages:
        if path := tree.path_of(page):
            changed = page.last_published_at.date().isoformat() if page.last_published_at else ""
            groups.setdefault(str(page.translation_key), {})[page.locale__language_code] = (absolute(path), changed)
    for group in groups.values():
        languages = [(code, there) for code, (there, _changed) in group.items()]
        for address, changed in group.values():
            yield {"address": address, "changed": changed, "languages": languages}
    for paths in addresses():
        languages = [(code, absolute(there)) for code, there in paths.items()]
        for _code, address in languages:
            yield {"address": address, "changed": "", "languages": languages}
