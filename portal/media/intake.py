"""Judges every file that comes from outside: one function for pictures, one for documents, used by all doors.

The admin, the business area and imports call the same functions, so a file refused at one door is refused at each. A
refusal is a ``ValidationError`` in the language of the uploader that says what to do; nothing has been stored by then.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import formats
from django.utils.translation import gettext as _
from wagtail.utils.file import hash_filelike

from portal.media import sandbox

MEGABYTE = 1024 * 1024
LARGEST_PICTURE = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
LARGEST_DOCUMENT = 20 * MEGABYTE
LARGEST_PRIVATE = 10 * MEGABYTE
MOST_PIXELS = 50_000_000
LEAST_SIDE = 200
MOST_RATIO = 10
SECONDS = 30.0
TITLE_CHARACTERS = 150

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
SEQUENCE_BRANDS = {b"avis", b"hevc", b"hevx", b"msf1"}
#: How files begin that people send by mistake, and what they call them.
KNOWN = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"\0\0\1\0", "ICO"),
    (b"8BPS", "PSD"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"PK\3\4", "ZIP"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
)


@dataclass(frozen=True)
class Judged:
    """What is known of a picture that may be taken: size in pixels as it stands upright, and what the camera wrote."""

    format: str
    width: int
    height: int
    captured_at: dt.datetime | None
    camera: str
    latitude: Decimal | None
    longitude: Decimal | None


def format_of(head: bytes) -> str:
    """The format by its first bytes: one of those we take, the name of another one, or an empty string."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        length = min(int.from_bytes(head[:4], "big"), len(head))
        brands = {head[8:12], *(head[start : start + 4] for start in range(16, length, 4))}
        if head[8:12] in SEQUENCE_BRANDS:
            return "video"
        if b"avif" in brands:
            return "AVIF"
        return "HEIC" if brands & HEIC_BRANDS else "video"
    if re.match(rb"\s*(<\?xml|<svg|<!doctype|<html|<script)", head, re.IGNORECASE):
        return "SVG" if b"<svg" in head.lower() else "HTML"
    return next((name for start, name in KNOWN if head.startswith(start)), "")


TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "HEIC")


def judge_picture(file: File[bytes]) -> Judged:
    """Judge an uploaded picture; the file stands at its beginning afterwards.

    Raises ``ValidationError`` with a sentence for the uploader. The whole picture is decoded once, in a child with
    limits of its own, so what passes here can be processed.
    """
    _check_size(file, LARGEST_PICTURE)
    content = _content(file)
    found = format_of(content[:512])
    if found not in TAKEN:
        if found:
            raise ValidationError(
                _("Tệp này là %(found)s. Cổng nhận JPEG, PNG, WebP, AVIF và HEIC: hãy lưu hình thành JPEG rồi gửi lại.")
                % {"found": _("phim") if found == "video" else found},
                code="format",
            )
        raise ValidationError(
            _("Tệp này không phải là hình. Cổng nhận JPEG, PNG, WebP, AVIF và HEIC; hãy chọn tệp khác."), code="format"
        )
    request = {
        "do": "inspect",
        "format": found,
        "most_pixels": MOST_PIXELS,
        "least_side": LEAST_SIDE,
        "most_ratio": MOST_RATIO,
    }
    facts = _looked_at("pictures", request, content)
    if "refused" in facts:
        raise _refusal(facts)
    place = facts.get("place") or (None, None)
    return Judged(
        format=found,
        width=facts["width"],
        height=facts["height"],
        captured_at=_moment(facts.get("captured", ""), facts.get("captured_offset", "")),
        camera=plain(facts.get("camera", ""), 100),
        latitude=None if place[0] is None else Decimal(str(place[0])),
        longitude=None if place[1] is None else Decimal(str(place[1])),
    )


def keep_facts(image: Any, judged: Judged) -> None:
    """Write what is known of a judged picture into its row, unsaved; the size as the picture stands upright."""
    image.width, image.height = judged.width, judged.height
    image.captured_at, image.camera = judged.captured_at, judged.camera
    image.latitude, image.longitude = judged.latitude, judged.longitude


def content_hash(file: File[bytes]) -> str:
    """The hash by which the media library knows the same bytes again (SHA-1, as Wagtail keeps it)."""
    file.seek(0)
    digest: str = hash_filelike(file)
    file.seek(0)
    return digest


def plain(text: str, most: int) -> str:
    """Text as one line without control, direction and other invisible characters, at most ``most`` characters."""
    visible = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())[:most].strip()


def title_of(name: str) -> str:
    """A title from a file name as it was sent: no folders, no extension, nothing invisible."""
    last = re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"(\.(?=\d*[A-Za-z])[A-Za-z0-9]{1,5})+$", "", last)  # .jpg and .php.jpg, but not the year of a date
    return plain(stem.replace("_", " "), TITLE_CHARACTERS) or _("Hình chưa đặt tên")


def megabytes(size: float) -> str:
    """A size as people read it in the active language: 18,2 MB."""
    return f"{formats.number_format(size / MEGABYTE, 1)} MB"


def _check_size(file: File[bytes], most: int) -> None:
    size = file.size or 0
    if size == 0:
        raise ValidationError(_("Tệp này rỗng. Có thể lần gửi bị đứt giữa chừng; hãy gửi lại."), code="empty")
    if size > most:
        raise ValidationError(
            _("Tệp này nặng %(size)s, nhiều nhất là %(most)s. Hãy gửi bản nhỏ hơn.")
            # Up to the next tenth: “15.0 MB, at most 15.0 MB” would be no reason.
            % {"size": megabytes(math.ceil(size * 10 / MEGABYTE) * MEGABYTE / 10), "most": megabytes(most)},
            code="size",
        )


def _content(file: File[bytes]) -> bytes:
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


def _looked_at(program: str, request: dict[str, Any], content: bytes) -> dict[str, Any]:
    try:
        return sandbox.first(program, request, content, seconds=SECONDS)
    except sandbox.Busy as error:
        raise ValidationError(
            _("Đang có nhiều tệp gửi lên cùng lúc. Hãy gửi lại sau một phút."), code="busy"
        ) from error
    except sandbox.Unanswered:
        return {"refused": "unreadable"}


def _refusal(facts: dict[str, Any]) -> ValidationError:
    code = facts["refused"]
    size = {"width": facts.get("width", 0), "height": facts.get("height", 0)}
    messages = {
        "pixels": _("Hình này có %(width)s × %(height)s điểm ảnh, nhiều hơn 50 triệu. Hãy thu nhỏ hình rồi gửi lại."),
        "small": _(
            "Hình này chỉ có %(width)s × %(height)s điểm ảnh; cạnh ngắn cần ít nhất 200. Hãy gửi bản gốc lớn hơn."
        ),
        "narrow": _("Hình này quá dài và hẹp (%(width)s × %(height)s điểm ảnh). Hãy cắt bớt cạnh dài rồi gửi lại."),
        "frames": _("Hình này là hình động. Hãy lưu một khung hình thành JPEG rồi gửi lại."),
    }
    unreadable = _(
        "Không đọc được hình này: tệp bị hỏng hoặc gửi chưa hết. Hãy mở hình, lưu lại thành JPEG rồi gửi lại."
    )
    return ValidationError(messages.get(code, unreadable) % size, code=code)


def _moment(text: str, offset: str) -> dt.datetime | None:
    """The camera's clock as a moment; without a zone it is taken for Vietnam's. None when it is no date."""
    try:
        moment = dt.datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (the zone follows)
        if re.fullmatch(r"[+-]\d{2}:\d{2}", offset):
            return dt.datetime.strptime(f"{text} {offset}", "%Y:%m:%d %H:%M:%S %z")
    except ValueError:
        return None
    return moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)) if moment.year >= 1900 else None
