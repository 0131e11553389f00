"""The sheet of labels of a product as a download. Who may have it, the area and the desk decide that call this."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404

from products.forms.labels import LabelForm
from products.labels import FORMATS, sheet
from products.models import PermanentAddress, Product


def is_asked_for(request: HttpRequest) -> bool:
    """Whether the address asks for a sheet, and not for the form."""
    return any(name in request.GET for name in LabelForm.base_fields)


def label_sheet(request: HttpRequest, product: Product) -> HttpResponse:
    """A PDF with what ``LabelForm`` says in the address; 400 with sentences for what it cannot print."""
    address = get_object_or_404(PermanentAddress.objects.select_related("product__producer"), product=product)
    form = LabelForm(request.GET)
    if not form.is_valid():
        sentences = [str(sentence) for sentences in form.errors.values() for sentence in sentences]
        return HttpResponseBadRequest("\n".join(sentences), content_type="text/plain; charset=utf-8")
    wanted = form.cleaned_data
    pdf = sheet(
        address,
        FORMATS[wanted["giay"]],
        start=wanted["tu"] or 1,
        count=wanted["so"],
        has_outlines=wanted["vien"],
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="nhan-{address.code}-{wanted["giay"]}.pdf"'
    return response
