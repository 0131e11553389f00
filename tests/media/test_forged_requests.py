"""Requests that no form of the admin sends: answered with a sentence, never with an error of the server."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from portal.media.models import Document, Image
from portal.news.models import NewsIndexPage
from tests.media import doors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("library", ["images", "docs"])
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"title": "x", "collection": "1"},
        {"files[]": "no file, only a word"},
        {"file": SimpleUploadedFile("x.jpg", b"x")},
        {"files": SimpleUploadedFile("x.pdf", b"x"), "collection": "abc"},
    ],
    ids=["nothing", "fields", "a word for a file", "another key", "another key, wrong collection"],
)
def test_many_files_at_once_want_a_file(library: str, sent: dict[str, Any]) -> None:
    client = doors.editor()
    answer = client.post(reverse(f"wagtail{library}:add_multiple"), sent)
    assert answer.status_code == 400
    assert answer.content.decode() == "Không có tệp nào được gửi. Hãy chọn tệp rồi gửi lại."
    assert not Image.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("wagtailimages_chooser:chosen", ["khong-co"], {}),
        ("wagtailimages_chooser:chosen_multiple", [], {"id": ["1", "abc"]}),
        ("wagtaildocs_chooser:chosen", ["9" * 30 + "x"], {}),
        ("wagtailadmin_api:pages:find", [], {"id": "abc"}),
    ],
)
def test_what_is_named_by_no_number_is_not_understood(name: str, args: list[str], query: dict[str, Any]) -> None:
    answer = doors.editor().get(reverse(name, args=args), query)
    assert answer.status_code == 400
    assert "Cổng không hiểu yêu cầu này" in answer.content.decode()


def test_a_form_without_a_field_is_not_understood() -> None:
    client = doors.editor()
    index = NewsIndexPage(title="Tin", slug="tin", lead="Tin")
    Page.objects.get(depth=1).add_child(instance=index)
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    assert client.post(add, {"title": "x"}).status_code == 400, "without the fields of its story"
    assert client.post(reverse("wagtailadmin_pages:copy", args=[index.pk])).status_code == 400


def test_a_view_that_only_fails_is_not_there() -> None:
    client = doors.editor()
    assert client.get(reverse("wagtailadmin_error_test")).status_code == 404


def test_only_staff_gets_as_far_as_that() -> None:
    client = doors.editor()
    client.logout()
    assert client.post(reverse("wagtailimages:add_multiple")).status_code == 302
