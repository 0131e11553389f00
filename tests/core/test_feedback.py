"""Words of visitors: taken in once, answered with a number, refused with a sentence, forgotten in time."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from celery import current_app
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from portal.core import services, tasks
from portal.core.forms import FeedbackForm, local_path
from portal.core.models import Feedback
from portal.users.editing import EDITORS, REVIEWERS, set_up_editing
from portal.users.models import User

pytestmark = pytest.mark.django_db
FORM = "/gop-y/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()
    yield
    cache.clear()


def send(client, path=FORM, **fields):
    return client.post(path, {"page_path": "", "message": "Giờ mở cửa đã đổi.", "email": "", "website": "", **fields})


def errors(response):
    text = response.content.decode()
    found = re.search(r'<div class="notice bad".*?</div></div>', text, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[0]) if found else ""


def test_a_report_is_stored_and_answered_with_its_number(client):
    response = send(client, page_path="/le-hoi/", email="an@example.vn")
    report = Feedback.objects.get()
    assert (report.page_path, report.message, report.email, report.language, report.state) == (
        "/le-hoi/",
        "Giờ mở cửa đã đổi.",
        "an@example.vn",
        "vi",
        "new",
    )
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", report.reference)
    assert response.status_code == 302
    assert response["Location"] == f"{FORM}{report.reference}/"
    thanks = client.get(response["Location"])
    text = thanks.content.decode()
    assert report.reference in text
    assert "Mới nhận" in text
    assert report.message not in text
    assert report.email not in text
    Feedback.objects.update(state="done")
    assert "Đã xong" in client.get(response["Location"].lower()).content.decode()


def test_the_english_form_answers_in_english(client):
    response = send(client, "/en/feedback/", message="The price has changed.")
    assert response["Location"].startswith("/en/feedback/")
    assert "New" in client.get(response["Location"]).content.decode()
    assert Feedback.objects.get().language == "en"
    assert "Please write a few lines" in errors(send(client, "/en/feedback/", message=" \n "))


def test_nothing_of_the_form_may_be_stored_by_a_cache(client):
    send(client)
    for response in (
        client.get(FORM),
        send(client, message=""),
        client.get(f"{FORM}{Feedback.objects.get().reference}/"),
    ):
        assert response["Cache-Control"] == "private, no-store"
    assert set(Client().get(FORM).cookies) == {"csrftoken"}
    assert not Client().get("/").cookies


def test_a_form_without_its_token_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)
    response = send(client)
    assert response.status_code == 403
    assert "Chưa có gì được lưu" in response.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"message": ""}, "Hãy viết vài dòng"),
        ({"message": " \r\n\t "}, "Hãy viết vài dòng"),
        ({"message": "x" * 5001}, "Tin dài quá 5.000 ký tự (hiện có 5001)"),
        ({"message": "a\x00b"}, "ký tự điều khiển"),
        ({"message": "a\x1b[31mb"}, "ký tự điều khiển"),
        ({"email": "an@example.vn\r\nBcc: moi@example.vn"}, "Địa chỉ thư này chưa đúng"),
        ({"email": "an@example.vn\x00"}, "Địa chỉ thư này chưa đúng"),
        ({"email": "khong phai thu"}, "Địa chỉ thư này chưa đúng"),
        ({"email": f"{'a' * 250}@example.vn"}, "Địa chỉ thư này"),
        ({"page_path": "https://evil.example/le-hoi/"}, "không phải địa chỉ một trang"),
        ({"page_path": "//evil.example/"}, "không phải địa chỉ một trang"),
        ({"page_path": "javascript:alert(1)"}, "không phải địa chỉ một trang"),
        ({"page_path": "/le-hoi/\r\nSet-Cookie: a=b"}, "không phải địa chỉ một trang"),
        ({"page_path": "/" + "a" * 500}, "dài quá 500 ký tự"),
        ({"website": "http://spam.example"}, "do máy điền"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_nothing_is_lost(client, fields, sentence):
    response = send(client, **fields)
    assert response.status_code == 200
    assert sentence in errors(response)
    assert not Feedback.objects.exists()
    kept = fields.get("message", "Giờ mở cửa đã đổi.").strip()
    assert kept[:20] in response.content.decode(), "what was written stands in the form again"


def test_a_message_of_full_length_with_line_breaks_of_any_kind_is_taken(client):
    assert send(client, message="dòng\r\n" * 1000).status_code == 302
    assert Feedback.objects.get().message == "\n".join(["dòng"] * 1000)


def test_a_body_of_megabytes_is_refused_in_words(client):
    response = send(client, message="x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert response.status_code == 400
    assert "chưa có gì được lưu" in response.content.decode()


def test_markup_is_shown_as_text(client):
    text = send(client, message="", page_path='/"><script>alert(1)</script>').content.decode()
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/le-hoi/", "/le-hoi/"),
        ("/le-hoi/?thang=3#t", "/le-hoi/"),
        (f"{settings.PORTAL_BASE_URL}/en/places/", "/en/places/"),
        ("/nơi-không-có/", "/nơi-không-có/"),
    ],
)
def test_addresses_of_this_site_become_paths(address, path):
    assert local_path(address) == path


@pytest.mark.parametrize(
    "address",
    [
        "",
        "le-hoi",
        "//evil.example/x",
        "/\\evil.example",
        "\\\\evil",
        "http:/x",
        "https://evil.example",
        "/a\nb",
        "/" * 501,
        "http://[bad/",
        f"{settings.PORTAL_BASE_URL}//evil.example/",
        f"{settings.PORTAL_BASE_URL}@evil.example/",
    ],
)
def test_addresses_of_other_places_do_not(address):
    with pytest.raises(ValueError):  # noqa: PT011 (urlsplit raises the same)
        local_path(address)


@pytest.mark.parametrize(
    ("query", "value"), [("/le-hoi/", "/le-hoi/"), ("//evil.example", ""), ("https://evil.example/", "")]
)
def test_the_link_fills_in_the_page_it_stood_on(client, query, value):
    form = client.get(FORM, {"trang": query}).context["form"]
    assert isinstance(form, FeedbackForm)
    assert (form["page_path"].value() or "") == value


def test_the_footer_leads_to_the_form_with_the_address_of_the_page(demo, client):
    for path, form in (("/di-lai/", "/gop-y/"), ("/en/getting-there/", "/en/feedback/")):
        assert f'<a href="{form}?trang={path}" rel="nofollow">' in client.get(path).content.decode()
    contact = client.get("/lien-he/").content.decode()
    assert f'href="{FORM}"' in contact
    assert "180 ngày" in client.get("/rieng-tu/").content.decode()
    assert "180 days" in client.get("/en/privacy/").content.decode()


def test_many_messages_from_one_place_are_stopped_and_said_not_to_be_stored(client):
    for _number in range(5):
        assert send(client).status_code == 302
    response = send(client)
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "chưa được lưu" in errors(response)
    assert Feedback.objects.count() == 5
    assert send(client, message="").status_code == 200, "mistakes cost nothing"
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(other).status_code == 302


def test_messages_are_refused_while_they_cannot_be_counted(client):
    dead = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
        }
    }
    with override_settings(CACHES=dead):
        response = send(client)
    assert response.status_code == 503
    assert "hãy gửi lại sau một phút" in errors(response)
    assert not Feedback.objects.exists()


def test_a_number_that_was_never_given_is_not_found(client):
    assert client.get(f"{FORM}AAAA-AAAA/").status_code == 404


def test_numbers_that_are_taken_are_drawn_again(monkeypatch):
    letters = iter("AAAAAAAA" + "AAAAAAAA" + "BBBBBBBB")
    monkeypatch.setattr(services.secrets, "choice", lambda _letters: next(letters))
    given = {"page_path": "", "message": "x", "email": "", "language": "vi", "now": timezone.now()}
    assert services.receive_feedback(**given).reference == "AAAA-AAAA"
    assert services.receive_feedback(**given).reference == "BBBB-BBBB"
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(reference="CCCC-CCCC", message="", language="vi", received_at=timezone.now())


def test_addresses_are_forgotten_after_180_days_and_not_before():
    now = timezone.now()
    for name, days in (("old", 181), ("young", 179)):
        services.receive_feedback(
            page_path="",
            message=name,
            email=f"{name}@example.vn",
            language="vi",
            now=now - dt.timedelta(days=days),
        )
    tasks.forget_addresses()
    assert {row.message: row.email for row in Feedback.objects.all()} == {"old": "", "young": "young@example.vn"}
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.forget_addresses.name in scheduled
    current_app.loader.import_default_modules()  # as a worker does when it begins
    assert scheduled <= set(current_app.tasks)


def staff(group):
    user = User.objects.create_user(f"{group == EDITORS}@example.vn", "mat khau dai 1")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def test_editors_see_new_words_and_say_how_far_they_are(client):
    set_up_editing()
    send(client, page_path="/di-lai/", email="an@example.vn")
    report = Feedback.objects.get()
    editor = staff(EDITORS)
    assert "1 tin chưa ai nhận" in editor.get(reverse("wagtailadmin_home")).content.decode()
    listed = editor.get(reverse("wagtailsnippets_core_feedback:list")).content.decode()
    assert report.reference in listed
    assert report.message in listed
    edit = reverse("wagtailsnippets_core_feedback:edit", args=[report.pk])
    assert "an@example.vn" in editor.get(edit).content.decode()
    response = editor.post(edit, {"state": "in_hand", "note": "Hỏi lại bến xe.", "message": "khác", "email": "x@y.vn"})
    assert response.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.note, report.message) == ("in_hand", "Hỏi lại bến xe.", "Giờ mở cửa đã đổi.")
    assert report.email == "an@example.vn"
    assert "tin chưa ai nhận" not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_writes_words_of_visitors_and_only_reviewers_remove_them(client):
    set_up_editing()
    send(client)
    report = Feedback.objects.get()
    editor, reviewer = staff(EDITORS), staff(REVIEWERS)
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss@example.vn", "mat khau dai 1"))
    for somebody in (editor, reviewer, boss):
        assert somebody.get(reverse("wagtailsnippets_core_feedback:add")).status_code == 302
    remove = reverse("wagtailsnippets_core_feedback:delete", args=[report.pk])
    editor.post(remove)
    assert Feedback.objects.exists()
    reviewer.post(remove)
    assert not Feedback.objects.exists()
