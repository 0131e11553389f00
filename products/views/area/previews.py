"""A draft in its public dress, for those who write it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from products.pages.preview import preview_page
from products.views.area.access import Role, Seat, seated
from products.views.area.listings import drafts_of


@require_safe
@seated(Role.VIEWER)
def draft_preview(request: HttpRequest, seat: Seat, draft: int) -> HttpResponse:
    """The public page as it would be with the draft; nobody else finds it, and nobody keeps it."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    context = preview_page(found, today=timezone.localdate())
    back = reverse("area:draft", args=[seat.business.pk, found.pk])
    return render(request, "products/preview.html", {**context, "back": back})
