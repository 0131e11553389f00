"""The officers' page of spreadsheets: a file is sent, checked, loaded or thrown away; hostile files leave nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core import work
from portal.core.models import WorkItem
from portal.media import sandbox
from products.models import Product, SheetImport
from products.services import imports
from tests.products.admin import desk
from tests.products.sheets import books, hostile
from tests.products.sheets.world import answers_here, checked, groups, province, received

pytestmark = pytest.mark.django_db
GOOD = books.GOOD
SHEETS = "/quan-tri/san-vat/bang-tinh/"


@pytest.fixture
def officer() -> Client:
    groups()
    province()
    return desk.client(desk.officer("Sơn La"))


def upload(client: Client, content: bytes, name: str = "san-pham.xlsx", **fields: str) -> Any:
    data = {"province": province().pk, "file": SimpleUploadedFile(name, content), **fields}
    return client.post(reverse("desk:sheets"), data)


def stored() -> set[str]:
    try:
        return set(default_storage.listdir("imports")[1])
    except FileNotFoundError:
        return set()


def test_a_file_is_checked_and_loaded(officer):
    answer = upload(officer, books.workbook([GOOD, {**GOOD, "name": "Sáp ong"}]))
    page = answer["Location"]
    waiting = officer.get(page)
    assert waiting.headers["Refresh"] == "3"
    assert "<progress" in waiting.content.decode()
    work.sweep()
    ready = officer.get(page)
    assert "Refresh" not in ready.headers
    assert "Nạp vào cổng" in ready.content.decode()
    assert not Product.objects.exists()
    officer.post(page, {"step": "apply"})
    assert officer.get(page).headers["Refresh"] == "3"
    work.sweep()
    assert Product.objects.listed().count() == 2
    done = officer.get(page).content.decode()
    assert "Nạp vào cổng" not in done
    assert "san-pham.xlsx" in officer.get(reverse("desk:sheets")).content.decode()
    assert SheetImport.objects.get().applied_by is not None


def test_problems_are_shown_by_cell_and_can_be_taken_away(officer):
    page = upload(officer, books.workbook([GOOD, {**GOOD, "name": "Sáp", "group": 9}]))["Location"]
    work.sweep()
    shown = officer.get(page).content.decode()
    assert "<td>B3</td><td>Nhóm</td><td>“9” không phải là nhóm sản phẩm." in shown
    assert "Nạp vào cổng" not in shown
    taken = b"".join(officer.get(f"{page}loi/").streaming_content).decode("utf-8-sig")
    assert taken.splitlines()[1].startswith("3,B3,Nhóm,")
    assert officer.post(f"{page}loi/").status_code == 405


def test_many_problems_come_in_pages(officer):
    page = upload(officer, books.workbook([{**GOOD, "name": f"Sáp {at}", "group": 9} for at in range(150)]))["Location"]
    work.sweep()
    assert officer.get(page).content.decode().count("không phải là nhóm") == 100
    assert officer.get(page, {"p": "2"}).content.decode().count("không phải là nhóm") == 50
    assert officer.get(page, {"p": "x"}).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_leaves_nothing(officer, name, monkeypatch):
    monkeypatch.setattr(sandbox, "run", answers_here)
    make, _code = hostile.FILES[name]
    before = stored()
    answer = upload(officer, make(), name="san-pham.csv" if "csv" in name else "san-pham.xlsx")
    assert answer.status_code == 422
    assert "error" in answer.content.decode()
    assert not SheetImport.objects.exists()
    assert not WorkItem.objects.filter(kind=imports.CARRY_ON).exists()
    assert stored() == before


NAMES = ("../../etc/passwd.xlsx", "<script>alert(1)</script>.xlsx", "\u202efdp.xlsx", "x" * 300 + ".xlsx")


@pytest.mark.parametrize("sent", NAMES)
def test_the_name_of_a_file_is_only_shown(officer, monkeypatch, sent):
    monkeypatch.setattr(sandbox, "run", answers_here)
    page = upload(officer, books.workbook([GOOD]), name=sent)["Location"]
    shown = officer.get(page).content.decode()
    assert "<script>alert" not in shown
    assert "\u202e" not in shown
    (name,) = SheetImport.objects.values_list("file", flat=True)
    assert name.startswith("imports/")
    assert len(SheetImport.objects.get().file_name) <= 150


def test_requests_that_no_form_sends(officer):
    address = reverse("desk:sheets")
    good = books.text([GOOD])
    for data in (
        {},
        {"province": province().pk},
        {"province": province().pk, "file": "no file"},
        {"province": "99", "file": SimpleUploadedFile("a.csv", good)},
        {"province": "\x00", "file": SimpleUploadedFile("a.csv", good)},
        {"file": SimpleUploadedFile("a.csv", good)},
    ):
        assert officer.post(address, data).status_code == 422
    assert not SheetImport.objects.exists()


def test_no_file_for_another_province(officer):
    other = province("Điện Biên")
    assert upload(officer, books.text([GOOD]), province=other.pk).status_code == 422
    assert not SheetImport.objects.exists()


def test_whoever_has_no_province_or_no_right(officer):
    nobody = desk.client(desk.officer())
    assert upload(nobody, books.text([GOOD])).status_code == 422
    assert nobody.post(reverse("desk:sheet_export"), {"table": "products"}).status_code == 404
    editor = desk.client(desk.editor())
    for address in (SHEETS, f"{SHEETS}mau/", f"{SHEETS}1/"):
        assert editor.get(address).status_code == 302
        assert editor.post(address).status_code == 302
    assert Client().get(SHEETS).status_code == 302


@pytest.mark.parametrize("step", ["apply", "again", "cancel", "discard", "", "x"])
def test_a_file_of_another_province_is_not_there(officer, monkeypatch, step):
    monkeypatch.setattr(sandbox, "run", answers_here)
    foreign = checked([GOOD], of="Điện Biên")
    address = reverse("desk:sheet", args=[foreign.pk])
    assert officer.get(address).status_code == 404
    assert officer.post(address, {"step": step}).status_code == 404
    assert officer.get(f"{address}loi/").status_code == 404
    assert foreign.file_name not in officer.get(SHEETS).content.decode()
    foreign.refresh_from_db()
    assert foreign.state == SheetImport.State.CHECKED


def test_what_cannot_be_done_is_said(officer, monkeypatch):
    monkeypatch.setattr(sandbox, "run", answers_here)
    sheet = received([GOOD])
    page = reverse("desk:sheet", args=[sheet.pk])
    for step in ("apply", "cancel", "discard"):
        answer = officer.post(page, {"step": step}, follow=True)
        assert 'class="messages' in answer.content.decode() or "messages" in answer.content.decode()
        sheet.refresh_from_db()
        assert sheet.state == SheetImport.State.READING
    work.sweep()
    assert officer.post(page, {"step": "discard"})["Location"] == SHEETS
    assert not SheetImport.objects.exists()
    assert officer.post(page, {"step": "discard"}).status_code == 404


def test_a_file_that_has_stopped_says_so_and_can_go_on(officer, monkeypatch):
    monkeypatch.setattr(sandbox, "run", answers_here)
    sheet = checked([GOOD])
    page = reverse("desk:sheet", args=[sheet.pk])
    imports.apply(sheet=sheet, officer=None, now=timezone.now() - dt.timedelta(hours=1))
    WorkItem.objects.filter(kind=imports.CARRY_ON).update(state="parked")
    shown = officer.get(page)
    assert "Refresh" not in shown.headers
    assert "Thử lại" in shown.content.decode()
    assert "Huỷ việc nạp" in shown.content.decode()
    officer.post(page, {"step": "again"})
    work.sweep()
    assert Product.objects.listed().count() == 1


def test_questions_of_the_pages(officer, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(sandbox, "run", answers_here)
    for number in range(5):
        sheet = checked([{**GOOD, "name": f"Mật {number}", "group": 9}])
    with django_assert_max_num_queries(25):
        officer.get(SHEETS)
    with django_assert_max_num_queries(25):
        officer.get(reverse("desk:sheet", args=[sheet.pk]))
