"""What of a product its keeper may change: the whole content of a draft, and nothing else.

Content is read from the live product when a draft begins and written back by ``services.listings.approve`` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.places.models import Commune
from products.models import SERVICES, Product
from products.names import foreign_letters


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
        """The content of a live product; a lead that sources gave opens its text, a sole picture is its gallery."""
        columns = {name: getattr(product, name) for name in PLAIN}
        for language in ("vi", "en"):
            parts = (getattr(product, f"lead_{language}"), columns[f"text_{language}"])
            columns[f"text_{language}"] = "\n\n".join(part for part in parts if part)
        return cls(
            **columns,
            group=product.group_id,
            commune=product.commune_id or "",
            months=tuple(row.month for row in product.month_rows.all()),
            pictures=tuple(row.image_id for row in product.gallery.all())
            or ((product.picture_id,) if product.picture_id is not None else ()),
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
        """Names of fields that an officer needs to see filled in and does not."""
        needed: tuple[tuple[str, bool], ...] = (
            ("name", bool(self.name)),
            ("group", self.group is not None),
            ("commune", bool(self.commune)),
            ("teaser_vi", bool(self.teaser_vi)),
            ("text_vi", bool(self.text_vi)),
            ("pictures", bool(self.pictures)),
        )
        return [name for name, is_there in needed if not is_there]

    def problems(self) -> dict[str, str]:
        """What cannot be kept, not even as a draft: a sentence for each field that says what to do."""
        found: dict[str, str] = {}
        for name in NAMES:
            if letters := foreign_letters(getattr(self, name)):
                found[name] = _(
                    "Trong tên có ký tự không phải chữ Việt hay chữ Latinh: %(letters)s. Hãy gõ lại tên thay vì dán."
                ) % {"letters": " ".join(letters)}
        for name, most in CHARACTERS.items():
            if len(getattr(self, name)) > most:
                found[name] = _("Dài quá %(most)s ký tự (hiện có %(now)s). Hãy rút ngắn.") % {
                    "most": most,
                    "now": len(getattr(self, name)),
                }
        if self.is_service:
            for name in ("net_weight", "barcode"):
                if getattr(self, name):
                    found[name] = _("Sản phẩm nhóm 6 là dịch vụ: để trống ô này, hoặc chọn nhóm khác.")
        elif self.barcode and not (self.barcode.isascii() and self.barcode.isdecimal() and len(self.barcode) in GTINS):
            found["barcode"] = _("Mã vạch có 8, 12, 13 hoặc 14 chữ số. Hãy chép các số dưới mã, không cách.")
        if len(set(self.months)) != len(self.months) or not set(self.months) <= set(range(1, 13)):
            found["months"] = _("Chọn các tháng từ 1 đến 12.")
        if len(set(self.pictures)) != len(self.pictures) or len(self.pictures) > MOST_PICTURES:
            found["pictures"] = _("Mỗi sản phẩm có nhiều nhất %(most)s hình, mỗi hình một lần.") % {
                "most": MOST_PICTURES
            }
        return found

    def write_into(self, product: Product, commune: Commune | None) -> None:
        """Set the product's columns, as approval does and its preview shows; months and pictures are rows."""
        for name in PLAIN:
            setattr(product, name, getattr(self, name))
        product.lead_vi = product.lead_en = ""  # the text holds what sources gave as a lead
        product.group_id = self.group
        if product.commune_id != self.commune:  # what a source said of the commune before says nothing of this one
            product.commune_basis = product.commune_note_vi = product.commune_note_en = ""
        product.commune = commune
        if commune is not None:
            product.province = commune.province

    @property
    def is_service(self) -> bool:
        """Whether it is a service of group 6, which has no weight and no barcode."""
        return self.group == SERVICES


MOST_PICTURES = 12
#: Lengths of a barcode (GTIN-8, -12, -13, -14).
GTINS = frozenset({8, 12, 13, 14})
#: Fields in which a letter that only looks like a Latin one would pass one product for another.
NAMES = ("name", "name_en")
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

#: How long they may be: as long as their columns.
CHARACTERS: dict[str, int] = {name: getattr(Product._meta.get_field(name), "max_length", 0) for name in PLAIN}

LABELS: dict[str, str | Promise] = {
    "name": gettext_lazy("tên"),
    "name_en": gettext_lazy("tên tiếng Anh"),
    "group": gettext_lazy("nhóm"),
    "commune": gettext_lazy("xã, phường"),
    "teaser_vi": gettext_lazy("một dòng giới thiệu"),
    "teaser_en": gettext_lazy("một dòng giới thiệu (tiếng Anh)"),
    "text_vi": gettext_lazy("bài giới thiệu"),
    "text_en": gettext_lazy("bài giới thiệu (tiếng Anh)"),
    "net_weight": gettext_lazy("khối lượng, quy cách"),
    "barcode": gettext_lazy("mã vạch"),
    "months": gettext_lazy("tháng có hàng"),
    "months_note_vi": gettext_lazy("ghi chú về mùa"),
    "months_note_en": gettext_lazy("ghi chú về mùa (tiếng Anh)"),
    "pictures": gettext_lazy("hình"),
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
