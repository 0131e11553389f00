"""The life of a listing: a business drafts and submits, an officer approves, returns or rejects, the approved is live.

Every step is a conditional update of the draft's row by state and version, which holds on SQLite too: of two people who
press a button at once the second is told, and nothing is overwritten. What is live is the content of the last approved
draft; nothing else here writes a product's content.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.vietnamese import slugify
from portal.media.models import Image
from portal.places.models import Commune
from products.listing_content import PLAIN, ListingContent
from products.models import (
    Action,
    Business,
    BusinessPicture,
    ListingDraft,
    Product,
    ProductMonth,
    ProductPicture,
)
from products.models.catalogue import SLUG_CHARACTERS
from products.services import actions, addresses, messages
from products.services.errors import EditConflict, Incomplete, Refused

State = ListingDraft.State
#: States in which the business may write.
WRITABLE = (State.DRAFT, State.RETURNED)


@transaction.atomic
def start(*, business: Business, actor: Any, now: dt.datetime, product: Product | None = None) -> ListingDraft:
    """The open draft of a product, or a new one with its live content; an empty one for a new product.

    Raises ``Refused`` when the product is not the business's own.
    """
    if product is not None:
        if product.producer_id != business.pk or not product.is_kept_by_producer:
            raise Refused(_("Sản phẩm này không do chủ thể của bạn đăng."))
        found = ListingDraft.objects.open().filter(product=product).first()
        if found is not None:
            return found  # type: ignore[no-any-return]
    content = ListingContent.of(product) if product is not None else ListingContent()
    draft = ListingDraft(
        business=business,
        product=product,
        name=content.name,
        content=content.as_json(),
        created_at=now,
        saved_at=now,
        saved_by=actor,
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:  # somebody of the same business began at the same moment
        return ListingDraft.objects.open().get(product=product)  # type: ignore[no-any-return]
    return draft


@transaction.atomic
def save(*, draft: ListingDraft, content: ListingContent, version: int, actor: Any, now: dt.datetime) -> ListingDraft:
    """Keep new content. Raises ``EditConflict`` unless the draft is writable and still has this version."""
    wanted = set(content.pictures)
    if BusinessPicture.objects.filter(business_id=draft.business_id, image__in=wanted).count() != len(wanted):
        raise Refused(_("Có hình không thuộc chủ thể của bạn."))
    changed = ListingDraft.objects.filter(pk=draft.pk, version=version, state__in=WRITABLE).update(
        name=content.name, content=content.as_json(), version=F("version") + 1, saved_at=now, saved_by=actor
    )
    if not changed:
        raise EditConflict
    draft.refresh_from_db()
    return draft


@transaction.atomic
def submit(*, draft: ListingDraft, version: int, actor: Any, now: dt.datetime) -> ListingDraft:
    """Hand a draft to the officers. Raises ``Incomplete``, ``Refused`` (seller not verified) or ``EditConflict``."""
    draft.refresh_from_db()
    if not draft.business.is_verified:
        raise Refused(_("Chủ thể chưa được xác minh nên chưa gửi duyệt được. Bản nháp vẫn được giữ."))
    if draft.version == version and (missing := ListingContent.from_json(draft.content).missing()):
        raise Incomplete(missing)
    _step(draft, version, WRITABLE, state=State.SUBMITTED, submitted_at=now, reason="")
    actions.record(
        verb=Action.Verb.SUBMITTED,
        actor=actor,
        business=draft.business,
        product=draft.product,
        note=draft.name,
        now=now,
    )
    return draft


@transaction.atomic
def withdraw(*, draft: ListingDraft, version: int) -> ListingDraft:
    """Take a submitted draft back to write on. Raises ``EditConflict`` when it was decided meanwhile."""
    _step(draft, version, (State.SUBMITTED,), state=State.DRAFT)
    return draft


@transaction.atomic
def discard(*, draft: ListingDraft, version: int, now: dt.datetime) -> ListingDraft:
    """Put a draft away for good; what is live stays. Raises ``EditConflict``."""
    _step(draft, version, (*WRITABLE, State.SUBMITTED), state=State.DISCARDED, decided_at=now)
    return draft


@transaction.atomic
def approve(*, draft: ListingDraft, version: int, officer: Any, now: dt.datetime) -> Product:
    """Make the submitted content live.

    Raises ``EditConflict`` when it is no longer what the officer has read, ``Incomplete`` or ``Refused`` when it cannot
    stand on a page.
    """
    draft.refresh_from_db()
    # Held until the end, so that nobody suspends the business or takes the product down in between.
    if not Business.objects.select_for_update().get(pk=draft.business_id).is_verified:
        raise Refused(_("Chủ thể không còn ở trạng thái đã xác minh."))
    content = ListingContent.from_json(draft.content)
    product = None
    if draft.version == version and draft.state == State.SUBMITTED:
        _check(content)
        product = _made_live(draft, content, now)
    _step(draft, version, (State.SUBMITTED,), state=State.APPROVED, decided_at=now, decided_by=officer, product=product)
    if product is None:
        raise EditConflict
    actions.record(verb=Action.Verb.APPROVED, actor=officer, business=draft.business, product=product, now=now)
    with override(settings.LANGUAGE_CODE):
        messages.send(
            business=draft.business,
            product=product,
            subject=_("“%(name)s” đã được duyệt") % {"name": product.name},
            body=_("Trang của “%(name)s” đã công khai với nội dung bạn gửi.") % {"name": product.name},
            path=product.get_absolute_url(),
            now=now,
        )
    return product


@transaction.atomic
def give_back(*, draft: ListingDraft, version: int, reason: str, officer: Any, now: dt.datetime) -> ListingDraft:
    """Return a submitted draft with what has to be mended. Raises ``EditConflict``."""
    return _refuse(draft, version, State.RETURNED, Action.Verb.RETURNED, reason, officer, now)


@transaction.atomic
def reject(*, draft: ListingDraft, version: int, reason: str, officer: Any, now: dt.datetime) -> ListingDraft:
    """Close a submitted draft for good; what is live stays. Raises ``EditConflict``."""
    return _refuse(draft, version, State.REJECTED, Action.Verb.REJECTED, reason, officer, now)


@transaction.atomic
def unlist(*, product: Product, actor: Any, now: dt.datetime, reason: str = "") -> Product:
    """Take a product off the public pages; its permanent address goes on and says since when."""
    changed = Product.objects.filter(pk=product.pk, is_listed=True).update(is_listed=False, unlisted_at=now)
    product.refresh_from_db()
    if changed:
        product.save()  # tells whoever listens
        actions.record(
            verb=Action.Verb.UNLISTED, actor=actor, business=product.producer, product=product, note=reason, now=now
        )
    return product


@transaction.atomic
def list_again(*, product: Product, actor: Any, now: dt.datetime) -> Product:
    """Show a product again with the content that was approved last. Raises ``Refused`` for a merged one."""
    if product.merged_into_id is not None:
        raise Refused(_("Sản phẩm đã gộp vào sản phẩm khác."))
    if product.is_kept_by_producer and not (product.producer and product.producer.is_verified):
        raise Refused(_("Chủ thể không còn ở trạng thái đã xác minh."))
    changed = Product.objects.filter(pk=product.pk, is_listed=False).update(
        is_listed=True, listed_at=now, unlisted_at=None
    )
    product.refresh_from_db()
    if changed:
        product.save()
        actions.record(verb=Action.Verb.LISTED, actor=actor, business=product.producer, product=product, now=now)
    return product


def _step(draft: ListingDraft, version: int, states: tuple[str, ...], **changes: Any) -> None:
    """Change a draft that is still in one of the states and of this version; else ``EditConflict``."""
    changed = ListingDraft.objects.filter(pk=draft.pk, version=version, state__in=states).update(
        version=F("version") + 1, **changes
    )
    if not changed:
        raise EditConflict
    draft.refresh_from_db()


def _refuse(
    draft: ListingDraft, version: int, state: str, verb: Action.Verb, reason: str, officer: Any, now: dt.datetime
) -> ListingDraft:
    if not reason.strip():
        raise Refused(_("Ghi lý do để chủ thể biết phải sửa gì."))
    _step(draft, version, (State.SUBMITTED,), state=state, reason=reason, decided_at=now, decided_by=officer)
    actions.record(verb=verb, actor=officer, business=draft.business, product=draft.product, note=reason, now=now)
    with override(settings.LANGUAGE_CODE):
        subject = _("“%(name)s” cần sửa thêm") if state == State.RETURNED else _("“%(name)s” không được duyệt")
    messages.send(
        business=draft.business,
        product=draft.product,
        subject=subject % {"name": draft.name},
        body=reason,
        path=f"/doanh-nghiep/san-pham/{draft.pk}/",
        now=now,
    )
    return draft


def _check(content: ListingContent) -> None:
    """What a page cannot bear, said before the database would: raises ``Incomplete`` or ``Refused``."""
    if missing := content.missing():
        raise Incomplete(missing)
    if content.is_service and (content.net_weight or content.barcode):
        raise Refused(_("Sản phẩm nhóm 6 là dịch vụ: không ghi khối lượng và mã vạch."))
    if not Commune.objects.filter(code=content.commune).exists():
        raise Refused(_("Xã, phường trong bản này không còn trong danh mục. Chủ thể cần chọn lại."))
    if Image.objects.filter(pk__in=content.pictures).count() != len(content.pictures):
        raise Refused(_("Có hình trong bản này đã bị xoá. Chủ thể cần chọn lại hình."))


def _made_live(draft: ListingDraft, content: ListingContent, now: dt.datetime) -> Product:
    """Write approved content into the product; a new one gets its slug and its permanent address."""
    commune = Commune.objects.select_related("province").get(code=content.commune)
    if draft.product_id is not None:
        product: Product = Product.objects.select_for_update().get(pk=draft.product_id)
        if product.producer_id != draft.business_id or not product.is_kept_by_producer or product.merged_into_id:
            raise Refused(_("Sản phẩm này không còn do chủ thể đăng."))
    else:
        product = Product(
            slug=free_slug(content.name),
            producer=draft.business,
            is_kept_by_producer=True,
            is_example=draft.business.is_example,
        )
    is_new = product.pk is None
    for name in PLAIN:
        setattr(product, name, getattr(content, name))
    product.group_id = content.group
    product.commune, product.province = commune, commune.province
    product.picture_id = content.pictures[0] if content.pictures else None
    if is_new or not product.is_listed:
        product.is_listed, product.listed_at, product.unlisted_at = True, now, None
    product.save()
    product.month_rows.all().delete()
    ProductMonth.objects.bulk_create([ProductMonth(product=product, month=month) for month in content.months])
    product.gallery.all().delete()
    ProductPicture.objects.bulk_create(
        [ProductPicture(product=product, image_id=image, order=order) for order, image in enumerate(content.pictures)]
    )
    product.save()  # after its rows, so that whoever listens reads all of it
    if is_new:
        addresses.give(product=product)
    return product


def free_slug(name: str) -> str:
    """A slug that no product has."""
    base = slugify(name, SLUG_CHARACTERS - 6) or "san-pham"
    taken = set(Product.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)
