"""A page of the list of products: read from its address, asked of the index, drawn from the database.

All state stands in the address. An index answers with keys and counts (``portal.core.registries.page_of_list``); when
none can, the database lists the same without counts.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.registries import ListQuestion, page_of_list
from portal.core.templatetags.portal_tags import language, month_name
from portal.media.page_pictures import read_pictures
from portal.places.models import Commune, Province
from products.certificates import STARS
from products.models import Certification, Market, Product, ProductGroup
from products.querysets import ProductQuerySet

KIND: Final = "product"
PER_PAGE: Final = 24
#: Nobody turns further; who wants what stands behind narrows the list.
LAST_PAGE: Final = 100
TEXT_CHARACTERS: Final = 80
#: Facet → its name in addresses, the same in every language and the same as on the results page of the search.
PARAMETERS: Final[Mapping[str, str]] = {
    "group": "nhom",
    "stars": "sao",
    "province": "tinh",
    "commune": "xa",
    "month": "thang",
    "certification": "chung-nhan",
    "market": "thi-truong",
}
HEADINGS: Final = {
    "group": gettext_lazy("Nhóm sản phẩm"),
    "stars": gettext_lazy("Sao OCOP"),
    "province": gettext_lazy("Tỉnh"),
    "commune": gettext_lazy("Xã, phường"),
    "month": gettext_lazy("Tháng vào mùa"),
    "certification": gettext_lazy("Tiêu chuẩn"),
    "market": gettext_lazy("Đã xuất khẩu sang"),
}
#: Facets that stand open; the others are a tap away.
OPEN: Final = ("group", "stars", "province")
#: Values of one facet that an address may choose.
MOST_VALUES: Final = 12
#: Values of a long facet that are seen before the reader asks for the rest.
SEEN: Final = 8

#: How the database narrows by each facet.
NARROW: Final[Mapping[str, Callable[[ProductQuerySet, tuple[str, ...], dt.date], ProductQuerySet]]] = {
    "group": lambda products, values, today: products.in_groups(*values),
    "stars": lambda products, values, today: products.with_stars_in_force(today, *map(int, values)),
    "province": lambda products, values, today: products.in_provinces(*values),
    "commune": lambda products, values, today: products.in_communes(*values),
    "month": lambda products, values, today: products.in_months(*map(int, values)),
    "certification": lambda products, values, today: products.with_certifications(*values),
    "market": lambda products, values, today: products.in_markets(*values),
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet; without a count nobody has counted."""

    value: str
    label: str
    is_chosen: bool
    count: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether choosing it would find nothing."""
        return self.count == 0 and not self.is_chosen


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    name: str
    parameter: str
    heading: str
    choices: list[Choice]
    is_open: bool

    @property
    def seen(self) -> list[Choice]:
        """Those that stand on the page at once."""
        return self.choices[:SEEN]

    @property
    def folded(self) -> list[Choice]:
        """Those behind a tap."""
        return self.choices[SEEN:]


@dataclass(frozen=True)
class Listing:
    """One page of products with what stands around it."""

    question: ListQuestion
    products: list[Product]
    page: Page[Any]
    total: int
    #: What was listed in place of the text that was typed; "" where that was listed.
    shown_for: str = ""
    is_partial: bool = False
    counts: Mapping[str, Mapping[str, int]] | None = None
    facets: list[Facet] = field(default_factory=list)
    #: What narrows the list: its words, and the address without it.
    active: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_filtered(self) -> bool:
        """Whether it is less than the whole list."""
        return bool(self.question.text or self.question.filters)


def read_question(query: QueryDict, today: dt.date, **fixed: tuple[str, ...]) -> ListQuestion:
    """The question of an address; what no list offers is passed over. ``fixed`` facets cannot be chosen away."""
    text = "".join(sign for sign in query.get("q", "")[:1000] if unicodedata.category(sign)[0] != "C")
    text = " ".join(text.split())[:TEXT_CHARACTERS].rstrip()
    chosen = {name: _values(query, parameter) for name, parameter in PARAMETERS.items()}
    chosen["stars"] = tuple(one for one in chosen["stars"] if one in {str(stars) for stars in STARS})
    chosen["month"] = tuple(one for one in chosen["month"] if one in {str(month) for month in range(1, 13)})
    chosen["certification"] = tuple(one for one in chosen["certification"] if one in Certification.Code.values)
    number = query.get("trang", "")
    return ListQuestion(
        kind=KIND,
        today=today,
        text=text,
        filters={name: values for name, values in {**chosen, **fixed}.items() if values},
        order="relevance" if text else "name",
        page=min(max(int(number[:6]), 1), LAST_PAGE) if number.isascii() and number.isdigit() else 1,
        per_page=PER_PAGE,
    )


def _values(query: QueryDict, parameter: str) -> tuple[str, ...]:
    values = (value for value in query.getlist(parameter)[: 2 * MOST_VALUES] if value.replace("-", "").isalnum())
    return tuple(dict.fromkeys(value for value in values if value.isascii() and len(value) <= 80))[:MOST_VALUES]


def list_products(question: ListQuestion, *, with_facets: bool = False) -> Listing:
    """The page of the list that a question asks for."""
    if with_facets:
        question = replace(question, facets=tuple(PARAMETERS))
    answer = page_of_list(question)
    total = answer.total if answer is not None else _narrowed(question).count()
    counts = answer.counts if answer is not None else None
    page = Paginator(range(min(total, PER_PAGE * LAST_PAGE)), PER_PAGE).get_page(question.page)
    if answer is not None and answer.keys is not None:
        keys = list(answer.keys)
    else:
        first = max(page.start_index() - 1, 0)  # an empty list begins nowhere
        keys = list(_narrowed(question).values_list("pk", flat=True)[first : page.end_index()])
    listing = Listing(
        question=question,
        products=cards(keys),
        page=page,
        total=total,
        shown_for=answer.shown_for if answer is not None else "",
        is_partial=answer is not None and answer.is_partial,
        counts=counts,
    )
    if not with_facets:
        return listing
    facets = _facets(question, counts)
    return replace(listing, facets=facets, active=_active(question, facets))


def cards(keys: list[int]) -> list[Product]:
    """Listed products by their keys, in the order of the keys, with what cards show."""
    found = {product.pk: product for product in Product.objects.listed().filter(pk__in=keys).for_cards()}
    products = [found[key] for key in keys if key in found]
    read_pictures(products)
    return products


def _narrowed(question: ListQuestion) -> ProductQuerySet:
    """The products of the list as the database finds them: when no index answers, and for pages far behind."""
    products = Product.objects.listed()
    if question.text:
        products = products.named(question.text)
    for name, values in question.filters.items():
        products = NARROW[name](products, values, question.today)
    return products


def address(question: ListQuestion) -> str:
    """The query of the address that asks the question, its first page; "" for the whole list."""
    pairs = [("q", question.text)] if question.text else []
    pairs += [(PARAMETERS[name], value) for name in PARAMETERS for value in question.filters.get(name, ())]
    return f"?{urlencode(pairs)}" if pairs else ""


def _facets(question: ListQuestion, counts: Mapping[str, Mapping[str, int]] | None) -> list[Facet]:
    """Every facet with its values: all there are where they are few, else those that the index counted."""
    communes = _wanted(question, counts, "commune")
    markets = _wanted(question, counts, "market")
    labels: dict[str, dict[str, str]] = {
        "group": {group.slug: group.name for group in ProductGroup.objects.all()},
        "stars": {str(stars): _("%(stars)d sao") % {"stars": stars} for stars in reversed(STARS)},
        "province": dict(Province.objects.values_list("slug", "name")),
        "commune": {row.code: row.full_name for row in Commune.objects.filter(code__in=communes)} if communes else {},
        "month": {
            str(month): month_name(dt.date(2000, month, 1)) if language() == "en" else f"Tháng {month}"
            for month in range(1, 13)
        },
        "certification": {
            code: str(label) for code, label in Certification.Code.choices if code != Certification.Code.OTHER
        },
        "market": (
            {row.slug: row.name for row in Market.objects.filter(slug__in=markets)}
            if markets
            else {row.slug: row.name for row in Market.objects.all()[:MOST_VALUES]}
        ),
    }
    facets = []
    for name, parameter in PARAMETERS.items():
        chosen = question.filters.get(name, ())
        counted = counts.get(name, {}) if counts is not None else None
        choices = [
            Choice(value, label, value in chosen, counted.get(value, 0) if counted is not None else None)
            for value, label in labels[name].items()
        ]
        if name in {"commune", "market"}:
            choices.sort(key=lambda choice: (not choice.is_chosen, -(choice.count or 0), choice.label))
        if choices:
            facets.append(Facet(name, parameter, str(HEADINGS[name]), choices, is_open=name in OPEN or bool(chosen)))
    return facets


def _wanted(question: ListQuestion, counts: Mapping[str, Mapping[str, int]] | None, name: str) -> set[str]:
    """Values of a long facet whose names are needed: those counted and those chosen."""
    counted = counts.get(name, {}) if counts is not None else {}
    return {value for value, count in counted.items() if count} | set(question.filters.get(name, ()))


def _active(question: ListQuestion, facets: list[Facet]) -> list[tuple[str, str]]:
    """Words and address of each thing that narrows the list: following it lets that one go."""
    active = [(f"“{question.text}”", address(replace(question, text="")))] if question.text else []
    for facet in facets:
        for choice in facet.choices:
            if choice.is_chosen:
                kept = tuple(value for value in question.filters[facet.name] if value != choice.value)
                filters = {**question.filters, facet.name: kept}
                active.append((choice.label, address(replace(question, filters=filters))))
    return active
