"""The province's certificates that end soon or have ended: whom to call, and whether the portal has told them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from products.admin_views.desk import DeskView
from products.models import Certificate
from products.renewal import endings

#: The longest ended ones are looked up in the list of products.
MOST_OVER = 200


class RenewalsView(DeskView):
    """What ends in 30, 90 and 180 days, and what is over without a new certificate."""

    permission = "products.change_certificate"
    template_name = "products/admin/renewals.html"
    header_icon = "calendar-alt"
    page_title = gettext_lazy("Giấy sắp hết hạn")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The lists, the most urgent first."""
        today = timezone.localdate(self.now)
        mine: Any = Certificate.objects.in_scope_of(request.user)
        over = mine.over(today).for_desk().order_by("-ends_on", "pk")[:MOST_OVER]
        return self.show(
            endings=[
                (one.days, [(row, (row.ends_on - today).days) for row in one.certificates])
                for one in endings(mine, today)
            ],
            over=over,
        )
