"""What is in season: products of whose months a source or their keeper tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef

from portal.core.registries import ListQuestion
from products.models import Product, ProductMonth
from products.pages.lists import KIND, PER_PAGE, Listing, list_products

MONTHS: Final = range(1, 13)


@dataclass(frozen=True)
class Month:
    """A month of the chooser."""

    number: int
    is_now: bool
    is_chosen: bool
    #: Whether any product has it; one without is no link.
    is_known: bool

    @property
    def date(self) -> dt.date:
        """A day of it, for its name."""
        return dt.date(2000, self.number, 1)


@dataclass(frozen=True)
class Bar:
    """A product's months as the season table draws them."""

    title: str
    where: str
    months: list[int]
    colour: str = "fruit"


@dataclass(frozen=True)
class Season:
    """The products of a month, the first of them by name."""

    chosen: Month
    months: list[Month]
    listing: Listing
    #: The months of these products; of a month without any, those of others.
    bars: list[Bar]

    @property
    def next_known(self) -> Month | None:
        """The next month of which anything is known."""
        after = [*self.months[self.chosen.number :], *self.months[: self.chosen.number - 1]]
        return next((month for month in after if month.is_known), None)


def season(wanted: str, today: dt.date) -> Season:
    """Products of the month that an address names (``7``), else of today's."""
    number = int(wanted) if wanted in {str(month) for month in MONTHS} else today.month
    question = ListQuestion(
        kind=KIND, today=today, filters={"month": (str(number),)}, facets=("month",), per_page=PER_PAGE
    )
    listing = list_products(question)
    known = _known_months() if listing.counts is None else {int(key) for key, n in listing.counts["month"].items() if n}
    months = [Month(month, month == today.month, month == number, month in known) for month in MONTHS]
    shown = listing.products or list(
        Product.objects.listed()
        .filter(Exists(ProductMonth.objects.filter(product=OuterRef("pk"))))
        .select_related("commune")
        .order_by("sort_key", "pk")[:PER_PAGE]
    )
    return Season(months[number - 1], months, listing, _bars(shown))


def _known_months() -> set[int]:
    """Months of all listed products; for when no index has counted them."""
    return set(ProductMonth.objects.filter(product__in=Product.objects.listed()).values_list("month", flat=True))


def _bars(products: list[Product]) -> list[Bar]:
    months: dict[int, list[int]] = {product.pk: [] for product in products}
    for product, month in ProductMonth.objects.filter(product__in=months).values_list("product", "month"):
        months[product].append(month)
    return [
        Bar(product.title, product.commune.full_name if product.commune else "", sorted(months[product.pk]))
        for product in products
    ]
