"""Editors enter values and hand them in, reviewers publish and correct; nobody else comes in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.core import work
from portal.core.models import WorkItem
from portal.figures.models import (
    FeaturedSeries,
    FigureSheet,
    Indicator,
    MarketStatement,
    Observation,
    ObservationRevision,
)
from portal.users.editing import EDITORS, REVIEWERS, set_up_editing
from tests.admin_forms import edit_form, signed_in
from tests.figures import factories
from tests.figures.services.test_sheets import GOOD, csv

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_figures_observation:add"
EDIT = "wagtailsnippets_figures_observation:edit"


@pytest.fixture(autouse=True)
def groups():
    set_up_editing()


@pytest.fixture
def entry():
    return {
        "indicator": factories.indicator().pk,
        "area": factories.area().pk,
        "source": factories.source().pk,
        "period": "2024",
        "period_type": "year",
        "value": "5300000",
        "status": "estimate",
        "step": "submit",
    }


def errors(response):
    return response.context["form"].errors


def test_an_editor_enters_a_value_and_hands_it_in(entry):
    response = signed_in(EDITORS).post(reverse(ADD), entry)
    assert response.status_code == 302
    made = Observation.objects.get()
    assert (made.value, made.state, str(made.ends_on)) == (5300000, "in_review", "2024-12-31")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"value": "5.300.000"}, "value", "5300000"),
        ({"value": "5,3 triệu"}, "value", "Chỉ viết chữ số"),
        ({"value": "-1"}, "value", "không được âm"),
        ({"period": "2024-09/2024-01"}, "period", "kết thúc trước khi bắt đầu"),
        ({"period": "2031", "status": "actual"}, "status", "Kỳ chưa kết thúc"),
        ({"status": "target", "is_chosen": "on"}, "__all__", "Mục tiêu"),
        ({"is_suspect": "on", "is_chosen": "on"}, "__all__", "đáng ngờ"),
        ({"area": "0"}, "area", ""),
        ({"step": "publish"}, "step", "publish"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_is_said_beside_the_form(entry, changes, field, said):
    response = signed_in(EDITORS).post(reverse(ADD), entry | changes)
    assert response.status_code == 200
    assert said in " ".join(errors(response)[field])
    assert not Observation.objects.exists()


def test_what_a_source_said_already_is_refused(entry):
    editor = signed_in(EDITORS)
    editor.post(reverse(ADD), entry)
    response = editor.post(reverse(ADD), entry)
    assert "Nguồn này đã có số liệu như vậy" in str(errors(response))
    assert Observation.objects.count() == 1


def test_a_reviewer_publishes_and_corrects_with_a_reason(entry):
    signed_in(EDITORS).post(reverse(ADD), entry)
    made = Observation.objects.get()
    reviewer, url = signed_in(REVIEWERS), reverse(EDIT, args=[made.pk])
    form = edit_form(reviewer, url, "period_type")
    assert form["value"] == "5300000"
    assert form["step"] == "publish"
    assert reviewer.post(url, form).status_code == 302
    made.refresh_from_db()
    assert made.state == "published"
    assert made.checked_by is not None
    form = edit_form(reviewer, url, "period_type") | {"value": "5400000"}
    assert "reason" in errors(reviewer.post(url, form))
    assert reviewer.post(url, form | {"reason": "Nguồn đính chính"}).status_code == 302
    made.refresh_from_db()
    assert made.value == 5400000
    assert ObservationRevision.objects.get().value == 5300000


def test_of_two_who_edit_at_once_the_second_is_told(entry):
    first, second = signed_in(EDITORS), signed_in(REVIEWERS)
    first.post(reverse(ADD), entry | {"step": "draft"})
    url = reverse(EDIT, args=[Observation.objects.get().pk])
    forms = [edit_form(one, url, "period_type") for one in (first, second)]
    assert first.post(url, forms[0] | {"value": "5200000"}).status_code == 302
    response = second.post(url, forms[1] | {"value": "5100000"})
    assert "vừa được người khác lưu lúc" in str(errors(response))
    assert Observation.objects.get().value == 5200000


def test_an_editor_does_not_change_what_is_public(entry):
    made = factories.observation()
    editor, url = signed_in(EDITORS), reverse(EDIT, args=[made.pk])
    form = edit_form(editor, url, "period_type") | {"value": "1"}
    assert editor.post(url, form).status_code == 200
    assert editor.post(url, form | {"step": "draft"}).status_code == 200
    made.refresh_from_db()
    assert made.value == 1000


def test_what_was_public_is_never_deleted():
    public, draft = factories.observation(), factories.observation(state="draft")
    taken_back = factories.observation(state="draft", checked_on=factories.NOW.date())
    reviewer = signed_in(REVIEWERS)
    for one in (public, draft, taken_back):
        reviewer.post(reverse("wagtailsnippets_figures_observation:delete", args=[one.pk]))
    assert set(Observation.objects.all()) == {public, taken_back}


def test_the_list_of_indicators_says_how_long_nobody_touched_them():
    old = factories.observation(updated_at=factories.NOW.replace(year=2024)).indicator
    new = factories.observation().indicator
    empty = factories.indicator()
    reviewer = signed_in(REVIEWERS)
    url = reverse("wagtailsnippets_figures_indicator:list")
    page = reviewer.get(url).content.decode()
    assert "không cập nhật từ 22.11.2024" in page
    page = reviewer.get(url, {"not_updated_since": "2025-01-01"}).content.decode()
    assert old.name_vi in page
    assert empty.name_vi in page
    assert new.name_vi not in page
    assert list(Indicator.objects.not_updated_since(factories.NOW)) != []


def test_a_reviewer_keeps_what_a_source_says_of_markets():
    goods, area, source = factories.commodity(), factories.area(), factories.source()
    reviewer, url = signed_in(REVIEWERS), reverse("wagtailsnippets_figures_marketstatement:add")
    form = {
        "code": "EXP-100",
        "area": area.pk,
        "commodity": goods.pk,
        "period": "2024",
        "period_type": "year",
        "status": "actual",
        "text_vi": "Xuất sang Nhật Bản.",
        "text_en": "Exported to Japan.",
        "sources": [source.pk],
        "markets-TOTAL_FORMS": "1",
        "markets-INITIAL_FORMS": "0",
        "markets-MIN_NUM_FORMS": "0",
        "markets-MAX_NUM_FORMS": "1000",
        "markets-0-name_vi": "Nhật Bản",
        "markets-0-name_en": "Japan",
        "markets-0-ORDER": "1",
    }
    assert "period" in errors(reviewer.post(url, form | {"period": "2024/2023"}))
    assert reviewer.post(url, form).status_code == 302
    statement = MarketStatement.objects.get()
    assert [market.name_vi for market in statement.markets.all()] == ["Nhật Bản"]
    assert list(statement.sources.all()) == [source]
    assert signed_in(EDITORS).get(url).status_code == 302


def test_a_reviewer_chooses_what_stands_on_the_overview():
    value = factories.observation(is_chosen=True)
    reviewer, url = signed_in(REVIEWERS), reverse("wagtailsnippets_figures_featuredseries:add")
    form = {
        "part": "small",
        "indicator": value.indicator_id,
        "area": value.area_id,
        "commodity": "",
        "drawing": "",
        "order": "3",
    }
    assert "Biểu đồ nhỏ cần cách vẽ" in str(errors(reviewer.post(url, form)))
    assert reviewer.post(url, form | {"drawing": "line"}).status_code == 302
    assert "đã có chỉ tiêu ấy" in str(errors(reviewer.post(url, form | {"drawing": "bars"})))
    choice = FeaturedSeries.objects.get()
    assert (choice.part, choice.drawing, choice.order) == ("small", "line", 3)
    other = factories.featured(factories.observation())
    listing = reverse("wagtailsnippets_figures_featuredseries:list")
    page = reviewer.get(listing).content.decode()
    assert str(choice) in page
    assert str(other) in page
    assert page.index(str(other)) < page.index(str(choice)), "headline numbers first"
    page = reviewer.get(listing, {"ordering": "-part"}).content.decode()
    assert page.index(str(other)) > page.index(str(choice))
    page = reviewer.get(listing, {"part": "small"}).content.decode()
    assert str(choice) in page
    assert str(other) not in page
    assert signed_in(EDITORS).get(url).status_code == 302, "it is public at once"


def test_a_value_is_seen_on_its_page_before_it_is_published():
    public = factories.observation(is_chosen=True, value=1000)
    draft = factories.observation(
        indicator=public.indicator, area=public.area, state="draft", is_chosen=True, value=4321
    )
    editor = signed_in(EDITORS)
    address = reverse("figures_preview", args=[draft.pk])
    assert address in editor.get(reverse("wagtailsnippets_figures_observation:list")).content.decode()
    response = editor.get(address)
    assert response.status_code == 200
    assert "4.321" in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    shown = editor.get(f"/so-lieu/{public.indicator.slug}/{public.area.code}/").content.decode()
    assert "4.321" not in shown


def test_a_file_goes_from_upload_to_the_reviewers():
    factories.indicator(code="visitors_total", name_vi=GOOD["indicator"])
    factories.area(code="son-la")
    editor = signed_in(EDITORS)
    url = reverse("figures_sheets")
    faulty = SimpleUploadedFile("loi.csv", csv({}, {"value": "5,3 triệu"}))
    address = editor.post(url, {"file": faulty})["Location"]
    work.sweep()
    page = editor.get(address).content.decode()
    assert "5,3 triệu" in page
    assert "Nạp và gửi duyệt" not in page
    address = editor.post(url, {"file": SimpleUploadedFile("so-lieu.csv", csv({}))})["Location"]
    work.sweep()
    assert "Nạp và gửi duyệt" in editor.get(address).content.decode()
    sheet = FigureSheet.objects.get(state="checked")
    editor.post(reverse("figures_sheet", args=[sheet.pk]), {"step": "apply"})
    assert Observation.objects.get().state == "in_review"
    editor.post(reverse("figures_sheet", args=[sheet.pk]), {"step": "discard"})
    assert FigureSheet.objects.filter(pk=sheet.pk).exists()
    faulty = FigureSheet.objects.get(state="faulty")
    editor.post(reverse("figures_sheet", args=[faulty.pk]), {"step": "discard"})
    assert not FigureSheet.objects.filter(pk=faulty.pk).exists()
    refused = editor.post(url, {"file": SimpleUploadedFile("trang.csv", b"")})
    assert refused.status_code == 422


@pytest.fixture
def sent():
    """A file of two rows that an editor has sent, and its page."""
    factories.indicator(code="visitors_total", name_vi=GOOD["indicator"])
    factories.area(code="son-la")
    editor = signed_in(EDITORS)
    content = csv({}, {"period": "2023"})
    answer = editor.post(reverse("figures_sheets"), {"file": SimpleUploadedFile("so-lieu.csv", content)})
    return editor, answer["Location"]


def test_the_page_of_a_file_comes_again_until_it_is_checked(sent):
    editor, address = sent
    waiting = editor.get(address)
    page = waiting.content.decode()
    assert waiting["Refresh"] == "3"
    assert "Đang kiểm tra" in page
    assert '<progress class="desk-progress" max="2" value="0" aria-labelledby="h-state">' in page
    assert page.count('id="h-state"') == 1
    assert waiting.context["breadcrumbs_items"][-1]["label"] == "Bảng số liệu đã gửi", "the last one is the heading"
    assert reverse("figures_sheets") in [one["url"] for one in waiting.context["breadcrumbs_items"]]
    assert "Nạp và gửi duyệt" not in page
    assert "Thử lại" not in page
    FigureSheet.objects.update(done_count=1)
    page = editor.get(address).content.decode()
    assert 'max="2" value="1"' in page
    assert "1 trong 2 dòng" in page
    editor.post(address, {"step": "apply"})
    assert not Observation.objects.exists()
    work.sweep()
    ready = editor.get(address)
    assert "Refresh" not in ready
    assert "<progress" not in ready.content.decode()
    assert "Nạp và gửi duyệt" in ready.content.decode()


def test_a_check_that_has_stopped_says_why_and_can_go_on(sent):
    editor, address = sent
    WorkItem.objects.update(state="parked", attempts=3, last_error="MemoryError: <b>")
    stopped = editor.get(address)
    page = stopped.content.decode()
    assert "Refresh" not in stopped
    assert "đã dừng sau ba lần thử" in page
    assert "MemoryError: &lt;b&gt;" in page
    assert "Thử lại" in page
    assert editor.post(address, {"step": "again"})["Location"] == address
    assert editor.get(address)["Refresh"] == "3"
    work.sweep()
    assert "Nạp và gửi duyệt" in editor.get(address).content.decode()


def test_a_check_that_has_stopped_can_be_given_up(sent):
    editor, address = sent
    WorkItem.objects.update(state="parked", attempts=3, last_error="MemoryError")
    editor.post(address, {"step": "discard"})
    assert not FigureSheet.objects.exists()
    assert not WorkItem.objects.exists()
    assert editor.get(address).status_code == 404
    assert editor.post(address, {"step": "again"}).status_code == 404


def test_nobody_else_comes_in(client):
    made = factories.observation()
    for name, args in (("figures_sheets", []), ("figures_sheet_template", []), ("figures_preview", [made.pk])):
        assert client.get(reverse(name, args=args)).status_code == 302
