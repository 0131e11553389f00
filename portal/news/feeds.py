"""The Atom feed of the articles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.caching import mark_public
from portal.core.region import region
from portal.core.site_tree import SiteTree, absolute
from portal.media.templatetags.pictures import social_file
from portal.news.models import NewsIndexPage, NewsPage

ENTRIES = 20


class NewsFeed(Feed[NewsPage, Any]):
    """Newest articles first, in the language of the address."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.tree = SiteTree.of(request)
        response = super().__call__(request, *args, **kwargs)
        mark_public(response)
        return response

    def title(self) -> str:
        return _("Tây Bắc: tin và bài")

    def link(self) -> str:
        index = NewsIndexPage.objects.live().filter(locale__language_code=get_language()).first()
        return absolute(self.tree.path_of(index) if index else "/")

    def subtitle(self) -> str:
        return _("Chuyện %(region)s, có ngày và có nguồn.") % {"region": region()}

    def items(self) -> Any:
        return (
            NewsPage.objects.live()
            .filter(locale__language_code=get_language())
            .select_related("picture")
            .prefetch_related("picture__derivatives")
            .order_by("-first_published_at", "-pk")[:ENTRIES]
        )

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.lead)

    def item_link(self, item: NewsPage) -> str:
        return absolute(self.tree.path_of(item))

    def item_enclosures(self, item: NewsPage) -> list[Enclosure]:
        """The social picture, where there is one: never an original."""
        file = social_file(item.picture)
        return [Enclosure(absolute(file.url), str(file.size), "image/jpeg")] if file is not None else []

    def item_pubdate(self, item: NewsPage) -> dt.datetime | None:
        published: dt.datetime | None = item.first_published_at
        return published

    def item_updateddate(self, item: NewsPage) -> dt.datetime | None:
        changed: dt.datetime | None = item.last_published_at
        return changed
