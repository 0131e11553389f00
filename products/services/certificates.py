"""The life of a certificate: a business sends it, an officer confirms it, later decisions about it are written down.

Every step is a conditional update, which holds on SQLite too: of two officers who decide at once the second is told.
At most one certificate of a product stands; a new one closes the one that the officer saw standing, in one transaction.
Nothing else writes certificates, and no draft of a listing reaches them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.templatetags.portal_tags import day
from portal.media import private_documents
from portal.media.models import PrivateDocument
from products import certificates as rules
from products.models import (
    Action,
    Certificate,
    CertificateDecision,
    CertificateSubmission,
    Decision,
    Product,
)
from products.services import actions, messages
from products.services.errors import EditConflict, Refused

#: The word by which private documents are known as certificates.
PURPOSE: Final = "certificate"
#: Twice the time of the rules: a later last day is a slip of the pen.
TOO_LONG: Final = dt.timedelta(days=6 * 366)
#: What may be decided of a certificate as it stands; a replaced one is history.
NEXT: Final[Mapping[Decision, frozenset[Decision]]] = {
    Decision.GRANTED: frozenset({Decision.UNDER_REASSESSMENT, Decision.WITHDRAWN}),
    Decision.UNDER_REASSESSMENT: frozenset({Decision.GRANTED, Decision.WITHDRAWN}),
    Decision.WITHDRAWN: frozenset({Decision.GRANTED}),
    Decision.REPLACED: frozenset(),
}
State = CertificateSubmission.State


class NotWaiting(Refused):
    """Somebody has dealt with the submission already."""

    def __init__(self) -> None:
        super().__init__(_("Giấy này đã có người xử lý. Tải lại danh sách để xem kết quả."))


class StandingChanged(Refused):
    """Another certificate stands than the one that was seen."""

    def __init__(self) -> None:
        super().__init__(
            _("Trong lúc bạn điền, giấy đang đứng của sản phẩm đã đổi. Xem lại giấy ấy rồi xác nhận lại; chưa ghi gì.")
        )


@dataclass(frozen=True)
class Paper:
    """What stands on a certificate, as somebody copied it."""

    decision_number: str
    issued_on: dt.date
    stars: int
    printed_ends_on: dt.date | None = None
    issuer: str = ""
    issuer_name: str = ""
    score: Decimal | None = None
    mandatory_passed: bool | None = None
    place_at_issue: str = ""


def check_paper(paper: Paper, *, today: dt.date, with_issuer: bool) -> None:
    """Raise ``ValidationError`` with a sentence for each field that cannot stand on a certificate."""
    problems: dict[str, str] = {}
    if not paper.decision_number.strip():
        problems["decision_number"] = _("Ghi số quyết định in trên giấy.")
    if paper.stars not in rules.STARS:
        problems["stars"] = _("Giấy chứng nhận OCOP chỉ có 3, 4 hoặc 5 sao.")
    first = rules.RULE_SETS[0].since
    if paper.issued_on > today:
        problems["issued_on"] = _("Ngày cấp nằm sau hôm nay.")
    elif paper.issued_on < first:
        problems["issued_on"] = _("Cổng chỉ ghi giấy cấp từ ngày %(day)s, theo các bộ quy định đã lưu.") % {
            "day": day(first)
        }
    if paper.printed_ends_on is not None and paper.printed_ends_on < paper.issued_on:
        problems["printed_ends_on"] = _("Ngày hết hạn đứng trước ngày cấp.")
    elif paper.printed_ends_on is not None and paper.printed_ends_on - paper.issued_on > TOO_LONG:
        problems["printed_ends_on"] = _("Ngày hết hạn cách ngày cấp hơn 6 năm. Xem lại năm.")
    if with_issuer and not problems:
        issuer = rules.issuer_of(paper.stars, paper.issued_on)
        if issuer is not None and paper.issuer != issuer.value:
            problems["issuer"] = _("Theo quy định của ngày %(day)s, giấy %(stars)s sao do cấp này cấp: %(issuer)s.") % {
                "day": day(paper.issued_on),
                "stars": paper.stars,
                "issuer": Certificate.Issuer(issuer.value).label,
            }
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def grant(
    *,
    product: Product,
    paper: Paper,
    officer: Any,
    now: dt.datetime,
    replaces: Certificate | None = None,
    submission: CertificateSubmission | None = None,
    document: PrivateDocument | None = None,
) -> Certificate:
    """Confirm a certificate; ``replaces`` is the one that the officer saw standing, None when there was none.

    Raises ``ValidationError`` (what the paper cannot say), ``NotWaiting`` (the submission), ``StandingChanged``, and
    ``Refused`` for a certificate older than the one it would replace.
    """
    today = timezone.localdate(now)
    check_paper(paper, today=today, with_issuer=True)
    if submission is not None:
        if submission.product_id != product.pk:
            raise NotWaiting
        _settle(submission, State.CONFIRMED, reason="", officer=officer, now=now)
        document = submission.document
    if replaces is not None:
        _close(replaces, product, paper, officer, now)
    if Certificate.objects.standing().filter(product=product).exists():
        raise StandingChanged
    rule_set = rules.rules_on(paper.issued_on)
    certificate = Certificate(
        product=product,
        rule_set=rule_set.code if rule_set is not None else "",
        issuer=paper.issuer,
        issuer_name=paper.issuer_name.strip(),
        decision_number=paper.decision_number.strip(),
        issued_on=paper.issued_on,
        printed_ends_on=paper.printed_ends_on,
        stars=paper.stars,
        score=paper.score,
        mandatory_passed=paper.mandatory_passed,
        place_at_issue=paper.place_at_issue.strip(),
        decision=Decision.GRANTED,
        document=document,
        confirmed_by=officer,
        confirmed_at=now,
    )
    # Without the product: whether another one stands, the insert alone can know.
    certificate.full_clean(exclude={"product"})
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
    except IntegrityError as error:  # another officer confirmed one between our look and our insert
        raise StandingChanged from error
    _write_step(
        certificate,
        Decision.GRANTED,
        number=certificate.decision_number,
        decided_on=certificate.issued_on,
        reason="",
        officer=officer,
        now=now,
    )
    if submission is not None:
        CertificateSubmission.objects.filter(pk=submission.pk).update(certificate=certificate)
        submission.refresh_from_db()
    _changed(product)
    actions.record(
        verb=Action.Verb.CERTIFICATE_CONFIRMED,
        actor=officer,
        business=product.producer,
        product=product,
        note=_("%(stars)s sao, %(number)s") % {"stars": certificate.stars, "number": certificate.decision_number},
        now=now,
    )
    with override(settings.LANGUAGE_CODE):
        _tell(
            product,
            subject=_("Giấy chứng nhận của “%(name)s” đã được xác nhận") % {"name": product.name},
            body=(
                _("OCOP %(stars)s sao, quyết định %(number)s. Trang của sản phẩm hiện sao đến hết ngày %(day)s.")
                if certificate.is_in_force(today)
                else _("OCOP %(stars)s sao, quyết định %(number)s. Giấy hết hiệu lực sau ngày %(day)s.")
            )
            % {
                "stars": certificate.stars,
                "number": certificate.decision_number,
                "day": day(certificate.ends_on),
            },
            now=now,
        )
    return certificate


@transaction.atomic
def decide(
    *,
    certificate: Certificate,
    decision: Decision,
    number: str,
    decided_on: dt.date,
    reason: str,
    officer: Any,
    now: dt.datetime,
) -> Certificate:
    """Write down that a certificate is reassessed, withdrawn, or valid again; ``certificate`` is as the officer saw it.

    Raises ``ValidationError`` (what is missing or cannot be), ``Refused`` (no such step from here), ``EditConflict``
    (decided meanwhile) and ``StandingChanged`` (another one stands, so that this one cannot be valid again).
    """
    _check_decision(certificate, number, decided_on, reason, timezone.localdate(now))
    seen = Decision(certificate.decision)
    if decision not in NEXT[seen]:
        raise Refused(
            _("Giấy đang ở trạng thái “%(seen)s” thì không ghi được “%(decision)s”.")
            % {"seen": seen.label, "decision": decision.label}
        )
    try:
        with transaction.atomic():
            changed = Certificate.objects.filter(pk=certificate.pk, decision=seen).update(decision=decision)
    except IntegrityError as error:
        raise StandingChanged from error
    if not changed:
        raise EditConflict
    certificate.refresh_from_db()
    _write_step(
        certificate,
        decision,
        number=number.strip(),
        decided_on=decided_on,
        reason=reason.strip(),
        officer=officer,
        now=now,
    )
    product = certificate.product
    _changed(product)
    actions.record(
        verb=Action.Verb.CERTIFICATE_DECIDED,
        actor=officer,
        business=product.producer,
        product=product,
        note=f"{decision.label}, {number.strip()}. {reason.strip()}",
        now=now,
    )
    with override(settings.LANGUAGE_CODE):
        _tell(
            product,
            subject=_("Giấy chứng nhận của “%(name)s”: %(decision)s")
            % {"name": product.name, "decision": str(decision.label).lower()},
            body=_("Quyết định %(number)s ngày %(day)s. Lý do: %(reason)s")
            % {"number": number.strip(), "day": day(decided_on), "reason": reason.strip()},
            now=now,
        )
    return certificate


def send(*, product: Product, paper: Paper, file: File[bytes], sender: Any, now: dt.datetime) -> CertificateSubmission:
    """A business hands in a certificate of a product that it keeps; an officer confirms it later.

    Raises ``ValidationError`` (what it cannot say; a file that is no certificate) and ``Refused`` (not its product, or
    one waits already). Nothing is kept then.
    """
    if not product.is_kept_by_producer or product.merged_into_id is not None:
        raise Refused(_("Sản phẩm này không do chủ thể của bạn đăng."))
    check_paper(paper, today=timezone.localdate(now), with_issuer=False)
    if CertificateSubmission.objects.filter(product=product, state=State.WAITING).exists():
        raise _one_waits()
    submission = CertificateSubmission(
        product=product,
        decision_number=paper.decision_number.strip(),
        issued_on=paper.issued_on,
        printed_ends_on=paper.printed_ends_on,
        stars=paper.stars,
        sent_by=sender,
        sent_at=now,
    )
    submission.clean_fields(exclude={"document", "decided_by"})
    kept: PrivateDocument | None = None
    try:
        with transaction.atomic():
            title = f"{product.name} {submission.decision_number}"
            kept = submission.document = private_documents.keep(file, owner=sender, purpose=PURPOSE, title=title)
            submission.save(force_insert=True)
            actions.record(
                verb=Action.Verb.CERTIFICATE_SENT,
                actor=sender,
                business=product.producer,
                product=product,
                note=submission.decision_number,
                now=now,
            )
    except BaseException as error:
        if kept is not None:
            kept.file.storage.delete(str(kept.file.name))
        if isinstance(error, IntegrityError):  # the same button pressed twice
            raise _one_waits() from error
        raise
    return submission


@transaction.atomic
def return_submission(
    *, submission: CertificateSubmission, reason: str, officer: Any, now: dt.datetime
) -> CertificateSubmission:
    """Give a submission back with what has to be sent instead. Raises ``Refused`` or ``NotWaiting``."""
    return _refuse(submission, State.RETURNED, reason, officer, now)


@transaction.atomic
def reject_submission(
    *, submission: CertificateSubmission, reason: str, officer: Any, now: dt.datetime
) -> CertificateSubmission:
    """Turn a submission down. Raises ``Refused`` or ``NotWaiting``."""
    return _refuse(submission, State.REJECTED, reason, officer, now)


def _one_waits() -> Refused:
    return Refused(_("Sản phẩm đã có một giấy chờ cán bộ xác nhận. Chờ kết quả rồi hãy gửi giấy khác."))


def _check_decision(certificate: Certificate, number: str, decided_on: dt.date, reason: str, today: dt.date) -> None:
    problems: dict[str, str] = {}
    if not number.strip():
        problems["number"] = _("Ghi số quyết định.")
    if not reason.strip():
        problems["reason"] = _("Ghi lý do của quyết định.")
    if decided_on > today:
        problems["decided_on"] = _("Ngày quyết định nằm sau hôm nay.")
    elif decided_on < certificate.issued_on:
        problems["decided_on"] = _("Ngày quyết định đứng trước ngày cấp giấy.")
    if problems:
        raise ValidationError(problems)


def _close(replaced: Certificate, product: Product, paper: Paper, officer: Any, now: dt.datetime) -> None:
    """Take the certificate that the officer saw out of the way of its successor."""
    if paper.issued_on < replaced.issued_on:
        raise Refused(
            _("Giấy đang đứng cấp ngày %(day)s, sau giấy này. Giấy cũ hơn không thay được giấy mới hơn.")
            % {"day": day(replaced.issued_on)}
        )
    closed = (
        Certificate.objects.standing()
        .filter(pk=replaced.pk, product=product, decision=replaced.decision)
        .update(decision=Decision.REPLACED)
    )
    if not closed:
        raise StandingChanged
    replaced.refresh_from_db()
    _write_step(
        replaced,
        Decision.REPLACED,
        number=paper.decision_number.strip(),
        decided_on=paper.issued_on,
        reason="",
        officer=officer,
        now=now,
    )


def _write_step(
    certificate: Certificate,
    decision: Decision,
    *,
    number: str,
    decided_on: dt.date,
    reason: str,
    officer: Any,
    now: dt.datetime,
) -> None:
    step = CertificateDecision(
        certificate=certificate,
        decision=decision,
        number=number,
        decided_on=decided_on,
        reason=reason,
        recorded_by=officer,
        recorded_at=now,
    )
    step.full_clean()
    step.save(force_insert=True)


def _settle(submission: CertificateSubmission, state: str, *, reason: str, officer: Any, now: dt.datetime) -> None:
    """Move a submission that still waits; else ``NotWaiting``."""
    settled = CertificateSubmission.objects.filter(pk=submission.pk, state=State.WAITING).update(
        state=state, reason=reason, decided_by=officer, decided_at=now
    )
    if not settled:
        raise NotWaiting
    submission.refresh_from_db()


def _refuse(
    submission: CertificateSubmission, state: str, reason: str, officer: Any, now: dt.datetime
) -> CertificateSubmission:
    if not reason.strip():
        raise Refused(_("Ghi lý do để chủ thể biết phải gửi lại gì."))
    _settle(submission, state, reason=reason.strip(), officer=officer, now=now)
    product = submission.product
    actions.record(
        verb=Action.Verb.CERTIFICATE_REFUSED,
        actor=officer,
        business=product.producer,
        product=product,
        note=f"{submission.get_state_display()}. {reason.strip()}",
        now=now,
    )
    with override(settings.LANGUAGE_CODE):
        subject = (
            _("Giấy chứng nhận của “%(name)s” cần gửi lại")
            if state == State.RETURNED
            else _("Giấy chứng nhận của “%(name)s” không được nhận")
        )
        _tell(product, subject=subject % {"name": product.name}, body=reason.strip(), now=now)
    return submission


def _changed(product: Product) -> None:
    """Tell whoever listens that what the product's page says has changed; nothing of its content is written."""
    product.save(update_fields=["updated_at"])


def _tell(product: Product, *, subject: str, body: str, now: dt.datetime) -> None:
    """Write to the business that keeps the product; a profile from public sources has nobody who reads."""
    if product.producer is not None and product.is_kept_by_producer:
        messages.send(
            business=product.producer,
            product=product,
            subject=subject,
            body=body,
            path=reverse("area:certificates", args=[product.producer.pk]),
            now=now,
        )
