"""What people may ask of their own data: which consents stand, a copy, and that it goes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from products.consent_texts import CONSENTS
from products.models import Consent, Member
from products.services import consents, leaving
from products.services.errors import Refused
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page

Purpose = Consent.Purpose


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.OWNER, also_reading=True)
def agreed(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Each purpose with its words and what stands; owners give and withdraw them one by one."""
    standing = consents.standing(seat.business)
    if request.method == "POST":
        changeable = {purpose for purpose, text in CONSENTS.items() if not text.is_required}
        wanted = {purpose for purpose in changeable if purpose.value in request.POST.getlist("purpose")}
        now = timezone.now()
        gone = {purpose for purpose in changeable - wanted if purpose in standing}
        consents.withdraw(business=seat.business, purposes=gone, actor=request.user, now=now)
        consents.give(business=seat.business, purposes=wanted, actor=request.user, now=now)
        messages.success(request, _("Đã lưu. Trang công khai theo ngay điều bạn chọn."))
        return redirect("area:agreed", business=seat.business.pk)
    rows = [{"purpose": purpose, "text": text, "stands": purpose in standing} for purpose, text in CONSENTS.items()]
    history = Consent.objects.filter(business=seat.business).order_by("-given_at", "-pk")[:50]
    return page(request, seat, "agreed", "profile", {"rows": rows, "history": history})


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """What may be done with the account."""
    alone = [
        member.business
        for member in Member.objects.filter(user=request.user.pk, role=Role.OWNER).select_related("business")
        if not Member.objects.filter(business=member.business, role=Role.OWNER).exclude(pk=member.pk).exists()
    ]
    return render(request, "products/area/own_data.html", {"alone": alone})


@require_POST
@login_required
def own_data_copy(request: HttpRequest) -> HttpResponseBase:
    """A copy of one's own data as a file."""
    response = JsonResponse(
        leaving.copy_of(user=request.user, now=timezone.now()),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response.headers["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    return response


@sensitive_post_parameters("password")
@require_POST
@login_required
def account_delete(request: HttpRequest) -> HttpResponseBase:
    """Delete the account after its password was given once more."""
    user = request.user
    if not user.check_password(request.POST.get("password", "")):
        messages.error(request, _("Mật khẩu không đúng, nên chưa có gì bị xoá."))
        return redirect("area:own_data")
    try:
        leaving.delete_account(user=user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("area:own_data")
    logout(request)
    return redirect("/")
