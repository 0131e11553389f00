"""What the portal wrote to a business; nothing counts as read before somebody of it says so."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from products.models import Message
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page

PER_PAGE = 20


@require_safe
@seated(Role.VIEWER)
def messages(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The messages, newest first."""
    found = Paginator(Message.objects.filter(business=seat.business), PER_PAGE).get_page(request.GET.get("trang"))
    return page(request, seat, "messages", "messages", {"results": found})


@require_POST
@seated(Role.EDITOR)
def message_read(request: HttpRequest, seat: Seat, message: int) -> HttpResponseBase:
    """Mark a message as read; "open" goes on to where it leads."""
    found = get_object_or_404(Message, business=seat.business, pk=message)
    Message.objects.filter(pk=found.pk, read_at=None).update(read_at=timezone.now())
    if "open" in request.POST and found.path.startswith("/") and not found.path.startswith("//"):
        return redirect(found.path)
    return redirect("area:messages", business=seat.business.pk)


@require_POST
@seated(Role.EDITOR)
def messages_read(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Mark all messages as read."""
    Message.objects.filter(business=seat.business, read_at=None).update(read_at=timezone.now())
    return redirect("area:messages", business=seat.business.pk)
