"""What products add to the pages of communes, provinces and places: what is made there."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.registries import Panel, Spot, also_here
from portal.media.page_pictures import read_pictures
from portal.places.models import Commune, Province
from products.models import Product, Protection
from products.pages.lists import MOST_VALUES, PARAMETERS

#: One row of cards on a wide screen; two where the page is about the unit itself.
ONE_ROW: Final = 4
TWO_ROWS: Final = 8


@also_here
def products_here(record: Any) -> Panel | None:
    """Products of a commune or province, and of a place: first those that belong to it, then those of its communes."""
    listed = Product.objects.listed()
    if isinstance(record, Commune):
        found = _first(TWO_ROWS, listed.filter(commune=record))
        heading, filters = _("Làm ra ở %(name)s") % {"name": record.title}, [("commune", record.code)]
    elif isinstance(record, Province):
        of_province = listed.filter(province=record)
        protected = Protection.objects.filter(protected_name__isnull=False).values("product")
        in_season = of_province.in_months(timezone.localdate().month)
        found = _first(TWO_ROWS, in_season, of_province.filter(pk__in=protected), of_province)
        heading, filters = _("Làm ra ở %(name)s") % {"name": record.name}, [("province", record.slug)]
    elif isinstance(record, Spot):
        in_communes = listed.filter(commune__in=record.communes)
        found = _first(ONE_ROW, listed.filter(place_rows__key=record.key), in_communes)
        heading, filters = _("Làm ra ở đây"), [("commune", commune.code) for commune in record.communes]
    else:
        return None
    if not found:
        return None
    shown = TWO_ROWS if not isinstance(record, Spot) else ONE_ROW
    products = found[:shown]
    if not isinstance(record, Spot):
        read_pictures(products)
    query = urlencode([(PARAMETERS[facet], value) for facet, value in filters])
    has_list = len(found) > shown and 0 < len(filters) <= MOST_VALUES
    return Panel(
        key="san-vat",
        template="products/panels/products.html",
        context={
            "products": products,
            "heading": heading,
            "more": f"{reverse('products:index')}?{query}" if has_list else "",
        },
        order=30,
        count=len(products),
        title=_("Sản vật"),
        pictured=tuple(products),
    )


def _first(shown: int, *choices: Any) -> list[Product]:
    """The first of several choices by name, those of an earlier choice in front; one more than are shown.

    One query, which reads no more than that many rows of each choice.
    """
    wanted = [choice.order_by("sort_key", "pk").values("pk")[: shown + 1] for choice in choices]
    every = Q()
    for keys in wanted:
        every |= Q(pk__in=keys)
    ranks = {f"rank_{number}": Exists(choice.filter(pk=OuterRef("pk"))) for number, choice in enumerate(choices)}
    found = list(Product.objects.filter(every).for_cards().with_telling_certificate().annotate(**ranks))
    found.sort(key=lambda one: (*(not getattr(one, rank) for rank in ranks), one.sort_key, one.pk))
    return found[: shown + 1]
