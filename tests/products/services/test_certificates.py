"""Certificates are sent, confirmed, decided: one stands at most, and two who act at once overwrite nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models.signals import post_save

from portal.core.models import WorkItem
from portal.media import private_documents
from portal.media.models import PrivateDocument
from portal.media.private_access import may_read
from products import certificates as rules
from products.models import (
    Action,
    Certificate,
    CertificateDecision,
    CertificateSubmission,
    Decision,
    Message,
    Product,
)
from products.services import certificates
from products.services.certificates import NotWaiting, StandingChanged
from products.services.errors import EditConflict, Refused
from tests.products import factories
from tests.products.admin import desk
from tests.products.factories import NOW, TODAY, paper

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def grant(product, **options):
    paper_of = {name: options.pop(name) for name in ("issued_on", "stars") if name in options}
    options.setdefault("paper", paper(**paper_of))
    return certificates.grant(product=product, officer=factories.officer(), now=NOW, **options)


def decide(certificate, decision, **options):
    options = {"number": "77/QĐ-UBND", "decided_on": TODAY, "reason": "Lý do", **options}
    return certificates.decide(
        certificate=certificate, decision=decision, officer=factories.officer(), now=NOW, **options
    )


def send(product, **options):
    member = product.producer.members.first()
    sender = member.user if member is not None else factories.user()
    options.setdefault("file", factories.scan())
    options.setdefault("paper", paper())
    return certificates.send(product=product, sender=sender, now=NOW, **options)


def stored_files():
    folder = "private"
    return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()


class TestGrant:
    def test_it_stands_with_its_step_an_action_and_a_message(self):
        product = factories.product()
        certificate = grant(product, issued_on=dt.date(2026, 1, 15), stars=4)
        assert (certificate.rule_set, certificate.issuer) == ("2025", "province")
        assert certificate.ends_on == dt.date(2029, 1, 14)
        assert [(step.decision, step.number) for step in certificate.decisions.all()] == [
            ("granted", certificate.decision_number)
        ]
        assert Action.objects.get(product=product).verb == Action.Verb.CERTIFICATE_CONFIRMED
        message = Message.objects.get(product=product)
        assert message.business == product.producer
        assert "14.1.2029" in message.body
        assert WorkItem.objects.filter(kind="products.mail", key=str(message.pk)).exists()

    def test_a_profile_from_public_sources_gets_no_message(self):
        product = factories.product(kept=False)
        grant(product)
        assert not Message.objects.exists()

    def test_a_new_one_replaces_the_one_that_stood(self):
        product = factories.product()
        old = grant(product, issued_on=dt.date(2023, 3, 1), stars=3)
        new = grant(product, issued_on=dt.date(2026, 2, 1), stars=4, replaces=old)
        old.refresh_from_db()
        assert (old.decision, new.decision) == ("replaced", "granted")
        step = old.decisions.last()
        assert (step.decision, step.number, step.decided_on) == ("replaced", new.decision_number, new.issued_on)
        assert old.state_on(TODAY) is rules.State.REPLACED

    @pytest.mark.parametrize("seen", ["none", "another", "as it was before"])
    def test_who_saw_another_certificate_standing_is_told_and_nothing_is_written(self, seen):
        product = factories.product()
        standing = grant(product)
        if seen == "another":
            replaces = grant(factories.product())
        elif seen == "as it was before":
            replaces = Certificate.objects.get(pk=standing.pk)
            decide(standing, Decision.UNDER_REASSESSMENT)
        else:
            replaces = None
        before = list(Certificate.objects.order_by("pk").values())
        steps, actions = CertificateDecision.objects.count(), Action.objects.count()
        with pytest.raises(StandingChanged):
            grant(product, replaces=replaces)
        assert list(Certificate.objects.order_by("pk").values()) == before
        assert (CertificateDecision.objects.count(), Action.objects.count()) == (steps, actions)

    def test_an_older_one_replaces_no_newer_one(self):
        product = factories.product()
        standing = grant(product, issued_on=dt.date(2026, 2, 1))
        with pytest.raises(Refused, match=r"1\.2\.2026"):
            grant(product, issued_on=dt.date(2026, 1, 31), replaces=standing)
        standing.refresh_from_db()
        assert standing.decision == Decision.GRANTED

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"stars": 2, "issuer": "province"}, "stars"),
            ({"stars": 7, "issuer": "province"}, "stars"),
            ({"issuer": "centre"}, "issuer"),
            ({"issuer": ""}, "issuer"),
            ({"issuer": "district", "stars": 3}, "issuer"),
            ({"issued_on": dt.date(2024, 5, 1), "stars": 3, "issuer": "province"}, "issuer"),
            ({"decision_number": "  "}, "decision_number"),
            ({"issued_on": TODAY + DAY}, "issued_on"),
            ({"issued_on": dt.date(2019, 7, 31), "issuer": "province"}, "issued_on"),
            ({"printed_ends_on": dt.date(2026, 1, 14)}, "printed_ends_on"),
            ({"printed_ends_on": dt.date(2072, 1, 14)}, "printed_ends_on"),
            ({"score": 49}, "score"),
            ({"score": 101}, "score"),
        ],
    )
    def test_what_no_certificate_can_say_is_refused_with_a_sentence(self, fields, field):
        product = factories.product()
        with pytest.raises(ValidationError) as refused:
            grant(product, paper=paper(**{"issuer": "province", **fields}))
        told = refused.value.message_dict
        assert field in told or (field == "score" and "50 đến 100" in str(told))
        assert not Certificate.objects.exists()

    def test_a_certificate_of_one_day_is_one(self):
        certificate = grant(factories.product(), paper=paper(printed_ends_on=dt.date(2026, 1, 15)))
        assert certificate.ends_on == certificate.issued_on

    def test_who_listens_hears_that_the_product_changed(self):
        product = factories.product()
        heard = []

        def hear(sender, instance, **kwargs):
            heard.append(instance.pk)

        post_save.connect(hear, sender=Product)
        try:
            certificate = grant(product)
            decide(certificate, Decision.WITHDRAWN)
        finally:
            post_save.disconnect(hear, sender=Product)
        assert heard == [product.pk, product.pk]

    def test_content_that_changed_meanwhile_is_not_overwritten(self):
        seen = factories.product()
        Product.objects.filter(pk=seen.pk).update(text_vi="Mới", is_listed=False)
        grant(seen)
        product = Product.objects.get(pk=seen.pk)
        assert (product.text_vi, product.is_listed) == ("Mới", False)


class TestDecide:
    @pytest.mark.parametrize("first", list(Decision))
    @pytest.mark.parametrize("second", list(Decision))
    def test_every_step_is_allowed_or_refused_as_the_table_says(self, first, second):
        product = factories.product()
        certificate = grant(product)
        Certificate.objects.filter(pk=certificate.pk).update(decision=first)
        certificate.refresh_from_db()
        allowed = {
            ("granted", "under_reassessment"),
            ("granted", "withdrawn"),
            ("under_reassessment", "granted"),
            ("under_reassessment", "withdrawn"),
            ("withdrawn", "granted"),
        }
        if (first.value, second.value) in allowed:
            decide(certificate, second, number="9/QĐ", reason="Khiếu nại")
            step = certificate.decisions.last()
            assert (step.decision, step.number, step.reason) == (second.value, "9/QĐ", "Khiếu nại")
        else:
            with pytest.raises(Refused):
                decide(certificate, second)
        certificate.refresh_from_db()
        assert certificate.decision == (second if (first.value, second.value) in allowed else first)

    def test_of_two_who_decide_the_second_is_told(self):
        certificate = grant(factories.product())
        one, other = Certificate.objects.get(pk=certificate.pk), Certificate.objects.get(pk=certificate.pk)
        decide(one, Decision.WITHDRAWN)
        with pytest.raises(EditConflict):
            decide(other, Decision.UNDER_REASSESSMENT)
        certificate.refresh_from_db()
        assert certificate.decision == Decision.WITHDRAWN

    def test_a_withdrawn_one_does_not_come_back_beside_its_successor(self):
        product = factories.product()
        withdrawn = decide(grant(product, issued_on=dt.date(2026, 1, 1)), Decision.WITHDRAWN)
        standing = grant(product, issued_on=dt.date(2026, 5, 1))
        with pytest.raises(StandingChanged):
            decide(withdrawn, Decision.GRANTED)
        assert list(Certificate.objects.standing().filter(product=product)) == [standing]

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"number": " "}, "number"),
            ({"reason": "\n"}, "reason"),
            ({"decided_on": TODAY + DAY}, "decided_on"),
            ({"decided_on": dt.date(2026, 1, 14)}, "decided_on"),
        ],
    )
    def test_what_is_missing_or_cannot_be_is_said(self, fields, field):
        certificate = grant(factories.product())
        with pytest.raises(ValidationError) as refused:
            decide(certificate, Decision.WITHDRAWN, **fields)
        assert list(refused.value.message_dict) == [field]
        certificate.refresh_from_db()
        assert certificate.decision == Decision.GRANTED

    def test_the_business_reads_the_reason(self):
        product = factories.product()
        decide(grant(product), Decision.WITHDRAWN, number="12/QĐ-UBND", reason="Không còn sản xuất")
        newest = Message.objects.filter(product=product).order_by("pk").last()
        assert "đã thu hồi" in newest.subject
        assert "12/QĐ-UBND" in newest.body
        assert "Không còn sản xuất" in newest.body


class TestSend:
    def test_it_waits_with_its_document(self):
        member = factories.user()
        product = factories.product(producer=factories.business(member=member))
        submission = send(product)
        assert (submission.state, submission.sent_by) == ("waiting", member)
        assert submission.document.purpose == "certificate"
        assert default_storage.exists(submission.document.file.name)
        assert Action.objects.get().verb == Action.Verb.CERTIFICATE_SENT

    @pytest.mark.parametrize("kept", [True, False])
    def test_only_for_a_product_that_a_business_keeps(self, kept):
        heir = factories.product()
        product = factories.product(kept=kept, producer=factories.business())
        if kept:
            product.is_listed, product.merged_into = False, heir
            product.save()
        with pytest.raises(Refused):
            send(product)
        assert not PrivateDocument.objects.exists()

    def test_pressed_twice_it_is_sent_once_and_no_file_is_left_over(self):
        product = factories.product()
        before = stored_files()
        send(product)
        with pytest.raises(Refused, match="chờ cán bộ"):
            send(product)
        assert CertificateSubmission.objects.count() == PrivateDocument.objects.count() == 1
        assert len(stored_files() - before) == 1

    def test_pressed_twice_at_the_same_moment_too(self, monkeypatch):
        """The first one is written while the file of the second is judged."""
        product = factories.product()
        before = stored_files()
        keep = private_documents.keep

        def slow(*args, **kwargs):
            monkeypatch.setattr(private_documents, "keep", keep)
            send(product)
            return keep(*args, **kwargs)

        monkeypatch.setattr(private_documents, "keep", slow)
        with pytest.raises(Refused, match="chờ cán bộ"):
            certificates.send(product=product, paper=paper(), file=factories.scan(), sender=factories.user(), now=NOW)
        assert len(stored_files() - before) == 1

    @pytest.mark.parametrize(
        "file",
        [
            SimpleUploadedFile("giay.pdf", b"<html><script>alert(1)</script></html>", "application/pdf"),
            SimpleUploadedFile("giay.pdf", b"", "application/pdf"),
            SimpleUploadedFile("giay.jpg", b"GIF89a=1;alert(1)", "image/jpeg"),
        ],
        ids=["HTML", "nothing", "a script that begins like a picture"],
    )
    def test_a_file_that_is_no_certificate_leaves_nothing(self, file):
        product = factories.product()
        before = stored_files()
        with pytest.raises(ValidationError):
            send(product, file=file)
        assert not CertificateSubmission.objects.exists()
        assert not PrivateDocument.objects.exists()
        assert not Action.objects.exists()
        assert stored_files() == before

    def test_a_wrong_day_is_told_before_a_file_is_kept(self):
        product = factories.product()
        with pytest.raises(ValidationError):
            send(product, paper=paper(issued_on=TODAY + DAY))
        assert not PrivateDocument.objects.exists()

    def test_confirmed_it_hands_its_document_over(self):
        product = factories.product()
        submission = send(product)
        certificate = grant(product, submission=submission)
        submission.refresh_from_db()
        assert (submission.state, submission.certificate) == ("confirmed", certificate)
        assert certificate.document == submission.document

    @pytest.mark.parametrize("first", ["confirm", "return", "reject"])
    @pytest.mark.parametrize("second", ["confirm", "return", "reject"])
    def test_what_was_settled_is_not_settled_again(self, first, second):
        product = factories.product()
        seen = send(product)

        def settle(how):
            submission = CertificateSubmission.objects.get(pk=seen.pk)
            if how == "confirm":
                grant(product, submission=submission)
            else:
                step = certificates.return_submission if how == "return" else certificates.reject_submission
                step(submission=submission, reason="Ảnh mờ", officer=factories.officer(), now=NOW)

        settle(first)
        before = (CertificateSubmission.objects.values().get(), Certificate.objects.count(), Message.objects.count())
        with pytest.raises(NotWaiting):
            settle(second)
        assert before == (
            CertificateSubmission.objects.values().get(),
            Certificate.objects.count(),
            Message.objects.count(),
        )

    def test_returned_with_a_reason_another_can_be_sent(self):
        product = factories.product()
        certificates.return_submission(submission=send(product), reason="Ảnh mờ", officer=factories.officer(), now=NOW)
        assert Message.objects.get().body == "Ảnh mờ"
        send(product)
        assert sorted(CertificateSubmission.objects.values_list("state", flat=True)) == ["returned", "waiting"]

    def test_a_refusal_without_a_reason_is_none(self):
        submission = send(factories.product())
        with pytest.raises(Refused):
            certificates.reject_submission(submission=submission, reason=" ", officer=factories.officer(), now=NOW)
        submission.refresh_from_db()
        assert submission.state == "waiting"

    def test_a_submission_of_another_product_confirms_nothing(self):
        submission = send(factories.product())
        with pytest.raises(NotWaiting):
            grant(factories.product(), submission=submission)
        submission.refresh_from_db()
        assert submission.state == "waiting"


def test_the_document_is_read_by_the_business_and_officers_of_its_province_only():
    member, colleague = factories.user(), factories.user()
    business = factories.business(member=member)
    business.members.create(user=colleague, role="viewer", joined_at=NOW)
    document = certificates.send(
        product=factories.product(producer=business), paper=paper(), file=factories.scan(), sender=member, now=NOW
    ).document
    stranger = factories.user()
    factories.business(member=stranger)
    here, elsewhere, appointed_only = desk.officer("Sơn La"), desk.officer("Điện Biên"), factories.officer("Sơn La")
    readers = {one: may_read(one, document) for one in (member, colleague, stranger, here, elsewhere, appointed_only)}
    assert readers == {
        member: True,
        colleague: True,
        stranger: False,
        here: True,
        elsewhere: False,
        appointed_only: False,
    }


class TestConstraints:
    """What the database itself refuses, whoever writes past the services."""

    @pytest.mark.parametrize("stars", [1, 2, 6, 7])
    def test_stars_below_three_and_above_five(self, stars):
        certificate = grant(factories.product())
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=certificate.pk).update(stars=stars)

    @pytest.mark.parametrize("rule_set", rules.RULE_SETS, ids=lambda rule_set: rule_set.code)
    @pytest.mark.parametrize("issuer", list(rules.Issuer))
    @pytest.mark.parametrize("stars", rules.STARS)
    @pytest.mark.parametrize("end", ["first day", "last day", "day before", "day after"])
    def test_an_issuer_that_the_rules_of_the_day_do_not_allow(self, rule_set, issuer, stars, end):
        last = rule_set.until or dt.date(2030, 1, 1)
        day = {
            "first day": rule_set.since,
            "last day": last,
            "day before": rule_set.since - DAY,
            "day after": last + DAY,
        }[end]
        certificate = grant(factories.product())
        allowed = rule_set.covers(day) and rule_set.issuers[stars] is issuer
        changes = {"rule_set": rule_set.code, "issuer": issuer, "stars": stars, "issued_on": day, "ends_on": day}
        if allowed:
            assert Certificate.objects.filter(pk=certificate.pk).update(**changes) == 1
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                Certificate.objects.filter(pk=certificate.pk).update(**changes)

    def test_an_end_before_the_start(self):
        certificate = grant(factories.product())
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=certificate.pk).update(ends_on=certificate.issued_on - DAY)

    def test_a_second_one_that_stands(self):
        product = factories.product()
        first = grant(product)
        decide(first, Decision.WITHDRAWN)
        second = grant(product, issued_on=dt.date(2026, 3, 1))
        assert first.pk != second.pk
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=first.pk).update(decision=Decision.UNDER_REASSESSMENT)

    @pytest.mark.parametrize("field", ["net_weight", "barcode"])
    def test_a_service_with_a_weight_or_barcode(self, field):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.product(group=factories.group(6), **{field: "200"})

    @pytest.mark.parametrize("decision", ["withdrawn", "under_reassessment"])
    def test_a_step_without_a_reason(self, decision):
        certificate = grant(factories.product())
        with pytest.raises(IntegrityError), transaction.atomic():
            CertificateDecision.objects.create(
                certificate=certificate, decision=decision, decided_on=TODAY, recorded_at=NOW
            )
