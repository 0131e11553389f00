"""Names of units: codes are keys, former names lead on, names with two owners give a choice."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal.core.templatetags.portal_tags import NBSP
from portal.places.address import address, formerly
from portal.places.models import Commune

pytestmark = pytest.mark.django_db


def test_a_wrong_name_after_the_right_code_is_redirected_for_good(demo, client):
    response = client.get("/xa-phuong/03703-ten-sai/")
    assert response.status_code == 301
    assert response["Location"] == "/xa-phuong/03703-quynh-nhai/"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("him-lam", "03127"),
        ("na-u", "03356"),
        ("thi-tran-nong-truong-moc-chau", None),
        ("muong-giang", "03703"),
        ("thi-tran-muong-giang", "03703"),
        ("huyen-khong-co", None),
    ],
)
def test_a_former_name_leads_to_its_one_owner(demo, client, name, code):
    response = client.get(f"/xa-phuong/{name}/")
    if code is None:
        assert response.status_code == 404
    else:
        assert response.status_code == 302
        assert response["Location"].startswith(f"/xa-phuong/{code}-")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("chieng-sinh", {"03283", "03679"}),
        ("sam-mun", {"03356", "03352"}),
        ("muong-thanh", {"03127", "03334"}),
        ("muong-cha", {"03172", "03166"}),
        ("chieng-chung", set()),
    ],
)
def test_a_name_with_several_owners_gives_a_choice(demo, client, name, codes):
    response = client.get(f"/xa-phuong/{name}/")
    assert response.status_code == 200
    found = {choice["commune"].code for choice in response.context["choices"]}
    assert len(found) >= 2
    assert codes <= found


def test_a_former_district_gives_its_communes(demo, client):
    assert client.get("/xa-phuong/quynh-nhai/")["Location"] == "/xa-phuong/03703-quynh-nhai/"
    for name in ("huyen-quynh-nhai", "huyen-dien-bien-dong"):
        response = client.get(f"/xa-phuong/{name}/")
        assert response.status_code == 200
        assert len(response.context["choices"]) > 3


def test_addresses_in_both_languages(demo):
    commune = Commune.objects.get(code="03703")
    assert address(commune) == "xã Quỳnh Nhai, tỉnh Sơn La"
    assert "huyện Quỳnh Nhai" in formerly(commune.former_units.all())
    assert formerly([]) == ""
    with translation.override("en"):
        assert address(commune) == "Quỳnh Nhai commune, Sơn La province"
        assert "Mường Giàng township, Quỳnh Nhai district" in formerly(commune.former_units.all())


def test_former_units_are_told_in_the_language_of_the_page(demo, client):
    vietnamese = client.get("/xa-phuong/03703-quynh-nhai/").content.decode().replace(NBSP, " ")
    assert '<th scope="row">Thị trấn Mường Giàng</th><td>huyện Quỳnh Nhai (cũ)</td>' in vietnamese
    english = client.get("/en/communes/03703-quynh-nhai/").content.decode().replace(NBSP, " ")
    assert (
        '<th scope="row"><span lang="vi">Mường Giàng</span> township</th>'
        '<td>former <span lang="vi">Quỳnh Nhai</span> district</td>'
    ) in english
    assert "(cũ)" not in english
    choice = client.get("/en/communes/huyen-quynh-nhai/").content.decode()
    assert "The land of the former" in choice
    assert "huyện" not in choice


def test_lists_stand_in_vietnamese_order(demo):
    names = list(Commune.objects.values_list("name", flat=True))
    assert names.index("Co Mạ") < names.index("Đoàn Kết")
    assert names.index("Chiềng An") < names.index("Chiềng Cơi")
    assert names.index("Mường Nhé") < names.index("Na Sang") < names.index("Nà Bủng")


def test_the_english_address_is_translated(demo, client):
    assert client.get("/en/communes/03703-quynh-nhai/").status_code == 200
    assert client.get("/en/xa-phuong/03703-quynh-nhai/").status_code == 404
