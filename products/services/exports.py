"""Spreadsheets of what an officer looks after: products, businesses, certificates of his provinces.

No tax code, no question of a visitor, no contact without the consent that shows it, nothing of the examples. Products
come in the columns of the import, so that a file can be changed and loaded again. Every export is written down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Source
from portal.places.models import Province
from products import codes
from products.models import Action, Business, Certificate, Consent, Product
from products.services import actions
from products.services.errors import Refused
from products.sheets.columns import COLUMNS, KINDS, LEGAL_TYPES

#: A workbook is written before the first byte of it can be sent; longer tables are comma separated values.
MOST_ROWS_OF_A_WORKBOOK: Final = 20_000
_AT_ONCE: Final = 500
_CONTACTS: Final = {
    "representative": Consent.Purpose.SHOW_REPRESENTATIVE,
    "phone": Consent.Purpose.SHOW_PHONE,
    "email": Consent.Purpose.SHOW_EMAIL,
}


@dataclass(frozen=True)
class Table:
    """One kind of export."""

    name: str
    label: str | Promise
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows_of: Callable[[Any], QuerySet[Any]]
    cells: Callable[[Any, dt.date], Sequence[Any]]

    def rows(self, user: Any, today: dt.date) -> Iterator[Sequence[Any]]:
        """Rows of the officer's provinces, as they stand on a day, fetched some hundred at a time."""
        for record in self.rows_of(user).iterator(chunk_size=_AT_ONCE):
            yield self.cells(record, today)


def table(name: str) -> Table | None:
    """The table of a name."""
    return next((one for one in TABLES if one.name == name), None)


@transaction.atomic
def record(*, table: Table, is_workbook: bool, officer: Any, provinces: Sequence[Province], now: dt.datetime) -> None:
    """Write down, for each province, that an officer takes a table away. Raises ``Refused`` for too long a workbook."""
    count = table.rows_of(officer).count()
    if is_workbook and count > MOST_ROWS_OF_A_WORKBOOK:
        raise Refused(_("Bảng này dài hơn 20 000 dòng. Hãy tải dạng CSV."))
    note = f"{table.title}, {'xlsx' if is_workbook else 'csv'}, {count}"
    for province in provinces:
        actions.record(verb=Action.Verb.EXPORTED, actor=officer, province=province, note=note, now=now)


# --- Products ---------------------------------------------------------------------------------------------------------


def _products(user: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = Product.objects.in_scope_of(user).filter(is_example=False, merged_into=None)
    return (
        found.select_related("address", "producer", "commune", "group", "province")
        .prefetch_related("month_rows", "certificates", Prefetch("sources", Source.objects.order_by("pk")))
        .order_by("pk")
    )


def _product_cells(product: Product, today: dt.date) -> list[Any]:
    address = getattr(product, "address", None)
    maker = product.producer
    # A source whose address may not be printed would come back as another one.
    source = next((one for one in product.sources.all() if one.is_linkable or not one.url), None)
    said = {
        **{name: getattr(product, name) for name in BY_THEIR_NAME},
        "code": codes.spaced(address.code) if address is not None else product.slug,
        "kind": KINDS[product.kind],
        "group": product.group_id,
        "maker": maker.name if maker is not None else "",
        "maker_type": LEGAL_TYPES.get(maker.legal_type, "") if maker is not None else "",
        "commune": f"{product.commune_id} {product.commune.full_name}" if product.commune is not None else "",
        "months": ", ".join(str(row.month) for row in product.month_rows.all()),
        "source_title": source.title if source is not None else "",
        "source_publisher": source.publisher if source is not None else "",
        "source_url": source.link if source is not None else "",
        "source_date": source.published_on if source is not None else "",
    }
    in_force = next((one for one in product.certificates.all() if one.is_in_force(today)), None)
    return [
        *(said[column.name] for column in COLUMNS),
        product.province.name,
        product.slug,
        "có" if product.is_listed else "không",
        "có" if product.is_kept_by_producer else "không",
        in_force.stars if in_force is not None else "",
        _day(in_force.ends_on) if in_force is not None else "",
    ]


BY_THEIR_NAME: Final = tuple(
    column.name for column in COLUMNS if column.name in {field.name for field in Product._meta.concrete_fields}
)
_MORE: Final = ("Tỉnh", "Khoá trên cổng", "Đang đăng", "Do chủ thể tự đăng", "Số sao còn hiệu lực", "Hiệu lực đến hết")

# --- Businesses -------------------------------------------------------------------------------------------------------


def _businesses(user: Any) -> QuerySet[Any]:
    left_out = (Business.Standing.MERGED, Business.Standing.LOADING)
    found: QuerySet[Any] = Business.objects.in_scope_of(user).filter(is_example=False).exclude(standing__in=left_out)
    standing = Prefetch("consents", Consent.objects.standing(), to_attr="standing_consents")
    return found.select_related("commune", "province").prefetch_related(standing).order_by("pk")


def _business_cells(business: Any, today: dt.date) -> list[Any]:
    agreed = {consent.purpose for consent in business.standing_consents}
    commune = business.commune
    return [
        business.slug,
        business.name,
        business.name_en,
        LEGAL_TYPES.get(business.legal_type, business.form_vi),
        business.get_standing_display(),
        business.province.name if business.province is not None else "",
        f"{commune.code} {commune.full_name}" if commune is not None else "",
        business.address,
        _moment(business.verified_at),
        *(getattr(business, name) if purpose in agreed else "" for name, purpose in _CONTACTS.items()),
    ]


# --- Certificates -----------------------------------------------------------------------------------------------------


def _certificates(user: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = Certificate.objects.in_scope_of(user).filter(product__is_example=False)
    return found.select_related("product__address", "product__province", "product__producer").order_by("pk")


def _certificate_cells(certificate: Any, today: dt.date) -> list[Any]:
    product = certificate.product
    address = getattr(product, "address", None)
    return [
        codes.spaced(address.code) if address is not None else product.slug,
        product.name,
        product.producer.name if product.producer is not None else "",
        product.province.name,
        certificate.decision_number,
        certificate.stars,
        certificate.score if certificate.score is None else float(certificate.score),
        certificate.get_issuer_display(),
        certificate.issuer_name,
        certificate.get_rule_set_display(),
        _day(certificate.issued_on),
        _day(certificate.ends_on),
        certificate.get_decision_display(),
        "có" if certificate.is_in_force(today) else "không",
        certificate.place_at_issue,
    ]


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else ""


def _moment(moment: dt.datetime | None) -> str:
    return _day(timezone.localtime(moment).date()) if moment is not None else ""


_OF_BUSINESSES: Final = (
    ("Khoá", 28),
    ("Tên", 36),
    ("Tên tiếng Anh", 30),
    ("Loại hình", 20),
    ("Tình trạng", 20),
    ("Tỉnh", 14),
    ("Xã, phường", 28),
    ("Địa chỉ", 36),
    ("Xác minh ngày", 16),
    ("Người đại diện (đã đồng ý công khai)", 26),
    ("Điện thoại (đã đồng ý công khai)", 22),
    ("Thư điện tử (đã đồng ý công khai)", 28),
)
_OF_CERTIFICATES: Final = (
    ("Mã sản phẩm", 16),
    ("Sản phẩm", 36),
    ("Chủ thể", 32),
    ("Tỉnh", 14),
    ("Số quyết định", 22),
    ("Số sao", 8),
    ("Điểm", 8),
    ("Cấp công nhận", 26),
    ("Cơ quan ký", 32),
    ("Bộ quy định", 32),
    ("Ngày cấp", 12),
    ("Hiệu lực đến hết", 16),
    ("Quyết định", 18),
    ("Còn hiệu lực hôm nay", 18),
    ("Địa chỉ ghi trên giấy", 36),
)
TABLES: Final = (
    Table(
        "products",
        gettext_lazy("Sản phẩm"),
        "Sản phẩm",
        (*(column.heading for column in COLUMNS), *_MORE),
        (*(column.width for column in COLUMNS), *(18 for _name in _MORE)),
        _products,
        _product_cells,
    ),
    Table(
        "businesses",
        gettext_lazy("Chủ thể"),
        "Chủ thể",
        tuple(heading for heading, _width in _OF_BUSINESSES),
        tuple(width for _heading, width in _OF_BUSINESSES),
        _businesses,
        _business_cells,
    ),
    Table(
        "certificates",
        gettext_lazy("Giấy chứng nhận"),
        "Giấy chứng nhận",
        tuple(heading for heading, _width in _OF_CERTIFICATES),
        tuple(width for _heading, width in _OF_CERTIFICATES),
        _certificates,
        _certificate_cells,
    ),
)
