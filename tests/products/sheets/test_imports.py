"""Spreadsheets on their way into the portal: what is found out, what is made, all or nothing, once or twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core import registries, work
from portal.core.models import Source, WorkItem
from portal.media import sandbox
from products import codes
from products.models import Action, Business, BusinessAlias, PermanentAddress, Product, SheetImport
from products.services import imports
from products.services.errors import Refused
from products.sheets.problems import Problem
from tests.products.sheets import books
from tests.products.sheets.world import (
    answers_here,
    checked,
    contents,
    groups,
    is_clean,
    loaded,
    officer,
    problems,
    province,
    received,
    worked,
)

pytestmark = pytest.mark.django_db
GOOD = books.GOOD
State = SheetImport.State


@pytest.fixture(autouse=True)
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """What children do to files is tested beside their program."""
    monkeypatch.setattr(sandbox, "run", answers_here)


def product(**fields: Any) -> Product:
    groups()
    listed = {"is_listed": True, "listed_at": timezone.now()}
    made = {"slug": "mat-ong-cu", "name": "Mật ong cũ", "province": province(), "group_id": 1, **listed, **fields}
    return Product.objects.create(**made)


def maker(**fields: Any) -> Business:
    made = {"slug": "htx-cu", "name": "HTX Cũ", "province": province(), "standing": "from_sources", **fields}
    return Business.objects.create(**made)


# --- What is made -----------------------------------------------------------------------------------------------------


def test_a_new_product_with_its_maker_and_source():
    by = officer()
    sheet = loaded([{**GOOD, "commune": "03670", "months": "11-2", "maker_type": "Hợp tác xã"}], by=by)
    assert (sheet.state, sheet.new_count, sheet.changed_count, sheet.same_count) == (State.APPLIED, 1, 0, 0)
    made = Product.objects.get()
    assert (made.slug, made.name, made.group_id, made.commune_id) == ("mat-ong-hoa-nhan", GOOD["name"], 1, "03670")
    assert made.is_listed
    assert not made.is_kept_by_producer
    assert (made.last_known_stars, made.last_known_year, made.recognition) == (4, 2023, "recognised")
    assert [row.month for row in made.month_rows.all()] == [1, 2, 11, 12]
    assert [(one.title, one.published_on, one.url) for one in made.sources.all()] == [
        ("Danh sách sản phẩm OCOP", "2024", None)
    ]
    assert made.producer.standing == Business.Standing.FROM_SOURCES
    assert (made.producer.name, made.producer.legal_type) == ("HTX Ong Sông Mã", "cooperative")
    assert list(made.producer.sources.all()) == list(made.sources.all())
    assert codes.read_code(made.address.code)
    assert made.sort_key
    assert is_clean()


def test_stars_of_a_sheet_are_never_a_certificate():
    loaded([GOOD])
    made = Product.objects.get()
    assert not made.certificates.exists()
    assert not Product.objects.with_stars_in_force(timezone.localdate()).exists()


def test_what_happened_is_written_down():
    by = officer()
    sheet = loaded([GOOD, {**GOOD, "name": "Sáp ong"}], by=by)
    done = Action.objects.filter(verb=Action.Verb.IMPORTED)
    assert {(one.actor, one.province_id) for one in done} == {(by, sheet.province_id)}
    assert {one.product.name for one in done if one.product} == {GOOD["name"], "Sáp ong"}
    assert done.filter(product=None).get().note.startswith("san-pham.xlsx: 2 ")


def test_search_is_told_of_everything_that_changed():
    told: list[tuple[type, set[Any]]] = []

    def listen(model: Any, keys: Any) -> None:
        told.append((model, set(keys)))

    product(slug="sap-ong")
    registries._listeners.append(listen)
    try:
        loaded([GOOD, {"code": "sap-ong", "teaser_vi": "Sáp vàng"}, {"code": "mat-ong", **GOOD, "name": "Mật"}])
        again = len(told)
        loaded([GOOD])
    finally:
        registries._listeners.remove(listen)
    assert {key for model, keys in told if model is Product for key in keys} == set(
        Product.objects.values_list("pk", flat=True)
    )
    assert {key for model, keys in told if model is Business for key in keys} == {Business.objects.get().pk}
    assert not any(keys for _model, keys in told[again:]), "nothing changed the second time"


def test_many_rows_of_one_maker_make_one_profile():
    loaded([{**GOOD, "name": f"Mật {number}"} for number in range(600)])
    assert Product.objects.listed().count() == 600
    assert Business.objects.count() == 1
    assert Source.objects.count() == 1
    assert PermanentAddress.objects.count() == 600


def test_products_of_one_name_get_slugs_of_their_own():
    loaded([{**GOOD, "maker": f"HTX {letter}"} for letter in "ABC"])
    slugs = set(Product.objects.values_list("slug", flat=True))
    assert len(slugs) == 3
    assert {"mat-ong-hoa-nhan", "mat-ong-hoa-nhan-htx-b", "mat-ong-hoa-nhan-htx-c"} == slugs


def test_a_slug_of_the_officers_own_is_left_to_its_row(monkeypatch):
    monkeypatch.setattr(imports, "CHUNK", 1)
    loaded([GOOD, {**GOOD, "code": "mat-ong-hoa-nhan", "name": "Mật ong rừng"}])
    assert Product.objects.get(name="Mật ong rừng").slug == "mat-ong-hoa-nhan"
    assert Product.objects.get(name=GOOD["name"]).slug == "mat-ong-hoa-nhan-htx-ong-song-ma"


def test_the_stored_file_goes_when_its_rows_are_staged():
    sheet = received([GOOD])
    name = sheet.file.name
    assert name.startswith("imports/")
    assert default_storage.exists(name)
    assert "san-pham" not in name
    worked(sheet)
    assert not sheet.file
    assert not default_storage.exists(name)


# --- What was there already -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["slug", "code", "name"])
def test_the_same_file_again_changes_nothing(key):
    row = {**GOOD, "commune": "03670", "months": "1, 2", "teaser_vi": "Mật của rừng"}
    loaded([row if key != "slug" else {**row, "code": "mat-ong"}])
    before, moment = contents(), Product.objects.get().updated_at
    if key == "code":
        row = {**row, "code": codes.spaced(Product.objects.get().address.code)}
    sheet = checked([row if key != "slug" else {**row, "code": "mat-ong"}])
    assert (sheet.new_count, sheet.changed_count, sheet.same_count) == (0, 0, 1)
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    worked(sheet)
    assert (sheet.state, sheet.same_count) == (State.APPLIED, 1)
    assert contents() == before
    assert Product.objects.get().updated_at == moment
    assert Action.objects.filter(product__isnull=False).count() == 1


@pytest.mark.parametrize("written", ["mật ong HOA NHÃN", "Mật  ong hoa nhãn", "Mật ong hoa nhãn "])
def test_a_product_is_known_however_its_name_is_written(written):
    loaded([GOOD])
    sheet = checked([{**GOOD, "name": written, "maker": "htx ong sông mã"}])
    assert sheet.new_count == 0


def test_another_mark_is_another_name():
    loaded([GOOD])
    assert checked([{**GOOD, "name": "Mắt ong hoa nhãn"}]).new_count == 1


def test_a_blank_cell_leaves_what_stands_and_a_dash_takes_it_away():
    loaded([{**GOOD, "teaser_vi": "Mật của rừng", "months": "1, 2", "net_weight": "500 g", "commune": "03670"}])
    sheet = loaded([{**GOOD, "teaser_vi": "", "months": "-", "net_weight": "–", "commune": "-"}])
    assert sheet.changed_count == 1
    made = Product.objects.get()
    assert (made.teaser_vi, made.net_weight, made.commune_id) == ("Mật của rừng", "", None)
    assert not made.month_rows.exists()


def test_a_product_changes_its_words_place_months_maker_and_source():
    one = product(last_known_note_vi="Nguồn khác ghi 3 sao", last_known_stars=3, last_known_year=2020)
    one.month_rows.create(month=5)
    loaded(
        [
            {
                "code": one.slug,
                "name": "Mật ong mới",
                "commune": "Phường Chiềng Cơi",
                "months": "5, 6",
                "maker": "HTX Mới",
                "last_known_stars": 4,
                "last_known_year": 2023,
                "source_url": "https://example.vn/ocop",
            }
        ]
    )
    one.refresh_from_db()
    assert (one.slug, one.name, one.commune_id, one.commune_basis) == ("mat-ong-cu", "Mật ong mới", "03670", "source")
    assert one.search_text == "mat ong moi"
    assert (one.last_known_stars, one.last_known_note_vi) == (4, "")
    assert one.producer.name == "HTX Mới"
    assert [row.month for row in one.month_rows.all()] == [5, 6]
    assert one.sources.get().url == "https://example.vn/ocop"
    assert one.is_listed


def test_a_product_that_was_taken_down_stays_down():
    one = product(is_listed=False, listed_at=None, unlisted_at=timezone.now())
    loaded([{"code": one.slug, "teaser_vi": "Mới"}])
    one.refresh_from_db()
    assert (one.teaser_vi, one.is_listed) == ("Mới", False)


def test_a_maker_is_known_by_name_alias_and_slug():
    one = maker()
    BusinessAlias.objects.create(business=one, name="Ong Cũ")
    loaded([{**GOOD, "name": f"Mật {said}", "maker": said} for said in ("htx cũ", "Ong Cũ", "htx-cu")])
    assert set(Product.objects.values_list("producer", flat=True)) == {one.pk}
    assert Business.objects.count() == 1


def test_a_merged_maker_is_its_heir():
    heir = maker()
    maker(slug="htx-xua", name="HTX Xưa", standing="merged", merged_into=heir)
    loaded([{**GOOD, "maker": "HTX Xưa"}])
    assert Product.objects.get().producer == heir


def test_a_business_that_is_not_public_is_not_found_by_its_name():
    waiting = maker(standing="registered")
    loaded([{**GOOD, "maker": waiting.name}])
    assert Product.objects.get().producer != waiting


def test_a_silent_profile_learns_its_legal_type():
    one = maker()
    sheet = loaded([{**GOOD, "maker": "HTX Cũ", "maker_type": "htx"}])
    one.refresh_from_db()
    assert (one.legal_type, one.version) == ("cooperative", 2)
    assert sheet.new_count == 1


def test_a_source_that_is_known_is_used_as_it_is():
    known = Source.objects.create(url="https://example.vn/ocop", title="Tên đã kiểm tra")
    loaded([{**GOOD, "source_title": "Tên khác", "source_url": known.url}])
    assert list(Product.objects.get().sources.all()) == [known]
    known.refresh_from_db()
    assert known.title == "Tên đã kiểm tra"


# --- What is wrong ----------------------------------------------------------------------------------------------------

LONG = "x" * 161
CODE = "ABCDEFG" + codes.check_sign("ABCDEFG")
WRONG: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "no name": ({"name": None}, [("name", "missing")]),
    "a name too long": ({"name": LONG}, [("name", "too_long")]),
    "a name of signs": ({"name": "12 – 34"}, [("name", "no_letters")]),
    "a name with a Cyrillic o": ({"name": "Mật \u043eng"}, [("name", "look_alike")]),
    "a maker with a Greek A": ({"maker": "HTX \u0391"}, [("maker", "look_alike")]),
    "full-width letters": ({"name": "Ｍật ong"}, [("name", "look_alike")]),
    "no group": ({"group": None}, [("group", "missing")]),
    "group 7": ({"group": 7}, [("group", "group")]),
    "group by a wrong name": ({"group": "Rau"}, [("group", "group")]),
    "a service with a weight": ({"group": 6, "net_weight": "500 g"}, [("net_weight", "service")]),
    "a service with a barcode": ({"group": 6, "barcode": "8938505974194"}, [("barcode", "service")]),
    "two stars": ({"last_known_stars": 2}, [("last_known_stars", "stars")]),
    "seven stars": ({"last_known_stars": 7}, [("last_known_stars", "stars")]),
    "stars in words": ({"last_known_stars": "4 sao"}, [("last_known_stars", "stars")]),
    "half a star": ({"last_known_stars": 3.5}, [("last_known_stars", "stars")]),
    "stars without a year": ({"last_known_year": None}, [("last_known_year", "missing_with_stars")]),
    "stars without a source": (
        {"source_title": None, "source_date": None},
        [("source_title", "missing_with_stars")],
    ),
    "stars of a speciality": ({"kind": "Đặc sản"}, [("last_known_stars", "stars_without_ocop")]),
    "a year to come": ({"last_known_year": 2999}, [("last_known_year", "year")]),
    "a year before the programme": ({"last_known_year": 2001}, [("last_known_year", "year")]),
    "again before": ({"last_known_again": 2022}, [("last_known_again", "again_before")]),
    "month 13": ({"months": "1, 13"}, [("months", "months")]),
    "months in other words": ({"months": "mùa hè"}, [("months", "months")]),
    "months that Excel made a date": ({"months": dt.date(2026, 3, 1)}, [("months", "date")]),
    "a date as a number": ({"source_date": 45000}, [("source_date", "serial_date")]),
    "30 February": ({"source_date": "30/02/2024"}, [("source_date", "partial_date")]),
    "a source from tomorrow": ({"source_date": "2999"}, [("source_date", "partial_date")]),
    "a source without a name": (
        {"source_title": None, "last_known_stars": None},
        [("source_title", "source_without_name")],
    ),
    "an address of a file": ({"source_url": "file:///etc/passwd"}, [("source_url", "address")]),
    "a script as address": ({"source_url": "javascript:alert(1)"}, [("source_url", "address")]),
    "a barcode that does not check": ({"barcode": "8938505974195"}, [("barcode", "barcode_check")]),
    "a barcode of eleven": ({"barcode": "89385059741"}, [("barcode", "barcode")]),
    "a barcode that Excel shortened": ({"barcode": "8.9385E+12"}, [("barcode", "barcode_short")]),
    "a kind that is none": ({"kind": "Rau"}, [("kind", "choice")]),
    "a legal type that is none": ({"maker_type": "Tập đoàn"}, [("maker_type", "choice")]),
    "a legal type without a maker": ({"maker": None, "maker_type": "Công ty"}, [("maker", "type_without_maker")]),
    "a commune that is none": ({"commune": "Xã Không Có"}, [("commune", "commune")]),
    "a code that is none": ({"commune": "99999"}, [("commune", "commune")]),
    "a code and another name": ({"commune": "03670 Chiềng Sinh"}, [("commune", "commune_name")]),
    "a commune of before": ({"commune": "xã Hua La"}, [("commune", "commune_former")]),
    "a commune of the other province": ({"commune": "Điện Biên Phủ"}, [("commune", "commune_other")]),
    "a code of the other province": ({"commune": 3127}, [("commune", "commune_other")]),
    "a permanent code that was never given": ({"code": codes.spaced(CODE)}, [("code", "unknown_code")]),
    "a key that is none": ({"code": "Mật ong"}, [("code", "code")]),
    "true": ({"teaser_vi": True}, [("teaser_vi", "boolean")]),
    "a formula": ({"teaser_vi": "=A1"}, [("teaser_vi", "formula")]),
    "several at once": (
        {"group": 9, "months": "0", "last_known_stars": 1, "commune": "?"},
        [("group", "group"), ("commune", "commune"), ("last_known_stars", "stars"), ("months", "months")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_row_and_column(name):
    province("Điện Biên")
    change, wanted = WRONG[name]
    sheet = checked([{**GOOD, "name": "Sáp ong"}, {**GOOD, **change}])
    assert (sheet.state, sheet.faulty_count) == (State.FAULTY, 1)
    assert sorted(problems(sheet)) == sorted((3, column, code) for column, code in wanted)
    for row in sheet.rows.exclude(problems=[]):
        for problem in map(Problem.from_json, row.problems):
            assert "%" not in problem.sentence.replace("%%", "")
    with pytest.raises(Refused):
        imports.apply(sheet=sheet, officer=None, now=timezone.now())
    assert not Product.objects.exists()


def test_excel_gives_communes_as_numbers_and_groups_by_name():
    loaded([{**GOOD, "commune": 3670, "group": "1. Thực phẩm"}, {**GOOD, "name": "Sáp", "group": "thuc pham"}])
    assert Product.objects.get(name=GOOD["name"]).commune_id == "03670"
    assert set(Product.objects.values_list("group", flat=True)) == {1}


SAID = (
    "Chiềng Sinh",
    "phường Chiềng Sinh",
    "P. Chiềng Sinh, tỉnh Sơn La",
    "03679 Phường Chiềng Sinh",
    "chieng sinh",
)


@pytest.mark.parametrize("said", SAID)
def test_a_name_that_both_provinces_have_is_that_of_the_sheet(said):
    province("Điện Biên")
    loaded([{**GOOD, "commune": said}])
    assert Product.objects.get().commune_id == "03679"


def test_the_same_product_twice_in_a_file():
    sheet = checked([GOOD, {**GOOD, "teaser_vi": "x"}, {**GOOD, "name": "MẬT ONG hoa nhãn"}])
    assert problems(sheet) == [(3, "name", "twice"), (4, "name", "twice")]
    far = [{**GOOD, "name": f"Mật {number}"} for number in range(imports.CHUNK + 10)]
    sheet = checked([*far, far[0]])
    assert problems(sheet) == [(len(far) + 2, "name", "twice")]
    assert sheet.rows.last().problems[0][2] == {"row": 2}


def test_two_ways_to_name_one_product_are_one():
    one = product()
    Product.objects.filter(pk=one.pk).update(producer=maker())
    sheet = checked([{"code": one.slug, "teaser_vi": "a"}, {"name": one.name, "maker": "HTX Cũ", "teaser_vi": "b"}])
    assert problems(sheet) == [(3, "name", "twice")]


def test_one_maker_of_two_types():
    sheet = checked([{**GOOD, "maker_type": "HTX"}, {**GOOD, "name": "Sáp", "maker_type": "Công ty"}])
    assert problems(sheet) == [(3, "maker_type", "two_types")]


def test_what_a_seller_keeps_is_not_changed():
    seller = maker(standing="verified", verified_at=timezone.now())
    one = product(producer=seller, is_kept_by_producer=True)
    row = {"code": one.slug, "name": one.name}
    assert problems(checked([{**row, "teaser_vi": "Mới"}])) == [(2, "", "kept")]
    assert checked([row]).same_count == 1


def test_what_stands_in_the_way():
    heir = product()
    product(slug="gop", name="Gộp", is_listed=False, listed_at=None, merged_into=heir)
    other = product(slug="cua-dien-bien", name="Khác", province=province("Điện Biên"))
    PermanentAddress.objects.create(code=CODE, product=other)
    product(slug="vi-du", name="Ví dụ", is_example=True)
    maker(standing="suspended", reason="Thu hồi")
    maker(slug="a-1", name="HTX Trùng")
    maker(slug="a-2", name="HTX trùng")
    typed = maker(slug="co-loai", name="HTX Có Loại", legal_type="company")
    for number in (1, 2):
        product(slug=f"doi-{number}", name="Sinh đôi", producer=typed)
    rows = [
        {**GOOD, "code": "gop"},
        {**GOOD, "code": "cua-dien-bien"},
        {**GOOD, "code": other.address.code},
        {**GOOD, "code": "vi-du"},
        {**GOOD, "maker": "HTX Cũ"},
        {**GOOD, "name": "Mật 2", "maker": "HTX Trùng"},
        {**GOOD, "name": "Mật 3", "maker": "HTX Có Loại", "maker_type": "HTX"},
        {**GOOD, "name": "Sinh đôi", "maker": "HTX Có Loại"},
        {**GOOD, "name": "Mật 4", "code": "theo-mua"},
    ]
    assert problems(checked(rows)) == [
        (2, "code", "merged"),
        (3, "code", "taken"),
        (4, "code", "unknown_code"),
        (5, "code", "taken"),
        (6, "maker", "maker_suspended"),
        (7, "maker", "two_makers"),
        (8, "maker_type", "maker_type"),
        (9, "code", "two_products"),
        (10, "code", "reserved"),
    ]


# --- All or nothing ---------------------------------------------------------------------------------------------------


def seen() -> list[Any]:
    """What a visitor sees."""
    listed = Product.objects.listed().order_by("slug").values_list("slug", "teaser_vi", "month_rows__month")
    return [list(listed), list(Business.objects.public().order_by("slug").values_list("slug", flat=True))]


def test_a_visitor_sees_nothing_or_everything(monkeypatch):
    old = [product(slug=f"cu-{number}", name=f"Cũ {number}") for number in range(3)]
    rows = [{**GOOD, "name": f"Mật {number}", "maker": f"HTX {number}", "months": "5"} for number in range(7)]
    rows += [{"code": one.slug, "teaser_vi": "Mới", "months": "6"} for one in old]
    sheet = checked(rows)
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    monkeypatch.setattr(imports, "CHUNK", 2)
    sheet.refresh_from_db()
    states, views = [], []
    while sheet.is_in_work:
        imports.carry_on(sheet.pk, now=timezone.now, seconds=0)  # a step a run
        sheet.refresh_from_db()
        states.append(sheet.state)
        if (view := seen()) not in views:
            views.append(view)
    assert states[0] == State.APPLYING
    assert len(views) == 2, "before and after, nothing between"
    assert len(views[0][0]) == 3
    assert len(views[1][0]) == 10
    assert all(teaser == "Mới" for slug, teaser, _month in views[1][0] if slug.startswith("cu-"))
    assert sheet.state == State.APPLIED


def test_whoever_edits_meanwhile_is_not_overwritten():
    one = product()
    sheet = checked([GOOD, {"code": one.slug, "teaser_vi": "Từ tệp"}])
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    imports.carry_on(sheet.pk, now=timezone.now, seconds=0)
    assert Product.objects.count() == 2
    one.teaser_vi = "Của cán bộ"
    one.save()
    worked(sheet)
    one.refresh_from_db()
    assert one.teaser_vi == "Của cán bộ"
    assert (sheet.state, sheet.trouble) == (State.CHECKED, SheetImport.Trouble.CHANGED)
    assert Product.objects.count() == 1
    assert not Business.objects.exists()
    assert not Source.objects.exists()
    assert not PermanentAddress.objects.exists()
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    assert worked(sheet).state == State.APPLIED
    one.refresh_from_db()
    assert one.teaser_vi == "Từ tệp"


def test_what_has_become_wrong_is_told_and_nothing_is_loaded():
    one = product()
    new = [{**GOOD, "name": f"Mật {number}"} for number in range(imports.CHUNK)]
    sheet = checked([*new, {"code": one.slug, "teaser_vi": "x"}])
    seller = maker(standing="verified", verified_at=timezone.now())
    Product.objects.filter(pk=one.pk).update(producer=seller, is_kept_by_producer=True)
    before = contents()
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    worked(sheet)
    assert (sheet.state, sheet.trouble, sheet.faulty_count) == (State.FAULTY, SheetImport.Trouble.CHANGED, 1)
    assert problems(sheet) == [(imports.CHUNK + 2, "", "kept")]
    assert contents() == before


def test_a_source_that_somebody_else_uses_by_now_stays():
    sheet = checked([GOOD])
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    imports.carry_on(sheet.pk, now=timezone.now, seconds=0)
    product(slug="khac").sources.add(Source.objects.get())
    stop(sheet)
    imports.cancel(sheet=sheet, now=timezone.now())
    assert worked(sheet).state == State.CHECKED
    assert Source.objects.count() == 1


def stop(sheet: SheetImport) -> None:
    """As if work on it had failed three times."""
    WorkItem.objects.filter(kind=imports.CARRY_ON, key=str(sheet.pk)).update(state="parked", attempts=3)


def test_a_file_that_has_stopped_can_go_on_or_be_given_up(monkeypatch):
    sheet = checked([{**GOOD, "name": f"Mật {number}"} for number in range(3)])
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    with pytest.raises(Refused):
        imports.cancel(sheet=sheet, now=timezone.now())
    with monkeypatch.context() as broken:
        broken.setattr(imports, "_show", lambda *args: 1 / 0)
        for _attempt in range(3):
            WorkItem.objects.update(not_before=timezone.now() - dt.timedelta(hours=1))
            work.sweep()
    assert imports.is_stopped(sheet)
    assert Product.objects.count() == 3
    assert not Product.objects.listed().exists()
    with pytest.raises(Refused):
        imports.discard(sheet=sheet, now=timezone.now())
    imports.cancel(sheet=sheet, now=timezone.now())
    worked(sheet)
    assert (sheet.state, sheet.trouble) == (State.CHECKED, SheetImport.Trouble.CANCELLED)
    assert not Product.objects.exists()
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    stop(sheet)
    imports.try_again(sheet=sheet)
    assert worked(sheet).state == State.APPLIED
    assert Product.objects.listed().count() == 3


def test_one_file_of_a_province_at_a_time():
    first, second = checked([GOOD]), checked([{**GOOD, "name": "Sáp"}])
    other = checked([{**GOOD, "name": "Chè"}], of="Điện Biên")
    imports.apply(sheet=first, officer=None, now=timezone.now())
    with pytest.raises(Refused):
        imports.apply(sheet=second, officer=None, now=timezone.now())
    imports.apply(sheet=other, officer=None, now=timezone.now())
    with pytest.raises(Refused):
        imports.apply(sheet=first, officer=None, now=timezone.now())
    worked(first)
    imports.apply(sheet=second, officer=None, now=timezone.now())
    worked(second)
    assert Product.objects.listed().count() == 3


def test_two_workers_on_one_file(monkeypatch):
    """The lease of a worker may end while it still works: then both go through the same rows."""
    sheet = checked([{**GOOD, "name": f"Mật {number}"} for number in range(5)])
    imports.apply(sheet=sheet, officer=None, now=timezone.now())
    monkeypatch.setattr(imports, "CHUNK", 2)
    match = imports.Matcher.match

    def overtake(matcher: Any, rows: Any) -> Any:
        found = match(matcher, rows)
        monkeypatch.setattr(imports.Matcher, "match", match)
        imports.carry_on(sheet.pk, now=timezone.now)  # the other one does all of it
        return found

    monkeypatch.setattr(imports.Matcher, "match", overtake)
    imports.carry_on(sheet.pk, now=timezone.now)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.new_count) == (State.APPLIED, 5)
    assert Product.objects.listed().count() == 5
    assert Business.objects.count() == 1


def test_a_file_that_storage_has_lost():
    sheet = received([GOOD])
    default_storage.delete(sheet.file.name)
    worked(sheet)
    assert (sheet.state, sheet.trouble) == (State.FAILED, SheetImport.Trouble.LOST)
    imports.discard(sheet=sheet, now=timezone.now())
    assert not SheetImport.objects.exists()


def test_a_run_stops_in_time_and_asks_for_the_rest():
    sheet = received([{**GOOD, "name": f"Mật {number}"} for number in range(imports.CHUNK + 1)])
    imports.carry_on(sheet.pk, now=timezone.now, seconds=0)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.done_count) == (State.READING, imports.CHUNK)
    assert WorkItem.objects.get(kind=imports.CARRY_ON).key == str(sheet.pk)
    assert worked(sheet).state == State.CHECKED
    assert sheet.rows.count() == imports.CHUNK + 1


def test_questions_do_not_grow_with_the_rows():
    def asked(count: int) -> int:
        sheet = received([{**GOOD, "name": f"Mật {number}", "maker": f"HTX {number}"} for number in range(count)])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            worked(sheet)
        imports.discard(sheet=sheet, now=timezone.now())
        return len(queries)

    assert asked(100) <= asked(10) + 8  # the same chunk; bulk inserts are split by the database


def test_a_file_that_nobody_loads_is_forgotten():
    old, young = checked([GOOD]), checked([GOOD])
    SheetImport.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - imports.KEPT - dt.timedelta(days=1))
    assert imports.forget(now=timezone.now()) == 1
    assert list(SheetImport.objects.all()) == [young]


def test_stored_files_without_a_row_go_when_they_are_old():
    name = default_storage.save("imports/la.jsonl.gz", books.file(b"x"))
    kept = received([GOOD])
    imports.forget(now=timezone.now())
    assert default_storage.exists(name), "a file may be there before its row"
    imports.forget(now=timezone.now() + dt.timedelta(hours=2))
    assert not default_storage.exists(name)
    assert default_storage.exists(kept.file.name)


def test_a_row_that_cannot_be_written_leaves_no_file(monkeypatch):
    before = set(default_storage.listdir("imports")[1]) if default_storage.exists("imports") else set()
    monkeypatch.setattr(work, "ask", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        received([GOOD])
    assert not SheetImport.objects.exists()
    assert set(default_storage.listdir("imports")[1]) == before
