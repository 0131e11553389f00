"""The columns of the officers' spreadsheet: heading, how a cell is read, what a blank and a dash mean.

Headings are Vietnamese whatever the language of the admin: they stand in files that go from hand to hand. A blank cell
leaves what stands in the portal, a dash alone takes it away, so the same file can be loaded again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from portal.core.models import Source
from portal.core.vietnamese import fold
from products.models import Business, Product
from products.sheets import cells
from products.sheets.cells import Cell

#: The worksheet with the products, and the one that explains them.
PRODUCTS: Final = "Sản phẩm"
ALLOWED: Final = "Giá trị cho phép"
#: Labels of kinds and legal types in files.
KINDS: Final = {"ocop": "Sản phẩm OCOP", "speciality": "Đặc sản", "export": "Mặt hàng xuất khẩu"}
LEGAL_TYPES: Final = {
    "company": "Công ty",
    "cooperative": "Hợp tác xã",
    "cooperative-union": "Liên hiệp hợp tác xã",
    "cooperative-group": "Tổ hợp tác",
    "household": "Hộ kinh doanh",
    "production-household": "Hộ sản xuất",
    "association": "Hội, hiệp hội",
}
_OTHER_LABELS: Final = {"htx": "cooperative", "lhhtx": "cooperative-union", "tht": "cooperative-group"}
#: In place of a value: what stands is kept.
KEPT: Final = object()


def _most(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


@dataclass(frozen=True)
class Column:
    """One column; ``cleared`` is the value after a dash, ``KEPT`` where a dash says nothing."""

    name: str
    heading: str
    read: Callable[[Cell], Any]
    #: For the officer: how the column is filled in, in the sheet of allowed values.
    note: str
    width: int = 18
    cleared: Any = KEPT
    also: tuple[str, ...] = field(default=())


def _line(name: str, heading: str, note: str, width: int = 24, model: Any = Product, column: str = "") -> Column:
    return Column(name, heading, partial(cells.line, most=_most(model, column or name)), note, width, cleared="")


def _paragraphs(name: str, heading: str, note: str) -> Column:
    return Column(name, heading, partial(cells.paragraphs, most=_most(Product, name)), note, 48, cleared="")


def _number(name: str, heading: str, read: Callable[[Cell], Any], note: str) -> Column:
    return Column(name, heading, read, note, 12, cleared=None)


COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        "code",
        "Mã hoặc khoá",
        cells.code,
        "Mã cố định hoặc khoá của sản phẩm đã có trên cổng; khoá mới cho sản phẩm mới. Để trống: sản phẩm được nhận ra"
        " bằng tên và chủ thể.",
        22,
        also=("Mã", "Khoá"),
    ),
    Column(
        "name",
        "Tên sản phẩm",
        partial(cells.name, most=_most(Product, "name")),
        "Bắt buộc với sản phẩm mới. Nhiều nhất 160 ký tự.",
        36,
        also=("Tên",),
    ),
    Column(
        "name_en",
        "Tên tiếng Anh",
        partial(cells.name, most=_most(Product, "name_en")),
        "Nhiều nhất 160 ký tự.",
        30,
        cleared="",
    ),
    Column(
        "kind",
        "Loại",
        partial(cells.choice, values=KINDS, also={"ocop": "ocop"}),
        "Một trong các loại ở bên. Để trống: sản phẩm OCOP.",
        18,
    ),
    Column("group", "Nhóm", cells.group, "Số từ 1 đến 6. Bắt buộc với sản phẩm OCOP mới.", 8, also=("Nhóm sản phẩm",)),
    Column(
        "maker",
        "Chủ thể",
        partial(cells.name, most=_most(Business, "name")),
        "Tên cơ sở làm ra, như nguồn ghi. Chưa có trên cổng thì được thêm vào như hồ sơ từ nguồn công khai.",
        32,
        cleared="",
        also=("Nơi làm ra", "Cơ sở"),
    ),
    Column(
        "maker_type",
        "Loại hình chủ thể",
        partial(cells.choice, values=LEGAL_TYPES, also=_OTHER_LABELS),
        "Một trong các loại hình ở bên.",
        20,
    ),
    Column(
        "commune",
        "Xã, phường",
        cells.commune,
        "Mã 5 chữ số hoặc tên xã, phường hiện nay (từ 1/7/2025), như danh sách ở bên.",
        28,
        cleared="",
        also=("Xã", "Mã xã"),
    ),
    _line("place_before", "Nơi ghi trước đây", "Địa danh cũ như giấy tờ ghi, ví dụ: xã Hua La, TP Sơn La."),
    _line("teaser_vi", "Một dòng giới thiệu", "Nhiều nhất 200 ký tự.", 40),
    _line("teaser_en", "Một dòng giới thiệu (tiếng Anh)", "Nhiều nhất 200 ký tự.", 40),
    _paragraphs("text_vi", "Bài giới thiệu", "Nhiều nhất 6000 ký tự; xuống dòng hai lần để sang đoạn."),
    _paragraphs("text_en", "Bài giới thiệu (tiếng Anh)", "Nhiều nhất 6000 ký tự."),
    _line("net_weight", "Khối lượng, quy cách", "Không ghi với nhóm 6."),
    Column(
        "barcode",
        "Mã vạch",
        cells.barcode,
        "8, 12, 13 hoặc 14 chữ số. Không ghi với nhóm 6.",
        18,
        cleared="",
    ),
    Column(
        "months",
        "Tháng có hàng",
        cells.months,
        "Ví dụ: 1, 2, 12 hoặc 9-11 hoặc quanh năm.",
        18,
        cleared=(),
    ),
    _line("months_note_vi", "Ghi chú về mùa", "Nhiều nhất 300 ký tự.", 28),
    _line("months_note_en", "Ghi chú về mùa (tiếng Anh)", "Nhiều nhất 300 ký tự.", 28),
    _number(
        "last_known_stars",
        "Số sao nguồn ghi",
        cells.stars,
        "3, 4 hoặc 5, như nguồn đã công bố. Trang công khai ghi là chưa xác nhận: đây không phải là giấy chứng nhận.",
    ),
    _number("last_known_year", "Năm công nhận", cells.year, "Bắt buộc khi có số sao."),
    _number("last_known_again", "Năm công nhận lại", cells.year, "Sau năm công nhận."),
    _line("source_title", "Nguồn", "Tên bài hoặc văn bản. Có số sao thì phải có nguồn.", 40, Source, "title"),
    _line("source_publisher", "Nơi công bố nguồn", "Cơ quan hoặc tờ báo.", 24, Source, "publisher"),
    Column(
        "source_url",
        "Địa chỉ nguồn",
        partial(cells.web_address, most=_most(Source, "url")),
        "Bắt đầu bằng https:// hoặc http://.",
        36,
    ),
    Column("source_date", "Ngày của nguồn", cells.source_date, "2024, 05/2024 hoặc 17/05/2024.", 16),
)
BY_NAME: Final = {column.name: column for column in COLUMNS}


def _headed() -> dict[str, str]:
    return {fold(heading): column.name for column in COLUMNS for heading in (column.heading, *column.also)}


_BY_HEADING: Final = _headed()


@dataclass(frozen=True)
class Heading:
    """What the first row of a file says: names of columns by position, what is not known, doubled or missing."""

    columns: dict[int, str]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    missing: tuple[str, ...]


def read_heading(found: Iterable[tuple[int, str]]) -> Heading:
    """Read the headings of a file: (position from 1, text). Case, marks and white space do not matter."""
    columns: dict[int, str] = {}
    unknown: list[str] = []
    doubled: list[str] = []
    for position, text in found:
        name = _BY_HEADING.get(fold(text))
        if name is None:
            unknown.append(" ".join(text.split())[:60])
        elif name in columns.values():
            doubled.append(BY_NAME[name].heading)
        else:
            columns[position] = name
    # What is there already can be named by its code alone.
    missing = () if {"name", "code"} & set(columns.values()) else (BY_NAME["name"].heading,)
    return Heading(columns, tuple(unknown), tuple(dict.fromkeys(doubled)), missing)


def letter(position: int) -> str:
    """The letter of a column as spreadsheets show it: 1 is A, 27 is AA."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
