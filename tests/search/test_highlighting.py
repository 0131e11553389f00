"""What is marked in a text, and which part of a long one is shown."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold_tokens
from search.highlighting import ELLIPSIS, excerpt, mark
from search.results import Piece
from tests.search.texts import any_text

STORY = (
    "Cao nguyên Mộc Châu nằm ở độ cao 1.050 m so với mực nước biển, khí hậu mát mẻ quanh năm. "
    "Thác Dải Yếm đổ từ độ cao gần 100 m xuống, gồm hai dòng nước trắng xoá. "
    "Đồi chè trái tim thuộc xã Tân Lập; người dân hái chè từ tháng 3 đến tháng 11. "
    "Mùa mận chín vào tháng 5 và tháng 6, khách đến thung lũng Nà Ka đông nhất. "
    "Đường lên Tà Xùa dốc, nên đi xe số và xem thời tiết trước khi lên đường săn mây."
)


def shown(pieces: tuple[Piece, ...]) -> str:
    """The pieces as a text, marks in brackets."""
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


def joined(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "tokens", "expected"),
    [
        ("Hồ Pá Khoang ở Mường Phăng", "pa khoang", "Hồ [Pá Khoang] ở Mường Phăng"),
        ("Khoang thuyền ở Pá Khoang", "pa khoang", "[Khoang] thuyền ở [Pá Khoang]"),
        ("HỒ PÁ KHOANG", "ho", "[HỒ] PÁ KHOANG"),
        ("hồng", "ho", "hồng"),
        ("Người H’Mông ở bản", "hmong", "Người [H’Mông] ở bản"),
        ("Mộc\n Châu", "moc chau", "[Mộc\n Châu]"),
        ("Mộc. Châu", "moc chau", "[Mộc]. [Châu]"),
        ("Ara-Tay, ĐT.115", "ara tay dt 115", "[Ara-Tay], [ĐT.115]"),
        ("ĐT115", "115", "ĐT[115]"),
        ("Waterfalls and hunting", "waterfal hunt", "[Waterfalls] and [hunting]"),
        ("Vietnam's falls", "vietnam", "[Vietnam's] falls"),
        ("古奠边府城", "奠边 边府", "古[奠边府]城"),
        ("ເມືອງ", "ມືອ", "ເ[ມືອ]ງ"),
        ("1.234 khách", "1234", "[1.234] khách"),
        ("<b>Mộc</b>", "moc", "<b>[Mộc]</b>"),
        ("Mộc Châu", "", "Mộc Châu"),
        ("", "moc", ""),
    ],
)
def test_mark(text: str, tokens: str, expected: str) -> None:
    pieces = mark(text, tokens.split())
    assert shown(pieces) == expected
    assert all(piece.text for piece in pieces)


def test_marks_in_decomposed_text_take_whole_letters() -> None:
    text = unicodedata.normalize("NFD", "Điện Biên Phủ và Mường Lay")
    marked = [piece.text for piece in mark(text, {"bien", "phu", "lay"}) if piece.is_marked]
    assert marked == [unicodedata.normalize("NFD", part) for part in ("Biên Phủ", "Lay")]


@given(any_text, st.data())
def test_marked_pieces_are_the_text(text: str, data: st.DataObject) -> None:
    tokens = data.draw(st.sets(st.sampled_from(fold_tokens(text) or ["x"])))
    pieces = mark(text, tokens)
    assert joined(pieces) == text
    assert all(piece.text for piece in pieces)
    assert all(one.is_marked != other.is_marked for one, other in pairwise(pieces))
    assert any(piece.is_marked for piece in pieces) == bool(tokens & set(fold_tokens(text)))


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("thac yem", "…[Thác] Dải [Yếm] đổ từ độ cao gần 100 m xuống, gồm hai dòng nước trắng xoá. …"),
        ("chin", "…Mùa mận [chín] vào tháng 5 và tháng 6, khách đến thung lũng Nà Ka đông nhất. …"),
        # The first sentences that hold both, not the many that hold one.
        (
            "yem che",
            "…Thác Dải [Yếm] đổ từ độ cao gần 100 m xuống, gồm hai dòng nước trắng xoá. Đồi [chè] trái tim thuộc xã…",
        ),
        (
            "cao nguyen",
            "[Cao nguyên] Mộc Châu nằm ở độ [cao] 1.050 m so với mực nước biển, khí hậu mát mẻ quanh năm. …",
        ),
        ("", "Cao nguyên Mộc Châu nằm ở độ cao 1.050 m so với mực nước biển, khí hậu mát mẻ quanh năm. …"),
        ("khong co", "Cao nguyên Mộc Châu nằm ở độ cao 1.050 m so với mực nước biển, khí hậu mát mẻ quanh năm. …"),
        ("san may", "…Đường lên Tà Xùa dốc, nên đi xe số và xem thời tiết trước khi lên đường [săn mây]."),
    ],
)
def test_excerpt(tokens: str, expected: str) -> None:
    pieces = excerpt(STORY, tokens.split(), 100)
    assert shown(pieces) == expected


def test_a_short_text_is_shown_whole() -> None:
    assert shown(excerpt("  Thác Dải Yếm, Mộc Châu \n", {"yem"})) == "Thác Dải [Yếm], Mộc Châu"
    assert excerpt("", {"yem"}) == ()


def test_nothing_ends_with_a_comma_before_what_is_left_out() -> None:
    assert joined(excerpt("Một hai ba bốn, năm sáu bảy", set(), 18)) == "Một hai ba bốn…"


def test_of_many_matches_the_excerpt_begins_with_the_first_that_hold_all() -> None:
    text = "Bản Áng. Rừng thông ở bản. " + "Chợ ở bản. " * 9 + "Hồ ở bản Áng, bản bên hồ. Trường ở bản. " * 3
    assert shown(excerpt(text, {"ho", "ang"}, 50)) == "…[Hồ] ở bản [Áng], bản bên [hồ]. Trường ở bản. …"
    assert (
        shown(excerpt(text, {"cho", "ang", "ban"}, 60))
        == "[Bản Áng]. Rừng thông ở [bản]. [Chợ] ở [bản]. [Chợ] ở [bản]. …"
    )


def test_a_match_in_the_last_words_brings_the_sentences_before_it() -> None:
    text = "Rừng thông xanh mát quanh năm. " * 5 + "Lên đồi ngắm sao. Đi bộ."
    assert shown(excerpt(text, {"bo"}, 60)) == "…Rừng thông xanh mát quanh năm. Lên đồi ngắm sao. Đi [bộ]."


def test_text_without_spaces_is_cut_anywhere() -> None:
    pieces = excerpt("奠边府" * 100, {"边府"}, 50)
    assert len(joined(pieces)) == 50
    assert any(piece.is_marked for piece in pieces)


@given(any_text, st.integers(min_value=10, max_value=50), st.data())
def test_excerpts_are_parts_of_the_text_with_a_match_if_there_is_one(
    text: str, length: int, data: st.DataObject
) -> None:
    text = " ".join([text] * data.draw(st.integers(1, 4))).replace(ELLIPSIS, ".")
    tokens = data.draw(st.sets(st.sampled_from(fold_tokens(text) or ["x"]), max_size=3))
    pieces = excerpt(text, tokens, length)
    assert len(joined(pieces)) <= length
    assert joined(pieces).removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in text
    assert all(one.is_marked != other.is_marked for one, other in pairwise(pieces))
    is_short = all(len(word) < length - 2 for word in text.split())
    if is_short and any(token in tokens for token in fold_tokens(text)):
        assert any(piece.is_marked for piece in pieces)
