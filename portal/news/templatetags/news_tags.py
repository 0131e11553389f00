"""Articles for search engines and the days on which they were published."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from portal.core.site_tree import SiteTree, absolute
from portal.core.templatetags.portal_tags import day
from portal.media.templatetags.pictures import social_picture

register = template.Library()
Context = dict[str, Any]


@register.filter
def local_day(moment: dt.datetime) -> str:
    """The day of a moment in Vietnam, in words of the active language."""
    return day(timezone.localdate(moment))


@register.simple_tag(takes_context=True)
def article_data(context: Context, page: Any) -> dict[str, Any]:
    """schema.org data of an article."""
    tree = SiteTree.of(cast("HttpRequest | None", context.get("request")))
    address = absolute(tree.path_of(page))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.search_description or page.lead,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": (get_language() or "vi")[:2],
        "publisher": {"@type": "Organization", "name": "Tây Bắc"},
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    if picture := social_picture(page.picture):
        data["image"] = absolute(picture)
    return data
