"""The words that businesses and senders agree to, one purpose each, with a version that changes with the words.

A changed text gets a new version; consents keep the words that were read. Drafts for the provinces to confirm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from products.models import Consent

Purpose = Consent.Purpose


@dataclass(frozen=True)
class ConsentText:
    """What is asked, in Vietnamese; ``is_required`` for what the service cannot do without."""

    version: str
    text: str
    is_required: bool = False


CONSENTS: Final[dict[Consent.Purpose, ConsentText]] = {
    Purpose.TERMS: ConsentText(
        "2026-11",
        "Tôi đã đọc và chấp nhận quy chế đăng sản phẩm. Thông tin tôi gửi là đúng, và tôi được quyền thay mặt chủ thể.",
        is_required=True,
    ),
    Purpose.SHOW_REPRESENTATIVE: ConsentText("2026-11", "Hiện tên người đại diện trên trang công khai của chủ thể."),
    Purpose.SHOW_PHONE: ConsentText("2026-11", "Hiện số điện thoại trên trang công khai của chủ thể."),
    Purpose.SHOW_EMAIL: ConsentText("2026-11", "Hiện địa chỉ thư điện tử trên trang công khai của chủ thể."),
    Purpose.NEWS_BY_EMAIL: ConsentText(
        "2026-11", "Nhận tin về tập huấn, hội chợ và quy định OCOP qua thư điện tử, ngoài các thông báo bắt buộc."
    ),
}

#: What somebody who asks a seller agrees to; the days are ``services.enquiries.KEPT``.
ENQUIRY: Final = ConsentText(
    "2026-11",
    "Đồng ý để cổng chuyển tên, cách liên hệ và lời nhắn này cho người bán. Cổng xoá chúng sau 180 ngày.",
    is_required=True,
)

#: What somebody who uploads a picture agrees to.
PICTURE: Final = ConsentText(
    "2026-11",
    "Tôi chụp hình này hoặc được người chụp cho phép, và đồng ý để cổng đăng hình cùng tên tác giả.",
    is_required=True,
)
