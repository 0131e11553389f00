"""What is made somewhere stands on the pages of the commune, the province and the places there, nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from portal.core.registries import Panel, Spot, panels_of
from portal.places.models import Province
from products.models import Certificate, Decision, Product, ProductMonth, ProductPlace
from products.pages.product import standing_of_card
from products.panels import products_here
from products.standing import Kind
from tests.products import factories as make
from tourism.models import AttractionPage, DestinationPage

pytestmark = pytest.mark.django_db


def panel_of(record) -> Panel | None:
    return next((panel for panel in panels_of(record) if panel.key == "san-vat"), None)


def names_in(record) -> list[str]:
    panel = panel_of(record)
    return [product.name for product in panel.context["products"]] if panel is not None else []


def test_a_commune_shows_what_is_made_there_and_no_more():
    commune, other = make.commune(), make.commune()
    assert panel_of(commune) is None
    make.product(name="Mận", commune=commune)
    make.product(name="Bơ", commune=commune)
    make.product(name="Đào", commune=other)
    make.product(name="Ví dụ", commune=commune, is_example=True)
    make.product(name="Chưa đăng", commune=commune, is_listed=False, listed_at=None)
    assert names_in(commune) == ["Bơ", "Mận"]
    assert panel_of(commune).context["more"] == ""


def test_more_than_a_page_shows_leads_to_the_list():
    commune = make.commune()
    for number in range(9):
        make.product(name=f"Mận {number}", commune=commune)
    panel = panel_of(commune)
    assert len(panel.context["products"]) == panel.count == 8
    assert panel.context["more"] == f"/san-vat/?xa={commune.code}"
    with override("en"):
        assert panel_of(commune).context["more"] == f"/en/products/?xa={commune.code}"
    assert panel_of(commune.province).context["more"] == f"/san-vat/?tinh={commune.province.slug}"


def test_a_province_begins_with_what_is_in_season(monkeypatch):
    province = make.province()
    plum = make.product(name="Mận", province=province)
    make.product(name="Bơ", province=province)
    make.product(name="Cam", province=make.province("Điện Biên"))
    ProductMonth.objects.create(product=plum, month=6)
    monkeypatch.setattr("products.panels.timezone.localdate", lambda: dt.date(2026, 6, 1))
    assert names_in(province) == ["Mận", "Bơ"]
    monkeypatch.setattr("products.panels.timezone.localdate", lambda: dt.date(2026, 7, 1))
    assert names_in(province) == ["Bơ", "Mận"]


def test_a_place_begins_with_what_belongs_to_it():
    here, elsewhere = make.commune(), make.commune()
    make.product(name="Bơ", commune=here)
    belongs = make.product(name="Xoài", commune=elsewhere)
    ProductPlace.objects.create(product=belongs, key="place:thac-thu")
    other = make.product(name="Cam", commune=elsewhere)
    ProductPlace.objects.create(product=other, key="place:thac-khac")
    assert names_in(Spot("place:thac-thu", "Thác Thử", (here,))) == ["Xoài", "Bơ"]
    assert names_in(Spot("place:thac-thu", "Thác Thử", ())) == ["Xoài"]
    assert names_in(Spot("place:dau-do", "Đâu đó", ())) == []
    assert names_in(object()) == []


def test_panels_cost_one_query_and_the_pictures(django_assert_num_queries):
    commune = make.commune()
    for number in range(6):
        make.certificate(make.product(name=f"Mận {number}", commune=commune))
    with django_assert_num_queries(1):
        products = products_here(Spot("place:thac-thu", "Thác Thử", (commune,))).pictured
        assert [standing_of_card(product, make.TODAY).stars for product in products] == [4, 4, 4, 4]


@pytest.mark.parametrize(
    ("decision", "issued_on", "kind"),
    [
        (Decision.GRANTED, make.TODAY, Kind.IN_FORCE),
        (Decision.UNDER_REASSESSMENT, make.TODAY, Kind.IN_FORCE),
        (Decision.GRANTED, make.TODAY - dt.timedelta(days=3 * 366), Kind.ENDED),
        (Decision.WITHDRAWN, make.TODAY, Kind.WITHDRAWN),
        (Decision.REPLACED, make.TODAY, Kind.ENDED),
    ],
)
def test_the_certificate_that_tells_gives_the_same_state_as_all_of_them(decision, issued_on, kind):
    product = make.product(last_known_stars=3)
    old = make.certificate(product, issued_on=dt.date(2021, 5, 1), stars=3)
    new = make.certificate(product, issued_on=issued_on, stars=4)
    assert Certificate.objects.get(pk=old.pk).decision == Decision.REPLACED
    Certificate.objects.filter(pk=new.pk).update(decision=decision)
    by_all = standing_of_card(Product.objects.for_cards().get(pk=product.pk), make.TODAY)
    by_one = standing_of_card(Product.objects.for_cards().with_telling_certificate().get(pk=product.pk), make.TODAY)
    assert (by_one.kind, by_one.stars, by_one.ends_soon) == (by_all.kind, by_all.stars, by_all.ends_soon)
    assert by_one.kind == kind


def test_without_a_certificate_a_card_says_what_sources_say():
    product = make.product(last_known_stars=3)
    read = Product.objects.for_cards().with_telling_certificate().get(pk=product.pk)
    assert standing_of_card(read, make.TODAY).kind == Kind.LAST_KNOWN


def test_pages_of_units_and_places_show_products_of_the_demo(demo, client):
    product = Product.objects.listed().filter(commune__isnull=False).order_by("sort_key").first()
    commune = product.commune
    province = Province.objects.get(slug="son-la")
    key = ProductPlace.objects.filter(product__in=Product.objects.listed()).first()
    page = next(
        found
        for model in (DestinationPage, AttractionPage)
        for found in model.objects.filter(place__slug=key.key.removeprefix("place:"), locale__language_code="vi")
    )
    for path, names in (
        (commune.get_absolute_url(), [product.name]),
        (province.get_absolute_url(), []),
        (page.url, [key.product.name]),
    ):
        text = client.get(path).content.decode()
        assert 'id="san-vat"' in text
        assert 'href="#san-vat"' in text
        assert 'href="/san-vat/' in text
        for name in names:
            assert name in text.replace("\N{NO-BREAK SPACE}", " ")
