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
from itertools import pairwise
from typing import Final, NamedTuple

import snowballstemmer

from portal.core.vietnamese import fold

VERSION: Final = 1

#: Letters of a token. What is longer is cut (a word) or left out (a joined name): no name is that long.
LONGEST: Final = 60
#: Letters of the beginnings of names.
START_LENGTHS: Final = range(2, 31)
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
_APOSTROPHES: Final = "'\u2018\u2019\u02bb\u02bc\u2032"
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

_LETTER: Final = f"[^\\W_{_CJK}{_TAI}]"
_JOINED_LETTER: Final = f"(?:[^\\W_{_CJK}{_TAI}]|[{_MARKS}]|[{_APOSTROPHES}{_UNSEEN}]++(?={_LETTER}|[{_MARKS}]))"
_CONSONANTS: Final = "(?i:[bcdđfghjklmnpqrstvwxz])"
_RUN: Final = re.compile(
    "|".join(
        (
            # 1.234.567 and 1,234 are one number; 2,5 and 30.4.2025 are several.
            r"(?P<number>\d{1,3}(?:[.,]\d{3}){1,5}+(?![.,]?\d))",
            # QL6, QL.6 and QL 6 are one road, 15km is 15 km; A1 and 4G stay whole, and so does the slip mo65c.
            rf"(?P<letters>{_CONSONANTS}{{2,}}+(?=\d++(?!{_JOINED_LETTER})))",
            rf"(?P<digits>\d++(?={_CONSONANTS}{{2,}}+(?!{_JOINED_LETTER})))",
            f"(?P<word>{_LETTER}{_JOINED_LETTER}*+)",
            f"(?P<cjk>[{_CJK}](?:[{_CJK}{_MARKS}]|[{_UNSEEN}]++(?=[{_CJK}]))*+)",
            f"(?P<tai>[{_TAI}](?:[{_TAI}{_MARKS}]|[{_UNSEEN}]++(?=[{_TAI}]))*+)",
        )
    )
)
_HIDDEN: Final = re.compile(f"[{_APOSTROPHES}{_UNSEEN}]+")
_NOT_TOKEN: Final = re.compile(f"(?:[^\\w{_MARKS}]|_)+")
_LEADING_MARKS: Final = re.compile(f"^[{_MARKS}]+")
# What stands for nothing a reader sees, by category: surrogates, controls, and what is not assigned to be seen.
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
_VOWELS: Final = "[aeiouy\u0302\u0306\u031b]*"
_SYLLABLE: Final = re.compile(rf"([^\Waeiouy]*)({_VOWELS})({_TONE.pattern})({_VOWELS})([^\Waeiouy]*)")


@lru_cache(maxsize=1 << 17)
def _forms(word: str) -> tuple[str, str]:
    """Folded form and tone form of a word; two empty ones when nothing of it is left."""
    plain = unicodedata.normalize("NFKC", _HIDDEN.sub("", word))
    return _token(fold(plain)), _toned(_token(unicodedata.normalize("NFKC", plain.lower())))


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
            folded, toned = _forms(run[0])
            if folded:
                yield Token(run.start(), run.end(), folded, toned)


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


def fold_tokens(text: str) -> list[str]:
    """Tokens without marks: what is typed without a Vietnamese keyboard."""
    return [token.fold for token in tokenize(text)]


def tone_tokens(text: str) -> list[str]:
    """Tokens in their exact spelling, the tone moved to the syllable's end, as ``-`` and its VNI digit.

    ``hòa`` and ``hoà`` give ``hoa-2``; ``mận``, ``man`` and ``mân`` are three different ones.
    """
    return [token.tone for token in tokenize(text)]


# --- English ----------------------------------------------------------------------------------------------------------

_STOP_WORDS: Final = frozenset("the of in at to a an and for on with by is are".split())
_POSSESSIVE: Final = re.compile(f"[{_APOSTROPHES}]s$", re.IGNORECASE)
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
    composed = unicodedata.normalize("NFC", text)
    stems: list[str] = []
    for token in _tokens(composed):
        folded = token.fold
        if folded.endswith("s") and _POSSESSIVE.search(composed, token.start, token.end):
            folded = folded[:-1]
        if folded and folded not in _STOP_WORDS:
            stems.append(stem(folded))
    return stems


# --- Names ------------------------------------------------------------------------------------------------------------


class _Word(NamedTuple):
    fold: str
    tone: str


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[_Word, ...]:
    """Words of a name, runs of scripts without spaces whole."""
    words: list[_Word] = []
    for run in _RUN.finditer(unicodedata.normalize("NFC", text)):
        folded, toned = _forms(run[0])
        if folded:
            words.append(_Word(folded, toned))
    return tuple(words)


def joined(text: str) -> str:
    """The folded text as one word: ``"Mộc Châu"`` gives ``"mocchau"``; "" when it is longer than a token may be."""
    return _joined(word.fold for word in _words(text))


def _joined(words: Iterable[str]) -> str:
    whole = "".join(words)
    return whole if len(whole) <= LONGEST else ""


def whole_names(name: str) -> list[str]:
    """Joined folded forms under which a name is the whole of what was typed; the name itself comes first."""
    return _unique(joined(variant) for variant in _variants(name))


def whole_names_toned(name: str) -> list[str]:
    """The same in exact spelling."""
    return _unique(_joined(word.tone for word in _words(variant)) for variant in _variants(name))


def _unique(tokens: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(token for token in tokens if token))


_PARENTHESIS: Final = re.compile(r"\(([^()]*)\)")
_DASH: Final = re.compile(r"\s+[-–—]\s+")
_HEADS: Final = tuple(
    sorted(
        (
            tuple(head.split())
            for head in (
                "khu du lich quoc gia|khu du lich|khu di tich quoc gia dac biet|khu di tich quoc gia|khu di tich|"
                "di tich quoc gia dac biet|di tich quoc gia|di tich lich su quoc gia|di tich lich su|di tich|"
                "danh lam thang canh|danh thang|thanh pho|thi xa|thi tran|huyen|xa|phuong|tinh|"
                "cua khau quoc te|cua khau chinh|cua khau phu|cua khau|cang hang khong|san bay|"
                "national tourist area|national tourism area|special national relic|national relic"
            ).split("|")
        ),
        key=len,
        reverse=True,
    )
)
_TAILS: Final = tuple(
    tuple(tail.split())
    for tail in (
        "national tourist area|national tourism area|international border gate|border gate|"
        "commune|ward|city|town|district|province"
    ).split("|")
)


def _variants(name: str) -> Iterator[str]:
    yield name
    bare = " ".join(_PARENTHESIS.sub(" ", name).split())
    if bare != name:
        yield bare
        yield from (inside for inside in _PARENTHESIS.findall(name) if joined(inside) not in {"cu", "old", "former"})
    yield _core(bare)


def _core(name: str) -> str:
    """The name without leading words that only say what kind of unit or listed place it is."""
    pieces = name.split()
    folded = [joined(piece) for piece in pieces]
    for head in _HEADS:
        if len(head) < len(folded) and tuple(folded[: len(head)]) == head:
            return " ".join(pieces[len(head) :])
    for tail in _TAILS:
        if len(tail) < len(folded) and tuple(folded[-len(tail) :]) == tail:
            return " ".join(pieces[: -len(tail)])
    return name


def starts(name: str) -> list[str]:
    """Beginnings of the joined name, of its variants, and of what follows each of its words: ``chau`` of Mộc Châu."""
    found: dict[str, None] = {}

    def add(text: str, lengths: Iterable[int]) -> None:
        for length in lengths:
            if length <= len(text) and len(found) < MOST_STARTS:
                found[text[:length]] = None

    for variant in _variants(name):
        add("".join(word.fold for word in _words(variant)), START_LENGTHS)
    words = [word.fold for word in _words(name)]
    rests = ["".join(words[first:]) for first in range(1, len(words))]
    for length in START_LENGTHS:
        for rest in rests:
            add(rest, (length,))
    return list(found)


def shingles(name: str) -> list[str]:
    """Fragments of a name that spelling is repaired with: two and three words joined, long words, short whole names."""
    words = [word.fold for word in _words(name)]
    fragments = [
        *([_joined(words)] if len(words) <= 4 else []),
        *(first + second for first, second in pairwise(words)),
        *("".join(words[first : first + 3]) for first in range(len(words) - 2)),
        *(word for word in words if len(word) >= 5),
    ]
    return _unique(fragment for fragment in fragments if 1 < len(fragment) <= LONGEST)
