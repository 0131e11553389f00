"""Officers confirm certificates, grant them from paper, and write down what was decided later."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from products.models import Action, Certificate, CertificateSubmission
from products.services import certificates
from tests.products import factories as made
from tests.products.admin import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    return desk.client(desk.officer("Sơn La"))


def url_of(submission: CertificateSubmission) -> str:
    return reverse("desk:submission", args=[submission.pk])


def filled(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    return desk.form_of(client, url, "decision_number", **changes)


def test_a_submission_is_confirmed_with_what_the_business_wrote(officer):
    product = desk.live_product()
    submission = desk.submission(product, number="12/QĐ-UBND")
    shown = filled(officer, url_of(submission))
    assert {name: shown[name] for name in ("decision_number", "stars", "issued_on", "issuer", "standing")} == {
        "decision_number": "12/QĐ-UBND",
        "stars": "4",
        "issued_on": "15.01.2026",
        "issuer": "province",
        "standing": "",
    }
    page = officer.get(url_of(submission)).content.decode()
    assert submission.document.get_absolute_url() in page
    answer = officer.post(url_of(submission), {**shown, "verdict": "approve", "score": "82,5"})
    assert answer.url == reverse("desk:submissions")
    certificate = Certificate.objects.get(product=product)
    assert (certificate.stars, certificate.rule_set, str(certificate.score)) == (4, "2025", "82.50")
    assert (certificate.document, certificate.submission) == (submission.document, submission)
    assert Action.objects.filter(verb="certificate_confirmed", product=product).count() == 1


def test_the_officer_corrects_what_the_business_misread(officer):
    submission = desk.submission(desk.live_product(), stars=5)
    data = filled(officer, url_of(submission), verdict="approve", stars="3", issuer="district", issued_on="01.03.2024")
    assert officer.post(url_of(submission), data).status_code == 302
    made_of_it = Certificate.objects.get()
    assert (made_of_it.stars, made_of_it.issuer, made_of_it.rule_set) == (3, "district", "2023")
    assert made_of_it.ends_on == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"issued_on": "30.02.2026"}, "issued_on", "Không có ngày này trong lịch"),
        ({"stars": "7"}, "stars", "chỉ có 3, 4 hoặc 5 sao"),
        ({"stars": ""}, "stars", "chỉ có 3, 4 hoặc 5 sao"),
        ({"printed_ends_on": "14.01.2026"}, "printed_ends_on", "đứng trước ngày cấp"),
        ({"issuer": "district"}, "issuer", "do cấp này cấp"),
        ({"issuer": "centre"}, "issuer", "do cấp này cấp"),
        ({"decision_number": "  "}, "decision_number", "Ghi số quyết định"),
        ({"issued_on": "01.01.2018"}, "issued_on", "Cổng chỉ ghi giấy cấp từ"),
        ({"issued_on": "01.01.2999"}, "issued_on", "nằm sau hôm nay"),
        ({"score": "49"}, "score", "50 đến 100"),
        ({"decision_number": "x" * 61}, "decision_number", "60 ký tự"),
    ],
)
@pytest.mark.parametrize("door", ["submission", "grant"])
def test_what_cannot_stand_on_a_certificate_is_said_in_plain_words(officer, door, changes, field, words):
    product = desk.live_product()
    url = url_of(desk.submission(product)) if door == "submission" else reverse("desk:grant", args=[product.pk])
    data = desk.paper_form(**changes, verdict="approve", version="0", reason="")
    answer = officer.post(url, data)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["paper"].errors[field])
    assert words in answer.content.decode()
    assert not Certificate.objects.exists()
    assert not CertificateSubmission.objects.exclude(state="waiting").exists()


@pytest.mark.parametrize(("verdict", "state"), [("return", "returned"), ("reject", "rejected")])
def test_a_submission_is_refused_with_its_reason(officer, verdict, state):
    submission = desk.submission(desk.live_product())
    url = url_of(submission)
    missing = officer.post(url, filled(officer, url, verdict=verdict))
    assert "Ghi lý do" in str(missing.context["form"].errors["reason"])
    assert officer.post(url, filled(officer, url, verdict=verdict, reason="Chụp lại.")).status_code == 302
    submission.refresh_from_db()
    assert (submission.state, submission.reason) == (state, "Chụp lại.")
    late = officer.post(url, {**desk.paper_form(), "verdict": "approve", "version": "0"}, follow=True)
    assert late.context["form"] is None
    assert not Certificate.objects.exists()


def test_a_new_certificate_replaces_the_one_that_was_seen(officer):
    product = desk.live_product()
    old = made.certificate(product, issued_on=dt.date(2025, 8, 1))
    submission = desk.submission(product)
    shown = filled(officer, url_of(submission), verdict="approve")
    assert shown["standing"] == str(old.pk)
    assert officer.post(url_of(submission), shown).status_code == 302
    old.refresh_from_db()
    assert old.decision == "replaced"
    assert Certificate.objects.standing().get().submission == submission


def test_a_certificate_that_came_in_between_is_not_replaced_unseen(officer):
    product = desk.live_product()
    submission = desk.submission(product)
    shown = filled(officer, url_of(submission), verdict="approve")
    between = made.certificate(product, issued_on=dt.date(2026, 1, 10))
    answer = officer.post(url_of(submission), shown)
    assert answer.status_code == 409
    assert between.decision_number in answer.content.decode()
    assert Certificate.objects.get() == between
    again = filled(officer, url_of(submission), verdict="approve")
    assert officer.post(url_of(submission), again).status_code == 302
    assert Certificate.objects.standing().get() != between


def test_the_same_button_twice_confirms_once(officer):
    submission = desk.submission(desk.live_product())
    shown = filled(officer, url_of(submission), verdict="approve")
    assert [officer.post(url_of(submission), shown).status_code for _press in range(2)] == [302, 302]
    assert Certificate.objects.count() == 1


def test_a_certificate_is_granted_from_paper(officer):
    product = desk.source_product()
    url = reverse("desk:grant", args=[product.pk])
    data = {**filled(officer, url), **desk.paper_form(stars="3", issued_on="01.09.2023", issuer="district")}
    answer = officer.post(url, data)
    certificate = Certificate.objects.get(product=product)
    assert answer.url == reverse("desk:certificate", args=[certificate.pk])
    assert certificate.ends_on == dt.date(2026, 8, 31)
    assert officer.post(url, data).status_code == 409, "pressed twice: another one stands now"
    assert Certificate.objects.count() == 1


def test_decisions_are_written_down_one_after_another(officer):
    certificate = made.certificate(desk.live_product())
    url = reverse("desk:certificate", args=[certificate.pk])
    for decision, number in (
        ("under_reassessment", "1/QĐ"),
        ("granted", "2/QĐ"),
        ("withdrawn", "3/QĐ"),
        ("granted", "4/QĐ"),
    ):
        data = desk.form_of(officer, url, "number")
        data |= {"decision": decision, "number": number, "decided_on": "20.01.2026", "reason": "Theo quyết định."}
        assert officer.post(url, data).status_code == 302
        certificate.refresh_from_db()
        assert certificate.decision == decision
        page = officer.get(url).content.decode()
        assert number in page
    assert list(certificate.decisions.values_list("decision", flat=True)) == [
        "granted",
        "under_reassessment",
        "granted",
        "withdrawn",
        "granted",
    ]
    assert Action.objects.filter(verb="certificate_decided").count() == 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"reason": " "}, "reason"),
        ({"decided_on": "31.02.2026"}, "decided_on"),
        ({"decided_on": "01.01.2020"}, "decided_on"),
        ({"decision": "replaced"}, "decision"),
        ({"decision": "granted"}, "decision"),
    ],
)
def test_a_decision_lacks_nothing(officer, changes, field):
    certificate = made.certificate(desk.live_product())
    url = reverse("desk:certificate", args=[certificate.pk])
    data = desk.form_of(officer, url, "number")
    data |= {"decision": "withdrawn", "number": "1/QĐ", "decided_on": "20.01.2026", "reason": "Lý do."}
    answer = officer.post(url, {**data, **changes})
    assert field in answer.context["form"].errors
    certificate.refresh_from_db()
    assert certificate.decision == "granted"


def test_of_two_officers_who_decide_the_second_is_told(officer):
    certificate = made.certificate(desk.live_product())
    url = reverse("desk:certificate", args=[certificate.pk])
    data = desk.form_of(officer, url, "number")
    data |= {"decision": "withdrawn", "number": "2/QĐ", "decided_on": "20.01.2026", "reason": "Lý do."}
    certificates.decide(
        certificate=Certificate.objects.get(),
        decision=certificates.Decision.UNDER_REASSESSMENT,
        number="1/QĐ",
        decided_on=dt.date(2026, 1, 20),
        reason="Xem lại.",
        officer=desk.officer("Sơn La"),
        now=desk.NOW,
    )
    answer = officer.post(url, data)
    assert answer.status_code == 409
    assert "Xem lại." in answer.content.decode()
    certificate.refresh_from_db()
    assert certificate.decision == "under_reassessment"
    assert officer.post(url, {**data, "seen": "nonsense"}).status_code == 404


def test_a_replaced_certificate_is_history(officer):
    product = desk.live_product()
    old = made.certificate(product, issued_on=dt.date(2025, 8, 1))
    made.certificate(product)
    url = reverse("desk:certificate", args=[old.pk])
    assert officer.get(url).context["form"] is None
    answer = officer.post(url, {"seen": "replaced", "decision": "granted", "number": "1", "reason": "x"})
    assert answer.status_code == 200
    old.refresh_from_db()
    assert old.decision == "replaced"
