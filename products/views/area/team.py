"""Who works for the business: owners invite, change roles, take off; anybody may leave."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from products.forms.team import InvitationForm, RoleForm
from products.models import Invitation, Member
from products.services import members
from products.services.errors import Refused
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.OWNER, also_reading=True)
def team(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Members and open invitations; owners invite here."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            members.invite(
                business=seat.business,
                email=form.cleaned_data["email"],
                role=Role(form.cleaned_data["role"]),
                actor=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error("email", refused.sentence)
        else:
            messages.success(request, _("Đã gửi lời mời. Liên kết trong thư dùng được bảy ngày."))
            return redirect("area:team", business=seat.business.pk)
    context = {
        "form": form,
        "roles": Role.choices,
        "members": Member.objects.filter(business=seat.business).select_related("user").order_by("joined_at", "pk"),
        "invitations": Invitation.objects.filter(
            business=seat.business, accepted_at=None, expires_at__gt=timezone.now()
        ).order_by("pk"),
    }
    return page(request, seat, "team", "profile", context)


@require_POST
@seated(Role.OWNER)
def member_role(request: HttpRequest, seat: Seat, member: int) -> HttpResponseBase:
    """Give a member another role."""
    found = get_object_or_404(Member, business=seat.business, pk=member)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            members.change_role(
                member=found, role=Role(form.cleaned_data["role"]), actor=request.user, now=timezone.now()
            )
        except Refused as refused:
            messages.error(request, refused.sentence)
    return redirect("area:team", business=seat.business.pk)


@require_POST
@seated(Role.VIEWER)
def member_remove(request: HttpRequest, seat: Seat, member: int) -> HttpResponseBase:
    """Take a member off (owners), or leave (anybody)."""
    found = get_object_or_404(Member, business=seat.business, pk=member)
    is_self = found.user_id == request.user.pk
    if not is_self and not seat.can_manage:
        context = {"seat": seat, "needed": Role.OWNER}
        return render(request, "products/area/not_allowed.html", context, status=403)
    try:
        members.remove(member=found, actor=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("area:team", business=seat.business.pk)
    return redirect("area:start") if is_self else redirect("area:team", business=seat.business.pk)


@require_POST
@seated(Role.OWNER)
def invitation_remove(request: HttpRequest, seat: Seat, invitation: int) -> HttpResponseBase:
    """Take an open invitation back."""
    get_object_or_404(Invitation, business=seat.business, pk=invitation, accepted_at=None).delete()
    return redirect("area:team", business=seat.business.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, key: str) -> HttpResponse | HttpResponseBase:
    """Take the seat that an invitation offers; what is over or somebody else's is said, and nothing else."""
    invitation = members.invitation_of(key, now=timezone.now())
    context = {"invitation": invitation, "refused": ""}
    if invitation is None:
        return render(request, "products/area/join.html", context, status=404)
    if request.method == "POST":
        try:
            member = members.accept(invitation=invitation, user=request.user, now=timezone.now())
        except Refused as refused:
            context["refused"] = refused.sentence
        else:
            return redirect("area:home", business=member.business_id)
    is_mine = getattr(request.user, "email", "").lower() == invitation.email.lower()
    if not is_mine:  # nothing of the business is shown to whom it was not offered
        context = {"invitation": None, "refused": context["refused"] or _("Lời mời này gửi cho một địa chỉ thư khác.")}
        return render(request, "products/area/join.html", context, status=403)
    return render(request, "products/area/join.html", context)
