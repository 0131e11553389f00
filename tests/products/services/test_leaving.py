"""What people may ask of their own data: a copy without tax codes, and that it goes while the public record stays."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.media import private_documents
from products import tax_codes as numbers
from products.models import (
    Business,
    Certificate,
    Consent,
    Enquiry,
    Member,
    PermanentAddress,
    TaxCode,
)
from products.services import addresses, consents, enquiries, leaving, tax_codes
from products.services.errors import Refused
from tests.media.pdfs import pdf
from tests.products import factories
from tests.products.factories import NOW

pytestmark = pytest.mark.django_db
CITIZEN = "014093001234"


@pytest.fixture
def owner():
    return factories.user()


@pytest.fixture
def business(owner):
    made = factories.business(member=owner, phone="0912 000 000", email="htx@example.vn", representative="Người Thử")
    tax_codes.keep(business=made, number=numbers.read(CITIZEN))
    consents.give(business=made, purposes=list(Consent.Purpose), actor=owner, now=NOW)
    return made


def ask(product):
    return enquiries.receive(
        product=product, name="Khách", contact="0999 111 222", message="Còn hàng?", language="vi", now=NOW
    )


def test_a_copy_has_everything_but_the_tax_code(business, owner):
    found = leaving.copy_of(user=owner, now=NOW)
    text = json.dumps(found)
    assert owner.email in text
    assert "0912 000 000" in text
    assert len(found["businesses"][0]["consents"]) == len(Consent.Purpose)
    assert CITIZEN not in text
    assert TaxCode.objects.get(business=business).digest not in text


def test_only_owners_copy_the_business(business):
    viewer = factories.user()
    Member.objects.create(business=business, user=viewer, role=Member.Role.VIEWER, joined_at=NOW)
    text = json.dumps(leaving.copy_of(user=viewer, now=NOW), ensure_ascii=False)
    assert business.name in text
    assert "0912 000 000" not in text


def test_a_closed_business_leaves_products_and_certificates_but_no_person(business, owner):
    product = factories.product(producer=business)
    code = addresses.give(product=product).code
    certificate = factories.certificate(product)
    enquiry = ask(product)
    leaving.close_business(business=business, actor=owner, now=NOW)
    business.refresh_from_db()
    product.refresh_from_db()
    assert (business.standing, business.phone, business.email, business.representative) == ("closed", "", "", "")
    assert (product.is_listed, product.unlisted_at) == (False, NOW)
    assert PermanentAddress.objects.get(product=product).code == code
    assert Certificate.objects.filter(pk=certificate.pk).exists()
    assert not TaxCode.objects.exists()
    assert not Member.objects.filter(business=business).exists()
    assert consents.standing(business) == set()
    assert Enquiry.objects.get(pk=enquiry.pk).sender_contact == ""


def test_an_account_that_goes_takes_its_files_and_closes_what_nobody_else_owns(business, owner):
    product = factories.product(producer=business)
    file = SimpleUploadedFile("giay.pdf", pdf(title="Giấy"), "application/pdf")
    document = private_documents.keep(file, owner=owner, purpose="certificate", title="Giấy")
    certificate = factories.certificate(product)
    Certificate.objects.filter(pk=certificate.pk).update(document=document)
    leaving.delete_account(user=owner, now=NOW)
    assert not get_user_model().objects.filter(pk=owner.pk).exists()
    certificate.refresh_from_db()
    assert certificate.document is None
    assert Business.objects.get(pk=business.pk).standing == "closed"


def test_a_business_with_another_owner_goes_on(business, owner):
    second = factories.user()
    Member.objects.create(business=business, user=second, role=Member.Role.OWNER, joined_at=NOW)
    leaving.delete_account(user=owner, now=NOW)
    assert Business.objects.get(pk=business.pk).standing == "verified"
    assert list(business.members.values_list("user", flat=True)) == [second.pk]


def test_staff_do_not_delete_themselves(admin_user):
    with pytest.raises(Refused):
        leaving.delete_account(user=admin_user, now=NOW)
    assert get_user_model().objects.filter(pk=admin_user.pk).exists()
