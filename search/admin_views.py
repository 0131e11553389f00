"""What staff see of search: what people look for, what is not found, and how the indexes are."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from search.engines import EngineUnavailable, selection
from search.models import DirtyDocument, IndexTarget, QuestionCount
from search.popularity import RARE

#: The days that the lists look back.
PERIODS = ((7, _("7 ngày")), (30, _("30 ngày")), (90, _("90 ngày")), (365, _("một năm")))
DEFAULT_DAYS = 30


def may_look(user: Any) -> bool:
    """Whether somebody may see what people look for: whoever keeps the words of search."""
    return bool(user.has_perm("search.view_wording") or user.has_perm("search.change_wording"))


class QuestionFilterSet(WagtailFilterSet):
    """By how far back one looks."""

    days = django_filters.ChoiceFilter(
        label=_("Trong"), choices=PERIODS, method="filter_days", empty_label=None, initial=DEFAULT_DAYS
    )

    class Meta:
        model = QuestionCount
        fields: list[str] = []

    def filter_days(self, counts: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Counts of the last days: already taken in ``get_queryset``, where rows are grouped."""
        return counts


class QuestionsView(ReportView):
    """What people look for, the most frequent first; rare questions are nobody's business."""

    model = QuestionCount
    page_title = _("Người đọc tìm gì")
    header_icon = "search"
    index_url_name = "search_questions"
    index_results_url_name = "search_questions_results"
    filterset_class = QuestionFilterSet
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    columns = [
        Column("text", label=_("Câu tìm (không dấu)")),
        Column("times", label=_("Số lần")),
        Column("missed", label=_("Không thấy gì")),
    ]
    export_headings = {"text": _("Câu tìm (không dấu)"), "times": _("Số lần"), "missed": _("Không thấy gì")}
    list_export = ["text", "times", "missed"]
    is_unanswered_only = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those who keep the words of search."""
        if not may_look(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Any]:
        """Questions of the period with their sums, rare ones left out."""
        given = self.request.GET.get("days", "")
        days = int(given) if given in {str(number) for number, _label in PERIODS} else DEFAULT_DAYS
        since = timezone.localdate() - dt.timedelta(days=days)
        counts: QuerySet[Any] = (
            QuestionCount.objects.filter(day__gt=since)
            .values("text")
            .annotate(times=Sum("asked"), missed=Sum("unanswered"))
            .filter(times__gte=RARE)
        )
        if self.is_unanswered_only:
            counts = counts.filter(missed__gte=RARE)
        return counts.order_by("-missed" if self.is_unanswered_only else "-times", "text")


class UnansweredView(QuestionsView):
    """What people look for in vain: words to add, pages to write."""

    page_title = _("Tìm không thấy")
    index_url_name = "search_unanswered"
    index_results_url_name = "search_unanswered_results"
    is_unanswered_only = True


@require_safe
def indexes(request: HttpRequest) -> HttpResponse:
    """How each copy of the index is: what waits and since when, what was refused, what the last check found."""
    if not may_look(request.user):
        raise PermissionDenied
    waiting = Count("dirty__key", distinct=True, filter=Q(dirty__state=DirtyDocument.State.WAITING))
    parked = Count("dirty__key", distinct=True, filter=Q(dirty__state=DirtyDocument.State.PARKED))
    copies = IndexTarget.objects.annotate(waiting=waiting, parked=parked, since=Min("dirty__marked_at"))
    return TemplateResponse(
        request,
        "search/admin/indexes.html",
        {
            "copies": [(copy, _documents(copy)) for copy in copies],
            "parked": DirtyDocument.objects.parked().select_related("target")[:50],
            "is_held_off": selection.is_elastic_held_off(),
        },
    )


def _documents(copy: IndexTarget) -> int | None:
    """How many documents a live copy of this machine holds; None when it does not say."""
    engine = selection.elastic() if copy.kind == IndexTarget.Kind.ELASTICSEARCH else selection.embedded()
    if engine is None or copy.state != IndexTarget.State.LIVE:
        return None
    try:
        return sum(engine.count().values())
    except EngineUnavailable:
        return None


@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """Give refused documents new attempts."""
    if not request.user.is_superuser:
        raise PermissionDenied
    count = DirtyDocument.objects.parked().update(
        state=DirtyDocument.State.WAITING, attempts=0, not_before=timezone.now(), last_error=""
    )
    messages.success(request, gettext("%(count)s tài liệu được đưa vào chỉ mục lại.") % {"count": count})
    return redirect("search_indexes")
