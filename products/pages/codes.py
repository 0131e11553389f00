"""What a product's permanent code opens on a day: the product, or its heir, and how its certificate stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from portal.media.page_pictures import read_pictures
from products import codes
from products.models import Certificate, CertificateDecision, Decision, PermanentAddress, Product
from products.standing import OcopStanding, ocop_standing


@dataclass(frozen=True)
class Scan:
    """What somebody sees who scanned a label."""

    address: PermanentAddress
    #: The heir, where the product of the label was merged into another one.
    product: Product
    today: dt.date
    ocop: OcopStanding
    #: The decision that took the certificate away.
    withdrawal: CertificateDecision | None

    @property
    def code(self) -> str:
        """The code as people read it."""
        return codes.spaced(self.address.code)

    @property
    def is_merged(self) -> bool:
        """Whether the label bears the name of a product that has gone into this one."""
        return self.product.pk != self.address.product_id

    @property
    def is_open(self) -> bool:
        """Whether the product has a page that everybody may read."""
        return self.product.is_listed and not self.product.is_example

    @property
    def has_name(self) -> bool:
        """Whether the name may be said: it was public once, or stands in the demo as an example."""
        return self.product.is_listed or self.product.is_example or self.product.unlisted_at is not None

    @property
    def unlisted_on(self) -> dt.date | None:
        """Since when it is no longer listed; None for one that is listed or never was."""
        at = self.product.unlisted_at
        return timezone.localdate(at) if at is not None and not self.product.is_listed else None

    @property
    def is_reassessed(self) -> bool:
        """Whether the certificate in force is under reassessment."""
        return self.ocop.is_in_force and self.ocop.certificate.decision == Decision.UNDER_REASSESSMENT

    @property
    def host(self) -> str:
        """What the address of a real label begins with."""
        return str(urlsplit(settings.PORTAL_BASE_URL).netloc)


def scan(code: str, *, today: dt.date) -> Scan | None:
    """What the code opens; None for one that was never given."""
    address = PermanentAddress.objects.select_related("product").filter(code=code).first()
    if address is None:
        return None
    key = address.product.merged_into_id or address.product_id
    product: Product = Product.objects.for_page().get(pk=key)
    read_pictures([product])
    certificates = list(Certificate.objects.filter(product=product).prefetch_related("decisions"))
    ocop = ocop_standing(product, certificates, today)
    steps = ocop.certificate.decisions.all() if ocop.kind == "withdrawn" else ()
    withdrawal = next((step for step in reversed(steps) if step.decision == Decision.WITHDRAWN), None)
    return Scan(address, product, today, ocop, withdrawal)
