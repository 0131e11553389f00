"""The renewal desk: which certificates end soon, and what is to be done before they do.

Only what the decisions on OCOP say stands in the list of steps; papers and days are the provinces' to name, and a step
that they have still to confirm is marked so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.certificates import NOTICE_DAYS
from products.querysets import CertificateQuerySet


@dataclass(frozen=True)
class Ending:
    """Certificates that end in at most so many days and in more than the next list, those that end first in front."""

    days: int
    certificates: CertificateQuerySet


def endings(certificates: CertificateQuerySet, today: dt.date) -> tuple[Ending, ...]:
    """The lists of the desk, the most urgent first: 30, 90 and 180 days; no certificate stands in two of them.

    ``certificates`` are those that may be seen: ``of_business(business)`` or ``in_scope_of(officer)``.
    """
    limits = (*sorted(NOTICE_DAYS), -1)
    return tuple(
        Ending(
            days,
            certificates.ending_within(days, today).filter(ends_on__gt=today + dt.timedelta(days=above)).for_desk(),
        )
        for above, days in pairwise(sorted(limits))
    )


@dataclass(frozen=True)
class Step:
    """Something to do before a certificate ends."""

    text: str | Promise
    #: The provinces have still to say whether it is so.
    is_to_be_confirmed: bool = False


STEPS: Final = (
    Step(_("So ngày cuối in trên giấy với ngày cổng ghi. Khác nhau thì báo cán bộ của tỉnh.")),
    Step(_("Hỏi cán bộ của tỉnh: hồ sơ đánh giá lại gồm những gì, nộp ở đâu, trước ngày nào.")),
    Step(
        _("Giấy không in ngày hết hạn được tính đến hết ngày trước mốc 36 tháng kể từ ngày cấp."),
        is_to_be_confirmed=True,
    ),
    Step(_("Xem lại điểm và các tiêu chí bắt buộc. Từ 90 điểm: 5 sao; từ 70: 4 sao; từ 50: 3 sao. Số sao có thể đổi.")),
    Step(_("Xã chỉ lập báo cáo. Giấy 3 và 4 sao do Uỷ ban nhân dân tỉnh cấp, 5 sao do trung ương.")),
    Step(_("Có quyết định mới thì gửi bản chụp lên cổng. Cán bộ đối chiếu xong, sao mới hiện.")),
)
