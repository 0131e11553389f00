"""The few products that stand on the front page."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Exists, OuterRef, Q

from products.models import Product, ProductMonth, Protection

SHOWN: Final = 4


def front_products(today: dt.date) -> list[Product]:
    """Those in season this month first, then those that bear a protected name, then the others: one query for them.

    Their pictures are read by the caller, with those of the rest of the page.
    """
    listed = Product.objects.listed()
    in_season = listed.in_months(today.month)
    protected = listed.filter(Exists(Protection.objects.filter(product=OuterRef("pk"), protected_name__isnull=False)))
    wanted = Q()
    for rows in (in_season, protected, listed):
        wanted |= Q(pk__in=rows.order_by("sort_key", "pk").values("pk")[:SHOWN])
    month = ProductMonth.objects.filter(product=OuterRef("pk"), month=today.month)
    found = list(Product.objects.filter(wanted).for_cards().annotate(is_in_season=Exists(month)))
    found.sort(key=lambda product: (not product.is_in_season, not product.first_right, product.sort_key))
    return found[:SHOWN]
