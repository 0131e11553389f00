"""Forms about a product that anybody may send: a question to its seller, a report to the officers. Never cached."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.rate_limits import refusal
from portal.core.views import answer_to_form
from products.consent_texts import ENQUIRY
from products.contact_forms import EnquiryForm, ReportForm
from products.models import Business, Product, Report
from products.services import enquiries, reports


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a question to the seller; only where there is a verified one."""
    product = get_object_or_404(Product.objects.listed().select_related("producer", "province"), slug=slug)
    if not enquiries.accepts(product):
        raise Http404
    form = EnquiryForm(request.POST if request.method == "POST" else None)
    refused = None
    if form.is_valid():
        refused = refusal(request, action="enquiry")
        if refused is None:
            enquiries.receive(
                product=product,
                name=form.cleaned_data["name"],
                contact=form.cleaned_data["contact"],
                message=form.cleaned_data["message"],
                language=_language(),
                now=timezone.now(),
            )
            return redirect("products:enquiry_sent", slug=product.slug)
    context = {"form": form, "product": product, "consent": ENQUIRY.text}
    return answer_to_form(request, "products/enquiry.html", context, refused)


@require_safe
def enquiry_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The question is on its way; nothing of it is shown again."""
    product = get_object_or_404(Product.objects.listed(), slug=slug)
    return render(request, "products/enquiry_sent.html", {"product": product})


@require_http_methods(["GET", "HEAD", "POST"])
def report_product(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to report a listing."""
    product = get_object_or_404(Product.objects.listed(), slug=slug)
    return _report(request, product, None)


@require_http_methods(["GET", "HEAD", "POST"])
def report_business(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to report a profile."""
    business = get_object_or_404(Business.objects.public(), slug=slug)
    return _report(request, None, business)


def _report(request: HttpRequest, product: Product | None, business: Business | None) -> HttpResponse:
    form = ReportForm(request.POST if request.method == "POST" else None)
    refused = None
    if form.is_valid():
        refused = refusal(request, action="report")
        if refused is None:
            received: Report = reports.receive(
                kind=Report.Kind(form.cleaned_data["kind"]),
                message=form.cleaned_data["message"],
                email=form.cleaned_data["email"],
                language=_language(),
                product=product,
                business=business,
                now=timezone.now(),
            )
            return redirect("products:report_received", reference=received.reference)
    return answer_to_form(request, "products/report.html", {"form": form, "thing": product or business}, refused)


@require_safe
def report_received(request: HttpRequest, reference: str) -> HttpResponse:
    """The number to keep, the state and the officers' answer; what was written is not shown again."""
    rows = Report.objects.only("reference", "state", "note", "received_at")
    received: Report = get_object_or_404(rows, reference=reference.upper())
    context = {
        "received": received,
        "received_on": timezone.localdate(received.received_at),
        "answer": received.note if received.state in reports.ENDED else "",
    }
    return render(request, "products/report_received.html", context)


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]
