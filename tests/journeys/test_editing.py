"""An editor writes, a reviewer approves, the visitor reads; facts are changed once for all languages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import TaskState, WorkflowState

from portal.core.models import Source
from portal.core.tasks import publish_scheduled
from portal.places.models import Commune
from portal.users.editing import EDITORS, REVIEWERS
from tests.admin_forms import edit_form as admin_form
from tests.admin_forms import signed_in
from tourism.models import AttractionPage, Place

pytestmark = pytest.mark.django_db
PATH = "/noi-tham-quan/nha-tu-son-la/"


@pytest.fixture
def editor(demo) -> Client:
    return signed_in(EDITORS)


@pytest.fixture
def reviewer(demo) -> Client:
    return signed_in(REVIEWERS)


def page() -> AttractionPage:
    return AttractionPage.objects.get(slug="nha-tu-son-la", locale__language_code="vi")


def edit_form(client: Client, url: str, marker: str) -> dict[str, Any]:
    """The data of the edit form, with the page's story where it is the page's."""
    return admin_form(client, url, marker, page() if marker == "lead" else None)


def test_a_change_is_public_only_after_a_reviewer_approved_it(editor, reviewer, client):
    url = reverse("wagtailadmin_pages:edit", args=[page().pk])
    data = edit_form(editor, url, "lead")
    data["lead"] = "Lời dẫn mới của biên tập viên về nhà tù trên đồi Khau Cả."
    data["action-submit"] = "Submit"
    response = editor.post(url, data)
    assert response.status_code == 302, response.context and response.context.get("errors")
    assert data["lead"] not in client.get(PATH).content.decode()
    state = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    task = state.current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page().pk, "approve", task.pk])
    assert editor.post(approve, {"comment": ""}).status_code in {302, 403}
    assert data["lead"] not in client.get(PATH).content.decode(), "an editor approved his own change"
    assert reviewer.post(approve, {"comment": ""}).status_code in {200, 302}
    assert TaskState.objects.get(pk=task.pk).status == TaskState.STATUS_APPROVED
    assert data["lead"] in client.get(PATH).content.decode()


def test_a_decision_is_made_once_and_never_by_the_form_that_saves_itself(editor, reviewer, client):
    url = reverse("wagtailadmin_pages:edit", args=[page().pk])
    lead = "Chờ người duyệt quyết định."
    data = edit_form(editor, url, "lead") | {"lead": lead, "action-submit": "Submit"}
    assert editor.post(url, data).status_code == 302
    decision = edit_form(reviewer, url, "lead") | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    saved_by_itself = reviewer.post(url, decision, headers={"Accept": "application/json"})
    assert (saved_by_itself.status_code, saved_by_itself.json()["success"]) == (400, False)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert reviewer.post(url, decision).status_code == 302
    assert lead in client.get(PATH).content.decode()
    revisions = page().revisions.count()
    assert reviewer.post(url, decision, headers={"Accept": "application/json"}).status_code == 400
    told = reviewer.post(url, decision, follow=True)
    assert str(list(told.context["messages"])[-1]) == "“Nhà tù Sơn La” đã được quyết định rồi."
    assert page().revisions.count() == revisions


def test_a_reviewer_corrects_and_approves_at_once(editor, reviewer, client):
    url = reverse("wagtailadmin_pages:edit", args=[page().pk])
    data = edit_form(editor, url, "lead")
    data["lead"] = "Câu của biên tập viên, có lỗi chín tả."
    data["action-submit"] = "Submit"
    assert editor.post(url, data).status_code == 302
    decision = edit_form(reviewer, url, "lead")
    decision["lead"] = "Câu của biên tập viên, hết lỗi chính tả."
    decision["action-workflow-action"] = "true"
    decision["workflow-action-name"] = "approve"
    assert reviewer.post(url, decision).status_code == 302
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert "hết lỗi chính tả" in client.get(PATH).content.decode()


def test_the_button_of_a_reviewer_approves_and_that_of_an_editor_saves(editor, reviewer):
    def first_action(client):
        menu = client.get(url).content.decode().partition("<footer")[2]
        return re.findall(r'data-workflow-action-name="(\w+)"|name="(action-[\w-]+)"', menu)[0]

    url = reverse("wagtailadmin_pages:edit", args=[page().pk])
    assert first_action(reviewer)[0] == "", "nothing waits"
    data = edit_form(editor, url, "lead") | {"action-submit": "Submit"}
    assert editor.post(url, data).status_code == 302
    assert first_action(reviewer)[0] == "approve"
    assert first_action(editor)[0] != "approve"


def test_what_an_editor_changes_under_review_is_not_what_was_approved(editor, reviewer, client):
    url = reverse("wagtailadmin_pages:edit", args=[page().pk])
    data = edit_form(editor, url, "lead")
    data["lead"] = "Câu thứ nhất."
    data["action-submit"] = "Submit"
    assert editor.post(url, data).status_code == 302
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[page().pk, "approve", page().current_workflow_task_state.pk]
    )
    later = edit_form(editor, url, "lead")
    later["lead"] = "Câu thứ hai, chưa ai xem."
    assert editor.post(url, later).status_code in {200, 302}
    reviewer.post(approve, {"comment": ""})
    assert "chưa ai xem" not in client.get(PATH).content.decode()


def test_an_editor_cannot_publish(editor, client):
    url = reverse("wagtailadmin_pages:edit", args=[page().pk])
    data = edit_form(editor, url, "lead")
    data["lead"] = "Đăng thẳng, không qua ai."
    data["action-publish"] = "Publish"
    editor.post(url, data)
    assert data["lead"] not in client.get(PATH).content.decode()


def test_an_exact_number_is_not_written_a_second_time_in_words(demo):
    fact = Place.objects.get(slug="nha-tu-son-la").facts.get(kind="price", amount=30000)
    assert (fact.text_vi, fact.text_en) == ("", ""), "the demo has one number, no copy of it"
    fact.text_vi = "35.000 đồng"
    with pytest.raises(ValidationError) as refused:
        fact.full_clean()
    assert "text_vi" in refused.value.message_dict


def test_a_price_is_changed_once_and_read_in_every_language(reviewer, client):
    place = Place.objects.get(slug="nha-tu-son-la")
    fact = place.facts.get(kind="price", amount=30000)
    assert "30.000 đồng" in client.get(PATH).content.decode()
    url = reverse("wagtailsnippets_tourism_place:edit", args=[place.pk])
    data = edit_form(reviewer, url, "former_district")
    changed = [
        key for key, value in data.items() if key.startswith("facts-") and key.endswith("-id") and value == str(fact.pk)
    ]
    data[changed[0].replace("-id", "-amount")] = "45000"
    data["action-publish"] = "Publish"
    response = reviewer.post(url, data)
    assert response.status_code == 302
    assert "45.000 đồng" in client.get(PATH).content.decode()
    english = client.get("/en/places/nha-tu-son-la/").content.decode()
    assert "VND 45,000" in english
    assert "VND 30,000" not in english


def test_a_draft_of_a_record_is_not_public(editor, client):
    place = Place.objects.get(slug="nha-tu-son-la")
    url = reverse("wagtailsnippets_tourism_place:edit", args=[place.pk])
    data = edit_form(editor, url, "former_district")
    amounts = [
        key for key in data if key.startswith("facts-") and key.endswith("-amount") and data[key].startswith("30000")
    ]
    data[amounts[0]] = "99000"
    editor.post(url, data)
    assert "99.000" not in client.get(PATH).content.decode()


def test_a_new_record_is_written_submitted_and_approved(editor, reviewer):
    add = reverse("wagtailsnippets_tourism_place:add")
    front = editor.get(reverse("wagtailadmin_home")).content.decode()
    parent = page().get_parent()
    assert f'href="{add}"' in front
    assert f'href="{reverse("wagtailadmin_pages:add", args=["tourism", "attractionpage", parent.pk])}"' in front
    data = edit_form(editor, add, "former_district")
    commune = Commune.objects.get(name="Mường La")
    written = {"name": "Thác Ví Dụ", "slug": "thac-vi-du", "kind": "attraction", "category": "waterfall"}
    for field, value in {**written, "province": commune.province_id, "action-submit": "Submit"}.items():
        data[field] = value
    data.setlist("communes", [commune.pk])
    data.setlist("months", ["6", "7"])
    response = editor.post(add, dict(data.lists()))
    assert response.status_code == 302, response.context["form"].errors
    place = Place.objects.get(slug="thac-vi-du")
    assert (place.live, place.months, list(place.communes.all())) == (False, [6, 7], [commune])
    url = reverse("wagtailsnippets_tourism_place:edit", args=[place.pk])
    form = edit_form(reviewer, url, "former_district")
    assert (form.getlist("months"), form.getlist("communes")) == (["6", "7"], [commune.pk])
    form["months"] = "13"
    assert "months" in reviewer.post(url, form).context["form"].errors
    form = edit_form(reviewer, url, "former_district")
    decision = form | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert reviewer.post(url, decision).status_code == 302
    assert Place.objects.get(pk=place.pk).live


@pytest.mark.parametrize(("words", "found"), [("nha tu son la", True), ("NHÀ TÙ", True), ("nhà tù lai châu", False)])
def test_records_and_sources_are_found_where_they_are_chosen(editor, words, found):
    names = editor.get(reverse("wagtailsnippetchoosers_tourism_place:choose_results"), {"q": words}).content.decode()
    assert ("Nhà tù Sơn La" in names) is found
    source = Source.objects.order_by("pk").first()
    words = " ".join(reversed(source.title.split()[:3]))
    sources = editor.get(reverse("wagtailsnippetchoosers_core_source:choose_results"), {"q": words}).content.decode()
    assert escape(source.title) in sources


def test_scheduled_pages_are_published_and_withdrawn_by_the_clock(demo, client):
    target = page()
    target.unpublish()
    assert client.get(PATH).status_code == 404
    target = page()
    for minutes, status in ((60, 404), (-1, 200)):
        target.go_live_at = timezone.now() + dt.timedelta(minutes=minutes)
        target.save_revision(approved_go_live_at=target.go_live_at)
        publish_scheduled()
        assert client.get(PATH).status_code == status
    AttractionPage.objects.filter(pk=target.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    publish_scheduled()
    assert client.get(PATH).status_code == 404


def test_preview_may_be_framed_by_the_admin_only(editor, client):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page().pk])
    data = edit_form(editor, reverse("wagtailadmin_pages:edit", args=[page().pk]), "lead")
    data["lead"] = "Chỉ trong bản xem trước."
    assert editor.post(url, data).json()["is_valid"]
    response = editor.get(url)
    assert "Chỉ trong bản xem trước." in response.content.decode()
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in client.get(PATH)["Content-Security-Policy"]


def test_a_page_without_slug_gets_an_ascii_one(demo):
    parent = page().get_parent()
    fresh = AttractionPage(
        title="Điện Biên Phủ – đèo",
        place=Place.objects.get(slug="nha-tu-son-la"),
        lead="x",
        teaser="y",
        locale=parent.locale,
    )
    parent.add_child(instance=fresh)
    assert fresh.slug == "dien-bien-phu-deo"


def test_admin_pages_open_for_an_editor(editor):
    for name, args in (
        ("wagtailadmin_home", []),
        ("wagtailadmin_explore", [page().get_parent().pk]),
        ("wagtailadmin_pages:edit", [page().pk]),
        ("wagtailsnippets_tourism_place:list", []),
        ("wagtailsnippets_figures_observation:list", []),
        ("wagtailsnippets_figures_observation:add", []),
        ("figures_sheets", []),
        ("wagtailimages:index", []),
    ):
        response = editor.get(reverse(name, args=args))
        assert response.status_code == 200, name
        assert "script-src 'self'" in response["Content-Security-Policy"]
    assert settings.WAGTAILADMIN_LOGIN_URL == "account_login"
    assert mail.outbox == []
