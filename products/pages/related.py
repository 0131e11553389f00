"""Other products that a reader of one may want: of the same maker, of the same commune, of the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from products.models import Product

SHOWN = 4


@dataclass(frozen=True)
class Related:
    """Products and the words that say what they share with the one that is read."""

    heading: str
    products: list[Product]


def related_to(product: Product) -> Related:
    """At most four listed products, the nearest in kind first: one query, whatever the size of the catalogue."""
    others = Product.objects.listed().exclude(pk=product.pk)
    near: list[tuple[str, Any]] = []
    if product.producer_id is not None:
        near.append((_("cùng cơ sở"), others.filter(producer=product.producer_id)))
    if product.commune_id is not None:
        near.append((_("cùng xã, phường"), others.filter(commune=product.commune_id)))
    if product.group_id is not None:
        alike = others.filter(group=product.group_id, province=product.province_id)
        if product.subgroup_vi:
            alike = alike.filter(subgroup_vi=product.subgroup_vi)
        # The next in the alphabet, and the first of it for those at its end.
        near.append((_("cùng loại"), alike.filter(sort_key__gt=product.sort_key)))
        near.append((_("cùng loại"), alike))
    if not near:
        return Related("", [])
    wanted = Q()
    for _words, rows in near:
        wanted |= Q(pk__in=rows.order_by("sort_key", "pk").values("pk")[:SHOWN])
    found = list(Product.objects.filter(wanted).for_cards().prefetch_related(None))
    chosen = sorted(
        found, key=lambda other: (_distance(product, other), other.sort_key <= product.sort_key, other.sort_key)
    )
    shown = chosen[:SHOWN]
    words = dict.fromkeys(_shares(product, other) for other in shown)
    return Related(", ".join(words).capitalize(), shown)


def _distance(product: Product, other: Product) -> int:
    if other.producer_id is not None and other.producer_id == product.producer_id:
        return 0
    return 1 if other.commune_id is not None and other.commune_id == product.commune_id else 2


def _shares(product: Product, other: Product) -> str:
    return (_("cùng cơ sở"), _("cùng xã, phường"), _("cùng loại"))[_distance(product, other)]
