"""Writes spreadsheets: the template that officers fill in, and tables in which nothing becomes a formula.

A text that begins like a formula gets an apostrophe before it, as OWASP advises, in xlsx as well: its cells are texts
there, but who saves the file as CSV and opens that would run them. ``cells.text_of`` takes the apostrophe away again.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from portal.core.spreadsheets import MARK, defused
from products.sheets.columns import ALLOWED, COLUMNS, KINDS, LEGAL_TYPES, PRODUCTS

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
#: What a cell of Excel holds.
MOST_CHARACTERS: Final = 32_767
TEXT_FORMAT: Final = "@"
_TEMPLATE_ROWS: Final = 10_001


class _Echo:
    """Gives back what is written, so that a table need not be held in memory."""

    def write(self, text: str) -> str:
        return text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A table as comma separated values, a line at a time."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow([defused(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([defused(value) for value in row])


def workbook_file(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int] = ()
) -> IO[bytes]:
    """A table as a workbook in a file without a name, which stands at its beginning; rows are not held in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for position in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(position)].width = widths[position - 1] if widths else 22
    sheet.append([_bold(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    return _saved(book)


def template(groups: Sequence[str], communes: Sequence[str]) -> IO[bytes]:
    """The workbook that officers fill in: headings alone, and a sheet that says what each column takes.

    All columns are texts: Excel then leaves codes, months and barcodes as they are typed.
    """
    book = Workbook()
    sheet, allowed = book.active, book.create_sheet(ALLOWED)
    sheet.title = PRODUCTS
    sheet.freeze_panes = "A2"
    for position, column in enumerate(COLUMNS, start=1):
        heading = sheet.cell(1, position, column.heading)
        heading.font, heading.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        dimension = sheet.column_dimensions[get_column_letter(position)]
        dimension.width, dimension.number_format = column.width, TEXT_FORMAT
    kinds, legal_types = list(KINDS.values()), list(LEGAL_TYPES.values())
    lists = {"group": groups, "kind": kinds, "maker_type": legal_types, "commune": communes}
    headings = {column.name: column.heading for column in COLUMNS}
    allowed.append(["Cột", "Cách ghi", "", *(headings[name] for name in lists)])
    for column in COLUMNS:
        allowed.append([column.heading, column.note])
    for offset, (name, values) in enumerate(lists.items(), start=4):
        for row, value in enumerate(values, start=2):
            allowed.cell(row, offset, value)
        _offer(sheet, name, get_column_letter(offset), len(values))
        allowed.column_dimensions[get_column_letter(offset)].width = 30
    for cell in allowed[1]:
        cell.font = Font(bold=True)
    for row in range(2, len(COLUMNS) + 2):
        allowed.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
        allowed.cell(row, 1).alignment = Alignment(vertical="top")
    allowed.column_dimensions["A"].width, allowed.column_dimensions["B"].width = 32, 70
    allowed.freeze_panes = "A2"
    return _saved(book)


def _offer(sheet: Any, name: str, column: str, count: int) -> None:
    """A list to choose from beside the cells; something else may be typed, and is judged when the file comes."""
    if not count:
        return
    position = next(place for place, one in enumerate(COLUMNS, start=1) if one.name == name)
    source = f"'{ALLOWED}'!${column}$2:${column}${count + 1}"
    offered = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(position)
    offered.add(f"{letter}2:{letter}{_TEMPLATE_ROWS}")
    sheet.add_data_validation(offered)


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    plain = defused(value)
    if isinstance(plain, int | float):
        return plain
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", plain)[:MOST_CHARACTERS])
    # openpyxl takes a text that begins with "=" for a formula.
    cell.data_type = "s"
    return cell


def _saved(book: Any) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it when it is sent)
    try:
        book.save(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
