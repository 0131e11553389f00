"""What people type of a certificate is met at the door with a sentence, whatever it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from products.certificate_forms import ConfirmationForm, DecisionForm, PaperForm, SubmissionForm
from products.models import Certificate, Decision

TODAY = dt.date(2026, 11, 22)
GOOD = {"stars": "4", "decision_number": "1234/QĐ-UBND", "issued_on": "18.2.2024", "printed_ends_on": ""}
CONFIRMED = {**GOOD, "issuer": "province", "mandatory_passed": "unknown"}


@pytest.mark.parametrize("written", ["18.2.2024", "18.02.2024", "18/2/2024", "18-02-2024", "2024-02-18", " 18.2.2024 "])
def test_a_day_is_read_however_it_is_written_and_the_day_comes_first(written):
    form = PaperForm({**GOOD, "issued_on": written, "printed_ends_on": "05/06/2026"}, today=TODAY)
    assert form.is_valid(), form.errors
    assert form.paper().issued_on == dt.date(2024, 2, 18)
    assert form.paper().printed_ends_on == dt.date(2026, 6, 5)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("issued_on", "30.2.2024", "Không có ngày này trong lịch"),
        ("issued_on", "29.2.2023", "Không có ngày này trong lịch"),
        ("issued_on", "31.04.2024", "Không có ngày này trong lịch"),
        ("issued_on", "2.2024", "Không có ngày này trong lịch"),
        ("issued_on", "hôm qua", "Không có ngày này trong lịch"),
        ("issued_on", "18.2.20240", "Không có ngày này trong lịch"),
        ("issued_on", "", "Ghi ngày ký quyết định"),
        ("issued_on", "23.11.2026", "sau hôm nay"),
        ("printed_ends_on", "30.2.2027", "Không có ngày này trong lịch"),
        ("printed_ends_on", "17.2.2024", "đứng trước ngày cấp"),
        ("printed_ends_on", "17.2.2207", "Xem lại năm"),
        ("stars", "7", "3, 4 hoặc 5 sao"),
        ("stars", "2", "3, 4 hoặc 5 sao"),
        ("stars", "4.5", "3, 4 hoặc 5 sao"),
        ("stars", "-4", "3, 4 hoặc 5 sao"),
        ("stars", "", "3, 4 hoặc 5 sao"),
        ("decision_number", "  ", "Ghi số quyết định"),
        ("decision_number", "x" * 61, "60 ký tự"),
    ],
)
def test_what_cannot_stand_on_a_certificate_is_told_at_its_field(field, value, sentence):
    for form in (
        PaperForm({**GOOD, field: value}, today=TODAY),
        ConfirmationForm({**CONFIRMED, field: value}, today=TODAY),
    ):
        assert not form.is_valid()
        assert list(form.errors) == [field]
        assert sentence in " ".join(form.errors[field])


def test_today_is_no_day_too_late():
    assert PaperForm({**GOOD, "issued_on": "22.11.2026"}, today=TODAY).is_valid()


@pytest.mark.parametrize(
    ("issued_on", "stars", "issuer", "is_right"),
    [
        ("23.2.2023", "3", "province", True),
        ("24.2.2023", "3", "province", False),
        ("24.2.2023", "3", "district", True),
        ("5.7.2025", "3", "district", True),
        ("6.7.2025", "3", "district", False),
        ("6.7.2025", "3", "province", True),
        ("6.7.2025", "5", "province", False),
        ("6.7.2025", "5", "centre", True),
        ("6.7.2025", "5", "ministry", False),
    ],
)
def test_the_issuer_is_held_against_the_rules_of_the_day(issued_on, stars, issuer, is_right):
    form = ConfirmationForm({**CONFIRMED, "issued_on": issued_on, "stars": stars, "issuer": issuer}, today=TODAY)
    assert form.is_valid() == is_right
    assert is_right or list(form.errors) == ["issuer"]


@pytest.mark.parametrize(
    ("written", "score"), [("82,5", "82.5"), ("82.5", "82.5"), ("100", "100"), ("50", "50"), ("", None)]
)
def test_points_are_read_with_a_comma_too(written, score):
    form = ConfirmationForm({**CONFIRMED, "score": written}, today=TODAY)
    assert form.is_valid(), form.errors
    assert form.paper().score == (Decimal(score) if score else None)


@pytest.mark.parametrize("written", ["49,99", "100,01", "tám mươi", "NaN", "1e5"])
def test_points_outside_of_fifty_to_a_hundred_are_none(written):
    form = ConfirmationForm({**CONFIRMED, "score": written}, today=TODAY)
    assert list(form.errors) == ["score"]


def test_a_business_sends_a_file_with_it():
    assert list(SubmissionForm(GOOD, {}, today=TODAY).errors) == ["file"]
    empty = SubmissionForm(GOOD, {"file": SimpleUploadedFile("giay.pdf", b"")}, today=TODAY)
    assert "rỗng" in " ".join(empty.errors["file"])
    assert SubmissionForm(GOOD, {"file": SimpleUploadedFile("giay.pdf", b"%PDF")}, today=TODAY).is_valid()


@pytest.mark.parametrize(
    ("stands", "offered"),
    [
        (Decision.GRANTED, ["under_reassessment", "withdrawn"]),
        (Decision.UNDER_REASSESSMENT, ["granted", "withdrawn"]),
        (Decision.WITHDRAWN, ["granted"]),
        (Decision.REPLACED, []),
    ],
)
def test_only_what_can_follow_is_offered(stands, offered):
    for decision in Decision:
        typed = {"decision": decision.value, "number": "1/QĐ", "decided_on": "1.11.2026", "reason": "Lý do"}
        form = DecisionForm(typed, certificate=Certificate(decision=stands))
        assert form.is_valid() == (decision.value in offered)
        assert form.is_valid() or list(form.errors) == ["decision"]
