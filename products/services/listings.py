"""The life of a listing: a business drafts and submits, an officer approves, returns or rejects, the approved is live.

Every step is a conditional update of the draft's row by state and version, which holds on SQLite too: of two people who
press a button at once the second is told, and nothing is overwritten. What is live is the content of the last approved
draft; nothing else here writes a product's content.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.media.models import Image
from portal.places.models import Commune
from products.listing_content import ListingContent
from products.models import (
    Action,
    Business,
    BusinessPicture,
    ListingDraft,
    Product,
    ProductGroup,
    ProductMonth,
    ProductPicture,
)
from products.services import actions, addresses, messages, slugs
from products.services.errors import EditConflict, Incomplete, Refused

State = ListingDraft.State
#: States in which the business may write.
WRITABLE = (State.DRAFT, State.RETURNED)
Standing = Business.Standing
#: Businesses that may write drafts; only verified ones submit them.
WRITING = frozenset({Standing.REGISTERED, Standing.RETURNED, Standing.VERIFIED, Standing.SUSPENDED})


@transaction.atomic
def start(*, business: Business, actor: Any, now: dt.datetime, product: Product | None = None) -> ListingDraft:
    """The open draft of a product, or a new one with its live content; an empty one for a new product.

    Who began a new product and has written nothing yet gets the same draft again. Raises ``Refused`` when the product
    is not the business's own, or the business may not write now.
    """
    if business.standing not in WRITING:
        raise Refused(_("Chủ thể đang ở trạng thái không soạn được sản phẩm. Hãy liên hệ cán bộ của tỉnh."))
    if product is not None and (product.producer_id != business.pk or not product.is_kept_by_producer):
        raise Refused(_("Sản phẩm này không do chủ thể của bạn đăng."))
    begun = ListingDraft.objects.open().filter(product=product)
    if product is None:
        begun = begun.filter(business=business, saved_by=actor, state=State.DRAFT, version=1)
    if (found := begun.first()) is not None:
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
    except IntegrityError:  # somebody of the same business, or the same press of a button, began at the same moment
        if (found := begun.first()) is None:
            raise
        return found  # type: ignore[no-any-return]
    return draft


@transaction.atomic
def save(*, draft: ListingDraft, content: ListingContent, version: int, actor: Any, now: dt.datetime) -> ListingDraft:
    """Keep new content. Raises ``EditConflict`` unless the draft is writable and still has this version.

    Raises ``ValidationError`` by fields for what no draft may hold, ``Refused`` for a picture of somebody else.
    """
    _check(draft, content)
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
    if draft.version != version or draft.state not in WRITABLE:
        raise EditConflict
    if not draft.business.is_verified:
        raise Refused(_("Chủ thể chưa được xác minh nên chưa gửi duyệt được. Bản nháp vẫn được giữ."))
    content = ListingContent.from_json(draft.content)
    if missing := content.missing():
        raise Incomplete(missing)
    _check_pictures(content)
    _step(draft, version, WRITABLE, state=State.SUBMITTED, submitted_at=now, reason="")
    BusinessPicture.objects.filter(image__in=content.pictures, first_submitted_at=None).update(first_submitted_at=now)
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
    """Make the submitted content live; a product that its business took off the pages stays off them.

    Raises ``EditConflict`` when it is no longer what the officer has read, ``Incomplete`` or ``Refused`` when it cannot
    stand on a page or the seller is not verified any more.
    """
    _step(draft, version, (State.SUBMITTED,))  # holds the row: of two officers the second waits, and is told
    # Held until the end, so that nobody suspends the business in between.
    if not Business.objects.select_for_update().get(pk=draft.business_id).is_verified:
        raise Refused(_("Chủ thể không còn ở trạng thái đã xác minh."))
    content = ListingContent.from_json(draft.content)
    if missing := content.missing():
        raise Incomplete(missing)
    if problems := content.problems():
        raise Refused(next(iter(problems.values())))
    _check_pictures(content)
    product = _made_live(draft, content, now)
    ListingDraft.objects.filter(pk=draft.pk).update(
        state=State.APPROVED, decided_at=now, decided_by=officer, product=product
    )
    draft.refresh_from_db()
    actions.record(verb=Action.Verb.APPROVED, actor=officer, business=draft.business, product=product, now=now)
    with override(settings.LANGUAGE_CODE):
        body = (
            _("Trang của “%(name)s” đã công khai với nội dung bạn gửi.")
            if product.is_listed
            else _("Nội dung mới của “%(name)s” đã được duyệt. Trang vẫn thôi đăng cho đến khi bạn đăng lại.")
        )
        messages.send(
            business=draft.business,
            product=product,
            subject=_("“%(name)s” đã được duyệt") % {"name": product.name},
            body=body % {"name": product.name},
            path=reverse("area:product", args=[draft.business_id, product.pk]),
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
    """Take a product off the public pages; its permanent address goes on and says since when.

    With a reason it is an officer who takes it down: the seller is told why, and only an officer shows it again.
    """
    row = Product.objects.filter(pk=product.pk)
    changed = row.filter(is_listed=True).update(is_listed=False, unlisted_at=now)
    if reason.strip():
        changed = row.update(taken_down_because=reason.strip())
    product.refresh_from_db()
    if not changed:
        return product
    product.save()  # tells whoever listens
    actions.record(
        verb=Action.Verb.UNLISTED, actor=actor, business=product.producer, product=product, note=reason, now=now
    )
    if reason.strip() and product.producer is not None and product.is_kept_by_producer:
        with override(settings.LANGUAGE_CODE):
            messages.send(
                business=product.producer,
                product=product,
                subject=_("“%(name)s” đã bị gỡ khỏi trang công khai") % {"name": product.name},
                body=reason,
                path=reverse("area:product", args=[product.producer_id, product.pk]),
                now=now,
            )
    return product


@transaction.atomic
def list_again(*, product: Product, actor: Any, now: dt.datetime, by_officer: bool = False) -> Product:
    """Show a product again with the content that was approved last.

    Raises ``Refused`` for a merged one, one whose seller is not verified, and one that an officer took down unless it
    is an officer who shows it again.
    """
    product.refresh_from_db()
    if product.merged_into_id is not None:
        raise Refused(_("Sản phẩm đã gộp vào sản phẩm khác."))
    if product.is_kept_by_producer and not (product.producer and product.producer.is_verified):
        raise Refused(_("Chủ thể không còn ở trạng thái đã xác minh."))
    if product.taken_down_because and not by_officer:
        raise Refused(_("Cán bộ đã gỡ sản phẩm này. Hãy sửa theo lý do đã ghi rồi gửi duyệt."))
    changed = Product.objects.filter(
        pk=product.pk, is_listed=False, taken_down_because=product.taken_down_because
    ).update(is_listed=True, listed_at=now, unlisted_at=None, taken_down_because="")
    product.refresh_from_db()
    if changed:
        product.save()
        actions.record(verb=Action.Verb.LISTED, actor=actor, business=product.producer, product=product, now=now)
    return product


def _check(draft: ListingDraft, content: ListingContent) -> None:
    """Raise ``ValidationError`` or ``Refused`` for content that no draft of this business may hold."""
    problems = content.problems()
    if content.commune and not Commune.objects.filter(code=content.commune).exists():
        problems["commune"] = _("Không có xã, phường này. Hãy chọn trong danh sách.")
    if content.group is not None and not ProductGroup.objects.filter(code=content.group).exists():
        problems["group"] = _("Không có nhóm này. Hãy chọn trong danh sách.")
    if problems:
        raise ValidationError(problems)
    own = set(
        BusinessPicture.objects.filter(business_id=draft.business_id, image__in=content.pictures).values_list(
            "image_id", flat=True
        )
    )
    live = set(ListingContent.of(draft.product).pictures) if draft.product is not None else set()
    if not set(content.pictures) <= own | live:
        raise Refused(_("Có hình không thuộc chủ thể của bạn."))


def _check_pictures(content: ListingContent) -> None:
    """Raise ``Refused`` unless every picture is there and may be shown to the public."""
    images = Image.objects.in_bulk(content.pictures)
    for number, key in enumerate(content.pictures, start=1):
        if key not in images:
            raise Refused(_("Hình %(number)s không còn nữa. Hãy bỏ hình ấy hoặc gửi lại.") % {"number": number})
        if lacks := images[key].lacks:
            raise Refused(_("Hình %(number)s còn thiếu: %(lacks)s.") % {"number": number, "lacks": lacks})


def _step(draft: ListingDraft, version: int, states: tuple[str, ...], **changes: Any) -> None:
    """Change a draft that is still in one of the states and of this version; else ``EditConflict``."""
    changed: int = ListingDraft.objects.filter(pk=draft.pk, version=version, state__in=states).update(
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
            path=reverse("area:draft", args=[draft.business_id, draft.pk]),
            now=now,
        )
    return draft


def _made_live(draft: ListingDraft, content: ListingContent, now: dt.datetime) -> Product:
    """Write approved content into the product; a new one gets its slug and its permanent address."""
    commune = Commune.objects.select_related("province").filter(code=content.commune).first()
    if commune is None:
        raise Refused(_("Xã, phường trong bản này không còn trong danh mục. Chủ thể cần chọn lại."))
    if is_new := draft.product_id is None:
        product = Product(producer=draft.business, is_kept_by_producer=True, is_example=draft.business.is_example)
    else:
        product = Product.objects.select_for_update().get(pk=draft.product_id)
        if product.producer_id != draft.business_id or not product.is_kept_by_producer or product.merged_into_id:
            raise Refused(_("Sản phẩm này không còn do chủ thể đăng."))
    content.write_into(product, commune)
    product.picture_id = content.pictures[0] if content.pictures else None
    if is_new or product.taken_down_because:
        product.is_listed, product.listed_at, product.unlisted_at = True, now, None
        product.taken_down_because = ""
    if is_new:
        slugs.insert(product, content.name, "san-pham")
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
