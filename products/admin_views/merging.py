"""Makes one of two records of the same business or product: first what will happen is said, then it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from products.admin_views.choosers import choose_business, choose_product
from products.admin_views.desk import DeskView
from products.models import Business, Product
from products.services import businesses
from products.services.errors import Refused


class HeirForm(forms.Form):
    """The record that stays."""

    def __init__(self, *args: Any, heirs: QuerySet[Any], widget: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            queryset=heirs,
            widget=widget,
            label=_("Gộp vào"),
            error_messages={
                "required": _("Chọn mục sẽ ở lại."),
                "invalid_choice": _("Không gộp vào mục này được. Chọn mục khác."),
            },
        )


class MergeView(DeskView):
    """Two steps: GET with ``into`` says what will happen, POST does it."""

    template_name = "products/admin/merge.html"
    header_icon = "copy"
    page_title = gettext_lazy("Gộp")
    record_url_name: str

    def rows(self) -> Any:
        """All records of the kind."""
        raise NotImplementedError

    def heirs(self, record: Any) -> QuerySet[Any]:
        """What it may be merged into, of the officer's provinces."""
        raise NotImplementedError

    def widget(self, heirs: QuerySet[Any]) -> Any:
        """The chooser of the kind."""
        raise NotImplementedError

    def what_happens(self, record: Any, into: Any) -> list[str]:
        """What merging does, a sentence each."""
        raise NotImplementedError

    def merge(self, record: Any, into: Any) -> None:
        """Do it. Raises ``Refused``."""
        raise NotImplementedError

    def form(self, record: Any, data: Any) -> HeirForm:
        """The form of a record."""
        heirs = self.heirs(record)
        return HeirForm(data, heirs=heirs, widget=self.widget(heirs))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose, or read what will happen."""
        record = self.own(self.rows(), pk)
        form = self.form(record, request.GET if "into" in request.GET else None)
        into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
        return self.answer(record, form, into)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Merge."""
        record = self.own(self.rows(), pk)
        form = self.form(record, request.POST)
        if not form.is_valid():
            return self.answer(record, form, None)
        into = form.cleaned_data["into"]
        name = str(record)
        try:
            self.merge(record, into)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect(self.record_url_name, pk)
        messages.success(request, _("Đã gộp “%(name)s” vào “%(into)s”.") % {"name": name, "into": into})
        return redirect(self.record_url_name, into.pk)

    def answer(self, record: Any, form: HeirForm, into: Any) -> HttpResponse:
        """The page."""
        return self.show(
            record=record,
            form=form,
            into=into,
            sentences=self.what_happens(record, into) if into is not None else [],
            media=form.media,
            back=reverse(self.record_url_name, args=[record.pk]),
        )


class MergeBusinessView(MergeView):
    """A profile from public sources goes into another profile, or into a verified business."""

    permission = "products.change_business"
    record_url_name = "desk:business"

    def rows(self) -> Any:
        """What still stands."""
        return Business.objects.filter(merged_into=None)

    def heirs(self, record: Business) -> QuerySet[Any]:
        """Public ones."""
        mine: QuerySet[Any] = Business.objects.in_scope_of(self.request.user).exclude(pk=record.pk)
        return mine.filter(standing__in=("from_sources", "verified"), is_example=record.is_example)

    def widget(self, heirs: QuerySet[Any]) -> Any:
        return choose_business(heirs)

    def what_happens(self, record: Business, into: Business) -> list[str]:
        count = record.products.count()
        return [
            ngettext(
                "%(count)d sản phẩm của “%(name)s” chuyển sang “%(into)s”.",
                "%(count)d sản phẩm của “%(name)s” chuyển sang “%(into)s”.",
                count,
            )
            % {"count": count, "name": record, "into": into},
            _("Các tên của “%(name)s” thành tên khác của “%(into)s”, nên vẫn tìm được.")
            % {"name": record, "into": into},
            _("Nguồn của hai hồ sơ được giữ cả."),
            _("Địa chỉ trang của “%(name)s” dẫn sang “%(into)s”.") % {"name": record, "into": into},
            _("Không gỡ ra lại được."),
        ]

    def merge(self, record: Business, into: Business) -> None:
        businesses.merge(business=record, into=into, officer=self.request.user, now=self.now)


class MergeProductView(MergeView):
    """A product from public sources without certificates goes into another one."""

    permission = "products.change_product"
    record_url_name = "desk:product"

    def rows(self) -> Any:
        """What still stands."""
        return Product.objects.filter(merged_into=None)

    def heirs(self, record: Product) -> QuerySet[Any]:
        """Products of the same kind of truth: real ones into real ones."""
        mine: QuerySet[Any] = Product.objects.in_scope_of(self.request.user).exclude(pk=record.pk)
        return mine.filter(merged_into=None, is_example=record.is_example)

    def widget(self, heirs: QuerySet[Any]) -> Any:
        return choose_product(heirs)

    def what_happens(self, record: Product, into: Product) -> list[str]:
        return [
            _("Trang của “%(name)s” thôi đăng; trang của “%(into)s” giữ nguyên nội dung.")
            % {"name": record, "into": into},
            _("Địa chỉ cố định và mã QR của “%(name)s” dẫn sang “%(into)s”.") % {"name": record, "into": into},
            _("Các tên của “%(name)s” thành tên khác của “%(into)s”, nên vẫn tìm được.")
            % {"name": record, "into": into},
            _("Nguồn của hai sản phẩm được giữ cả."),
            _("Không gỡ ra lại được."),
        ]

    def merge(self, record: Product, into: Product) -> None:
        businesses.merge_products(product=record, into=into, officer=self.request.user, now=self.now)
