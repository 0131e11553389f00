"""Tells the holders of certificates that these end: 180, 90 and 30 days before, each notice once.

What is due follows from the dates alone (``products.certificates.notices_due``), so days without a worker only make a
notice late. One that was missed is not sent beside the next: the nearer one says all that it would have said.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.templatetags.portal_tags import day
from products.certificates import NOTICE_DAYS, notices_due
from products.models import Business, Certificate, CertificateNotice
from products.renewal import STEPS
from products.services import messages


def send_due(*, now: dt.datetime) -> int:
    """Write every notice that is due, each in a transaction of its own; return how many."""
    today = timezone.localdate(now)
    ending = (
        Certificate.objects.ending_within(max(NOTICE_DAYS), today)
        .filter(product__is_kept_by_producer=True, product__merged_into__isnull=True)
        .exclude(product__producer__standing=Business.Standing.CLOSED)
        .for_desk()
    )
    sent = 0
    for certificate in ending:
        nearest = notices_due(today, certificate.ends_on)[-1]
        if all(notice.days > nearest for notice in certificate.notices.all()):
            sent += _send(certificate, nearest, now)
    return sent


@transaction.atomic
def _send(certificate: Certificate, days: int, now: dt.datetime) -> bool:
    """Write one notice, unless the certificate was decided meanwhile or somebody else wrote it."""
    product = certificate.product
    if product.producer is None:
        return False
    still_standing = Certificate.objects.standing().filter(pk=certificate.pk)
    if not still_standing.update(decision=F("decision")):  # nobody decides until the notice is written
        return False
    try:
        with transaction.atomic():
            CertificateNotice.objects.create(certificate=certificate, days=days, sent_at=now)
    except IntegrityError:
        return False
    with override(settings.LANGUAGE_CODE):
        unsure = _("(chờ tỉnh xác nhận)")
        steps = "\n".join(f"– {step.text}{f' {unsure}' if step.is_to_be_confirmed else ''}" for step in STEPS)
        messages.send(
            business=product.producer,
            product=product,
            subject=_("Giấy chứng nhận OCOP của “%(name)s” còn hiệu lực đến hết ngày %(day)s")
            % {"name": product.name, "day": day(certificate.ends_on)},
            body=_(
                "Quyết định %(number)s, %(stars)s sao. Sau ngày %(day)s, trang của sản phẩm không hiện sao nữa; mã trên"
                " nhãn vẫn mở được và ghi là giấy đã hết hạn.\n\nViệc nên làm:\n%(steps)s"
            )
            % {
                "number": certificate.decision_number,
                "stars": certificate.stars,
                "day": day(certificate.ends_on),
                "steps": steps,
            },
            path=reverse("area:certificates", args=[product.producer.pk]),
            now=now,
        )
    return True
