"""Writes down who did what: beside the change, in its transaction, never changed afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from products.models import Action, Business, Product


def record(
    *,
    verb: Action.Verb,
    actor: Any,
    now: dt.datetime,
    business: Business | None = None,
    product: Product | None = None,
    province: Any = None,
    note: str = "",
) -> Action:
    """Add a row; its province, by which officers see it, is the product's, else the business's."""
    if province is None:
        province = product.province if product is not None else business.province if business is not None else None
    return Action.objects.create(
        verb=verb,
        actor=actor if getattr(actor, "pk", None) else None,
        province=province,
        business=business,
        product=product,
        note=note,
        done_at=now,
    )
