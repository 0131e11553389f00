"""Editors see where each picture stands, may try again, and cannot publish what may not be shown; upkeep finds all."""

from __future__ import annotations

import io
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.core import work
from portal.core.models import Source, WorkItem
from portal.media import derivatives, states, upkeep, weight
from portal.media.models import Derivative, Image, derivative_storage
from portal.media.page_pictures import pictures_in, values_of
from portal.media.templatetags.media_admin import picture_mark
from portal.news.models import NewsIndexPage, NewsPage
from tests.media.doors import editor, text_of
from tests.media.pictures import jpeg, library_picture

pytestmark = pytest.mark.django_db


def all_work() -> None:
    """Carry out every row, whatever time it waits for."""
    for item in WorkItem.objects.all():
        work.carry_out(item.pk, now=timezone.now() + derivatives.GRACE * 2)


# --- States -----------------------------------------------------------------------------------------------------------


def state(image: Image) -> states.State:
    return states.state_of(states.with_state(Image.objects.filter(pk=image.pk)).get())


def test_a_picture_goes_from_waiting_to_ready() -> None:
    image = library_picture(made=False)
    assert state(image) == states.State.WAITING
    assert states.progress() == {"waiting": 1, "working": 0, "parked": 0}
    all_work()
    assert state(image) == states.State.READY
    assert Image.objects.get(pk=image.pk).is_ready
    assert states.progress() == {"waiting": 0, "working": 0, "parked": 0}


def test_a_picture_that_cannot_be_made_is_parked_and_may_be_tried_again() -> None:
    image = library_picture(made=False)
    with default_storage.open(image.file.name, "rb") as file:
        whole = file.read()
    original = Path(settings.MEDIA_ROOT) / "originals" / image.file.name
    original.write_bytes(whole[:2000])
    browser = editor()
    for attempt in range(work.MAX_ATTEMPTS):
        assert state(image) == states.State.WAITING, attempt
        all_work()
    assert state(image) == states.State.PARKED
    shown = text_of(browser.get(reverse("wagtailimages:edit", args=[image.pk])))
    assert "bị dừng" in shown
    assert "Xử lý lại" in shown
    assert "image file is truncated" in shown
    listed = text_of(browser.get(reverse("media_admin:report"), {"state": "parked"}))
    assert "Không đọc được tệp gốc. Hãy thay bằng tệp khác. (OSError: image file is truncated" in listed
    original.write_bytes(whole)
    answer = browser.post(reverse("media_admin:again", args=[image.pk]))
    assert answer.status_code == 302
    assert state(image) == states.State.WAITING
    all_work()
    assert state(image) == states.State.READY


def test_only_those_who_may_change_a_picture_may_try_again(client: Client, django_user_model: Any) -> None:
    image = library_picture(made=False)
    for address in (reverse("media_admin:again", args=[image.pk]), reverse("media_admin:report")):
        assert client.post(address).status_code in {302, 403}
    stranger = django_user_model.objects.create_user("xa@example.vn", "mat khau dai 1")
    client.force_login(stranger)
    assert client.post(reverse("media_admin:again", args=[image.pk])).status_code in {302, 403}
    assert client.get(reverse("media_admin:progress")).status_code in {302, 403}
    assert WorkItem.objects.get(kind=derivatives.MAKE).version == 1


def test_the_report_filters_by_state_and_by_what_is_missing() -> None:
    library_picture(made=None, title="Có đủ")
    library_picture(made=None, title="Thiếu giấy phép", licence="")
    library_picture(made=False, title="Đang chờ đợi", people="not-agreed")
    browser = editor()
    titles = {"Có đủ", "Thiếu giấy phép", "Đang chờ đợi"}

    def listed(**query: str) -> set[str]:
        page = text_of(browser.get(reverse("media_admin:report_results"), query))
        return {title for title in titles if title in page}

    assert listed() == titles
    assert listed(state="waiting") == {"Đang chờ đợi"}
    assert listed(state="ready") == {"Có đủ", "Thiếu giấy phép"}
    assert listed(lacks="licence") == {"Thiếu giấy phép"}
    assert listed(lacks="consent") == {"Đang chờ đợi"}


def test_lists_say_what_a_picture_lacks_and_ask_nothing_of_those_that_are_ready(
    admin_client: Client, django_assert_num_queries: Any
) -> None:
    library_picture(made=None, title="Có đủ")
    library_picture(made=False, title="Đang chờ đợi", licence="")
    for address in (reverse("wagtailimages:index"), reverse("wagtailimages_chooser:choose_results")):
        shown = admin_client.get(address).content.decode()
        assert re.findall(r'<p class="picture-mark">(.*?)</p>', shown) == [
            "<strong>đang chờ</strong>, thiếu giấy phép"
        ], address
    ready = Image.objects.prefetch_renditions("max-165x165").get(title="Có đủ")
    with django_assert_num_queries(0):
        assert picture_mark(ready) == {"state": None, "lacks": ""}


def test_a_form_learns_where_its_picture_stands(admin_client: Client, client: Client) -> None:
    image = library_picture(made=False)
    address = reverse("media_admin:state", args=[image.pk])
    assert admin_client.get(address).json() == {"state": "waiting", "label": "đang chờ", "is_over": False}
    all_work()
    assert admin_client.get(address).json()["is_over"]
    client.logout()
    assert client.get(address).status_code == 302


def test_look_alikes_are_shown() -> None:
    image, same, other = (library_picture(made=None, title=title) for title in ("Một", "Hai", "Ba"))
    for one, fingerprint in ((image, "00ff00ff00ff00ff"), (same, "00ff00ff00ff00fe"), (other, "ff00ff00ff00ff00")):
        Image.objects.filter(pk=one.pk).update(fingerprint=fingerprint)
    found = states.look_alikes(Image.objects.get(pk=image.pk), Image.objects.all())
    assert [one.title for one in found] == ["Hai"]


# --- What may not be shown is not published ---------------------------------------------------------------------------


@pytest.fixture
def index() -> NewsIndexPage:
    root = Page.objects.get(depth=1)
    found = NewsIndexPage(title="Tin", slug=f"tin-{uuid.uuid4().hex[:6]}", lead="Tin")
    root.add_child(instance=found)
    return found


def article_form(picture: Image | None = None, **blocks: Any) -> dict[str, Any]:
    """What the form of an article sends."""
    source = Source.objects.create(title="Nguồn", publisher="Sở")
    story = [("paragraph", "Một đoạn."), *blocks.items()]
    values = {
        "title": "Bài mới",
        "slug": "bai-moi",
        "lead": "Lời dẫn",
        "picture": "" if picture is None else str(picture.pk),
        "story": streamfield(story),
        "sources": {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
    }
    data: dict[str, Any] = nested_form_data(values)
    return data | {"sources-0-source": str(source.pk), "sources-0-ORDER": "1"}


def test_a_page_is_a_draft_with_any_picture_and_public_only_with_a_described_one(
    index: NewsIndexPage, admin_client: Client
) -> None:
    image = library_picture(made=None, title="Ảnh chợ", licence="")
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    data = article_form(image)
    refused = admin_client.post(address, data | {"action-publish": "1"})
    assert refused.status_code == 200
    assert "Hình “Ảnh chợ” còn thiếu giấy phép" in text_of(refused)
    assert not NewsPage.objects.exists()
    assert admin_client.post(address, data).status_code == 302
    page = NewsPage.objects.get()
    assert not page.live
    Image.objects.filter(pk=image.pk).update(licence="own")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.post(edit, data | {"action-publish": "1"}).status_code == 302
    assert NewsPage.objects.get().live


def test_pages_published_many_at_once_are_held_to_the_same(index: NewsIndexPage, admin_client: Client) -> None:
    image = library_picture(made=None, title="Ảnh chợ", licence="")
    page = NewsPage(title="Bài có ảnh chợ", slug="bai", lead="Lời", story=[], picture=image, live=False)
    index.add_child(instance=page)
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for chosen, fields in ((page, {}), (index, {"include_descendants": "on"})):
        answer = admin_client.post(f"{address}?id={chosen.pk}&next=/quan-tri/", fields, follow=True)
        assert answer.status_code == 200
        said = text_of(answer)
        assert "Bài có ảnh chợ" in said
        assert "Hình “Ảnh chợ” còn thiếu giấy phép" in said
        assert not NewsPage.objects.get().live
    Image.objects.filter(pk=image.pk).update(licence="own")
    admin_client.post(f"{address}?id={page.pk}&next=/quan-tri/")
    assert NewsPage.objects.get().live


def test_pictures_between_paragraphs_count_too(index: NewsIndexPage, admin_client: Client) -> None:
    image = library_picture(made=None, title="Ảnh chợ", alt_vi="")
    rich = f'<p>Chữ</p><embed embedtype="image" id="{image.pk}" format="wide" alt="x"/>'
    page = NewsPage(title="Bài", slug="bai", lead="Lời", story=[("text", rich)])
    index.add_child(instance=page)
    assert pictures_in(NewsPage, values_of(page)) == [image]
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    data = article_form()
    data |= {
        "story-count": "2",
        "story-1-deleted": "",
        "story-1-order": "1",
        "story-1-type": "picture",
        "story-1-id": "",
        "story-1-value-image": str(image.pk),
        "story-1-value-caption": "",
    }
    refused = admin_client.post(address, data | {"action-publish": "1"})
    assert refused.status_code == 200
    assert "Hình “Ảnh chợ” còn thiếu mô tả" in text_of(refused)


def test_the_editor_says_what_the_pictures_weigh(index: NewsIndexPage, admin_client: Client) -> None:
    image = library_picture(made=None)
    page = NewsPage(title="Bài", slug="bai", lead="Lời", story=[], picture=image)
    index.add_child(instance=page)
    Derivative.objects.filter(image=image, format="avif", width=800).update(size=1_500_000)
    assert weight.weight([Image.objects.get(pk=image.pk)]) == 1_500_000
    upright = library_picture(made=None, content=jpeg(1600, 1200), wants_portrait=True)
    Derivative.objects.filter(image=upright, format="avif", purpose="portrait").update(size=123)
    assert weight.weight([Image.objects.get(pk=upright.pk)], upright=upright.pk) == 123
    assert weight.weight([Image.objects.get(pk=upright.pk)], upright=image.pk) != 123
    shown = text_of(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert "Một hình, nặng 1,4 MB trên điện thoại" in shown
    assert "Hãy bỏ bớt hình" in shown


# --- Rows and files ---------------------------------------------------------------------------------------------------


def test_a_deleted_picture_leaves_no_file(django_capture_on_commit_callbacks: Any) -> None:
    image = library_picture(made=None)
    names = [str(row.file.name) for row in image.derivatives.all()]
    original = image.file.name
    assert all(derivative_storage().exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    work.sweep()
    assert not default_storage.exists(original)
    assert not any(derivative_storage().exists(name) for name in names)


def test_upkeep_finds_and_repairs_what_does_not_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "YOUNG", timezone.timedelta(seconds=-1))
    for name in upkeep.check().orphan_derivatives:
        derivative_storage().delete(name)
    for name in upkeep.check().orphan_originals:
        default_storage.delete(name)
    assert not upkeep.check()
    incomplete, stale, gone = library_picture(), library_picture(), library_picture(made=None)
    lost = incomplete.derivatives.first()
    derivative_storage().delete(lost.file.name)
    Image.objects.filter(pk=stale.pk).update(
        focal_point_x=5, focal_point_y=5, focal_point_width=2, focal_point_height=2
    )
    default_storage.delete(gone.file.name)
    orphan = derivative_storage().save("pictures/khong-ai-480.0123456789ab.webp", io.BytesIO(b"x"))
    nobodys = default_storage.save("pictures/khong-ai.jpg", io.BytesIO(b"x"))
    found = upkeep.check()
    assert found.incomplete == [incomplete.pk]
    assert found.stale == [stale.pk]
    assert found.without_original == [gone.pk]
    assert found.orphan_derivatives == [orphan]
    assert found.orphan_originals == [nobodys]
    with pytest.raises(CommandError):
        call_command("media_check")
    WorkItem.objects.all().delete()
    with pytest.raises(CommandError, match="originals are gone"):
        call_command("media_check", repair=True)
    out = io.StringIO()
    call_command("media_process", stdout=out)
    assert "2 of 2 done" in out.getvalue()
    left = upkeep.check()
    assert (left.incomplete, left.stale, left.orphan_derivatives, left.orphan_originals) == ([], [], [], [])
    assert left.without_original == [gone.pk]


def test_the_report_counts_what_there_is() -> None:
    image = library_picture()
    out = io.StringIO()
    call_command("media_report", stdout=out)
    row = image.derivatives.get(purpose="page", format="avif", width=800)
    line = next(line for line in out.getvalue().splitlines() if line.startswith("page avif 800"))
    assert "1 files" in line
    assert f"{row.seconds:.2f} s each" in line
