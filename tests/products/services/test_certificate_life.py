"""Whatever is granted, decided and replaced in any order: whenever somebody looks, stars are shown only in force."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from products import certificates as rules
from products.models import Action, Certificate, CertificateDecision, Decision, Product
from products.services import certificates
from products.services.certificates import NEXT, StandingChanged
from products.services.errors import EditConflict, Refused
from products.standing import ocop_standing
from tests import soak
from tests.products import factories

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.timedelta(days=1)
FIRST, LAST = dt.time(0, 0, 0), dt.time(23, 59, 59)
STANDING = {Decision.GRANTED, Decision.UNDER_REASSESSMENT}


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment in Vietnam, as clocks of servers give it."""
    return dt.datetime.combine(day, time, tzinfo=VIETNAM).astimezone(dt.UTC)


def shown(product: Product, moment: dt.datetime) -> list[int]:
    """The stars that pages show of a product at a moment; every way to ask says the same."""
    today = timezone.localdate(moment)
    mine = [one for one in Certificate.objects.filter(product=product) if one.is_in_force(today)]
    card = Product.objects.for_cards().get(pk=product.pk)
    standing = ocop_standing(card, card.certificates.all(), today)
    stars = [one.stars for one in Certificate.objects.in_force(today).filter(product=product)]
    assert [one.stars for one in mine] == ([standing.stars] if standing.is_in_force else []) == stars
    assert Product.objects.with_stars_in_force(today).filter(pk=product.pk).exists() == bool(stars)
    return stars


@pytest.mark.django_db
@pytest.mark.parametrize("decision", list(Decision))
@pytest.mark.parametrize("printed", [None, dt.date(2026, 1, 15), dt.date(2027, 3, 31)])
def test_stars_come_and_go_at_midnight_in_vietnam(decision, printed):
    product = factories.product()
    certificate = factories.certificate(product, issued_on=dt.date(2026, 1, 15), stars=5, printed_ends_on=printed)
    Certificate.objects.filter(pk=certificate.pk).update(decision=decision)
    issued, ends = certificate.issued_on, printed or dt.date(2029, 1, 14)
    stars = [5] if decision in STANDING else []
    assert shown(product, at(issued - DAY, LAST)) == []
    assert shown(product, at(issued, FIRST)) == stars
    assert shown(product, at(ends, LAST)) == stars
    assert shown(product, at(ends + DAY, FIRST)) == []
    for number in rules.STARS:
        found = Product.objects.with_stars_in_force(ends, number).filter(pk=product.pk).exists()
        assert found == (number in stars)


@dataclass
class Known:
    """What the plain model knows of a certificate."""

    issued: dt.date
    ends: dt.date
    stars: int
    decision: Decision = Decision.GRANTED
    steps: int = 1


class Life(RuleBasedStateMachine):
    """Officers and time, in any order, on one product; another one beside it that nobody touches."""

    def __init__(self) -> None:
        super().__init__()
        self.product = factories.product()
        self.officer = factories.officer()
        self.today = dt.date(2026, 11, 22)
        self.known: dict[int, Known] = {}
        self.other = factories.product()
        factories.certificate(self.other, issued_on=dt.date(2026, 1, 15), stars=3)
        self.actions = Action.objects.count()
        self.moment = FIRST

    @property
    def now(self) -> dt.datetime:
        return at(self.today, dt.time(12))

    def standing(self) -> int | None:
        found = [pk for pk, one in self.known.items() if one.decision in STANDING]
        assert len(found) <= 1
        return found[0] if found else None

    @rule(
        days_ago=st.integers(-2, 1500),
        stars=st.sampled_from(rules.STARS),
        printed=st.none() | st.integers(-1, 1200),
        sees=st.sampled_from(["what stands", "nothing", "another"]),
    )
    def grant(self, days_ago: int, stars: int, printed: int | None, sees: str) -> None:
        issued = self.today - days_ago * DAY
        ends = issued + printed * DAY if printed is not None else None
        standing = self.standing()
        seen = standing if sees == "what stands" else None
        if sees == "another":
            seen = next((pk for pk in self.known if pk != standing), None)
        replaces = Certificate.objects.get(pk=seen) if seen is not None else None
        impossible = days_ago < 0 or (printed is not None and printed < 0)
        older = replaces is not None and issued < replaces.issued_on
        try:
            certificate = certificates.grant(
                product=self.product,
                paper=factories.paper(issued, stars, printed_ends_on=ends),
                officer=self.officer,
                replaces=replaces,
                now=self.now,
            )
        except ValidationError:
            assert impossible
            return
        except StandingChanged:
            assert seen != standing
            return
        except Refused:
            assert older
            return
        assert not impossible
        assert not older
        assert seen == standing
        if standing is not None:
            self.known[standing].decision = Decision.REPLACED
            self.known[standing].steps += 1
        self.known[certificate.pk] = Known(issued, rules.last_day(issued, ends), stars)
        self.actions += 1

    @precondition(lambda self: self.known)
    @rule(data=st.data(), decision=st.sampled_from(list(Decision)), is_stale=st.booleans())
    def decide(self, data: st.DataObject, decision: Decision, is_stale: bool) -> None:
        pk = data.draw(st.sampled_from(sorted(self.known)))
        one = self.known[pk]
        certificate = Certificate.objects.get(pk=pk)
        if is_stale:
            certificate.decision = data.draw(st.sampled_from([other for other in Decision if other != one.decision]))
        seen = Decision(certificate.decision)
        standing = self.standing()
        try:
            certificates.decide(
                certificate=certificate,
                decision=decision,
                number="1/QĐ",
                decided_on=self.today,
                reason="Lý do",
                officer=self.officer,
                now=self.now,
            )
        except StandingChanged:
            assert decision in STANDING
            assert standing not in {None, pk}
            return
        except EditConflict:
            assert is_stale
            return
        except Refused:
            assert decision not in NEXT[seen]
            return
        assert not is_stale
        assert decision in NEXT[seen]
        one.decision = decision
        one.steps += 1
        self.actions += 1

    @rule(days=st.sampled_from([1, 30, 179, 365, 1094]))
    def time_passes(self, days: int) -> None:
        self.today += days * DAY

    @precondition(lambda self: self.known)
    @rule(data=st.data(), days=st.sampled_from([-1, 0, 1]))
    def the_end_of_one_comes_near(self, data: st.DataObject, days: int) -> None:
        one = self.known[data.draw(st.sampled_from(sorted(self.known)))]
        with suppress(OverflowError):
            self.today = max(self.today, one.ends + days * DAY)

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        rows = {row.pk: (row.issued_on, row.ends_on, row.stars, row.decision) for row in self.mine()}
        assert rows == {pk: (one.issued, one.ends, one.stars, one.decision.value) for pk, one in self.known.items()}
        assert self.mine().standing().count() <= 1
        steps: dict[int, list[str]] = {}
        for step in CertificateDecision.objects.filter(certificate__product=self.product):
            steps.setdefault(step.certificate_id, []).append(step.decision)
        assert {pk: (len(taken), taken[-1]) for pk, taken in steps.items()} == {
            pk: (one.steps, one.decision.value) for pk, one in self.known.items()
        }
        assert Action.objects.count() == self.actions

    @invariant()
    def stars_are_shown_through_the_last_second_of_the_last_day(self) -> None:
        expected = [
            one.stars
            for one in self.known.values()
            if one.decision in STANDING and one.issued <= self.today <= one.ends
        ]
        self.moment = LAST if self.moment == FIRST else FIRST
        assert shown(self.product, at(self.today, self.moment)) == expected

    def teardown(self) -> None:
        assert self.other.certificates.get().decision == Decision.GRANTED

    def mine(self):
        return Certificate.objects.filter(product=self.product)


class TestLife(TestCase):
    def test_at_most_one_stands_and_stars_are_shown_only_in_force(self):
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=soak.count(400), stateful_step_count=20, suppress_health_check=list(HealthCheck)
            ),
        )
