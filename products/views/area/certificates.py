"""Certificates of a business: what stands, what was sent, what came back, what ends soon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page
from products.views.area.listings import rows_of


@require_safe
@seated(Role.VIEWER)
def certificates(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Each product with its certificate."""
    rows = [row for row in rows_of(seat.business, timezone.localdate()) if row.product is not None]
    return page(request, seat, "certificates", "certificates", {"rows": rows})
