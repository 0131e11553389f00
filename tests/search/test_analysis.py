"""Tokens of names and texts: what is equal, what differs, and that no engine can split or lose one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    LONGEST,
    MOST_STARTS,
    english_tokens,
    fold_tokens,
    is_written_with_marks,
    joined,
    normalise,
    shingles,
    starts,
    stem,
    tokenize,
    tone_tokens,
    whole_names,
    whole_names_toned,
)
from tests.search.texts import any_text, hostile_texts, unit_names

ALL: tuple[Callable[[str], list[str]], ...] = (
    fold_tokens,
    tone_tokens,
    english_tokens,
    whole_names,
    whole_names_toned,
    starts,
    shingles,
)
# White space by Java's Character.isWhitespace and by Unicode's property, which Rust has.
JAVA_SPACES = {*"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"} | {
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in {"Zs", "Zl", "Zp"} and code not in {0xA0, 0x2007, 0x202F}
}
UNICODE_SPACES = {*"\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"} | {
    chr(code) for code in range(0x2000, 0x200B)
}


def is_token(text: str) -> bool:
    """Whether no engine splits, drops or refuses the text."""
    return (
        0 < len(text) <= LONGEST
        and not JAVA_SPACES.intersection(text)
        and not UNICODE_SPACES.intersection(text)
        and not any(character.isspace() for character in text)
        and not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in text)
    )


# --- normalise ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H'Mông", "HMông"),
        ("H\u2019Mông", "HMông"),
        ("H\u02bcMông", "HMông"),
        ("HMông", "HMông"),
        ("  Mộc \n\t Châu\u00a0", "Mộc Châu"),
        (unicodedata.normalize("NFD", "Điện Biên"), "Điện Biên"),
        ("Mộc\u200b Châu\ufeff", "Mộc Châu"),
        ("\u202eMộc\u202c Châu", "Mộc Châu"),
        ("Mộc\x00Châu", "Mộc Châu"),
        ("Mộc\ud800Châu", "Mộc Châu"),
        ("Mộc\u2028Châu\u3000A1", "Mộc Châu A1"),
        ("Mộ\u00adc", "Mộc"),
        ('title:* OR "x', 'title:* OR "x'),
        ("奠边府 🏞", "奠边府 🏞"),
        ("'\u200b'", ""),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(any_text)
def test_normalised_text_is_composed_seen_and_the_same_words(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in normal)
    normal.encode()  # nothing that cannot be sent


@given(st.text(st.sampled_from("aộĐm'’ \u200b\u202e\x00\ud800\u0301\u0323奠边ກ")))
def test_normalising_leaves_the_tokens(text: str) -> None:
    assert fold_tokens(normalise(text)) == fold_tokens(text)


# --- tokenize ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồi  A1", "doi a1"),
        ("doi a1", "doi a1"),
        ("Khu du lịch quốc gia Mộc Châu", "khu du lich quoc gia moc chau"),
        ("H'Mông, H\u2019Mông – Hmông", "hmong hmong hmong"),
        ("M'Then M`Then M´Then MThen", "mthen mthen mthen mthen"),
        ("'Mộc Châu'", "moc chau"),
        ("rock 'n' roll", "rock n roll"),
        ("DON\u2019T", "dont"),
        ("Ara-Tay/Natural_1", "ara tay natural 1"),
        ("1.234 khách, 1,234,567 đồng", "1234 khach 1234567 dong"),
        ("độ cao 1.050m", "do cao 1050 m"),
        ("2,5 triệu", "2 5 trieu"),
        ("30.4.2025", "30 4 2025"),
        ("0212.385.2345", "0212 385 2345"),
        ("4G", "4g"),
        ("C2 D1", "c2 d1"),
        ("ĐT.115", "dt 115"),
        ("ĐT115", "dt 115"),
        ("QL6 = QL 6 = ql.6", "ql 6 ql 6 ql 6"),
        ("15km, 15 km", "15 km 15 km"),
        ("km² m²", "km 2 m2"),
        ("mo65c cha6u", "mo65c cha6u"),
        ("P.H.1.4", "p h 1 4"),
        ("m\u1ed9\u200bc", "moc"),
        ("o\u0323\u0302", "o"),
        ("Café Señor Łódź Straße", "cafe senor lodz strasse"),
        ("ＡＢＣ ﬁ", "abc fi"),
        ("Điện_Biên", "dien bien"),
        ("Павел Москва", "павел москва"),
        ("奠边府", "奠边 边府"),
        ("府", "府"),
        ("山 萝省", "山 萝省"),
        ("ディエンビエンフー", "ディ ィエ エン ンビ ビエ エン ンフ フー"),
        ("디엔비엔푸", "디엔 엔비 비엔 엔푸"),
        ("디엔 abc디", "디엔 abc 디"),
        ("ｶﾞ", "ガ"),
        ("ເມືອງ", "ເມື ມືອ ອງ"),
        ("ໄທ", "ໄທ"),
        ("ไทยดำ", "ไทย ทยด ยดํ ดํา"),
        ("ꪼꪕꪒꪾ", "ꪼꪕꪒ ꪕꪒꪾ"),
        ("A1奠边B2", "a1 奠边 b2"),
        ("½", "12"),
        ("\u0301abc", "abc"),
        ("!?… 🏞 \u0301", ""),
        ('title:* OR /re/ ~2 ^3 "', "title or re 2 3"),
        ("", ""),
    ],
)
def test_fold_tokens(text: str, expected: str) -> None:
    assert fold_tokens(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hòa", "hoa-2"),
        ("hoà", "hoa-2"),
        ("HOÀ", "hoa-2"),
        ("hoa", "hoa"),
        ("hoá", "hoa-1"),
        ("hoả", "hoa-3"),
        ("hoã", "hoa-4"),
        ("hoạ", "hoa-5"),
        ("chuà chùa", "chua-2 chua-2"),
        ("thủy thuỷ", "thuy-3 thuy-3"),
        ("khóang khoáng", "khoang-1 khoang-1"),
        ("mận mân man mạn", "mân-5 mân man man-5"),
        ("đường dương Dướng", "đương-2 dương dương-1"),
        ("quý quí giã gĩa", "quy-1 qui-1 gia-4 gia-4"),
        ("ường nghiễng", "ương-2 nghiêng-4"),
        ("Nà Ka", "na-2 ka"),
        ("châu Á, A1, a 1", "châu a-1 a1 a 1"),
        ("H'Mông", "hmông"),
        ("café niño Besançon Straße", "café niño besançon straße"),
        ("waterfall Museum", "waterfall museum"),
        ("Москва Αθήνα", "москва αθήνα"),
        ("ĐT.115 ĐT115", "đt 115 đt 115"),
        ("奠边府", "奠边 边府"),
    ],
)
def test_tone_tokens(text: str, expected: str) -> None:
    assert tone_tokens(text) == expected.split()


def test_six_tones_of_each_syllable_are_six_tokens() -> None:
    marks = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    tokens = {tone_tokens(letter + mark + "n")[0] for letter in "aăâeêioôơuưy" for mark in marks}
    assert len(tokens) == 72
    # The digit of a hill or a road is no tone.
    assert tokens.isdisjoint(fold_tokens("an1 an2 an3 an4 an5"))


@pytest.mark.parametrize("text", ["Đồi A1, H’Mông – 奠边府!", "ĐT115", "1.234 m", "ເມືອງ", "Hoà Bình"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_of_tokens_are_those_of_the_text_as_given(text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)
    tokens = tokenize(text)
    assert tokens
    for token in tokens:
        assert fold_tokens(text[token.start : token.end]) == [token.fold]


@given(any_text)
def test_tokens_have_places_in_order_and_agree_with_the_short_ways(text: str) -> None:
    tokens = tokenize(text)
    assert [token.fold for token in tokens] == fold_tokens(text)
    assert [token.tone for token in tokens] == tone_tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@given(any_text)
def test_decomposed_and_composed_text_give_the_same_tokens(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    for tokens in ALL:
        assert tokens(decomposed) == tokens(composed) == tokens(text)


@given(any_text)
def test_folded_tokens_fold_to_themselves(text: str) -> None:
    for token in fold_tokens(text):
        assert fold_tokens(token) == [token]


@given(any_text)
def test_case_does_not_matter_to_names(text: str) -> None:
    text = "".join(character for character in text if character.upper().lower() == character.lower())
    assert whole_names(text.upper())[:1] == whole_names(text.lower())[:1]


# --- No engine can split them ---


@given(any_text)
def test_every_token_is_one_to_every_engine(text: str) -> None:
    for tokens in ALL:
        assert all(map(is_token, tokens(text)))


def test_no_character_of_unicode_makes_a_token_that_splits() -> None:
    for character in map(chr, range(0x110000)):
        if unicodedata.category(character) not in {"Cn", "Co"}:
            for token in fold_tokens(f"a{character}b"):
                assert is_token(token), ascii(character)


def test_tantivy_splits_where_we_joined() -> None:
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    for text in (*unit_names(), *hostile_texts(500)):
        for tokens in ALL:
            assert analyzer.analyze(" ".join(tokens(text))) == tokens(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "ộ" * 10_000,
        "a\u0301" * 5_000,
        "'" * 10_000,
        "a'" * 5_000,
        "a" + "\u200d" * 9_999,
        "1.234." * 1_700,
        "1," * 5_000,
        "bb1" * 3_333,
        "奠" * 10_000,
        "ກ" * 10_000,
        "(" * 10_000,
        "(a" * 5_000,
        "A - " * 2_500,
        "a, A" * 2_500,
        "xã " * 3_333,
        "\ud800" * 10_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_long_text_ends_in_bounded_tokens(text: str) -> None:
    for tokens in ALL:
        assert all(map(is_token, tokens(text)))
    assert len(starts(text)) <= MOST_STARTS


def test_a_longer_word_is_cut_and_a_longer_name_left_out() -> None:
    assert fold_tokens("a" * 61) == ["a" * 60]
    assert whole_names("abc " * 20) == ["abc" * 20]
    assert whole_names("abc " * 21) == []
    assert joined("abc " * 21) == ""
    assert tone_tokens("hoà" + "n" * 90) == [f"hoa{'n' * 55}-2"]


# --- English ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("waterfalls", "waterfall"),
        ("The Waterfalls", "waterfall"),
        ("cloud hunting", "clouds hunt"),
        ("hot springs", "hot spring"),
        ("De Castries' bunker", "De Castries bunkers"),
        ("Vietnam's westernmost point", "vietnam westernmost points"),
        ("Vietnam’s", "Vietnam"),
        ("dried plums", "dry plum"),
        ("peach blossoms in the valleys of Vân Hồ", "peach blossom valley van ho"),
    ],
)
def test_english_words_of_one_stem_are_equal(text: str, expected: str) -> None:
    assert english_tokens(text) == english_tokens(expected) != []


@pytest.mark.parametrize("text", ["the", "of in at to", "A", "is, are!", "…"])
def test_small_english_words_are_no_tokens(text: str) -> None:
    assert english_tokens(text) == []


def test_stems_are_the_same_from_many_threads() -> None:
    # The stemmer keeps the word it works on in itself.
    words = [
        f"{first}{rest}" for first in "bcdfgkmnpstw" for rest in ("illing", "unnings", "edges", "ationally", "iest")
    ]
    stem.cache_clear()
    expected = [stem(word) for word in words]
    for _ in range(5):
        stem.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(stem, words)) == expected


# --- Names ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mộc Châu", "mocchau"),
        ("Khu du lịch quốc gia Mộc Châu", "khudulichquocgiamocchau mocchau khudulichmocchau"),
        ("Khu du lịch Happy Land", "khudulichhappyland happyland"),
        ("Thành phố Sơn La (cũ)", "thanhphosonlacu thanhphosonla sonlacu sonla"),
        ("Tỉnh Điện Biên", "tinhdienbien dienbien"),
        ("Phường Mộc Châu", "phuongmocchau mocchau"),
        ("Xã Mường Phăng", "xamuongphang muongphang"),
        ("Di tích quốc gia đặc biệt Nhà tù Sơn La", "ditichquocgiadacbietnhatusonla nhatusonla ditichnhatusonla"),
        ("Cửa khẩu quốc tế Tây Trang", "cuakhauquoctetaytrang taytrang cuakhautaytrang"),
        ("Cảng hàng không Điện Biên", "canghangkhongdienbien sanbaydienbien"),
        ("Nhà máy Thủy điện Sơn La", "nhamaythuydiensonla thuydiensonla"),
        # What tells things apart stays.
        ("Hồ Pá Khoang", "hopakhoang"),
        ("Đèo Pha Đin", "deophadin"),
        ("Bản Mển", "banmen"),
        ("Bảo tàng Sơn La", "baotangsonla"),
        ("Lễ hội Cà phê Sơn La", "lehoicaphesonla"),
        # A head alone is the name.
        ("Thành phố", "thanhpho"),
        ("Xã", "xa"),
        # A parenthesis that is a name, and such that say where or when.
        ("Hang Dơi (động Sơn Mộc Hương)", "hangdoidongsonmochuong hangdoi dongsonmochuong"),
        ("Bạch Long (White Dragon)", "bachlongwhitedragon bachlong whitedragon"),
        ("Mận hậu Sơn La (mận Ruby Nà Ka)", "manhausonlamanrubynaka manhausonla manrubynaka"),
        ("Trà quả cà phê (Cascara)", "traquacaphecascara traquacaphe"),
        ("Sở Chỉ huy Chiến dịch (Mường Phăng)", "sochihuychiendichmuongphang sochihuychiendich"),
        ("Đỉnh Tà Chì Nhù (phía Nậm Nghiệp)", "dinhtachinhuphianamnghiep dinhtachinhu"),
        ("Chợ đêm (2025)", "chodem2025 chodem"),
        # Halves.
        ("A Pa Chải - cực Tây", "apachaicuctay apachai cuctay"),
        ("Festival Tinh hoa Tây Bắc – Điện Biên", "festivaltinhhoataybacdienbien festivaltinhhoataybac"),
        ("Mộc Châu Milk / Mộc Châu Creamery", "mocchaumilkmocchaucreamery mocchaumilk mocchaucreamery"),
        ("Dolphin Rock, Tà Xùa", "dolphinrocktaxua dolphinrock"),
        ("Cơ sở sản xuất, kinh doanh Hoa Xuân", "cososanxuatkinhdoanhhoaxuan kinhdoanhhoaxuan"),
        ("Ara-Tay", "aratay"),
        # Businesses: what is left must be more than a place.
        ("HTX Cà phê Bích Thao", "htxcaphebichthao caphebichthao"),
        ("HTX Mường Ảng", "htxmuongang"),
        ("Công ty TNHH MTV Trà Tây Bắc", "congtytnhhmtvtrataybac trataybac"),
        # English.
        ("Mộc Châu National Tourist Area", "mocchaunationaltouristarea mocchau"),
        ("Tây Trang international border gate", "taytranginternationalbordergate taytrang taytrangbordergate"),
        ("Sơn La city (former)", "sonlacityformer sonlacity sonla"),
        ("Pá Khoang lake", "pakhoanglake"),
        ("Sơn La Provincial Museum", "sonlaprovincialmuseum sonlamuseum"),
        ("奠边府", "奠边边府"),
        ("(…)", ""),
        ("", ""),
    ],
)
def test_whole_names(name: str, expected: str) -> None:
    assert sorted(whole_names(name)) == sorted(expected.split())
    assert whole_names(name)[:1] == expected.split()[:1]


def test_whole_names_in_exact_spelling() -> None:
    assert whole_names_toned("Thành phố Hòa Bình (cũ)") == [
        "thanh-2phô-1hoa-2binh-2cu-4",
        "thanh-2phô-1hoa-2binh-2",
        "hoa-2binh-2cu-4",
        "hoa-2binh-2",
    ]
    assert whole_names_toned("Hoà Bình") == whole_names_toned("Hòa Bình")
    assert not set(whole_names_toned("Mận")) & set(whole_names_toned("Mân"))


@given(any_text)
def test_a_name_is_found_by_its_joined_tokens(text: str) -> None:
    # Whoever asks joins the tokens of the question.
    whole = "".join(fold_tokens(text))
    assert (whole in whole_names(text)) == (0 < len(whole) <= LONGEST)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Mộc Châu", "mo moc mocc mocchau ch chau"),
        ("Khu du lịch quốc gia Mộc Châu", "khudul khudulichquocgia mocch du chau giam khudulichm"),
        ("Di tích quốc gia đặc biệt Nhà tù Sơn La", "nhatusonla ditichquocgiadacbietnhatusonl la sonla ditichnhatu"),
        ("奠边府", "奠边 奠边边府 边府"),
    ],
)
def test_starts_hold_what_is_typed(name: str, typed: str) -> None:
    assert set(typed.split()) <= set(starts(name))


def test_starts_are_short_different_and_bounded() -> None:
    assert starts("Mộc Châu") == "mo moc mocc mocch moccha mocchau ch cha chau".split()
    assert starts("É") == []
    for name in (*unit_names(), "Trà xanh Shan tuyết cổ thụ Tủa Chùa (Diệp Thanh Trà) – quà của cao nguyên đá"):
        found = starts(name)
        assert len(found) == len(set(found)) <= MOST_STARTS
        assert all(2 <= len(start) <= 30 for start in found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mộc Châu", "mocchau"),
        ("Điện Biên Phủ", "dienbienphu dienbien bienphu"),
        ("Nà Ka", "naka"),
        ("Bơ", "bo"),
        (
            "Khu du lịch Mộc Châu Island",
            "khudu dulich lichmoc mocchau chauisland khudulich dulichmoc lichmocchau mocchauisland island",
        ),
        ("", ""),
    ],
)
def test_shingles(name: str, expected: str) -> None:
    assert sorted(shingles(name)) == sorted(expected.split())


def test_shingles_of_the_region() -> None:
    for name in unit_names():
        assert whole_names(name)[0] in shingles(name) or len(fold_tokens(name)) > 4


@pytest.mark.parametrize("text", ["đbp", "mận", "mân", "sơn", "ngã", "Đ", unicodedata.normalize("NFD", "tư")])
def test_text_with_marks(text: str) -> None:
    assert is_written_with_marks(text)


@pytest.mark.parametrize("text", ["dbp", "man", "", "A1 15 km", "奠边府", "ເມືອງ", "Besançon", "ﬁ"])
def test_text_without_vietnamese_marks(text: str) -> None:
    assert not is_written_with_marks(text)
