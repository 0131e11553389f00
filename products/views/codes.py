"""Permanent addresses of products, as they stand on labels: outside the languages, for ever, in both at once."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from products import codes, qr
from products.models import PermanentAddress
from products.pages.codes import scan
from products.services import enquiries

#: Whatever is longer was not copied from a label.
LONGEST = 40


@require_safe
@public_page
def code(request: HttpRequest, code: str) -> HttpResponseBase:
    """The product of a code and how its certificate stands today; however it is written, a code has one address."""
    found = codes.read_code(code)
    if found is None:
        return _unknown(request, typed=code, is_mistyped=True)
    canonical = reverse("product_code", args=[found])
    if request.path != canonical:
        return redirect(canonical, permanent=True)
    opened = scan(found, today=timezone.localdate())
    if opened is None:
        return _unknown(request, typed=codes.spaced(found), is_mistyped=False)
    context = {
        "scan": opened,
        "product": opened.product,
        "picture": opened.product.picture,  # what the social picture shows
        "ocop": opened.ocop,
        "accepts_enquiries": opened.is_open and enquiries.accepts(opened.product),
    }
    return render(request, "products/code.html", context)


@require_safe
@public_page
def typed_code(request: HttpRequest) -> HttpResponseBase:
    """For those who type: a field for the code, and on to its address."""
    typed = request.GET.get("ma", "").replace("/", " ").strip()[:LONGEST]
    if typed:
        return redirect("product_code", code=codes.read_code(typed) or typed)
    return render(request, "products/code_unknown.html", {"is_asked": True})


@require_safe
@public_page
def drawing(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The QR code of a permanent address, as a drawing or as a picture."""
    found = codes.read_code(code)
    if found is None:
        raise Http404
    name = f"product_code_{kind}"
    if found != code:
        return redirect(name, code=found, permanent=True)
    address = PermanentAddress.objects.filter(code=found).first()
    if address is None:
        raise Http404
    text = f"{settings.PORTAL_BASE_URL}{address.get_absolute_url()}"
    if kind == "svg":
        response = HttpResponse(qr.svg(text, title=text), content_type="image/svg+xml")
    else:
        response = HttpResponse(qr.png(text), content_type="image/png")
    response.headers["Content-Disposition"] = f'inline; filename="{found}.{kind}"'
    return response


def _unknown(request: HttpRequest, *, typed: str, is_mistyped: bool) -> HttpResponse:
    context = {"typed": typed, "is_mistyped": is_mistyped}
    return render(request, "products/code_unknown.html", context, status=404)
