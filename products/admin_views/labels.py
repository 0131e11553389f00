"""The sheet of labels of a product of the officer's provinces."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from products.admin_views.desk import DeskView
from products.forms.labels import LabelForm
from products.models import PermanentAddress, Product
from products.views.labels import is_asked_for, label_sheet


class LabelsView(DeskView):
    """The form; with a paper in the address the sheet itself, or what is wrong with what was asked for."""

    permission = "products.change_product"
    header_icon = "tag"
    template_name = "products/admin/labels.html"
    page_title = gettext_lazy("In nhãn")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every product has an address for life, and so its labels."""
        product: Product = self.own(Product.objects.select_related("address", "producer"), pk, merged_into=None)
        get_object_or_404(PermanentAddress, product=product)
        is_asked = is_asked_for(request)
        form = LabelForm(request.GET if is_asked else None)
        if form.is_valid():
            return label_sheet(request, product)
        return self.show(HTTPStatus.BAD_REQUEST if is_asked else HTTPStatus.OK, product=product, form=form)
