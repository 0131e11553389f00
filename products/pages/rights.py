"""Protected names of the region, by the right that protects them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from products.certificates import RULE_SETS, STARS
from products.models import Certificate, Certification, Product, ProtectedName, Protection, RightKind

#: What each right is, in the words of the law (Luật Sở hữu trí tuệ, Điều 4).
MEANINGS: Final = {
    RightKind.GEOGRAPHICAL_INDICATION: _(
        "Dấu hiệu chỉ nguồn gốc địa lý của sản phẩm từ một khu vực, địa phương, vùng lãnh thổ hay quốc gia cụ thể. "
        "Danh tiếng, chất lượng hoặc đặc tính của sản phẩm chủ yếu do điều kiện của nơi ấy quyết định. "
        "Quyền thuộc Nhà nước; ai làm ra sản phẩm đúng nơi, đúng quy định thì được trao quyền sử dụng."
    ),
    RightKind.CERTIFICATION_MARK: _(
        "Nhãn hiệu mà chủ sở hữu cho người khác dùng trên hàng của họ, để chứng nhận các đặc tính như xuất xứ, "
        "nguyên liệu, cách làm hay chất lượng."
    ),
    RightKind.COLLECTIVE_MARK: _(
        "Nhãn hiệu phân biệt hàng của thành viên một tổ chức, chẳng hạn một hội hay hợp tác xã, với hàng của người "
        "không phải thành viên."
    ),
    RightKind.TRADEMARK: _("Nhãn hiệu phân biệt hàng của các tổ chức, cá nhân khác nhau; thuộc riêng một chủ."),
}
#: What each standard is about.
STANDARDS: Final = (
    (Certification.Code.VIETGAP, _("Quy trình thực hành sản xuất nông nghiệp tốt của Việt Nam.")),
    (Certification.Code.GLOBALGAP, _("Bộ tiêu chuẩn tư nhân quốc tế về thực hành nông nghiệp tốt.")),
    (
        Certification.Code.ORGANIC,
        _("Không dùng phân bón và thuốc hoá học tổng hợp; theo tiêu chuẩn nào thì tuỳ từng giấy chứng nhận."),
    ),
    (Certification.Code.HACCP, _("Phân tích mối nguy và kiểm soát điểm tới hạn khi chế biến thực phẩm.")),
    (Certification.Code.ISO_22000, _("Hệ thống quản lý an toàn thực phẩm.")),
    (Certification.Code.FOUR_C, _("Bộ quy tắc chung cho cộng đồng cà phê, về sản xuất bền vững.")),
    (Certification.Code.RAINFOREST, _("Chứng nhận của Liên minh Rừng mưa, về sản xuất bền vững.")),
)


@dataclass(frozen=True)
class Right:
    """One of the four rights with the region's names."""

    kind: RightKind
    meaning: Any
    names: list[ProtectedName]

    @property
    def key(self) -> str:
        """Its anchor on the page."""
        return f"quyen-{self.kind.value}"


def names_by_right() -> list[Right]:
    """The four rights, each with the names that a source gives, by name."""
    products = Protection.objects.filter(product__in=Product.objects.listed()).select_related("product")
    rows = ProtectedName.objects.select_related("province").prefetch_related(
        "sources", Prefetch("protections", products, to_attr="borne")
    )
    names = list(rows)
    return [Right(kind, MEANINGS[kind], [name for name in names if name.kind == kind]) for kind in RightKind]


@dataclass(frozen=True)
class Rules:
    """Who certified three, four and five stars in a period."""

    decision: str
    since: dt.date
    until: dt.date | None
    issuers: list[str]


def rules() -> list[Rules]:
    """The OCOP rules of each period, the oldest first."""
    return [
        Rules(
            one.decision,
            one.since,
            one.until,
            [str(Certificate.Issuer(one.issuers[stars].value).label) for stars in STARS],
        )
        for one in RULE_SETS
    ]
