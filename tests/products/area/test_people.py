"""Profile, team, messages, questions, claims and one's own data in the area: by the forms, and past them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.core import work
from portal.users.models import User
from products.models import Business, Claim, Consent, Enquiry, Invitation, Member, Message
from products.services import businesses, enquiries, members, messages
from tests.products import factories
from tests.products.area import sellers
from tests.products.area.sellers import NOW

pytestmark = pytest.mark.django_db
Role = Member.Role
MEGABYTE = "ạ" * 350_000


@pytest.fixture
def business():
    return sellers.verified()


@pytest.fixture
def client(business):
    return sellers.client_of(sellers.owner(business))


def at(name, business, *numbers):
    return reverse(f"area:{name}", args=[business.pk, *numbers])


# --- Profile ----------------------------------------------------------------------------------------------------------


def profile(business, **changes):
    business.refresh_from_db()
    return {**businesses.current(business), "version": business.version, **changes}


def test_what_was_verified_changes_when_an_officer_approves(client, business):
    before = business.name
    client.post(at("profile_edit", business), profile(business, name="HTX Tên Mới", about_vi="Làm chè."))
    business.refresh_from_db()
    assert (business.name, business.pending) == (before, {"name": "HTX Tên Mới", "about_vi": "Làm chè."})
    assert "HTX Tên Mới" not in client.get(business.get_absolute_url()).content.decode()
    assert "HTX Tên Mới" in client.get(at("profile", business)).content.decode()
    client.post(at("profile_edit", business), profile(business))
    business.refresh_from_db()
    assert business.pending is None, "what waited is taken back"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "HTX Мường", "không phải chữ Việt hay chữ Latinh: М"),
        ("name_en", MEGABYTE, "Dài quá 160 ký tự"),
        ("about_vi", MEGABYTE, "Dài quá 3000 ký tự"),
        ("commune", "x", "Không có xã, phường này"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_in_words(client, business, field, value, sentence):
    response = client.post(at("profile_edit", business), profile(business, **{field: value}))
    assert sentence in response.content.decode()
    business.refresh_from_db()
    assert business.pending is None


def test_a_verified_code_and_what_no_field_asks_for_stay(client, business):
    extra = {"tax_code": "0100109106", "standing": "closed", "slug": "moc-chau", "pending": "{}", "is_example": "on"}
    client.post(at("profile_edit", business), profile(business, **extra))
    slug = business.slug
    business.refresh_from_db()
    assert (business.standing, business.slug, business.is_example) == ("verified", slug, False)
    assert business.tax_code.number == sellers.ENTERPRISE


@pytest.mark.parametrize("page", ["profile_edit", "contacts_edit"])
def test_the_second_of_two_is_told_and_keeps_what_he_typed(client, business, page):
    field = "address" if page == "profile_edit" else "website"
    first, second = (
        ("Bản Một", "Bản Hai") if page == "profile_edit" else ("https://mot.example.vn", "https://hai.example.vn")
    )
    contacts = {name: getattr(business, name) for name in businesses.CONTACT_FIELDS}
    late = {**profile(business), **contacts, field: second}
    client.post(at(page, business), {**late, field: first})
    response = client.post(at(page, business), late)
    words = response.content.decode()
    assert response.status_code == 409
    assert first in words
    assert second in words
    again = client.post(at(page, business), {**late, "version": response.context["form"].data["version"]})
    assert again.status_code == 302


def test_a_contact_is_public_with_its_consent_alone(client, business):
    contacts = {"representative": "Quàng Thị Mới", "phone": "0212 385 1111", "email": "", "website": ""}
    client.post(at("contacts_edit", business), {**contacts, "version": business.version})
    assert "0212 385 1111" not in client.get(business.get_absolute_url()).content.decode()
    client.post(at("agreed", business), {"purpose": ["show_phone"]})
    assert "0212 385 1111" in client.get(business.get_absolute_url()).content.decode()
    client.post(at("agreed", business), {"purpose": []})
    assert "0212 385 1111" not in client.get(business.get_absolute_url()).content.decode()
    rows = Consent.objects.filter(business=business, purpose="show_phone")
    assert [row.withdrawn_at is not None for row in rows] == [True], "a consent is withdrawn, never deleted"
    assert Consent.objects.filter(business=business, purpose="terms", withdrawn_at=None).exists()


# --- Team -------------------------------------------------------------------------------------------------------------


def test_a_seat_is_offered_taken_changed_and_left(client, business):
    guest = sellers.account()
    client.post(at("team", business), {"email": guest.email, "role": "editor"})
    work.sweep()
    key = members.key_of(Invitation.objects.get())
    path = reverse("area:join", args=[key])
    assert path in mail.outbox[-1].body
    assert sellers.client_of(sellers.account()).get(path).status_code == 403
    them = sellers.client_of(guest)
    assert business.name in them.get(path).content.decode()
    assert them.post(path)["Location"] == at("home", business)
    assert them.post(path).status_code == 404, "a link works once"
    seat = Member.objects.get(business=business, user=guest)
    client.post(at("member_role", business, seat.pk), {"role": "viewer"})
    client.post(at("member_role", business, seat.pk), {"role": "king"})
    seat.refresh_from_db()
    assert seat.role == Role.VIEWER
    assert them.post(at("member_role", business, seat.pk), {"role": "owner"}).status_code == 403
    first = Member.objects.get(business=business, role=Role.OWNER)
    assert them.post(at("member_remove", business, first.pk)).status_code == 403
    client.post(at("member_remove", business, first.pk))
    assert Member.objects.filter(pk=first.pk).exists(), "an owner stays"
    assert them.post(at("member_remove", business, seat.pk))["Location"] == reverse("area:start")
    assert them.get(at("home", business)).status_code == 404


def test_a_link_that_is_over_taken_back_or_made_up_says_so_and_nothing_else(client, business):
    guest = sellers.account()
    them = sellers.client_of(guest)
    offered = members.invite(business=business, email=guest.email, role=Role.EDITOR, actor=None, now=timezone.now())
    path = reverse("area:join", args=[members.key_of(offered)])
    Invitation.objects.filter(pk=offered.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    for there in (path, reverse("area:join", args=["1:abc"])):
        for response in (them.get(there), them.post(there)):
            assert response.status_code == 404
            assert business.name not in response.content.decode()
    Invitation.objects.filter(pk=offered.pk).update(expires_at=timezone.now() + dt.timedelta(days=1))
    client.post(at("invitation_remove", business, offered.pk))
    assert them.post(path).status_code == 404
    assert not Member.objects.filter(user=guest).exists()


@pytest.mark.parametrize(
    "address", ["ai@example.vn\nBcc: khac@example.vn", "ai@example.vn, khac@example.vn", "x" * 300 + "@example.vn", ""]
)
def test_an_invitation_goes_to_one_address(client, business, address):
    response = client.post(at("team", business), {"email": address, "role": "editor"})
    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert not Invitation.objects.exists()


# --- Messages and questions -------------------------------------------------------------------------------------------


def test_a_message_is_read_when_somebody_says_so_and_leads_nowhere_else(client, business):
    for path in (at("home", business), "//example.com/", "https://example.com/"):
        messages.send(business=business, subject="Tin\r\nBcc: khac@example.vn", body="Nội dung", path=path, now=NOW)
    client.get(at("messages", business))
    assert Message.objects.filter(business=business, read_at=None).count() >= 3
    for row in Message.objects.filter(business=business, subject__startswith="Tin"):
        there = client.post(at("message_read", business, row.pk), {"open": "1"})["Location"]
        assert there == (row.path if row.path == at("home", business) else at("messages", business))
    client.post(at("messages_read", business))
    assert not Message.objects.filter(business=business, read_at=None).exists()
    work.sweep()
    letters = [letter for letter in mail.outbox if letter.subject.startswith("Tin")]
    assert len(letters) == 3
    assert all("\n" not in letter.subject and letter.bcc == [] for letter in letters)
    assert all(letter.to == [sellers.owner(business).email] for letter in letters)


def test_a_question_is_read_and_erased_by_its_business_alone(client, business):
    product = sellers.listed(business)
    enquiries.receive(
        product=product, name="<b>Khách</b>", contact="0900000000", message="Còn hàng?", language="vi", now=NOW
    )
    enquiry = Enquiry.objects.get()
    page = client.get(at("enquiries", business)).content.decode()
    assert "&lt;b&gt;Khách&lt;/b&gt;" in page
    other = sellers.verified()
    stranger = sellers.client_of(sellers.owner(other))
    for name in ("enquiry_read", "enquiry_erase"):
        for place in (business, other):
            assert stranger.post(at(name, place, enquiry.pk)).status_code == 404
    client.post(at("enquiry_read", business, enquiry.pk))
    client.post(at("enquiry_erase", business, enquiry.pk))
    enquiry.refresh_from_db()
    assert (enquiry.sender_name, enquiry.sender_contact, enquiry.message) == ("", "", "")
    assert enquiry.erased_at is not None


@pytest.mark.parametrize("query", ["?trang=0", "?trang=abc", "?trang=99999999999999999999", "?trang=²"])
def test_a_page_that_is_not_there_is_the_nearest(client, business, query):
    for name in ("messages", "enquiries"):
        assert client.get(at(name, business) + query).status_code == 200


# --- Claims -----------------------------------------------------------------------------------------------------------


def test_a_product_of_sources_is_claimed_once_for_ones_own_verified_business(client, business):
    product = factories.product(kept=False)
    path = reverse("area:claim_product", args=[product.slug])
    assert client.get(path).status_code == 200
    other = sellers.verified()
    foreign = client.post(path, {"business": other.pk, "explanation": "Của tôi."})
    assert "Chọn một chủ thể của bạn" in foreign.content.decode()
    assert "Ghi vì sao" in client.post(path, {"business": business.pk, "explanation": " \n "}).content.decode()
    long = client.post(path, {"business": business.pk, "explanation": MEGABYTE})
    assert "Dài quá 2000 ký tự" in long.content.decode()
    assert not Claim.objects.exists()
    for _time in range(2):
        client.post(path, {"business": business.pk, "explanation": "Tên trên bao bì.", "state": "granted"})
    claim = Claim.objects.get()
    assert (claim.state, claim.business, claim.product) == ("waiting", business, product)
    product.refresh_from_db()
    assert not product.is_kept_by_producer


def test_who_may_not_claim_is_told(business):
    product = factories.product(kept=False)
    path = reverse("area:claim_product", args=[product.slug])
    viewer = sellers.client_of(sellers.member(business, Role.VIEWER))
    unverified = sellers.registered()
    for reader, own in ((viewer, business), (sellers.client_of(sellers.owner(unverified)), unverified)):
        assert reader.get(path).status_code == 200
        assert reader.post(path, {"business": own.pk, "explanation": "Của tôi."}).status_code == 200
    assert not Claim.objects.exists()


def test_only_what_sources_gave_can_be_claimed(client, business):
    kept = sellers.listed(sellers.verified())
    hidden = factories.product(kept=False, is_listed=False, listed_at=None)
    for slug in (kept.slug, hidden.slug, "khong-co"):
        assert client.get(reverse("area:claim_product", args=[slug])).status_code == 404
    assert client.get(reverse("area:claim_profile", args=[business.slug])).status_code == 404
    profile = Business.objects.create(slug="nguon", name="Cơ sở", standing="from_sources", province=business.province)
    assert client.get(reverse("area:claim_profile", args=[profile.slug])).status_code == 200


# --- One's own data ---------------------------------------------------------------------------------------------------


def test_an_account_goes_with_its_password_and_not_by_a_link(business):
    user = sellers.owner(business)
    user.set_password("mat khau dai 1")
    user.save()
    client = sellers.client_of(user)
    path = reverse("area:account_delete")
    assert client.get(path).status_code == 405
    client.post(path, {"password": "sai"})
    assert User.objects.filter(pk=user.pk, is_active=True).exists()
    assert client.post(path, {"password": "mat khau dai 1"})["Location"] == "/"
    assert client.get(reverse("area:own_data")).status_code == 302, "signed out"
    assert not User.objects.filter(email=user.email, is_active=True).exists()


def test_a_copy_of_ones_data_is_asked_for_by_a_button(client, business):
    path = reverse("area:own_data_copy")
    assert client.get(path).status_code == 405
    response = client.post(path)
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert business.name in response.content.decode()
    assert sellers.verified().name not in response.content.decode()
