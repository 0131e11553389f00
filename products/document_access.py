"""Who may read a certificate that a business sent: those who work for the business, and officers of its province."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from portal.media.models import PrivateDocument
from portal.media.private_access import allows
from products.models import Product
from products.services.certificates import PURPOSE


@allows
def reads_certificate(user: Any, document: PrivateDocument) -> bool:
    """Whether the document stands with a product of the account's business, or of a province it looks after."""
    if document.purpose != PURPOSE:
        return False
    products = Product.objects.filter(
        Q(certificate_submissions__document=document) | Q(certificates__document=document)
    )
    if products.filter(is_kept_by_producer=True, producer__members__user=user).exists():
        return True
    # As on the officers' pages: the permission of the group and the province, one without the other opens nothing.
    is_officer = user.has_perm("products.view_certificatesubmission")
    return is_officer and products.filter(province__officers__user=user).exists()
