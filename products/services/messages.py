"""Messages of the portal to a business: a row that its area shows, and a mail that a row of work sends.

A mail goes to the business's owners and editors, one each, so that nobody learns another's address.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from portal.core import work
from products.models import Business, Member, Message, Product

MAIL = "products.mail"
SUBJECT_CHARACTERS = 200


def send(
    *, business: Business, subject: str, body: str, now: dt.datetime, path: str = "", product: Product | None = None
) -> Message:
    """Write a message in the current transaction; ``path`` is where in the area it leads."""
    message = Message.objects.create(
        business=business,
        product=product,
        subject=" ".join(subject.split())[:SUBJECT_CHARACTERS],
        body=body.strip(),
        path=path,
        sent_at=now,
    )
    work.ask(MAIL, str(message.pk), now=now)
    return message


def mail(pk: int, *, now: dt.datetime) -> None:
    """Send a message by e-mail; one that is gone or was mailed is left alone."""
    message = Message.objects.filter(pk=pk, mailed_at__isnull=True).select_related("business").first()
    if message is None:
        return
    members = Member.objects.filter(
        business=message.business, role__in=(Member.Role.OWNER, Member.Role.EDITOR), user__is_active=True
    )
    link = f"\n\n{settings.PORTAL_BASE_URL}{message.path}" if message.path else ""
    signature = _("Cổng thông tin Tây Bắc")
    mails = [
        EmailMessage(subject=message.subject, body=f"{message.body}{link}\n\n{signature}\n", to=[address])
        for address in members.order_by("pk").values_list("user__email", flat=True)
    ]
    if mails:
        get_connection().send_messages(mails)
    Message.objects.filter(pk=pk).update(mailed_at=now)
