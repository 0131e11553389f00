"""The datasets that the figures make up: what is in them, what each column means, what has changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.core.region import region
from portal.core.site_tree import absolute
from portal.figures.models import Indicator, Observation, ObservationRevision
from portal.figures.pages import words

LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Dataset:
    """A dataset by its slug, which is part of its permanent address."""

    slug: str
    topic: Indicator.Topic
    #: Its title, with a gap for the provinces.
    name: str | Promise
    lead: str | Promise

    @property
    def title(self) -> str:
        """What it is called in the active language, with the provinces of the portal."""
        return str(self.name) % {"region": region()}


DATASETS: Final = (
    Dataset(
        "khach-du-lich",
        Indicator.Topic.VISITORS,
        gettext_lazy("Khách du lịch %(region)s"),
        gettext_lazy(
            "Lượt khách, doanh thu, phòng nghỉ như từng nguồn công bố. Mỗi dòng có trạng thái, nguồn và lời của nguồn; "
            "số bị nghi vẫn còn đó, có cờ."
        ),
    ),
    Dataset(
        "xuat-khau",
        Indicator.Topic.EXPORTS,
        gettext_lazy("Xuất khẩu của %(region)s"),
        gettext_lazy(
            "Giá trị, khối lượng, mã số vùng trồng và thị trường xuất khẩu như từng nguồn công bố. Kế hoạch được ghi "
            "là mục tiêu, dự báo là ước tính kèm ghi chú."
        ),
    ),
)

#: Kind and meaning of each column of ``portal.figures.rows.COLUMNS``, in their order.
MEANINGS: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    "id": (gettext_lazy("mã"), gettext_lazy("mã của số liệu, không đổi")),
    "indicator": (gettext_lazy("mã"), gettext_lazy("điều được đo, xem danh mục chỉ tiêu")),
    "area": (gettext_lazy("mã"), gettext_lazy("nơi được đếm, như nguồn ghi")),
    "commodity": (gettext_lazy("mã"), gettext_lazy("mặt hàng, chỉ với xuất khẩu")),
    "period": (
        "ISO 8601",
        gettext_lazy("năm, năm-tháng, năm-Qn, ngày, hoặc đầu/cuối; trống khi nguồn không nói"),
    ),
    "period_type": (gettext_lazy("mã"), gettext_lazy("loại kỳ: cả năm, quý, tháng, kỳ nghỉ…")),
    "starts_on": (gettext_lazy("ngày tháng"), gettext_lazy("ngày đầu của kỳ")),
    "ends_on": (gettext_lazy("ngày tháng"), gettext_lazy("ngày cuối của kỳ")),
    "holiday": (gettext_lazy("mã"), gettext_lazy("kỳ nghỉ hoặc lễ hội, nếu kỳ là một dịp như vậy")),
    "value": (gettext_lazy("số"), gettext_lazy("giá trị; “hơn”, “gần”, “khoảng” nằm ở cột sau")),
    "qualifier": (
        gettext_lazy("mã"),
        gettext_lazy("chữ của nguồn trước con số: more_than, nearly, about"),
    ),
    "unit": (gettext_lazy("mã"), gettext_lazy("đơn vị; mỗi chỉ tiêu chỉ một đơn vị")),
    "status": (
        gettext_lazy("mã"),
        gettext_lazy("actual: thực hiện; estimate: ước tính; target: mục tiêu, chưa phải kết quả"),
    ),
    "stated_status": (
        gettext_lazy("mã"),
        gettext_lazy("trạng thái như nguồn nói; công bố khi chưa hết kỳ thì cột status là estimate"),
    ),
    "change_percent": (gettext_lazy("số"), gettext_lazy("so với cùng kỳ, theo nguồn, phần trăm")),
    "is_chosen": ("true, false", gettext_lazy("số mà trang nêu trước cho kỳ này")),
    "conflict_group": (gettext_lazy("mã"), gettext_lazy("cùng mã: các nguồn nói khác nhau về một điều")),
    "flags": (
        gettext_lazy("danh sách"),
        gettext_lazy("điều cần biết khi dùng: đáng ngờ, kỳ do suy ra, chỉ có ở tên bài…"),
    ),
    "source": (gettext_lazy("chữ"), gettext_lazy("nơi công bố")),
    "source_date": (gettext_lazy("ngày tháng"), gettext_lazy("ngày đăng, có thể thiếu")),
    "source_url": (gettext_lazy("địa chỉ"), gettext_lazy("trang nguồn; bản chép lại không được dẫn")),
    "quote": (gettext_lazy("chữ"), gettext_lazy("lời của nguồn, ngắn")),
    "note_vi": (gettext_lazy("chữ"), gettext_lazy("ghi chú, tiếng Việt")),
    "note_en": (gettext_lazy("chữ"), gettext_lazy("ghi chú, tiếng Anh")),
    "checked_on": (gettext_lazy("ngày tháng"), gettext_lazy("ngày biên tập viên kiểm tra")),
    "updated_at": (gettext_lazy("thời điểm"), gettext_lazy("lần sửa cuối")),
}


def dataset_of(slug: str) -> Dataset | None:
    """The dataset of a slug."""
    return next((one for one in DATASETS if one.slug == slug), None)


@dataclass(frozen=True)
class DatasetPage:
    """What the page of a dataset shows."""

    dataset: Dataset
    count: int
    statuses: Sequence[tuple[str, int]]
    flags: Sequence[tuple[str, int]]
    conflicts: int
    sources: int
    first_year: int
    last_year: int
    indicators: Sequence[tuple[Indicator, int]]
    samples: Sequence[Observation]
    #: Names of the provinces that its values concern.
    provinces: Sequence[str]
    updated: dt.date | None
    #: Day, and how many values were corrected on it, newest first.
    versions: Sequence[tuple[dt.date, int]]

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        """Name, path and media type of each file."""
        topic = self.dataset.topic.value
        base = f"{reverse('api:statistics_observations')}?topic={topic}"
        return [
            ("CSV", f"{base}&format=csv", "text/csv"),
            (_("CSV cho Excel"), f"{base}&format=csv&bom=true", "text/csv"),
            ("JSON", f"{base}&limit=1000", "application/json"),
        ]


def dataset_page(dataset: Dataset, observations: Sequence[Observation]) -> DatasetPage:
    """Put the page together from all public values of its topic."""
    statuses = Counter(one.shown_status for one in observations)
    flags = {flag: sum(getattr(one, f"is_{flag}") for one in observations) for flag in words.FLAGS}
    years = [one.ends_on.year for one in observations if one.ends_on] or [0]
    starts = [one.starts_on.year for one in observations if one.starts_on] or [0]
    indicators = {one.indicator_id: one.indicator for one in observations}
    counts = Counter(one.indicator_id for one in observations)
    provinces = {one.area.province for one in observations if one.area.province}
    corrected = Counter(
        revision.replaced_at.date()
        for revision in ObservationRevision.objects.filter(observation__indicator__topic=dataset.topic)
    )
    return DatasetPage(
        dataset=dataset,
        count=len(observations),
        statuses=[(status, statuses[status]) for status in ("actual", "estimate", "target") if statuses[status]],
        flags=[(name, count) for name, count in flags.items() if count],
        conflicts=len({one.conflict_group_id for one in observations if one.conflict_group_id}),
        sources=len({one.source_id for one in observations}),
        first_year=min(starts),
        last_year=max(years),
        indicators=sorted(
            ((one, counts[pk]) for pk, one in indicators.items()), key=lambda pair: (pair[0].order, pair[0].code)
        ),
        provinces=[one.name for one in sorted(provinces, key=lambda one: one.sort_key)],
        samples=[one for one in observations if one.is_chosen][-5:],
        updated=max((one.updated_at.date() for one in observations), default=None),
        versions=sorted(corrected.items(), reverse=True),
    )


def structured(page: DatasetPage) -> dict[str, Any]:
    """schema.org data of a dataset."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": page.dataset.title,
        "description": str(page.dataset.lead),
        "url": absolute(reverse("figures:dataset", args=(page.dataset.slug,))),
        "inLanguage": (get_language() or "vi")[:2],
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "dateModified": page.updated.isoformat() if page.updated else None,
        "temporalCoverage": f"{page.first_year}/{page.last_year}",
        "spatialCoverage": [{"@type": "Place", "name": name} for name in page.provinces],
        "creator": {"@type": "Organization", "name": "Tây Bắc", "url": absolute("/")},
        "variableMeasured": [indicator.name for indicator, _count in page.indicators],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute(path)}
            for _name, path, kind in page.downloads
        ],
    }
