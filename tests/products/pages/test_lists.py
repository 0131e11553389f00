"""A page of the list: what its address may say, and what the database answers when no index does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from portal.core import registries
from portal.core.registries import ListPage
from products.models import Certification, Market, ProductMarket, ProductMonth
from products.pages.lists import LAST_PAGE, address, list_products, read_question
from tests.products import factories
from tests.products.factories import TODAY


def read(query, **fixed):
    return read_question(QueryDict(query), TODAY, **fixed)


@pytest.mark.parametrize(
    ("query", "text", "filters"),
    [
        ("", "", {}),
        ("q=+ch%C3%A8++shan+", "chè shan", {}),
        ("q=a%00b%E2%80%AEc", "abc", {}),
        ("q=" + "x" * 5000, "x" * 80, {}),
        ("sao=5&sao=4&sao=4&sao=2&sao=x", "", {"stars": ("5", "4")}),
        ("thang=7&thang=13&thang=0&thang=07", "", {"month": ("7",)}),
        ("chung-nhan=vietgap&chung-nhan=gold", "", {"certification": ("vietgap",)}),
        ("nhom=do-uong&tinh=son-la&xa=03703&thi-truong=uc", "", None),
        ("nhom=%27%3B--&nhom=&nhom=" + "x" * 200, "", {}),
        ("loai=x&utm_source=y", "", {}),
    ],
)
def test_the_address_is_read_and_what_cannot_be_meant_is_passed_over(query, text, filters):
    question = read(query)
    assert question.text == text
    expected = filters or {"group": ("do-uong",), "province": ("son-la",), "commune": ("03703",), "market": ("uc",)}
    assert question.filters == ({} if filters == {} else expected)
    assert question.order == ("relevance" if text else "name")


@pytest.mark.parametrize(
    ("number", "page"),
    [("", 1), ("0", 1), ("-1", 1), ("2", 2), ("x", 1), ("²", 1), ("9" * 40, LAST_PAGE), ("1e3", 1)],
)
def test_pages_lie_between_the_first_and_the_last(number, page):
    assert read(f"trang={number}").page == page


def test_a_fixed_facet_cannot_be_chosen_away():
    assert read("nhom=do-uong&sao=4", group=("thuc-pham",)).filters == {"group": ("thuc-pham",), "stars": ("4",)}


def test_the_address_of_a_question_asks_the_same_again():
    question = read("q=ch%C3%A8&sao=5&sao=4&tinh=son-la&thang=7")
    again = read(address(question).removeprefix("?"))
    assert (again.text, again.filters) == (question.text, question.filters)
    assert address(read("trang=3")) == ""


@pytest.fixture
def catalogue(db):
    """Products that differ in what narrows the list."""
    drinks, food = factories.group(2), factories.group(1)
    honey = factories.product(name="Mật ong A", group=food, kept=False)
    tea = factories.product(name="Chè Shan tuyết", group=drinks, province=factories.province("Điện Biên"), kept=False)
    plums = factories.product(name="Mận hậu", group=food, commune=factories.commune())
    factories.product(name="Ẩn", is_listed=False)
    factories.product(name="Ví dụ", is_example=True)
    ProductMonth.objects.create(product=plums, month=6)
    ProductMonth.objects.create(product=plums, month=7)
    Certification.objects.create(product=tea, code="vietgap", text_vi="VietGAP", text_en="VietGAP")
    Certification.objects.create(product=tea, code="vietgap", text_vi="VietGAP 2", text_en="VietGAP 2")
    ProductMarket.objects.create(
        product=tea, market=Market.objects.create(slug="uc", name_vi="Úc", name_en="Australia")
    )
    factories.certificate(plums, issued_on=dt.date(2026, 1, 15), stars=4)
    factories.certificate(honey, issued_on=dt.date(2023, 3, 1), stars=3)  # ended on 28 February 2026
    return {"honey": honey, "tea": tea, "plums": plums}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Chè Shan tuyết", "Mận hậu", "Mật ong A"]),
        ("nhom=nhom-1", ["Mận hậu", "Mật ong A"]),
        ("nhom=nhom-1&nhom=nhom-2", ["Chè Shan tuyết", "Mận hậu", "Mật ong A"]),
        ("tinh=dien-bien", ["Chè Shan tuyết"]),
        ("thang=6&thang=7", ["Mận hậu"]),
        ("chung-nhan=vietgap", ["Chè Shan tuyết"]),
        ("thi-truong=uc", ["Chè Shan tuyết"]),
        ("sao=4", ["Mận hậu"]),
        ("sao=3", []),
        ("sao=3&sao=4&sao=5", ["Mận hậu"]),
        ("q=che+tuyet", ["Chè Shan tuyết"]),
        ("q=MẬT+ONG", ["Mật ong A"]),
        ("q=khong+co", []),
        ("nhom=nhom-1&tinh=dien-bien", []),
    ],
)
def test_the_database_answers_alone(catalogue, query, names):
    listing = list_products(read(query), with_facets=True)
    assert [product.name for product in listing.products] == names
    assert listing.total == len(names)
    assert listing.counts is None
    assert all(choice.count is None for facet in listing.facets for choice in facet.choices)


def test_every_choice_can_be_let_go(catalogue):
    listing = list_products(read("q=ong&nhom=nhom-1&nhom=nhom-2&sao=4"), with_facets=True)
    assert dict(listing.active) == {
        "“ong”": "?nhom=nhom-1&nhom=nhom-2&sao=4",
        "Nhóm 1": "?q=ong&nhom=nhom-2&sao=4",
        "Nhóm 2": "?q=ong&nhom=nhom-1&sao=4",
        "4 sao": "?q=ong&nhom=nhom-1&nhom=nhom-2",
    }


@pytest.fixture
def index(monkeypatch):
    """What an index answers, in place of those that are registered."""
    asked = []

    def answers(page):
        monkeypatch.setattr(registries, "_lists", [lambda question: (asked.append(question), page)[1]])
        return asked

    return answers


def test_an_index_gives_the_order_and_the_counts(catalogue, index):
    keys = (catalogue["plums"].pk, catalogue["tea"].pk)
    counts = {"group": {"nhom-1": 1, "nhom-2": 1}, "commune": {catalogue["plums"].commune_id: 1}, "market": {"uc": 1}}
    asked = index(ListPage(keys=keys, total=2, counts=counts))
    listing = list_products(read("q=x"), with_facets=True)
    assert [product.name for product in listing.products] == ["Mận hậu", "Chè Shan tuyết"]
    assert set(asked[0].facets) >= {"group", "stars", "province", "commune", "month", "certification", "market"}
    facets = {facet.name: facet for facet in listing.facets}
    assert {choice.value: choice.count for choice in facets["group"].choices} == {"nhom-1": 1, "nhom-2": 1}
    assert [choice.label for choice in facets["commune"].choices] == [catalogue["plums"].commune.full_name]
    assert [choice.label for choice in facets["market"].choices] == ["Úc"]
    assert all(choice.is_empty for choice in facets["stars"].choices)


def test_what_is_no_longer_listed_is_left_out_of_an_answer_that_lags(catalogue, index):
    gone = catalogue["tea"]
    gone.is_listed = False
    gone.save()
    index(ListPage(keys=(gone.pk, catalogue["honey"].pk), total=2, counts={}))
    assert [product.name for product in list_products(read("")).products] == ["Mật ong A"]
