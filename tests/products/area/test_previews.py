"""A draft in its public dress: for its writers and its officer; nobody keeps it, frames it or finds it besides."""

from __future__ import annotations

import pytest
from django.urls import reverse

from products.models import Member, Product
from products.services import listings
from tests.products import factories
from tests.products.admin import desk
from tests.products.area import sellers
from tests.products.area.sellers import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def business():
    return sellers.verified()


def area_preview(draft):
    return reverse("area:draft_preview", args=[draft.business_id, draft.pk])


def desk_preview(draft):
    return reverse("desk:listing_preview", args=[draft.pk])


def test_a_new_product_as_it_would_be(business):
    draft = sellers.drafted(business, name="Mật ong bạc hà", text_vi="Đoạn một.\n\nĐoạn hai.", net_weight="500 g")
    response = sellers.client_of(sellers.owner(business)).get(area_preview(draft))
    page = response.content.decode()
    assert response.status_code == 200
    for words in ("Mật ong bạc hà", "Đoạn một.", "Đoạn hai.", "500 g", "Cơ sở đã xác minh", business.name):
        assert words in page
    assert "Thông tin từ nguồn công khai" not in page
    assert reverse("area:draft", args=[business.pk, draft.pk]) in page
    assert not Product.objects.exists()


def test_a_change_stands_beside_what_the_database_says_of_the_rest(business):
    product = sellers.listed(business, text_vi="Chữ đang hiện.", months=(5,))
    factories.certificate(product, stars=4)
    draft = sellers.drafted(business, product, text_vi="Chữ chưa duyệt.", months=(7, 8), name="Tên mới")
    page = sellers.client_of(sellers.owner(business)).get(area_preview(draft))
    assert "Chữ chưa duyệt." in page.content.decode()
    assert "Chữ đang hiện." not in page.content.decode()
    assert page.context["months"] == [7, 8]
    assert [certificate.stars for certificate, _state in page.context["certificates"]] == [4]
    product.refresh_from_db()
    assert (product.text_vi, product.name != "Tên mới") == ("Chữ đang hiện.", True)


def test_an_unfinished_draft_has_a_preview_too():
    business = sellers.registered()
    draft = listings.start(business=business, actor=sellers.owner(business), now=NOW)
    response = sellers.client_of(sellers.owner(business)).get(area_preview(draft))
    assert response.status_code == 200
    assert business.name in response.content.decode()


def test_nobody_keeps_it_frames_it_or_lists_it(business):
    draft = sellers.submitted(business)
    owner, officer = sellers.client_of(sellers.owner(business)), desk.client(desk.officer("Sơn La"))
    for client, path, frame in (
        (owner, area_preview(draft), "frame-ancestors 'none'"),
        (officer, desk_preview(draft), "frame-ancestors 'self'"),
    ):
        response = client.get(path)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert frame in response["Content-Security-Policy"]
        page = response.content.decode()
        assert '<meta name="robots" content="noindex, nofollow">' in page
        assert 'rel="canonical"' not in page
        assert "application/ld+json" not in page
        assert client.post(path).status_code == 405


def test_an_officer_reads_what_was_handed_in_to_his_province(business):
    draft = sellers.drafted(business)
    here, there = (desk.client(desk.officer(name)) for name in ("Sơn La", "Điện Biên"))
    assert here.get(desk_preview(draft)).status_code == 404, "still being written"
    listings.submit(draft=draft, version=draft.version, actor=None, now=NOW)
    assert here.get(desk_preview(draft)).status_code == 200
    assert there.get(desk_preview(draft)).status_code == 404
    assert desk.client(desk.editor()).get(desk_preview(draft)).status_code in {302, 403}


def test_whoever_works_for_the_business_finds_it_and_nobody_else(business, client):
    draft = sellers.drafted(business)
    assert sellers.client_of(sellers.member(business, Member.Role.VIEWER)).get(area_preview(draft)).status_code == 200
    other = sellers.verified()
    stranger = sellers.client_of(sellers.owner(other))
    for place in (business.pk, other.pk):
        path = reverse("area:draft_preview", args=[place, draft.pk])
        assert stranger.get(path).status_code == 404
    assert client.get(area_preview(draft)).status_code == 302
