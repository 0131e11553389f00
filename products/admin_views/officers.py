"""Which account looks after which province; for administrators, who alone see both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.places.models import Province
from portal.users.models import User
from products.admin_views.desk import DeskView
from products.admin_views.lists import ListView, TitleOf, column
from products.models import Officer
from products.services import officers
from products.services.errors import Refused


class OfficerForm(forms.Form):
    """An account by its address, and the provinces it looks after."""

    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử của tài khoản"),
        error_messages={"required": gettext_lazy("Ghi thư điện tử."), "invalid": gettext_lazy("Thư này chưa đúng.")},
    )
    provinces = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tỉnh"),
        queryset=Province.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một tỉnh.")},
    )

    def clean_email(self) -> str:
        """An account of this address must be there."""
        email = str(self.cleaned_data["email"])
        self.user = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.user is None:
            raise forms.ValidationError(_("Không có tài khoản nào dùng thư này. Tạo tài khoản trước, rồi giao tỉnh."))
        return email


class OfficersView(ListView):
    """All officers."""

    permission = "products.change_officer"
    model = Officer
    header_icon = "user"
    page_title = gettext_lazy("Cán bộ OCOP")
    index_url_name = "desk:officers"
    index_results_url_name = "desk:officers_results"
    default_ordering = "user__email"
    words_in = ("user__email", "user__first_name", "user__last_name")
    new_url_name = "desk:add_officer"
    new_permission = "products.add_officer"
    new_label = gettext_lazy("Giao tỉnh cho cán bộ")
    columns = [
        TitleOf("user", label=gettext_lazy("Tài khoản"), url_name="desk:officer", accessor=lambda one: one.user.email),
        column(
            "provinces", gettext_lazy("Tỉnh"), lambda one: ", ".join(str(province) for province in one.provinces.all())
        ),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Whoever may appoint sees all of them."""
        found: QuerySet[Any] = Officer.objects.select_related("user").prefetch_related("provinces")
        return found


class OfficerView(DeskView):
    """One officer."""

    permission = "products.change_officer"
    template_name = "products/admin/officer.html"
    header_icon = "user"
    page_title = gettext_lazy("Cán bộ OCOP")

    def get_page_title(self) -> str:
        return self.officer.user.email if self.officer is not None else str(self.page_title)

    def find(self, pk: int | None) -> Officer | None:
        """The officer of a key."""
        return get_object_or_404(Officer.objects.select_related("user"), pk=pk)

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The form."""
        self.officer = self.find(pk)
        initial: dict[str, Any] = {}
        if self.officer is not None:
            initial = {"email": self.officer.user.email, "provinces": self.officer.provinces.all()}
        return self.answer(OfficerForm(initial=initial))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Appoint, or take the provinces away."""
        self.officer = self.find(pk)
        if self.officer is not None and "dismiss" in request.POST:
            officers.dismiss(officer=self.officer)
            messages.success(request, _("%(email)s không còn là cán bộ.") % {"email": self.officer.user.email})
            return redirect("desk:officers")
        data = request.POST.copy()
        if self.officer is not None:
            data["email"] = self.officer.user.email  # another account is another officer
        form = OfficerForm(data)
        if not form.is_valid():
            return self.answer(form)
        try:
            officers.appoint(user=form.user, provinces=list(form.cleaned_data["provinces"]))
        except Refused as refusal:
            form.add_error("email", refusal.sentence)
            return self.answer(form)
        messages.success(request, _("Đã giao tỉnh cho %(email)s.") % {"email": form.cleaned_data["email"]})
        return redirect("desk:officers")

    def answer(self, form: OfficerForm) -> HttpResponse:
        """The page."""
        if self.officer is not None:
            form.fields["email"].disabled = True
        return self.show(form=form, officer=self.officer, back=reverse("desk:officers"))


class AddOfficerView(OfficerView):
    """A further officer."""

    permission = "products.add_officer"

    def find(self, pk: int | None) -> None:
        """Nobody yet."""
