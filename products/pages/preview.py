"""A draft as its public page would show it, for its writers and for those who decide about it. Nothing is written."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from portal.media.models import Image
from portal.places.models import Commune
from products.listing_content import ListingContent
from products.models import Business, ListingDraft, Product, ProductGroup, ProductPicture
from products.pages.product import product_page

#: Stands in for the slug that a new product gets when it is approved.
NO_SLUG: Final = "xem-truoc"
#: What the seller lets be shown, as ``for_page`` annotates it.
CONSENTS: Final = ("may_show_representative", "may_show_phone", "may_show_email")


def preview_page(draft: ListingDraft, *, today: dt.date) -> dict[str, Any]:
    """The context of the public template: what stands in the draft, round it what stands in the database."""
    content = ListingContent.from_json(draft.content)
    seller = Business.objects.for_page().get(pk=draft.business_id)
    # As it is when the draft is approved: nothing is approved of anybody who is not verified.
    seller.standing, seller.is_example = Business.Standing.VERIFIED, False
    product = as_approved(draft, content, seller)
    gallery = gallery_of(content)
    product.picture_id = gallery[0].image_id if gallery else None
    context = product_page(product, today=today, gallery=gallery)
    return {
        **context,
        "months": list(content.months),
        "draft": draft,
        "is_preview": True,
    }


def as_approved(draft: ListingDraft, content: ListingContent, seller: Any) -> Product:
    """The draft's product with the draft's content, unsaved."""
    product: Product = (
        Product.objects.for_page().get(pk=draft.product_id)
        if draft.product_id is not None
        else Product(slug=NO_SLUG, province=seller.province, is_kept_by_producer=True)
    )
    commune = Commune.objects.select_related("province").filter(pk=content.commune).first()
    content.write_into(product, commune)
    # It may be gone since the draft was kept.
    product.group = ProductGroup.objects.filter(pk=content.group).first() if content.group is not None else None
    product.producer = seller
    for consent in CONSENTS:
        setattr(product, consent, getattr(seller, consent))
    product.set_keys()
    return product


def gallery_of(content: ListingContent) -> list[Any]:
    """The pictures of a content as rows of a gallery; a picture that is gone is left out."""
    there = set(Image.objects.filter(pk__in=content.pictures).values_list("pk", flat=True))
    rows = [ProductPicture(image_id=key) for key in content.pictures if key in there]
    for row in rows:
        row.picture_id = row.image_id  # type: ignore[attr-defined]  # as product_page annotates it
    return rows
