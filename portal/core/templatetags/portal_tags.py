"""What templates of every app need: icons, links without queries, dates in words, the frame of a page."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core import partial_date as partial
from portal.core.region import region
from portal.core.site_tree import SiteTree, absolute, language_prefix

register = template.Library()
register.simple_tag(region)
Context = dict[str, Any]
#: Depth in the tree of the pages right under a home page.
SECTION_DEPTH = 3
NBSP = "\N{NO-BREAK SPACE}"
#: Spaces at which a line must not break.
_LONELY = re.compile(
    r"(?<=\d) (?=(?:km|m|ha|giờ|phút|ngày|đêm|tháng|năm|phiên|hours?|days?|minutes?)\b)"
    r"|(?<=\btháng)(?<!\d tháng) (?=\d)|(?<=\bngày)(?<!\d ngày) (?=\d)|(?<=\bnăm)(?<!\d năm) (?=\d)"
    r"|(?<=\bmùng) (?=\d)|(?<=\blộ) (?=\d)"
    r"|(?<=\bHighway) (?=\d)|(?<=\bHighways) (?=\d)| (?=– )",
    re.IGNORECASE,
)
#: Words of two syllables that titles often hold; broken in two they read badly in large letters.
_WHOLE_WORDS = re.compile(
    r"\b(cửa|du|khả|lịch|lễ|quốc|thuỷ|truyền) (khẩu|lịch|năng|sử|hội|gia|tế|điện|thống)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
UNBROKEN = 13
SHORT_END = 10
MONTHS = 12
#: Where the list of products, which is no page of the tree, stands among the sections.
PRODUCTS_PLACE = 2
#: Longer addresses of pages are not handed to the form for errors.
LONGEST_PATH = 300
#: Kinds of pages that the footer lists as what one prepares with, and as what tells of the portal itself.
TO_PREPARE = ("itineraryindexpage", "gettingtherepage")
ABOUT = ("standardpage",)


def language() -> str:
    """The active language's two letters."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite, hidden from assistive technology: words beside it say the same.

    Kept for the life of the process, as the address of the sprite is: a list asks a hundred times for the same few.
    """
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f"ic {extra}".strip(),
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def page_path(context: Context, page: Any) -> str:
    """Public path of a page without a query of its own; empty for None."""
    return SiteTree.of(context.get("request")).path_of(page) if page is not None else ""


@register.filter
def partial_date(text: str) -> str:
    """``2024-05`` in words of the active language."""
    return partial.spell(text, language()) if text else ""


@register.filter
def day(date: dt.date | None) -> str:
    """``15.2.2027`` or ``15 February 2027``."""
    if date is None:
        return ""
    if language() == "en":
        return f"{date.day} {date:%B} {date.year}"
    return f"{date.day}.{date.month}.{date.year}"


@register.filter
def month_name(date: dt.date) -> str:
    """``Tháng 2`` or ``February``."""
    return f"{date:%B}" if language() == "en" else f"Tháng {date.month}"


@register.filter
def month_in_sentence(date: dt.date) -> str:
    """``tháng 2`` or ``February``, where it does not begin the sentence."""
    return f"{date:%B}" if language() == "en" else f"tháng {date.month}"


@register.filter
def month_short(date: dt.date) -> str:
    """The month in the head of a narrow column: ``2`` or ``Feb``."""
    return f"{date:%b}" if language() == "en" else str(date.month)


@register.filter
def weekday(date: dt.date) -> str:
    """``thứ Hai`` … ``Chủ nhật`` or ``Monday`` …"""
    if language() == "en":
        return f"{date:%A}"
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[date.weekday()]


@register.filter
def number(value: Any) -> str:
    """Thousands as the language writes them: ``1.327.430`` or ``1,327,430``; decimals kept."""
    if value is None or value == "":
        return ""
    text = f"{value:,}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


@register.filter
def months_in_words(months: list[int]) -> str:
    """Runs of months: ``tháng 10–4`` or ``October–April``; several are joined by commas, all twelve are a word."""
    wanted = sorted(set(months))
    if not wanted:
        return ""
    if len(wanted) == MONTHS:
        return _("quanh năm")
    starts = [month for month in wanted if (month - 2) % 12 + 1 not in wanted]
    runs = []
    for start in sorted(starts):
        end = start
        while end % 12 + 1 in wanted and end % 12 + 1 != start:
            end = end % 12 + 1
        runs.append((start, end))
    if language() == "en":
        name = [dt.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
        return ", ".join(name[a - 1] if a == b else f"{name[a - 1]}–{name[b - 1]}" for a, b in runs)
    return f"tháng{NBSP}" + ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


@register.filter
def lunar_day(lunar: Any) -> str:
    """``mùng 10 tháng Giêng`` or ``10th day of the 1st lunar month``."""
    if lunar is None:
        return ""
    if language() == "en":
        leap = " (leap)" if lunar.is_leap else ""
        return f"day {lunar.day} of lunar month {lunar.month}{leap}"
    names = ("Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Chạp")
    start = f"mùng {lunar.day}" if lunar.day <= 10 else f"ngày {lunar.day}"
    return f"{start} tháng {names[lunar.month - 1]}{' nhuận' if lunar.is_leap else ''}"


@register.filter
def lunar_day_short(lunar: Any) -> str:
    """One end of a range under the word "lunar": ``23 tháng Chín`` or ``day 23 of month 9``."""
    return lunar_day(lunar).removeprefix("ngày ").replace("lunar month", "month")


@register.filter
def lunar_month(lunar: Any) -> str:
    """``Giêng``, ``Chạp``, or the month's number in English."""
    names = ("Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Chạp")
    return str(lunar.month) if language() == "en" else names[lunar.month - 1]


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """Structured data as a data block; ``<`` is escaped so that no text can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped above)


@dataclass(frozen=True)
class Frame:
    """Rows of the page tree that header, footer and head of a page need: read in one query, once a request."""

    #: Live pages right under the home page of the active language, in the order of the tree.
    sections: list[dict[str, Any]]
    #: Path of the current page in each language in which it is live.
    paths: dict[str, str]

    @classmethod
    def of(cls, context: Context) -> Frame:
        """The frame of the page that is being drawn."""
        request: HttpRequest | None = context.get("request")
        known: Frame | None = getattr(request, "_frame", None)
        if known is None:
            known = cls.read(context.get("page") or None, SiteTree.of(request), request)
            if request is not None:
                request._frame = known  # type: ignore[attr-defined]  # kept for this request only
        return known

    @classmethod
    def read(cls, page: Any, tree: SiteTree, request: HttpRequest | None) -> Frame:
        """Ask for the sections and, where a page of the tree is shown, for its translations."""
        wanted = Q(depth=SECTION_DEPTH, locale__language_code=language())
        if page is not None and page.pk:
            wanted |= Q(translation_key=page.translation_key)
        rows = (
            Page.objects.live()
            .filter(wanted)
            .order_by("path")
            .values_list(
                "title",
                "depth",
                "url_path",
                "show_in_menus",
                "translation_key",
                "locale__language_code",
                "content_type__model",
                named=True,
            )
        )
        sections: list[dict[str, Any]] = []
        paths: dict[str, str] = {}
        for row in rows:
            path = tree.path_of(row)
            if not path:
                continue
            if row.depth == SECTION_DEPTH and row.locale__language_code == language():
                is_current = request is not None and request.path.startswith(path)
                sections.append(
                    {
                        "title": row.title,
                        "path": path,
                        "kind": row.content_type__model,
                        "in_menu": row.show_in_menus,
                        "is_current": is_current,
                    }
                )
            if page is not None and row.translation_key == page.translation_key:
                paths[row.locale__language_code] = path
        products, makers = reverse("products:index"), reverse("products:businesses")
        sections.insert(
            min(PRODUCTS_PLACE, len(sections)),
            {
                "title": _("Sản vật"),
                "path": products,
                "kind": "products",
                "in_menu": True,
                "is_current": request is not None and request.path.startswith((products, makers)),
            },
        )
        figures = reverse("figures:index")
        sections.append(
            {
                "title": _("Số liệu"),
                "path": figures,
                "kind": "figures",
                "in_menu": True,
                "is_current": request is not None and request.path.startswith(figures),
            }
        )
        match = request.resolver_match if page is None and request is not None else None
        # A page outside the tree has all languages; the tree's own route without a page is a 404.
        if request is not None and match is not None and match.url_name != "wagtail_serve":
            paths = {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES}
        return cls(sections, paths)

    def languages(self) -> list[dict[str, Any]]:
        """Every language of the site, with the path of this page in it or of the home page."""
        return [
            {
                "code": code,
                "name": name,
                "path": self.paths.get(code) or language_prefix(code),
                "url": absolute(self.paths.get(code) or language_prefix(code)),
                "exists": bool(self.paths.get(code)),
                "is_current": code == language(),
            }
            for code, name in settings.LANGUAGES
        ]


def nav_context(context: Context, where: str) -> Context:
    """The menu's pages for the header and the bar; all sections and the list of communes, in groups, for the footer."""
    sections = Frame.of(context).sections
    request: HttpRequest | None = context.get("request")
    communes = {"title": _("Xã, phường"), "path": reverse("places:communes"), "kind": "communes"}
    groups = (
        (_("Khám phá"), [one for one in sections if one["kind"] not in {*TO_PREPARE, *ABOUT}]),
        (_("Chuẩn bị"), [*(one for one in sections if one["kind"] in TO_PREPARE), communes]),
        (_("Cổng thông tin"), [*(one for one in sections if one["kind"] in ABOUT), feedback_link(request)]),
    )
    return {
        "menu": [one for one in sections if one["in_menu"]],
        "groups": [{"title": title, "links": links} for title, links in groups],
        "where": where,
        "home": language_prefix(language()),
        "here": request.path if request is not None else "",
    }


def feedback_link(request: HttpRequest | None) -> dict[str, Any]:
    """The link to the form for errors, which takes the address of this page along; robots need not follow it."""
    form = reverse("feedback")
    path = request.path if request is not None else ""
    is_public = not path.startswith((form, f"/{settings.ACCOUNT_PATH}")) and len(path) <= LONGEST_PATH
    query = urlencode({"trang": path}, safe="/") if path and is_public else ""
    return {
        "title": _("Báo lỗi, góp ý"),
        "path": f"{form}?{query}" if query else form,
        "kind": "feedback",
        "rel": "nofollow" if query else "",
    }


@register.inclusion_tag("components/nav.html", takes_context=True)
def site_nav(context: Context, where: str) -> Context:
    """Links of the header (``top``) or of the bottom bar on phones (``tabs``)."""
    return nav_context(context, where)


@register.inclusion_tag("components/footer.html", takes_context=True)
def site_footer(context: Context) -> Context:
    """The footer with the menu, the other pages of the site and the choice of colours."""
    return nav_context(context, "foot")


@register.simple_tag(takes_context=True)
def section_path(context: Context, kind: str) -> str:
    """Path of the page right under home that is of a type (``eventindexpage``); empty when there is none."""
    return next((one["path"] for one in Frame.of(context).sections if one["kind"] == kind), "")


@register.simple_tag
def site_home() -> str:
    """Path of the home page in the active language."""
    return language_prefix(language())


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, page: Any = None) -> Context:
    """The way from the home page to the parent of ``page``."""
    above: list[dict[str, Any]] = []
    if page and page.pk and page.depth == SECTION_DEPTH + 1:
        path = SiteTree.of(context.get("request")).path_of(page)
        above = [one for one in Frame.of(context).sections if path.startswith(one["path"])]
    if page and page.pk and page.depth > SECTION_DEPTH and not above:
        tree = SiteTree.of(context.get("request"))
        rows = page.get_ancestors().filter(depth__gte=SECTION_DEPTH)
        above = [{"title": one.title, "path": tree.path_of(one)} for one in rows]
    return {"above": above, "home": language_prefix(language())}


@register.inclusion_tag("components/head_links.html", takes_context=True)
def head_links(context: Context) -> Context:
    """Canonical address, the same page in the languages in which it exists, and the feed.

    A further page of an unfiltered list stands for itself; filters lead to the list as a whole. An address with a query
    names no other languages: only a canonical address may, and the other language's list need not hold the same rows.
    """
    request: HttpRequest | None = context.get("request")
    query = request.GET if request is not None else QueryDict()
    number = query.get("trang", "") if list(query) == ["trang"] else ""
    canonical = absolute(here(context)) + (f"?trang={int(number)}" if number.isdecimal() and int(number) > 1 else "")
    there = [one for one in Frame.of(context).languages() if one["exists"] and not query]
    apart = len({one["path"] for one in there}) == len(there)
    return {"canonical": canonical, "alternates": there if len(there) > 1 and apart else []}


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context: Context) -> Context:
    """Links to this page in the other languages, or to their home pages where it has no twin.

    A view whose query means the same in every language hands it over as ``own_query``; others lose theirs.
    """
    query = context.get("own_query", "")
    return {"others": [{**one, "path": f"{one['path']}{query}"} for one in others_of(context)]}


@register.inclusion_tag("components/untranslated.html", takes_context=True)
def untranslated_notice(context: Context) -> Context:
    """Says, in each language that this page lacks, that it does."""
    return {"missing": [one for one in others_of(context) if not one["exists"]]}


def others_of(context: Context) -> list[dict[str, Any]]:
    """The other languages, but not those in which this very address is shown (pages without a language)."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request is not None else ""
    return [one for one in Frame.of(context).languages() if not one["is_current"] and one["path"] != path]


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """Every language of the site with the path of this page in it; ``exists`` is False where only home is offered."""
    return Frame.of(context).languages()


def here(context: Context) -> str:
    """Path of this page: of the page object where there is one, so that previews and filters do not count."""
    page = context.get("page")
    request: HttpRequest | None = context.get("request")
    if page and getattr(page, "url_path", ""):
        return SiteTree.of(request).path_of(page)
    return request.path if request is not None else "/"


@register.filter
def tight(text: str) -> str:
    """Numbers stay with their unit and with the word they count (``191 km``, ``tháng 3``, ``quốc lộ 6``), dashes with
    the word before them."""
    return _LONELY.sub(NBSP, str(text))


@register.filter
def nbsp(text: str) -> str:
    """Keep names such as ``Điện Biên Phủ``, and the last two short words of a heading, on one line.

    Numbers, dashes and frequent words of two syllables (``quốc gia``) stay whole too.
    """
    words = str(text).split(" ")
    joined = run = words[0]
    for index, word in enumerate(words[1:], start=1):
        both_short = len(run) + 1 + len(word.rstrip(".,;:!?")) <= UNBROKEN
        is_name = run[:1].isupper() and word[:1].isupper() and run[-1:].isalnum() and both_short
        is_end = index == len(words) - 1 and len(run) + len(word) <= SHORT_END
        joined += f"{NBSP if is_name or is_end else ' '}{word}"
        run = f"{run} {word}" if is_name or is_end else word
    return tight(_WHOLE_WORDS.sub(rf"\1{NBSP}\2", joined))


@register.filter
def opening(text: str, words: int) -> str:
    """Whole sentences from the beginning of a text, at most ``words`` words; the first sentence in any case."""
    sentences = _SENTENCE_END.split(str(text))
    kept = [sentences[0]]
    for sentence in sentences[1:]:
        if len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept)
