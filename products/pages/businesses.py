"""What the pages of makers and sellers show."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import QueryDict

from portal.media.page_pictures import read_pictures
from portal.places.models import Province
from products.models import Business, Product
from products.pages.sellers import Seller

PER_PAGE: Final = 60
PRODUCTS_PER_PAGE: Final = 24
LAST_PAGE: Final = 100


def list_businesses(query: QueryDict) -> dict[str, Any]:
    """Public businesses by name, of a province or legal type where the address names one."""
    provinces = list(Province.objects.all())
    wanted = {"tinh": query.get("tinh", ""), "loai": query.get("loai", "")}
    if wanted["tinh"] not in {province.slug for province in provinces}:
        wanted["tinh"] = ""
    if wanted["loai"] not in Business.LegalType.values:
        wanted["loai"] = ""
    found = Business.objects.public()
    if wanted["tinh"]:
        found = found.filter(province__slug=wanted["tinh"])
    if wanted["loai"]:
        found = found.filter(legal_type=wanted["loai"])
    rows = found.select_related("province", "commune").order_by("sort_key", "pk")
    return {
        "wanted": wanted,
        "provinces": provinces,
        "legal_types": Business.LegalType.choices,
        "page_of_results": Paginator(rows, PER_PAGE).get_page(query.get("trang")),
        "is_filtered": any(wanted.values()),
    }


def business_page(business: Business, *, today: dt.date, page: str | None) -> dict[str, Any]:
    """The context of a public business's page; ``business`` was read with ``for_page``."""
    products = Product.objects.listed().filter(producer=business).for_cards()
    results = Paginator(products, PRODUCTS_PER_PAGE).get_page(page)
    read_pictures([business, *results.object_list])
    return {
        "business": business,
        "picture": business.picture,
        "seller": Seller.told_by(business, business),
        "page_of_results": results,
        "today": today,
        "sources": list(business.sources.all()),
    }
