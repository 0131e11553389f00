"""Tax codes: a citizen's number is nowhere in clear, every reading is written down, keys can be changed."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction

from products import tax_codes as numbers
from products.models import Action, TaxCode
from products.services import tax_codes
from tests.products import factories
from tests.products.factories import NOW

pytestmark = pytest.mark.django_db
CITIZEN = "014093001234"


@pytest.fixture
def business():
    return factories.business()


def everything_stored() -> str:
    """All columns of the table as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM products_taxcode")
        return " ".join(
            bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
            for row in cursor.fetchall()
            for cell in row
        )


def test_a_citizens_number_is_read_back_and_stored_nowhere(business):
    tax_codes.keep(business=business, number=numbers.read(CITIZEN))
    assert CITIZEN not in everything_stored()
    assert CITIZEN not in serializers.serialize("json", TaxCode.objects.all())
    reader = factories.officer()
    assert tax_codes.reveal(business=business, reader=reader, now=NOW) == CITIZEN
    assert Action.objects.filter(verb=Action.Verb.READ_TAX_CODE, actor=reader, business=business).count() == 1
    assert not Action.objects.filter(note__contains=CITIZEN).exists()


def test_the_database_refuses_a_citizens_number_in_clear(business):
    with pytest.raises(IntegrityError), transaction.atomic():
        TaxCode.objects.create(business=business, kind="person", number=CITIZEN, digest="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        TaxCode.objects.create(business=business, kind="enterprise", number="", digest="x")


def test_the_same_code_is_found_again(business):
    for text in (CITIZEN, "0100109106"):
        tax_codes.keep(business=business, number=numbers.read(text))
        assert tax_codes.others_with(numbers.read(text)) == [business]
        assert tax_codes.others_with(numbers.read(text), but=business) == []
    assert tax_codes.others_with(numbers.read(CITIZEN)) == []


def test_a_new_key_in_front_reads_what_the_old_one_wrote(business, settings):
    old = settings.PORTAL_PRIVATE_KEYS
    tax_codes.keep(business=business, number=numbers.read(CITIZEN))
    settings.PORTAL_PRIVATE_KEYS = ["n" * 60, *old]
    assert tax_codes.reveal(business=business, reader=None, now=NOW) == CITIZEN
    assert tax_codes.others_with(numbers.read(CITIZEN)) == [business]
    other = factories.business()
    tax_codes.keep(business=other, number=numbers.read("014093005678"))
    settings.PORTAL_PRIVATE_KEYS = ["n" * 60]
    assert tax_codes.reveal(business=other, reader=None, now=NOW) == "014093005678"
