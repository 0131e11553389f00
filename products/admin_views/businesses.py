"""Records of businesses: profiles from public sources are changed, those with accounts are read or suspended."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from products.admin_views.lists import ListView, TitleOf, column
from products.admin_views.record_forms import PROFILE_PARTS, ProfileForm
from products.admin_views.records import RecordView
from products.admin_views.sellers import about_seller, place_of, twins_of
from products.admin_views.verdict_forms import NeededReasonForm, ReasonForm
from products.models import Business
from products.services import businesses, records
from products.services.errors import Refused

Standing = Business.Standing


class BusinessesView(ListView):
    """All businesses of the officer's provinces."""

    permission = "products.change_business"
    model = Business
    header_icon = "group"
    page_title = gettext_lazy("Chủ thể")
    index_url_name = "desk:businesses"
    index_results_url_name = "desk:businesses_results"
    default_ordering = "sort_key"
    list_filter = ["standing", "legal_type", "province"]
    words_in = ("search_text",)
    is_folded = True
    new_url_name = "desk:add_business"
    new_permission = "products.add_business"
    new_label = gettext_lazy("Thêm hồ sơ từ nguồn")
    columns = [
        TitleOf("name", label=gettext_lazy("Tên"), url_name="desk:business", sort_key="sort_key"),
        column("legal_type", gettext_lazy("Loại hình"), lambda one: one.get_legal_type_display() or one.form_vi),
        column("place", gettext_lazy("Xã, phường"), place_of),
        column("standing", gettext_lazy("Tình trạng"), lambda one: one.get_standing_display()),
    ]

    def rows(self) -> QuerySet[Any]:
        """With their places; what was merged is found at its heir."""
        found: QuerySet[Any] = Business.objects.exclude(standing=Standing.MERGED)
        return found.select_related("commune__province", "province")


class BusinessView(RecordView):
    """One business: a form for a profile from public sources, a page to read for one with an account."""

    permission = "products.change_business"
    template_name = "products/admin/business.html"
    header_icon = "group"
    form_class = ProfileForm
    part_classes = PROFILE_PARTS

    @property
    def index(self) -> tuple[str, Any]:  # type: ignore[override]  # its address is known at run time
        """The list."""
        return reverse("desk:businesses"), BusinessesView.page_title

    def get_record(self, pk: int | None) -> Business:
        """A business that was not merged into another one."""
        rows = Business.objects.exclude(standing=Standing.MERGED).select_related("commune__province", "province")
        found: Business = self.own(rows, pk)
        return found

    def record_url(self) -> str:
        """Its page."""
        return reverse("desk:business", args=[self.record.pk])

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The form, or the facts."""
        self.record = self.get_record(pk)
        return self.answer(self.form(), self.parts()) if self.is_from_sources() else self.read()

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Save the form; a business with an account writes about itself."""
        self.record = self.get_record(pk)
        if self.is_from_sources():
            return super().post(request, pk)
        messages.error(request, _("Chủ thể này tự giữ hồ sơ của mình; cán bộ chỉ duyệt thay đổi."))
        return redirect(self.record_url())

    def is_from_sources(self) -> bool:
        """Whether nobody keeps it but the officers."""
        return bool(self.record.standing == Standing.FROM_SOURCES)

    def read(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page of a business with an account."""
        return self.show(
            status,
            record=self.record,
            form=None,
            **{**self.extra(), **about_seller(self.record, self.request.user), **context},
        )

    def extra(self) -> dict[str, Any]:
        """Its products, what may be the same business, who did what."""
        twins, elsewhere = twins_of(self.record, self.request.user)
        return {
            "products": self.record.products.in_scope_of(self.request.user).filter(merged_into=None)[:100],
            "twins": twins,
            "twins_elsewhere": elsewhere,
            "is_waiting": self.record.standing == Standing.REGISTERED or bool(self.record.pending),
            "suspension": NeededReasonForm(initial={"version": self.record.version}),
            "log": self.actions_of(business=self.record),
        }


class AddBusinessView(BusinessView):
    """A new profile from public sources."""

    permission = "products.add_business"
    page_title = gettext_lazy("Hồ sơ từ nguồn công khai")

    def get_record(self, pk: int | None) -> Business:
        """An empty one."""
        return Business(standing=Standing.FROM_SOURCES)

    def add(self, form: Any) -> None:
        """Keep it."""
        self.record = records.add_profile(business=form.save(commit=False), officer=self.request.user, now=self.now)


class StandingView(BusinessView):
    """Takes a verified business and its products off the public pages, or brings them back."""

    http_method_names = ["post"]
    reason_form: type[ReasonForm]

    def step(self, version: int, reason: str) -> str:
        """Carry it out and say so. Raises ``Refused``."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """One step, of the version the officer has read."""
        self.record = self.get_record(pk)
        if self.is_from_sources():
            messages.error(request, _("Hồ sơ từ nguồn công khai không có tài khoản để tạm dừng."))
            return redirect(self.record_url())
        form = self.reason_form(request.POST)
        if not form.is_valid():
            return self.read(suspension=form)
        try:
            messages.success(request, self.step(form.cleaned_data["version"], str(form.cleaned_data["reason"])))
        except Refused as refusal:  # a conflict among them: the page then shows how it stands now
            messages.error(request, refusal.sentence)
        return redirect(self.record_url())


class SuspendView(StandingView):
    """Off the public pages."""

    reason_form = NeededReasonForm

    def step(self, version: int, reason: str) -> str:
        who = {"business": self.record, "version": version, "officer": self.request.user, "now": self.now}
        businesses.suspend(**who, reason=reason)
        return _("Đã tạm dừng %(name)s cùng các sản phẩm.") % {"name": self.record}


class ReinstateView(StandingView):
    """Back on the public pages."""

    reason_form = ReasonForm

    def step(self, version: int, reason: str) -> str:
        who = {"business": self.record, "version": version, "officer": self.request.user, "now": self.now}
        businesses.reinstate(**who)
        return _("%(name)s hiện lại trên cổng.") % {"name": self.record}
