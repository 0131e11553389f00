"""Certificates in the area: sent once, read by those concerned alone, renewed by a list of steps; labels to print."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.media.private_access import may_read
from portal.users.editing import OFFICERS
from products.models import CertificateSubmission, PermanentAddress
from products.renewal import STEPS
from tests.products import factories
from tests.products.admin import desk
from tests.products.area import sellers

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def business():
    return sellers.verified()


@pytest.fixture
def client(business):
    return sellers.client_of(sellers.owner(business))


def paper(**changes):
    return {
        "stars": "4",
        "decision_number": "12/QĐ-UBND",
        "issued_on": "15.1.2026",
        "file": factories.scan(),
        **changes,
    }


def test_a_certificate_is_sent_once_however_often_the_button_is_pressed(client, business):
    product = sellers.listed(business)
    path = reverse("area:certificate_send", args=[business.pk, product.pk])
    for _time in range(2):
        response = client.post(path, paper())
        assert response.status_code == 302, response.context["form"].errors
    sent = CertificateSubmission.objects.get()
    assert (sent.state, sent.stars, sent.product) == ("waiting", 4, product)
    other = client.post(path, paper(decision_number="13/QĐ-UBND"))
    assert other.status_code == 200
    assert CertificateSubmission.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stars", "7"),
        ("stars", "2"),
        ("issued_on", "30.2.2026"),
        ("printed_ends_on", "1.1.2026"),
        ("decision_number", "ạ" * 350_000),
        ("file", ""),
    ],
)
def test_a_paper_that_cannot_be_is_refused_in_words(client, business, field, value):
    product = sellers.listed(business)
    path = reverse("area:certificate_send", args=[business.pk, product.pk])
    response = client.post(path, paper(**{field: value}))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert 'role="alert"' in response.content.decode()
    assert not CertificateSubmission.objects.exists()


def test_a_page_that_calls_itself_a_pdf_is_refused(client, business):
    product = sellers.listed(business)
    scan = io.BytesIO(b"<!doctype html><script>alert(1)</script>")
    scan.name = "giay.pdf"
    response = client.post(reverse("area:certificate_send", args=[business.pk, product.pk]), paper(file=scan))
    assert response.context["form"].errors["file"]
    assert not CertificateSubmission.objects.exists()


def test_the_paper_is_read_by_its_business_and_by_officers_with_group_and_province(business):
    product = sellers.listed(business)
    document = desk.submission(product).document
    officer = desk.officer("Sơn La")
    assert may_read(sellers.owner(business), document)
    assert may_read(officer, document)
    assert not may_read(desk.officer("Điện Biên"), document)
    assert not may_read(desk.officer("Sơn La", group=False), document), "a province without the group opens nothing"
    assert not may_read(desk.editor(), document)
    assert not may_read(sellers.owner(sellers.verified()), document)
    officer.groups.remove(Group.objects.get(name=OFFICERS))
    assert not may_read(type(officer).objects.get(pk=officer.pk), document)


def test_the_steps_of_renewal_and_what_ends_stand_on_one_page(client, business):
    today = timezone.localdate()
    soon, late = sellers.listed(business, name="Chè sắp hết giấy"), sellers.listed(business, name="Chè còn lâu")
    factories.certificate(soon, issued_on=today - 300 * DAY, printed_ends_on=today + 20 * DAY)
    factories.certificate(late, issued_on=today - 300 * DAY, printed_ends_on=today + 400 * DAY)
    theirs = sellers.listed(sellers.verified(), name="Chè của người khác")
    factories.certificate(theirs, issued_on=today - 300 * DAY, printed_ends_on=today + 20 * DAY)
    path = reverse("area:renewal", args=[business.pk])
    assert f'href="{path}"' in client.get(reverse("area:home", args=[business.pk])).content.decode()
    assert f'href="{path}"' in client.get(reverse("area:certificates", args=[business.pk])).content.decode()
    response = client.get(path)
    page = response.content.decode()
    for step in STEPS:
        assert str(step.text) in page
    assert page.count("chờ tỉnh xác nhận") == sum(step.is_to_be_confirmed for step in STEPS)
    assert {days: [row.product for row, _left in rows] for days, rows in response.context["endings"]} == {
        30: [soon],
        90: [],
        180: [],
    }
    assert "Chè của người khác" not in page


def test_labels_are_printed_for_ones_own_products(client, business):
    product = sellers.listed(business)
    path = reverse("area:labels", args=[business.pk, product.pk])
    assert f'href="{path}"' in client.get(reverse("area:product", args=[business.pk, product.pk])).content.decode()
    form = client.get(path)
    assert form.status_code == 200
    assert "checked" not in str(form.context["form"]["vien"])
    wrong = client.get(path, {"giay": "21", "tu": "22"})
    assert (wrong.status_code, "chỉ có 21 nhãn" in wrong.content.decode()) == (400, True)
    sheet = client.get(path, {"giay": "21"})
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in sheet["Cache-Control"]
    code = PermanentAddress.objects.get(product=product).code
    assert f"/q/{code}" in " ".join(PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text().split())
    stranger = sellers.client_of(sellers.owner(sellers.verified()))
    assert stranger.get(path, {"giay": "21"}).status_code == 404


def test_an_officer_prints_labels_of_his_province(business):
    product = sellers.listed(business)
    path = reverse("desk:labels", args=[product.pk])
    here, there = (desk.client(desk.officer(name)) for name in ("Sơn La", "Điện Biên"))
    assert f'href="{path}"' in here.get(reverse("desk:product", args=[product.pk])).content.decode()
    assert "Khổ nhãn trên giấy A4" in here.get(path).content.decode()
    assert here.get(path, {"giay": "x"}).status_code == 400
    assert here.get(path, {"giay": "8"})["Content-Type"] == "application/pdf"
    assert there.get(path, {"giay": "8"}).status_code == 404
