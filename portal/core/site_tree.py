"""From an address to a page and back, in one query for both and without the cache.

Wagtail walks the tree a level a query and reads its cache for every link; here the page's stored ``url_path`` is
looked up at once, and links are built from the roots of the default site, read once a request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Length, Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site


class HasUrlPath(Protocol):
    """Anything with Wagtail's stored path: a page, or a row of values."""

    url_path: str


@dataclass(frozen=True)
class SiteTree:
    """Root ``url_path`` of the default site for each language that has a home page."""

    roots: dict[str, str]

    @classmethod
    def of(cls, request: HttpRequest | None) -> SiteTree:
        """The tree of this request, read once."""
        known: SiteTree | None = getattr(request, "_site_tree", None)
        if known is None:
            root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")[:1]
            rows = Page.objects.filter(translation_key=Subquery(root), live=True).values_list(
                "locale__language_code", "url_path"
            )
            known = cls(dict(rows))
            if request is not None:
                request._site_tree = known  # type: ignore[attr-defined]  # kept for this request only
        return known

    def path_of(self, page: HasUrlPath) -> str:
        """Public path (``/diem-den/moc-chau/``, ``/en/…``) of a page; empty when it lies outside the site."""
        for language, root in self.roots.items():
            if page.url_path.startswith(root):
                return language_prefix(language) + page.url_path[len(root) :]
        return ""

    @classmethod
    def find(cls, request: HttpRequest, language: str, path: str) -> tuple[Any, bool] | None:
        """The live page at ``path`` (as the URL resolver gives it) in ``language``, and whether it is private.

        The page comes as its specific type; it is private when it or a page above it has a privacy setting. The tree
        comes with the same query and is kept for the request.
        """
        root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")[:1]
        homes = Page.objects.live().filter(translation_key=Subquery(root))
        below = "".join(f"{part}/" for part in path.strip("/").split("/") if part)
        wanted = Concat(Subquery(homes.filter(locale__language_code=language).values("url_path")[:1]), Value(below))
        above = Substr(OuterRef("path"), 1, Length("page__path"))
        private = Exists(PageViewRestriction.objects.annotate(above=above).filter(page__path=F("above")))
        rows: Any = (
            Page.objects.live()
            .filter(Q(translation_key=Subquery(root)) | Q(url_path=wanted))
            .select_related("locale", "content_type")
            .annotate(is_private=private, is_home=Q(translation_key=Subquery(root)))
        )
        found = list(rows)
        tree = cls({row.locale.language_code: row.url_path for row in found if row.is_home})
        request._site_tree = tree  # type: ignore[attr-defined]  # kept for this request only
        home = tree.roots.get(language)
        page = next((row for row in found if home is not None and row.url_path == home + below), None)
        return (_specific(page), page.is_private) if page is not None else None


def _specific(page: Page) -> Any:
    """The page as its own type; its content type came with it, so a process that has just begun asks no more."""
    return page.content_type.model_class()._default_manager.get(pk=page.pk)


def language_prefix(language: str) -> str:
    """``/`` for the site's first language, ``/en/`` and so on for the others."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def paths_of(view: str, *args: str) -> dict[str, str]:
    """The path of a view in every language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = reverse(view, args=args)
    return found


def absolute(path: str) -> str:
    """The full public address of a path of this site."""
    return f"{settings.PORTAL_BASE_URL}{path}"
