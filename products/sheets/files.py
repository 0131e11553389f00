"""Judges an uploaded spreadsheet, and keeps of it what the portal reads: the cells of known columns, written anew.

Foreign bytes are taken apart in a process of its own (``sandboxed.tables``) and go no further: what is stored is a
compressed text of our own making, a line a row. A refusal is a ``ValidationError`` in the language of the sender that
says what to do; nothing has been stored by then. Columns that the portal does not know are not kept, whatever is in
them.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Self

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.media import document_intake, sandbox
from portal.media.intake import MEGABYTE
from products.sheets.cells import Cell
from products.sheets.columns import PRODUCTS, Heading, letter, read_heading

PROGRAMS: Final = Path(__file__).parent / "sandboxed"
LARGEST: Final = 10 * MEGABYTE
MOST_ROWS: Final = 10_000
#: What a cell of Excel holds at most.
MOST_CHARACTERS: Final = 32_767
#: Seconds by the clock, for a machine that is busy; the child has a limit of processor time as well.
SECONDS: Final = 120.0

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
    for number, cells in _foreign_rows(content):
        if heading is None:
            heading = _checked(read_heading((column, str(value)) for column, _kind, value in cells))
            continue
        row = {heading.columns[column]: [kind, value] for column, kind, value in cells if column in heading.columns}
        if any(str(value).strip() for _kind, value in row.values()):
            json.dump([number, row], out, ensure_ascii=False)
            out.write("\n")
            count += 1
    if heading is None or not count:
        raise refusal("empty")
    return heading, count


def _foreign_rows(content: bytes) -> Iterator[tuple[int, list[list[Any]]]]:
    """Rows as the child says them; whatever it says else is a refusal."""
    request = {"most_rows": MOST_ROWS, "most_characters": MOST_CHARACTERS, "sheet": PRODUCTS}
    is_whole = False
    try:
        with closing(sandbox.run("tables", request, content, seconds=SECONDS, folder=PROGRAMS)) as answers:
            for facts, made in answers:
                if "refused" in facts:
                    raise refusal(str(facts["refused"]), str(facts.get("at", ""))[:40])
                is_whole = is_whole or facts.get("done") is True
                for number, cells in json.loads(made) if made else ():
                    yield int(number), [[int(column), str(kind), value] for column, kind, value in cells]
    except sandbox.Busy as error:
        raise ValidationError(
            _("Đang có nhiều tệp gửi lên cùng lúc. Hãy gửi lại sau một phút."), code="busy"
        ) from error
    except (sandbox.Unanswered, ValueError, TypeError) as error:  # dead, or taken over: then it may say anything
        raise refusal("unreadable") from error
    if not is_whole:
        raise refusal("unreadable")


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


def refusal(code: str, at: str = "") -> ValidationError:
    """Why a file is not taken, and what its sender can do; ``code`` as ``sandboxed.tables`` says it."""
    messages = {
        "format": _("Tệp này không phải là bảng tính. Cổng nhận Excel (.xlsx) và CSV mã hoá UTF-8."),
        "html": _("Tệp này là trang HTML hoặc XML mang tên bảng tính. Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại."),
        "xls": _("Tệp này là Excel đời cũ (.xls). Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại."),
        "xlsb": _("Tệp này là Excel nhị phân (.xlsb). Hãy lưu thành .xlsx rồi gửi lại."),
        "macro": _("Tệp này có macro. Hãy lưu thành .xlsx, loại không có macro, rồi gửi lại."),
        "encrypted": _("Tệp này bị khoá hoặc có mật khẩu. Hãy lưu một bản không khoá rồi gửi lại."),
        "utf16": _("Tệp này mã hoá UTF-16. Hãy lưu thành .xlsx hoặc “CSV UTF-8” rồi gửi lại."),
        "encoding": _(
            "Tệp này không mã hoá UTF-8 nên chữ có dấu sẽ sai. Hãy lưu thành .xlsx hoặc “CSV UTF-8” rồi gửi lại."
        ),
        "entities": _(
            "Trong tệp này có khai báo XML mà bảng tính không dùng. Hãy mở bằng Excel, lưu bản mới rồi gửi lại."
        ),
        "bomb": _("Tệp này bung ra quá lớn. Hãy chỉ giữ bảng sản phẩm, lưu thành tệp mới rồi gửi lại."),
        "complex": _("Tệp này có quá nhiều phần hoặc quá nhiều chữ. Hãy chia thành nhiều tệp rồi gửi từng tệp."),
        "merged": _("Có ô gộp (%(at)s). Hãy bỏ gộp ô, điền đủ từng dòng rồi gửi lại."),
        "cell": _("Ô %(at)s quá dài. Một ô nhiều nhất là 32 767 ký tự."),
        "quotes": _("Dòng %(at)s có dấu ngoặc kép không khép. Hãy lưu lại CSV bằng Excel hoặc gửi .xlsx."),
        "rows": _("Có hơn 10 000 dòng (dòng %(at)s). Hãy chia thành nhiều tệp rồi gửi từng tệp."),
        "blank": _("Có quá nhiều dòng trống đã định dạng. Hãy chọn các dòng trống dưới bảng, xoá hẳn rồi lưu lại."),
        "between": _("Các dòng %(at)s trống mà bên dưới còn dữ liệu. Hãy xoá các dòng trống rồi gửi lại."),
        "empty": _("Bảng tính này không có dòng sản phẩm nào dưới dòng tên cột."),
    }
    unreadable = _("Không đọc được tệp này: tệp bị hỏng hoặc gửi chưa hết. Hãy lưu lại thành .xlsx rồi gửi lại.")
    return ValidationError(messages.get(code, unreadable), code=code, params={"at": at})
