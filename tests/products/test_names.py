"""Names that businesses give: nothing in them may pass for something else."""

from __future__ import annotations

import pytest

from products.names import foreign_letters, tidy, tidy_text


@pytest.mark.parametrize(
    "name",
    [
        "Mật ong bạc hà Mèo Vạc",
        "HTX Nông nghiệp 19/5 – Mộc Châu (Sơn La)",
        "Chè Shan tuyết Tà Xùa 500 g",
        "Crème brûlée, Bœuf, Rødgrød",
        "H'Mông, Đồng bào",
        "100 m² & “Nếp nương”",
    ],
)
def test_vietnamese_and_its_neighbours_are_taken(name):
    assert foreign_letters(name) == []
    assert foreign_letters(tidy(name)) == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mật оng", ["о"]),  # Cyrillic o
        ("Αnh Đào", ["Α"]),  # Greek capital alpha
        ("Ðồng Mường", ["Ð"]),  # Icelandic eth for Đ
        ("Chè ꓢhan", ["ꓢ"]),  # Lisu s
        ("Mıa", ["ı"]),
        ("Ｔrà", ["Ｔ"]),  # full width
        ("Cam ١", ["١"]),  # Arabic digit
        ("Trà\u0335", ["\u0335"]),  # a stroke that belongs to no letter
    ],
)
def test_look_alikes_are_named(name, letters):
    assert foreign_letters(name) == letters


def test_what_nobody_sees_is_taken_out():
    assert tidy("  Trà\u200b \u202eShan\x00\r\nBcc: ai@example.vn ") == "Trà Shan Bcc: ai@example.vn"
    assert tidy("Tra\u0300") == "Trà"


def test_lines_of_a_text_stay_lines():
    assert tidy_text(" Dòng một\r\n\r\nDòng\thai\x07\u202e\x00 ") == "Dòng một\n\nDòng\thai"
