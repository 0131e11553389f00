"""The renewal desk shows what ends, each certificate once, to those whose business it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from products.models import Certificate, Decision
from products.renewal import STEPS, endings
from tests.products import factories
from tests.products.factories import TODAY

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def ending(days, decision=Decision.GRANTED, **fields):
    made = factories.certificate(
        factories.product(**fields), issued_on=dt.date(2026, 1, 15), printed_ends_on=TODAY + days * DAY
    )
    Certificate.objects.filter(pk=made.pk).update(decision=decision)
    return made


def shown(certificates):
    return {one.days: [(row.ends_on - TODAY).days for row in one.certificates] for one in endings(certificates, TODAY)}


def test_each_certificate_stands_in_one_list_and_the_first_to_end_in_front():
    for left in (-1, 0, 30, 31, 90, 91, 180, 181):
        ending(left)
    ending(5, Decision.UNDER_REASSESSMENT)
    for decision in (Decision.WITHDRAWN, Decision.REPLACED):
        ending(5, decision)
    assert shown(Certificate.objects.all()) == {30: [0, 5, 30], 90: [31, 90], 180: [91, 180]}
    assert [(row.ends_on - TODAY).days for row in Certificate.objects.over(TODAY)] == [-1]


def test_a_business_sees_its_own_and_an_officer_his_provinces():
    mine, other = factories.business(), factories.business()
    ending(10, producer=mine)
    ending(20, producer=other, province=factories.province("Điện Biên"))
    ending(25, kept=False, producer=mine)
    ending(100, kept=False)
    assert shown(Certificate.objects.of_business(mine)) == {30: [10], 90: [], 180: []}
    here = Certificate.objects.in_scope_of(factories.officer("Sơn La"))
    assert shown(here) == {30: [10, 25], 90: [], 180: [100]}
    there = Certificate.objects.in_scope_of(factories.officer("Điện Biên"))
    assert shown(there) == {30: [20], 90: [], 180: []}
    both = Certificate.objects.in_scope_of(factories.officer("Sơn La", "Điện Biên"))
    assert shown(both) == {30: [10, 20, 25], 90: [], 180: [100]}


def test_a_list_costs_the_same_however_long_it_is(django_assert_num_queries):
    for count in (1, 20):
        for left in range(count):
            ending(left + 1)
        # The certificates that end within 30 days with all that stands beside them, their notices, two empty lists.
        with django_assert_num_queries(4):
            names = [
                (row.product.producer.name, row.product.province.name, len(row.notices.all()))
                for one in endings(Certificate.objects.all(), TODAY)
                for row in one.certificates
            ]
        assert len(names) >= count


def test_steps_are_said_in_both_languages():
    with override("en"):
        english = [str(step.text) for step in STEPS]
    with override("vi"):
        vietnamese = [str(step.text) for step in STEPS]
    assert not set(english) & set(vietnamese)
    assert [step.is_to_be_confirmed for step in STEPS].count(True) == 1
