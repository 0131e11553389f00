"""What the frame of every page makes of its own blocks: a title and a description of fitting length, a social picture."""

from __future__ import annotations

import html

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString

from portal.core.site_tree import absolute

register = template.Library()
TITLE_LENGTH = 70
DESCRIPTION_LENGTH = 160
#: Order in which kinds of pages may stand in the tab bar, with their icon; other kinds never do.
TAB_ICONS = {
    "destinationindexpage": "compass",
    "attractionindexpage": "map-pin",
    "eventindexpage": "calendar-days",
    "itineraryindexpage": "route",
    "gettingtherepage": "car",
    "newsindexpage": "newspaper",
    "provincesstorypage": "landmark",
}
TABS = 4


def plain(content: str) -> str:
    """The text of a rendered block: entities resolved, runs of white space made one."""
    return " ".join(html.unescape(content).split())


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters, cut between words."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


@register.simple_block_tag
def page_title(content: str) -> SafeString:
    """The title of the window: ``name – Tây Bắc`` where both fit into 70 characters, else the name."""
    text = plain(content)
    site = str(settings.WAGTAIL_SITE_NAME)
    if not text:
        return escape(site)
    whole = f"{text} – {site}"
    return escape(whole if len(whole) <= TITLE_LENGTH and not text.startswith(site) else shortened(text, TITLE_LENGTH))


@register.simple_block_tag
def page_description(content: str) -> SafeString:
    """The description of a page as one line of at most 160 characters."""
    return escape(shortened(plain(content), DESCRIPTION_LENGTH))


@register.simple_block_tag
def social_address(content: str) -> str:
    """Full address of the picture whose path the block holds, or of the site's own."""
    return absolute(content.strip() or static("img/social.jpg"))


@register.filter
def tabs(links: list[dict[str, str]]) -> list[dict[str, str]]:
    """The links that the tab bar of phones shows, at most four, each with its icon."""
    known = [{**link, "icon": TAB_ICONS[link["kind"]]} for link in links if link["kind"] in TAB_ICONS]
    return sorted(known, key=lambda link: list(TAB_ICONS).index(link["kind"]))[:TABS]
