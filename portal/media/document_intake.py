"""Judges documents that come from outside: PDF for the public, certificates that only few may read.

One function for each, used by all doors. A refusal is a ``ValidationError`` in the language of the uploader that says
what to do; nothing has been stored by then. Nothing of a PDF is parsed in this process (``portal.media.sandbox``).
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.media import intake, sandbox

MOST_OBJECTS = 150_000
MOST_PAGES = 5_000
SECONDS = 30.0
PDF = "application/pdf"
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png"}


@dataclass(frozen=True)
class JudgedDocument:
    """What is known of a PDF that may be taken: its pages, and title and language as far as it states them."""

    pages: int
    title: str
    language: str


@dataclass(frozen=True)
class JudgedPrivate:
    """What is known of a private file that may be taken: its media type, bytes, and SHA-256 (hexadecimal)."""

    content_type: str
    size: int
    sha256: str


def judge_document(file: File[bytes], most: int = intake.LARGEST_DOCUMENT) -> JudgedDocument:
    """Judge an uploaded PDF of at most ``most`` bytes; the file stands at its beginning afterwards.

    Raises ``ValidationError`` with a sentence for the uploader: for what is no PDF, is broken, locked, or holds more
    than pages to read (scripts, commands, other files, films, forms that are programs).
    """
    check_size(file, most)
    content = content_of(file)
    if not content.startswith(b"%PDF-"):
        raise ValidationError(
            _("Tệp này không phải là PDF, dù tên là gì. Hãy mở bằng chương trình đã soạn và xuất ra PDF rồi gửi lại."),
            code="format",
        )
    facts = _looked_at(content)
    if "refused" in facts:
        raise _refusal(str(facts["refused"]))
    try:
        return JudgedDocument(
            pages=int(facts["pages"]),
            title=intake.plain(str(facts["title"]), intake.TITLE_CHARACTERS),
            language=language_of(str(facts["language"])),
        )
    except (KeyError, TypeError, ValueError) as error:  # a child that was taken over may say anything
        raise _refusal("unreadable") from error


def judge_private(file: File[bytes]) -> JudgedPrivate:
    """Judge a certificate or a similar private file: PDF as for the public, or a picture in JPEG or PNG.

    Raises ``ValidationError`` with a sentence for the uploader; the file stands at its beginning afterwards.
    """
    check_size(file, intake.LARGEST_PRIVATE)
    content = content_of(file)
    found = intake.format_of(content[:512])
    if found == "PDF":
        judge_document(file, intake.LARGEST_PRIVATE)
    elif found in PICTURES:
        intake.judge_picture(file)
    else:
        raise ValidationError(
            _("Cổng nhận PDF, JPEG và PNG ở đây. Hãy chụp hoặc quét giấy tờ thành một trong các loại ấy rồi gửi lại."),
            code="format",
        )
    return JudgedPrivate(PICTURES.get(found, PDF), len(content), hashlib.sha256(content).hexdigest())


def language_of(stated: str) -> str:
    """The language of a document by its tag (``vi-VN``): ``vi``, ``en``, ``other``, or empty when none is stated."""
    first = stated.strip().lower().replace("_", "-").partition("-")[0]
    if not (2 <= len(first) <= 3 and first.isascii() and first.isalpha()) or first == "und":
        return ""
    return {"vie": "vi", "eng": "en"}.get(first, first if first in {"vi", "en"} else "other")


def check_size(file: File[bytes], most: int) -> None:
    """Raise ``ValidationError`` for a file of no bytes, or of more than ``most``."""
    size = file.size or 0
    if size == 0:
        raise ValidationError(_("Tệp này rỗng. Có thể lần gửi bị đứt giữa chừng; hãy gửi lại."), code="empty")
    if size > most:
        raise ValidationError(
            _("Tệp này nặng %(size)s, nhiều nhất là %(most)s. Hãy xuất bản nhẹ hơn hoặc chia ra rồi gửi lại.")
            # Up to the next tenth: “20.0 MB, at most 20.0 MB” would be no reason.
            % {
                "size": intake.megabytes(math.ceil(10 * size / intake.MEGABYTE) * intake.MEGABYTE / 10),
                "most": intake.megabytes(most),
            },
            code="size",
        )


def content_of(file: File[bytes]) -> bytes:
    """All bytes of a file, which stands at its beginning afterwards."""
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


def _looked_at(content: bytes) -> dict[str, Any]:
    request = {"most_objects": MOST_OBJECTS, "most_pages": MOST_PAGES}
    try:
        return sandbox.first("pdf", request, content, seconds=SECONDS)
    except sandbox.Busy as error:
        raise ValidationError(
            _("Đang có nhiều tệp gửi lên cùng lúc. Hãy gửi lại sau một phút."), code="busy"
        ) from error
    except sandbox.Unanswered:
        return {"refused": "unreadable"}


def _refusal(code: str) -> ValidationError:
    messages = {
        "encrypted": _("PDF này bị khoá hoặc có mật khẩu. Hãy lưu một bản không khoá rồi gửi lại."),
        "script": _("PDF này có mã lệnh bên trong (JavaScript). Hãy mở ra, in thành PDF mới rồi gửi bản ấy."),
        "launch": _(
            "PDF này có lệnh mở chương trình, mở tệp khác hoặc gửi dữ liệu. Hãy mở ra, in thành PDF mới rồi gửi bản ấy."
        ),
        "embedded": _("PDF này mang theo tệp khác bên trong. Hãy gỡ các tệp ấy rồi gửi lại."),
        "media": _("PDF này có phim, âm thanh hoặc hình ba chiều. Hãy gỡ chúng, lưu lại rồi gửi."),
        "xfa": _("PDF này là biểu mẫu động (XFA). Hãy mở ra, in thành PDF thường rồi gửi bản ấy."),
        "extra": _("Trong tệp này còn dữ liệu khác ngoài PDF. Hãy mở ra, in thành PDF mới rồi gửi bản ấy."),
        "empty": _("PDF này không có trang nào. Hãy xuất lại rồi gửi."),
        "complex": _("PDF này có quá nhiều trang hoặc quá nhiều phần. Hãy chia thành nhiều tệp rồi gửi từng tệp."),
    }
    unreadable = _("Không đọc được PDF này: tệp bị hỏng hoặc gửi chưa hết. Hãy xuất lại thành PDF rồi gửi lại.")
    return ValidationError(messages.get(code, unreadable), code=code)
