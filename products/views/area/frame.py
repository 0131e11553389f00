"""What stands round every page of the area: the way through it, with how much waits where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from products.models import Member, Message
from products.views.area.access import Seat


@dataclass(frozen=True)
class Link:
    """One entry of the area's navigation."""

    section: str
    title: str
    icon: str
    path: str
    count: int = 0
    #: Where a fifth of a phone's width is all there is.
    short: str = ""


def links(seat: Seat) -> list[Link]:
    """The sections of the area, at most five: as many as a phone's bar shows."""
    business = seat.business
    unread = Message.objects.filter(business=business, read_at=None).count()
    return [
        Link("home", _("Việc cần làm"), "house", reverse("area:home", args=[business.pk]), short=_("Cần làm")),
        Link("products", _("Sản phẩm"), "package", reverse("area:products", args=[business.pk])),
        Link("certificates", _("Chứng nhận"), "file-check", reverse("area:certificates", args=[business.pk])),
        Link("messages", _("Thông báo"), "mail", reverse("area:messages", args=[business.pk]), unread),
        Link("profile", _("Cơ sở"), "store", reverse("area:profile", args=[business.pk])),
    ]


def page(
    request: HttpRequest, seat: Seat, template: str, section: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the area in its frame."""
    frame = {
        "seat": seat,
        "business": seat.business,
        "links": links(seat),
        "section": section,
        "has_several": Member.objects.filter(user=request.user.pk).count() > 1,
    }
    return render(request, f"products/area/{template}.html", {**frame, **context}, status=status)
