"""What the demo content must be: complete, sourced, in two languages, honest about what is not known."""

from __future__ import annotations

import json
import re
from collections import defaultdict

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal.core.models import Source, StatedFact
from portal.home.demo.records import CONTENT
from portal.places.models import Airport, BorderGate, Commune, Distance, Route
from tourism.models import (
    AttractionPage,
    DestinationPage,
    Event,
    EventPage,
    ItineraryPage,
    Place,
    PracticalFact,
)

pytestmark = pytest.mark.django_db


def test_everything_is_there_in_both_languages(demo):
    for language in ("vi", "en"):
        counts = {
            model: model.objects.live().filter(locale__language_code=language).count()
            for model in (DestinationPage, AttractionPage, EventPage, ItineraryPage)
        }
        assert counts == {DestinationPage: 12, AttractionPage: 90, EventPage: 42, ItineraryPage: 9}
    assert Commune.objects.count() == 120
    assert Route.objects.count() == 8
    assert Distance.objects.count() == 39
    assert Airport.objects.count() == 2
    assert BorderGate.objects.count() == 8
    assert StatedFact.objects.count() == 27


def test_the_loader_never_says_that_an_editor_checked(demo):
    assert not PracticalFact.objects.filter(checked_on__isnull=False).exists()
    assert not PracticalFact.objects.filter(checked_by__isnull=False).exists()


def test_every_record_has_sources(demo):
    assert not Place.objects.filter(sources__isnull=True).exists()
    assert not Event.objects.filter(sources__isnull=True).exists()


def test_copied_texts_of_look_alike_hosts_are_not_linkable(demo):
    hosts = json.loads((CONTENT / "never_link.json").read_text(encoding="utf-8"))["hosts"]
    for host in hosts:
        assert not Source.objects.filter(url__contains=host, is_linkable=True).exists()


def test_a_place_without_a_point_of_its_own_says_so(demo):
    assert Place.objects.filter(coord_quality="commune").count() > 30
    assert not Place.objects.filter(latitude__isnull=True).exclude(coord_quality="").exists()


def test_every_english_page_is_translated_whole(demo):
    incomplete = [
        str(translation.source.get_source_instance())
        for translation in Translation.objects.select_related("source")
        if len(set(translation.get_progress())) != 1
    ]
    assert incomplete == []


def test_the_tree_of_pages_is_sound(demo):
    """Lists that know of no children show an empty folder in the admin, and further children could not be added."""
    assert not any(Page.find_problems())


def test_no_page_is_without_description_or_picture(demo):
    for page in Page.objects.live().filter(depth__gt=2):
        assert page.search_description, page
    for model in (DestinationPage, AttractionPage, EventPage, ItineraryPage):
        assert not model.objects.filter(picture__isnull=True).exists()


OLD_TONES = re.compile(r"[òóỏõọ][aeAE]|(?<![qQ])[ùúủũụ]y")


def texts_of(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_of(inner, (*path, number))
    elif isinstance(value, str):
        yield path, value


def test_tone_marks_stand_where_the_portal_puts_them():
    """``hoà``, ``thuỷ``: one style; titles of sources keep the spelling they were published with."""
    wrong = []
    for file in sorted(CONTENT.rglob("*.json")):
        for path, text in texts_of(json.loads(file.read_text(encoding="utf-8"))):
            if "sources" in path or "source_urls" in path or "documents" in path or "aliases" in path or "://" in text:
                continue
            if OLD_TONES.search(text) and "en" not in path[-1:]:
                wrong.append((file.name, text))
    assert [pair for pair in wrong if pair[0] != "place_records.json"] == []


def masked(sentence: str) -> str:
    """The sentence with names (runs of capitalised words) and numbers taken out."""
    sentence = re.sub(r"\d[\d.,–-]*", "#", sentence)
    sentence = re.sub(r"(?:\b[A-ZÀ-ỸĐ][\wÀ-ỹđ'’-]*\s?)+", "N ", sentence)
    return re.sub(r"\s+", " ", sentence).strip(" .;:,").lower()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_sentence_pattern_stands_on_more_than_three_places(language):
    where = defaultdict(set)
    for file in sorted((CONTENT / "places").glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        texts = [content["lead"], content["teaser"], content["description"], *content["story"]]
        for text in texts:
            for sentence in re.split(r"(?<=[.!?;])\s+", text[language]):
                if len(sentence.split()) >= 4:
                    where[masked(sentence)].add(file.stem)
    repeated = {pattern: places for pattern, places in where.items() if len(places) > 3 and len(pattern.split()) > 2}
    assert repeated == {}


def test_targets_are_worded_as_targets(demo):
    vietnamese = re.compile(
        r"mục tiêu|phấn đấu|muốn|nhắm|hướng tới|sẽ|dự kiến|đặt ra|chuẩn bị|định hướng|kế hoạch|chủ trương"
    )
    english = re.compile(
        r"target|aim|strive|goal|plan|want|is to|are to|intend|prepar|set out|seek|hope|programme", re.IGNORECASE
    )
    for fact in StatedFact.objects.filter(status="target"):
        assert vietnamese.search(fact.text_vi.lower()), fact
        assert english.search(fact.text_en), fact
