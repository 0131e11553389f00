"""The page of roads, distances, airports and gates: found by names in either language, states from the record."""

from __future__ import annotations

import re

import pytest

from portal.places.models import Airport, BorderGate, Distance, Route

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "model", "name"),
    [
        ("quoc lo 6", Route, "Quốc lộ 6"),
        ("National Highway 6", Route, "Quốc lộ 6"),
        ("TÀ XÙA", Distance, "Tà Xùa"),
        ("provincial road 112", Distance, "Tà Xùa"),
        ("din", Airport, "Điện Biên"),
        ("Longfu", BorderGate, "A Pa Chải"),
    ],
)
def test_records_are_found_by_their_names(demo, words, model, name):
    found = list(model.objects.named(words))
    assert 0 < len(found) < model.objects.count()
    assert any(name in str(record) for record in found)


@pytest.mark.parametrize(("words", "all_of_them"), [("", True), ("  ", True), ("???", False), ("%", False)])
def test_words_without_a_letter_find_nothing_and_no_words_find_all(demo, words, all_of_them):
    assert Route.objects.named(words).count() == (Route.objects.count() if all_of_them else 0)


def test_a_new_name_is_found_at_once(demo):
    gate = BorderGate.objects.get(slug="tay-trang")
    gate.name_en = "Western Threshold"
    gate.save(update_fields=["name_en"])
    assert list(BorderGate.objects.named("western threshold")) == [gate]


def test_the_state_of_an_airport_is_the_choice_and_not_its_wording(demo, client):
    def states():
        text = client.get("/di-lai/").content.decode()
        section = text[text.index('id="san-bay"') : text.index('id="cua-khau"')]
        return re.findall(r'<span class="(state[^"]*)">([^<]*)<', section)

    assert states() == [
        ("state", "Đang khai thác, mở lại ngày 2.12.2023"),
        ("state shut", "Ngừng khai thác từ năm 2004, có kế hoạch xây lại"),
    ]
    Airport.objects.filter(iata="DIN").update(status="closed", status_text_vi="Đang khai thác tạm ngưng")
    Airport.objects.filter(iata="SQH").update(status="under_construction")
    assert [kind for kind, _words in states()] == ["state shut", "state plan"]


def test_a_filter_without_hits_says_so(demo, client):
    text = client.get("/di-lai/?q=khong-co-noi-nay").content.decode()
    assert "Không có tên nào như vậy" in text
    assert 'content="noindex, follow"' in text
