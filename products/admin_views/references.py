"""Texts that both provinces share, and protected names of each: groups of the programme, geographical indications."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from products.admin_views.lists import ListView, TitleOf, column
from products.admin_views.record_forms import NAME_PARTS, GroupForm, ProtectedNameForm
from products.admin_views.records import RecordView
from products.models import ProductGroup, ProtectedName
from products.services import records


class GroupsView(ListView):
    """The six groups; they belong to no province."""

    permission = "products.change_productgroup"
    model = ProductGroup
    header_icon = "folder"
    page_title = gettext_lazy("Nhóm sản phẩm")
    index_url_name = "desk:groups"
    index_results_url_name = "desk:groups_results"
    default_ordering = "code"
    columns = [
        TitleOf("name_vi", label=gettext_lazy("Tên"), url_name="desk:group", accessor=str),
        column("explanation", gettext_lazy("Giải thích"), lambda group: Truncator(group.explanation_vi).chars(120)),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """All of them."""
        return ProductGroup.objects.all()


class GroupView(RecordView):
    """What readers are told of one group."""

    permission = "products.change_productgroup"
    header_icon = "folder"
    form_class = GroupForm

    @property
    def index(self) -> tuple[str, Any]:  # type: ignore[override]  # its address is known at run time
        """The list."""
        return reverse("desk:groups"), GroupsView.page_title

    def get_record(self, pk: int | None) -> ProductGroup:
        """A group."""
        return get_object_or_404(ProductGroup, pk=pk)

    def record_url(self) -> str:
        """Its page."""
        return reverse("desk:group", args=[self.record.pk])


class ProtectedNamesView(ListView):
    """Protected names of the officer's provinces."""

    permission = "products.change_protectedname"
    model = ProtectedName
    header_icon = "key"
    page_title = gettext_lazy("Tên được bảo hộ")
    index_url_name = "desk:protected_names"
    index_results_url_name = "desk:protected_names_results"
    default_ordering = "sort_key"
    list_filter = ["kind", "status", "province"]
    words_in = ("name", "name_en")
    new_url_name = "desk:add_protected_name"
    new_permission = "products.add_protectedname"
    new_label = gettext_lazy("Thêm tên được bảo hộ")
    columns = [
        TitleOf("name", label=gettext_lazy("Tên"), url_name="desk:protected_name", sort_key="sort_key"),
        column("kind", gettext_lazy("Quyền"), lambda name: name.get_kind_display()),
        column("status", gettext_lazy("Tình trạng"), lambda name: name.get_status_display()),
        column("province", gettext_lazy("Tỉnh"), lambda name: name.province),
    ]

    def rows(self) -> QuerySet[Any]:
        """With their provinces."""
        found: QuerySet[Any] = ProtectedName.objects.select_related("province")
        return found


class ProtectedNameView(RecordView):
    """One protected name."""

    permission = "products.change_protectedname"
    header_icon = "key"
    form_class = ProtectedNameForm
    part_classes = NAME_PARTS

    @property
    def index(self) -> tuple[str, Any]:  # type: ignore[override]  # its address is known at run time
        """The list."""
        return reverse("desk:protected_names"), ProtectedNamesView.page_title

    def get_record(self, pk: int | None) -> ProtectedName:
        """A name of the officer's provinces."""
        found: ProtectedName = self.own(ProtectedName.objects.select_related("province"), pk)
        return found

    def record_url(self) -> str:
        """Its page."""
        return reverse("desk:protected_name", args=[self.record.pk])


class AddProtectedNameView(ProtectedNameView):
    """A new protected name."""

    permission = "products.add_protectedname"
    page_title = gettext_lazy("Tên được bảo hộ")

    def get_record(self, pk: int | None) -> ProtectedName:
        """An empty one."""
        return ProtectedName()

    def add(self, form: Any) -> None:
        """Keep it."""
        self.record = records.add_protected_name(name=form.save(commit=False), officer=self.request.user, now=self.now)
