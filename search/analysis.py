"""Text for both engines: every token of the index and of a query is made here, and the engines only split at spaces.

So no token holds white space in anybody's definition (Java's, Rust's, Python's): tokens are made of letters, digits and
combining marks alone, and a tone form has a hyphen before its tone. None is empty or longer than ``LONGEST``.

Pure functions of their arguments that raise on no text at all. Raise ``VERSION`` with every change of what they return:
indexes of another version are built again.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

import snowballstemmer

from portal.core.vietnamese import fold
from search.syllables import is_syllable

VERSION: Final = 3

#: Letters of a token. What is longer is cut (a word) or left out (a joined name): no name is that long.
LONGEST: Final = 60
#: Letters of the beginnings of names.
SHORTEST_START: Final = 2
LONGEST_START: Final = 30
#: Words of a name that is repaired as a whole, and letters of a word that is repaired alone.
SHORT_NAME: Final = 4
LONG_WORD: Final = 5
#: Beginnings that one name may have: a name of ten words would have 300.
MOST_STARTS: Final = 120


class Token(NamedTuple):
    """A word, or a fragment of a script without spaces, with the half-open range of the text it was made from."""

    start: int
    end: int
    fold: str
    tone: str


# --- Characters -------------------------------------------------------------------------------------------------------


def _ranges(characters: Iterable[int]) -> str:
    """A regular expression's set (without brackets) of code points in rising order."""
    runs: list[list[int]] = []
    for code in characters:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)


# Combining marks end in plane 1; variation selectors (U+FE00 and plane 14) choose a picture and are not seen here.
_MARK_CODES: Final = [
    code
    for code in range(0x300, 0x20000)
    if unicodedata.category(chr(code)).startswith("M") and not 0xFE00 <= code <= 0xFE0F
]
_MARKS: Final = _ranges(_MARK_CODES)
_APOSTROPHES: Final = "'`\u00b4\u2018\u2019\u02bb\u02bc\u2032"
# Soft hyphen, joiners, zero-width space, directions, variation selectors, byte order mark: nobody sees them.
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
# Scripts in which runs are cut in fragments, as words are not set apart in them: Han, kana, bopomofo, hangul ...
_CJK: Final = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u319f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3220-\u3229\u3280-\u3289\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
# ... and Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Viet (which the Thái of the region write).
_TAI: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\ua9e0-\ua9ff\uaa60-\uaadf"

# 1.234.567 and 1,234 are one number; 2,5 and 30.4.2025 are several.
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{3}){1,5}+(?![.,]?\d)"


def _word(letter: str) -> str:
    """Regular expression of a word: letters and digits with their marks; what is not seen does not part it."""
    hidden = f"[{_APOSTROPHES}{_UNSEEN}]++(?={letter}|[{_MARKS}])"
    return f"{letter}++(?:(?:[{_MARKS}]++|{hidden}){letter}*+)*+"


def _fragmented(letters: str) -> str:
    return f"[{letters}](?:[{letters}{_MARKS}]|[{_APOSTROPHES}{_UNSEEN}]++(?=[{letters}{_MARKS}]))*+"


_FRAGMENTED: Final = re.compile(f"[{_CJK}{_TAI}]")
#: Words of a text in which no run is cut in fragments.
_WORD: Final = re.compile(f"{_NUMBER}|{_word('[^_' + chr(92) + 'W]')}")
_RUN: Final = re.compile(
    f"(?P<cjk>{_fragmented(_CJK)})|(?P<tai>{_fragmented(_TAI)})|{_NUMBER}|{_word(f'[^{chr(92)}W_{_CJK}{_TAI}]')}"
)
_HIDDEN: Final = re.compile(f"[{_APOSTROPHES}{_UNSEEN}]+")
_NOT_TOKEN: Final = re.compile(f"(?:[^\\w{_MARKS}]|_)+")
_LEADING_MARKS: Final = re.compile(f"^[{_MARKS}]+")
# Controls, halves of surrogate pairs, and what Unicode says is no character.
_CONTROL: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]+")
# A character and what composes with it: marks, and the later parts of a decomposed hangul syllable.
_CLUSTER: Final = re.compile(f".[{_MARKS}\u1160-\u11ff]*+", re.DOTALL)


def normalise(text: str) -> str:
    """Give the text as a reader sees it: composed, nothing unseen, no apostrophes, single spaces; letters as they are.

    ``"H’Mông"``, ``"H'Mông"`` and ``"HMông"`` are one. Controls and lone surrogates separate, zero-width characters and
    marks of direction vanish. Any text is taken.
    """
    seen = _HIDDEN.sub("", _CONTROL.sub(" ", text))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def is_written_with_marks(text: str) -> bool:
    """Whether a Vietnamese tone, a hat, a horn or đ stands in the text: its writer means what the marks say."""
    return bool(_VIETNAMESE.search(unicodedata.normalize("NFD", text)))


_VIETNAMESE: Final = re.compile("[đĐ\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")


# --- Words ------------------------------------------------------------------------------------------------------------

_TONES: Final = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# One group of vowels with one tone somewhere in it, decomposed: hòa, chuà, nguyễn; not café, niño.
_SHAPED: Final = "[aeiouy\u0302\u0306\u031b]*"
_SYLLABLE: Final = re.compile(rf"([^\Waeiouy]*)([aeiouy]{_SHAPED})({_TONE.pattern})({_SHAPED})([^\Waeiouy]*)")
# QL6, QL.6 and QL 6 are one road, 15km is 15 km. A1 and 4G stay whole, and so does the slip mo65c.
_TWO_WORDS: Final = re.compile("([bcdfghjklmnpqrstvwxz]{2,})([0-9]+)|([0-9]+)([bcdfghjklmnpqrstvwxz]{2,})")


@lru_cache(maxsize=1 << 17)
def _forms(word: str) -> tuple[tuple[str, str], ...]:
    """Folded form and tone form of a word, and of the other if these are two; none when nothing of it is left."""
    plain = unicodedata.normalize("NFKC", _HIDDEN.sub("", word))
    folded = _token(fold(plain))
    exact = _token(unicodedata.normalize("NFKC", plain.lower()))
    if two := _TWO_WORDS.fullmatch(folded):
        middle = two.end(1) if two[1] else two.end(3)
        return (folded[:middle], exact[:middle]), (folded[middle:], exact[middle:] or folded[middle:])
    return ((folded, _toned(exact)),) if folded else ()


def _token(text: str) -> str:
    return _LEADING_MARKS.sub("", _NOT_TOKEN.sub("", text))[:LONGEST]


def _toned(word: str) -> str:
    """Move the tone of a syllable to its end: hòa and hoà give ``hoa-2``."""
    if word.isascii():
        return word
    parts = _SYLLABLE.fullmatch(unicodedata.normalize("NFD", word))
    if parts is None:
        return word
    onset, before, tone, after, coda = parts.groups()
    return f"{unicodedata.normalize('NFC', onset + before + after + coda)[: LONGEST - 2]}-{_TONES[tone]}"


def tokenize(text: str) -> list[Token]:
    """Give the tokens of a text in its order, with their places in the text as it was given, composed or not.

    Words are runs of letters, digits and marks. Chinese, Japanese and Korean runs give overlapping pairs of characters,
    as Lucene's ``cjk`` does; Thai, Lao, Khmer and their kin overlapping threes; shorter runs stay whole.
    """
    if unicodedata.is_normalized("NFC", text):
        return list(_tokens(text))
    composed: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        characters = unicodedata.normalize("NFC", cluster[0])
        composed.append(characters)
        starts.extend([cluster.start()] * len(characters))
        ends.extend([cluster.end()] * len(characters))
    return [
        Token(starts[token.start], ends[token.end - 1], token.fold, token.tone) for token in _tokens("".join(composed))
    ]


def _tokens(composed: str) -> Iterator[Token]:
    for run in _RUN.finditer(composed):
        kind = run.lastgroup
        if kind == "cjk":
            yield from _grams(run[0], run.start(), 2)
        elif kind == "tai":
            yield from _grams(run[0], run.start(), 3)
        else:
            yield from _word_tokens(run[0], run.start())


def _word_tokens(word: str, start: int) -> Iterator[Token]:
    end = start + len(word)
    forms = _forms(word)
    if len(forms) == 2:
        (first, first_toned), (second, second_toned) = forms
        # With letters that fold to several, and hidden characters, each has the place of the whole.
        middle = start + len(first) if len(first) + len(second) == len(word) else 0
        yield Token(start, middle or end, first, first_toned)
        yield Token(middle or start, end, second, second_toned)
    else:
        for folded, toned in forms:
            yield Token(start, end, folded, toned)


def _grams(run: str, offset: int, size: int) -> Iterator[Token]:
    """Overlapping fragments of ``size`` folded characters."""
    places: list[int] = []
    characters: list[str] = []
    for place, character in enumerate(run, start=offset):
        folded = _NOT_TOKEN.sub("", fold(_HIDDEN.sub("", character)))
        characters.extend(folded)
        places.extend([place] * len(folded))
    for first in range(max(1, len(characters) - size + 1)):
        last = min(first + size, len(characters)) - 1
        if gram := _token(unicodedata.normalize("NFC", "".join(characters[first : last + 1]))):
            yield Token(places[first], places[last] + 1, gram, gram)


@lru_cache(maxsize=1 << 6)
def _all_forms(text: str) -> tuple[tuple[str, str], ...]:
    """Folded and tone forms of a text: what ``tokenize`` gives, several times as fast."""
    composed = unicodedata.normalize("NFC", text)
    if _FRAGMENTED.search(composed):
        return tuple((token.fold, token.tone) for token in _tokens(composed))
    return tuple(chain.from_iterable(map(_forms, _WORD.findall(composed))))


def fold_tokens(text: str) -> list[str]:
    """Tokens without marks: what is typed without a Vietnamese keyboard."""
    return [folded for folded, _toned in _all_forms(text)]


def tone_tokens(text: str) -> list[str]:
    """Tokens in their exact spelling, the tone moved to the syllable's end, as ``-`` and its VNI digit.

    ``hòa`` and ``hoà`` give ``hoa-2``; ``mận``, ``man`` and ``mân`` are three different ones.
    """
    return [toned for _folded, toned in _all_forms(text)]


# --- English ----------------------------------------------------------------------------------------------------------

_STOP_WORDS: Final = frozenset("the of in at to a an and for on with by is are".split())
_POSSESSIVE: Final = re.compile(f"(?<=[^\\W_])[{_APOSTROPHES}]s(?![^\\W_{_MARKS}])", re.IGNORECASE)
# Stemmers of this library keep the word in themselves: one at a time.
_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    if not word.isascii():
        return word
    with _stemming:
        return str(_stemmer.stemWord(word)) or word


def english_tokens(text: str) -> list[str]:
    """Stems of English words, without possessives and the commonest small words: ``waterfalls`` is ``waterfall``."""
    words = fold_tokens(_POSSESSIVE.sub("", text))
    return [stem(word) for word in words if word not in _STOP_WORDS]


# --- Names ------------------------------------------------------------------------------------------------------------


def joined(text: str) -> str:
    """The folded tokens of a text as one: ``"Mộc Châu"`` gives ``"mocchau"``; "" if that is longer than a token."""
    return _joined(fold_tokens(text))


def _joined(words: Iterable[str]) -> str:
    whole = "".join(words)
    return whole if len(whole) <= LONGEST else ""


def whole_names(name: str) -> list[str]:
    """Joined folded forms under which a name is the whole of what was typed; the name itself comes first.

    Besides the name: without its parenthesis, the parenthesis where that is a name too, what stands before a dash or a
    comma, and all these without heads that say its standing and not what it is: Mộc Châu is typed for *Khu du lịch quốc
    gia Mộc Châu*, Nhà tù Sơn La for *Di tích quốc gia đặc biệt Nhà tù Sơn La*. Heads that tell things apart stay: Hồ Pá
    Khoang and the commune Pá Khoang are two, and so are a dish and the festival of it.
    """
    return _unique(joined(variant) for variant in _variants(name))


def whole_names_toned(name: str) -> list[str]:
    """The same in exact spelling."""
    return _unique(_joined(tone_tokens(variant)) for variant in _variants(name))


def _unique(tokens: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(token for token in tokens if token))


# What a name may go without: "head"; what may also become the rest: "head > rest"; what only may: "head = rest".
_STANDINGS: Final = """
    khu du lịch quốc gia > khu du lịch
    khu du lịch
    điểm du lịch
    khu di tích lịch sử quốc gia đặc biệt > khu di tích
    khu di tích quốc gia đặc biệt > khu di tích
    khu di tích quốc gia > khu di tích
    khu di tích lịch sử > khu di tích
    khu di tích
    di tích lịch sử quốc gia đặc biệt > di tích
    di tích quốc gia đặc biệt > di tích
    di tích lịch sử quốc gia > di tích
    di tích quốc gia > di tích
    di tích lịch sử văn hoá > di tích
    di tích lịch sử > di tích
    di tích
    danh lam thắng cảnh
    danh thắng
    thắng cảnh
    cửa khẩu quốc tế > cửa khẩu
    cửa khẩu quốc gia > cửa khẩu
    cửa khẩu chính > cửa khẩu
    cửa khẩu phụ > cửa khẩu
    cửa khẩu
    tỉnh
    thành phố
    thị xã
    thị trấn
    huyện
    phường
    xã
    cảng hàng không quốc tế = sân bay
    cảng hàng không = sân bay
    nhà máy thuỷ điện = thuỷ điện
    nghĩa trang liệt sĩ quốc gia = nghĩa trang
    nghĩa trang liệt sĩ = nghĩa trang
    khu bảo tồn thiên nhiên = khu bảo tồn
    bảo tàng tỉnh = bảo tàng
    suối khoáng nóng = suối khoáng
    hang động = hang
    đền thờ = đền
    chợ phiên = chợ
"""
# What a business is in law; what is left must say more than two words, or HTX Mường Ảng would be the place.
_LEGAL_FORMS: Final = """
    công ty trách nhiệm hữu hạn một thành viên
    công ty trách nhiệm hữu hạn
    công ty tnhh mtv
    công ty tnhh
    công ty cổ phần
    công ty
    ctcp
    tổ hợp tác
    hợp tác xã
    htx
    doanh nghiệp tư nhân
    cơ sở sản xuất kinh doanh
    cơ sở sản xuất
    cơ sở chế biến
    cơ sở
    hộ kinh doanh
"""
_ENGLISH_STANDINGS: Final = """
    national tourist area
    national tourism area
    tourist area
    special national relic
    national relic
    international border gate > border gate
    main border gate > border gate
    border gate
    province
    city
    town
    district
    ward
    commune
    provincial museum = museum
"""


class _Head(NamedTuple):
    #: Whether the name is used without it, and what may remain of it.
    is_needless: bool
    rest: str


def _heads(table: str) -> dict[tuple[str, ...], _Head]:
    """Heads of a table by their folded words, the longest first."""
    rows = [re.split("([>=])", f"{line}>") for line in table.splitlines() if line.strip()]
    heads = {tuple(fold(head).split()): _Head(sign == ">", rest.strip()) for head, sign, rest, *_end in rows}
    return dict(sorted(heads.items(), key=lambda row: -len(row[0])))


_HEADS: Final = _heads(_STANDINGS)
_LEGAL_HEADS: Final = _heads(_LEGAL_FORMS)
_TAILS: Final = _heads(_ENGLISH_STANDINGS)
_MOST_WORDS: Final = max(len(words) for heads in (_HEADS, _LEGAL_HEADS, _TAILS) for words in heads)
_PARENTHESIS: Final = re.compile(r"\(([^()]*+)\)")
_DASH: Final = re.compile(r"\s[-–—/]\s")
_COMMA: Final = re.compile(r",\s+(?=[^\W\d_])")
# A parenthesis or second half that begins so says where, when or what state, and is no name.
_QUALIFIERS: Final = frozenset(
    "ban cu dang du former formerly gan hien huyen in khoang moi nay near new o old phia phuong proposed "
    "tai the thuoc tinh tren truoc tu under xa".split()
)


@lru_cache(maxsize=1 << 12)
def _variants(name: str) -> tuple[str, ...]:
    """The name, and others that say the same thing shorter."""
    bare = " ".join(_PARENTHESIS.sub(" ", name).split())
    found = [name, bare]
    # One word in it is rather a kind: coffee (Cascara).
    found.extend(inside for inside in _PARENTHESIS.findall(name) if _is_a_name(inside) and " " in inside.strip())
    first, *others = (part.strip() for part in _DASH.split(bare))
    if others:
        found.extend((first, *(part for part in others if _is_a_name(part))))
    comma = _COMMA.search(bare)
    if comma and bare[comma.end()].isupper() and len(fold_tokens(bare[: comma.start()])) > 1:
        found.append(bare[: comma.start()])
    for variant in tuple(found):
        found.extend(_shorter(variant))
    return tuple(dict.fromkeys(found))


def _is_a_name(part: str) -> bool:
    """Whether a part of a name names the thing too; two capitalised syllables rather tell where it lies."""
    words = tokenize(part)
    if (
        not words
        or words[0].fold in _QUALIFIERS
        or not any(word.fold.isalpha() and len(word.fold) > 1 for word in words)
    ):
        return False
    if len(words) > 2 or part[words[0].start].islower():
        return True
    return not all(is_syllable(unicodedata.normalize("NFC", part[word.start : word.end]).lower()) for word in words)


def _shorter(name: str) -> Iterator[str]:
    """The name without its head or tail, and with a shorter one."""
    pieces = name.split()
    folded = tuple(joined(piece) for piece in pieces)
    lengths = range(min(_MOST_WORDS, len(pieces) - 1), 0, -1)
    for length in lengths:
        if head := _HEADS.get(folded[:length]) or (length + 3 <= len(pieces) and _LEGAL_HEADS.get(folded[:length])):
            core = " ".join(pieces[length:])
            if head.is_needless:
                yield core
            if head.rest:
                yield f"{head.rest} {core}"
            break
    for length in lengths:
        if tail := _TAILS.get(folded[-length:]):
            core = " ".join(pieces[:-length])
            if tail.is_needless:
                yield core
            if tail.rest:
                yield f"{core} {tail.rest}"
            break


def starts(name: str) -> list[str]:
    """Beginnings of the joined name, of its variants, and of what follows each of its words: ``chau`` of Mộc Châu."""
    found: dict[str, None] = {}
    for variant in _variants(name):
        whole = "".join(fold_tokens(variant))
        for length in range(SHORTEST_START, min(LONGEST_START, len(whole)) + 1):
            found[whole[:length]] = None
    words = fold_tokens(name)
    rests = [
        "".join(words[first : first + LONGEST_START])[:LONGEST_START]
        for first in range(1, min(len(words), MOST_STARTS))
    ]
    for length in range(SHORTEST_START, LONGEST_START + 1):
        for rest in rests:
            if length <= len(rest):
                found[rest[:length]] = None
        if len(found) >= MOST_STARTS:
            break
    return list(found)[:MOST_STARTS]


def shingles(name: str) -> list[str]:
    """Fragments of a name that spelling is repaired with: two and three words joined, long words, short whole names."""
    words = fold_tokens(name)
    fragments = [
        *([_joined(words)] if len(words) <= SHORT_NAME else []),
        *(first + second for first, second in pairwise(words)),
        *("".join(words[first : first + 3]) for first in range(len(words) - 2)),
        *(word for word in words if len(word) >= LONG_WORD),
    ]
    return _unique(fragment for fragment in fragments if 1 < len(fragment) <= LONGEST)
