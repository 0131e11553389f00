"""What can be a Vietnamese syllable and where its tone is written, against the words of the region."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

import pytest
from hypothesis import given

from search.analysis import tone_tokens
from search.syllables import TONE_MARKS, is_syllable, with_tone
from tests.search.texts import any_text, unit_names

VALID = """
    a á é ý ở ừ ôi ông ướt yên yêu yếm oai oan uống ươi uỷ uyên
    mộc châu điện biên phủ sơn la tà xùa pha đin hồ pá khoang tây trang đèo lũng lô thác dải yếm
    ngã nghiêng nghĩ nghề ngô ngoài ngoẻm nguyễn nguyệt khuya khuỷu khuấy khuếch thuở huơ xoăn hoắc
    già giàng giếng giết gì gìn gió giữa giũ giường giúp giấc
    quốc quê quý quy quỳnh quyên quyết quang quanh quặng quả quờ quà quít quên
    kỳ ky kẻ kiến kim kê ghế ghi ghét gà gốc gươm
    lý ly mỹ sỹ hy thuỷ thủy hoà hòa hoè khoẻ khỏe tuý chuà chùa
    xoong boong séc mét tách thích ếch kịch nước được ngược trước
    phình giàng tìa dình sín chải sính nhè xím pắc búng púng sốp cộp lóng sập phiêng pằn nậm ty hặc
"""
INVALID = """
    gii giiêng giin ciên ngiêng gyên iên myêng ka kon krông blao đăk hmông ghà gha nga-y ngê nghà cê ci cy ke-n gê
    mât mat mac mach map mạt̀ sàch mịp̉ tôc hêch vưc
    buýt moa voan phuy
    coffee tea hill cheese tour lake waterfall museum ocop homestay resort town view
    bb ng q qu gi̖ x đ w j z f ă ắ â ấ oă uâ
    mộcc chââu hooà tòà ieu iê ưo ươ uô iêu yê khuyê quô
    mộc1 a1 4g ¹
"""


@pytest.mark.parametrize("word", VALID.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", [*INVALID.split(), "", " ", "mộc châu", "Mộc"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_every_marked_word_of_the_names_is_a_syllable() -> None:
    words = {word for name in unit_names() for word in re.findall(r"[^\W\d_]+", name.lower())}
    marked = {word for word in words if not word.isascii()}
    assert len(marked) > 150
    assert {word for word in marked if not is_syllable(word)} == set()


def test_stops_have_two_tones_and_other_syllables_six() -> None:
    for rime, tones in (("ang", 6), ("a", 6), ("ac", 2), ("ach", 2), ("ap", 2), ("at", 2)):
        assert sum(is_syllable(with_tone(f"m{rime}", tone)) for tone in ("", *TONE_MARKS)) == tones


@given(any_text)
def test_any_text_is_asked_about(text: str) -> None:
    assert is_syllable(text) in {True, False}


@pytest.mark.parametrize(
    ("plain", "tone", "expected"),
    [
        ("hoa", "2", "hoà"),
        ("khoe", "3", "khoẻ"),
        ("thuy", "3", "thuỷ"),
        ("mua", "2", "mùa"),
        ("mưa", "4", "mữa"),
        ("mia", "1", "mía"),
        ("khoang", "1", "khoáng"),
        ("hoan", "2", "hoàn"),
        ("đương", "2", "đường"),
        ("điên", "5", "điện"),
        ("quy", "1", "quý"),
        ("qua", "3", "quả"),
        ("quôc", "1", "quốc"),
        ("gia", "1", "giá"),
        ("gi", "2", "gì"),
        ("gin", "2", "gìn"),
        ("giêng", "1", "giếng"),
        ("giau", "2", "giàu"),
        ("khuyu", "3", "khuỷu"),
        ("oai", "3", "oải"),
        ("ngoeo", "3", "ngoẻo"),
        ("dai", "3", "dải"),
        ("kiêu", "2", "kiều"),
        ("ruou", "5", "ruọu"),
        ("a", "1", "á"),
        ("mân", "", "mân"),
        ("ng", "1", "ng"),
    ],
)
def test_where_the_tone_is_written(plain: str, tone: str, expected: str) -> None:
    assert with_tone(plain, tone) == expected


def test_tones_are_written_where_the_names_have_them() -> None:
    digits = {mark: digit for digit, mark in TONE_MARKS.items()}
    words = {word for name in unit_names() for word in re.findall(r"[^\W\d_]+", name.lower())}
    # Open oa, oe, uy are written both ways; the site writes hoà.
    for word in words:
        decomposed = unicodedata.normalize("NFD", word)
        tones = [digits[character] for character in decomposed if character in digits]
        plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in digits))
        written = with_tone(plain, "".join(tones))
        assert tone_tokens(written) == tone_tokens(word)
        assert written == word or re.search("(oa|oe|uy)$", plain), word


def test_every_onset_with_every_open_vowel_by_the_spelling_rules() -> None:
    valid = {onset + vowel for onset, vowel in product(("c", "k", "g", "gh", "ng", "ngh"), "aeiouêôơưy")}
    assert {word for word in valid if is_syllable(word)} == set(
        "ca co cu cô cơ cư ke ki kê ky ga go gu gô gơ gư gi ghe ghi ghê nga ngo ngu ngô ngơ ngư nghe nghi nghê".split()
    )
