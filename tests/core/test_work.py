"""Work rows: nothing asked for is lost, nothing is done for ever, whoever dies in between."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.core import work
from portal.core.models import WorkItem

KIND = "test.kind"

LEASE = configured.PORTAL_WORK_LEASE


class Boom(Exception):
    """What a handler of these tests raises."""


@pytest.fixture
def handled(monkeypatch):
    """Keys seen by the handler of ``KIND``; a key in ``failing`` raises."""

    class Seen(list):
        failing: set[str] = set()

    seen = Seen()

    def handler(key, payload):
        if key in seen.failing:
            raise Boom(f"{key} is broken")
        seen.append((key, payload.get("n")))

    monkeypatch.setitem(work._handlers, KIND, handler)
    monkeypatch.setattr(work, "_wake", [])
    return seen


def ask(key: str, n: int = 0) -> WorkItem:
    with transaction.atomic():
        return work.ask(KIND, key, {"n": n})


@pytest.mark.django_db
class TestWork:
    def test_asking_twice_while_it_waits_is_one_row_with_the_newest_payload(self, handled):
        ask("a", 1)
        item = ask("a", 2)
        assert WorkItem.objects.count() == 1
        assert work.carry_out(item.pk)
        assert handled == [("a", 2)]
        assert not WorkItem.objects.exists()

    def test_asking_while_it_is_carried_out_runs_it_again(self, handled, monkeypatch):
        def handler(key, payload):
            handled.append((key, payload["n"]))
            if payload["n"] == 1:
                ask(key, 2)

        monkeypatch.setitem(work._handlers, KIND, handler)
        item = ask("a", 1)
        assert not work.carry_out(item.pk)
        assert WorkItem.objects.get().state == WorkItem.State.WAITING
        work.sweep()
        assert handled == [("a", 1), ("a", 2)]
        assert not WorkItem.objects.exists()

    def test_a_claimed_row_is_not_carried_out_twice(self, handled):
        item = ask("a")
        WorkItem.objects.update(state=WorkItem.State.WORKING, claimed_at=timezone.now(), attempts=1)
        assert not work.carry_out(item.pk)
        assert handled == []

    def test_a_dead_worker_is_late_not_lost(self, handled):
        item = ask("a")
        WorkItem.objects.update(
            state=WorkItem.State.WORKING, claimed_at=timezone.now() - LEASE - dt.timedelta(seconds=1), attempts=1
        )
        work.sweep()
        assert handled == [("a", 0)]
        assert not WorkItem.objects.filter(pk=item.pk).exists()

    def test_poison_is_parked_after_three_attempts_and_does_not_stop_the_others(self, handled):
        handled.failing.add("poison")
        poison, good = ask("poison"), ask("good")
        now = timezone.now()
        for _attempt in range(5):
            now += dt.timedelta(hours=1)
            work.sweep(now=lambda now=now: now)
        poison.refresh_from_db()
        assert poison.state == WorkItem.State.PARKED
        assert poison.attempts == work.MAX_ATTEMPTS
        assert "poison is broken" in poison.last_error
        assert handled == [("good", 0)]
        assert not WorkItem.objects.filter(pk=good.pk).exists()

    def test_a_worker_that_dies_each_time_is_parked_too(self, handled):
        item = ask("a")
        WorkItem.objects.update(
            state=WorkItem.State.WORKING,
            claimed_at=timezone.now() - LEASE - dt.timedelta(seconds=1),
            attempts=work.MAX_ATTEMPTS,
        )
        assert not work.carry_out(item.pk)
        item.refresh_from_db()
        assert item.state == WorkItem.State.PARKED
        assert item.last_error

    def test_trying_again_gives_new_attempts(self, handled):
        item = ask("a")
        WorkItem.objects.update(state=WorkItem.State.PARKED, attempts=3, last_error="x")
        item.refresh_from_db()
        work.try_again(item)
        work.sweep()
        assert handled == [("a", 0)]

    def test_unknown_work_is_refused_when_it_is_asked_for(self):
        with transaction.atomic(), pytest.raises(work.UnknownWork):
            work.ask("nobody.knows", "a")

    def test_a_dead_broker_does_not_fail_the_change(self, handled, monkeypatch, django_capture_on_commit_callbacks):
        def dead(pk):
            raise ConnectionError("broker is gone")

        monkeypatch.setattr(work, "_wake", [dead])
        with django_capture_on_commit_callbacks(execute=True):
            ask("a")
        assert WorkItem.objects.get().state == WorkItem.State.WAITING

    def test_a_rolled_back_change_leaves_no_work(self, handled):
        def ask_and_fail():
            with transaction.atomic():
                work.ask(KIND, "a")
                raise Boom

        with pytest.raises(Boom):
            ask_and_fail()
        assert not WorkItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_outside_a_transaction_is_refused(handled):
    with pytest.raises(transaction.TransactionManagementError):
        work.ask(KIND, "a")


class WorkMachine(RuleBasedStateMachine):
    """Random orders of asking, carrying out, failing and dying; time moves on."""

    def __init__(self) -> None:
        super().__init__()
        WorkItem.objects.filter(kind=KIND).delete()
        self.now = timezone.now()
        self.newest: dict[str, int] = {}
        self.done: dict[str, int] = {}
        self.fails = False
        self.attempts: Counter[str] = Counter()
        work._handlers[KIND] = self.handler

    def handler(self, key, payload):
        self.attempts[key] += 1
        if self.fails:
            raise Boom
        self.done[key] = payload["n"]

    keys = st.sampled_from("abc")

    @rule(key=keys)
    def ask(self, key):
        self.newest[key] = self.newest.get(key, 0) + 1
        with transaction.atomic():
            work.ask(KIND, key, {"n": self.newest[key]}, now=self.now)

    @rule(fails=st.booleans(), seconds=st.integers(0, 600))
    def carry_out_all(self, fails, seconds):
        self.fails = fails
        self.now += dt.timedelta(seconds=seconds)
        for item in WorkItem.objects.filter(kind=KIND):
            work.carry_out(item.pk, now=self.now)

    @rule(key=keys)
    def die(self, key):
        WorkItem.objects.filter(kind=KIND, key=key, state="waiting").update(
            state="working", claimed_at=self.now, attempts=1
        )

    @invariant()
    def nothing_is_lost(self):
        for key, newest in self.newest.items():
            assert self.done.get(key) == newest or WorkItem.objects.filter(kind=KIND, key=key).exists()

    def teardown(self):
        self.fails = False
        for item in WorkItem.objects.filter(kind=KIND, state="parked"):
            work.try_again(item)
        self.now += dt.timedelta(days=1)
        for _again in range(3):
            for item in WorkItem.objects.filter(kind=KIND):
                work.carry_out(item.pk, now=self.now + dt.timedelta(days=1))
        assert self.done == self.newest
        work._handlers.pop(KIND)


class TestWorkInAnyOrder(TestCase):
    def test_state_machine(self):
        run_state_machine_as_test(
            WorkMachine,
            settings=settings(
                max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
