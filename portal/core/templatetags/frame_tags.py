"""What the frame of a page makes of its blocks: a title and a description of fitting length, a social picture."""

from __future__ import annotations

import html
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.core.site_tree import SiteTree, absolute
from portal.core.templatetags.portal_tags import Frame

register = template.Library()
SITE_PICTURE = "img/social.jpg"
TITLE_LENGTH = 70
DESCRIPTION_LENGTH = 160
#: Icon of each kind of page that a bar of icons may show, the most wanted first.
ICONS = {
    "destinationindexpage": "compass",
    "attractionindexpage": "map-pin",
    "products": "shopping-basket",
    "eventindexpage": "calendar-days",
    "itineraryindexpage": "route",
    "gettingtherepage": "car",
    "newsindexpage": "newspaper",
    "provincesstorypage": "landmark",
}
#: Shorter words for them where a fifth of a phone's width is all there is.
SHORT_TITLES = {"attractionindexpage": gettext_lazy("Tham quan")}
TABS = 4
QUICK_LINKS = 5


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
    return absolute(content.strip() or static(SITE_PICTURE))


@register.simple_tag(takes_context=True)
def social_alt(context: dict[str, Any], address: str) -> str:
    """What the social picture at ``address`` shows: the page's own picture, or that of the site."""
    page = context.get("page")
    if address == absolute(static(SITE_PICTURE)):
        return _("Tranh minh hoạ: đồi chè, nhà sàn và cành hoa ban trước những dãy núi")
    picture = page.picture if page else context.get("picture")
    return getattr(picture, "alt", "") or (str(page) if page else "")


@register.filter
def tabs(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The links that the tab bar of phones shows, at most four, each with its icon."""
    return with_icons(links)[:TABS]


def with_icons(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Links to kinds of pages that have an icon, with it and with a short title, the most wanted kinds first."""
    known = [
        {**link, "icon": ICONS[link["kind"]], "short": SHORT_TITLES.get(link["kind"], link["title"])}
        for link in links
        if link["kind"] in ICONS
    ]
    return sorted(known, key=lambda link: list(ICONS).index(link["kind"]))


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: dict[str, Any], results: Any, key: str = "trang", query_string: str | None = None
) -> dict[str, Any]:
    """Links through the pages of a list; the other parts of the address, or ``query_string``, stay as they are."""
    request: HttpRequest | None = context.get("request")
    if query_string is not None:
        query = QueryDict(query_string.removeprefix("?"), mutable=True)
    else:
        query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name in [name for name, value in query.items() if not value]:
        del query[name]

    def address(number: int) -> str:
        changed = query.copy()
        changed[key] = str(number)
        if number == 1:
            del changed[key]
        return f"?{changed.urlencode()}" if changed else request.path if request is not None else "?"

    pages: list[dict[str, Any]] = [
        {"number": number, "address": address(number), "is_current": number == results.number}
        if isinstance(number, int)
        else {"number": None}
        for number in results.paginator.get_elided_page_range(results.number, on_each_side=1, on_ends=1)
    ]
    return {
        "results": results,
        "pages": pages,
        "previous": address(results.number - 1) if results.has_previous() else "",
        "next": address(results.number + 1) if results.has_next() else "",
    }


@register.inclusion_tag("components/quick_links.html", takes_context=True)
def quick_links(context: dict[str, Any]) -> dict[str, Any]:
    """The ways in that stand over the cover of the front page: the pages of the menu, each with its icon."""
    menu = [one for one in Frame.of(context).sections if one["in_menu"]]
    return {"links": with_icons(menu)[:QUICK_LINKS]}


@register.simple_tag(takes_context=True)
def site_data(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """schema.org data of the whole site, for the front page, with its search."""
    tree = SiteTree.of(context.get("request"))
    search = absolute(reverse("search:results"))
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "description": page.search_description or page.lead,
        "url": absolute(tree.path_of(page)),
        "inLanguage": (get_language() or settings.LANGUAGE_CODE)[:2],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


@register.filter
def read_on(sources: list[Any]) -> Any:
    """The day on which all the sources were read; None when they were read on several days or it is unknown."""
    days = {source.retrieved_on for source in sources}
    return days.pop() if len(days) == 1 else None


@register.simple_tag(takes_context=True)
def menu_pages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The pages of the menu that a lost reader most likely looks for, each with its icon."""
    return with_icons([one for one in Frame.of(context).sections if one["in_menu"]])[:TABS]


@register.simple_tag(takes_context=True)
def index_pages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Every page right under home that has an icon, the most wanted first."""
    return with_icons(Frame.of(context).sections)
