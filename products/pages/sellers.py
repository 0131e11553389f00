"""What may be said of the seller of a product, or of a business: only of a verified one, only what it consents to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from products.models import Business


@dataclass(frozen=True)
class Seller:
    """The block of a verified seller; a contact without consent is empty."""

    business: Business
    representative: str
    phone: str
    email: str

    @classmethod
    def of(cls, product: Any) -> Seller | None:
        """The seller of a product that its producer keeps; ``product`` was read with ``for_page``."""
        if not product.is_kept_by_producer:
            return None
        return cls.told_by(product.producer, product)

    @classmethod
    def told_by(cls, business: Any, row: Any) -> Seller | None:
        """The block of a business; ``row`` bears what it lets be shown (``may_show_phone`` and so on)."""
        if business is None or not business.is_public or not business.is_verified:
            return None
        return cls(
            business,
            business.representative if row.may_show_representative else "",
            business.phone if row.may_show_phone else "",
            business.email if row.may_show_email else "",
        )

    @property
    def telephone(self) -> str:
        """The number as links write it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
