"""Loading provinces and communes: again and again the same, and wrong data changes nothing."""

from __future__ import annotations

import json

import pytest

from portal.core.data_files import BadData
from portal.places.loading import UNITS, load_units
from portal.places.models import Commune, FormerUnit, Province


@pytest.fixture
def units():
    return json.loads(UNITS.read_text(encoding="utf-8"))


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "units.json"
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.mark.django_db
def test_both_provinces_load_twice_with_the_same_result():
    assert load_units() == {"provinces": 2, "communes": 120, "former_units": 329}
    first = set(FormerUnit.objects.values_list("pk", flat=True))
    load_units()
    assert Commune.objects.count() == 120
    assert Commune.objects.filter(kind="phường").count() == 11
    assert set(FormerUnit.objects.values_list("pk", flat=True)) == first


@pytest.mark.django_db
def test_a_unit_with_a_new_name_gets_its_address_and_its_place_in_lists(units, written):
    load_units()
    row = next(row for row in units["units"] if row["code"] == "03703")
    row["name"] = "Ấm Thử"
    load_units(written(units))
    commune = Commune.objects.get(code="03703")
    assert commune.slug == "am-thu"
    assert Commune.objects.order_by("sort_key").first() == commune


@pytest.mark.django_db
def test_neighbours_are_mutual():
    load_units()
    for commune in Commune.objects.prefetch_related("neighbours"):
        for neighbour in commune.neighbours.all():
            assert commune in neighbour.neighbours.all()


@pytest.mark.django_db
def test_a_third_province_needs_data_only(units, written, client):
    units["provinces"].append({"code": "99", "name": "Tỉnh Thử", "slug": "tinh-thu"})
    units["units"].append(
        {
            "code": "99001",
            "name": "Đồng Mẫu",
            "kind": "xã",
            "province": "99",
            "former_units": [{"kind": "Xã", "name": "Mẫu Cũ", "district": "Thử", "district_kind": "huyện"}],
            "neighbours": ["03703"],
            "latitude": 21.0,
            "longitude": 105.0,
        }
    )
    load_units(written(units))
    assert Province.objects.count() == 3
    assert client.get("/tinh/tinh-thu/").status_code == 200
    page = client.get("/xa-phuong/99001-dong-mau/")
    assert page.status_code == 200
    assert "Mẫu Cũ" in page.content.decode()
    assert client.get("/xa-phuong/mau-cu/")["Location"] == "/xa-phuong/99001-dong-mau/"


def broken(change):
    def make(units):
        change(units)
        return units

    return make


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "record", "reason"),
    [
        (lambda d: d["units"][0].update(code="3127"), "3127", "five digits"),
        (lambda d: d["units"][1].update(code=d["units"][0]["code"]), "03127", "twice"),
        (lambda d: d["units"][0].update(province="77"), "03127", "not in the file"),
        (lambda d: d["units"][0].update(kind="huyện"), "03127", "neither"),
        (lambda d: d["units"][0].update(neighbours=["00000"]), "03127", "neighbour"),
        (lambda d: d["units"][0].pop("name"), "03127", "missing"),
        (lambda d: d["provinces"][0].update(code="1"), "1", "two digits"),
        (lambda d: d["provinces"][1].update(slug=d["provinces"][0]["slug"]), "11", "twice"),
    ],
)
def test_wrong_data_is_named_and_changes_nothing(units, written, change, record, reason):
    change(units)
    before = Commune.objects.count()
    with pytest.raises(BadData, match=reason) as caught:
        load_units(written(units))
    assert caught.value.record == record
    assert caught.value.file == "units.json"
    assert Commune.objects.count() == before


def test_a_file_that_is_no_json_is_named(tmp_path):
    path = tmp_path / "units.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BadData, match=r"units\.json"):
        load_units(path)
