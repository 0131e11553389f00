"""The profile of a business: what an officer has verified, what waits for one, and contacts, which change at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from portal.places.models import Commune
from products.forms.businesses import ContactsForm, ProfileForm
from products.models import Business, Consent, TaxCode
from products.services import businesses, consents
from products.services.errors import EditConflict, Refused
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page


@require_safe
@seated(Role.VIEWER)
def profile(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everything about the business, and which of its contacts the public sees."""
    business = seat.business
    agreed = consents.standing(business)
    context = {
        "tax_code": TaxCode.objects.filter(business=business).only("kind").first(),
        "facts": _facts(business, businesses.current(business)),
        "pending": _facts(business, business.pending or {}),
        "shows_representative": Consent.Purpose.SHOW_REPRESENTATIVE in agreed,
        "shows_phone": Consent.Purpose.SHOW_PHONE in agreed,
        "shows_email": Consent.Purpose.SHOW_EMAIL in agreed,
        "is_changeable": business.standing in {"registered", "returned", "verified"},
    }
    return page(request, seat, "profile", "profile", context)


@sensitive_variables("form")
@sensitive_post_parameters("tax_code")
@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.OWNER)
def profile_edit(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Change what officers verify."""
    business = seat.business
    now_there = {**businesses.current(business), **(business.pending or {})}
    options = {
        "has_tax_code": TaxCode.objects.filter(business=business).exists(),
        "is_verified": business.is_verified,
    }
    if request.method != "POST":
        form = ProfileForm(initial={**now_there, "version": business.version}, **options)
        return page(request, seat, "profile_form", "profile", {"form": form})
    form = ProfileForm(request.POST, **options)
    if form.is_valid():
        try:
            businesses.change_profile(
                business=business,
                profile=form.profile(),
                number=form.number,
                version=form.cleaned_data["version"],
                actor=request.user,
                now=timezone.now(),
            )
        except EditConflict as conflict:
            business.refresh_from_db()
            saved = {**businesses.current(business), **(business.pending or {})}
            return _conflict(request, seat, "profile_form", form, conflict, saved)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(
                request,
                _("Đã gửi thay đổi. Trang công khai đổi khi cán bộ duyệt.") if business.pending else _("Đã lưu hồ sơ."),
            )
            return redirect("area:profile", business=business.pk)
    return page(request, seat, "profile_form", "profile", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.OWNER)
def contacts_edit(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Change contacts; they hold at once."""
    business = seat.business
    saved = {name: getattr(business, name) for name in businesses.CONTACT_FIELDS}
    if request.method != "POST":
        form = ContactsForm(initial={**saved, "version": business.version})
        return page(request, seat, "contacts_form", "profile", {"form": form})
    form = ContactsForm(request.POST)
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            businesses.change_contacts(business=business, contacts=form.contacts(), version=version)
        except EditConflict as conflict:
            business.refresh_from_db()
            saved = {name: getattr(business, name) for name in businesses.CONTACT_FIELDS}
            return _conflict(request, seat, "contacts_form", form, conflict, saved)
        messages.success(request, _("Đã lưu liên hệ."))
        return redirect("area:profile", business=business.pk)
    return page(request, seat, "contacts_form", "profile", {"form": form})


def _conflict(
    request: HttpRequest, seat: Seat, template: str, form: forms.Form, conflict: EditConflict, saved: dict[str, str]
) -> HttpResponse:
    """What was typed stays in the form, with the newest version; what was saved meanwhile stands above it."""
    typed = {name: form.cleaned_data.get(name, "") for name in saved}
    others = {name: value for name, value in saved.items() if value != typed[name]}
    data = request.POST.copy()
    data["version"] = str(seat.business.version)
    form.data = data
    labels = {name: form.fields[name].label for name in others}
    rows = [{**row, "label": labels[row["name"]]} for row in _facts(seat.business, others)]
    context = {"form": form, "conflict": conflict.sentence, "saved": rows}
    return page(request, seat, template, "profile", context, status=409)


def _facts(business: Business, values: dict[str, str]) -> list[dict[str, Any]]:
    """Values as people read them, with what they are called."""
    commune = Commune.objects.filter(code=values["commune"]).first() if values.get("commune") else None
    shown: dict[str, Any] = {"commune": commune or ""}
    if values.get("legal_type"):
        shown["legal_type"] = Business.LegalType(values["legal_type"]).label
    labels = {name: field.label for name, field in ProfileForm.base_fields.items()}
    return [
        {"name": name, "label": labels.get(name, name), "value": shown.get(name, value)}
        for name, value in values.items()
    ]
