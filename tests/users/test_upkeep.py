"""Accounts whose address nobody confirmed go after thirty days, and no other ones."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone

from portal.celery import app
from portal.users.models import User
from portal.users.tasks import forget_unverified

pytestmark = pytest.mark.django_db
OLD, YOUNG = dt.timedelta(days=30, hours=1), dt.timedelta(days=29)


def account(name: str, *, age: dt.timedelta = OLD, verified: bool | None = False, **fields) -> User:
    user = User.objects.create_user(f"{name}@example.vn", date_joined=timezone.now() - age, **fields)
    if verified is not None:
        EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def test_only_old_accounts_that_nobody_confirmed_go():
    account("quen")
    account("moi", age=YOUNG)
    account("da-xac-nhan", verified=True)
    account("do-quan-tri-tao", verified=None)
    account("quan-tri", is_superuser=True)
    account("da-vao", last_login=timezone.now())
    account("co-nhom").groups.add(Group.objects.create(name="Nhóm"))
    two = account("hai-dia-chi")
    EmailAddress.objects.create(user=two, email="khac@example.vn", verified=True)
    forget_unverified()
    gone = {"quen@example.vn"}
    assert {user.email for user in User.objects.all()} == {
        f"{name}@example.vn"
        for name in ("moi", "da-xac-nhan", "do-quan-tri-tao", "quan-tri", "da-vao", "co-nhom", "hai-dia-chi")
    }
    assert not EmailAddress.objects.filter(email__in=gone).exists()


def test_the_clock_asks_for_it_every_day_and_the_page_says_so(client):
    assert settings.CELERY_BEAT_SCHEDULE["forget-unverified"]["task"] in app.tasks
    assert "30 ngày" in client.get(f"/{settings.ACCOUNT_PATH}confirm-email/").content.decode()
