"""Errors on listings and requests to take them down: taken in hand and answered; all of them with their answers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from products.admin_views.desk import DeskView, moment, waited
from products.admin_views.lists import ListView, TitleOf, column
from products.admin_views.queues import CONFLICT, Card, QueueView, cards_beside, decided
from products.admin_views.verdict_forms import ReportForm
from products.models import Report
from products.services import reports
from products.services.errors import EditConflict, Refused


def subject_of(report: Report) -> Any:
    """The product or business that a report is about."""
    return report.product or report.business


class ReportsView(QueueView):
    """Reports without a final answer."""

    permission = "products.change_report"
    queue_name = "reports"

    def rows(self) -> QuerySet[Any]:
        """The oldest first."""
        waiting: QuerySet[Any] = Report.objects.in_scope_of(self.request.user).open().order_by("received_at", "pk")
        return waiting.select_related("product", "business")

    def card(self, row: Report) -> Card:
        """What it is about, how it begins."""
        subject = subject_of(row)
        return Card(
            url=reverse("desk:report", args=[row.pk]),
            title=str(subject),
            lines=(
                f"{row.get_kind_display()}, {row.get_state_display()}",
                Truncator(" ".join(row.message.split())).chars(90),
            ),
            waited=waited(row.received_at, self.now),
            value=f"{row.pk}:0",
            is_example=subject.is_example,
        )


class ReportView(DeskView):
    """One report."""

    permission = "products.change_report"
    queue_name = "reports"
    template_name = "products/admin/report.html"
    row: Report

    def get_row(self, pk: int) -> Report:
        """A report about something of the officer's provinces."""
        found: Report = self.own(Report.objects.select_related("product", "business", "decided_by"), pk)
        return found

    def get_page_title(self) -> str:
        return f"{self.row.reference}: {subject_of(self.row)}"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        self.row = self.get_row(pk)
        return self.answer(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The answer."""
        self.row = self.get_row(pk)
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.answer(form)
        self.row.state = form.cleaned_data["seen"]
        try:
            reports.decide(
                report=self.row,
                state=Report.State(form.cleaned_data["state"]),
                note=form.cleaned_data["note"],
                officer=request.user,
                now=self.now,
            )
        except EditConflict as conflict:
            self.row = self.get_row(pk)
            if not self.is_open():
                messages.warning(request, self.how_it_stands())
                return redirect(request.path)
            messages.error(request, conflict.sentence)
            return self.answer(self.form(note=str(form.cleaned_data["note"])), status=CONFLICT)
        except Refused as refusal:
            self.row = self.get_row(pk)
            form.add_error("note" if not form.cleaned_data["note"] else None, refusal.sentence)
            return self.answer(form)
        messages.success(request, _("Đã ghi cho tin %(reference)s.") % {"reference": self.row.reference})
        return redirect("desk:reports")

    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.row.state not in reports.ENDED

    def how_it_stands(self) -> str:
        """Who answered what and when."""
        return decided(self.row.get_state_display(), self.row.decided_by, self.row.decided_at)

    def form(self, note: str = "") -> ReportForm:
        """The form of the state that is shown."""
        return ReportForm(initial={"seen": self.row.state, "note": note or self.row.note})

    def answer(self, form: ReportForm, status: int = 200) -> HttpResponse:
        """The page around a form."""
        is_open = self.is_open()
        about = {"product": self.row.product} if self.row.product is not None else {"business": self.row.business}
        record = "desk:product" if self.row.product_id else "desk:business"
        return self.show(
            status,
            row=self.row,
            subject=subject_of(self.row),
            record_url=reverse(record, args=[subject_of(self.row).pk]),
            received=moment(self.row.received_at),
            form=form if is_open else None,
            standing="" if is_open else self.how_it_stands(),
            beside=cards_beside(self, ReportsView),
            log=self.actions_of(**about),
        )


class AllReportsView(ListView):
    """Every report of the officer's provinces, with its state and its answer."""

    permission = "products.change_report"
    model = Report
    page_title = gettext_lazy("Mọi tin báo")
    index_url_name = "desk:all_reports"
    index_results_url_name = "desk:all_reports_results"
    default_ordering = "-received_at"
    list_filter = ["state", "kind"]
    words_in = ("reference", "message")
    columns = [
        TitleOf("reference", label=gettext_lazy("Số tin"), url_name="desk:report", sort_key="reference"),
        column("subject", gettext_lazy("Về"), subject_of),
        column("kind", gettext_lazy("Việc"), lambda report: report.get_kind_display()),
        column("state", gettext_lazy("Tình trạng"), lambda report: report.get_state_display()),
        column("note", gettext_lazy("Trả lời"), lambda report: Truncator(report.note).chars(80)),
        column("received_at", gettext_lazy("Nhận lúc"), lambda report: moment(report.received_at), sort="received_at"),
    ]

    def rows(self) -> QuerySet[Any]:
        """With what they are about."""
        found: QuerySet[Any] = Report.objects.select_related("product", "business")
        return found
