"""Reads the rows of a foreign spreadsheet (xlsx or csv), in a process that may die without harm.

The web server starts this file as a child (``portal.media.sandbox``); it gives up its rights to memory, time and files
before it reads the first byte. The request is JSON in the first argument, the file comes on standard input. The answers
are rows, some hundred at a time: ``{"rows": n}`` with JSON bytes ``[[number, [[column, kind, value], …]], …]`` (columns
and rows counted from 1, kinds as below, blank rows left out), then ``{"done": true}``; or ``{"refused": code}`` with
``at`` (a cell or a row) where it can be said. What a file is, its content decides and never its name.

openpyxl reads row by row, but believes what a file says of its own size, unpacks whatever it is given and keeps all
texts in memory: sizes are therefore looked at before it begins, rows and texts counted while it reads.

Request: ``{"most_rows": n, "most_characters": n, "sheet": name of the worksheet that is preferred}``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MEMORY = 1024**3
SECONDS = 30
MEGABYTE = 1024**2
#: Of everything that a workbook unpacks to, and of those parts that openpyxl holds in memory as trees.
MOST_BYTES = 150 * MEGABYTE
MOST_BYTES_A_TREE = 8 * MEGABYTE
#: How many times its own size a part may unpack to; a table of equal rows reaches some sixty.
MOST_RATIO = 200
MOST_PARTS = 2000
MOST_COLUMNS = 100
#: Blank rows that are formatted, and blank rows between two others: beyond, somebody has slipped far down the sheet.
MOST_BLANK = 100_000
MOST_BLANK_BETWEEN = 1000
MOST_TEXT = 48 * MEGABYTE
BATCH_ROWS = 200
BATCH_CHARACTERS = 2 * MEGABYTE

TEXT, NUMBER, DATE, FORMULA, BOOLEAN, ERROR = "text", "number", "date", "formula", "boolean", "error"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?\bref=[\"']([A-Za-z0-9:$]{1,30})[\"']")
#: What is no text: signs that only steer a machine.
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")

Row = tuple[int, list[list[Any]]]


class Refused(Exception):
    """The file cannot be taken; ``code`` says why, ``at`` where."""

    def __init__(self, code: str, at: str = "") -> None:
        super().__init__(code)
        self.code, self.at = code, at


def limit() -> None:
    """Give up memory, processor time, files and core dumps before anything foreign is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def rows_of(content: bytes, most_characters: int, sheet: str) -> Iterator[Row]:
    """Rows of whatever the content is. Raises ``Refused``, or whatever a reader raises."""
    if content.startswith(COMPOUND):
        # Locked workbooks lie in the same container as those of Excel before 2007.
        raise Refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "xls")
    if content.startswith(b"PK"):
        return workbook_rows(content, most_characters, sheet)
    return text_rows(content, most_characters)


# --- Workbooks --------------------------------------------------------------------------------------------------------


def workbook_rows(content: bytes, most_characters: int, sheet: str) -> Iterator[Row]:
    """Rows of a workbook: of the worksheet that is preferred, else of the first one that can be seen."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_archive(archive)
    # A sheet that says it is as large as can be would be read so; one that says nothing would be read twice.
    ReadOnlyWorksheet._get_size = lambda self: None
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    seen = [one for one in book.worksheets if one.sheet_state == "visible"]
    if not seen:
        raise Refused("empty")
    table = next((one for one in seen if one.title.strip().lower() == sheet.lower()), seen[0])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_merged(archive, table._worksheet_path)
    for number, row in enumerate(table.iter_rows(max_col=MOST_COLUMNS), start=1):
        yield number, [cell_of(cell, most_characters) for cell in row if cell.value is not None]


def check_archive(archive: zipfile.ZipFile) -> None:
    """Look at the list of contents alone: nothing is unpacked before its size has been agreed to."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    if len(parts) > MOST_PARTS or len(names) < len(parts):
        raise Refused("complex")
    if "xl/workbook.bin" in names:
        raise Refused("xlsb")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("macro")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("format")
    total = 0
    for part in parts:
        total += part.file_size
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused("unreadable")
        if total > MOST_BYTES:
            raise Refused("bomb")
        if part.file_size > MEGABYTE and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Refused("bomb")
        is_streamed = part.filename.startswith(("xl/worksheets/", "xl/media/")) or "sharedStrings" in part.filename
        if not is_streamed and part.file_size > MOST_BYTES_A_TREE:
            raise Refused("complex")


def check_merged(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse merged cells: all but the first of them are blank, and openpyxl does not say so while it streams."""
    tail = b""
    with archive.open(name) as part:
        while block := part.read(MEGABYTE):
            block = tail + block
            if b"mergeCell " in block and (found := MERGED.search(block)):
                raise Refused("merged", found[1].decode("ascii"))
            tail = block[-300:]


def cell_of(cell: Any, most_characters: int) -> list[Any]:
    """A cell as ``[column, kind, value]``."""
    value, column = cell.value, cell.column
    if cell.data_type == "f":
        return [column, FORMULA, str(getattr(value, "text", value))[:200]]
    if cell.data_type == "e":
        return [column, ERROR, str(value)[:20]]
    if isinstance(value, bool):
        return [column, BOOLEAN, value]
    if isinstance(value, int | float):
        return [column, NUMBER, plain_number(value)]
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return [column, DATE, value.date().isoformat() if isinstance(value, dt.datetime) else str(value)]
    # Excel writes a carriage return into XML in this way.
    text = str(value).replace("_x000D_", "")
    if len(text) > most_characters:
        raise Refused("cell", f"{get_column_letter(column)}{cell.row}")
    return [column, TEXT, text]


def plain_number(value: Any) -> int | float:
    """A number without a fraction as whole number, as people see it."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


# --- Text -------------------------------------------------------------------------------------------------------------


def text_rows(content: bytes, most_characters: int) -> Iterator[Row]:
    """Rows of comma separated values in UTF-8, whichever of the three usual separators they have."""
    text = decoded(content)
    # Excel writes the separator into a line of its own; it counts as a line.
    skipped = 1 if re.match(r"sep=.\r?\n", text) else 0
    if skipped:
        text = text.partition("\n")[2]
    csv.field_size_limit(most_characters)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    number = skipped
    try:
        for number, row in enumerate(reader, start=skipped + 1):
            cells = [[column, TEXT, value] for column, value in enumerate(row[:MOST_COLUMNS], start=1) if value.strip()]
            yield number, cells
    except csv.Error as error:
        raise Refused("cell" if "field larger" in str(error) else "quotes", str(number + 1)) from error


def decoded(content: bytes) -> str:
    """The text; refuses what is none, and encodings in which a letter may be another one."""
    if content.startswith(b"%PDF"):
        raise Refused("format")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:4000].count(0) > len(content[:4000]) // 4:
        raise Refused("utf16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Files of another kind are hardly ever without control characters at their beginning.
        raise Refused("format" if CONTROL.search(content[:1000].decode("latin-1")) else "encoding") from error
    if re.match(r"\s*<", text):
        raise Refused("html")
    if CONTROL.search(text):
        raise Refused("format")
    if "\ufffd" in text:
        raise Refused("encoding")
    return text


def separator_of(text: str) -> str:
    """What separates the first line into most parts."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


# --- Answers ----------------------------------------------------------------------------------------------------------


def batches(rows: Iterable[Row], most_rows: int) -> Iterator[list[Row]]:
    """Rows that say something, some hundred at a time; the first one holds the headings. Raises ``Refused``."""
    batch: list[Row] = []
    held = total = count = blank = blank_in_all = last = 0
    for number, cells in rows:
        if not cells:
            blank += 1
            blank_in_all += 1
            if blank_in_all > MOST_BLANK:
                raise Refused("blank", str(number))
            continue
        if count and blank > MOST_BLANK_BETWEEN:
            raise Refused("between", f"{last + 1}–{number - 1}")
        blank, last = 0, number
        count += 1
        if count > most_rows + 1:
            raise Refused("rows", str(number))
        batch.append((number, cells))
        characters = sum(len(cell[2]) for cell in cells if isinstance(cell[2], str))
        held, total = held + characters, total + characters
        if total > MOST_TEXT:
            raise Refused("complex")
        if len(batch) >= BATCH_ROWS or held > BATCH_CHARACTERS:
            yield batch
            batch, held = [], 0
    if not count:
        raise Refused("empty")
    if batch:
        yield batch


def answers(request: dict[str, Any], content: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """What is said of a file: facts, and the rows that belong to them. Every fault of a file is an answer too."""
    try:
        rows = rows_of(content, request["most_characters"], request["sheet"])
        for batch in batches(rows, request["most_rows"]):
            yield {"rows": len(batch)}, json.dumps(batch).encode()
        yield {"done": True}, b""
    except Refused as refused:
        yield {"refused": refused.code, "at": refused.at}, b""
    except MemoryError:
        yield {"refused": "complex"}, b""
    except Exception as error:  # noqa: BLE001 (a reader raises whatever it likes)
        is_bomb = isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException)
        code = "entities" if is_bomb else "unreadable"
        yield {"refused": code, "why": f"{type(error).__name__}: {error}"[:300]}, b""


def main() -> None:
    """Read the request and the file, write a line of JSON for each answer and the bytes that belong to it."""
    request = json.loads(sys.argv[1])
    limit()
    content = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    for facts, made in answers(request, content):
        out.write(json.dumps({**facts, "size": len(made)}).encode() + b"\n" + made)
        out.flush()


if __name__ == "__main__":
    main()
