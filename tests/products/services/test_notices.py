"""Who holds a certificate that ends is told three times at most, whatever the clock and the workers were doing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.core.models import WorkItem
from products import tasks
from products.models import Business, Certificate, CertificateNotice, Decision, Message
from products.services import certificates, messages, notices
from tests import soak
from tests.products import factories
from tests.products.factories import NOW, TODAY

DAY = dt.timedelta(days=1)


def ending(days: int, **fields) -> Certificate:
    """A certificate whose last day is so many days away."""
    return factories.certificate(
        factories.product(**fields), issued_on=dt.date(2026, 1, 15), printed_ends_on=TODAY + days * DAY
    )


def sent() -> list[tuple[int, int]]:
    """Which certificate got which notice, in the order of sending."""
    return list(CertificateNotice.objects.order_by("pk").values_list("certificate", "days"))


@pytest.mark.django_db
class TestOneRun:
    @pytest.mark.parametrize(
        ("left", "notice"),
        [(181, None), (180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (1, 30), (0, 30), (-1, None)],
    )
    def test_the_nearest_notice_goes_out(self, left, notice):
        certificate = ending(left)
        Message.objects.all().delete()
        assert notices.send_due(now=NOW) == (0 if notice is None else 1)
        assert sent() == ([] if notice is None else [(certificate.pk, notice)])
        assert Message.objects.count() == (0 if notice is None else 1)

    def test_it_names_the_last_day_and_what_to_do_and_a_mail_follows(self):
        certificate = ending(90)
        Message.objects.all().delete()
        notices.send_due(now=NOW)
        message = Message.objects.get()
        assert message.business == certificate.product.producer
        assert "20.2.2027" in message.subject
        assert certificate.decision_number in message.body
        assert "chờ tỉnh xác nhận" in message.body
        assert WorkItem.objects.filter(kind=messages.MAIL, key=str(message.pk)).exists()

    @pytest.mark.parametrize("decision", list(Decision))
    def test_only_for_one_that_stands(self, decision):
        certificate = ending(60)
        Certificate.objects.filter(pk=certificate.pk).update(decision=decision)
        assert notices.send_due(now=NOW) == (decision in {Decision.GRANTED, Decision.UNDER_REASSESSMENT})

    def test_only_where_somebody_reads_it(self):
        ending(60, kept=False)
        ending(60, producer=factories.business(standing=Business.Standing.CLOSED))
        suspended = ending(60, producer=factories.business(standing=Business.Standing.SUSPENDED, reason="Lý do"))
        assert notices.send_due(now=NOW) == 1
        assert sent() == [(suspended.pk, 90)]

    def test_who_gets_an_account_later_is_told_then(self):
        certificate = ending(60, kept=False)
        notices.send_due(now=NOW)
        product = certificate.product
        product.producer, product.is_kept_by_producer = factories.business(), True
        product.save()
        assert notices.send_due(now=NOW + DAY) == 1

    def test_one_decided_between_the_look_and_the_writing_gets_none(self, monkeypatch):
        certificate = ending(60)
        write = notices._send

        def later(row, days, now):
            certificates.decide(
                certificate=certificate,
                decision=Decision.WITHDRAWN,
                number="1/QĐ",
                decided_on=TODAY,
                reason="Lý do",
                officer=factories.officer(),
                now=NOW,
            )
            Message.objects.all().delete()
            return write(row, days, now)

        monkeypatch.setattr(notices, "_send", later)
        assert notices.send_due(now=NOW) == 0
        assert not Message.objects.exists()

    def test_two_workers_at_once_write_it_once(self, monkeypatch):
        ending(60)
        Message.objects.all().delete()
        write = notices._send

        def slow(row, days, now):
            monkeypatch.setattr(notices, "_send", write)
            notices.send_due(now=NOW)
            return write(row, days, now)

        monkeypatch.setattr(notices, "_send", slow)
        assert notices.send_due(now=NOW) == 0
        assert len(sent()) == Message.objects.count() == 1

    def test_a_message_that_cannot_be_written_leaves_no_notice(self, monkeypatch):
        ending(60)

        def fails(**message):
            raise RuntimeError

        monkeypatch.setattr(messages, "send", fails)
        with pytest.raises(RuntimeError):
            notices.send_due(now=NOW)
        assert sent() == []

    def test_a_new_certificate_has_notices_of_its_own(self):
        first = ending(20)
        notices.send_due(now=NOW)
        second = factories.certificate(first.product, issued_on=dt.date(2026, 11, 1), printed_ends_on=TODAY + 100 * DAY)
        notices.send_due(now=NOW + 15 * DAY)
        assert sent() == [(first.pk, 30), (second.pk, 90)]

    def test_the_clock_asks_for_it(self, settings, monkeypatch):
        asked = []
        monkeypatch.setattr(notices, "send_due", lambda *, now: asked.append(now))
        tasks.send_notices()
        assert len(asked) == 1
        assert tasks.send_notices.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


class TestDays(TestCase):
    """Days on which the clock ran, any of them, with hours of it that ran twice."""

    @settings(max_examples=soak.count(300), suppress_health_check=list(HealthCheck))
    @given(
        days_run=st.sets(st.integers(-3, 200), max_size=40),
        twice=st.booleans(),
        ends_early=st.none() | st.integers(-3, 200),
    )
    def test_each_span_of_days_brings_one_notice_when_the_clock_ran_in_it(self, days_run, twice, ends_early):
        last = dt.date(2027, 12, 31)
        product = factories.product()
        certificate = factories.certificate(product, issued_on=dt.date(2026, 1, 15), printed_ends_on=last)
        told_before = Message.objects.count()
        is_withdrawn = False
        for left in sorted({*days_run, *([] if ends_early is None else [ends_early])}, reverse=True):
            now = dt.datetime.combine(last - left * DAY, dt.time(2), tzinfo=dt.UTC)
            if left == ends_early:
                Certificate.objects.filter(pk=certificate.pk).update(decision=Decision.WITHDRAWN)
                is_withdrawn = True
            if left in days_run:
                for _run in range(2 if twice else 1):
                    notices.send_due(now=now)
        counted = [left for left in days_run if not is_withdrawn or ends_early is None or left > ends_early]
        spans = {180: range(91, 181), 90: range(31, 91), 30: range(31)}
        expected = [days for days, span in spans.items() if any(left in span for left in counted)]
        assert [days for _certificate, days in sent()] == expected
        assert Message.objects.count() == told_before + len(expected)
