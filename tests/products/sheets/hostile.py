"""Spreadsheets that nobody means well with, or that a program has spoilt, each with the code of its refusal.

They are made here, so that no bomb lies in the repository.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from tests.products.sheets.books import BOOK, GOOD, SHEET, cell, headings, rebuilt, saved, text, workbook, worksheet

MEGABYTE = 1024**2
PLAIN = workbook([GOOD])
HEAD = f'<row r="1">{cell("A1", "Tên sản phẩm")}{cell("B1", "Nhóm")}</row>'
#: Signature of the container of Excel before 2007, which locked workbooks lie in as well.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {one} "{f"&{other};" * 10}">' for one, other in zip("bcdefghi", "abcdefgh", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_sheet(xml: bytes) -> bytes:
    """A workbook with this worksheet."""
    return rebuilt(PLAIN, {SHEET: xml})


def with_part(name: str, content: bytes) -> bytes:
    """A workbook with one part more."""
    buffer = io.BytesIO(PLAIN)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def archive_of(*parts: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def repacked(kind: int) -> bytes:
    """A workbook packed by another method."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        return archive_of(*((part.filename, old.read(part)) for part in old.infolist()), kind=kind)


def locked() -> bytes:
    """A workbook whose parts say that they are encrypted."""
    content = bytearray(PLAIN)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            flags = struct.unpack_from("<H", content, place + offset)[0]
            struct.pack_into("<H", content, place + offset, flags | 1)
            place = content.find(signature, place + 4)
    return bytes(content)


def doubled_part() -> bytes:
    """A workbook in which two parts have one name."""
    buffer = io.BytesIO(PLAIN)
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo("xl/worksheets/sheet2.xml")
        archive.writestr(info, b"<x/>")
        archive.NameToInfo.pop("xl/worksheets/sheet2.xml")
        archive.writestr(info, b"<y/>")
    return buffer.getvalue()


def lying_size() -> bytes:
    """A workbook that says its sheet is small, and unpacks to more."""
    content = bytearray(with_sheet(worksheet(HEAD + "<row/>" * 400_000)))
    place = content.find(b"xl/worksheets/sheet1.xml", content.find(b"PK\x01\x02"))
    struct.pack_into("<I", content, place - 46 + 24, 2000)
    return bytes(content)


def merged() -> bytes:
    """A table whose makers are merged cells."""
    book = Workbook()
    sheet = book.active
    for row in (["Tên sản phẩm", "Chủ thể"], ["Mật ong", "HTX A"], ["Sáp ong", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    return saved(book)


def sparse() -> bytes:
    """A value at the top and one in the last row that a sheet can have."""
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A1048576"] = "Tên sản phẩm", "Mật ong", "x"
    return saved(book)


def full_height(content: str = "") -> bytes:
    """As many rows as a sheet can have, each blank or with a content."""
    rows = "".join(f'<row r="{number}">{content}</row>' for number in range(2, 1_048_577))
    return with_sheet(worksheet(HEAD + rows))


def hidden_only() -> bytes:
    """A workbook in which nothing can be seen."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        return rebuilt(PLAIN, {BOOK: archive.read(BOOK).replace(b'state="visible"', b'state="veryHidden"')})


def rows_of(count: int) -> bytes:
    """A table of so many rows."""
    return workbook([{"name": f"Mật ong {number}", "group": 1} for number in range(count)])


def noise(size: int) -> bytes:
    """Bytes that nothing can pack, the same each time."""
    state, out = 1, bytearray()
    while len(out) < size:
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        out += state.to_bytes(8, "big")
    return bytes(out[:size])


#: Name → (how it is made, code of the refusal).
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    # --- No spreadsheets ----------------------------------------------------------------------------------------------
    "nothing": (lambda: b"", "empty"),
    "white space": (lambda: b" \r\n\n ", "empty"),
    "html": (lambda: b"<html><table><tr><td>M\xe1\xba\xadt ong</td></tr></table></html>", "html"),
    "html after white space": (lambda: b"\n\n  <!DOCTYPE html><table></table>", "html"),
    "xml of excel 2003": (lambda: b'<?xml version="1.0"?><Workbook></Workbook>', "html"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "format"),
    "pdf in ascii": (lambda: b"%PDF-1.4\n1 0 obj\n", "format"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise(400), "format"),
    "program": (lambda: b"MZ\x90\0\x03\0\0\0" + noise(400), "format"),
    "noise": (lambda: b"\x01" + noise(5000), "format"),
    "word document": (lambda: archive_of(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")), "format"),
    "open document": (
        lambda: archive_of(
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<office/>")
        ),
        "format",
    ),
    "archive of pictures": (lambda: archive_of(("a.png", noise(500))), "format"),
    # --- Other kinds of Excel -----------------------------------------------------------------------------------------
    "old xls": (lambda: COMPOUND + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 2000, "xls"),
    "locked workbook": (lambda: COMPOUND + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "locked archive": (locked, "encrypted"),
    "binary workbook": (lambda: with_part("xl/workbook.bin", b"\0"), "xlsb"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"\0"), "macro"),
    # --- Broken -------------------------------------------------------------------------------------------------------
    "cut in the middle": (lambda: PLAIN[: len(PLAIN) // 2], "unreadable"),
    "cut at the end": (lambda: PLAIN[:-10], "unreadable"),
    "signature only": (lambda: b"PK\x03\x04", "unreadable"),
    "flipped bytes": (lambda: PLAIN[:400] + bytes(255 - byte for byte in PLAIN[400:1200]) + PLAIN[1200:], "unreadable"),
    "no xml inside": (lambda: with_sheet(b"Ten san pham, Nhom"), "unreadable"),
    "xml that does not end": (lambda: with_sheet(worksheet(HEAD)[:-20]), "unreadable"),
    "workbook without sheets": (lambda: rebuilt(PLAIN, {}, without=[SHEET]), "empty"),
    "workbook without a list of sheets": (lambda: rebuilt(PLAIN, {}, without=[BOOK]), "unreadable"),
    "nothing to be seen": (hidden_only, "empty"),
    "packed by another method": (lambda: repacked(zipfile.ZIP_LZMA), "unreadable"),
    "a text that is not there": (
        lambda: with_sheet(worksheet(HEAD + '<row r="2"><c r="A2" t="s"><v>999</v></c></row>')),
        "unreadable",
    ),
    "a number that is none": (
        lambda: with_sheet(worksheet(HEAD + '<row r="2"><c r="A2"><v>nan and more</v></c></row>')),
        "unreadable",
    ),
    "a place that is none": (
        lambda: with_sheet(worksheet(HEAD + f'<row r="2">{cell("ZZZZZZ9", "x")}</row>')),
        "unreadable",
    ),
    # --- Bombs --------------------------------------------------------------------------------------------------------
    "bomb by ratio": (lambda: with_sheet(worksheet(HEAD, tail=" " * (60 * MEGABYTE))), "bomb"),
    "bomb by size": (
        lambda: archive_of(
            ("[Content_Types].xml", b"<x/>"),
            ("xl/workbook.xml", b"<x/>"),
            *((f"xl/media/{number}.bin", (noise(5000) + b"\0" * 160_000) * 100) for number in range(12)),
        ),
        "bomb",
    ),
    "bomb in the styles": (lambda: with_part("xl/theme/theme2.xml", (noise(2000) + b" " * 90_000) * 100), "complex"),
    "thousands of parts": (lambda: archive_of(*((f"xl/{number}", b"") for number in range(2500))), "complex"),
    "two parts of one name": (doubled_part, "complex"),
    "lies about a size": (lying_size, "unreadable"),
    "entities that multiply": (lambda: with_sheet(worksheet(HEAD, head=LAUGHS)), "entities"),
    "entities that multiply, in the texts": (
        lambda: rebuilt(PLAIN, {BOOK: LAUGHS.encode() + b"<workbook>&i;</workbook>"}),
        "entities",
    ),
    "entity from outside": (lambda: with_sheet(worksheet(HEAD, head=OUTSIDE)), "entities"),
    "deep xml": (lambda: with_sheet(worksheet("<row>" * 200_000)), "unreadable"),
    # --- Too much -----------------------------------------------------------------------------------------------------
    "one row too many": (lambda: rows_of(10_001), "rows"),
    "a value in the last row of a sheet": (sparse, "blank"),
    "1 048 576 rows that hold something": (lambda: full_height(cell("A2", "x").replace(' r="A2"', "")), "rows"),
    "1 048 576 blank rows": (full_height, "blank"),
    "a gap of 2 000 rows": (
        lambda: with_sheet(
            worksheet(HEAD + f'<row r="2">{cell("A2", "x")}</row><row r="2500">{cell("A2500", "x")}</row>')
        ),
        "between",
    ),
    "a cell of a megabyte": (
        lambda: with_sheet(worksheet(HEAD + f'<row r="2">{cell("A2", noise(MEGABYTE // 2).hex())}</row>')),
        "cell",
    ),
    "a cell of a megabyte, csv": (lambda: b"T\xc3\xaan s\xe1\xba\xa3n ph\xe1\xba\xa9m\n" + b"x" * MEGABYTE, "cell"),
    "merged cells": (merged, "merged"),
    "heavier than 10 MB": (lambda: PLAIN + noise(10 * MEGABYTE), "size"),
    # --- Text in other words ------------------------------------------------------------------------------------------
    "utf-16 with its mark": (lambda: text([GOOD], encoding="utf-16"), "utf16"),
    "utf-16 without": (lambda: text([GOOD], encoding="utf-16-le"), "utf16"),
    "windows-1258": (
        lambda: "Tên san phâm,Nhóm\nCà phê,1\n".encode("windows-1258"),
        "encoding",
    ),
    "windows-1252": (lambda: "Tên,Nhóm\nCà phê,1\n".encode("windows-1252"), "encoding"),
    "letters lost before": ("Tên sản phẩm\nM\ufffdt ong\n".encode, "encoding"),
    "quotes that do not end": ('Tên sản phẩm,Nhóm\n"Mật ong,1\n'.encode, "quotes"),
    "control signs": ("Tên sản phẩm\nMật\x00ong\n".encode, "format"),
    # --- Headings -----------------------------------------------------------------------------------------------------
    "no heading that is known": ("a,b,c\n1,2,3\n".encode, "heading"),
    "headings of double encoding": (
        lambda: text([GOOD]).decode("utf-8-sig").encode().decode("latin-1").encode(),
        "heading",
    ),
    "without names": (lambda: text([{"group": 1, "commune": "03670"}]), "missing"),
    "a column twice": (f"{','.join(headings(['name', 'group', 'group']))}\nMật ong,1,2\n".encode, "doubled"),
    "a column twice in other words": ("Tên sản phẩm,TEN  SAN PHAM\nMật ong,x\n".encode, "doubled"),
    "headings alone": (lambda: text([dict.fromkeys(GOOD, "")]), "empty"),
}

#: Rows that a spreadsheet would compute, each with the cell's content.
FORMULAS: dict[str, Any] = {
    "formula": "=1+1",
    "dde": "=cmd|' /C calc'!A0",
    "dde after a sign": "+cmd|' /C calc'!A0",
    "minus and dde": "-2+3+cmd|' /C calc'!A0",
    "function": "@SUM(1+1)*cmd|' /C calc'!A0",
    "link": '=HYPERLINK("http://example.com","x")',
    "full-width": "＝1+1",
    "after a tab": "\t=1+1",
}
