"""Addresses of products, of who makes them and of their lists, for the sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.core.registries import in_sitemap
from portal.core.site_tree import paths_of
from products.models import Business, Product, ProductGroup

LISTS = ("index", "in_season", "rights", "exports", "businesses")
#: Stands in for a slug while an address is made once for all of its kind.
SLUG = "0-0"


@in_sitemap
def product_addresses() -> Iterator[dict[str, str]]:
    """Lists, groups, listed products and public businesses, in every language."""
    for name in LISTS:
        yield paths_of(f"products:{name}")
    yield from of_each("group", ProductGroup.objects.values_list("slug", flat=True))
    yield from of_each("product", Product.objects.listed().order_by("pk").values_list("slug", flat=True).iterator())
    yield from of_each("business", Business.objects.public().order_by("pk").values_list("slug", flat=True).iterator())


def of_each(name: str, slugs: Iterable[str]) -> Iterator[dict[str, str]]:
    """The addresses of many records of a kind; the resolver is asked once."""
    pattern = paths_of(f"products:{name}", SLUG)
    for slug in slugs:
        yield {language: path.replace(SLUG, slug) for language, path in pattern.items()}
