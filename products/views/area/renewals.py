"""What a business does before a certificate ends, and which of its certificates end soon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from products.models import Certificate
from products.renewal import STEPS, endings
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page


@require_safe
@seated(Role.VIEWER)
def renewal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The steps, then what ends in 30, 90 and 180 days."""
    today = timezone.localdate()
    own = Certificate.objects.of_business(seat.business)
    ending = [
        (one.days, [(row, (row.ends_on - today).days) for row in one.certificates]) for one in endings(own, today)
    ]
    return page(request, seat, "renewal", "certificates", {"steps": STEPS, "endings": ending})
