"""The door of the area: who comes in, what a registration takes, and what of it is never printed again."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from products.models import Business, Consent, Member, TaxCode
from tests.products.area import sellers

pytestmark = pytest.mark.django_db
REGISTER = "/doanh-nghiep/dang-ky/"
CITIZEN = "014093001111"
MEGABYTE = "ạ" * 350_000


def filled(**changes):
    """What the form sends, with every needed field."""
    return {
        "key": str(uuid4()),
        "legal_type": "cooperative",
        "name": "HTX Nương Thử",
        "tax_code": sellers.ENTERPRISE,
        "commune": sellers.commune().pk,
        "representative": "Lò Thị Thử",
        "phone": "0212 385 0000",
        "consent_terms": "on",
        **changes,
    }


@pytest.fixture
def somebody():
    return sellers.account()


@pytest.fixture
def client(somebody) -> Client:
    return sellers.client_of(somebody)


def test_strangers_sign_in_first():
    for path in (REGISTER, "/doanh-nghiep/", "/doanh-nghiep/du-lieu-cua-toi/"):
        response = Client().get(path)
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={path}"


def test_the_door_leads_to_registering_then_to_the_business_then_to_a_choice(client, somebody):
    assert REGISTER in client.get("/doanh-nghiep/").content.decode()
    first = sellers.registered(somebody)
    assert client.get("/doanh-nghiep/")["Location"] == f"/doanh-nghiep/{first.pk}/"
    second = sellers.registered(somebody)
    page = client.get("/doanh-nghiep/").content.decode()
    assert f"/doanh-nghiep/{first.pk}/" in page
    assert f"/doanh-nghiep/{second.pk}/" in page


def test_a_registration_waits_for_an_officer_and_keeps_what_was_agreed(client, somebody):
    asked = client.get(REGISTER).context["form"].consents
    assert len(asked) == 5
    assert not any("checked" in str(field) for field in asked), "no consent is ticked beforehand"
    response = client.post(REGISTER, filled(consent_show_phone="on"))
    business = Business.objects.get()
    assert response["Location"] == f"/doanh-nghiep/{business.pk}/"
    assert (business.standing, business.is_verified, business.province.name) == ("registered", False, "Sơn La")
    member = business.members.get()
    assert (member.user, member.role) == (somebody, Member.Role.OWNER)
    given = {row.purpose: row for row in Consent.objects.filter(business=business)}
    assert set(given) == {"terms", "show_phone"}
    assert all(row.text and row.text_version and row.given_at for row in given.values())
    assert "no-store" in response["Cache-Control"]


def test_sent_twice_it_registers_once(client):
    data = filled()
    places = {client.post(REGISTER, data)["Location"] for _time in range(2)}
    assert len(places) == 1
    assert Business.objects.count() == 1
    other = sellers.client_of(sellers.account()).post(REGISTER, data)
    assert other.status_code == 200
    assert "từ một tài khoản khác" in other.content.decode()
    assert Business.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("consent_terms", "", "Cần chấp nhận quy chế"),
        ("legal_type", "bank", "Chọn một loại hình"),
        ("name", "", "Ghi tên đúng như giấy đăng ký"),
        ("name", "HTX Mộc Сhâu", "không phải chữ Việt hay chữ Latinh: С"),
        ("representative", "Lò Τhị Thử", "không phải chữ Việt hay chữ Latinh: Τ"),
        ("name", MEGABYTE, "Dài quá 160 ký tự (hiện có 350000)"),
        ("address", MEGABYTE, "Dài quá 200 ký tự"),
        ("tax_code", MEGABYTE, "Mã số thuế có 10 số"),
        ("tax_code", "12345", "Mã số thuế có 10 số"),
        ("tax_code", "", "Chỉ tổ hợp tác được để trống"),
        ("commune", "99999", "Không có xã, phường này"),
        ("phone", "0212 abc", "Số điện thoại chỉ gồm"),
        ("email", "ai@example.vn\nBcc: khac@example.vn", "Địa chỉ thư này chưa đúng"),
        ("website", "javascript:alert(1)", "Địa chỉ trang mạng này chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, field, value, sentence):
    response = client.post(REGISTER, filled(**{field: value}))
    assert response.status_code == 200
    page = response.content.decode()
    assert sentence in page
    assert 'role="alert"' in page
    assert not Business.objects.exists()
    assert not TaxCode.objects.exists()


def test_a_line_break_in_a_name_reaches_no_header(client):
    client.post(REGISTER, filled(name="HTX Ong\r\nBcc: khac@example.vn"))
    assert Business.objects.get().name == "HTX Ong Bcc: khac@example.vn"


@pytest.mark.parametrize("typed", [CITIZEN, f" {CITIZEN} ", "0140 9300 1111"])
def test_a_citizens_number_is_never_printed_again(client, typed):
    for changes in ({"phone": "sai"}, {"consent_terms": ""}, {}):
        response = client.post(REGISTER, filled(legal_type="household", tax_code=typed, **changes), follow=True)
        assert CITIZEN not in re.sub(r"\s", "", response.content.decode())
    business = Business.objects.get()
    for path in (f"/doanh-nghiep/{business.pk}/", f"/doanh-nghiep/{business.pk}/ho-so/sua/"):
        assert CITIZEN not in client.get(path).content.decode()


def test_a_doubtful_check_digit_registers_and_is_said_once_inside(client):
    response = client.post(REGISTER, filled(tax_code="9900000001"), follow=True)
    assert "Xem lại mã số thuế" in response.content.decode()


def test_nothing_that_no_field_asks_for_is_taken(client, somebody):
    mine = filled(standing="verified", is_example="on", verified_at="2026-01-01", slug="moc-chau", merged_into="1")
    client.post(REGISTER, mine)
    business = Business.objects.get()
    assert (business.standing, business.is_example, business.verified_at) == ("registered", False, None)
    assert business.slug == "htx-nuong-thu"
