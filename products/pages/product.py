"""What the page of one product shows, in as many queries for a rich product as for a poor one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import F

from portal.media.models import Image
from portal.media.page_pictures import read_pictures
from products.models import Award, Certificate, Certification, Product, ProductPicture, Protection
from products.pages.related import related_to
from products.pages.sellers import Seller
from products.standing import OcopStanding, ocop_standing


def product_page(product: Product, *, today: dt.date, gallery: list[Any] | None = None) -> dict[str, Any]:
    """The context of a listed product's page; ``product`` was read with ``for_page``.

    A preview hands over the ``gallery`` of its draft; its product may be one that is not there yet.
    """
    related = related_to(product)
    is_there = product.pk is not None
    if gallery is None:
        gallery = []
        if product.is_kept_by_producer:
            gallery = list(ProductPicture.objects.filter(product=product).annotate(picture_id=F("image_id")))
    read_pictures([product, *related.products, *gallery])
    certificates = certificates_of([*([product] if is_there else []), *related.products])
    own = certificates[product.pk]
    return {
        "product": product,
        "picture": product.picture,
        "gallery": shown_pictures(product, gallery),
        "today": today,
        "ocop": ocop_standing(product, own, today),
        "certificates": [(one, one.state_on(today)) for one in own],
        "months": [row.month for row in product.month_rows.all()] if is_there else [],
        "markets": list(product.markets.all()) if is_there else [],
        "protections": list(Protection.objects.filter(product=product.pk).select_related("protected_name")),
        "certifications": list(Certification.objects.filter(product=product.pk)),
        "awards": list(Award.objects.filter(product=product.pk)),
        "sources": list(product.sources.all()) if is_there else [],
        "seller": Seller.of(product),
        "related": related,
    }


def certificates_of(products: list[Product]) -> dict[int, list[Certificate]]:
    """Certificates of several products, the newest first, with what was decided of them: two queries at most."""
    found: dict[int, list[Certificate]] = defaultdict(list)
    rows = Certificate.objects.filter(product__in=products).prefetch_related("decisions")
    for row in rows:
        found[row.product_id].append(row)
    for product in products:
        product.all_certificates = found[product.pk]  # type: ignore[attr-defined]  # read by cards
    return found


def shown_pictures(product: Product, gallery: list[Any]) -> list[Image]:
    """The pictures of the gallery that may be shown, the leading one first."""
    pictures: list[Any] = [product.picture, *(row.picture for row in gallery if row.image_id != product.picture_id)]
    return [picture for picture in pictures if picture is not None and picture.publishable]


def standing_of_card(product: Any, today: dt.date) -> OcopStanding:
    """How a product stands that was read for cards."""
    certificates = getattr(product, "all_certificates", None)
    if certificates is None and hasattr(product, "telling_pk"):
        certificates = [telling_certificate(product)] if product.telling_pk is not None else []
    return ocop_standing(product, product.certificates.all() if certificates is None else certificates, today)


def telling_certificate(product: Any) -> Certificate:
    """The certificate of a product that was read ``with_telling_certificate``, as far as its state needs it."""
    columns = ("pk", "decision", "issued_on", "ends_on", "stars")
    return Certificate(**{column: getattr(product, f"telling_{column}") for column in columns})
