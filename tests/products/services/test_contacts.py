"""Questions reach verified sellers alone and are erased in time; reports get a number and an answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from portal.core import work
from products.models import Business, Enquiry, Message, Report
from products.services import enquiries, reports
from products.services.errors import EditConflict, Refused
from tests.products import factories
from tests.products.factories import NOW

pytestmark = pytest.mark.django_db
WORDS = {"name": "Khách Lạ", "contact": "0999 111 222", "message": "Còn hàng\nkhông?", "language": "vi"}


@pytest.fixture
def owner():
    return factories.user()


@pytest.fixture
def product(owner):
    return factories.product(producer=factories.business(member=owner))


def test_the_seller_is_told_without_the_words_of_the_sender(product, owner):
    enquiry = enquiries.receive(product=product, **WORDS, now=NOW)
    assert enquiry.business == product.producer
    work.sweep()
    letter = mail.outbox[-1]
    assert letter.to == [owner.email]
    for secret in ("Khách Lạ", "0999 111 222", "Còn hàng"):
        assert secret not in letter.subject + letter.body
    assert Message.objects.get(business=product.producer).mailed_at is not None


@pytest.mark.parametrize("standing", [one for one in Business.Standing if one not in {"verified", "merged"}])
def test_nobody_else_can_be_asked(product, standing):
    Business.objects.filter(pk=product.producer.pk).update(standing=standing, reason="Vì thử nghiệm")
    product.refresh_from_db()
    with pytest.raises(Refused):
        enquiries.receive(product=product, **WORDS, now=NOW)
    assert not Enquiry.objects.exists()


def test_products_from_sources_take_no_questions():
    product = factories.product(kept=False, producer=factories.business(standing="from_sources", verified_at=None))
    assert not enquiries.accepts(product)


def test_what_senders_gave_is_erased_on_its_day_and_not_before(product):
    enquiry = enquiries.receive(product=product, **WORDS, now=NOW)
    day = timezone.localdate(NOW) + enquiries.KEPT
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_default_timezone())
    assert enquiries.erase_old(now=midnight - dt.timedelta(seconds=1)) == 0
    assert enquiries.erase_old(now=midnight) == 1
    enquiry.refresh_from_db()
    assert (enquiry.sender_name, enquiry.sender_contact, enquiry.message) == ("", "", "")
    assert not Enquiry.objects.of_business(product.producer).exists()


def report(product, **fields):
    return reports.receive(
        **{
            "kind": Report.Kind.ERROR,
            "message": "Sai tên xã",
            "email": "nguoi@example.vn",
            "language": "vi",
            "product": product,
            "now": NOW,
            **fields,
        }
    )


def test_a_report_that_is_right_takes_the_listing_down(product):
    officer = factories.officer()
    received = report(product)
    with pytest.raises(Refused):
        reports.decide(report=received, state=Report.State.TAKEN_DOWN, note=" ", officer=officer, now=NOW)
    reports.decide(report=received, state=Report.State.TAKEN_DOWN, note="Đã gỡ theo đề nghị", officer=officer, now=NOW)
    product.refresh_from_db()
    assert not product.is_listed
    assert received.state == "taken_down"


def test_an_ended_report_is_not_decided_again(product):
    first = report(product)
    second = Report.objects.get(pk=first.pk)
    officer = factories.officer()
    reports.decide(report=first, state=Report.State.DECLINED, note="Đúng như giấy", officer=officer, now=NOW)
    with pytest.raises(EditConflict):
        reports.decide(report=second, state=Report.State.TAKEN_DOWN, note="Gỡ", officer=officer, now=NOW)
    product.refresh_from_db()
    assert product.is_listed


def test_addresses_of_senders_are_forgotten(product):
    received = report(product)
    assert reports.forget_addresses(now=NOW + dt.timedelta(days=180)) == 0
    assert reports.forget_addresses(now=NOW + dt.timedelta(days=180, seconds=1)) == 1
    received.refresh_from_db()
    assert received.email == ""
