"""Tables that officers take away, and the template: nothing is computed, nothing private, and it can come back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.media import sandbox
from products import tax_codes as numbers
from products.models import Action, Business, Consent, Product
from products.services import consents, exports, tax_codes
from products.sheets import cells, columns, files, rows, writing
from products.sheets.cells import Cell
from tests.products import factories as made
from tests.products.admin import desk
from tests.products.sheets import books, hostile
from tests.products.sheets.world import answers_here, checked, groups, loaded, province

pytestmark = pytest.mark.django_db
GOOD = books.GOOD


@pytest.fixture
def officer() -> Client:
    province()
    return desk.client(desk.officer("Sơn La"))


@pytest.fixture(autouse=True)
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "run", answers_here)


def body(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def table(client: Client, name: str) -> list[dict[str, str]]:
    """The rows of an export; both formats must say the same."""
    asked = {"table": name, "format": "csv"}
    text = body(client.post(reverse("desk:sheet_export"), asked)).decode("utf-8")
    assert text.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(text[1:])))
    book = load_workbook(io.BytesIO(body(client.post(reverse("desk:sheet_export"), {**asked, "format": "xlsx"}))))
    head, *lines = book.active.iter_rows()
    names = [cell.value for cell in head]
    as_texts = [{name: str(cell.value or "") for name, cell in zip(names, line, strict=True)} for line in lines]
    # XML knows one kind of line break.
    assert as_texts == [{name: value.replace("\r", "\n") for name, value in row.items()} for row in found]
    assert not any(cell.data_type == "f" for line in lines for cell in line)
    return found


def test_an_export_of_products_comes_back_unchanged(officer):
    loaded(
        [
            {**GOOD, "commune": "03670", "months": "11-2", "text_vi": "Một.\n\nHai.", "net_weight": "500 g"},
            {**GOOD, "name": "Homestay", "group": 6, "source_url": "https://example.vn/ocop", "maker_type": "htx"},
        ]
    )
    Product.objects.filter(name="Homestay").update(teaser_vi="+84 ngày", months_note_vi="@nhà")
    exported = body(officer.post(reverse("desk:sheet_export"), {"table": "products", "format": "xlsx"}))
    sheet = checked(exported)
    assert (sheet.new_count, sheet.changed_count, sheet.same_count, sheet.faulty_count) == (0, 0, 2, 0)
    assert set(sheet.unknown) == set(exports._MORE)
    exported = body(officer.post(reverse("desk:sheet_export"), {"table": "products", "format": "csv"}))
    assert checked(exported).same_count == 2


@pytest.mark.once
@pytest.mark.parametrize("name", hostile.FORMULAS)
@pytest.mark.parametrize("sign", ["", "\t", "\r", "\n", "-", "+", "@", "＝"])
def test_nothing_that_is_taken_away_is_computed(officer, name, sign):
    value = sign + hostile.FORMULAS[name]
    made.product(kept=False, province=province(), name=value, teaser_vi=value)
    (row,) = table(officer, "products")
    for column in ("name", "teaser_vi"):
        assert row[columns.BY_NAME[column].heading].startswith("'")


@pytest.mark.once
@pytest.mark.parametrize("text", ["=1", "+84", "-5 độ", "@nhà", "'=1", "\t=1", "Mật ong", "x=1", "-", "", "＝1"])
def test_an_apostrophe_is_put_on_and_taken_away(text):
    shown = writing.defused(text)
    assert not str(shown).startswith(cells.FORMULA_SIGNS)
    if text.strip() == text and text not in {"", "-"} and not text.startswith("'"):
        assert cells.text_of(Cell("text", shown)) == text


def test_only_what_is_in_scope_and_no_examples(officer):
    mine = made.product(kept=False, province=province(), name="Của Sơn La")
    made.product(kept=False, province=province("Điện Biên"), name="Của Điện Biên")
    made.product(kept=False, province=province(), name="Ví dụ", is_example=True)
    heading = columns.BY_NAME["name"].heading
    assert [row[heading] for row in table(officer, "products")] == [mine.name]
    both = desk.client(desk.officer("Sơn La", "Điện Biên"))
    assert len(table(both, "products")) == 2


def test_no_tax_code_no_question_and_only_contacts_with_a_consent(officer):
    private = {"representative": "Lò Thị Kín", "phone": "0212999888", "email": "kin@example.vn"}
    business = made.business(province=province(), website="https://kin.example.vn", **private)
    tax_codes.keep(business=business, number=numbers.read("014090001234"))
    consents.give(business=business, purposes=[Consent.Purpose.SHOW_PHONE], actor=None, now=timezone.now())
    withdrawn = made.business(province=province(), **{**private, "phone": "0212777666"})
    consents.give(business=withdrawn, purposes=[Consent.Purpose.SHOW_PHONE], actor=None, now=timezone.now())
    consents.withdraw(business=withdrawn, purposes=[Consent.Purpose.SHOW_PHONE], actor=None, now=timezone.now())
    made.product(producer=business, province=province())
    text = str([table(officer, one.name) for one in exports.TABLES])
    assert "0212999888" in text
    for canary in ("014090001234", "Lò Thị Kín", "kin@example.vn", "kin.example.vn", "0212777666"):
        assert canary not in text, canary


def test_what_is_being_loaded_is_not_taken_away(officer):
    made.business(province=province(), standing=Business.Standing.LOADING, verified_at=None)
    assert table(officer, "businesses") == []


def test_certificates_with_their_state_of_today(officer):
    product = made.product(province=province())
    certificate = made.certificate(product, decision_number="12/QĐ-UBND")
    (row,) = table(officer, "certificates")
    assert (row["Số quyết định"], row["Số sao"]) == ("12/QĐ-UBND", "4")
    assert row["Còn hiệu lực hôm nay"] == ("có" if certificate.is_in_force(timezone.localdate()) else "không")


def test_every_export_is_written_down(officer):
    table(officer, "products")
    done = Action.objects.filter(verb=Action.Verb.EXPORTED)
    assert {one.province.slug for one in done} == {"son-la"}
    assert [one.note for one in done.order_by("pk")] == ["Sản phẩm, csv, 0", "Sản phẩm, xlsx, 0"]


def test_a_long_workbook_is_refused_in_words(officer, monkeypatch):
    made.product(kept=False, province=province())
    monkeypatch.setattr(exports, "MOST_ROWS_OF_A_WORKBOOK", 0)
    answer = officer.post(reverse("desk:sheet_export"), {"table": "products", "format": "xlsx"}, follow=True)
    assert "CSV" in answer.content.decode()
    assert not Action.objects.filter(verb=Action.Verb.EXPORTED).exists()
    assert body(officer.post(reverse("desk:sheet_export"), {"table": "products", "format": "csv"}))


@pytest.mark.parametrize("asked", [{}, {"table": "tax_codes"}, {"table": "products\x00"}])
def test_a_table_that_is_none(officer, asked):
    assert officer.post(reverse("desk:sheet_export"), asked).status_code == 404


# --- The template -----------------------------------------------------------------------------------------------------


def test_the_template_has_every_column_and_what_they_take(officer):
    groups()
    answer = officer.get(reverse("desk:sheet_template"), {"tinh": province().pk, "loai": "xlsx"})
    book = load_workbook(io.BytesIO(body(answer)))
    assert book.sheetnames == [columns.PRODUCTS, columns.ALLOWED]
    sheet, allowed = book.worksheets
    assert [cell.value for cell in sheet[1]] == [column.heading for column in columns.COLUMNS]
    said = {str(cell.value) for line in allowed.iter_rows() for cell in line if cell.value}
    assert {"1. Thực phẩm", "Hợp tác xã", "Đặc sản", "03670 Phường Chiềng Cơi"} <= said
    assert not any("Điện Biên Phủ" in one for one in said)
    assert len(sheet.data_validations.dataValidation) == 4


def test_everything_that_the_template_allows_can_be_loaded():
    groups()
    place = province()
    for heading, values in (
        ("group", [f"{number}. {name}" for number, name in enumerate(("Thực phẩm", "Đồ uống"), start=1)]),
        ("kind", list(columns.KINDS.values())),
        ("maker_type", list(columns.LEGAL_TYPES.values())),
        ("commune", [f"{one.code} {one.full_name}" for one in place.communes.all()]),
    ):
        rows_of = [
            {"name": f"Mật {heading} {at}", "group": 1, "maker": f"HTX {heading} {at}", heading: value}
            for at, value in enumerate(values)
        ]
        assert checked(rows_of).faulty_count == 0


def test_a_filled_template_is_read_as_it_was_typed(officer):
    groups()
    book = load_workbook(io.BytesIO(body(officer.get(reverse("desk:sheet_template"), {"tinh": province().pk}))))
    typed = {**GOOD, "commune": "03670", "months": "1-3", "barcode": "8938505974194", "last_known_stars": "4"}
    for at, column in enumerate(columns.COLUMNS, start=1):
        if column.name in typed:
            book.worksheets[0].cell(2, at, str(typed[column.name]))
    with files.judge(books.file(books.saved(book))) as judged:
        ((_number, row),) = files.read_rows(judged.content)
    values, problems = rows.parse(row)
    assert not problems
    assert values == {**typed, "months": (1, 2, 3), "last_known_stars": 4}


def test_the_template_as_comma_separated_values(officer):
    text = body(officer.get(reverse("desk:sheet_template"), {"loai": "csv"})).decode("utf-8-sig")
    assert next(csv.reader([text])) == [column.heading for column in columns.COLUMNS]


def test_no_template_of_another_province(officer):
    for place in (province("Điện Biên").pk, "99", "", "\x00"):
        assert officer.get(reverse("desk:sheet_template"), {"tinh": place}).status_code == 404


def test_labels_of_files_are_those_of_the_portal():
    assert {value: str(label) for value, label in Product.Kind.choices} == columns.KINDS
    assert {value: str(label) for value, label in Business.LegalType.choices} == columns.LEGAL_TYPES
