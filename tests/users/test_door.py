"""One sign-in door for everybody; whoever has no rights is told so."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from portal.users.models import User

pytestmark = pytest.mark.django_db
DOOR = f"/{settings.ACCOUNT_PATH}login/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "password_reset/",
        "password_reset/done/",
        "password_reset/complete/",
        "password_reset/confirm/MQ/abc-123/",
    ],
)
def test_other_password_pages_lead_to_the_door(client, path):
    response = client.get(f"/{settings.ADMIN_PATH}{path}")
    assert response.status_code == 302
    assert response["Location"].startswith(DOOR)
    assert client.post(f"/{settings.ADMIN_PATH}{path}", {"username": "x", "password": "y"}).status_code == 302


def test_the_admin_leads_strangers_to_the_door(client):
    response = client.get(f"/{settings.ADMIN_PATH}")
    assert response.status_code == 302
    assert response["Location"].startswith(DOOR)


def test_somebody_without_rights_is_told_so_and_not_sent_round(client):
    client.force_login(User.objects.create_user("ai@example.vn", "mat khau dai 1"))
    response = client.get(f"/{settings.ADMIN_PATH}")
    assert response.status_code == 403
    assert "quyền" in response.content.decode()


def test_signing_in_by_e_mail_whatever_its_case(client):
    user = User.objects.create_superuser("quan@example.vn", "mat khau dai 1")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    response = client.post(DOOR, {"login": "QUAN@example.vn", "password": "mat khau dai 1"})
    assert response.status_code == 302
    assert response["Location"] == f"/{settings.ADMIN_PATH}"


SIGN_UP = f"/{settings.ACCOUNT_PATH}signup/"
PASSWORD = "mot mat khau dai 9"


def sign_up(client, email):
    return client.post(SIGN_UP, {"email": email, "password1": PASSWORD, "password2": PASSWORD}, follow=True)


def test_who_signs_up_gets_an_account_without_rights_and_verifies_its_address_first(client):
    page = sign_up(client, "htx@example.vn").content.decode()
    assert "Cổng đã gửi một thư" in page
    user = User.objects.get(email="htx@example.vn")
    assert (user.is_staff, user.is_superuser, user.groups.count(), user.user_permissions.count()) == (
        False,
        False,
        0,
        0,
    )
    told = client.post(DOOR, {"login": "htx@example.vn", "password": PASSWORD}, follow=True)
    assert not told.context["user"].is_authenticated
    confirm = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    client.post(confirm)
    signed_in = client.post(DOOR, {"login": "htx@example.vn", "password": PASSWORD})
    assert signed_in["Location"] == f"/{settings.BUSINESS_PATH}"
    assert client.get(f"/{settings.ADMIN_PATH}").status_code == 403


def test_signing_up_with_a_known_address_looks_the_same_and_warns_its_owner(client):
    owner = User.objects.create_user("quen@example.vn", PASSWORD)
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    answers = [sign_up(Client(), email) for email in ("quen@example.vn", "moi@example.vn")]
    pages = [re.sub(r'value="[^"]+"|\w+@example', "", answer.content.decode()) for answer in answers]
    assert pages[0] == pages[1]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["quen@example.vn"], "Bạn đã có tài khoản"),
        (["moi@example.vn"], mail.outbox[1].subject),
    ]
    assert User.objects.filter(email__iexact="QUEN@example.vn").count() == 1


def test_signing_up_is_limited(client):
    statuses = [sign_up(client, f"may{number}@example.vn").status_code for number in range(12)]
    assert statuses[-1] == 429
    assert User.objects.count() <= 10


def test_redirects_stay_on_this_host(client):
    user = User.objects.create_superuser("quan@example.vn", "mat khau dai 1")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    response = client.post(
        f"{DOOR}?next=https://evil.example/",
        {"login": user.email, "password": "mat khau dai 1", "next": "https://evil.example/"},
    )
    assert "evil" not in response["Location"]
    assert (
        "evil"
        not in client.get(f"/{settings.ADMIN_PATH}login/?next=//evil.example/")
        .get("Location", "")
        .replace("%2F", "/")
        .split("next=//")[0]
    )


def test_wrong_passwords_are_limited(client):
    statuses = [client.post(DOOR, {"login": "a@example.vn", "password": "x"}).status_code for _attempt in range(8)]
    body = client.post(DOOR, {"login": "a@example.vn", "password": "x"})
    assert 429 in statuses or b"errorlist" in body.content or body.status_code in {200, 429}
    texts = {client.post(DOOR, {"login": "b@example.vn", "password": "x"}).status_code for _attempt in range(40)}
    assert 429 in texts


@pytest.mark.parametrize("path", ["login/", "password/reset/"])
def test_sign_in_fails_closed_when_attempts_cannot_be_counted(client, path):
    dead = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
        }
    }
    with override_settings(CACHES=dead):
        response = client.post(f"/{settings.ACCOUNT_PATH}{path}", {"login": "a@example.vn", "password": "x"})
    assert response.status_code == 503
    assert response["Retry-After"] == "60"


def test_staff_are_asked_for_a_second_factor_where_the_setting_says_so(client):
    client.force_login(User.objects.create_superuser("quan@example.vn", "mat khau dai 1"))
    with override_settings(PORTAL_STAFF_MFA=True):
        response = client.get(f"/{settings.ADMIN_PATH}")
    assert response.status_code == 302
    assert "/2fa/" in response["Location"]


def test_account_pages_are_strict_and_private(client):
    response = client.get(DOOR)
    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
