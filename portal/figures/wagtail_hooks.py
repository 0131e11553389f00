"""The editors' pages of figures: values with their review, what is counted, areas, goods, who disagrees, what leads."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.figures import admin_views
from portal.figures.forms import ObservationForm
from portal.figures.models import (
    Area,
    Commodity,
    ConflictGroup,
    FeaturedSeries,
    Indicator,
    MarketStatement,
    Observation,
)

#: Days after which an indicator is said not to have been updated.
STALE_DAYS = 180


def twins(name: str, heading: Any) -> MultiFieldPanel:
    """The two columns of a text side by side."""
    return MultiFieldPanel([FieldPanel(f"{name}_vi"), FieldPanel(f"{name}_en")], heading=heading)


class ObservationViewSet(SnippetViewSet):
    """Values: entered, reviewed, published, corrected."""

    model = Observation
    icon = "table"
    menu_label = _("Số liệu")
    list_display = (
        "indicator",
        "area",
        "commodity",
        "period",
        Column("plain_value", label=_("Giá trị")),
        Column("get_status_display", label=_("Trạng thái")),
        Column("get_state_display", label=_("Tình trạng")),
        "updated_at",
    )
    list_filter = ("state", "status", "indicator", "area", "is_suspect", "is_chosen")
    search_fields = ("key", "indicator__name_vi", "area__name_vi", "period", "quote", "source__publisher")
    list_per_page = 50
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("indicator"),
                    FieldRowPanel([FieldPanel("area"), FieldPanel("commodity")]),
                    FieldRowPanel([FieldPanel("period"), FieldPanel("period_type"), FieldPanel("holiday")]),
                ],
                heading=_("Về điều gì"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value")]),
                    FieldRowPanel([FieldPanel("status"), FieldPanel("change_percent")]),
                ],
                heading=_("Giá trị"),
            ),
            MultiFieldPanel([FieldPanel("source"), FieldPanel("also_in"), FieldPanel("quote")], heading=_("Ai nói")),
            MultiFieldPanel(
                [
                    FieldPanel("is_period_inferred"),
                    FieldPanel("is_headline_only"),
                    FieldPanel("is_from_mirror"),
                    FieldPanel("is_suspect"),
                    FieldPanel("is_published_early"),
                    FieldPanel("is_series_break"),
                ],
                heading=_("Điều cần biết"),
            ),
            twins("note", _("Ghi chú")),
            MultiFieldPanel(
                [FieldPanel("conflict_group"), FieldPanel("is_chosen"), FieldPanel("is_chosen_target")],
                heading=_("Khi các nguồn nói khác nhau"),
            ),
            MultiFieldPanel([FieldPanel("step"), FieldPanel("reason")], heading=_("Đăng lên trang")),
        ],
        base_form_class=ObservationForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """With what a row of the list names."""
        return Observation.objects.select_related("indicator", "area", "commodity")


class StaleFilter(WagtailFilterSet):
    """Indicators by topic, and by how long nobody has touched their values."""

    not_updated_since = django_filters.DateFilter(label=_("Không cập nhật từ ngày"), method="only_not_updated_since")

    class Meta:
        model = Indicator
        fields = ["topic", "unit"]

    def only_not_updated_since(self, queryset: Any, name: str, day: dt.date) -> Any:
        """Those whose values are all older than the day."""
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time()))
        return queryset.filter(pk__in=[one.pk for one in Indicator.objects.not_updated_since(moment)])


class ChangedColumn(Column):
    """When a value of the indicator was last changed, and whether that is long ago."""

    def get_value(self, instance: Any) -> Any:
        changed = getattr(instance, "changed_at", None)
        if changed is None:
            return _("chưa có số liệu")
        day = f"{timezone.localtime(changed):%d.%m.%Y}"
        if timezone.now() - changed > dt.timedelta(days=STALE_DAYS):
            return _("không cập nhật từ %(day)s") % {"day": day}
        return day


class IndicatorViewSet(SnippetViewSet):
    """What is counted."""

    model = Indicator
    icon = "list-ul"
    menu_label = _("Chỉ tiêu")
    list_display = ("name_vi", "code", "unit", ChangedColumn("changed_at", label=_("Cập nhật")))
    filterset_class = StaleFilter
    search_fields = ("name_vi", "name_en", "code")
    list_per_page = 50
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("unit"), FieldPanel("decimal_places")]),
        FieldPanel("is_comparable"),
        twins("name", _("Tên")),
        twins("definition", _("Định nghĩa")),
        twins("method", _("Cách có số liệu")),
        FieldPanel("order"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """With the time of their last change."""
        return Indicator.objects.with_last_change()


class AreaViewSet(SnippetViewSet):
    """Areas that sources count by."""

    model = Area
    icon = "globe"
    menu_label = _("Nơi có số liệu")
    list_display = ("name_vi", "scope", "province", "ended_on")
    list_filter = ("scope", "province")
    search_fields = ("name_vi", "name_en", "code")
    list_per_page = 50
    panels = [
        FieldPanel("code"),
        twins("name", _("Tên")),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("province"), FieldPanel("tone")]),
        FieldPanel("shown_with"),
        FieldPanel("ended_on"),
    ]


class CommodityViewSet(SnippetViewSet):
    """Goods of export figures."""

    model = Commodity
    icon = "tag"
    menu_label = _("Mặt hàng")
    list_display = ("name_vi", "code")
    panels = [FieldPanel("code"), twins("name", _("Tên")), FieldPanel("order")]


class ConflictGroupViewSet(SnippetViewSet):
    """Why one of several sources is shown first."""

    model = ConflictGroup
    icon = "warning"
    menu_label = _("Nguồn nói khác nhau")
    list_display = ("code", "reason_vi")
    panels = [FieldPanel("code"), twins("reason", _("Vì sao chọn"))]


class MarketStatementViewSet(SnippetViewSet):
    """What sources say of goods and markets."""

    model = MarketStatement
    icon = "openquote"
    menu_label = _("Thông tin xuất khẩu")
    list_display = ("code", "area", "commodity", "period", Column("get_status_display", label=_("Trạng thái")))
    list_filter = ("status", "area", "commodity")
    search_fields = ("code", "text_vi", "text_en")
    list_per_page = 50
    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("area"), FieldPanel("commodity")]),
        FieldRowPanel([FieldPanel("period"), FieldPanel("period_type"), FieldPanel("status")]),
        twins("text", _("Nguồn nói gì")),
        InlinePanel(
            "markets",
            heading=_("Thị trường được nêu"),
            label=_("Thị trường"),
            panels=[FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]), FieldPanel("value")],
        ),
        FieldPanel("sources"),
    ]


class FeaturedSeriesViewSet(SnippetViewSet):
    """What stands on the overview and the front page."""

    model = FeaturedSeries
    icon = "pick"
    menu_label = _("Trang tổng quan")
    list_display = ("__str__", Column("get_part_display", label=_("Phần của trang"), sort_key="part"), "order")
    list_filter = ("part",)
    list_per_page = 50
    panels = [
        FieldRowPanel([FieldPanel("part"), FieldPanel("order")]),
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("area"), FieldPanel("commodity")]),
        FieldPanel("drawing"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """With what a row of the list names."""
        return FeaturedSeries.objects.select_related("indicator", "area", "commodity")


class FiguresGroup(SnippetViewSetGroup):
    """One menu for figures."""

    menu_label = _("Số liệu")
    menu_icon = "table"
    menu_order = 320
    items = (
        ObservationViewSet,
        IndicatorViewSet,
        AreaViewSet,
        CommodityViewSet,
        MarketStatementViewSet,
        ConflictGroupViewSet,
        FeaturedSeriesViewSet,
    )


register_snippet(FiguresGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Spreadsheets, and values as readers will see them."""
    return [
        path("so-lieu/bang-tinh/", admin_views.SheetsView.as_view(), name="figures_sheets"),
        path("so-lieu/bang-tinh/mau/", admin_views.TemplateView.as_view(), name="figures_sheet_template"),
        path("so-lieu/bang-tinh/<int:pk>/", admin_views.SheetView.as_view(), name="figures_sheet"),
        path("so-lieu/xem-truoc/<int:pk>/", admin_views.PreviewView.as_view(), name="figures_preview"),
    ]


class SheetsMenuItem(MenuItem):
    """Shown to whoever may enter values."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(admin_views.SheetsView.permission))


@hooks.register("register_reports_menu_item")
def sheets_menu_item() -> MenuItem:
    """Spreadsheets of values."""
    return SheetsMenuItem(_("Bảng số liệu"), reverse("figures_sheets"), icon_name="table", order=740)


@hooks.register("register_snippet_listing_buttons")
def preview_button(snippet: Any, user: Any, next_url: str | None = None) -> Any:
    """The page that a value will stand on, beside each value of the list."""
    if isinstance(snippet, Observation):
        address = reverse("figures_preview", args=[snippet.pk])
        yield Button(_("Xem trước"), address, icon_name="view", priority=15)


@hooks.register("before_delete_snippet")
def keep_what_was_public(request: HttpRequest, snippets: Any) -> Any:
    """A value that readers may have cited is taken off its page, never deleted."""
    values = [one.pk for one in snippets if isinstance(one, Observation)]
    cited = Observation.objects.filter(pk__in=values).ever_public()
    if not cited.exists():
        return None
    messages.error(request, gettext("Số liệu đã đăng không xoá được. Hãy gỡ khỏi trang: lịch sử của số liệu vẫn còn."))
    return redirect("wagtailsnippets_figures_observation:list")
