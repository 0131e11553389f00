"""Questions to sellers: taken for verified sellers alone, seen in their area, erased when their time is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from products.consent_texts import ENQUIRY
from products.models import Business, Enquiry, Product
from products.services import messages
from products.services.errors import Refused

#: How long an enquiry is kept; ``consent_texts.ENQUIRY`` says so to the sender.
KEPT = dt.timedelta(days=180)


@transaction.atomic
def receive(*, product: Product, name: str, contact: str, message: str, language: str, now: dt.datetime) -> Enquiry:
    """Keep a question to the seller of a product, and tell the seller. The sender has agreed to ``ENQUIRY``.

    The mail to the seller holds nothing of the sender: it leads to the area. Raises ``Refused``.
    """
    business = product.producer
    if business is None or not accepts(product):
        raise Refused(_("Sản phẩm này không nhận lời hỏi qua cổng."))
    enquiry = Enquiry.objects.create(
        business=business,
        product=product,
        sender_name=name,
        sender_contact=contact,
        message=message,
        language=language,
        consent_version=ENQUIRY.version,
        sent_at=now,
        erase_on=timezone.localdate(now) + KEPT,
    )
    messages.send(
        business=business,
        product=product,
        subject=_("Có người hỏi về “%(name)s”") % {"name": product.name},
        body=_("Lời hỏi và cách liên hệ nằm trong trang của chủ thể. Cổng tự xoá sau 180 ngày."),
        path=reverse("area:enquiries", args=[business.pk]),
        now=now,
    )
    return enquiry


def accepts(product: Product) -> bool:
    """Whether a product's seller can be asked: it is listed, and kept by a business that an officer has verified."""
    return bool(
        product.is_listed
        and product.is_kept_by_producer
        and product.producer is not None
        and product.producer.standing == Business.Standing.VERIFIED
    )


@transaction.atomic
def mark_read(*, enquiry: Enquiry, now: dt.datetime) -> None:
    """Write down when somebody of the business first read it."""
    Enquiry.objects.filter(pk=enquiry.pk, read_at__isnull=True).update(read_at=now)


@transaction.atomic
def erase(*, enquiry: Enquiry, now: dt.datetime) -> None:
    """Erase what the sender gave, before its time: the seller is done with it."""
    Enquiry.objects.filter(pk=enquiry.pk).update(sender_name="", sender_contact="", message="", erased_at=now)


def erase_old(*, now: dt.datetime) -> int:
    """Erase what the senders gave of all enquiries whose time is over; return how many."""
    due = Enquiry.objects.to_erase(timezone.localdate(now))
    return int(due.update(sender_name="", sender_contact="", message="", erased_at=now))
