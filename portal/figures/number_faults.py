"""Why a number is not read, in words for whoever wrote it; ``portal.figures.numbers`` finds the fault."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy

from portal.figures.numbers import Fault

NUMBER_FAULTS: Final[dict[Fault, Any]] = {
    "negative": gettext_lazy("Giá trị không được âm."),
    "grouped": gettext_lazy("Không viết dấu phân cách hàng nghìn: 5.300.000 viết là 5300000."),
    "comma": gettext_lazy("Phần thập phân viết sau dấu chấm: 86,24 viết là 86.24."),
    "words": gettext_lazy("Chỉ viết chữ số: 5,3 triệu viết là 5300000, đơn vị theo chỉ tiêu."),
    "no_number": gettext_lazy("Không phải là số. Chỉ viết chữ số, ví dụ 5300000."),
    "too_long": gettext_lazy("Số dài quá 14 chữ số."),
}
