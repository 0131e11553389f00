"""The words of the road diagram and of the lands around: complete in both languages, and data alone."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from portal.core.data_files import BadData
from portal.places import map_words
from portal.places.geo.outlines import load_geography
from portal.places.map_words import Quote, read_lands, read_roads
from portal.places.models import Distance
from portal.places.templatetags import maps_tags

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ROADS: dict[str, Any] = json.loads(map_words.ROADS.read_text(encoding="utf-8"))


def written(folder: Path, content: object, name: str = "words.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


# --- the committed files ---


def test_the_labels_of_the_diagram_are_those_that_have_words() -> None:
    layouts = [ROADS["wide"], ROADS["tall"]]
    stations = {item["key"] for layout in layouts for item in layout["stations"]}
    others = {item["key"] for layout in layouts for kind in ("signs", "notes") for item in layout[kind]}
    words = read_roads()
    keys = words.names.keys() | words.quotes.keys()
    small_lines = {key for key in keys if key.endswith(".note")}
    assert keys - small_lines == stations | others
    assert small_lines <= {f"{key}.note" for key in stations}


def test_stations_and_signs_have_a_name_whatever_the_distances() -> None:
    layouts = [ROADS["wide"], ROADS["tall"]]
    named = {item["key"] for layout in layouts for kind in ("stations", "signs") for item in layout[kind]}
    assert named <= read_roads().names.keys()


def test_every_pattern_is_used() -> None:
    used = {id(quote.pattern) for quotes in read_roads().quotes.values() for quote in quotes}
    assert len(used) == len(ROADS["patterns"])


def test_every_land_has_a_name() -> None:
    assert read_lands().keys() == {label.key for label in load_geography().labels}


@pytest.mark.django_db
def test_the_distances_that_labels_quote_are_in_the_demo(demo) -> None:
    for language in LANGUAGES:
        with translation.override(language):
            labels = map_words.road_labels(Distance.objects.all())
            assert [key for key, said in labels.items() if not said] == []


# --- what is said ---


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", {"pha-din": "Đèo Pha Đin", "ta-xua.note": "13–15 km từ Bắc Yên", "son-la.note": "km 320"}),
        ("en", {"pha-din": "Pha Đin Pass", "ta-xua.note": "13–15 km from Bắc Yên", "son-la.note": "km 320"}),
    ],
)
def test_labels_speak_the_active_language(language: str, expected: dict[str, str]) -> None:
    distances = [
        Distance(start_vi="Bắc Yên", start_en="Bắc Yên", end_vi="Tà Xùa", length_vi="13–15 km", length_en="13–15 km"),
        Distance(start_vi="Hà Nội", start_en="Hà Nội", end_vi="Sơn La", length_vi="320 km", length_en="320 km"),
    ]
    with translation.override(language):
        labels = map_words.road_labels(distances)
    assert {key: labels[key] for key in expected} == expected
    assert labels["ngoc-chien.note"] == labels["pha-din-old"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_distances_those_that_are_known_are_said(language: str) -> None:
    to_the_gate = {"end_vi": "cửa khẩu Lóng Sập", "length_vi": "150 km", "length_en": "150 km"}
    one = Distance(start_vi="Sơn La", start_en="Sơn La", **to_the_gate)
    two = Distance(start_vi="Hà Nội", start_en="Hà Nội", **to_the_gate)
    word = {"vi": "từ", "en": "from"}[language]
    with translation.override(language):
        assert map_words.road_labels([two])["long-sap.note"] == f"150 km {word} Hà Nội"
        assert map_words.road_labels([two, one])["long-sap.note"] == f"150 km {word} Sơn La, 150 km {word} Hà Nội"


@pytest.mark.parametrize(("length", "said"), [("1.234,5 km", "km 1.234,5"), ("25–40 km", "25–40 km"), ("", "")])
def test_a_milestone_is_one_number_of_kilometres(length: str, said: str) -> None:
    quote = Quote("A", "B", {"vi": "%(stone)s"})
    assert quote.said({("a", "b"): Distance(start_vi="A", end_vi="B", length_vi=length)}) == said


def test_a_diagram_without_distances_is_drawn_and_says_no_kilometre() -> None:
    drawn = maps_tags.road_diagram([])
    assert drawn.count("<svg") == 2
    assert "km" not in "".join(re.findall(r"<text[^>]*>([^<]*)", drawn))


def test_lands_speak_the_active_language() -> None:
    with translation.override("en"):
        assert map_words.land_names()["laos"] == "Laos"
        assert map_words.land_names()["thanh-hoa"] == "Thanh Hoá"
    assert map_words.land_names()["laos"] == "Lào"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "vietnamese", "english"),
    [
        ({}, "Bản đồ các điểm đến", "Map of destinations"),
        ({"11": "Một"}, "Bản đồ các điểm đến ở Một", "Map of destinations in Một"),
        ({"11": "Một", "14": "Hai"}, "Bản đồ các điểm đến ở Hai và Một", "Map of destinations in Hai and Một"),
        (
            {"99": "Ba", "11": "Một", "14": "Hai"},
            "Bản đồ các điểm đến ở Hai, Một và Ba",
            "Map of destinations in Hai, Một and Ba",
        ),
    ],
)
def test_the_map_of_destinations_names_the_provinces_it_draws(
    monkeypatch: pytest.MonkeyPatch, names: dict[str, str], vietnamese: str, english: str
) -> None:
    geography = load_geography()
    third = dataclasses.replace(geography, provinces={**geography.provinces, "99": ()})
    monkeypatch.setattr(maps_tags, "load_geography", lambda: third)
    request = HttpRequest()
    request._province_names = names  # as they are kept once asked for
    for language, title in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert f">{title}</title>" in maps_tags.region_map({"request": request}, [])


# --- files of one's own ---


def test_other_places_need_data_only(tmp_path: Path) -> None:
    words = read_roads(
        written(
            tmp_path,
            {
                "title": {"vi": "Đường", "en": "Roads"},
                "patterns": {"near": {"vi": "gần %(start)s: %(length)s", "en": "near %(start)s: %(length)s"}},
                "words": {
                    "ba": "Ba",
                    "ba.note": {"from": "Nhất", "to": "Ba", "pattern": "near"},
                },
            },
        )
    )
    (quote,) = words.quotes["ba.note"]
    known = Distance(start_vi="Nhất", start_en="First", end_vi="Ba", length_vi="3 km", length_en="3 km")
    with translation.override("en"):
        assert quote.said({("nhat", "ba"): known}) == "near First: 3 km"


FINE: dict[str, Any] = {
    "title": {"vi": "Đường", "en": "Roads"},
    "patterns": {"length": "%(length)s"},
    "words": {"ba": "Ba"},
}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": {"vi": "Đường"}}, "title.*needs a text in vi and en"),
        ({"title": None}, "title.*needs a text in vi and en"),
        ({"words": {"ba": {"vi": "Ba"}}}, r"words\.ba.*needs a text in vi and en"),
        ({"words": {"ba": {"vi": "Ba", "en": ""}}}, r"words\.ba.*empty text"),
        ({"words": {"ba": " "}}, r"words\.ba.*empty text"),
        ({"words": {"ba": []}}, r"words\.ba.*needs a text in vi and en"),
        ({"words": []}, "no table"),
        ({"words": {"ba": {"from": "A", "to": "B", "pattern": "far"}}}, r"words\.ba: unknown pattern 'far'"),
        ({"words": {"ba": {"from": "A", "pattern": "length"}}}, r"words\.ba: “to” is missing"),
        ({"words": {"ba": [{"from": "A", "to": "B", "pattern": "length"}, "Ba"]}}, r"words\.ba: “from” is missing"),
        ({"patterns": {"length": {"vi": "%(length)s"}}}, r"patterns\.length.*needs a text in vi and en"),
        ({"patterns": {"length": "%(lenght)s"}}, r"patterns\.length: cannot be filled in"),
        ({"patterns": {"length": "100 % đường"}}, r"patterns\.length: cannot be filled in"),
    ],
)
def test_a_malformed_file_of_roads_is_refused(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    assert read_roads(written(tmp_path, FINE, "fine.json"))
    with pytest.raises(BadData, match=reason):
        read_roads(written(tmp_path, {**FINE, **change}))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ({}, "laos: “name” is missing"),
        ({"name": {"vi": "Lào"}}, "laos.*needs a text in vi and en"),
        ({"name": {"en": "Laos"}}, "laos.*needs a text in vi and en"),
        ({"name": ""}, "laos.*empty text"),
    ],
)
def test_a_land_without_a_name_is_refused(tmp_path: Path, name: dict[str, Any], reason: str) -> None:
    path = written(tmp_path, {"features": [{"properties": {"key": "laos", "kind": "country", **name}}]})
    with pytest.raises(BadData, match=reason):
        read_lands(path)
