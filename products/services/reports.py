"""Errors on listings and requests to take them down: a number for the sender, an answer from an officer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.core.services import ADDRESS_KEPT, new_reference
from products.models import Action, Business, Product, Report
from products.services import actions, listings
from products.services.errors import EditConflict, Refused

#: States that end a report.
ENDED = (Report.State.CORRECTED, Report.State.TAKEN_DOWN, Report.State.DECLINED)


def receive(
    *,
    kind: Report.Kind,
    message: str,
    email: str,
    language: str,
    now: dt.datetime,
    product: Product | None = None,
    business: Business | None = None,
) -> Report:
    """Keep a report about a product or a business, and return it with the number that the sender keeps."""
    while True:
        reference = new_reference()
        try:
            with transaction.atomic():
                return Report.objects.create(
                    reference=reference,
                    product=product,
                    business=business,
                    kind=kind,
                    message=message,
                    email=email,
                    language=language,
                    received_at=now,
                )
        except IntegrityError:
            if not Report.objects.filter(reference=reference).exists():
                raise


@transaction.atomic
def decide(*, report: Report, state: Report.State, note: str, officer: Any, now: dt.datetime) -> Report:
    """Answer an open report; "taken down" takes the listing off at once. Raises ``EditConflict`` or ``Refused``."""
    if state in ENDED and not note.strip():
        raise Refused(_("Ghi câu trả lời: người báo sẽ đọc nó khi hỏi bằng số tin."))
    if state == Report.State.TAKEN_DOWN and report.product is None:
        raise Refused(_("Chỉ gỡ được sản phẩm. Với chủ thể, hãy dùng “Tạm dừng”."))
    changed = (
        Report.objects.open()
        .filter(pk=report.pk, state=report.state)
        .update(state=state, note=note, decided_by=officer, decided_at=now)
    )
    if not changed:
        raise EditConflict
    report.refresh_from_db()
    if state == Report.State.TAKEN_DOWN and report.product is not None:
        listings.unlist(product=report.product, actor=officer, now=now, reason=f"{report.reference}: {note}")
    actions.record(
        verb=Action.Verb.REPORT_DECIDED,
        actor=officer,
        business=report.business,
        product=report.product,
        note=f"{report.reference}: {report.get_state_display()}",
        now=now,
    )
    return report


def forget_addresses(*, now: dt.datetime) -> int:
    """Erase the e-mail addresses of reports received more than 180 days ago; return how many."""
    old = Report.objects.filter(received_at__lt=now - ADDRESS_KEPT).exclude(email="")
    return int(old.update(email=""))
