"""Words that templates make of numbers and dates."""

import datetime as dt

import pytest
from django.utils import translation

from portal.core.templatetags import name_tags
from portal.core.templatetags import portal_tags as tags
from tourism.lunar import LunarDate


@pytest.mark.parametrize(
    ("months", "vi", "en"),
    [
        ([], "", ""),
        ([3], "tháng\N{NO-BREAK SPACE}3", "March"),
        ([10, 11, 12, 1, 2], "tháng\N{NO-BREAK SPACE}10–2", "October–February"),
        ([1, 2, 5, 6], "tháng\N{NO-BREAK SPACE}1–2, 5–6", "January–February, May–June"),
        (list(range(1, 13)), "quanh năm", "all year"),
    ],
)
def test_runs_of_months(months, vi, en):
    with translation.override("vi"):
        assert tags.months_in_words(months) == vi
    with translation.override("en"):
        assert tags.months_in_words(months) == en


def test_numbers_and_days_follow_the_language():
    date = dt.date(2027, 2, 15)
    with translation.override("vi"):
        assert (tags.number(1327430), tags.day(date), tags.weekday(date)) == ("1.327.430", "15.2.2027", "thứ Hai")
        assert tags.lunar_day(LunarDate(2027, 1, 10)) == "mùng 10 tháng Giêng"
        assert tags.lunar_day(LunarDate(2025, 6, 15, is_leap=True)) == "ngày 15 tháng Sáu nhuận"
        assert tags.lunar_day_short(LunarDate(2025, 6, 15)) == "15 tháng Sáu"
        assert tags.lunar_day_short(LunarDate(2025, 6, 5)) == "mùng 5 tháng Sáu"
    with translation.override("en"):
        assert (tags.number(1327430), tags.day(date), tags.weekday(date)) == ("1,327,430", "15 February 2027", "Monday")
        assert tags.lunar_day_short(LunarDate(2025, 6, 15, is_leap=True)) == "day 15 of month 6 (leap)"


def test_months_have_names_in_english():
    march = dt.date(2027, 3, 1)
    with translation.override("vi"):
        assert (tags.month_name(march), tags.month_short(march)) == ("Tháng 3", "3")
    with translation.override("en"):
        assert (tags.month_name(march), tags.month_short(march)) == ("March", "Mar")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("National Highway 6: Hà Nội – Hoà Bình – Mộc Châu", ["Hà Nội", "Hoà Bình", "Mộc Châu"]),
        ("The Pa Háng gate, Điện Biên Airport", ["Pa Háng", "Điện Biên"]),
        ("end of Pha Đin Pass to A Pa Chải", ["Pha Đin", "A Pa Chải"]),
        ("Điện Biên’s programme adds a link", ["Điện Biên"]),
        ("Houaphanh province (Laos), Pu’er, 35 km", []),
        ("", []),
    ],
)
def test_vietnamese_names_are_found_in_english_texts(text, names):
    assert [text[start:end] for start, end in name_tags.names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Báo và phát thanh, truyền hình Điện Biên", '<span lang="vi">Báo và phát thanh, truyền hình Điện Biên</span>'),
        ("Report on Sơn La province in 2025", 'Report on <span lang="vi">Sơn La</span> province in 2025'),
        ("vietnam.vn", "vietnam.vn"),
        ("Báo <b>", '<span lang="vi">Báo &lt;b&gt;</span>'),
        ("", ""),
    ],
)
def test_texts_of_either_language_are_marked_on_english_pages(text, marked):
    with translation.override("en"):
        assert name_tags.vi_text(text) == marked
    with translation.override("vi"):
        assert "<span" not in name_tags.vi_text(text)


def test_marked_names_are_escaped_and_only_marked_in_other_languages():
    with translation.override("en"):
        assert name_tags.vi_names("<b>Đà & Mã</b>") == (
            '&lt;b&gt;<span lang="vi">Đà</span> &amp; <span lang="vi">Mã</span>&lt;/b&gt;'
        )
    with translation.override("vi"):
        assert name_tags.vi_names("<b>Đà</b>") == "&lt;b&gt;Đà&lt;/b&gt;"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("một bài ghi 191 km", "một bài ghi 191~km"),
        ("thứ Bảy, tháng 1", "thứ Bảy, tháng~1"),
        ("quốc lộ 279 (và quốc lộ 6)", "quốc lộ~279 (và quốc lộ~6)"),
        ("National Highway 6", "National Highway~6"),
        ("Lóng Sập – Pa Háng", "Lóng Sập~– Pa Háng"),
        ("12 ngày 3 đêm", "12~ngày 3~đêm"),
        ("5 mươi", "5 mươi"),
        ("", ""),
    ],
)
def test_numbers_stay_with_their_units(text, joined):
    assert tags.tight(text) == joined.replace("~", tags.NBSP)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Hà Nội – Điện Biên Phủ, bốn ngày tự lái", "Hà~Nội~– Điện~Biên~Phủ, bốn ngày tự~lái"),
        ("Năm Du lịch quốc gia – Điện Biên", "Năm~Du~lịch quốc~gia~– Điện~Biên"),
        ("Lễ hội đua thuyền truyền thống Quỳnh Nhai", "Lễ~hội đua thuyền truyền~thống Quỳnh~Nhai"),
        ("Nơi khác ở Sơn La trong tháng 3", "Nơi khác ở Sơn~La trong tháng~3"),
    ],
)
def test_names_numbers_and_words_of_two_syllables_stay_whole_in_headings(text, joined):
    assert tags.nbsp(text) == joined.replace("~", tags.NBSP)


def test_structured_data_cannot_end_its_element():
    assert "</script>" not in tags.json_ld({"name": "</script><script>alert(1)"}).removesuffix("</script>")


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        (
            "Rời Hà Nội lúc 5.30. Ăn trưa ở Mai Châu! Buổi chiều qua đèo Thung Khe.",
            10,
            "Rời Hà Nội lúc 5.30. Ăn trưa ở Mai Châu!",
        ),
        ("Đường dài 4.5 km. Đêm ở bản.", 3, "Đường dài 4.5 km."),
        ("Một câu.", 32, "Một câu."),
        ("", 5, ""),
    ],
)
def test_a_text_is_shortened_to_whole_sentences(text, words, shown):
    assert tags.opening(text, words) == shown


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Mộc Châu", True),
        ("16–17 Bản Phủ", True),
        ("Pá Khoang – Mường Phăng", True),
        ("Đà River", False),
        ("30 km", False),
    ],
)
def test_a_label_of_names_alone_is_told_from_one_with_other_words(label, expected):
    assert name_tags.is_name(label) is expected
