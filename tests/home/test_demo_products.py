"""Products of the demo content: all of them with what sources say, no certificate; a wrong file changes nothing."""

from __future__ import annotations

import json
import shutil
from collections import Counter

import pytest
from django.db import transaction

from portal.core.data_files import BadData, DataFile
from portal.core.models import Source
from portal.home.demo.pictures import Pictures
from portal.home.demo.products import ProductLoader, product_files
from portal.home.demo.records import CONTENT
from portal.home.demo.sources import Sources
from portal.places.loading import load_units
from products.codes import read_code
from products.models import (
    Award,
    Business,
    BusinessAlias,
    Certificate,
    Certification,
    PermanentAddress,
    Product,
    ProductGroup,
    ProductMarket,
    ProductMonth,
    ProductPlace,
    ProtectedName,
    Protection,
)

PLACES = {"ngoc-chien", "rung-ban-nhot", "thung-lung-man-na-ka"}


@pytest.mark.django_db
def test_every_product_of_the_files_is_there_and_listed(demo):
    files = {file.content["slug"]: file.content for file in product_files(CONTENT)}
    products = Product.objects.listed()
    assert set(products.values_list("slug", flat=True)) == set(files)
    assert len(files) == 126
    assert ProductGroup.objects.count() == 6
    for product in products.prefetch_related("sources", "markets", "certifications", "protections", "aliases"):
        content = files[product.slug]
        assert (product.name, product.name_en) == (content["title"]["vi"], content["title"]["en"])
        assert product.sources.count() == len(content["source_urls"]) + len(content["sources"])
        assert [row.name_vi for row in product.markets.all()] == [row["vi"] for row in content["markets"]]
        assert [row.code for row in product.certifications.all()] == [row["code"] for row in content["certifications"]]
        assert [row.kind for row in product.protections.all()] == [row["kind"] for row in content["protection"]]
    for model, key in ((ProductMonth, "months"), (ProductPlace, "places"), (Award, "awards")):
        rows = model.objects.filter(product__is_example=False)
        assert rows.count() == sum(len(content[key]) for content in files.values())


@pytest.mark.django_db
def test_the_loaded_demo_has_no_certificate_and_no_badge(demo):
    """Stars of public sources are last known ones; only an officer confirms a certificate."""
    assert Certificate.objects.count() == 0
    known = Counter(Product.objects.filter(is_example=False).values_list("last_known_stars", flat=True))
    assert known == {None: 46, 3: 57, 4: 22, 5: 1}


@pytest.mark.django_db
def test_producers_come_from_sources_and_have_no_contact(demo):
    real = Business.objects.filter(is_example=False)
    assert real.count() == 53
    assert set(real.values_list("standing", flat=True)) == {Business.Standing.FROM_SOURCES}
    assert not real.exclude(phone="", email="", website="", representative="").exists()
    assert not real.filter(province__isnull=True).exists()
    assert not Product.objects.filter(is_kept_by_producer=True, is_example=False).exists()
    assert BusinessAlias.objects.filter(name="Tafood", business__slug="cong-ty-tnhh-tra-va-dac-san-tay-bac").exists()


@pytest.mark.django_db
def test_every_product_has_a_permanent_address_of_its_own(demo):
    codes = list(PermanentAddress.objects.values_list("code", flat=True))
    assert len(codes) == Product.objects.count()
    assert all(read_code(code) == code for code in codes)


@pytest.mark.django_db
def test_every_product_has_an_illustration_of_its_own(demo):
    """Marked as one, described in both languages, with every public file: nothing is left to be made."""
    products = list(Product.objects.listed().select_related("picture"))
    assert len({product.picture_id for product in products}) == len(products)
    for product in products:
        picture = product.picture
        assert picture.title == product.name
        assert picture.is_illustration
        assert picture.alt_vi.startswith("Tranh minh hoạ: ")
        assert picture.alt_en.startswith("Illustration: ")
        assert picture.publishable
        assert picture.is_ready, product.slug


@pytest.mark.django_db
def test_protected_names_know_their_products_and_sources(demo):
    assert Counter(ProtectedName.objects.values_list("kind", flat=True)) == {
        "geographical-indication": 7,
        "certification-mark": 9,
        "collective-mark": 2,
    }
    assert not ProtectedName.objects.filter(sources__isnull=True).exists()
    tea = ProtectedName.objects.get(slug="che-ta-xua")
    assert set(tea.protections.values_list("product__slug", flat=True)) == {
        "bach-tra-may-ta-xua",
        "che-ta-xua",
        "tra-xanh-may-ta-xua",
    }
    assert not Protection.objects.exclude(protected_name__status="protected").exists()


# --- Wrong files ------------------------------------------------------------------------------------------------------


@pytest.fixture
def content(tmp_path):
    """A folder with the files of products, to be spoilt."""
    shutil.copytree(CONTENT / "products", tmp_path / "products")
    for name in ("product_groups.json", "protected_names.json", "never_link.json"):
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def load(folder):
    sources = Sources(DataFile(folder / "never_link.json"))
    with transaction.atomic():
        files = product_files(folder)
        ProductLoader(folder, sources, Pictures(), PLACES).load(files, lambda: None)


def spoil(path, **changes):
    row = json.loads(path.read_text(encoding="utf-8"))
    row.update(changes)
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")


def producer(**changes):
    return {
        "slug": "htx-thu",
        "name": "HTX Thử",
        "aliases": [],
        "type": "cooperative",
        "form": None,
        "commune": None,
        **changes,
    }


STARS = {"stars": 3, "year": 2022, "year_recertified": None, "note": None}
WORDS = {"vi": "Lời", "en": "Words"}

#: What is changed in the file of a product, and what the error says of it.
WRONG = [
    ({"slug": "bo-son-la-2"}, "another name"),
    ({"title": {"vi": "Bơ"}}, "“title” needs a text in vi and en"),
    ({"title": {"vi": "B" * 161, "en": "Avocado"}}, "name: "),
    ({"kind": "ocoop"}, "unknown kind"),
    ({"province": "99"}, "province 99 does not exist"),
    ({"commune": "00001", "commune_basis": "source"}, "commune 00001 does not exist"),
    ({"commune": "03127", "commune_basis": "source"}, "lies in another province"),
    ({"commune": "03670", "commune_basis": None}, "given together"),
    ({"commune": "03670", "commune_basis": "guess"}, "unknown basis"),
    ({"group": 7}, "unknown group 7"),
    ({"group": "1"}, "unknown group '1'"),
    ({"ocop_status": "sure"}, "unknown OCOP status"),
    ({"months": [13]}, "13 is no month"),
    ({"months": [5, 5]}, "“months” has something twice"),
    ({"places": ["atlantis"]}, "place 'atlantis' does not exist"),
    ({"places": ["ngoc-chien", "ngoc-chien"]}, "“places” has something twice"),
    ({"last_known": STARS | {"stars": 2}}, "2 stars"),
    ({"last_known": STARS | {"stars": 7}}, "7 stars"),
    ({"last_known": STARS | {"year": 22}}, "22 is no year"),
    ({"last_known": STARS | {"year": "2022"}}, "'2022' is no year"),
    ({"producer": producer(commune="00001")}, "commune 00001 does not exist"),
    ({"producer": producer(type="shop")}, "unknown legal type"),
    ({"producer": producer(slug="Có dấu")}, "slug: "),
    ({"markets": ["Đức"]}, "“market” needs a text in vi and en"),
    ({"certifications": [{"code": "vietgab", "text": WORDS}]}, "unknown certification"),
    ({"awards": [{"kind": "gold", "text": WORDS}]}, "unknown award"),
    ({"protection": [{"kind": "patent", "protected_name": None, "text": WORDS}]}, "unknown right"),
    ({"protection": [{"kind": "trademark", "protected_name": "bo-son-la", "text": WORDS}]}, "another right"),
    ({"protection": [{"kind": "trademark", "protected_name": "bo-la", "text": WORDS}]}, "'bo-la' does not exist"),
    ({"source_urls": ["ftp://example.org/"]}, "is no web address"),
    ({"source_urls": []}, "no source is given"),
    ({"sources": [{"url": None, "title": "Bài báo", "published": "2021-02-30"}]}, "out of range"),
]


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(("changes", "reason"), WRONG, ids=[str(changes)[:50] for changes, _reason in WRONG])
def test_a_wrong_product_is_named_with_its_reason_and_nothing_is_stored(content, changes, reason):
    load_units()
    for path in (content / "products").iterdir():
        if path.name != "bo-son-la.json":
            path.unlink()
    spoil(content / "products" / "bo-son-la.json", **changes)
    with pytest.raises(BadData) as error:
        load(content)
    assert error.value.file == "bo-son-la.json"
    assert error.value.record in {"bo-son-la", "bo-son-la-2"}
    assert reason in error.value.reason
    assert not Product.objects.exists()
    assert not Business.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.django_db
@pytest.mark.once
def test_a_slug_may_stand_once(content):
    load_units()
    spoil(content / "products" / "bo-son-la.json", slug="bach-tra-may-ta-xua")
    with pytest.raises(BadData, match="stands twice"):
        load(content)


@pytest.mark.django_db
@pytest.mark.once
def test_all_files_say_the_same_of_a_producer(content):
    load_units()
    spoil(content / "products" / "bo-son-la.json", producer=producer(slug="htx-ca-phe-bich-thao"))
    with pytest.raises(BadData, match=r"ca-phe-bot-bich-thao.json: .*'htx-ca-phe-bich-thao' is described otherwise"):
        load(content)


@pytest.mark.django_db
@pytest.mark.once
def test_a_product_may_not_bear_a_name_that_no_source_confirms(content):
    load_units()
    bears = {"kind": "geographical-indication", "protected_name": "ca-phe-muong-ang", "text": WORDS}
    spoil(content / "products" / "ca-phe-muong-ang.json", protection=[bears])
    with pytest.raises(BadData, match="ca-phe-muong-ang: does not agree"):
        load(content)


@pytest.mark.django_db
@pytest.mark.once
def test_the_list_of_a_protected_name_and_the_products_must_agree(content):
    load_units()
    spoil(content / "products" / "bo-son-la.json", protection=[])
    with pytest.raises(BadData, match=r"protected_names.json: bo-son-la: does not agree with the files of bo-son-la"):
        load(content)


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(
    ("index", "changes", "reason"),
    [
        (0, {"code": 7}, "no number of a group"),
        (1, {"code": 1}, "no number of a group, or stands twice"),
        (0, {"slug": "Thực phẩm"}, "slug: "),
        (0, {"name": {"vi": "Thực phẩm"}}, "“name” needs a text"),
    ],
)
def test_a_wrong_group_is_named_with_its_reason(content, index, changes, reason):
    load_units()
    path = content / "product_groups.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    rows[index].update(changes)
    path.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(BadData) as error:
        load(content)
    assert (error.value.file, error.value.record) == ("product_groups.json", f"[{index}]")
    assert reason in error.value.reason


@pytest.mark.django_db
def test_products_load_without_the_pages(content):
    load_units()
    load(content)
    assert Product.objects.listed().count() == 126
    assert Certification.objects.count() == 6
    assert ProductMarket.objects.count() == 30
