"""What of a product its keeper may change: the whole content of a draft, and nothing else.

Content is read from the live product when a draft begins and written back by ``services.listings.approve`` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.models import SERVICES, Product


@dataclass(frozen=True)
class ListingContent:
    """The editable part of a listing. ``pictures`` are keys of pictures of the business, the first one leads."""

    name: str = ""
    name_en: str = ""
    group: int | None = None
    commune: str = ""
    teaser_vi: str = ""
    teaser_en: str = ""
    text_vi: str = ""
    text_en: str = ""
    net_weight: str = ""
    barcode: str = ""
    months: tuple[int, ...] = ()
    months_note_vi: str = ""
    months_note_en: str = ""
    pictures: tuple[int, ...] = ()

    @classmethod
    def of(cls, product: Product) -> Self:
        """The content of a live product."""
        columns = {name: getattr(product, name) for name in PLAIN}
        return cls(
            **columns,
            group=product.group_id,
            commune=product.commune_id or "",
            months=tuple(row.month for row in product.month_rows.all()),
            pictures=tuple(row.image_id for row in product.gallery.all()),
        )

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What ``as_json`` wrote; a field that an older version lacks is empty."""
        known = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        for name in ("months", "pictures"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """The content as a draft keeps it."""
        data = asdict(self)
        return {**data, "months": list(self.months), "pictures": list(self.pictures)}

    def missing(self) -> list[str]:
        """Labels of what an officer needs to see and does not."""
        needed: tuple[tuple[str, bool], ...] = (
            ("name", bool(self.name)),
            ("group", self.group is not None),
            ("commune", bool(self.commune)),
            ("teaser_vi", bool(self.teaser_vi)),
            ("text_vi", bool(self.text_vi)),
            ("pictures", bool(self.pictures)),
        )
        return [str(LABELS[name]) for name, is_there in needed if not is_there]

    @property
    def is_service(self) -> bool:
        """Whether it is a service of group 6, which has no weight and no barcode."""
        return self.group == SERVICES


#: Fields that are columns of the product under the same name.
PLAIN = (
    "name",
    "name_en",
    "teaser_vi",
    "teaser_en",
    "text_vi",
    "text_en",
    "net_weight",
    "barcode",
    "months_note_vi",
    "months_note_en",
)

LABELS: dict[str, str | Promise] = {
    "name": _("tên"),
    "name_en": _("tên tiếng Anh"),
    "group": _("nhóm"),
    "commune": _("xã, phường"),
    "teaser_vi": _("một dòng giới thiệu"),
    "teaser_en": _("một dòng giới thiệu (tiếng Anh)"),
    "text_vi": _("bài giới thiệu"),
    "text_en": _("bài giới thiệu (tiếng Anh)"),
    "net_weight": _("khối lượng, quy cách"),
    "barcode": _("mã vạch"),
    "months": _("tháng có hàng"),
    "months_note_vi": _("ghi chú về mùa"),
    "months_note_en": _("ghi chú về mùa (tiếng Anh)"),
    "pictures": _("hình"),
}


@dataclass(frozen=True)
class Difference:
    """One field that two versions have not alike."""

    name: str
    label: str
    before: Any
    after: Any


def differences(before: ListingContent, after: ListingContent) -> list[Difference]:
    """The fields that differ, in the order of the form."""
    value: Callable[[ListingContent, str], Any] = getattr
    return [
        Difference(field.name, str(LABELS[field.name]), value(before, field.name), value(after, field.name))
        for field in fields(ListingContent)
        if value(before, field.name) != value(after, field.name)
    ]
