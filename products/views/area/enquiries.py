"""Questions that came through the portal: read in the area alone, done with when the seller says so."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from products.models import Enquiry
from products.services import enquiries as services
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page

PER_PAGE = 20


@require_safe
@seated(Role.VIEWER)
def enquiries(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The questions, newest first."""
    found = Enquiry.objects.of_business(seat.business).select_related("product")
    context = {"results": Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))}
    return page(request, seat, "enquiries", "messages", context)


@require_POST
@seated(Role.EDITOR)
def enquiry_read(request: HttpRequest, seat: Seat, enquiry: int) -> HttpResponseBase:
    """Mark a question as read."""
    found = get_object_or_404(Enquiry.objects.of_business(seat.business), pk=enquiry)
    services.mark_read(enquiry=found, now=timezone.now())
    return redirect("area:enquiries", business=seat.business.pk)


@require_POST
@seated(Role.EDITOR)
def enquiry_erase(request: HttpRequest, seat: Seat, enquiry: int) -> HttpResponseBase:
    """Erase what the sender gave, before its time."""
    found = get_object_or_404(Enquiry.objects.of_business(seat.business), pk=enquiry)
    services.erase(enquiry=found, now=timezone.now())
    messages.success(request, _("Đã xoá lời hỏi và cách liên hệ."))
    return redirect("area:enquiries", business=seat.business.pk)
