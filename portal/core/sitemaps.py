"""The sitemap: every live page of the tree and every registered address, each with its other languages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.core.caching import public_page
from portal.core.registries import addresses, in_sitemap
from portal.core.site_tree import SiteTree, absolute


@in_sitemap
def own_addresses() -> list[dict[str, str]]:
    """The form for words to the editors, in every language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = reverse("feedback")
    return [found]


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """One file for all: the site has a few hundred addresses, a file may hold 50,000."""
    tree = SiteTree.of(request)
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
    entries = [
        {"address": address, "changed": changed, "languages": [(code, there) for code, (there, _c) in group.items()]}
        for group in groups.values()
        for address, changed in group.values()
    ]
    entries += [
        {
            "address": absolute(path),
            "changed": "",
            "languages": [(code, absolute(there)) for code, there in paths.items()],
        }
        for paths in addresses()
        for path in paths.values()
    ]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")
