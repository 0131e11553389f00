"""Spreadsheets of values: every row checked with row and reason, all of them handed in or none."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.core.models import Source
from portal.figures.models import FigureSheet, Observation
from portal.figures.services import sheets
from tests.figures import factories
from tests.products.factories import user

pytestmark = pytest.mark.django_db
GOOD = {
    "indicator": "Lượt khách",
    "area": "son-la",
    "period": "2024",
    "period_type": "Cả năm",
    "value": "5300000",
    "unit": "lượt khách",
    "status": "Ước tính",
    "url": "https://bao.example.vn/so-lieu",
    "source_title": "Khách năm 2024",
    "published_on": "2024-12-30",
}


@pytest.fixture(autouse=True)
def world():
    factories.indicator(code="visitors_total", name_vi="Lượt khách", name_en="Visits")
    factories.area(code="son-la", name_vi="Sơn La", name_en="Sơn La")


def row(number=2, **changes):
    cells = {name: value if isinstance(value, list) else ["text", value] for name, value in (GOOD | changes).items()}
    return [number, {name: cell for name, cell in cells.items() if cell[1] != ""}]


def problems(*rows):
    return [(one.number, column, sentence) for one in sheets.check(rows) for column, sentence in one.problems]


def csv(*rows):
    names = list(GOOD)
    lines = [",".join(sheets.COLUMNS[name] for name in names)]
    lines += [",".join(f'"{(GOOD | changes)[name]}"' for name in names) for changes in rows]
    return "\r\n".join(lines).encode()


def received(content):
    return sheets.receive(content=content, file_name="so-lieu.csv", by=user(), now=factories.NOW)


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"period": "2024-09/2024-01"}, "period", "kết thúc trước khi bắt đầu"),
        ({"period": "quý một"}, "period", "không phải là kỳ"),
        ({"period": ["date", "2024-05-01"]}, "period", "Excel đã đổi ô này thành ngày"),
        ({"period": ""}, "period", "Không rõ thời gian"),
        ({"unit": "tỷ đồng"}, "unit", "không trộn đơn vị"),
        ({"unit": "triệu"}, "unit", "không có trên cổng"),
        ({"value": "5.300.000"}, "value", "5.300.000 viết là 5300000"),
        ({"value": "5,300,000"}, "value", "dấu phân cách hàng nghìn"),
        ({"value": "5.300"}, "value", "dấu phân cách hàng nghìn"),
        ({"value": "5,3 triệu"}, "value", "Chỉ viết chữ số"),
        ({"value": "5.3"}, "value", "0 chữ số thập phân"),
        ({"value": ["number", 5.3]}, "value", "0 chữ số thập phân"),
        ({"value": "-5"}, "value", "không được âm"),
        ({"value": ["number", -5]}, "value", "không được âm"),
        ({"value": "=1+1"}, "value", "công thức"),
        ({"value": ["formula", "=A1"]}, "value", "công thức"),
        ({"value": ["boolean", True]}, "value", "Không phải là số"),
        ({"value": ""}, "value", "Còn thiếu"),
        ({"value": ["number", 10**15]}, "value", "14"),
        ({"area": "Atlantis"}, "area", "không có trên cổng"),
        ({"area": "=HYPERLINK(1)"}, "area", "công thức"),
        ({"indicator": "Lượt chim"}, "indicator", "không có trên cổng"),
        ({"status": "chắc chắn"}, "status", "không có trên cổng"),
        ({"status": "Đã có", "period": "2031"}, "status", "Kỳ chưa kết thúc"),
        ({"status": "Đã có", "quote": "phấn đấu đón 5,3 triệu lượt khách"}, "status", "Chọn trạng thái “Mục tiêu”"),
        ({"url": "javascript:alert(1)"}, "url", "không phải là địa chỉ trang"),
        ({"url": "", "source_title": ""}, "url", "Nguồn cần tên hoặc địa chỉ"),
        ({"published_on": "hôm qua"}, "published_on", "không phải là ngày"),
        ({"holiday": "Tết Nguyên đán"}, "holiday", "loại kỳ phải là"),
        ({"note_vi": "a" * 501}, "note_vi", "500"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_input_is_refused_with_row_and_reason(changes, column, said):
    found = problems(row(7, **changes))
    assert [(number, name) for number, name, _sentence in found] == [(7, column)]
    assert said in found[0][2]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"value": ["number", 5300000]},
        {"period": ["number", 2024]},
        {"indicator": "visitors_total", "area": "SƠN LA", "status": "estimate", "unit": "visits"},
        {"status": "Mục tiêu", "period": "2031", "quote": "phấn đấu đón 5,3 triệu lượt khách"},
        {"status": "Đã có", "quote": "đạt 105% mục tiêu của năm"},
        {"period": "", "period_type": "Không rõ thời gian"},
        {"qualifier": "hơn", "holiday": "Tết Nguyên đán", "period_type": "Kỳ nghỉ, lễ hội", "period": "2024-02"},
    ],
    ids=str,
)
def test_good_input_is_taken(changes):
    assert problems(row(**changes)) == []


def test_what_stands_twice_is_refused():
    assert [one[:2] for one in problems(row(2), row(3, value="1"), row(4, period="2023"))] == [(3, "")]
    source = factories.source(url=GOOD["url"])
    indicator, area = (model.objects.get() for model in (sheets.Indicator, sheets.Area))
    factories.observation(indicator=indicator, area=area, source=source)
    assert [one[:2] for one in problems(row(2))] == [(2, "")]


def test_a_file_is_checked_and_then_handed_in_as_a_whole():
    sheet = received(csv({}, {"period": "2023"}))
    assert (sheet.state, sheet.row_count, sheet.problems) == ("checked", 2, [])
    assert not Observation.objects.exists()
    assert not Source.objects.exists()
    assert sheets.apply(sheet=sheet, now=factories.NOW) == 2
    assert {one.state for one in Observation.objects.all()} == {"in_review"}
    assert not Observation.objects.published().exists()
    assert Source.objects.get().published_on == "2024-12-30"
    sheet.refresh_from_db()
    assert (sheet.state, sheet.rows) == ("applied", [])
    with pytest.raises(ValidationError):
        sheets.apply(sheet=sheet, now=factories.NOW)
    assert Observation.objects.count() == 2


def test_one_bad_row_keeps_all_of_them_out():
    sheet = received(csv({}, {"value": "5,3 triệu"}))
    assert (sheet.state, sheet.faulty_count) == ("faulty", 1)
    assert sheet.problems[0][:2] == [3, "Giá trị"]
    assert sheets.apply(sheet=sheet, now=factories.NOW) == 0
    assert not Observation.objects.exists()
    assert not Source.objects.exists()


def test_a_file_is_checked_again_when_it_is_handed_in():
    sheet = received(csv({}))
    sheets.Area.objects.all().delete()
    assert sheets.apply(sheet=sheet, now=factories.NOW) == 0
    sheet.refresh_from_db()
    assert sheet.state == "faulty"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "trống|không có|hỏng|bảng tính"),
        (csv(), "không có dòng nào"),
        ("Tên,Giá\r\na,b\r\n".encode(), "Thiếu cột"),
        (b"<html><body>x</body></html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "xls|khoá|không đọc"),
    ],
    ids=["empty", "headings", "other table", "html", "old excel"],
)
def test_what_is_no_table_of_values_is_refused_and_nothing_kept(content, said):
    with pytest.raises(ValidationError, match=said):
        received(content)
    assert not FigureSheet.objects.exists()
