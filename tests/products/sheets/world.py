"""What stands in the portal before a spreadsheet comes: provinces, communes, groups; and how a file goes its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from portal.core import work
from portal.media.sandboxed import tables
from portal.places.models import Commune, FormerUnit, Province
from products.models import Business, Officer, Product, ProductGroup, SheetImport, SheetRow
from products.services import imports
from products.sheets import files
from products.sheets.problems import Problem
from tests.products.sheets import books

GROUPS = ("Thực phẩm", "Đồ uống", "Dược liệu", "Thủ công mỹ nghệ", "Sinh vật cảnh", "Du lịch cộng đồng")


def answers_here(program: str, request: Any, content: bytes, **where: Any) -> Iterator[tuple[dict[str, Any], bytes]]:
    """In place of ``sandbox.run``: the same program without a child, which costs most of the time of a small file."""
    yield from tables.answers(request, content)


def province(name: str = "Sơn La") -> Province:
    """One of the two, with some communes: names that stand in both, old names, marks that differ."""
    code, slug = {"Sơn La": ("14", "son-la"), "Điện Biên": ("11", "dien-bien")}[name]
    found, is_new = Province.objects.get_or_create(code=code, defaults={"name": name, "slug": slug})
    if is_new:
        units = {
            "Sơn La": (("03670", "phường", "Chiềng Cơi"), ("03679", "phường", "Chiềng Sinh"), ("03901", "xã", "Hặc")),
            "Điện Biên": (
                ("03127", "phường", "Điện Biên Phủ"),
                ("03144", "xã", "Chiềng Sinh"),
                ("03150", "xã", "Sam Mứn"),
            ),
        }[name]
        for unit, kind, title in units:
            Commune.objects.create(code=unit, province=found, name=title, kind=kind)
        FormerUnit.objects.create(
            commune_id=units[0][0], kind="Xã", name="Hua La", district="Sơn La", district_kind="thành phố"
        )
    return found


def groups() -> None:
    """The six groups."""
    for code, name in enumerate(GROUPS, start=1):
        ProductGroup.objects.get_or_create(code=code, defaults={"slug": f"nhom-{code}", "name_vi": name})


def officer(*names: str) -> Any:
    """An account that looks after provinces."""
    account = get_user_model().objects.create_user(f"can-bo-{get_user_model().objects.count()}@example.vn")
    Officer.objects.create(user=account).provinces.set([province(name) for name in names or ("Sơn La",)])
    return account


def received(rows: Sequence[Mapping[str, Any]] | bytes, *, of: str = "Sơn La", by: Any = None) -> SheetImport:
    """A file as its officer has sent it."""
    groups()
    content = rows if isinstance(rows, bytes) else books.workbook(rows)
    with files.judge(books.file(content)) as judged:
        return imports.receive(
            sheet=judged, file_name="san-pham.xlsx", province=province(of), uploaded_by=by, now=timezone.now()
        )


def worked(sheet: SheetImport) -> SheetImport:
    """The file after whatever waits was carried out."""
    work.sweep()
    sheet.refresh_from_db()
    return sheet


def checked(rows: Sequence[Mapping[str, Any]] | bytes, **where: Any) -> SheetImport:
    """A file whose rows were checked."""
    return worked(received(rows, **where))


def loaded(rows: Sequence[Mapping[str, Any]] | bytes, **where: Any) -> SheetImport:
    """A file that was loaded."""
    sheet = checked(rows, **where)
    assert sheet.state == SheetImport.State.CHECKED, problems(sheet)
    imports.apply(sheet=sheet, officer=where.get("by"), now=timezone.now())
    return worked(sheet)


def problems(sheet: SheetImport) -> list[tuple[int, str, str]]:
    """Row, column and code of every problem."""
    found = sheet.rows.values_list("number", "problems")
    return [(number, one.column, one.code) for number, rows in found for one in map(Problem.from_json, rows)]


def contents() -> list[Any]:
    """Everything that a file could have changed, without moments of change and what was given at random."""
    products = Product.objects.order_by("slug").values_list(
        "slug", "name", "teaser_vi", "group", "producer__slug", "commune", "last_known_stars", "is_listed"
    )
    makers = Business.objects.order_by("slug").values_list("slug", "name", "standing", "legal_type")
    months = Product.objects.order_by("slug", "month_rows__month").values_list("slug", "month_rows__month")
    sources = Product.objects.order_by("slug", "sources__title").values_list("slug", "sources__title")
    return [list(one) for one in (products, makers, months, sources)]


def is_clean() -> bool:
    """Whether nothing is left of files on their way."""
    return not SheetRow.objects.exists() and not Business.objects.filter(standing="loading").exists()
