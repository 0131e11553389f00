"""Judges an uploaded spreadsheet, and keeps of it what the portal reads: the cells of known columns, written anew.

Foreign bytes are taken apart in a process of its own (``portal.media.tables``) and go no further: what is stored is a
compressed text of our own making, a line a row. A refusal is a ``ValidationError`` in the language of the sender that
says what to do; nothing has been stored by then. Columns that the portal does not know are not kept, whatever is in
them.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, Self

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.media import document_intake, tables
from portal.media.intake import MEGABYTE
from products.sheets.cells import Cell
from products.sheets.columns import PRODUCTS, Heading, letter, read_heading

LARGEST: Final = 10 * MEGABYTE
MOST_ROWS: Final = 10_000
#: What a cell of Excel holds at most.
MOST_CHARACTERS: Final = 32_767

Row = tuple[int, dict[str, Cell]]


@dataclass(frozen=True)
class JudgedSheet:
    """A spreadsheet that may be taken: its rows as ``read_rows`` reads them, and what its first row says.

    Its content is a file without a name, which is gone when the ``with`` block ends.
    """

    content: File[bytes]
    heading: Heading
    row_count: int

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.content.close()

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each known column, by name."""
        return {name: letter(position) for position, name in self.heading.columns.items()}


def judge(file: File[bytes]) -> JudgedSheet:
    """Judge an uploaded spreadsheet. Raises ``ValidationError``; use the answer in a ``with`` block."""
    document_intake.check_size(file, LARGEST)
    kept = tempfile.TemporaryFile()  # noqa: SIM115 (``JudgedSheet`` closes it)
    try:
        with gzip.open(kept, "wt", encoding="utf-8") as rows:
            heading, count = _copy(document_intake.content_of(file), rows)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    return JudgedSheet(File(kept, "rows"), heading, count)


def read_rows(content: IO[bytes]) -> Iterator[Row]:
    """Rows of ``JudgedSheet.content``: the number of each in the file that was sent, and its cells by column."""
    with gzip.open(content, "rt", encoding="utf-8") as lines:
        for line in lines:
            number, row = json.loads(line)
            yield number, cells_of(row)


def cells_of(row: dict[str, list[Any]]) -> dict[str, Cell]:
    """Cells by column, from JSON."""
    return {name: Cell(*cell) for name, cell in row.items()}


def _copy(content: bytes, out: IO[str]) -> tuple[Heading, int]:
    """Write the rows of known columns; return the heading and how many rows there are."""
    heading: Heading | None = None
    count = 0
    for number, cells in tables.foreign_rows(
        content, sheet=PRODUCTS, most_rows=MOST_ROWS, most_characters=MOST_CHARACTERS
    ):
        if heading is None:
            heading = _checked(read_heading((column, str(value)) for column, _kind, value in cells))
            continue
        row = {heading.columns[column]: [kind, value] for column, kind, value in cells if column in heading.columns}
        if any(str(value).strip() for _kind, value in row.values()):
            json.dump([number, row], out, ensure_ascii=False)
            out.write("\n")
            count += 1
    if heading is None or not count:
        raise tables.refusal("empty")
    return heading, count


def _checked(heading: Heading) -> Heading:
    """Refuse a first row in which a column lacks or stands twice."""
    if not heading.columns:
        raise ValidationError(
            _("Dòng đầu không có tên cột nào của mẫu. Hãy tải tệp mẫu và giữ nguyên dòng đầu của nó."), code="heading"
        )
    if heading.doubled:
        raise ValidationError(
            _("Cột bị lặp: %(columns)s. Hãy xoá bớt hoặc đổi tên rồi gửi lại."),
            code="doubled",
            params={"columns": ", ".join(heading.doubled)},
        )
    if heading.missing:
        raise ValidationError(
            _("Thiếu cột: %(columns)s. Hãy lấy tên cột như trong tệp mẫu rồi gửi lại."),
            code="missing",
            params={"columns": ", ".join(heading.missing)},
        )
    return heading
