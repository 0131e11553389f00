"""Makes spreadsheets for tests: good ones by column names, and the parts of a workbook that no program would write."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook

from products.sheets.columns import BY_NAME, PRODUCTS

#: A row that can be loaded anywhere: its maker and source are new.
GOOD = {
    "name": "Mật ong hoa nhãn",
    "group": 1,
    "maker": "HTX Ong Sông Mã",
    "source_title": "Danh sách sản phẩm OCOP",
    "source_date": "2024",
    "last_known_stars": 4,
    "last_known_year": 2023,
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def headings(names: Iterable[str]) -> list[str]:
    """Headings of columns by name; what is no column stands as it is."""
    return [BY_NAME[name].heading if name in BY_NAME else name for name in names]


def workbook(rows: Sequence[Mapping[str, Any]], *, names: Sequence[str] = (), title: str = PRODUCTS) -> bytes:
    """A workbook with a row for each mapping of column names to values."""
    names = names or list(dict.fromkeys(name for row in rows for name in row))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append(headings(names))
    for row in rows:
        sheet.append([row.get(name) for name in names])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(rows: Sequence[Mapping[str, Any]], *, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """The same as comma separated values."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow(headings(names))
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return buffer.getvalue().encode(encoding)


SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def rebuilt(content: bytes, parts: Mapping[str, bytes], *, without: Sequence[str] = ()) -> bytes:
    """A workbook with some of its parts in other words, or without them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in without:
                new.writestr(part.filename, parts.get(part.filename) or old.read(part))
    return buffer.getvalue()


def worksheet(rows: str, *, head: str = "", tail: str = "") -> bytes:
    """The XML of a worksheet around rows that are XML already."""
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'.encode()


def cell(place: str, value: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def file(content: bytes, name: str = "san-pham.xlsx") -> ContentFile[bytes]:
    """An uploaded file."""
    return ContentFile(content, name=name)
