"""Who did what in the officer's provinces: rows of ``Action``, only added. Wagtail's own log knows nothing of it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from products.admin_views.desk import moment
from products.admin_views.lists import ListView, column
from products.models import Action


class ActionFilterSet(WagtailFilterSet):
    """By what was done and when."""

    done_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Ngày"), widget=DateRangePickerWidget)

    class Meta:
        model = Action
        fields = ["verb", "done_at"]


def subject_of(action: Action) -> str:
    """What it was done with."""
    return str(action.product or action.business or "")


def address_of(action: Action) -> str | None:
    """The page of what it was done with."""
    if action.product_id is not None:
        return reverse("desk:product", args=[action.product_id])
    return reverse("desk:business", args=[action.business_id]) if action.business_id is not None else None


class HistoryView(ListView):
    """The newest first."""

    permission = "products.view_action"
    model = Action
    header_icon = "history"
    page_title = gettext_lazy("Nhật ký")
    index_url_name = "desk:history"
    index_results_url_name = "desk:history_results"
    default_ordering = "-done_at"
    filterset_class = ActionFilterSet
    words_in = ("note", "product__name", "business__name")
    columns = [
        column("done_at", gettext_lazy("Lúc"), lambda action: moment(action.done_at), sort="done_at"),
        column("actor", gettext_lazy("Người làm"), lambda action: action.actor or ""),
        column("verb", gettext_lazy("Việc"), lambda action: action.get_verb_display()),
        TitleColumn("subject", label=gettext_lazy("Về"), accessor=subject_of, get_url=address_of),
        Column("note", label=gettext_lazy("Ghi chú")),
    ]

    def rows(self) -> QuerySet[Any]:
        """With who did it and what with."""
        found: QuerySet[Any] = Action.objects.select_related("actor", "product", "business")
        return found
