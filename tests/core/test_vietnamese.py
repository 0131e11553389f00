"""Folding, slugs and sort keys, against a comparison written another way and against the names of the region."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese import fold, slugify, sort_key

SLUG_SCRIPT = Path(__file__).parents[2] / "portal" / "static" / "js" / "slug.js"

# The communes and wards since 1 July 2025 (two names are borne twice), and a few names of another make.
COMMUNES = (
    "Điện Biên Phủ|Mường Lay|Sín Thầu|Mường Nhé|Nậm Kè|Mường Toong|Quảng Lâm|Mường Chà|Nà Hỳ|Na Sang|Chà Tở|"
    "Nà Bủng|Mường Tùng|Pa Ham|Nậm Nèn|Si Pa Phìn|Mường Pồn|Na Son|Xa Dung|Mường Luân|Tủa Chùa|Tủa Thàng|Sín Chải|"
    "Sính Phình|Sáng Nhè|Tuần Giáo|Mường Ảng|Pú Nhung|Mường Mùn|Chiềng Sinh|Quài Tở|Búng Lao|Mường Lạn|Nà Tấu|"
    "Mường Phăng|Thanh Nưa|Mường Thanh|Thanh Yên|Thanh An|Sam Mứn|Núa Ngam|Mường Nhà|Pu Nhi|Phình Giàng|Tìa Dình|"
    "Tô Hiệu|Chiềng An|Chiềng Cơi|Mường Chiên|Mường Giôn|Quỳnh Nhai|Mường Sại|Thuận Châu|Bình Thuận|Mường É|"
    "Chiềng La|Mường Khiêng|Mường Bám|Long Hẹ|Co Mạ|Nậm Lầu|Muổi Nọi|Mường La|Chiềng Lao|Ngọc Chiến|Mường Bú|"
    "Chiềng Hoa|Bắc Yên|Xím Vàng|Tà Xùa|Pắc Ngà|Tạ Khoa|Chiềng Sại|Suối Tọ|Mường Cơi|Phù Yên|Gia Phù|Mường Bang|"
    "Tường Hạ|Kim Bon|Tân Phong|Mộc Sơn|Mộc Châu|Thảo Nguyên|Chiềng Sơn|Tân Yên|Đoàn Kết|Song Khủa|Tô Múa|Vân Sơn|"
    "Lóng Sập|Vân Hồ|Xuân Nha|Yên Châu|Chiềng Hặc|Yên Sơn|Lóng Phiêng|Phiêng Khoài|Mai Sơn|Chiềng Sung|"
    "Mường Chanh|Chiềng Mung|Chiềng Mai|Tà Hộc|Phiêng Cằm|Phiêng Pằn|Sông Mã|Bó Sinh|Mường Lầm|Nậm Ty|Chiềng Sơ|"
    "Chiềng Khoong|Huổi Một|Mường Hung|Chiềng Khương|Púng Bánh|Sốp Cộp|Mường Lèo|Đèo Pha Đin|Pha Đin Top|H'Mông|"
    "Bản 2|Bản 10"
).split("|")


# --- fold ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điện Biên Phủ", "dien bien phu"),
        ("ĐƯỜNG 42", "duong 42"),
        ("H'Mông", "hmong"),
        ("H\u2019Mông", "hmong"),
        ("H\u02bcMông", "hmong"),
        ("  Mộc \n\t Châu\u00a0", "moc chau"),
        ("Café Señor Łódź", "cafe senor lodz"),
        ("ﬁ ½", "fi 1⁄2"),
        ("ເມືອງ", "ເມືອງ"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_fold_is_idempotent_and_form_blind(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


def test_fold_leaves_ascii_from_every_vietnamese_letter() -> None:
    letters = "".join(ROWS) + "đ"
    assert fold(letters + letters.upper()).isascii()


# --- slugify ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đèo Pha Đin", "deo-pha-din"),
        ("Điện Biên Phủ – đèo", "dien-bien-phu-deo"),
        ("Chợ phiên (Tủa Chùa)", "cho-phien-tua-chua"),
        ("Bản H'Mông 2", "ban-hmong-2"),
        ("Đồi A1 & hầm Đờ Cát", "doi-a1-ham-do-cat"),
        ("-- __ --", ""),
        ("ເມືອງ", ""),
        ("", ""),
    ],
)
def test_slugify(text: str, expected: str) -> None:
    assert slugify(text) == expected


def test_slugify_cuts_after_a_whole_word() -> None:
    assert slugify("Mộc Châu mùa hoa mận", max_length=12) == "moc-chau-mua"
    assert slugify("Mộc Châu mùa hoa mận", max_length=11) == "moc-chau"
    assert slugify("Mộc Châu mùa hoa mận", max_length=9) == "moc-chau"
    assert slugify("Mộcchâumùahoa", max_length=5) == "mocch"


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_slugify_gives_a_slug(text: str, max_length: int) -> None:
    slug = slugify(text, max_length)
    assert len(slug) <= max_length
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in slug.split("-")) or slug == ""
    assert slugify(slug, max_length) == slug


def test_the_script_in_the_editor_makes_the_same_slugs() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    texts = [
        *COMMUNES,
        *(unicodedata.normalize("NFD", name) for name in COMMUNES[:40]),
        *(f"{a} – {b}: “{a.upper()}” ({i})" for i, (a, b) in enumerate(pairwise(COMMUNES))),
        *(
            "Łódź ßtraße æœþðı İstanbul",
            "H\u2019Mông H\u02bcMông Mộc\u200bChâu",
            "ﬁ ½ m² Ⅳ",
            "ເມືອງ 中国",
            "___",
            "",
            " - ",
        ),
    ]
    assert len(texts) >= 200
    program = (
        "const {slugify} = require(process.argv[1]);"
        "let s = ''; process.stdin.on('data', d => s += d).on('end', () =>"
        "process.stdout.write(JSON.stringify(JSON.parse(s).map(([t, n]) => slugify(t, n)))));"
    )
    cases = [(text, length) for text in texts for length in (80, 12)]
    done = subprocess.run(
        [node, "-e", program, str(SLUG_SCRIPT)], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [slugify(text, length) for text, length in cases]


# --- sort_key ---

# The order of the dictionary, spelt out: one row a letter, one column a tone (ngang huyền hỏi ngã sắc nặng).
ROWS = (
    "aàảãáạ ăằẳẵắặ âầẩẫấậ b c d đ eèẻẽéẹ êềểễếệ f g h iìỉĩíị j k l m n oòỏõóọ ôồổỗốộ ơờởỡớợ p q r s t uùủũúụ ưừửữứự "
    "v w x yỳỷỹýỵ z"
).split()
PLACE = {letter: (row, tone) for row, letters in enumerate(ROWS) for tone, letter in enumerate(letters)}


def dictionary_place(text: str) -> tuple[object, ...]:
    """Place of a text in the dictionary, by whole syllables: an independent statement of what ``sort_key`` encodes."""
    words: list[str] = []
    for character in text:
        kind = "d" if character.isdigit() else "l" if character.lower() in PLACE else ""
        if kind and words and words[-1].startswith(kind):
            words[-1] += character
        else:
            words.append(kind + character if kind else "")
    place: list[tuple[object, ...]] = []
    for word in filter(None, words):
        if word[0] == "d":
            place.append((0, int(word[1:])))
        else:
            letters = [PLACE[letter.lower()] for letter in word[1:]]
            tones = [tone for _, tone in letters if tone]
            place.append((1, [row for row, _ in letters], tones))
    return tuple(place), [letter.isupper() for letter in text if letter.lower() in PLACE]


vietnamese = st.text(alphabet="aàáAÁbdđĐeêếghioôốơợuưứny 0129-,", max_size=12)


@given(vietnamese, vietnamese)
def test_keys_compare_as_the_dictionary_does(first: str, second: str) -> None:
    key, other = sort_key(first), sort_key(second)
    place, other_place = dictionary_place(first), dictionary_place(second)
    assert (key < other) == (place < other_place)
    assert (key == other) == (place == other_place)
    assert (key > other) == (place > other_place)


@given(st.text())
def test_keys_are_digits_and_form_blind(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isdigit()
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text)) == key


@pytest.mark.parametrize(
    "ordered",
    [
        ["2", "10", "A1", "An", "Ảng"],
        ["Bản 2", "Bản 010", "Bản 11", "Bản Áng", "Bản Bon"],
        ["la", "La", "là", "lả", "lã", "lá", "lạ", "lai", "lan", "Lay", "lăn", "lân"],
        ["La Hà", "Là Ca", "Lá Ba"],
        ["da", "dê", "dương", "đa", "đê", "em"],
        ["đo", "đoàn", "đô", "đơ", "đu", "đư"],
        ["Mường", "Mường La", "Mường Lạn", "Mường Lay", "Mường Lầm", "Mường Lèo", "Mường Luân"],
    ],
)
def test_expected_order(ordered: list[str]) -> None:
    keys = [sort_key(text) for text in ordered]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hòa", "hoà"),
        ("H'Mông", "H’Mông"),
        ("Sơn-La", "Sơn  La"),
        ("Bản 2", "Bản2"),
        ("7", "007"),
        ("Mộc\u00ad Châu", "Mộc Châu"),
        ("", "…"),
    ],
)
def test_what_a_reader_sees_as_the_same_place_ties(first: str, second: str) -> None:
    assert sort_key(first) == sort_key(second)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Bản 10", "Bắc Yên"),
        ("Bắc Yên", "Bình Thuận"),
        ("Bình Thuận", "Bó Sinh"),
        ("Búng Lao", "Chà Tở"),
        ("Chà Tở", "Chiềng An"),
        ("Co Mạ", "Đèo Pha Đin"),
        ("Đèo Pha Đin", "Điện Biên Phủ"),
        ("Đoàn Kết", "Gia Phù"),
        ("Mường É", "Mường Giôn"),
        ("Mường Luân", "Mường Mùn"),
        ("Mường Tùng", "Na Sang"),
        ("Na Son", "Nà Bủng"),
        ("Quài Tở", "Quảng Lâm"),
        ("Si Pa Phìn", "Sín Chải"),
        ("Sín Chải", "Sín Thầu"),
        ("Sín Thầu", "Sính Phình"),
        ("Tà Xùa", "Tạ Khoa"),
        ("Tân Yên", "Thanh An"),
        ("Vân Sơn", "Xa Dung"),
        ("Yên Châu", "Yên Sơn"),
    ],
)
def test_neighbours_among_the_communes(before: str, after: str) -> None:
    ordered = sorted(COMMUNES, key=sort_key)
    assert ordered[ordered.index(before) + 1] == after
