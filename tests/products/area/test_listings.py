"""Listings in the area: what is typed, what is sent, who may, and what two people at the same draft are told."""

from __future__ import annotations

import re

import pytest
from django.utils.html import escape

from products.listing_content import ListingContent
from products.models import ListingDraft, Member, Product
from products.services import listings
from tests.products.area import sellers
from tests.products.area.sellers import NOW

pytestmark = pytest.mark.django_db
Role = Member.Role
State = ListingDraft.State
MEGABYTE = "ạ" * 350_000


@pytest.fixture
def business():
    return sellers.verified()


@pytest.fixture
def client(business):
    return sellers.client_of(sellers.owner(business))


def area(business, path=""):
    return f"/doanh-nghiep/{business.pk}/{path}"


def address(draft, path=""):
    return area(draft.business, f"ban-nhap/{draft.pk}/{path}")


def words_of(response):
    """What stands on a page, without its tags: differences are marked word by word."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode()))


def typed(client, draft, **changes):
    """What the form of a draft sends, as it was drawn for this client, with changes."""
    form = client.get(address(draft)).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def test_a_new_listing_is_begun_once_however_often_the_button_is_pressed(client, business):
    places = {client.post(area(business, "san-pham/them/"))["Location"] for _time in range(3)}
    assert len(places) == 1
    assert ListingDraft.objects.count() == 1
    assert client.get(area(business, "san-pham/them/")).status_code == 405


def test_what_was_typed_is_kept_and_shown_again(client, business):
    draft = sellers.drafted(business)
    response = client.post(
        address(draft), typed(client, draft, name="Mật <b>ong</b> & sáp", text_vi="Một.\r\n\r\nHai.")
    )
    assert response["Location"] == address(draft)
    draft.refresh_from_db()
    assert (draft.name, draft.content["text_vi"]) == ("Mật <b>ong</b> & sáp", "Một.\n\nHai.")
    page = client.get(address(draft)).content.decode()
    assert escape("Mật <b>ong</b> & sáp") in page
    assert "<b>ong</b>" not in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", MEGABYTE, "Dài quá 160 ký tự (hiện có 350000)"),
        ("text_vi", MEGABYTE, "Dài quá 6000 ký tự"),
        ("barcode", MEGABYTE, "Dài quá 14 ký tự"),
        ("name", "Mật ong Мộc Châu", "không phải chữ Việt hay chữ Latinh: М"),
        ("name_en", "Нoney", "không phải chữ Việt hay chữ Latinh: Н"),
        ("barcode", "12ab", "Mã vạch có 8, 12, 13 hoặc 14 chữ số"),
        ("group", "7", "Không có nhóm này"),
        ("commune", "00000", "Không có xã, phường này"),
        ("months", ["13"], "Chọn các tháng từ 1 đến 12"),
        ("version", "x", "Chưa xong, hãy xem lại"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, business, field, value, sentence):
    draft = sellers.drafted(business)
    response = client.post(address(draft), typed(client, draft, **{field: value}))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert ListingDraft.objects.get(pk=draft.pk).content == draft.content


def test_a_service_has_no_weight(client, business):
    sellers.group(6)
    draft = sellers.drafted(business)
    response = client.post(address(draft), typed(client, draft, group="6", net_weight="1 kg"))
    assert "Sản phẩm nhóm 6 là dịch vụ" in response.content.decode()


def test_nothing_that_no_field_asks_for_is_taken(client, business):
    other = sellers.verified()
    foreign = sellers.picture(other)
    draft = sellers.drafted(business)
    extra = {
        "pictures": [str(foreign)],
        "state": "approved",
        "business": other.pk,
        "product": sellers.listed(other).pk,
        "slug": "moc-chau",
        "is_listed": "on",
        "last_known_stars": "5",
    }
    client.post(address(draft), {**typed(client, draft, name="Mật ong đổi tên"), **extra, "save": "1"})
    kept = ListingDraft.objects.get(pk=draft.pk)
    assert kept.name == "Mật ong đổi tên"
    assert (kept.state, kept.business, kept.product) == (State.DRAFT, business, None)
    assert kept.content["pictures"] == draft.content["pictures"]
    assert set(kept.content) == set(ListingContent().as_json())


def test_sent_twice_a_draft_waits_once(client, business):
    draft = sellers.drafted(business)
    data = typed(client, draft, submit="1")
    assert client.post(address(draft), data)["Location"] == address(draft)
    again = client.post(address(draft), data)
    assert again.status_code in {302, 409}
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert ListingDraft.objects.count() == 1


def test_what_is_missing_is_listed_with_the_way_to_it(client, business):
    draft = listings.start(business=business, actor=sellers.owner(business), now=NOW)
    response = client.post(address(draft), typed(client, draft, name="Mật ong", submit="1"))
    page = response.content.decode()
    assert "còn thiếu" in page
    for target in ("#id_group", "#id_commune", "#id_teaser_vi", "#id_text_vi", address(draft, "hinh/")):
        assert f'href="{target}"' in page
    assert 'href="#id_name"' not in page
    assert ListingDraft.objects.get(pk=draft.pk).state == State.DRAFT


def test_a_business_that_nobody_verified_drafts_and_sends_nothing():
    business = sellers.registered()
    client = sellers.client_of(sellers.owner(business))
    draft = sellers.drafted(business)
    response = client.post(address(draft), typed(client, draft, submit="1"))
    assert "chưa được xác minh nên chưa gửi duyệt được" in response.content.decode()
    assert ListingDraft.objects.get(pk=draft.pk).state == State.DRAFT


def test_the_second_of_two_is_told_and_keeps_what_he_typed(client, business):
    draft = sellers.drafted(business)
    late = typed(client, draft, teaser_vi="Chữ của người thứ hai.")
    colleague = sellers.client_of(sellers.member(business, Role.EDITOR))
    colleague.post(address(draft), typed(colleague, draft, teaser_vi="Chữ của người thứ nhất."))
    response = client.post(address(draft), late)
    page = words_of(response)
    assert response.status_code == 409
    assert "Chưa có gì bị ghi đè" in page
    assert "Chữ của người thứ nhất." in page
    assert "Chữ của người thứ hai." in page
    draft.refresh_from_db()
    assert draft.content["teaser_vi"] == "Chữ của người thứ nhất."
    form = response.context["form"]
    merged = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(address(draft), merged)["Location"] == address(draft)
    draft.refresh_from_db()
    assert draft.content["teaser_vi"] == "Chữ của người thứ hai."


def test_what_was_typed_while_a_colleague_sent_it_is_shown_to_be_copied(client, business):
    draft = sellers.drafted(business)
    late = typed(client, draft, teaser_vi="Chữ gõ muộn.")
    listings.submit(draft=draft, version=draft.version, actor=None, now=NOW)
    response = client.post(address(draft), late)
    assert response.status_code == 409
    assert "Chữ gõ muộn." in response.content.decode()
    assert ListingDraft.objects.get(pk=draft.pk).content == draft.content


def test_an_edit_of_a_live_listing_changes_nothing_public_before_approval(client, business):
    product = sellers.listed(business, text_vi="Chữ đang hiện.")
    place = client.post(area(business, f"san-pham/{product.pk}/sua/"))["Location"]
    draft = ListingDraft.objects.open().get(product=product)
    assert place == address(draft)
    client.post(address(draft), typed(client, draft, text_vi="Chữ chưa duyệt.", submit="1"))
    page = client.get(product.get_absolute_url()).content.decode()
    assert "Chữ đang hiện." in page
    assert "Chữ chưa duyệt." not in page
    difference = words_of(client.get(address(draft, "khac-biet/")))
    assert "Chữ đang hiện." in difference
    assert "Chữ chưa duyệt." in difference
    draft.refresh_from_db()
    client.post(address(draft, "rut-ve/"), {"version": draft.version})
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    client.post(address(draft, "bo/"), {"version": draft.version})
    draft.refresh_from_db()
    assert draft.state == State.DISCARDED
    assert "Chữ đang hiện." in client.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize("version", ["0", "", "-1", "1e9", "²", "9" * 400])
def test_a_button_drawn_for_another_version_does_nothing(client, business, version):
    draft = sellers.submitted(business)
    client.post(address(draft, "rut-ve/"), {"version": version})
    client.post(address(draft, "bo/"), {"version": version})
    assert ListingDraft.objects.get(pk=draft.pk).state == State.SUBMITTED


def test_off_the_pages_and_back(client, business):
    product = sellers.listed(business)
    for path, is_listed, status in (("thoi-dang/", False, 410), ("dang-lai/", True, 200)):
        assert client.get(area(business, f"san-pham/{product.pk}/{path}")).status_code == 405
        for _time in range(2):
            client.post(area(business, f"san-pham/{product.pk}/{path}"))
        assert Product.objects.get(pk=product.pk).is_listed is is_listed
        assert client.get(product.get_absolute_url()).status_code == status


def test_what_an_officer_took_down_stays_down(client, business):
    product = sellers.listed(business)
    listings.unlist(product=product, actor=None, now=NOW, reason="Ảnh không phải của sản phẩm.")
    assert "Ảnh không phải của sản phẩm." in client.get(area(business)).content.decode()
    client.post(area(business, f"san-pham/{product.pk}/dang-lai/"))
    assert not Product.objects.get(pk=product.pk).is_listed


def every_address(business):
    """Every page and button of a business with its own numbers."""
    product = sellers.listed(business)
    draft = sellers.drafted(business)
    picture = draft.content["pictures"][0]
    return [
        area(business, path)
        for path in (
            "",
            "san-pham/",
            "san-pham/them/",
            f"san-pham/{product.pk}/",
            f"san-pham/{product.pk}/sua/",
            f"san-pham/{product.pk}/thoi-dang/",
            f"san-pham/{product.pk}/dang-lai/",
            f"san-pham/{product.pk}/nhan/",
            f"san-pham/{product.pk}/giay-chung-nhan/",
            f"ban-nhap/{draft.pk}/",
            f"ban-nhap/{draft.pk}/khac-biet/",
            f"ban-nhap/{draft.pk}/xem-truoc/",
            f"ban-nhap/{draft.pk}/rut-ve/",
            f"ban-nhap/{draft.pk}/bo/",
            f"ban-nhap/{draft.pk}/hinh/",
            f"ban-nhap/{draft.pk}/hinh/danh-sach/",
            f"ban-nhap/{draft.pk}/hinh/{picture}/",
            f"ban-nhap/{draft.pk}/hinh/{picture}/bo/",
            f"ban-nhap/{draft.pk}/hinh/{picture}/len-dau/",
            "giay-chung-nhan/",
            "giay-chung-nhan/gia-han/",
            "thong-bao/",
            "thong-bao/da-doc/",
            "ho-so/",
            "ho-so/sua/",
            "ho-so/lien-he/",
            "loi-hoi/",
            "thanh-vien/",
            "dieu-da-dong-y/",
        )
    ]


def test_what_belongs_to_somebody_else_is_not_there(client, business):
    other = sellers.verified()
    mine, theirs = every_address(business), every_address(other)
    before = list(ListingDraft.objects.order_by("pk").values()), list(Product.objects.order_by("pk").values())
    for foreign in theirs:
        # Their business with their numbers, and one's own business with their numbers.
        moved = foreign.replace(f"/doanh-nghiep/{other.pk}/", f"/doanh-nghiep/{business.pk}/")
        for path in {foreign, moved} - set(mine):
            if path == moved and not any(part.isdecimal() for part in path.split("/")[3:]):
                continue
            for method in ("get", "post"):
                status = getattr(client, method)(path).status_code
                assert status == 404 or (status == 405), (method, path, status)
    assert (list(ListingDraft.objects.order_by("pk").values()), list(Product.objects.order_by("pk").values())) == before


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_a_lower_role_reads_and_is_told_what_it_may_not(business, role):
    member = sellers.client_of(sellers.member(business, role))
    draft, product = sellers.drafted(business), sellers.listed(business)
    for path in ("", "san-pham/", f"san-pham/{product.pk}/", "ho-so/", "thanh-vien/", "thong-bao/", "loi-hoi/"):
        assert member.get(area(business, path)).status_code == 200, path
    may_write = role == Role.EDITOR
    writing = [
        "san-pham/them/",
        f"san-pham/{product.pk}/sua/",
        f"san-pham/{product.pk}/thoi-dang/",
        f"ban-nhap/{draft.pk}/",
        f"ban-nhap/{draft.pk}/hinh/",
        f"san-pham/{product.pk}/giay-chung-nhan/",
        "thong-bao/da-doc/",
    ]
    for path in writing:
        response = member.post(area(business, path))
        assert (response.status_code == 403) is not may_write, path
        if not may_write:
            assert "vai trò" in response.content.decode().lower(), path
    assert Product.objects.get(pk=product.pk).is_listed is not may_write
    for path in ("ho-so/sua/", "ho-so/lien-he/", "thanh-vien/", "dieu-da-dong-y/"):
        assert member.post(area(business, path)).status_code == 403, path
