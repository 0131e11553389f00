"""The sheet of labels of a product: which paper, then the download."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from products.forms.labels import LabelForm
from products.models import PermanentAddress, Product
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page
from products.views.labels import is_asked_for, label_sheet


@require_safe
@seated(Role.VIEWER)
def labels(request: HttpRequest, seat: Seat, product: int) -> HttpResponseBase:
    """The form; with a paper in the address the sheet itself, or what is wrong with what was asked for."""
    found = get_object_or_404(Product.objects.of_business(seat.business).select_related("address"), pk=product)
    get_object_or_404(PermanentAddress, product=found)
    is_asked = is_asked_for(request)
    form = LabelForm(request.GET if is_asked else None)
    if form.is_valid():
        return label_sheet(request, found)
    status = HTTPStatus.BAD_REQUEST if is_asked else HTTPStatus.OK
    return page(request, seat, "labels", "products", {"product": found, "form": form}, status=status)
