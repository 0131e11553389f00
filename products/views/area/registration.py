"""A business registers: one form, sent by an account whose e-mail address is verified."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from products.forms.businesses import RegistrationForm
from products.services import businesses
from products.services.errors import Refused


@sensitive_variables("form")
@sensitive_post_parameters("tax_code")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: HttpRequest) -> HttpResponseBase:
    """The form; sent twice it registers once, and leads to the business's own pages."""
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            business = businesses.register(
                user=request.user,
                profile=form.profile(),
                contacts=form.contacts(),
                number=form.number,
                purposes=form.purposes(),
                key=form.cleaned_data["key"],
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Đã nhận hồ sơ. Trong lúc chờ xác minh, bạn soạn sản phẩm được rồi."))
            return redirect("area:home", business=business.pk)
    return render(request, "products/area/register.html", {"form": form})
