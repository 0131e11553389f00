"""Uploaded spreadsheets: what is refused, with which words, and what is kept of those that are taken."""

from __future__ import annotations

import gzip

import pytest
from django.core.exceptions import ValidationError

from portal.media import sandbox
from products.sheets import files
from products.sheets.rows import parse
from tests.products.sheets import books, hostile

GOOD = books.GOOD


def kept(content: bytes, name: str = "san-pham.xlsx") -> list[tuple[int, dict]]:
    """Number and values of every row that is kept."""
    with files.judge(books.file(content, name)) as judged:
        return [(number, parse(cells)[0]) for number, cells in files.read_rows(judged.content)]


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_files_are_refused_with_a_sentence(name):
    make, code = hostile.FILES[name]
    with pytest.raises(ValidationError) as refusal:
        files.judge(books.file(make()))
    assert refusal.value.code == code
    (sentence,) = refusal.value.messages
    assert "%(" not in sentence


@pytest.mark.parametrize("make", [books.workbook, books.text])
def test_a_good_file_is_kept_row_by_row(make):
    rows = [{**GOOD, "months": "9-11", "commune": "03670"}, {**GOOD, "name": "Sáp ong"}]
    first, second = kept(make(rows))
    assert (first[0], second[0]) == (2, 3)
    assert first[1] == {**GOOD, "months": (9, 10, 11), "commune": "03670"}
    assert second[1] == {**GOOD, "name": "Sáp ong"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separators_and_the_byte_order_mark(separator, encoding):
    ((number, values),) = kept(books.text([GOOD], separator=separator, encoding=encoding), "san-pham.csv")
    assert (number, values) == (2, GOOD)


def test_a_line_that_names_the_separator():
    content = b"sep=;\r\n" + books.text([GOOD], separator=";", encoding="utf-8")
    assert kept(content) == [(3, GOOD)]


def test_the_name_of_a_file_says_nothing():
    assert kept(books.workbook([GOOD]), "san-pham.csv") == kept(books.text([GOOD]), "san-pham.xlsx")


def test_columns_that_nobody_knows_are_not_kept():
    with files.judge(books.file(books.workbook([{**GOOD, "Mã số thuế": "001085012345", "": "x"}]))) as judged:
        assert judged.heading.unknown == ("Mã số thuế",)
        assert judged.letters["name"] == "A"
        assert b"001085012345" not in gzip.decompress(judged.content.read())


def test_blank_rows_are_left_out_and_counted():
    content = books.workbook([GOOD, {}, {"name": "  "}, {**GOOD, "name": "Sáp ong"}])
    assert [number for number, _values in kept(content)] == [2, 5]


def test_the_sheet_of_products_is_read_wherever_it_stands():
    book = books.Workbook()
    book.active.title = "Ghi chú"
    book.active["A1"] = "không phải bảng"
    sheet = book.create_sheet("sản phẩm")
    sheet.append(books.headings(["name", "group"]))
    sheet.append(["Mật ong", 1])
    assert kept(books.saved(book)) == [(2, {"name": "Mật ong", "group": 1})]


def test_a_sheet_that_says_it_is_as_large_as_can_be():
    content = books.workbook([GOOD])
    sheet = books.worksheet(
        f'<row r="1">{books.cell("A1", "Tên sản phẩm")}</row><row r="2">{books.cell("A2", "Mật ong")}</row>'
    ).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    assert kept(books.rebuilt(content, {books.SHEET: sheet})) == [(2, {"name": "Mật ong"})]


@pytest.mark.parametrize("name", hostile.FORMULAS)
def test_formulas_are_told_and_not_computed(name):
    value = hostile.FORMULAS[name]
    for content in (books.workbook([{**GOOD, "teaser_vi": value}]), books.text([{**GOOD, "teaser_vi": value}])):
        with files.judge(books.file(content)) as judged:
            ((_number, cells),) = files.read_rows(judged.content)
        values, problems = parse(cells)
        assert [(problem.column, problem.code) for problem in problems] == [("teaser_vi", "formula")]
        assert "teaser_vi" not in values


def test_a_child_that_says_anything_is_not_believed(monkeypatch):
    """A reader that has been taken over may answer what it likes."""
    answers = [
        [({"rows": 1}, b"no json")],
        [({"rows": 1}, b'{"a": 1}')],
        [({"rows": 1}, b'[["x", []]]')],
        [({"rows": 1}, b"[[1, [[1]]]]")],
        [({"rows": 1}, '[[1, [[1, "text", "Tên sản phẩm"]]], [2, [[1, "text", "x"]]]]'.encode())],
        [],
    ]
    for made in answers:
        monkeypatch.setattr(sandbox, "run", lambda *args, made=made, **kwargs: (one for one in made))
        with pytest.raises(ValidationError) as refusal:
            files.judge(books.file(books.workbook([GOOD])))
        assert refusal.value.code == "unreadable"
