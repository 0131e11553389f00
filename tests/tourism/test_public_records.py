"""Nothing of a shared record is public before the record is: no page of it, in no language, by no way to publish."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail_localize.models import Translation

from portal.core.publishing import PublishRefused
from portal.core.tasks import publish_scheduled
from portal.home.models import SeasonRow
from portal.places.models import Commune
from portal.users.editing import EDITORS, REVIEWERS
from tests.admin_forms import edit_form, signed_in
from tests.pages import EVERY
from tourism.models import (
    AttractionPage,
    DestinationPage,
    Event,
    EventPage,
    Itinerary,
    ItineraryPage,
    ItineraryStop,
    Place,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]
#: Kind → its page model and the demo's page of that kind.
KINDS: dict[str, tuple[type[Any], str]] = {
    "destination": (DestinationPage, "moc-chau"),
    "attraction": (AttractionPage, "nha-tu-son-la"),
    "event": (EventPage, "dua-thuyen-quynh-nhai"),
    "itinerary": (ItineraryPage, "ha-noi-son-la-dien-bien-phu-4-ngay"),
}
EACH_KIND = pytest.mark.parametrize("kind", KINDS)
UNSEEN = "chuaduyet"


def demo_pages(kind: str) -> list[Any]:
    """The Vietnamese and the English page of the demo's record of a kind."""
    model, slug = KINDS[kind]
    page = model.objects.get(slug=slug, locale__language_code="vi")
    return [page, page.get_translation(model.objects.exclude(locale=page.locale).first().locale)]


def record_of(page: Any) -> Any:
    """The record as the database has it now."""
    record = getattr(page, page.record_field)
    return type(record).objects.get(pk=record.pk)


def status(client: Any, page: Any) -> int:
    language = page.locale.language_code
    path = page.url_path.split("/", 2)[2]
    return client.get(f"/{'' if language == 'vi' else 'en/'}{path}").status_code


def draft_record(kind: str) -> Any:
    """A record that nobody approved, with words that may stand nowhere."""
    names = {"slug": UNSEEN, "name": f"Hồ sơ {UNSEEN}", "name_en": f"Record {UNSEEN}", "live": False}
    province = Commune.objects.get(name="Quỳnh Nhai").province
    record: Any
    if kind == "event":
        record = Event(**names, place_text_vi=UNSEEN, calendar="gregorian", exact_month=2, exact_day=3, months=[2])
        record.province = province
    elif kind == "itinerary":
        record = Itinerary(**names, days_count=2, nights_count=1, start_vi=UNSEEN)
    else:
        record = Place(**names, kind=kind, category="cave", province=province, coord_quality="source")
        record.latitude, record.longitude = "21.31234", "103.91234"
        record.communes.set([Commune.objects.get(name="Mường Giôn")])
    record.save()
    record.save_revision()
    return record


def draft_page(kind: str, record: Any) -> Any:
    """A page of the record that was saved and never published."""
    model, _slug = KINDS[kind]
    beside = demo_pages(kind)[0]
    fields = {"title": f"Trang {UNSEEN}", "slug": f"trang-{UNSEEN}", "lead": "Lời dẫn.", "teaser": "Dòng trên thẻ."}
    page = model(**fields, live=False, locale=beside.locale, picture=beside.picture, **{model.record_field: record})
    beside.get_parent().add_child(instance=page)
    page.save_revision()
    return model.objects.get(pk=page.pk)


def public_texts(client: Any) -> dict[str, str]:
    """Address → what stands there: one page of each type, what the record touches, sitemap and feed."""
    paths = [address.path for address in EVERY]
    paths += ["/xa-phuong/03694-muong-gion/", "/sitemap.xml", "/tin-tuc/feed.atom", "/le-hoi/?thang=2"]
    paths += [f"/noi-tham-quan/?vung={UNSEEN}", f"/noi-tham-quan/?q={UNSEEN[:4]}"]
    answers = {path: client.get(path) for path in paths}
    return {path: answer.content.decode() for path, answer in answers.items() if answer.status_code == 200}


@EACH_KIND
def test_no_way_to_publish_puts_a_page_before_its_record(demo, client, kind):
    record = draft_record(kind)
    page = draft_page(kind, record)
    revision = page.latest_revision
    for publish in (
        revision.publish,
        PublishPageRevisionAction(revision).execute,
        lambda: setattr(page, "live", True) or page.save(),
    ):
        with pytest.raises(PublishRefused, match=record.name):
            publish()
        assert not type(page).objects.get(pk=page.pk).live
    assert status(client, page) == 404
    record.latest_revision.publish()
    revision.publish()
    assert status(client, page) == 200


@EACH_KIND
def test_pages_go_down_with_their_record_in_every_language(demo, client, kind):
    pages = demo_pages(kind)
    record = record_of(pages[0])
    assert [status(client, page) for page in pages] == [200, 200]
    record.unpublish()
    assert [type(page).objects.get(pk=page.pk).live for page in pages] == [False, False]
    assert [status(client, page) for page in pages] == [404, 404]
    links = [f'{page.url}"' for page in pages]
    shown = public_texts(client)
    # What the search index shows follows when its drainer has passed: tests/search/test_draining.py.
    read = {path: text for path, text in shown.items() if not path.startswith(("/tim-kiem/", "/en/search/"))}
    assert [(path, link) for path, text in read.items() for link in links if link in text] == []
    assert [page.url for page in pages if f"{page.url}<" in shown["/sitemap.xml"]] == []
    with pytest.raises(PublishRefused):
        pages[1].save_revision().publish()
    record.save_revision().publish()
    assert [status(client, page) for page in pages] == [404, 404], "nobody published the pages again"
    for page in pages:
        page.save_revision().publish()
    assert [status(client, page) for page in pages] == [200, 200]


@EACH_KIND
def test_a_record_that_was_taken_down_in_the_table_shows_no_page(demo, client, kind):
    pages = demo_pages(kind)
    type(record_of(pages[0])).objects.update(live=False)
    assert [status(client, page) for page in pages] == [404, 404]


def unapproved(value: Any) -> None:
    """Write the unseen word into every text of a record or of a row of it."""
    for field in value._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
        if is_text and field.editable and not field.choices and field.name not in {"as_of", "name_en"}:
            setattr(value, field.name, UNSEEN)


@EACH_KIND
def test_pages_show_what_was_approved_of_a_record_never_its_draft(demo, client, kind):
    pages = demo_pages(kind)
    record = record_of(pages[0])
    before = public_texts(client)
    record.name_en = f"Record {UNSEEN}"
    unapproved(record)
    for relation in get_all_child_relations(type(record)):
        rows = list(getattr(record, relation.get_accessor_name()).all())
        for row in rows:
            unapproved(row)
        getattr(record, relation.get_accessor_name()).set(rows)
    if kind in {"attraction", "destination"}:
        record.communes.set([Commune.objects.get(name="Mường Giôn")])
        record.months = [2, 3, 4]
    draft = record.save_revision()
    after = public_texts(client)
    assert [path for path, text in after.items() if UNSEEN in text] == [
        path for path, text in before.items() if UNSEEN in text
    ]
    assert [path for path in after if path.startswith("/xa-phuong") and after[path] != before[path]] == []
    draft.publish()
    assert UNSEEN in client.get(f"/{pages[0].url_path.split('/', 2)[2]}").content.decode()
    assert UNSEEN in client.get(f"/en/{pages[1].url_path.split('/', 2)[2]}").content.decode()


def test_a_draft_place_is_named_on_no_page_that_points_to_it(demo, client):
    before = public_texts(client)
    place = draft_record("attraction")
    region = draft_record_as_region(place)
    event = record_of(demo_pages("event")[0])
    event.place = place
    event.save()
    route = record_of(demo_pages("itinerary")[0])
    route.stops.add(ItineraryStop(day=1, place=place, name_vi="Dừng chân", sort_order=99))
    route.save()
    attraction = record_of(demo_pages("attraction")[0])
    attraction.parent = region
    attraction.save()
    SeasonRow.objects.update(place=place)
    found = {path: text for path, text in public_texts(client).items() if UNSEEN in text and UNSEEN not in before[path]}
    assert found == {}
    page = client.get("/le-hoi/dua-thuyen-quynh-nhai/")
    assert page.context["event"].place is None
    assert "103.91234" not in page.content.decode()
    assert "Mường Giôn" not in page.content.decode()
    stops = client.get("/lich-trinh/ha-noi-son-la-dien-bien-phu-4-ngay/").context["numbered"]
    assert [row["stop"].place for row in stops if row["stop"].name_vi == "Dừng chân"] == [None]
    place.latest_revision.publish()
    assert "Mường Giôn" in client.get("/le-hoi/dua-thuyen-quynh-nhai/").content.decode()


def draft_record_as_region(place: Place) -> Place:
    """A draft of a destination with the unseen word in its name."""
    region = Place(kind="destination", category="nature", slug=f"vung-{UNSEEN}", name=f"Vùng {UNSEEN}", live=False)
    region.province = place.province
    region.save()
    return region


def test_a_change_that_is_approved_for_later_leaves_record_and_pages_as_they_are(demo, client):
    pages = demo_pages("attraction")
    record = record_of(pages[0])
    assert record.live_revision is None, "loaded, not written in the admin"
    name = record.former_district
    record.former_district = UNSEEN
    record.go_live_at = timezone.now() + dt.timedelta(days=1)
    record.save_revision().publish()
    assert (record_of(pages[0]).live, record_of(pages[0]).former_district) == (True, name)
    assert [status(client, page) for page in pages] == [200, 200]
    assert record.revisions.count() == 2, "what is public has a version of its own"


def test_a_record_expires_with_its_pages(demo, client):
    pages = demo_pages("event")
    Event.objects.filter(pk=pages[0].event_id).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    publish_scheduled()
    assert record_of(pages[0]).expired
    assert [status(client, page) for page in pages] == [404, 404]


def test_a_scheduled_page_waits_for_its_record_and_stops_nothing_else(demo, client):
    """The page is due first; another page is due too; then the record is published, and the page follows."""
    page = draft_page("attraction", draft_record("attraction"))
    other = draft_page("event", record_of(demo_pages("event")[0]))
    now = timezone.now()
    for one, minutes in ((page, 9), (other, 5)):
        one.latest_revision.approved_go_live_at = now - dt.timedelta(minutes=minutes)
        one.latest_revision.save()
    publish_scheduled()
    assert (status(client, page), status(client, other)) == (404, 200)
    record_of(page).latest_revision.publish()
    publish_scheduled()
    assert status(client, page) == 200


def test_page_and_record_are_scheduled_for_the_same_moment(demo, client):
    record = draft_record("event")
    page = draft_page("event", record)
    moment = timezone.now() + dt.timedelta(hours=1)
    page.go_live_at = moment
    with pytest.raises(PublishRefused):
        page.save_revision().publish()
    record.go_live_at = moment
    record.save_revision().publish()
    page.save_revision().publish()
    assert page.revisions.filter(approved_go_live_at=moment).exists()
    assert status(client, page) == 404


def test_an_english_page_goes_public_after_the_record_only(demo, client, django_capture_on_commit_callbacks):
    vietnamese, english = demo_pages("attraction")
    record_of(vietnamese).unpublish()
    translation = Translation.objects.get(source__object_id=vietnamese.translation_key, target_locale=english.locale)
    with pytest.raises(PublishRefused), django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert status(client, english) == 404


# --- In the admin -----------------------------------------------------------------------------------------------------


def told(response: Any) -> str:
    """What the reviewer reads at the top of the next page."""
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def reason(page: Any) -> str:
    return f"Trang “{page.title}” chưa đăng được vì hồ sơ “{record_of(page).name}” chưa công khai."


@EACH_KIND
def test_the_form_names_the_record_that_comes_first(demo, client, kind):
    page = draft_page(kind, draft_record(kind))
    reviewer = signed_in(REVIEWERS)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = edit_form(reviewer, url, "lead", page) | {"lead": "Lời dẫn đã sửa."}
    response = reviewer.post(url, data | {"action-publish": "Publish"})
    assert reason(page) in str(response.context["form"].errors[page.record_field])
    assert status(client, page) == 404
    assert reviewer.post(url, data).status_code == 302, "a draft is saved"
    assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().lead == "Lời dẫn đã sửa."


def test_a_new_page_is_refused_before_it_is_made(demo, client):
    page = draft_page("itinerary", draft_record("itinerary"))
    reviewer = signed_in(REVIEWERS)
    parent = page.get_parent()
    record = page.itinerary_id
    page.delete()
    url = reverse("wagtailadmin_pages:add", args=["tourism", "itinerarypage", parent.pk])
    fields = {"title": "Mới", "slug": "moi", "lead": "Dẫn.", "teaser": "Thẻ.", "itinerary": record}
    data = edit_form(reviewer, url, "lead") | fields
    response = reviewer.post(url, data | {"action-publish": "Publish"})
    assert "itinerary" in response.context["form"].errors
    later = timezone.localtime(timezone.now() + dt.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    Itinerary.objects.get(pk=record).latest_revision.publish()
    response = reviewer.post(url, data | {"action-publish": "Publish", "go_live_at": later})
    assert response.status_code == 302, response.context["form"].errors
    assert status(client, ItineraryPage.objects.get(slug="moi")) == 404
    published = PageLogEntry.objects.filter(page__in=ItineraryPage.objects.filter(slug="moi"))
    assert not published.filter(action="wagtail.publish").exists()


@pytest.mark.parametrize("way", ["form", "dialogue", "link"])
def test_who_approves_a_page_before_its_record_is_told(demo, client, way):
    page = draft_page("attraction", draft_record("attraction"))
    editor, reviewer = signed_in(EDITORS), signed_in(REVIEWERS)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(url, edit_form(editor, url, "lead", page) | {"action-submit": "Submit"}).status_code == 302
    task = WorkflowState.objects.get().current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    if way == "form":
        approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        message = told(reviewer.post(url, edit_form(reviewer, url, "lead", page) | approval, follow=True))
    elif way == "dialogue":
        answer = reviewer.post(approve, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"}).json()
        assert answer["step"] == "success"
        message = told(reviewer.get(answer["redirect"]))
    else:
        message = told(reviewer.post(approve, {"comment": ""}, follow=True))
    assert reason(page) in message
    record = record_of(page)
    assert reverse("wagtailsnippets_tourism_place:edit", args=[record.pk]) in message
    assert TaskState.objects.get(pk=task.pk).status == TaskState.STATUS_IN_PROGRESS, "nothing was decided"
    assert status(client, page) == 404
    record.latest_revision.publish()
    assert reviewer.post(approve, {"comment": ""}).status_code == 302
    assert status(client, page) == 200


def test_many_pages_are_published_together_or_not_at_all(demo, client):
    refused = draft_page("event", draft_record("event"))
    other = demo_pages("event")[0]
    other.unpublish()
    reviewer = signed_in(REVIEWERS)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = reviewer.post(f"{url}?id={other.pk}&id={refused.pk}", {"include_descendants": ""}, follow=True)
    assert reason(refused) in told(response)
    assert [status(client, page) for page in (other, refused)] == [404, 404]


def test_who_takes_a_record_down_sees_the_pages_that_go_with_it(demo, client):
    pages = demo_pages("destination")
    reviewer = signed_in(REVIEWERS)
    record = record_of(pages[0])
    url = reverse("wagtailsnippets_tourism_place:unpublish", args=[quote(record.pk)])
    text = reviewer.get(url).content.decode()
    for page in pages:
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
    assert "2 trang" in told(reviewer.post(url, follow=True))
    assert [status(client, page) for page in pages] == [404, 404]
    log = PageLogEntry.objects.filter(page__in=pages, action="wagtail.unpublish")
    assert [entry.user.groups.get().name for entry in log] == [REVIEWERS, REVIEWERS]


def test_a_record_with_pages_is_not_deleted(demo, client):
    page = demo_pages("attraction")[0]
    reviewer = signed_in(REVIEWERS)
    url = reverse("wagtailsnippets_tourism_place:delete", args=[page.place_id])
    assert reviewer.post(url).status_code in {200, 302, 403}
    assert Place.objects.filter(pk=page.place_id).exists()
    assert status(client, page) == 200
