"""What can be wrong with a cell or a row, in words for the officer who sent the file.

A problem is kept as a code with its parts and put into words when it is read, in the language of the reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Promise | str]] = {
    # --- Cells --------------------------------------------------------------------------------------------------------
    "formula": _("Ô có công thức (%(value)s). Hãy gõ thẳng chữ hoặc số vào ô."),
    "error": _("Ô có lỗi công thức (%(value)s). Hãy gõ thẳng chữ hoặc số vào ô."),
    "boolean": _("Ô chứa giá trị đúng/sai của Excel. Hãy định dạng ô là Văn bản rồi gõ lại."),
    "date": _("Excel đã đổi ô này thành ngày (%(value)s). Hãy định dạng cột là Văn bản rồi gõ lại."),
    "too_long": _("Dài %(count)s ký tự, nhiều nhất là %(most)s."),
    "look_alike": _(
        "Có chữ cái trông giống chữ La-tinh nhưng không phải: %(letters)s. Hãy gõ lại bằng bàn phím thường."
    ),
    "no_letters": _("“%(value)s” không có chữ cái nào."),
    "not_a_number": _("“%(value)s” không phải là số. Hãy gõ số, ví dụ %(example)s."),
    "stars": _("“%(value)s” không phải là số sao. Chỉ ghi 3, 4 hoặc 5: dưới 3 sao không phải là công nhận OCOP."),
    "year": _("“%(value)s” không phải là năm từ %(least)s đến %(most)s."),
    "months": _("“%(value)s” không phải là tháng. Hãy ghi như 1, 2, 12 hoặc 9-11 hoặc quanh năm."),
    "choice": _("“%(value)s” không có trong danh sách. Chọn một trong: %(choices)s."),
    "group": _("“%(value)s” không phải là nhóm sản phẩm. Hãy ghi số từ 1 đến 6."),
    "code": _(
        "“%(value)s” không phải là mã hay khoá: mã có 8 chữ và số, khoá chỉ có chữ thường không dấu, số, gạch nối."
    ),
    "barcode": _("“%(value)s” không phải là mã vạch: cần 8, 12, 13 hoặc 14 chữ số."),
    "barcode_check": _("Mã vạch %(value)s có chữ số kiểm tra không đúng. Hãy đối chiếu với bao bì."),
    "barcode_short": _("Excel đã rút gọn mã vạch (%(value)s). Hãy định dạng cột là Văn bản rồi gõ lại đủ chữ số."),
    "address": _("“%(value)s” không phải là địa chỉ trang. Địa chỉ bắt đầu bằng https:// hoặc http://."),
    "partial_date": _("“%(value)s” không phải là ngày. Hãy ghi năm (2024), tháng (05/2024) hoặc ngày (17/05/2024)."),
    "serial_date": _("Số %(value)s là ngày mà Excel đã đổi thành số. Hãy định dạng cột là Văn bản rồi gõ lại ngày."),
    # --- Places -------------------------------------------------------------------------------------------------------
    "commune": _(
        "Không có xã, phường nào của tỉnh %(province)s là “%(value)s”. Hãy chọn trong trang “Giá trị cho phép”."
    ),
    "commune_other": _("%(commune)s thuộc tỉnh %(province)s. Bảng tính này là của tỉnh %(own)s."),
    "commune_former": _("%(value)s là đơn vị cũ, nay thuộc %(communes)s. Hãy ghi xã, phường hiện nay."),
    "commune_both": _("Có nhiều nơi tên là “%(value)s”: %(communes)s. Hãy ghi mã."),
    "commune_name": _("Mã %(number)s là của %(commune)s, không phải của “%(value)s”."),
    # --- Rows ---------------------------------------------------------------------------------------------------------
    "missing": _("Còn thiếu."),
    "missing_with_stars": _("Còn thiếu: số sao cần năm công nhận và nguồn đã công bố."),
    "stars_without_ocop": _("Chỉ sản phẩm OCOP có số sao."),
    "again_before": _("Năm công nhận lại phải sau năm công nhận (%(year)s)."),
    "service": _("Nhóm 6 là dịch vụ: không ghi khối lượng và mã vạch."),
    "type_without_maker": _("Có loại hình mà không có tên chủ thể."),
    "source_without_name": _("Nguồn cần tên hoặc địa chỉ."),
    "twice": _("Sản phẩm này đã có ở dòng %(row)s của tệp."),
    "two_types": _("Ở dòng %(row)s, chủ thể này có loại hình khác: %(type)s."),
    # --- What stands in the portal ------------------------------------------------------------------------------------
    "unknown_code": _("Không có sản phẩm nào mang mã %(value)s."),
    "taken": _("Khoá “%(value)s” đã dùng cho sản phẩm khác. Hãy đặt khoá khác."),
    "reserved": _("Khoá “%(value)s” là địa chỉ của một danh mục trên cổng. Hãy đặt khoá khác."),
    "merged": _("Sản phẩm này đã gộp vào “%(name)s” (khoá %(slug)s)."),
    "kept": _("“%(name)s” do chủ thể tự đăng: bảng tính không đổi được. Hãy xoá dòng này."),
    "two_products": _("Có %(count)s sản phẩm khớp với tên này. Hãy ghi mã hoặc khoá."),
    "two_makers": _("Có %(count)s chủ thể tên “%(name)s”. Hãy ghi khoá thay cho tên: %(slugs)s."),
    "maker_suspended": _("Chủ thể “%(name)s” đang tạm dừng trên cổng."),
    "maker_type": _("Hồ sơ của “%(name)s” ghi loại hình khác: %(type)s. Hãy sửa ở hồ sơ hoặc để trống ô này."),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row, in one of its columns or in none of them."""

    column: str
    code: str
    parts: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: list[Any]) -> Self:
        """What ``as_json`` wrote."""
        column, code, parts = data
        return cls(column, code, parts)

    def as_json(self) -> list[Any]:
        """``[column, code, parts]``."""
        return [self.column, self.code, self.parts]

    @property
    def sentence(self) -> str:
        """The problem in words of the active language."""
        return str(SENTENCES[self.code]) % self.parts


class Unreadable(Exception):
    """A cell does not say what its column needs; ``code`` and ``parts`` as in ``Problem``."""

    def __init__(self, code: str, **parts: Any) -> None:
        super().__init__(code)
        self.code, self.parts = code, parts
