"""Near fragments are exactly those that comparing with everything would find."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.engines.fragments import Fragments
from search.syllables import sounded
from tests import soak

LETTERS = "abnogh"


def dictionary(seed: int) -> dict[str, int]:
    """Words of few letters, so that many are near to one another, with counts."""
    chance = random.Random(seed)
    made = {"".join(chance.choices(LETTERS, k=chance.randint(1, 14))): chance.randint(1, 9) for _ in range(1500)}
    for word in list(made)[:500]:  # and some that are the same but for a few letters
        place = chance.randrange(len(word))
        made[word[:place] + chance.choice(LETTERS) + word[place:]] = 1
        made[word[:place] + word[place + 1 :] or "a"] = 1
        made[word[:place] + word[place : place + 2][::-1] + word[place + 2 :]] = 1
    return made


DICTIONARY = dictionary(1)
FRAGMENTS = Fragments(DICTIONARY.items())
#: Short words of letters of which several are heard alike.
SOUNDS = {
    "".join(chance.choices("rdxscktrlngih", k=chance.randint(1, 4))): chance.randint(1, 9)
    for chance in [random.Random(2)]
    for _ in range(3000)
}
HEARD = Fragments(SOUNDS.items())


def compared(words: dict[str, int], word: str, distance: int) -> list[tuple[str, int]]:
    near = [(OSA.distance(word, other), -count, other) for other, count in words.items()]
    return [(other, -count) for edits, count, other in sorted(near) if edits <= distance]


@given(
    st.one_of(
        st.text(LETTERS, max_size=15),
        st.builds(
            lambda word, place, letter: word[: place % len(word)] + letter + word[place % len(word) + 1 :],
            st.sampled_from(sorted(DICTIONARY)),
            st.integers(0, 20),
            st.text(LETTERS + "đ\ud7ff", max_size=2),
        ),
    ),
    st.integers(0, 2),
)
def test_nothing_near_is_missed(word: str, distance: int) -> None:
    assert FRAGMENTS.near(word, distance, 10**6) == compared(DICTIONARY, word, distance)


@pytest.mark.parametrize("seed", soak.seeds())
def test_nothing_near_is_missed_among_other_words(seed: int) -> None:
    words = dictionary(seed)
    fragments = Fragments(words.items())
    for word in random.Random(seed).sample(sorted(words), soak.count(400)):
        for distance in (1, 2):
            assert fragments.near(word, distance, 10**6) == compared(words, word, distance)


def test_an_empty_dictionary_has_nothing_near() -> None:
    assert Fragments([]).near("mocchau", 2, 50) == []


@given(st.text("rdxscktrlngih", max_size=5))
def test_words_that_sound_the_same_are_found(word: str) -> None:
    alike = {other: count for other, count in SOUNDS.items() if sounded(other) == sounded(word)}
    assert HEARD.heard_alike(word, 10**6) == sorted(alike.items(), key=lambda pair: (-pair[1], pair[0]))
    assert HEARD.heard_alike(word, 1) == HEARD.heard_alike(word, 10**6)[:1]


@pytest.mark.parametrize(
    ("one", "other"), [("saxanh", "xasanh"), ("tranhchi", "chanhchi"), ("ngiado", "nghiado"), ("kymoc", "cimoc")]
)
def test_spellings_that_are_heard_alike_sound_the_same(one: str, other: str) -> None:
    assert sounded(one) == sounded(other)
    assert Fragments([(other, 3)]).heard_alike(one, 5) == [(other, 3)]
