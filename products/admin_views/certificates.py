"""Certificates: confirmed from what a business sent, or from paper; what was decided of them later, with their history.

Nothing here computes whether a certificate is in force: ``products.certificates`` does, from dates.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.core.templatetags.portal_tags import day
from products import certificates as rules
from products.admin_views.choosers import LONGEST_KEY
from products.admin_views.desk import DeskView, moment, waited
from products.admin_views.queues import CONFLICT, Card, DecisionView, QueueView, decided
from products.admin_views.verdict_forms import Verdict
from products.certificate_forms import ConfirmationForm, DecisionForm
from products.models import Certificate, CertificateSubmission, Decision, Product
from products.services import certificates
from products.services.errors import EditConflict, Refused

State = CertificateSubmission.State
#: How a certificate is on a day, in words.
STATES = {
    rules.State.NOT_YET: gettext_lazy("chưa bắt đầu"),
    rules.State.VALID: gettext_lazy("đang hiệu lực"),
    rules.State.ENDS_SOON: gettext_lazy("sắp hết hạn"),
    rules.State.ENDED: gettext_lazy("đã hết hạn"),
    rules.State.WITHDRAWN: gettext_lazy("đã thu hồi"),
    rules.State.REPLACED: gettext_lazy("đã thay bằng giấy mới"),
}


def standing_of(product: Product) -> Certificate | None:
    """The certificate that stands."""
    found: Certificate | None = Certificate.objects.standing().filter(product=product).first()
    return found


def certificates_of(product: Product, now: Any) -> list[dict[str, Any]]:
    """All certificates of a product with how they are today and what was decided of them."""
    today = timezone.localdate(now)
    rows = Certificate.objects.filter(product=product).select_related("confirmed_by", "document")
    return [
        {"certificate": one, "state": STATES[one.state_on(today)], "steps": list(one.decisions.all())}
        for one in rows.prefetch_related("decisions__recorded_by")
    ]


def seen_standing(product: Product, key: str) -> Certificate | None:
    """The certificate that stood when the form was filled in. Raises ``StandingChanged`` when there is no such one."""
    if not key:
        return None
    is_key = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
    found: Certificate | None = Certificate.objects.filter(product=product, pk=key).first() if is_key else None
    if found is None:
        raise certificates.StandingChanged
    return found


def initial_of(product: Product, submission: CertificateSubmission | None = None) -> dict[str, Any]:
    """What a confirmation begins with: what the business wrote, and who alone could issue that on that day."""
    if submission is None:
        return {}
    issuer = rules.issuer_of(submission.stars, submission.issued_on)
    return {
        "stars": submission.stars,
        "decision_number": submission.decision_number,
        "issued_on": submission.issued_on,
        "printed_ends_on": submission.printed_ends_on,
        "issuer": issuer.value if issuer is not None else "",
    }


def tell_errors(form: ConfirmationForm | DecisionForm, error: ValidationError) -> None:
    """Errors of the service and of constraints, at the fields where there are such."""
    for name, texts in (error.message_dict if hasattr(error, "error_dict") else {"": error.messages}).items():
        form.add_error(name if name in form.fields else None, ValidationError(texts))


class SubmissionsView(QueueView):
    """Certificates that businesses have sent."""

    permission = "products.change_certificatesubmission"
    queue_name = "submissions"

    def rows(self) -> QuerySet[Any]:
        """The oldest first."""
        waiting: QuerySet[Any] = CertificateSubmission.objects.in_scope_of(self.request.user).waiting()
        return waiting.select_related("product__producer")

    def card(self, row: CertificateSubmission) -> Card:
        """The product, its stars and the decision's number."""
        said = _("%(stars)d sao, %(number)s, cấp ngày %(day)s")
        return Card(
            url=reverse("desk:submission", args=[row.pk]),
            title=row.product.name,
            lines=(
                str(row.product.producer or ""),
                said % {"stars": row.stars, "number": row.decision_number, "day": day(row.issued_on)},
            ),
            waited=waited(row.sent_at, self.now),
            value=f"{row.pk}:0",
            is_example=row.product.is_example,
        )


class SubmissionView(DecisionView):
    """One certificate that a business sent: confirmed as it stands on the paper, given back, or turned down."""

    permission = "products.change_certificatesubmission"
    queue_name = "submissions"
    template_name = "products/admin/submission.html"
    queue_view = SubmissionsView
    labels = {Verdict.APPROVE: gettext_lazy("Xác nhận"), Verdict.REJECT: gettext_lazy("Không nhận")}
    points = (
        gettext_lazy("Bản chụp không đọc được"),
        gettext_lazy("Số quyết định không khớp bản chụp"),
        gettext_lazy("Ngày cấp không khớp bản chụp"),
        gettext_lazy("Giấy của sản phẩm khác"),
    )
    effects = {
        Verdict.APPROVE: gettext_lazy("Ghi giấy với những điều ở trên; sao hiện trên trang khi giấy có hiệu lực."),
        Verdict.RETURN: gettext_lazy("Chủ thể gửi lại."),
        Verdict.REJECT: gettext_lazy("Giấy này không được nhận."),
    }
    paper: ConfirmationForm | None = None

    def get_row(self, pk: int) -> CertificateSubmission:
        """A submission for a product of the officer's provinces."""
        rows = CertificateSubmission.objects.select_related(
            "product__producer", "product__province", "product__group", "document", "decided_by", "certificate"
        )
        found: CertificateSubmission = self.own(rows, pk)
        return found

    def get_page_title(self) -> str:
        return str(self.row.product)

    def is_waiting(self) -> bool:
        """Not decided."""
        return bool(self.row.state == State.WAITING)

    def how_it_stands(self) -> str:
        """Who decided what and when."""
        return decided(self.row.get_state_display(), self.row.decided_by, self.row.decided_at)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The decision; a confirmation with what stands on the paper."""
        self.row = self.get_row(pk)
        if self.is_waiting() and request.POST.get("verdict") == Verdict.APPROVE:
            self.paper = ConfirmationForm(request.POST, today=timezone.localdate(self.now))
            if not self.paper.is_valid():
                return self.answer(self.form(request.POST))
        return super().post(request, pk)

    def decide(self, verdict: Verdict, reason: str, version: int) -> str:
        """Confirm, return or reject."""
        name = {"name": self.row.product}
        who = {"submission": self.row, "officer": self.request.user, "now": self.now}
        try:
            if verdict == Verdict.RETURN:
                certificates.return_submission(**who, reason=reason)
                return _("Đã trả lại giấy của “%(name)s”.") % name
            if verdict == Verdict.REJECT:
                certificates.reject_submission(**who, reason=reason)
                return _("Không nhận giấy của “%(name)s”.") % name
            if self.paper is None:
                raise Http404
            certificates.grant(
                **who,
                product=self.row.product,
                paper=self.paper.paper(),
                replaces=seen_standing(self.row.product, self.request.POST.get("standing", "")),
            )
        except (certificates.NotWaiting, certificates.StandingChanged) as told:
            raise Told(told.sentence) from told
        except ValidationError as error:
            if self.paper is not None:
                tell_errors(self.paper, error)
            raise Refused(_("Chưa xác nhận được: xem chỗ có lỗi.")) from error
        return _("Đã xác nhận giấy của “%(name)s”.") % name

    def facts(self) -> dict[str, Any]:
        """What the business wrote, the paper, and what stood before."""
        product, today = self.row.product, timezone.localdate(self.now)
        standing = standing_of(product)
        if self.paper is None:
            self.paper = ConfirmationForm(initial=initial_of(product, self.row), today=today)
        return {
            "product": product,
            "paper": self.paper,
            "standing_certificate": standing,
            "sent": moment(self.row.sent_at),
            "last_day": rules.last_day(self.row.issued_on, self.row.printed_ends_on),
            "certificates": certificates_of(product, self.now),
            "rule_sets": Certificate.RuleSet.choices,
            "log": self.actions_of(product=product),
        }


class Told(EditConflict):
    """A conflict with a sentence of its own."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class GrantView(DeskView):
    """A certificate that an officer has on paper, without a submission."""

    permission = "products.add_certificate"
    template_name = "products/admin/grant.html"
    header_icon = "doc-full"

    def get_page_title(self) -> str:
        return _("Giấy chứng nhận của %(name)s") % {"name": self.product}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        self.product = self.find(pk)
        return self.answer(ConfirmationForm(today=timezone.localdate(self.now)))

    def find(self, pk: int) -> Product:
        """A product of the officer's provinces that was not merged."""
        found: Product = self.own(Product.objects.filter(merged_into=None).select_related("producer", "province"), pk)
        return found

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm it."""
        self.product = self.find(pk)
        form = ConfirmationForm(request.POST, today=timezone.localdate(self.now))
        if not form.is_valid():
            return self.answer(form)
        try:
            made = certificates.grant(
                product=self.product,
                paper=form.paper(),
                officer=request.user,
                now=self.now,
                replaces=seen_standing(self.product, request.POST.get("standing", "")),
            )
        except certificates.StandingChanged as told:
            messages.error(request, told.sentence)
            return self.answer(form, status=CONFLICT)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            return self.answer(form)
        except ValidationError as error:
            tell_errors(form, error)
            return self.answer(form)
        messages.success(request, _("Đã ghi giấy %(number)s.") % {"number": made.decision_number})
        return redirect("desk:certificate", made.pk)

    def answer(self, form: ConfirmationForm, status: int = 200) -> HttpResponse:
        """The page."""
        return self.show(
            status,
            product=self.product,
            paper=form,
            standing_certificate=standing_of(self.product),
            certificates=certificates_of(self.product, self.now),
            rule_sets=Certificate.RuleSet.choices,
        )


class CertificateView(DeskView):
    """One certificate with its history, and the form of what was decided of it since."""

    permission = "products.change_certificate"
    template_name = "products/admin/certificate.html"
    header_icon = "doc-full"
    row: Certificate

    def get_page_title(self) -> str:
        return f"{self.row.decision_number}, {self.row.product}"

    def find(self, pk: int) -> Certificate:
        """A certificate of a product of the officer's provinces."""
        rows = Certificate.objects.select_related("product__producer", "confirmed_by", "document")
        found: Certificate = self.own(rows, pk)
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        self.row = self.find(pk)
        return self.answer(self.form())

    def form(self, data: Any = None) -> DecisionForm:
        """What may follow from how the certificate stands."""
        return DecisionForm(data, certificate=self.row)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write a decision down; ``seen`` is how the certificate stood when the form was filled in."""
        self.row = self.find(pk)
        stands, seen = self.row.decision, request.POST.get("seen", "")
        if seen not in Decision.values:
            raise Http404
        self.row.decision = seen
        form = self.form(request.POST)
        if not form.is_valid():
            self.row.decision = stands
            return self.answer(form if seen == stands else self.form(), status=200 if seen == stands else CONFLICT)
        try:
            certificates.decide(
                certificate=self.row,
                decision=Decision(form.cleaned_data["decision"]),
                number=form.cleaned_data["number"],
                decided_on=form.cleaned_data["decided_on"],
                reason=form.cleaned_data["reason"],
                officer=request.user,
                now=self.now,
            )
        except EditConflict as conflict:
            self.row = self.find(pk)
            messages.error(request, conflict.sentence)
            return self.answer(self.form(), status=CONFLICT)
        except Refused as refusal:
            self.row = self.find(pk)
            form.add_error(None, refusal.sentence)
            return self.answer(form)
        except ValidationError as error:
            self.row = self.find(pk)
            tell_errors(form, error)
            return self.answer(form)
        messages.success(request, _("Đã ghi quyết định về giấy %(number)s.") % {"number": self.row.decision_number})
        return redirect("desk:certificate", pk)

    def answer(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        """The page around a form."""
        has_next = bool(certificates.NEXT[Decision(self.row.decision)])
        return self.show(
            status,
            row=self.row,
            product=self.row.product,
            form=form if has_next else None,
            state=STATES[self.row.state_on(timezone.localdate(self.now))],
            steps=self.row.decisions.select_related("recorded_by"),
            log=self.actions_of(product=self.row.product),
        )
