"""The examples of the demo: something waits in each queue, all says that it is an example, none of it is public."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from portal.home.demo.examples import load_examples
from portal.users.demo import ACCOUNTS, COOPERATIVE, HOUSEHOLD, OFFICER
from portal.users.models import User
from products.models import (
    Business,
    CertificateSubmission,
    Claim,
    ListingDraft,
    Officer,
    Product,
    Report,
    TaxCode,
)

pytestmark = pytest.mark.django_db


def examples():
    return Business.objects.filter(is_example=True)


def test_something_waits_in_each_queue(demo):
    assert examples().to_verify().count() == 1
    assert ListingDraft.objects.submitted().filter(business__in=examples()).count() == 1
    assert ListingDraft.objects.filter(state=ListingDraft.State.RETURNED, business__in=examples()).count() == 1
    assert CertificateSubmission.objects.waiting().count() == 1
    assert Claim.objects.waiting().count() == 1
    assert Report.objects.open().count() == 1


def test_the_officer_of_the_demo_sees_every_queue(demo):
    user = User.objects.get(email=OFFICER)
    assert Officer.objects.get(user=user).provinces.count() == 2
    for queue in (
        Business.objects.to_verify(),
        ListingDraft.objects.submitted(),
        CertificateSubmission.objects.waiting(),
        Claim.objects.waiting(),
        Report.objects.open(),
    ):
        assert queue.in_scope_of(user).count() == 1


def test_everything_says_that_it_is_an_example(demo):
    assert examples().count() == 3
    for business in examples():
        assert "Ví Dụ" in business.name
    drafts = ListingDraft.objects.filter(business__in=examples())
    assert drafts.count() == 4
    assert all("(ví dụ)" in draft.name for draft in drafts)
    products = Product.objects.filter(is_example=True)
    assert [("(ví dụ)" in product.name, product.producer.is_example) for product in products] == [(True, True)]


def test_no_example_is_public_and_none_is_mixed_with_real_producers(demo):
    assert not Business.objects.public().filter(is_example=True).exists()
    assert not Product.objects.listed().filter(is_example=True).exists()
    assert not Product.objects.filter(is_example=False, producer__is_example=True).exists()
    for claim in Claim.objects.filter(business__in=examples()):
        assert (claim.product or claim.profile).is_example


def test_the_citizen_number_of_the_household_is_kept_encrypted(demo):
    row = TaxCode.objects.get(business__members__user__email=HOUSEHOLD)
    assert (row.kind, row.number) == (TaxCode.Kind.PERSON, "")
    assert b"000000000000" not in bytes(row.encrypted)


def test_loading_again_makes_nothing_twice(demo):
    before = [model.objects.count() for model in (Business, ListingDraft, Product, Claim, Report)]
    load_examples(now=timezone.now())
    assert [model.objects.count() for model in (Business, ListingDraft, Product, Claim, Report)] == before


@pytest.mark.parametrize("email", [COOPERATIVE, HOUSEHOLD])
def test_the_businesses_of_the_demo_open_their_area(demo, email):
    client = Client()
    client.force_login(User.objects.get(email=email))
    page = client.get("/doanh-nghiep/", follow=True).content.decode()
    assert "Ví Dụ" in page
    assert "Ví dụ</span>" in page, "the mark of an example"
    account = next(account for account in ACCOUNTS if account.email == email)
    assert account.path == "doanh-nghiep/"
