"""Spreadsheets of values: every row checked with row and reason, all of them handed in or none."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.core import work
from portal.core.models import Source, WorkItem
from portal.figures.models import FigureSheet, Observation, PeriodType, Status, Unit
from portal.figures.number_faults import NUMBER_FAULTS
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
    return sheets.receive(content=content, file_name="so-lieu.csv", by=user(), now=timezone.now())


def checked(content):
    sheet = received(content)
    work.sweep()
    sheet.refresh_from_db()
    return sheet


def many(count, *faulty):
    """A file whose rows have sources of their own; the values of some are no numbers."""
    changes = ({"url": f"https://bao.example.vn/{number}"} for number in range(2, count + 2))
    wrong = {"value": "5,3 triệu"}
    return csv(*(one | (wrong if number in faulty else {}) for number, one in enumerate(changes, start=2)))


def outcome(sheet):
    sheet.refresh_from_db()
    return sheet.state, sheet.done_count, sheet.problems


def is_asked_for(sheet):
    return WorkItem.objects.filter(kind=sheets.CHECK, key=str(sheet.pk)).exists()


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


def test_a_file_waits_for_a_worker_and_cannot_be_handed_in_before():
    sheet = received(csv({}, {"value": "5,3 triệu"}))
    assert (*outcome(sheet), sheet.row_count) == ("checking", 0, [], 2)
    with pytest.raises(ValidationError, match="chưa kiểm tra xong"):
        sheets.apply(sheet=sheet, now=factories.NOW)
    assert outcome(sheet) == ("checking", 0, [])
    assert not Observation.objects.exists()
    work.sweep()
    state, done, found = outcome(sheet)
    assert (state, done, [number for number, _column, _said in found]) == ("faulty", 2, [3])
    assert not is_asked_for(sheet)


def test_a_file_without_its_work_is_not_kept(monkeypatch):
    monkeypatch.setattr(work, "ask", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        received(csv({}))
    assert not FigureSheet.objects.exists()


@pytest.fixture
def before_row(monkeypatch):
    """Has something happen before a row of the file is read; returns the numbers of the rows that are read."""
    read, things, numbers = sheets._read, {}, []

    def watched(row, cells, known):
        numbers.append(row.number)
        things.pop(row.number, things.get(0, lambda: None))()
        read(row, cells, known)

    def happen(number, thing):
        """``number`` 0 is before every row."""
        things[number] = thing
        return numbers

    monkeypatch.setattr(sheets, "_read", watched)
    return happen


def test_a_check_tells_how_far_it_is_and_keeps_no_transaction_open(before_row):
    sheet = received(many(250))
    told, depths = [], set()

    def look():
        told.append(FigureSheet.objects.get(pk=sheet.pk).done_count)
        depths.add(len(connection.savepoint_ids))

    before_row(0, look)
    depth = len(connection.savepoint_ids)
    work.sweep()
    assert told == [0] * 100 + [100] * 100 + [200] * 50
    assert depths == {depth}
    assert outcome(sheet) == ("checked", 250, [])


def test_what_a_killed_worker_left_is_done_by_the_next_one(before_row):
    content = many(250, 30, 170)
    undisturbed = outcome(checked(content))
    assert [number for number, _column, _said in undisturbed[2]] == [30, 170]
    sheet = received(content)

    def die():
        raise SystemExit

    before_row(180, die)
    with pytest.raises(SystemExit):
        work.sweep()
    assert outcome(sheet) == ("checking", 100, [])
    work.sweep()
    assert outcome(sheet) == ("checking", 100, []), "nobody knows yet that the worker is dead"
    work.sweep(now=lambda: timezone.now() + settings.PORTAL_WORK_LEASE + dt.timedelta(seconds=1))
    assert outcome(sheet) == undisturbed
    assert not is_asked_for(sheet)
    sheets.carry_on(sheet.pk)
    assert outcome(sheet) == undisturbed


def test_a_file_may_be_thrown_away_while_it_is_checked(before_row):
    sheet = received(many(250))
    read = before_row(150, lambda: sheets.discard(sheet=sheet))
    work.sweep()
    assert not FigureSheet.objects.exists()
    assert not is_asked_for(sheet)
    assert len(read) == 200, "the worker stops where it would have told how far it is"
    sheets.carry_on(sheet.pk)


def test_a_worker_that_was_overtaken_changes_nothing(before_row):
    """The lease of a worker may end while it still works: then another one goes through the same rows."""
    sheet = received(many(180))

    def overtake():
        sheets.carry_on(sheet.pk)
        sheets.apply(sheet=sheet, now=factories.NOW)

    before_row(150, overtake)
    sheets.carry_on(sheet.pk)
    assert outcome(sheet) == ("applied", 180, [])
    assert Observation.objects.count() == 180


def test_a_check_that_failed_too_often_waits_for_a_person(before_row):
    sheet = received(csv({}))
    for _attempt in range(3):
        assert sheets.stopped_work(sheet) is None
        before_row(2, lambda: 1 / 0)
        WorkItem.objects.update(not_before=timezone.now())
        work.sweep()
    assert "ZeroDivisionError" in sheets.stopped_work(sheet).last_error
    assert outcome(sheet) == ("checking", 0, [])
    sheets.try_again(sheet=sheet)
    assert sheets.stopped_work(sheet) is None
    work.sweep()
    assert outcome(sheet) == ("checked", 1, [])


def test_a_file_is_read_and_answered_in_the_language_of_whoever_sent_it():
    with translation.override("en"):
        said = str(NUMBER_FAULTS["words"])
        words = {"period_type": PeriodType.YEAR.label, "unit": Unit.VISITS.label, "status": Status.ESTIMATE.label}
        faulty = received(csv(words | {"value": "5,3 triệu"}))
        good = received(csv(words))
    assert said != str(NUMBER_FAULTS["words"])
    work.sweep()
    assert [sentence for _number, _column, sentence in outcome(faulty)[2]] == [f"“5,3 triệu”: {said}"]
    sheets.apply(sheet=faulty, now=factories.NOW)
    assert [sentence for _number, _column, sentence in outcome(faulty)[2]] == [f"“5,3 triệu”: {said}"]
    assert outcome(good)[0] == "checked"
    assert sheets.apply(sheet=good, now=factories.NOW) == 1


def test_a_file_is_checked_and_then_handed_in_as_a_whole():
    sheet = checked(csv({}, {"period": "2023"}))
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


def test_choices_are_written_in_either_language():
    with translation.override("en"):
        sheet = received(csv({}))
    work.sweep()
    assert outcome(sheet)[0] == "checked", "Vietnamese words in the file of an editor who reads English"


def test_rows_of_one_source_share_it_and_the_first_one_describes_it():
    known = factories.source(url="https://bao.example.vn/da-co", title="Đã có")
    by_title = {"url": "", "source_title": "Báo cáo năm"}
    sheet = checked(
        csv(
            {"period": "2020", "url": known.url, "source_title": "Tên khác"},
            {"period": "2021"} | by_title,
            {"period": "2022", "published_on": "2023"} | by_title,
        )
    )
    assert sheets.apply(sheet=sheet, now=factories.NOW) == 3
    found = {one.period: one.source for one in Observation.objects.select_related("source")}
    assert found["2020"] == known
    assert found["2020"].title == "Đã có"
    assert found["2021"] == found["2022"]
    assert (found["2021"].url, found["2021"].published_on) == (None, "2024-12-30")


def test_loading_asks_the_database_as_often_for_many_rows_as_for_few(django_assert_max_num_queries):
    few, more = checked(many(3)), checked(many(90))
    Observation.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert sheets.apply(sheet=few, now=factories.NOW) == 3
    Observation.objects.all().delete()
    with django_assert_max_num_queries(len(asked) + 2):
        assert sheets.apply(sheet=more, now=factories.NOW) == 90


def test_one_bad_row_keeps_all_of_them_out():
    sheet = checked(csv({}, {"value": "5,3 triệu"}))
    assert (sheet.state, sheet.faulty_count) == ("faulty", 1)
    assert sheet.problems[0][:2] == [3, "Giá trị"]
    assert sheets.apply(sheet=sheet, now=factories.NOW) == 0
    assert not Observation.objects.exists()
    assert not Source.objects.exists()


def test_a_file_is_checked_again_when_it_is_handed_in():
    sheet = checked(csv({}))
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
    assert not WorkItem.objects.filter(kind=sheets.CHECK).exists()
