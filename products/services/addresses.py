"""Gives a product its permanent address, once and for ever."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from products import codes
from products.models import PermanentAddress, Product

TRIES = 5


def give(*, product: Product) -> PermanentAddress:
    """The product's address; made when it has none. A code that was ever given is never given again."""
    found = PermanentAddress.objects.filter(product=product).first()
    if found is not None:
        return found
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return PermanentAddress.objects.create(code=codes.new_code(), product=product)
        except IntegrityError:
            if (found := PermanentAddress.objects.filter(product=product).first()) is not None:
                return found
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")
