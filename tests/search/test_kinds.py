"""What can be found: every public thing once, as its readers see it, and nothing that they do not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models import get_page_models as every_type

from portal.core.models import StatedFact
from portal.figures.models import Observation
from portal.home.models import HomePage
from portal.news.models import NewsPage, StandardPage
from portal.places.models import Airport, BorderGate, Commune, GettingTherePage, Province
from search import kinds
from search.documents import SearchDocument
from search.kinds.pages import key_of_page, page_types
from search.kinds.tourism_pages import with_province
from tourism.models import AttractionPage, DestinationPage, Event, EventPage, ItineraryPage, Place, PracticalFact

pytestmark = pytest.mark.django_db


def every_key() -> list[str]:
    return kinds.keys_after("", 100_000)


def document_of(page) -> SearchDocument | None:
    return kinds.build([key_of_page(page)]).get(key_of_page(page))


def page_of(slug: str, language: str = "vi"):
    return Page.objects.get(slug=slug, locale__language_code=language).specific


def test_every_type_of_page_can_be_found_but_the_front_page():
    assert set(every_type()) - set(page_types()) == {Page, HomePage}


def test_every_live_page_has_one_document_with_an_address_in_each_language(demo, client):
    documents = kinds.build(every_key())
    live = Page.objects.live().filter(depth__gt=2).select_related("locale")
    assert live.count() > 300
    for page in live:
        document = documents[key_of_page(page)]
        assert document.names[page.locale.language_code] == page.title
        assert set(document.addresses) == {"vi", "en"}
        assert document.addresses["en"].startswith("/en/")
    assert len([one for one in documents.values() if one.key.startswith("page:")]) == live.count() / 2


@pytest.mark.parametrize("kind", ["destination", "attraction", "event", "itinerary", "news", "page"])
def test_addresses_of_pages_lead_to_them_in_their_language(demo, client, kind):
    documents = [one for one in kinds.build(every_key()).values() if one.kind == kind]
    for document in documents[:3]:
        for language, address in document.addresses.items():
            text = client.get(address).content.decode()
            assert f'<html lang="{language}"' in text
            assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}"' in text


def test_communes_provinces_gates_and_airports_are_there_with_addresses_that_answer(demo, client):
    documents = kinds.build(every_key())
    by_kind: dict[str, list[SearchDocument]] = {}
    for document in documents.values():
        by_kind.setdefault(document.kind, []).append(document)
    for kind, model in (("commune", Commune), ("province", Province), ("gate", BorderGate), ("airport", Airport)):
        assert len(by_kind[kind]) == model.objects.count() > 0
        for document in by_kind[kind][:2]:
            for address in document.addresses.values():
                path, _hash, anchor = address.partition("#")
                response = client.get(path)
                assert response.status_code == 200
                assert f'id="{anchor}"' in response.content.decode() or kind in ("commune", "province")


def test_keys_come_in_the_order_of_their_code_points_however_small_the_steps(demo):
    keys = every_key()
    assert keys == sorted(keys)
    walked: list[str] = []
    while step := kinds.keys_after(walked[-1] if walked else "", 7):
        assert len(step) <= 7
        walked += step
    assert walked == keys


@pytest.mark.once
@pytest.mark.parametrize("kind", ["attraction", "event", "itinerary", "news", "commune", "gate", "figure"])
def test_building_more_documents_takes_no_more_queries(demo, kind):
    keys = [key for key, document in kinds.build(every_key()).items() if document.kind == kind]
    counted = []
    for part in (keys[: len(keys) // 2], keys):
        with CaptureQueriesContext(connection) as queries:
            assert len(kinds.build(part)) == len(part)
        counted.append(len(queries))
    assert counted[1] == counted[0] < 25


def test_all_kinds_together_take_a_fixed_number_of_queries(demo):
    keys = every_key()
    kinds.build(keys)  # content types are read once a process
    of_products = [key for key in keys if key.startswith(("product:", "business:"))]
    others = [key for key in keys if key not in set(of_products)]
    for part, most in ((others, 80), (of_products, 18)):
        with CaptureQueriesContext(connection) as queries:
            assert len(kinds.build(part)) == len(part) > 100
        assert len(queries) < most


def test_a_draft_a_private_page_and_a_page_of_a_draft_record_have_no_document(demo):
    page = page_of("thac-dai-yem")
    key = key_of_page(page)
    assert document_of(page) is not None

    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert set(kinds.build([key])[key].addresses) == {"en"}, "the English page is in another part of the tree"
    english = page_of("thac-dai-yem", "en")
    PageViewRestriction.objects.create(page=english, restriction_type=PageViewRestriction.GROUPS).groups.add(
        Group.objects.create(name="some")
    )
    assert key not in kinds.build([key])
    assert key not in every_key()
    PageViewRestriction.objects.filter(page__in=[restriction.page, english]).delete()

    Page.objects.filter(translation_key=page.translation_key).update(live=False)
    assert key not in kinds.build([key])
    Page.objects.filter(translation_key=page.translation_key).update(live=True)

    assert key in kinds.build([key])
    Place.objects.filter(pk=page.place_id).update(live=False)
    assert key not in kinds.build([key])


def test_a_page_that_is_public_in_one_language_says_nothing_of_the_other(demo):
    page = page_of("thac-dai-yem", "en")
    page.title = "Secret falls"
    page.lead = "Unpublished words"
    page.save()
    Page.objects.filter(pk=page.pk).update(live=False)
    document = document_of(page)
    assert document is not None
    assert set(document.addresses) == set(document.names) == {"vi"}
    assert "Secret" not in document.as_json()
    assert "Unpublished words" not in document.as_json()


def test_words_of_a_draft_do_not_show(demo):
    page = page_of("thac-dai-yem")
    page.lead = "Lời chưa ai được đọc"
    page.save_revision()
    assert "chưa ai được đọc" not in document_of(page).as_json()
    page.save_revision().publish()
    assert "chưa ai được đọc" in document_of(page).texts["vi"]


def test_what_lies_outside_the_site_has_no_document(demo):
    root = Page.objects.get(depth=1)
    stray = root.add_child(instance=StandardPage(title="Trang lạc", slug="trang-lac", lead="x"))
    assert document_of(stray) is None
    assert Site.objects.count() == 1


def test_a_gate_is_found_as_long_as_the_page_it_stands_on_is_public(demo):
    key = "gate:tay-trang"
    assert kinds.build([key])[key].addresses == {
        "vi": "/di-lai/#cua-khau-tay-trang",
        "en": "/en/getting-there/#cua-khau-tay-trang",
    }
    GettingTherePage.objects.filter(locale__language_code="en").update(live=False)
    assert set(kinds.build([key])[key].addresses) == {"vi"}
    GettingTherePage.objects.update(live=False)
    assert kinds.build([key]) == {}


def test_a_destination_says_all_that_its_page_says_of_the_record(demo):
    page = page_of("moc-chau")
    document = document_of(page)
    place = page.place
    assert document.kind == "destination"
    assert document.category == place.category
    assert "cao nguyên Mộc Châu" in document.aliases
    assert document.summaries["vi"] == page.teaser
    assert document.picture == page.picture_id
    assert document.provinces == ("son-la",)
    assert set(document.communes) == set(place.communes.values_list("code", flat=True))
    assert document.wheres == {"vi": "Sơn La", "en": "Sơn La"}, "so many communes are not listed"
    for row in (*place.activities.all(), *place.recognitions.all()):
        assert row.text_vi in document.texts["vi"] + " ".join(document.topics)
        assert row.text_en in document.texts["en"] + " ".join(document.topics)
    assert "Phường Mộc Châu" in document.texts["vi"]
    assert "Mộc Châu ward" in document.texts["en"]
    with override("vi"):
        assert place.get_category_display() in document.texts["vi"]


def test_an_attraction_lies_in_its_commune_and_says_the_title_of_its_region(demo):
    document = document_of(page_of("deo-lung-lo"))
    assert document.wheres == {"vi": "Xã Mường Cơi, Sơn La", "en": "Mường Cơi commune, Sơn La"}
    assert "Xã Tân Lang" in document.texts["vi"], "a unit that went into the commune"
    assert "Phù Yên" in document.texts["vi"], "the former district"
    inside = AttractionPage.objects.filter(place__parent__slug="moc-chau", locale__language_code="vi").first()
    region = page_of("moc-chau").title
    assert region in document_of(inside).texts["vi"]


def test_facts_are_said_in_the_words_of_each_page(demo):
    page = page_of("thac-dai-yem")
    place = page.place
    PracticalFact.objects.create(place=place, kind="price", amount=45000, label_vi="Người lớn", label_en="Adult")
    PracticalFact.objects.create(place=place, kind="road", text_vi="Đường bê tông mới")
    document = document_of(page)
    assert "Giá vé: Người lớn: 45.000 đồng" in document.texts["vi"]
    assert "Adult: VND 45,000" in document.texts["en"]
    assert "Đường bê tông mới" in document.texts["vi"]
    assert "bê tông" not in document.texts["en"], "English readers are shown it as Vietnamese; it is no English text"


def test_captions_and_formatted_text_of_a_story_are_words_and_pictures_are_not_read(demo, django_assert_num_queries):
    page = page_of("moc-chau-khu-du-lich-quoc-gia")
    picture = page.picture
    page.story = [
        ("paragraph", "Đoạn thứ nhất"),
        ("picture", {"image": picture, "caption": "Chú thích của hình"}),
        ("text", "<p>Chữ <b>đậm</b> &amp; nghiêng</p>"),
        ("heading", "Đề mục"),
    ]
    page.save()
    with CaptureQueriesContext(connection) as queries:
        text = document_of(page).texts["vi"]
    assert text.splitlines() == ["Đoạn thứ nhất", "Chú thích của hình", "Chữ đậm & nghiêng", "Đề mục"]
    assert not any("media_image" in query["sql"] for query in queries)


def test_targets_are_said_to_be_targets(demo):
    aim = StatedFact.objects.filter(status="target", subjects__key__startswith="province:").first()
    slug = aim.subjects.filter(key__startswith="province:").first().key.removeprefix("province:")
    document = kinds.build([f"province:{slug}"])[f"province:{slug}"]
    for text, label, headline in (
        (document.texts["vi"], "Mục tiêu, chưa phải kết quả", aim.headline_vi),
        (document.texts["en"], "Target, not a result", aim.headline_en),
    ):
        line = next(line for line in text.splitlines() if headline in line)
        assert line.startswith(label), line


def test_former_units_are_other_names_of_a_commune_and_districts_are_words(demo):
    document = kinds.build(["commune:03703"])["commune:03703"]
    assert document.names == {"vi": "Xã Quỳnh Nhai", "en": "Quỳnh Nhai commune"}
    assert "Thị trấn Mường Giàng" in document.aliases
    assert "huyện Quỳnh Nhai" in document.texts["vi"]
    assert not any("huyện" in alias for alias in document.aliases), "a district went into several communes"
    assert document.communes == ("03703",)
    assert document.wheres["vi"] == "Sơn La"


def test_airports_have_their_codes_as_names(demo):
    documents = kinds.build(["airport:dien-bien-airport"])
    assert {"DIN", "VVDB"} <= set(documents["airport:dien-bien-airport"].aliases)


def test_a_festival_by_an_exact_lunar_rule_has_the_gregorian_months_of_its_next_days(demo, monkeypatch):
    event = Event.objects.filter(calendar="lunar", exact_day__isnull=False).first()
    page = EventPage.objects.filter(event=event, locale__language_code="vi").first()
    Event.objects.filter(pk=event.pk).update(exact_month=1, exact_day=1, exact_days=20)
    seen = set()
    for year in (2026, 2027, 2028):
        today = dt.date(year, 1, 1)
        monkeypatch.setattr("search.kinds.tourism_pages.timezone.localdate", lambda today=today: today)
        months = document_of(page).months
        start = Event.objects.get(pk=event.pk).next_start(today)
        assert months == tuple(sorted({start.month, (start + dt.timedelta(days=19)).month}))
        seen.add(months)
    assert len(seen) > 1, "the lunar new year falls into January or February"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("Bản Áng", "Bản Áng, Điện Biên"),
        ("Xã Thanh Nưa, tỉnh Điện Biên", "Xã Thanh Nưa, tỉnh Điện Biên"),
        ("Điện Biên (nhiều nơi)", "Điện Biên (nhiều nơi)"),
        ("Điện Biên Phủ (phường Mường Thanh)", "Điện Biên Phủ (phường Mường Thanh), Điện Biên"),
        ("Điện Biên Đông, tỉnh Điện Biên", "Điện Biên Đông, tỉnh Điện Biên"),
    ],
)
def test_a_place_says_its_province_once(where, said):
    assert with_province(where, Province(name="Điện Biên")) == said
    assert with_province(where, None) == where


def test_an_itinerary_has_its_stops_and_the_provinces_it_goes_through(demo):
    page = ItineraryPage.objects.get(slug="ha-noi-son-la-dien-bien-phu-4-ngay")
    document = document_of(page)
    assert set(document.provinces) == {"son-la", "dien-bien"}
    for stop in page.itinerary.stops.all():
        assert stop.name_vi in document.texts["vi"]
    assert page.itinerary.days.first().title_en in document.texts["en"]


def test_the_story_of_the_provinces_and_the_page_about_roads_say_what_they_quote(demo):
    story = document_of(page_of("hai-tinh"))
    assert all(fact.headline_vi in story.texts["vi"] for fact in StatedFact.objects.filter(code__in=["F04", "F05"]))
    roads = document_of(page_of("di-lai"))
    assert "Quốc lộ 6" in roads.texts["vi"]
    assert "National Highway 6" in roads.texts["en"]


def test_documents_survive_the_way_into_an_engine_and_back(demo):
    for document in kinds.build(every_key()).values():
        assert SearchDocument.from_json(document.as_json()) == document


def test_kinds_have_names_and_their_categories_labels(demo):
    names = [kind.name for kind in kinds.kinds()]
    assert names[:3] == ["destination", "attraction", "event"]
    documents = kinds.build(every_key()).values()
    assert {one.kind for one in documents} == set(names)
    labels = kinds.category_labels()
    assert all(one.category in labels for one in documents if one.category)
    with override("vi"):
        assert str(labels["cave"]) == "Hang động"


def test_english_tells_one_from_many():
    """Vietnamese has one word for both: tabs say many, results one."""
    with override("en"):
        called = {kind.name: (str(kind.label), str(kind.plural)) for kind in kinds.kinds()}
    assert called["destination"] == ("Destination", "Destinations")
    assert called["province"] == ("Province", "Provinces")
    assert called["commune"] == ("Commune or ward", "Communes and wards")
    assert all(one != many for one, many in called.values())


def test_a_figure_says_what_is_counted_where_and_when(demo, client):
    document = kinds.build(["figure:luot-khach.moc-chau"])["figure:luot-khach.moc-chau"]
    assert document.names == {"vi": "Lượt khách du lịch: Mộc Châu", "en": "Visits: Mộc Châu"}
    assert document.addresses["vi"] == "/so-lieu/luot-khach/moc-chau/"
    assert "2024" in document.texts["vi"]
    assert document.provinces == ("son-la",)
    for address in document.addresses.values():
        assert client.get(address).status_code == 200
    assert kinds.build(["figure:luot-khach.atlantis", "figure:nothing", "figure:luot-khach."]) == {}


def test_a_figure_that_is_taken_back_has_no_document(demo):
    key = "figure:buong-luu-tru.son-la"
    assert key in kinds.build([key])
    Observation.objects.filter(indicator__slug="buong-luu-tru").update(state="draft")
    assert kinds.build([key, "figure:buong-luu-tru"]) == {}
    assert key not in every_key()


def test_what_no_family_knows_has_no_document():
    assert kinds.build(["", "page:", "page:no-uuid", "planet:mars", "commune:00000", "commune"]) == {}


def test_news_and_lists_are_told_by_their_leads(demo):
    page = NewsPage.objects.filter(locale__language_code="vi").first()
    assert document_of(page).summaries["vi"] == page.lead
    assert document_of(page_of("le-hoi")).kind == "page"
    assert document_of(DestinationPage.objects.first().get_parent()).kind == "page"
