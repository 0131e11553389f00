"""The drawn maps: valid and plain SVG, words that stay apart, places where they belong, and both archipelagos."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.places.geo import build
from portal.places.geo.lettering import Box, TextStyle, text_box, text_width
from portal.places.geo.outlines import FOLDER, Geography, Pixel, Point, Projection, load_geography, simplified
from portal.places.maps import (
    Place,
    Stop,
    country_inset,
    locator_map,
    neighbourhood_map,
    region_map,
    road_diagram,
    trip_map,
)
from portal.places.roads import diagram_keys

PROVINCES = {"14": "Sơn La", "11": "Điện Biên"}
SON_LA, DIEN_BIEN_PHU = Point(103.91882, 21.3256), Point(103.02301, 21.38602)
LANDS = {
    "vi": {
        "laos": "Lào",
        "china": "Trung Quốc",
        "lai-chau": "Lai Châu",
        "lao-cai": "Lào Cai",
        "phu-tho": "Phú Thọ",
        "thanh-hoa": "Thanh Hoá",
        "river": "Sông Đà",
    },
    "en": {
        "laos": "Laos",
        "china": "China",
        "lai-chau": "Lai Châu",
        "lao-cai": "Lào Cai",
        "phu-tho": "Phú Thọ",
        "thanh-hoa": "Thanh Hoá",
        "river": "Đà river",
    },
}
DESTINATIONS = [
    ("Lòng hồ Sơn La", 103.65, 21.66),
    ("Mộc Châu", 104.62177, 20.85199),
    ("Ngọc Chiến", 104.216, 21.615),
    ("Tà Xùa", 104.447, 21.288),
    ("Sơn La", 103.91882, 21.3256),
    ("Vân Hồ", 104.8, 20.79),
    ("Yên Châu", 104.30101, 21.04584),
    ("A Pa Chải", 102.18, 22.39),
    ("Điện Biên Phủ", 103.02301, 21.38602),
    ("Mường Lay", 103.15347, 22.03509),
    ("Pá Khoang", 103.13, 21.44),
    ("Tủa Chùa", 103.3426, 21.85771),
]
LONGER = {
    "vi": {
        "A Pa Chải": "A Pa Chải – cực Tây",
        "Lòng hồ Sơn La": "Lòng hồ thuỷ điện Sơn La",
        "Pá Khoang": "Pá Khoang – Mường Phăng",
        "Sơn La": "Thành phố Sơn La (cũ)",
        "Tủa Chùa": "Tủa Chùa – cao nguyên đá",
    },
    "en": {
        "A Pa Chải": "A Pa Chải, Vietnam's westernmost point",
        "Lòng hồ Sơn La": "Sơn La hydropower reservoir",
        "Pá Khoang": "Pá Khoang – Mường Phăng",
        "Sơn La": "Sơn La city (former)",
        "Tủa Chùa": "Tủa Chùa rock plateau",
    },
}
NEIGHBOURS = [
    ("Pú Nhung", 103.452, 21.757),
    ("Quài Tở", 103.431, 21.57),
    ("Mường Giôn", 103.632, 21.815),
    ("Mường Sại", 103.696, 21.617),
    ("Bình Thuận", 103.56, 21.587),
    ("Chiềng La", 103.708, 21.5),
    ("Chiềng Lao", 103.855, 21.662),
]
TRIP = [
    ("Nhà tù Sơn La", 103.9185, 21.3306, "Tô Hiệu"),
    ("Đèo Pha Đin", 103.5125, 21.5735, "Bình Thuận"),
    ("Pha Đin Top", 103.525, 21.574, "Bình Thuận"),
    ("Sở Chỉ huy Mường Phăng", 103.157, 21.4483, "Mường Phăng"),
    ("Hồ Pá Khoang", 103.115, 21.43, "Mường Phăng"),
    ("Đồi A1", 103.0165, 21.3866, "Điện Biên Phủ"),
    ("Cầu Mường Thanh", 103.0106, 21.3857, "Điện Biên Phủ"),
    ("Thành Bản Phủ", 103.001, 21.307, "Thanh An"),
]

# Sizes that the style sheet gives to the classes of words.
SIZES = {
    "lbl": 15,
    "lbl s": 13,
    "in-t": 12,
    "m-sct": 11,
    "r-n": 15,
    "r-n b": 21,
    "r-km": 13,
    "r-km leg": 13,
    "sg": 12.5,
}
PIN_SIZE = 13.5


def region(language: str = "vi", geography: Geography | None = None) -> str:
    places = [
        Place(LONGER[language].get(name, name), Point(lon, lat), f"/{language}/{index}/")
        for index, (name, lon, lat) in enumerate(DESTINATIONS)
    ]
    return region_map(
        places=places,
        province_names=PROVINCES,
        land_names=LANDS[language],
        title="Mười hai điểm đến",
        inset_title="Việt Nam",
        uid="atlas",
        geography=geography,
    )


def trip(stops: list[Stop] | None = None) -> str:
    if stops is None:
        stops = [Stop(number, name, Point(lon, lat), area) for number, (name, lon, lat, area) in enumerate(TRIP, 1)]
    return trip_map(
        stops=stops, province_names=PROVINCES, land_names=LANDS["vi"], title="Đường đi", inset_title="VN", uid="trip"
    )


def neighbourhood(url: str = "") -> str:
    return neighbourhood_map(
        centre=Place("Quỳnh Nhai", Point(103.617, 21.672)),
        neighbours=[Place(name, Point(lon, lat), url and f"{url}{name}") for name, lon, lat in NEIGHBOURS],
        province_names=PROVINCES,
        title="Quỳnh Nhai",
        uid="near",
    )


def locator(point: Point | None, quality: str | None, geography: Geography | None = None) -> str:
    return locator_map(
        point=point, quality=quality, province_names=PROVINCES, title="Vị trí", uid="where", geography=geography
    )


def road_words(language: str) -> dict[str, str]:
    words = {
        "ha-noi": "Hà Nội",
        "ha-noi.note": "km 0",
        "mai-chau": "Mai Châu",
        "mai-chau.note": "km 135",
        "van-ho": "Vân Hồ",
        "van-ho.note": "km 170",
        "moc-chau": "Mộc Châu",
        "moc-chau.note": "km 180",
        "yen-chau": "Yên Châu",
        "yen-chau.note": "km 255",
        "co-noi": "Cò Nòi",
        "son-la": "Sơn La",
        "son-la.note": "km 320",
        "pha-din": "Đèo Pha Đin",
        "tuan-giao": "Tuần Giáo",
        "quynh-nhai": "Quỳnh Nhai",
        "quynh-nhai.note": "cầu Pá Uôn",
        "ngoc-chien": "Ngọc Chiến",
        "ngoc-chien.note": "80 km từ Sơn La",
        "dien-bien-phu": "Điện Biên Phủ",
        "dien-bien-phu.note": "km 474",
        "tay-trang": "Cửa khẩu Tây Trang",
        "tay-trang.note": "35 km từ Điện Biên Phủ",
        "na-sang": "Na Sang",
        "na-sang.note": "thị trấn Mường Chà cũ",
        "si-pa-phin": "Si Pa Phìn",
        "muong-nhe": "Mường Nhé",
        "a-pa-chai": "A Pa Chải",
        "a-pa-chai.note": "250–270 km từ Điện Biên Phủ",
        "bac-yen": "Bắc Yên",
        "phu-yen": "Phù Yên",
        "ta-xua": "Tà Xùa",
        "ta-xua.note": "13–15 km từ Bắc Yên",
        "long-sap": "Cửa khẩu Lóng Sập",
        "long-sap.note": "150 km từ Sơn La, 210 km từ Hà Nội",
        "son-la-pha-din": "66 km",
        "pha-din-old": "đường đèo cũ 32 km",
        "pha-din-dien-bien-phu": "84 km từ cuối đèo",
        "ql-6": "QL 6",
        "ql-279": "QL 279",
        "ql-12": "QL 12",
        "ql-4h": "QL 4H",
        "ql-12-4h": "QL 12, 4H",
        "ql-37": "QL 37",
        "ql-43": "QL 43",
        "dt-112": "ĐT 112",
    }
    if language == "en":
        words |= {
            "pha-din": "Pha Đin pass",
            "quynh-nhai.note": "Pá Uôn bridge",
            "ngoc-chien.note": "80 km from Sơn La",
            "tay-trang": "Tây Trang border gate",
            "tay-trang.note": "35 km from Điện Biên Phủ",
            "a-pa-chai.note": "250–270 km from Điện Biên Phủ",
            "ta-xua.note": "13–15 km from Bắc Yên",
            "long-sap": "Lóng Sập border gate",
            "long-sap.note": "150 km from Sơn La, 210 km from Hà Nội",
            "na-sang.note": "former Mường Chà town",
            "pha-din-old": "old pass road 32 km",
            "pha-din-dien-bien-phu": "84 km from the pass",
            "dt-112": "PR 112",
        }
    return words


def roads(language: str, *, wide: bool) -> str:
    return road_diagram(wide=wide, labels=road_words(language), title="Sơ đồ đường", uid="roads")


ALL = {
    "locator, sourced": lambda: locator(SON_LA, "source"),
    "locator, approximate": lambda: locator(SON_LA, "approximate"),
    "locator, commune": lambda: locator(DIEN_BIEN_PHU, "commune"),
    "locator, none": lambda: locator(None, None),
    "neighbourhood": neighbourhood,
    "neighbourhood, links": lambda: neighbourhood("/vi/xa/"),
    "region, vi": region,
    "region, en": lambda: region("en"),
    "trip": trip,
    "inset": lambda: country_inset(title="Việt Nam", uid="vn"),
    "roads, wide, vi": lambda: roads("vi", wide=True),
    "roads, wide, en": lambda: roads("en", wide=True),
    "roads, tall, vi": lambda: roads("vi", wide=False),
    "roads, tall, en": lambda: roads("en", wide=False),
}


def parsed(markup: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f"<figure>{markup}</figure>"))


def words(svg: ElementTree.Element, *, spaced: bool = False) -> list[tuple[str, Box]]:
    """List the words of a drawing with the boxes they take, but for those written along the river.

    ``spaced``: with 0.12 em between letters and 0.16 em between words, as a reader may set them (WCAG 2.2, 1.4.12).
    """
    found: list[tuple[str, Box]] = []

    def visit(element: ElementTree.Element, by: tuple[float, float]) -> None:
        if move := re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
            by = (by[0] + float(move[1]), by[1] + float(move[2]))
        if element.tag == "text" and "rotate" not in element.get("transform", ""):
            css_class = element.get("class", "")
            size = float(element.get("font-size") or SIZES.get(css_class, PIN_SIZE))
            style = TextStyle(css_class, size, 0.04 if css_class == "prv" else 0.06 if css_class == "nbl" else 0)
            x, y = by[0] + float(element.get("x", 0)), by[1] + float(element.get("y", 0))
            lines = ["".join([element.text or "", *(part.tail or "" for part in element)])]
            if css_class == "in-t":
                lines = [element.text or "", *(part.text or "" for part in element)]
            else:
                lines = ["".join(element.itertext())]
            for number, line in enumerate(lines):
                anchor = element.get("text-anchor", "start")
                box = text_box(line, style, x, y + 15 * number, anchor)
                if spaced and not element.get("textLength"):
                    more = (max(0, 0.12 - style.spacing) * len(line) + 0.16 * line.count(" ")) * size
                    left = {"start": 0, "middle": more / 2, "end": more}[anchor]
                    box = box._replace(left=box.left - left, right=box.right + more - left)
                found.append((line, box))
        for child in element:
            visit(child, by)

    visit(svg, (0, 0))
    return found


# --- what holds for every map ---


@pytest.mark.parametrize("draw", ALL.values(), ids=ALL)
def test_plain_markup(draw) -> None:
    markup = draw()
    assert "style" not in markup
    assert "<script" not in markup
    assert not re.search(r'(fill|stroke)="(?!none")', markup)
    ids = []
    for svg in parsed(markup):
        assert svg.tag == "svg"
        assert svg.get("role") in {"img", "group"}
        assert svg.find("title").text
        assert svg.get("aria-labelledby") == svg.find("title").get("id")
        assert (svg.get("role") == "group") == (svg.find(".//a") is not None)
        ids += [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("draw", ALL.values(), ids=ALL)
def test_words_stay_inside_and_apart(draw) -> None:
    for svg in parsed(draw()):
        _, _, width, height = map(float, svg.get("viewBox").split())
        boxes = words(svg)
        for word, box in boxes:
            assert box.left >= 0, word
            assert box.top >= 0, word
            assert box.right <= width, word
            assert box.bottom <= height, word
        for (word, box), (other, its_box) in itertools.combinations(boxes, 2):
            assert not box.overlaps(its_box, -1), (word, other)


@pytest.mark.parametrize("draw", ALL.values(), ids=ALL)
def test_no_word_is_cut_for_a_reader_who_spaces_letters_out(draw) -> None:
    for svg in parsed(draw()):
        if svg.get("class") == "vn-in":
            continue  # the style sheet lets its words leave it
        _, _, width, _ = map(float, svg.get("viewBox").split())
        cut = {word for word, box in words(svg, spaced=True) if box.left < 0 or box.right > width}
        assert cut == set()


@pytest.mark.parametrize("draw", ALL.values(), ids=ALL)
def test_leader_lines_cross_no_other_word(draw) -> None:
    for svg in parsed(draw()):
        for path in svg.iter("path"):
            if path.get("class") != "m-lead":
                continue
            x0, y0, x1, y1 = map(float, re.fullmatch(r"M(\S+) (\S+)L(\S+) (\S+)", path.get("d")).groups())
            others = [
                box
                for _, box in words(svg)
                if not (box.left - 1 <= x1 <= box.right + 1 and box.top - 1 <= y1 <= box.bottom + 1)
            ]
            for x, y in ((x0 + (x1 - x0) * step / 40, y0 + (y1 - y0) * step / 40) for step in range(41)):
                assert not [box for box in others if box.left < x < box.right and box.top < y < box.bottom]


@pytest.mark.parametrize("draw", ALL.values(), ids=ALL)
def test_paths_stay_near_the_view(draw) -> None:
    for svg in parsed(draw()):
        _, _, width, height = map(float, svg.get("viewBox").split())
        for path in svg.iter("path"):
            for x, y in re.findall(r"M(-?[\d.]+)[ L]?(-?[\d.]+)", path.get("d", "")):
                assert -30 <= float(x) <= width + 30
                assert -30 <= float(y) <= height + 30


def test_texts_are_escaped() -> None:
    nasty = '<b onclick="x">&'
    place = Place(nasty, SON_LA, '/"><script>')
    drawings = [
        locator_map(point=SON_LA, quality="source", province_names={"14": nasty}, title=nasty, uid="a"),
        neighbourhood_map(centre=place, neighbours=[place], province_names={}, title=nasty, uid="b"),
        region_map(
            places=[place],
            province_names={"14": nasty},
            land_names={"laos": nasty, "river": "&"},
            title=nasty,
            inset_title=nasty,
            uid="c",
        ),
        trip([Stop(1, nasty, SON_LA), Stop(2, nasty, DIEN_BIEN_PHU)]),
        road_diagram(wide=False, labels=dict.fromkeys(road_words("vi"), "<b>"), title=nasty, uid="d"),
    ]
    for drawing in drawings:
        assert "<b" not in drawing
        assert "<script" not in drawing
        parsed(drawing)


@pytest.mark.parametrize("uid", ["", "1a", 'a"', "a b", "đèo"])
def test_ids_are_checked(uid: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        country_inset(title="Việt Nam", uid=uid)


# --- the country ---


@pytest.mark.parametrize("draw", [region, lambda: region("en"), trip, ALL["inset"]], ids=["vi", "en", "trip", "inset"])
def test_whatever_draws_the_country_names_both_archipelagos(draw) -> None:
    inset = next(svg for svg in parsed(draw()) if svg.get("class") == "vn-in")
    names = [" ".join(text.itertext()) for text in inset.iter("text")]
    assert names == ["QĐ. Hoàng Sa (Việt Nam)", "QĐ. Trường Sa (Việt Nam)"]
    assert len([dot for dot in inset.iter("circle") if dot.get("class") == "in-isl"]) >= 15
    # Shown at its own width it fits a phone of 390 px, with letters of 12 px.
    assert float(inset.get("width")) <= 180


def test_maps_without_an_inset_draw_no_country() -> None:
    for markup in (locator(SON_LA, "source"), neighbourhood()):
        assert 'class="m-vn"' not in markup
        assert 'class="m-nb"' not in markup


def test_archipelagos_lie_east_of_the_coast() -> None:
    geography = load_geography()
    assert {name: len(points) > 5 for name, points in geography.islets.items()} == {
        "Quần đảo Hoàng Sa": True,
        "Quần đảo Trường Sa": True,
    }
    for points in geography.islets.values():
        assert all(point.lon > 110 for point in points)


# --- the land ---


def test_points_lie_where_they_should() -> None:
    geography = load_geography()
    assert geography.province_at(SON_LA) == "14"
    assert geography.province_at(DIEN_BIEN_PHU) == "11"
    assert geography.province_at(Point(105.85, 21.03)) is None
    assert geography.is_in_country(Point(105.85, 21.03))
    assert not geography.is_in_country(Point(102.6, 17.97))


def test_labels_of_lands_stand_on_them() -> None:
    geography = load_geography()
    for label in geography.labels:
        if label.kind == "river":
            continue
        assert geography.province_at(label.point) is None, label.key
        assert geography.is_in_country(label.point) == (label.kind == "province"), label.key


def test_east_is_right_and_north_is_up() -> None:
    def mark(point: Point) -> Pixel:
        x, y = re.search(r'class="pin" transform="translate\((\d+) (\d+)\)', locator(point, "source")).groups()
        return Pixel(float(x), float(y))

    assert mark(SON_LA).x > mark(DIEN_BIEN_PHU).x + 50
    assert mark(Point(102.3, 22.3)).y < mark(DIEN_BIEN_PHU).y - 50


@given(st.floats(102, 105), st.floats(20, 23))
def test_projection_there_and_back(lon: float, lat: float) -> None:
    projection = Projection.fit([SON_LA, DIEN_BIEN_PHU, Point(104, 22)], (400, 300), (10, 20, 30, 40), most=1e6)
    back = projection.unproject(projection(Point(lon, lat)))
    assert back == pytest.approx((lon, lat))


def test_projection_keeps_the_points_within_the_margins() -> None:
    points = [SON_LA, DIEN_BIEN_PHU, Point(104, 22)]
    projection = Projection.fit(points, (400, 300), (10, 20, 30, 40), most=1e6)
    for x, y in map(projection, points):
        assert 40 - 1e-6 <= x <= 380 + 1e-6
        assert 10 - 1e-6 <= y <= 270 + 1e-6
    assert projection.units(111.2) == pytest.approx(projection.scale)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=30))
def test_simplified_lines_keep_their_ends_and_only_their_points(line: list[tuple[int, int]]) -> None:
    pixels = [Pixel(*place) for place in line]
    thinner = simplified(pixels, 3)
    assert (thinner[0], thinner[-1]) == (pixels[0], pixels[-1])
    assert set(thinner) <= set(pixels)


def test_a_third_province_is_drawn_too(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.geojson"):
        shutil.copy(path, tmp_path)
    collection = json.loads((tmp_path / "provinces.geojson").read_text(encoding="utf-8"))
    square = [[103.3, 22.2], [103.3, 22.7], [103.9, 22.7], [103.9, 22.2], [103.3, 22.2]]
    collection["features"].append(
        {
            "type": "Feature",
            "properties": {"code": "99"},
            "geometry": {"type": "MultiPolygon", "coordinates": [[square]]},
        }
    )
    (tmp_path / "provinces.geojson").write_text(json.dumps(collection), encoding="utf-8")
    geography = load_geography(tmp_path)
    assert geography.province_at(Point(103.6, 22.4)) == "99"
    drawn = locator_map(
        point=SON_LA,
        quality="source",
        province_names={**PROVINCES, "99": "Ba"},
        title="Vị trí",
        uid="where",
        geography=geography,
    )
    assert drawn.count('class="pv ') == 3
    assert ">Ba</text>" in drawn
    assert "Lai Châu" not in region(geography=geography)
    assert region(geography=geography).count('class="in-on"') == 3


# --- each map ---


@pytest.mark.parametrize(
    ("quality", "pins", "soft", "rings"),
    [
        ("source", 1, 0, 0),
        ("geonames", 1, 0, 0),
        ("dataset", 1, 0, 0),
        ("approximate", 1, 0, 1),
        ("commune", 0, 1, 0),
        (None, 0, 0, 0),
    ],
)
def test_the_mark_says_how_sure_the_point_is(quality: str | None, pins: int, soft: int, rings: int) -> None:
    markup = locator(SON_LA, quality)
    assert markup.count('class="pin"') == pins
    assert markup.count('class="pin soft"') == soft
    assert markup.count('class="about"') == rings


def test_no_mark_without_a_point_or_far_away() -> None:
    assert "pin" not in locator(None, "source")
    assert "pin" not in locator(Point(108.2, 16.06), "source")


def test_locators_are_light() -> None:
    base = locator(None, None)
    assert len(base.encode()) <= 5_000
    assert all(name in base for name in PROVINCES.values())


def test_sizes() -> None:
    assert all(len(ElementTree.tostring(svg)) <= 14_000 for svg in parsed(region()))
    assert len(country_inset(title="Việt Nam", uid="vn").encode()) <= 7_000
    assert len(neighbourhood().encode()) <= 5_000


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_destination_is_a_named_link_on_both_maps(language: str) -> None:
    wide, tall, _ = parsed(region(language))
    assert (wide.get("class"), tall.get("class")) == ("wide", "tall")
    for svg in (wide, tall):
        links = list(svg.iter("a"))
        assert [link.get("href") for link in links] == [f"/{language}/{index}/" for index in range(len(DESTINATIONS))]
        assert all("".join(link.itertext()).strip() for link in links)
        assert len([word for link in links for word in link.iter("text")]) == len(DESTINATIONS)
        texts = ["".join(text.itertext()) for text in svg.iter("text")]
        assert LANDS[language]["laos"] in texts
        assert all(name in texts for name in PROVINCES.values())


def test_neighbours_all_have_their_names() -> None:
    (svg,) = parsed(neighbourhood())
    texts = {"".join(text.itertext()) for text in svg.iter("text")}
    assert {"Quỳnh Nhai", *(name for name, *_ in NEIGHBOURS)} <= texts
    (linked,) = parsed(neighbourhood("/vi/xa/"))
    assert len(list(linked.iter("a"))) == len(NEIGHBOURS)


def test_a_neighbour_without_room_for_its_name_keeps_its_link_name() -> None:
    crowd = [Place(f"Một cái tên rất dài số {number}", Point(103.6, 21.6), f"/{number}") for number in range(40)]
    (svg,) = parsed(
        neighbourhood_map(
            centre=Place("Giữa", Point(103.6, 21.6)), neighbours=crowd, province_names={}, title="Đông", uid="crowd"
        )
    )
    assert all("".join(link.itertext()).startswith("Một cái tên") for link in svg.iter("a"))


def test_trips_share_marks_where_stops_are_close() -> None:
    svg, inset = parsed(trip())
    names = ["".join(text.itertext()) for text in svg.iter("text") if text.get("class") == "m-lb b"]
    assert names == ["1 Nhà tù Sơn La", "2–3 Bình Thuận", "4–5 Mường Phăng", "6–7 Điện Biên Phủ", "8 Thành Bản Phủ"]
    assert inset.get("class") == "vn-in"
    assert len([path for path in svg.iter("path") if path.get("class") == "trk"]) == 1


def test_trips_without_points_or_with_one() -> None:
    assert trip([Stop(1, "Không rõ nơi", None)]) == ""
    svg, _ = parsed(trip([Stop(1, "Không rõ nơi", None), Stop(2, "Sơn La", SON_LA, quality="commune")]))
    assert "trk" not in ElementTree.tostring(svg, encoding="unicode")
    assert [circle.get("class") for circle in svg.iter("circle")] == ["about"]


def test_a_stop_without_room_for_its_name_keeps_its_number() -> None:
    stops = [Stop(1, "Tên" * 30, SON_LA), Stop(2, "Điện Biên Phủ", DIEN_BIEN_PHU)]
    svg, _ = parsed(trip(stops))
    names = ["".join(text.itertext()) for text in svg.iter("text") if text.get("class") == "m-lb b"]
    assert names == ["1", "2 Điện Biên Phủ"]


def test_a_stop_with_room_for_a_part_of_its_name_is_shortened() -> None:
    name = "Bảo tàng Chiến thắng lịch sử Điện Biên Phủ " * 3
    svg, _ = parsed(trip([Stop(1, name.strip(), DIEN_BIEN_PHU), Stop(2, "Sơn La", SON_LA)]))
    first, _ = ["".join(text.itertext()) for text in svg.iter("text") if text.get("class") == "m-lb b"]
    assert re.fullmatch(r"1 Bảo tàng .*\w…", first)
    assert name.startswith(first.removeprefix("1 ").removesuffix("…"))


def test_trips_number_scattered_stops() -> None:
    stops = [Stop(1, "Tà Xùa", SON_LA), Stop(2, "Nơi khác", DIEN_BIEN_PHU), Stop(3, "Tà Xùa", SON_LA)]
    assert '<tspan class="num">1, 3</tspan> Tà Xùa…' in trip(stops)


def test_long_notes_are_broken_where_the_drawing_ends() -> None:
    assert "150 km từ Sơn La, 210 km từ Hà Nội" in roads("vi", wide=True)
    assert "150 km từ Sơn La, 210 km từ Hà Nội" not in roads("vi", wide=False)
    assert ">210 km từ Hà Nội</text>" in roads("vi", wide=False)


@pytest.mark.parametrize("wide", [True, False])
def test_the_diagram_wants_all_its_words(wide: bool) -> None:
    keys = diagram_keys(wide=wide)
    assert keys <= road_words("vi").keys()
    with pytest.raises(ValueError, match="co-noi"):
        road_diagram(wide=wide, labels=dict.fromkeys(keys - {"co-noi"}, "x"), title="t", uid="t")


# --- lettering and the build ---


def test_widths_ignore_marks_and_follow_letters() -> None:
    assert text_width("Điện Biên", 10) == pytest.approx(text_width("Điên Bien", 10))
    assert text_width("im", 10) > text_width("ii", 10)
    assert text_width("", 10) == 0
    # Measured from the font itself: 6.78 and 7.23 em, give or take a kern.
    assert text_width("Điện Biên Phủ", 1) == pytest.approx(6.78, abs=0.25)
    assert text_width("QĐ. Trường Sa", 1) == pytest.approx(7.23, abs=0.25)


def test_build_keeps_order_codes_and_joins() -> None:
    ring = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
    crumb = [[5.0, 5.0], [5.0, 5.01], [5.01, 5.0], [5.0, 5.0]]
    source = [
        {"properties": {"name": name}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring], [crumb]]}}
        for name in ("A", "B")
    ]
    built = build.build_provinces(source, {"B": "2", "A": "1"})
    assert [feature["properties"]["code"] for feature in built] == ["2", "1"]
    assert all(len(feature["geometry"]["coordinates"]) == 1 for feature in built)
    with pytest.raises(ValueError, match="no code"):
        build.build_provinces(source, {"A": "1"})
    rivers = build.build_rivers(
        [
            {"properties": {"rank": 2, "inside": True}, "geometry": {"type": "LineString", "coordinates": line}}
            for line in ([[1.0, 1.0], [2.0, 1.5]], [[0.0, 0.0], [1.0, 1.0]], [[9.0, 9.0], [9.0, 9.01]])
        ]
    )
    assert [feature["geometry"]["coordinates"] for feature in rivers] == [[(0.0, 0.0), (1.0, 1.0), (2.0, 1.5)]]
    islands = build.build_islands(
        [
            {"properties": {"group": "G"}, "geometry": {"type": "Point", "coordinates": place}}
            for place in ([1, 1], [1.01, 1], [2, 2])
        ]
    )
    assert len(islands) == 2
