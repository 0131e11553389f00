"""The life of a business: it registers, an officer verifies it as a seller, returns or rejects it; later it may change,
be suspended, be merged with its twin, or close.

What an officer has verified (name, legal type, place, story) changes only when an officer approves the change; contacts
belong to the business and change at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.places.models import Commune
from products.models import Action, Business, BusinessAlias, Claim, Consent, Member, Product, ProductAlias
from products.services import actions, consents, messages, slugs, tax_codes
from products.services.errors import EditConflict, Refused
from products.tax_codes import TaxNumber

Standing = Business.Standing
#: Registrations that an officer may verify; one that was returned or rejected may turn out to be right.
TO_VERIFY = frozenset({Standing.REGISTERED, Standing.RETURNED, Standing.REJECTED})
#: What an officer verifies; ``commune`` is a code.
VERIFIED_FIELDS = ("name", "name_en", "legal_type", "commune", "address", "about_vi", "about_en")
CONTACT_FIELDS = ("representative", "phone", "email", "website")


@transaction.atomic
def register(
    *,
    user: Any,
    profile: Mapping[str, str],
    contacts: Mapping[str, str],
    number: TaxNumber | None,
    purposes: Collection[Consent.Purpose],
    now: dt.datetime,
    key: UUID | None = None,
    is_example: bool = False,
) -> Business:
    """A new business that waits for an officer, with its owner, consents and tax code.

    ``profile`` holds VERIFIED_FIELDS, ``contacts`` CONTACT_FIELDS; a form that is sent twice with its ``key`` registers
    once. Raises ``Refused`` without the terms.
    """
    if Consent.Purpose.TERMS not in purposes:
        raise Refused(_("Cần chấp nhận quy chế đăng sản phẩm."))
    business = Business(registered_at=now, registration_key=key, is_example=is_example)
    _write(business, profile)
    for name in CONTACT_FIELDS:
        setattr(business, name, contacts.get(name, ""))
    registered = Business.objects.filter(registration_key=key).exclude(registration_key=None)
    try:
        if (found := registered.first()) is None:
            slugs.insert(business, business.name, "chu-the")
    except IntegrityError:
        if (found := registered.first()) is None:
            raise
    if found is not None:
        if not found.members.filter(user=user).exists():
            raise Refused(_("Biểu này đã được gửi từ một tài khoản khác. Hãy mở lại trang đăng ký."))
        return found  # type: ignore[no-any-return]
    Member.objects.create(business=business, user=user, role=Member.Role.OWNER, joined_at=now)
    consents.give(business=business, purposes=purposes, actor=user, now=now)
    tax_codes.keep(business=business, number=number)
    actions.record(verb=Action.Verb.REGISTERED, actor=user, business=business, now=now)
    return business


@transaction.atomic
def change_contacts(*, business: Business, contacts: Mapping[str, str], version: int) -> Business:
    """Change contacts at once. Raises ``EditConflict``."""
    _claim_version(business, version)
    for name in CONTACT_FIELDS:
        if name in contacts:
            setattr(business, name, contacts[name])
    business.save()
    return business


@transaction.atomic
def change_profile(
    *,
    business: Business,
    profile: Mapping[str, str],
    version: int,
    actor: Any,
    now: dt.datetime,
    number: TaxNumber | None = None,
) -> Business:
    """Change what officers verify: of a verified business the change waits for one, else it holds at once.

    A returned business waits to be verified again after it; a verified one that wants nothing changed takes back what
    waited, and keeps its tax code (``number``: another one). Raises ``EditConflict`` or ``Refused``.
    """
    _claim_version(business, version)
    if business.standing not in {Standing.REGISTERED, Standing.RETURNED, Standing.VERIFIED}:
        raise Refused(_("Hồ sơ đang ở trạng thái không sửa được. Hãy liên hệ cán bộ của tỉnh."))
    if business.standing == Standing.VERIFIED:
        if number is not None:
            raise Refused(_("Mã số thuế đã được xác minh. Muốn đổi, hãy liên hệ cán bộ của tỉnh."))
        wanted = {name: profile[name] for name in VERIFIED_FIELDS if profile[name] != current(business)[name]}
        business.pending, business.pending_at = (wanted, now) if wanted else (None, None)
    else:
        _write(business, profile)
        business.standing, business.reason = Standing.REGISTERED, ""
        business.pending_at = now  # it waits from now on, not since it was registered
        if number is not None:
            tax_codes.keep(business=business, number=number)
    business.save()
    actions.record(verb=Action.Verb.SUBMITTED, actor=actor, business=business, now=now)
    return business


def current(business: Business) -> dict[str, str]:
    """What officers verify, as it stands."""
    columns = {name: getattr(business, name) for name in VERIFIED_FIELDS if name != "commune"}
    return {**columns, "commune": business.commune_id or ""}


@transaction.atomic
def verify(*, business: Business, version: int, officer: Any, now: dt.datetime) -> Business:
    """Let a business list its products, or approve the change that waits. Raises ``EditConflict`` or ``Refused``."""
    _claim_version(business, version)
    is_change = business.standing == Standing.VERIFIED
    if business.standing not in TO_VERIFY and not (is_change and business.pending):
        raise Refused(_("Hồ sơ này không chờ xác minh."))
    if business.pending:
        _write(business, {**current(business), **business.pending})
    business.standing, business.reason = Standing.VERIFIED, ""
    business.pending = business.pending_at = None
    business.verified_at = business.verified_at or now
    business.save()
    actions.record(verb=Action.Verb.VERIFIED, actor=officer, business=business, now=now)
    with override(settings.LANGUAGE_CODE):
        if is_change:
            subject = _("Thay đổi hồ sơ của %(name)s đã được duyệt")
            body = _("Trang công khai của chủ thể hiện thông tin mới.")
        else:
            subject, body = _("Hồ sơ của %(name)s đã được xác minh"), _("Bạn có thể gửi sản phẩm để duyệt.")
        _send(business, subject, body, "area:home", now)
    return business


@transaction.atomic
def give_back(*, business: Business, version: int, reason: str, officer: Any, now: dt.datetime) -> Business:
    """Return a registration, or refuse a waiting change, with what has to be mended. Raises as ``verify`` does."""
    _need_reason(reason)
    _claim_version(business, version)
    if business.standing in {Standing.REGISTERED, Standing.REJECTED}:
        business.standing, business.reason = Standing.RETURNED, reason
    elif business.standing != Standing.VERIFIED or not business.pending:
        raise Refused(_("Hồ sơ này không chờ xác minh."))
    business.pending = business.pending_at = None
    business.save()
    with override(settings.LANGUAGE_CODE):
        subject = _("Hồ sơ của %(name)s cần bổ sung")
    _tell(business, Action.Verb.RETURNED_SELLER, subject, reason, officer, now)
    return business


@transaction.atomic
def reject(*, business: Business, version: int, reason: str, officer: Any, now: dt.datetime) -> Business:
    """Close a registration; it stays out of the public. Raises ``EditConflict`` or ``Refused``."""
    _need_reason(reason)
    _claim_version(business, version)
    if business.standing not in {Standing.REGISTERED, Standing.RETURNED}:
        raise Refused(_("Hồ sơ này không chờ xác minh."))
    business.standing, business.reason = Standing.REJECTED, reason
    business.pending_at = None
    business.save()
    with override(settings.LANGUAGE_CODE):
        subject = _("Hồ sơ của %(name)s bị từ chối")
    _tell(business, Action.Verb.REJECTED_SELLER, subject, reason, officer, now)
    return business


@transaction.atomic
def suspend(*, business: Business, version: int, reason: str, officer: Any, now: dt.datetime) -> Business:
    """Take a verified business and all that it has listed off the public pages. Raises as ``verify`` does."""
    _need_reason(reason)
    _claim_version(business, version)
    if business.standing != Standing.VERIFIED:
        raise Refused(_("Chỉ tạm dừng được chủ thể đã xác minh."))
    business.standing, business.reason, business.suspended_at = Standing.SUSPENDED, reason, now
    business.save()
    _show_products(business, Product.objects.filter(is_listed=True), is_listed=False, unlisted_at=now)
    with override(settings.LANGUAGE_CODE):
        subject = _("%(name)s tạm dừng trên cổng")
    _tell(business, Action.Verb.SUSPENDED, subject, reason, officer, now)
    return business


@transaction.atomic
def reinstate(*, business: Business, version: int, officer: Any, now: dt.datetime) -> Business:
    """Bring a suspended business back, with what the suspension took down and nothing else. Raises as ``verify``."""
    _claim_version(business, version)
    if business.standing != Standing.SUSPENDED:
        raise Refused(_("Chủ thể không bị tạm dừng."))
    taken_down = Product.objects.filter(
        is_listed=False, unlisted_at=business.suspended_at, merged_into=None, taken_down_because=""
    )
    business.standing, business.reason, business.suspended_at = Standing.VERIFIED, "", None
    business.save()
    _show_products(business, taken_down, is_listed=True, unlisted_at=None)
    actions.record(verb=Action.Verb.REINSTATED, actor=officer, business=business, now=now)
    with override(settings.LANGUAGE_CODE):
        body = _("Những sản phẩm đã gỡ khi tạm dừng hiện lại như trước.")
        _send(business, _("%(name)s hiện lại trên cổng"), body, "area:home", now)
    return business


@transaction.atomic
def merge(*, business: Business, into: Business, officer: Any, now: dt.datetime) -> Business:
    """Make one of two profiles of the same maker: products and names go to ``into``, whose address stays.

    Raises ``Refused`` when the one that would go keeps itself: its account would lose its products; and for an example,
    which is never mixed with real makers.
    """
    into = Business.objects.select_for_update().get(pk=into.pk)
    heirs = {Standing.FROM_SOURCES, Standing.VERIFIED}
    if business.pk == into.pk or into.standing not in heirs or into.is_example != business.is_example:
        raise _not_to_be_merged()
    # The row itself is asked, so that of two who merge the same profile at once the second is told.
    gone = Business.objects.filter(pk=business.pk, standing=Standing.FROM_SOURCES)
    if not gone.update(standing=Standing.MERGED, merged_into=into, version=F("version") + 1):
        raise _not_to_be_merged()
    business.refresh_from_db()
    for product in business.products.select_for_update():
        product.producer = into
        product.save()
    for name in (business.name, *business.aliases.values_list("name", flat=True)):
        if name != into.name:
            BusinessAlias.objects.get_or_create(business=into, name=name)
    into.sources.add(*business.sources.all())
    Business.objects.filter(merged_into=business).update(merged_into=into)
    business.save()
    into.save()
    actions.record(verb=Action.Verb.MERGED, actor=officer, business=into, note=business.name, now=now)
    return into


def _not_to_be_merged() -> Refused:
    return Refused(_("Chỉ gộp được hồ sơ lấy từ nguồn công khai vào một hồ sơ đang công khai khác."))


@transaction.atomic
def merge_products(*, product: Product, into: Product, officer: Any, now: dt.datetime) -> Product:
    """Make one of two listings of the same product; the permanent address of the other one leads to the heir.

    Raises ``Refused`` for products of two sellers, for one with certificates (a certificate is never moved), and for an
    example, which is never mixed with real products.
    """
    product, into = (Product.objects.select_for_update().get(pk=one.pk) for one in (product, into))
    is_twin = product.pk != into.pk and product.is_example == into.is_example
    if not is_twin or product.is_kept_by_producer or product.merged_into_id or into.merged_into_id:
        raise Refused(_("Chỉ gộp được sản phẩm lấy từ nguồn công khai vào một sản phẩm khác."))
    if product.certificates.exists():
        raise Refused(_("Sản phẩm có giấy chứng nhận thì không gộp được: giấy cấp cho đúng sản phẩm ấy."))
    for name in (product.name, *product.aliases.values_list("name", flat=True)):
        if name != into.name:
            ProductAlias.objects.get_or_create(product=into, name=name)
    into.sources.add(*product.sources.all())
    Product.objects.filter(merged_into=product).update(merged_into=into)
    product.merged_into, product.is_listed, product.unlisted_at = into, False, product.unlisted_at or now
    product.save()
    into.save()
    actions.record(
        verb=Action.Verb.MERGED, actor=officer, business=into.producer, product=into, note=product.name, now=now
    )
    return into


@transaction.atomic
def claim(
    *,
    business: Business,
    explanation: str,
    actor: Any,
    now: dt.datetime,
    product: Product | None = None,
    profile: Business | None = None,
) -> Claim:
    """A verified business asks for a product or profile from public sources; asked twice, it is one claim.

    Raises ``Refused`` when it may not be claimed, or without an explanation.
    """
    if not business.is_verified:
        raise Refused(_("Chủ thể cần được xác minh trước khi đề nghị nhận."))
    if not explanation.strip():
        raise Refused(_("Ghi căn cứ: vì sao sản phẩm hay hồ sơ này là của bạn."))
    if product is not None and (product.is_kept_by_producer or not product.is_listed):
        raise Refused(_("Sản phẩm này đã có chủ thể đăng."))
    if any(thing is not None and thing.is_example != business.is_example for thing in (product, profile)):
        raise Refused(_("Tài khoản ví dụ không nhận được sản phẩm hay hồ sơ thật."))
    if profile is not None and profile.standing != Standing.FROM_SOURCES:
        raise Refused(_("Hồ sơ này không còn nhận đề nghị."))
    waiting = Claim.objects.waiting().filter(business=business, product=product, profile=profile)
    if (found := waiting.first()) is not None:
        return found  # type: ignore[no-any-return]
    try:
        with transaction.atomic():
            made = Claim.objects.create(
                business=business,
                product=product,
                profile=profile,
                explanation=explanation.strip(),
                made_by=actor,
                made_at=now,
            )
    except IntegrityError:  # the same button pressed twice
        if (found := waiting.first()) is None:
            raise
        return found  # type: ignore[no-any-return]
    actions.record(
        verb=Action.Verb.CLAIMED,
        actor=actor,
        business=business,
        product=product,
        province=product.province if product is not None else profile.province if profile is not None else None,
        now=now,
    )
    return made


@transaction.atomic
def grant_claim(*, claim: Claim, officer: Any, now: dt.datetime) -> Claim:
    """Give the claimed product, or the profile with its products, to the business.

    Raises ``EditConflict``, and ``Refused`` when the business is no longer verified or somebody else keeps the product.
    """
    _decide_claim(claim, Claim.State.GRANTED, "", officer, now)
    business = Business.objects.select_for_update().get(pk=claim.business_id)
    if not business.is_verified:
        raise Refused(_("Chủ thể không còn ở trạng thái đã xác minh."))
    wanted = [claim.product_id]
    if claim.profile is not None:
        wanted = list(claim.profile.products.filter(is_kept_by_producer=False).values_list("pk", flat=True))
        merge(business=claim.profile, into=business, officer=officer, now=now)
    for product in Product.objects.select_for_update().filter(pk__in=wanted):
        if product.is_kept_by_producer or product.is_example != business.is_example:
            raise Refused(_("Sản phẩm này đã có chủ thể đăng."))
        product.producer, product.is_kept_by_producer = business, True
        product.save()
    return claim


@transaction.atomic
def reject_claim(*, claim: Claim, reason: str, officer: Any, now: dt.datetime) -> Claim:
    """Leave things as they are. Raises ``EditConflict``."""
    _need_reason(reason)
    _decide_claim(claim, Claim.State.REJECTED, reason, officer, now)
    return claim


def _decide_claim(claim: Claim, state: Claim.State, reason: str, officer: Any, now: dt.datetime) -> None:
    changed = (
        Claim.objects.waiting()
        .filter(pk=claim.pk)
        .update(state=state, reason=reason, decided_by=officer, decided_at=now)
    )
    if not changed:
        raise EditConflict
    claim.refresh_from_db()
    actions.record(
        verb=Action.Verb.CLAIM_DECIDED,
        actor=officer,
        business=claim.business,
        product=claim.product,
        province=claim.profile.province if claim.profile is not None else None,
        note=f"{claim.product or claim.profile}: {claim.get_state_display()}. {reason}".strip(),
        now=now,
    )
    thing = claim.product or claim.profile
    with override(settings.LANGUAGE_CODE):
        if state == Claim.State.GRANTED:
            subject = _("“%(name)s” nay do bạn đăng")
            body = _(
                "Sửa nội dung và gửi duyệt ở mục Sản phẩm. Trang công khai giữ nguyên cho đến khi bản sửa được duyệt."
            )
        else:
            subject, body = _("Đề nghị nhận “%(name)s” bị từ chối"), reason
        messages.send(
            business=claim.business,
            subject=subject % {"name": thing},
            body=body,
            path=reverse("area:products", args=[claim.business_id]),
            now=now,
        )


def _show_products(business: Business, products: Any, **changes: Any) -> None:
    for product in products.filter(producer=business, is_kept_by_producer=True).select_for_update():
        for name, value in changes.items():
            setattr(product, name, value)
        product.save()


def _claim_version(business: Business, version: int) -> None:
    """Raise the version of a row that nobody has changed since it was read; else ``EditConflict``."""
    if not Business.objects.filter(pk=business.pk, version=version).update(version=F("version") + 1):
        raise EditConflict
    business.refresh_from_db()


def _write(business: Business, profile: Mapping[str, str]) -> None:
    for name in VERIFIED_FIELDS:
        if name == "commune":
            commune = Commune.objects.select_related("province").get(code=profile["commune"])
            business.commune, business.province = commune, commune.province
        else:
            setattr(business, name, profile.get(name, ""))


def _tell(business: Business, verb: Action.Verb, subject: str, reason: str, officer: Any, now: dt.datetime) -> None:
    actions.record(verb=verb, actor=officer, business=business, note=reason, now=now)
    _send(business, subject, reason, "area:profile", now)


def _send(business: Business, subject: str, body: str, view: str, now: dt.datetime) -> None:
    messages.send(
        business=business,
        subject=subject % {"name": business.name},
        body=body,
        path=reverse(view, args=[business.pk]),
        now=now,
    )


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Ghi lý do để chủ thể biết phải sửa gì."))
