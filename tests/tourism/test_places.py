"""Lists and pages of places: an emptied list leads on, a place says what is not known of it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tourism.models import AttractionPage

pytestmark = pytest.mark.django_db


def test_an_emptied_list_counts_what_each_filter_holds_back(demo, client):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/noi-tham-quan/?loai=waterfall&tinh=dien-bien")
    assert len(queries) <= 12
    in_vietnamese = AttractionPage.objects.live().filter(locale__language_code="vi")
    waterfalls = in_vietnamese.filter(place__category="waterfall").count()
    in_dien_bien = in_vietnamese.filter(place__province__slug="dien-bien").count()
    assert [(way["label"], way["count"]) for way in response.context["ways_out"]] == [
        ("Điện Biên", waterfalls),
        ("Thác", in_dien_bien),
    ]
    assert response.context["ways_out"][0]["example"].place.category == "waterfall"
    assert "không phải ảnh chụp" in response.content.decode()


def test_a_way_out_that_is_as_empty_is_not_offered(demo, client):
    ways = client.get("/noi-tham-quan/?q=khong-co-noi-nao&tinh=son-la").context["ways_out"]
    assert [way["label"] for way in ways] == ["khong-co-noi-nao"]


def test_a_place_without_a_point_says_that_none_is_known(demo, client):
    assert "Chưa nguồn nào ghi vị trí." in client.get("/noi-tham-quan/ho-tien-phong/").content.decode()
    assert "Chưa nguồn nào ghi vị trí." not in client.get("/noi-tham-quan/nha-tu-son-la/").content.decode()


def test_many_communes_stand_beside_the_story_and_are_counted_in_the_head(demo, client):
    text = client.get("/diem-den/moc-chau/").content.decode()
    assert '<a href="#xa">12 xã, phường</a>' in text
    listed = text[text.index('id="xa"') :].partition("</section>")[0]
    assert listed.count('href="/xa-phuong/') == 12


def test_pictures_and_formatted_text_stand_in_the_story_of_a_place(demo, client):
    page = AttractionPage.objects.get(slug="nha-tu-son-la", locale__language_code="vi")
    blocks = [("picture", {"image": page.picture, "caption": "Cổng phía nam"}), ("text", "<p>Cây <b>đào</b></p>")]
    page.story = [*((block.block_type, block.value) for block in page.story), *blocks]
    page.save_revision().publish()
    story = (
        client.get("/noi-tham-quan/nha-tu-son-la/")
        .content.decode()
        .partition('id="chuyen"')[2]
        .partition("</section>")[0]
    )
    assert "<picture>" in story
    assert "Cổng phía nam" in story
    assert "<b>đào</b>" in story
    assert "StructValue" not in story
