"""Public pages of those who make and sell: all of them, and one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from products.models import Business
from products.pages.businesses import business_page, list_businesses


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who makes something that the portal shows, by name; narrowed by province and legal type."""
    return render(request, "products/businesses.html", list_businesses(request.GET))


@require_safe
@public_page
def business(request: HttpRequest, slug: str) -> HttpResponse:
    """One business with its products; one that was merged leads to its heir."""
    record: Business = get_object_or_404(Business.objects.for_page().filter(is_example=False), slug=slug)
    if record.merged_into is not None:
        return redirect(record.merged_into, permanent=True)
    if not record.is_public:
        raise Http404
    context = business_page(record, today=timezone.localdate(), page=request.GET.get("trang"))
    return render(request, "products/business.html", context)
