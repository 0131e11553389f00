"""Search in the admin: words and pins, what people look for, how the indexes are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search import admin_views
from search.models import DirtyDocument, PinnedResult, Wording


class WordingViewSet(SnippetViewSet):
    """Abbreviations and words of one meaning."""

    model = Wording
    icon = "openquote"
    menu_label = _("Từ ngữ")
    list_display = ("words", Column("get_kind_display", label=_("Loại")), "changed_at")
    list_filter = ("kind",)
    search_fields = ("words",)
    list_per_page = 100


class PinnedResultViewSet(SnippetViewSet):
    """Pages that stand first for a question."""

    model = PinnedResult
    icon = "pick"
    menu_label = _("Kết quả ghim")
    list_display = ("question", "page", "order")
    search_fields = ("question",)


class SearchGroup(SnippetViewSetGroup):
    """One menu for what editors say about search."""

    menu_label = _("Tìm kiếm")
    menu_icon = "search"
    menu_order = 330
    items = (WordingViewSet, PinnedResultViewSet)


register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Addresses of the lists."""
    return [
        path("tim-kiem/hoi/", admin_views.QuestionsView.as_view(), name="search_questions"),
        path(
            "tim-kiem/hoi/results/",
            admin_views.QuestionsView.as_view(results_only=True),
            name="search_questions_results",
        ),
        path("tim-kiem/khong-thay/", admin_views.UnansweredView.as_view(), name="search_unanswered"),
        path(
            "tim-kiem/khong-thay/results/",
            admin_views.UnansweredView.as_view(results_only=True),
            name="search_unanswered_results",
        ),
        path("tim-kiem/chi-muc/", admin_views.indexes, name="search_indexes"),
        path("tim-kiem/chi-muc/thu-lai/", admin_views.try_again, name="search_try_again"),
    ]


class SearchMenuItem(MenuItem):
    """Shown to whoever may say something about search."""

    def is_shown(self, request: HttpRequest) -> bool:
        return admin_views.may_look(request.user)


@hooks.register("register_reports_menu_item")
def questions_menu_item() -> MenuItem:
    """What people look for, among the reports."""
    return SearchMenuItem(_("Người đọc tìm gì"), reverse("search_questions"), icon_name="search", order=710)


@hooks.register("register_reports_menu_item")
def unanswered_menu_item() -> MenuItem:
    """What is not found, among the reports."""
    return SearchMenuItem(_("Tìm không thấy"), reverse("search_unanswered"), icon_name="help", order=720)


@hooks.register("register_reports_menu_item")
def indexes_menu_item() -> MenuItem:
    """How the indexes are, among the reports."""
    return SearchMenuItem(_("Chỉ mục tìm kiếm"), reverse("search_indexes"), icon_name="history", order=730)


class ParkedDocuments(Component):
    """A line on the admin's front page when an index refused documents too often."""

    name = "parked_documents"
    template_name = "search/admin/parked_documents.html"
    order = 55

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: object) -> dict[str, object]:
        return {"count": self.count}


@hooks.register("construct_homepage_panels")
def show_parked_documents(request: HttpRequest, panels: list[Component]) -> None:
    """Only when there are some, and only for those who can do something about it."""
    count = DirtyDocument.objects.parked().count() if request.user.is_superuser else 0
    if count:
        panels.append(ParkedDocuments(count))
