"""Products of whose export a source tells."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator

from products.models import Product

PER_PAGE: Final = 24


def exported_products(page: str | None) -> Page[Any]:
    """A page of them by name, each with its markets."""
    products = (
        Product.objects.listed()
        .exported()
        .select_related("producer", "commune", "province")
        .prefetch_related("markets")
        .order_by("sort_key", "pk")
    )
    return Paginator(products, PER_PAGE).get_page(page)
