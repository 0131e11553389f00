"""Reads the rows of foreign spreadsheets, in a process of its own (``sandboxed.tables``), and says what keeps one out.

A refusal is a ``ValidationError`` in the active language that says what to do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.media import sandbox

#: Seconds by the clock, for a machine that is busy; the child has a limit of processor time as well.
SECONDS: Final = 120.0


def foreign_rows(
    content: bytes, *, sheet: str, most_rows: int, most_characters: int
) -> Iterator[tuple[int, list[list[Any]]]]:
    """Rows of a file with their numbers, each cell as (column from 1, kind, value). Raises ``ValidationError``.

    Rows are as the child says them; whatever it says else is a refusal. ``sheet`` is the worksheet that is preferred.
    """
    request = {"most_rows": most_rows, "most_characters": most_characters, "sheet": sheet}
    is_whole = False
    try:
        with closing(sandbox.run("tables", request, content, seconds=SECONDS)) as answers:
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
        "bomb": _("Tệp này bung ra quá lớn. Hãy chỉ giữ bảng cần gửi, lưu thành tệp mới rồi gửi lại."),
        "complex": _("Tệp này có quá nhiều phần hoặc quá nhiều chữ. Hãy chia thành nhiều tệp rồi gửi từng tệp."),
        "merged": _("Có ô gộp (%(at)s). Hãy bỏ gộp ô, điền đủ từng dòng rồi gửi lại."),
        "cell": _("Ô %(at)s quá dài. Một ô nhiều nhất là 32 767 ký tự."),
        "quotes": _("Dòng %(at)s có dấu ngoặc kép không khép. Hãy lưu lại CSV bằng Excel hoặc gửi .xlsx."),
        "rows": _("Có hơn 10 000 dòng (dòng %(at)s). Hãy chia thành nhiều tệp rồi gửi từng tệp."),
        "blank": _("Có quá nhiều dòng trống đã định dạng. Hãy chọn các dòng trống dưới bảng, xoá hẳn rồi lưu lại."),
        "between": _("Các dòng %(at)s trống mà bên dưới còn dữ liệu. Hãy xoá các dòng trống rồi gửi lại."),
        "empty": _("Bảng tính này không có dòng nào dưới dòng tên cột."),
    }
    unreadable = _("Không đọc được tệp này: tệp bị hỏng hoặc gửi chưa hết. Hãy lưu lại thành .xlsx rồi gửi lại.")
    return ValidationError(messages.get(code, unreadable), code=code, params={"at": at})
