"""Which words can be Vietnamese syllables, by the rules of their spelling: a beginning, a rime and a tone.

A list of all syllables in use would be longer and would miss names of this region; the rules are few. They are those of
standard spelling: *ka* of Nà Ka and other syllables that only names have are none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from portal.core.vietnamese import fold

#: Tones by the digits of VNI: sắc, huyền, hỏi, ngã, nặng. No digit is no mark.
TONE_MARKS: Final = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TONE: Final = re.compile(f"[{''.join(TONE_MARKS.values())}]")
#: Tones that a syllable may have that ends in a stop.
_STOP_TONES: Final = frozenset({TONE_MARKS["1"], TONE_MARKS["5"]})
_STOPS: Final = ("c", "ch", "p", "t")

_ONSETS: Final = frozenset(
    ["", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()],
)
_RIMES: Final = frozenset(
    (
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
        "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
        "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
        "o oc oi om on ong op ot oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
        "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
        "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
        "oa oac oach oai oam oan oang oanh oao oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet "
        "uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyt uyu uyên uyêt "
        "y yêm yên yêng yêt yêu"
    ).split()
)
# Rimes with a rounded beginning: they follow no consonant that the lips make.
_ROUNDED: Final = frozenset(rime for rime in _RIMES if rime.startswith(("oa", "oă", "oe", "uâ", "uê", "uơ", "uy")))
_LABIALS: Final = frozenset("b m p ph v".split())
# g, ng and c are written gh, ngh and k before these letters.
_FRONT: Final = ("e", "ê", "i", "y")
_BEFORE_FRONT: Final = frozenset("gh k ngh".split())
_BEFORE_OTHERS: Final = frozenset("c g ng".split())
# The i of gi is not written twice: gì, gìn, giêng.
_G_WITH_I: Final = frozenset("i in iêc iêm iêng iêt".split())
_BEFORE_Y: Final = frozenset(["", *"h k l m s t th v".split()])
_AFTER_QU: Final = frozenset(
    (
        "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây âu e en eo et ê ên êt êch ênh "
        "i in it ôc ơ ơi ơn ơt y ych yên yêt ynh yt"
    ).split()
)
_LONGEST_ONSET: Final = 3


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a small-letter word is spelt as a Vietnamese syllable can be, wherever on its vowels the tone stands."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = _TONE.findall(decomposed)
    if len(tones) > 1:
        return False
    letters = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    for length in range(min(_LONGEST_ONSET, len(letters)) + 1):
        onset, rime = letters[:length], letters[length:]
        if _fits(onset, rime):
            return not rime.endswith(_STOPS) or (bool(tones) and tones[0] in _STOP_TONES)
    return False


_FOLDED_ONSETS: Final = frozenset(onset.replace("đ", "d") for onset in _ONSETS)
_FOLDED_RIMES: Final = frozenset(fold(rime) for rime in _RIMES | _AFTER_QU)


@lru_cache(maxsize=1 << 14)
def is_bare_syllable(word: str) -> bool:
    """Whether a folded word may be a syllable typed without its marks; loosely, as names have *ka* too."""
    return any(
        word[:length] in _FOLDED_ONSETS and word[length:] in _FOLDED_RIMES
        for length in range(min(_LONGEST_ONSET, len(word)) + 1)
    )


def _fits(onset: str, rime: str) -> bool:
    if onset == "qu":
        return rime in _AFTER_QU
    if onset not in _ONSETS or rime not in _RIMES:
        return False
    if onset == "g" and rime in _G_WITH_I:
        return True
    if rime == "y":
        return onset in _BEFORE_Y
    if rime.startswith(("iê", "yê")):
        return rime.startswith("yê") == (onset == "") and onset not in {"gi", *_BEFORE_OTHERS}
    if rime in _ROUNDED and onset in _LABIALS:
        return False
    if rime.startswith(_FRONT):
        return onset not in _BEFORE_OTHERS and not (onset == "gi" and rime.startswith("i"))
    return onset not in _BEFORE_FRONT


_MARKED_VOWEL: Final = re.compile("[ăâêôơư]")
# The u of qu and the i of gia belong to the consonant.
_VOWELS: Final = re.compile("(?:^qu|^gi(?=[aeouy]))?([aeiouy]+)")


def with_tone(syllable: str, tone: str) -> str:
    """Write a tone (a digit of ``TONE_MARKS``, or "") over a syllable that has none, as in hoà, thuỷ, mùa, khoáng."""
    if not tone:
        return syllable
    marked = list(_MARKED_VOWEL.finditer(syllable))
    vowels = _VOWELS.search(syllable)
    if marked:
        place = marked[-1].start()
    elif vowels:
        place = vowels.start(1) + _main_vowel(vowels[1], is_open=vowels.end() == len(syllable))
    else:
        return syllable
    return unicodedata.normalize("NFC", syllable[: place + 1] + TONE_MARKS[tone] + syllable[place + 1 :])


def _main_vowel(vowels: str, *, is_open: bool) -> int:
    """Which of the unmarked vowels bears the tone."""
    if len(vowels) == 1:
        return 0
    if len(vowels) > 2:  # oai, uya, uyu
        return 1
    return 1 if not is_open or vowels in {"oa", "oe", "uy"} else 0


#: What is heard alike in some part of the country, or written in two ways, folded: several letters, then single ones.
_HEARD_ALIKE: Final = (("ngh", "ng"), ("gh", "g"), ("tr", "ch"), ("gi", "d"))
_LETTERS_HEARD_ALIKE: Final = str.maketrans("rxkqyl", "dsccin")


def sounded(joined: str) -> str:
    """What is left of folded letters when spellings that are heard alike are one."""
    for written, heard in _HEARD_ALIKE:
        joined = joined.replace(written, heard)
    return joined.translate(_LETTERS_HEARD_ALIKE)
