"""Seats in a business: offered for a week to one address, and one owner always stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail, signing

from portal.core import work
from products.models import Invitation, Member
from products.services import members
from products.services.errors import Refused
from tests.products import factories
from tests.products.factories import NOW

pytestmark = pytest.mark.django_db
Role = Member.Role


@pytest.fixture
def owner():
    return factories.user()


@pytest.fixture
def business(owner):
    return factories.business(member=owner)


def invite(business, owner, email, role=Role.EDITOR, now=NOW):
    return members.invite(business=business, email=email, role=role, actor=owner, now=now)


def test_the_invited_address_and_no_other_takes_the_seat_once(business, owner):
    guest, other = factories.user(), factories.user()
    key = members.key_of(invite(business, owner, guest.email.upper()))
    with pytest.raises(Refused):
        members.accept(invitation=members.invitation_of(key, now=NOW), user=other, now=NOW)
    invitation = members.invitation_of(key, now=NOW)
    member = members.accept(invitation=invitation, user=guest, now=NOW)
    assert (member.business, member.role) == (business, Role.EDITOR)
    assert members.invitation_of(key, now=NOW) is None
    with pytest.raises(Refused):
        members.accept(invitation=invitation, user=guest, now=NOW)
    assert not Member.objects.filter(user=other).exists()


def test_a_link_ends_after_a_week_and_cannot_be_made_up(business, owner):
    invitation = invite(business, owner, "khach@example.vn")
    key = members.key_of(invitation)
    last = NOW + members.OPEN_FOR - dt.timedelta(seconds=1)
    assert members.invitation_of(key, now=last) == invitation
    assert members.invitation_of(key, now=NOW + members.OPEN_FOR) is None
    for made_up in (str(invitation.pk), f"{invitation.pk}:abc", signing.Signer().sign(str(invitation.pk)), "", "\0"):
        assert members.invitation_of(made_up, now=NOW) is None


def test_the_mail_leads_to_the_seat(business, owner, django_capture_on_commit_callbacks):
    business.name = "HTX Ong\nBcc: ai@example.vn"
    business.save()
    invitation = invite(business, owner, "khach@example.vn")
    assert work.sweep() >= 1
    message = mail.outbox[-1]
    assert message.to == ["khach@example.vn"]
    assert members.key_of(invitation) in message.body
    assert "\n" not in message.subject
    assert "Bcc" not in message.message()


def test_a_second_offer_takes_the_place_of_the_first(business, owner):
    first = invite(business, owner, "khach@example.vn")
    second = invite(business, owner, "khach@example.vn", role=Role.VIEWER)
    assert list(Invitation.objects.filter(business=business)) == [second]
    assert members.invitation_of(members.key_of(first), now=NOW) is None


def test_members_are_not_invited_and_offers_are_bounded(business, owner):
    with pytest.raises(Refused):
        invite(business, owner, owner.email)
    for number in range(members.MOST_OPEN):
        invite(business, owner, f"khach-{number}@example.vn")
    with pytest.raises(Refused):
        invite(business, owner, "them@example.vn")
    invite(business, owner, "them@example.vn", now=NOW + members.OPEN_FOR + dt.timedelta(days=1))


def test_one_owner_always_stays(business, owner):
    last = Member.objects.get(business=business, user=owner)
    with pytest.raises(Refused):
        members.remove(member=last, actor=owner, now=NOW)
    with pytest.raises(Refused):
        members.change_role(member=last, role=Role.VIEWER, actor=owner, now=NOW)
    second = Member.objects.create(business=business, user=factories.user(), role=Role.EDITOR, joined_at=NOW)
    members.change_role(member=second, role=Role.OWNER, actor=owner, now=NOW)
    members.remove(member=last, actor=owner, now=NOW)
    assert list(business.members.values_list("pk", flat=True)) == [second.pk]
