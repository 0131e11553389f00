"""Pictures of a draft in the area: what comes in, what is refused, whose they are."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.media.models import Image
from products.listing_content import MOST_PICTURES
from products.models import BusinessPicture, ListingDraft
from products.services import listings
from tests.media.pictures import jpeg
from tests.products.area import sellers
from tests.products.area.sellers import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def business():
    return sellers.verified()


@pytest.fixture
def client(business):
    return sellers.client_of(sellers.owner(business))


@pytest.fixture
def draft(business):
    return sellers.drafted(business)


def at(name, draft, *numbers):
    return reverse(f"area:{name}", args=[draft.business_id, draft.pk, *numbers])


def upload(content=None, seed=501):
    return SimpleUploadedFile("<b>IMG</b>.jpg", jpeg(640, 480, seed=seed) if content is None else content, "image/jpeg")


def filled(**changes):
    return {
        "file": upload(),
        "alt_vi": "Rổ mận chín.",
        "author": "Lò Thị Thử",
        "licence": "own",
        "people": "nobody",
        "agreement": "on",
        **changes,
    }


def shown(draft):
    return ListingDraft.objects.get(pk=draft.pk).content["pictures"]


def test_a_picture_comes_in_behind_the_others_and_can_lead(client, draft):
    before = shown(draft)
    assert client.post(at("pictures", draft), filled())["Location"] == at("pictures", draft)
    image = Image.objects.get(alt_vi="Rổ mận chín.")
    assert shown(draft) == [*before, image.pk]
    row = BusinessPicture.objects.get(image=image)
    assert (row.business, row.agreement_version != "") == (draft.business, True)
    assert "<b>" not in image.title
    client.post(at("picture_first", draft, image.pk))
    assert shown(draft) == [image.pk, *before]
    client.post(at("picture_remove", draft, image.pk))
    assert shown(draft) == before
    assert not Image.objects.filter(pk=image.pk).exists(), "what no officer has seen goes for good"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("file", "", "Chưa xong, hãy xem lại"),
        ("file", b"<!doctype html><script>alert(1)</script>", "Chưa xong, hãy xem lại"),
        ("alt_vi", "", "Viết một câu: trong hình có gì"),
        ("alt_vi", "ạ" * 350_000, "Dài quá 300 ký tự"),
        ("author", "Lò Τhị", "không phải chữ Việt hay chữ Latinh: Τ"),
        ("licence", "cc0", "Chọn một trong hai câu trả lời"),
        ("people", "", "Cho biết trong hình có nhận ra ai không"),
        ("agreement", "", "Cổng chỉ đăng hình khi có sự đồng ý này"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, draft, field, value, sentence):
    before = Image.objects.count()
    value = upload(value) if isinstance(value, bytes) else value
    response = client.post(at("pictures", draft), filled(**{field: value}))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert field in response.context["form"].errors
    assert Image.objects.count() == before


def test_the_same_file_twice_is_one_picture(client, draft):
    for _time in range(2):
        response = client.post(at("pictures", draft), filled())
    assert "Hình này đã có trong sản phẩm" in response.content.decode()
    assert Image.objects.filter(alt_vi="Rổ mận chín.").count() == 1


def test_there_is_room_for_twelve(client, business):
    keys = tuple(sellers.picture(business) for _number in range(MOST_PICTURES))
    full = sellers.drafted(business, pictures=keys)
    assert 'type="file"' not in client.get(at("pictures", full)).content.decode()
    assert f"đã có {MOST_PICTURES} hình" in client.post(at("pictures", full), filled()).content.decode()


def test_a_draft_that_was_sent_takes_no_picture(client, draft):
    listings.submit(draft=draft, version=draft.version, actor=None, now=NOW)
    before = shown(draft)
    assert "chưa sửa được hình" in client.post(at("pictures", draft), filled()).content.decode()
    for name in ("picture_remove", "picture_first"):
        client.post(at(name, draft, before[0]))
    assert client.get(at("picture", draft, before[0])).status_code == 404
    assert shown(draft) == before


def test_words_are_mended_and_what_an_officer_saw_stays_as_it_was(client, business):
    product = sellers.listed(business)
    seen = product.picture
    draft = listings.start(business=business, product=product, actor=None, now=NOW)
    words = filled(alt_vi="Lời mới của hình.")
    del words["file"]
    assert client.post(at("picture", draft, seen.pk), words).status_code == 302
    seen.refresh_from_db()
    assert seen.alt_vi != "Lời mới của hình."
    other = Image.objects.get(alt_vi="Lời mới của hình.")
    assert shown(draft) == [other.pk]
    assert client.get(at("picture", draft, seen.pk)).status_code == 404, "no longer in the draft"


def test_nobody_takes_or_moves_the_picture_of_somebody_else(client, business, draft):
    other = sellers.verified()
    theirs = sellers.drafted(other)
    (foreign,) = shown(theirs)
    before = shown(draft)
    for name in ("picture_remove", "picture_first"):
        client.post(at(name, draft, foreign))
    assert client.get(at("picture", draft, foreign)).status_code == 404
    assert (shown(draft), shown(theirs)) == (before, [foreign])
    assert Image.objects.filter(pk=foreign).exists()


def test_the_list_that_the_script_asks_for_says_what_is_left(client, draft):
    ready = client.get(at("pictures_state", draft)).content.decode()
    assert "<html" not in ready
    client.post(at("pictures", draft), filled())
    assert 'data-left="1"' in client.get(at("pictures_state", draft)).content.decode()
