"""Words typed with the input method off: every way to type the names of the region comes back, other words stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tone_tokens
from search.syllables import is_syllable
from search.typing_slips import decode, decode_telex, decode_vni
from tests.search.texts import any_text, unit_names

TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
HAT, BREVE, HORN = "\u0302", "\u0306", "\u031b"


def letters_of(syllable: str) -> tuple[list[tuple[str, str]], str]:
    """Plain letters, each with its mark or bar, and the tone with the place of its letter."""
    letters: list[tuple[str, str]] = []
    tone = ""
    for character in unicodedata.normalize("NFD", syllable):
        if character in VNI_TONES:
            tone = f"{character}{len(letters)}"
        elif unicodedata.combining(character):
            letters[-1] = (letters[-1][0], character)
        elif character == "đ":
            letters.append(("d", "bar"))
        else:
            letters.append((character, ""))
    return letters, tone


def typed(syllable: str, keys: dict[str, str], tones: dict[str, str], moves: tuple[bool, bool, bool]) -> str:
    """The keys of a syllable; ``moves`` says whether tone, mark and bar come at its end or at their letter."""
    is_tone_late, is_mark_late, is_bar_late = moves
    letters, tone = letters_of(syllable)
    word = ""
    late = ""
    for place, (letter, mark) in enumerate(letters, start=1):
        word += letter
        key = keys.get(mark, letter)
        if mark and (is_bar_late if mark == "bar" else is_mark_late):
            late += key if key not in late else ""  # one w for both of ươ
        elif mark:
            word += key
        if tone and not is_tone_late and tone[1:] == str(place):
            word += tones[tone[0]]
    return word + late + (tones[tone[0]] if tone and is_tone_late else "")


def telex(syllable: str) -> Iterator[str]:
    """Every way to type it in Telex; a hat's letter apart from its vowel only with another sign of Telex."""
    has_hat = HAT in unicodedata.normalize("NFD", syllable)
    letters, tone = letters_of(syllable)
    is_marked = bool(tone) or ("d", "bar") in letters
    for moves in product((True, False), repeat=3):
        if not (moves[1] and has_hat) or is_marked:
            yield typed(syllable, {BREVE: "w", HORN: "w", "bar": "d"}, TELEX_TONES, moves)


def vni(syllable: str) -> Iterator[str]:
    """Every way to type it in VNI."""
    for moves in product((True, False), repeat=3):
        yield typed(syllable, {HAT: "6", HORN: "7", BREVE: "8", "bar": "9"}, VNI_TONES, moves)


def marked_syllables() -> list[str]:
    words = {word for name in unit_names() for word in re.findall(r"[^\W\d_]+", name.lower())}
    more = "nhưng những tự thuở mưa hưu xoăn quăng quơ giữ ưu nghiêng khuỷu hươu quốc uống ước yếm đường được đỗ đã ở ý"
    return sorted({word for word in words if not word.isascii()} | set(more.split()))


def test_there_are_names_enough() -> None:
    assert len(unit_names()) > 300
    assert len(marked_syllables()) > 180


@pytest.mark.parametrize("syllable", marked_syllables())
def test_every_typing_of_a_syllable_is_read(syllable: str) -> None:
    for word in set(telex(syllable)):
        assert tone_tokens(decode_telex(word) or "") == tone_tokens(syllable), word
        assert decode_telex(word.upper()) == decode_telex(word)
    if len(syllable) > 1:  # A1 is a hill
        for word in set(vni(syllable)):
            assert tone_tokens(decode_vni(word) or "") == tone_tokens(syllable), word
            assert decode_vni(word.upper()) == decode_vni(word)


@pytest.mark.parametrize("name", unit_names())
def test_names_typed_whole_are_read(name: str) -> None:
    for way in (telex, vni):
        words = name.lower().split()
        if any("oong" in word for word in words):
            continue  # Noong and Toong are names, and ways to type nông and tông: only the index can tell
        text = " ".join(word if word.isascii() or len(word) == 1 else next(way(word)) for word in words)
        assert tone_tokens(decode(text)) == tone_tokens(name)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mooj", "mộ"),
        ("mooc", None),  # môc without a tone is none
        ("chaau", "châu"),
        ("ddieenj", "điện"),
        ("dieendj", "điện"),
        ("dddien", None),
        ("phur", "phủ"),
        ("sown", "sơn"),
        ("sonw", "sơn"),
        ("taf", "tà"),
        ("xuaf", "xùa"),
        ("xufa", "xùa"),
        ("chef", "chè"),
        ("trais", "trái"),
        ("ddi", "đi"),
        ("dduwowngf", "đường"),
        ("dduongwf", "đường"),
        ("nhwngx", "những"),
        ("vietej", "việt"),
        ("mocoj", "mộc"),
        ("gias", "giá"),
        ("hoaf", "hoà"),
        ("LAAYS", "lấy"),
        # Nothing to read.
        ("moc", None),
        ("chau", None),
        ("la", None),
        ("ocop", None),
        ("coffee", None),
        ("tea", None),
        ("hill", None),
        ("cheese", None),
        ("tour", None),
        ("tours", None),
        ("museum", None),
        ("hotel", None),
        ("resort", None),
        ("homestay", None),
        ("tower", None),
        ("flower", None),
        ("view", None),
        ("food", None),
        ("trek", None),
        ("cave", None),
        ("lake", None),
        ("wifi", None),
        ("mana", None),
        ("mass", None),
        ("mộcj", None),
        ("mats1", None),
        ("macf", None),  # no stop takes a huyền
        ("w", "ư"),
        ("ww", None),
        ("wwww", None),
        ("s", None),
        ("", None),
        ("a" * 200, None),
    ],
)
def test_telex(word: str, expected: str | None) -> None:
    assert decode_telex(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mo65c", "mộc"),
        ("mo6c5", "mộc"),
        ("moc65", "mộc"),
        ("moc56", "mộc"),
        ("cha6u", "châu"),
        ("chau6", "châu"),
        ("d9ie6n", "điên"),
        ("d9ie65n", "điện"),
        ("dien965", "điện"),
        ("phu3", "phủ"),
        ("so7n", "sơn"),
        ("d9u7o7ng2", "đường"),
        ("d9uo7ng2", "đường"),
        ("na8m", "năm"),
        ("quy1", "quý"),
        ("MO65C", "mộc"),
        ("a1", None),
        ("A1", None),
        ("c2", None),
        ("d9", None),
        ("ql6", None),
        ("km15", None),
        ("mo0c", None),
        ("mo655c", None),
        ("mo67c", None),
        ("ba12n", None),
        ("5moc", None),
        ("2025", None),
        ("4sao", None),
        ("covid19", None),
        ("ocop4", None),
        ("moc", None),
        ("moc2", None),  # no stop takes a huyền
        ("m1oc", None),
        ("", None),
        ("mo٥c", None),
        ("a" * 50 + "1" * 50, None),
    ],
)
def test_vni(word: str, expected: str | None) -> None:
    assert decode_vni(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ddieenj bieen phur", "điện biên phủ"),
        ("taf xuaf", "tà xùa"),
        ("Mo65c Cha6u, ddooif A1!", "mộc châu, đồi A1!"),
        ("nhà nghỉ mooj chaau", "nhà nghỉ mộ châu"),
        ("Điện bieen", "Điện biên"),
        (unicodedata.normalize("NFD", "Điện") + " bieen", unicodedata.normalize("NFD", "Điện") + " biên"),
        ("coffee ocop 2025", "coffee ocop 2025"),
        ("", ""),
    ],
)
def test_a_whole_question(text: str, expected: str) -> None:
    assert decode(text) == expected


@given(any_text)
def test_any_text_is_read_to_something_stable(text: str) -> None:
    assert decode(decode(text)) == decode(text)


@given(st.text(st.sampled_from("aeiouydwsfrxjcmnghtpqkl0123456789"), min_size=1, max_size=9))
def test_what_is_read_is_a_syllable_and_new(word: str) -> None:
    for meant in (decode_telex(word), decode_vni(word)):
        assert meant is None or (is_syllable(meant) and meant != word)
