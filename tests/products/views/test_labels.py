"""The sheet of labels comes as a download, or says in words what it cannot print."""

from __future__ import annotations

import io

import pytest
from django.http import Http404
from django.test import RequestFactory
from pypdf import PdfReader

from products.services import addresses
from products.views.labels import label_sheet
from tests.products import factories

pytestmark = pytest.mark.django_db


def asked(product, **options):
    return label_sheet(RequestFactory().get("/", options), product)


def test_a_sheet_of_the_product():
    product = factories.product()
    code = addresses.give(product=product).code
    response = asked(product, giay="8", so="9", tu="8", vien="on")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="nhan-{code}-8.pdf"'
    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) == 2
    first = " ".join(pages[0].extract_text().split())
    assert product.name in first
    assert product.producer.name in first
    assert f"/q/{code}" in first


def test_the_paper_alone_is_enough():
    product = factories.product()
    addresses.give(product=product)
    for paper in ("21", "8", "65"):
        assert asked(product, giay=paper).status_code == 200


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Chọn khổ nhãn"),
        ({"giay": "22"}, "Không có khổ nhãn này"),
        ({"giay": "21", "tu": "22"}, "chỉ có 21 nhãn"),
        ({"giay": "21", "so": "421"}, "nhiều nhất 20 tờ, 420 nhãn"),
        ({"giay": "21", "so": "420", "tu": "2"}, "nhiều nhất 20 tờ, 420 nhãn"),
        ({"giay": "21", "so": "0"}, "1"),
        ({"giay": "21", "tu": "-3"}, "1"),
        ({"giay": "21", "so": "nhiều"}, "số"),
    ],
)
def test_what_cannot_be_printed_is_said(options, sentence):
    product = factories.product()
    addresses.give(product=product)
    response = asked(product, **options)
    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_a_product_without_an_address_has_no_labels():
    with pytest.raises(Http404):
        asked(factories.product(), giay="21")
