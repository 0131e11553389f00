"""What people may ask of their own data: a copy of it, and that it goes.

A copy never holds a tax code: it may be a citizen's number, and a copy is a file that travels. What the law wants kept
(certificates, decisions, which consent was given when) stays without the person.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from portal.media.models import PrivateDocument
from products.models import (
    Action,
    Business,
    CertificateSubmission,
    Consent,
    Enquiry,
    Invitation,
    ListingDraft,
    Member,
    Message,
    Product,
    TaxCode,
)
from products.services import actions, businesses, enquiries
from products.services.errors import Refused


@transaction.atomic
def copy_of(*, user: Any, now: dt.datetime) -> dict[str, Any]:
    """Everything kept about an account and, for its owners, about their business; ready for JSON."""
    found: dict[str, Any] = {
        "made_at": now.isoformat(),
        "account": {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "joined_at": user.date_joined.isoformat(),
        },
        "businesses": [],
        "actions": [
            {"verb": action.verb, "at": action.done_at.isoformat()}
            for action in Action.objects.filter(actor=user).order_by("done_at", "pk")
        ],
        "documents": list(PrivateDocument.objects.filter(owner=user).values("title", "purpose", "size")),
    }
    for member in Member.objects.filter(user=user).select_related("business").order_by("pk"):
        entry: dict[str, Any] = {"name": member.business.name, "role": member.role}
        if member.role == Member.Role.OWNER:
            entry |= _copy_of_business(member.business)
        found["businesses"].append(entry)
        actions.record(verb=Action.Verb.DATA_EXPORTED, actor=user, business=member.business, now=now)
    return found


def _copy_of_business(business: Business) -> dict[str, Any]:
    code = TaxCode.objects.filter(business=business).first()
    return {
        **businesses.current(business),
        **{name: getattr(business, name) for name in businesses.CONTACT_FIELDS},
        "standing": business.standing,
        "tax_code": code.get_kind_display() if code is not None else "",
        "consents": [
            {
                "purpose": consent.purpose,
                "text": consent.text,
                "version": consent.text_version,
                "given_at": consent.given_at.isoformat(),
                "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
            }
            for consent in business.consents.all()
        ],
        "drafts": [
            {"state": draft.state, "saved_at": draft.saved_at.isoformat(), "content": draft.content}
            for draft in ListingDraft.objects.of_business(business).order_by("pk")
        ],
        "messages": [
            {"subject": message.subject, "body": message.body, "sent_at": message.sent_at.isoformat()}
            for message in business.messages.order_by("pk")
        ],
    }


@transaction.atomic
def close_business(*, business: Business, actor: Any, now: dt.datetime) -> None:
    """Close a business: its listings leave the public pages, its contacts, tax code and enquiries are erased.

    Permanent addresses and certificates stay; they name products, not people.
    """
    if business.standing == Business.Standing.CLOSED:
        return
    for product in Product.objects.of_business(business).filter(is_listed=True):
        product.is_listed, product.unlisted_at = False, now
        product.save()
    for enquiry in Enquiry.objects.of_business(business):
        enquiries.erase(enquiry=enquiry, now=now)
    TaxCode.objects.filter(business=business).delete()
    Invitation.objects.filter(business=business).delete()
    CertificateSubmission.objects.filter(
        product__producer=business,
        state__in=(CertificateSubmission.State.WAITING, CertificateSubmission.State.RETURNED),
    ).delete()
    ListingDraft.objects.of_business(business).open().update(state=ListingDraft.State.DISCARDED, decided_at=now)
    Consent.objects.standing().filter(business=business).update(withdrawn_at=now)
    Message.objects.filter(business=business).delete()
    for name in businesses.CONTACT_FIELDS:
        setattr(business, name, "")
    business.address, business.pending, business.pending_at = "", None, None
    business.standing = Business.Standing.CLOSED
    business.save()
    actions.record(verb=Action.Verb.CLOSED, actor=actor, business=business, now=now)
    Member.objects.filter(business=business).delete()


@transaction.atomic
def delete_account(*, user: Any, now: dt.datetime) -> None:
    """Delete an account, and close each business of which it is the only owner. Raises ``Refused`` for staff."""
    if user.is_superuser or user.has_perm("wagtailadmin.access_admin"):
        raise Refused(_("Tài khoản cán bộ do quản trị viên xoá."))
    for member in Member.objects.filter(user=user, role=Member.Role.OWNER).select_related("business"):
        others = Member.objects.filter(business=member.business, role=Member.Role.OWNER).exclude(user=user)
        if not others.exists():
            close_business(business=member.business, actor=user, now=now)
    EmailAddress.objects.filter(user=user).delete()
    user.delete()
