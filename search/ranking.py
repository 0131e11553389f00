"""How what is found is put in order: a reading becomes a query tree, the same for both engines.

What must be found decides honestly whether there is an answer: each needed word in a name, in another name, or in the
text, where a bare syllable, of which Vietnamese has few, counts only beside its neighbour. What is worth more adds
fixed scores, large against BM25, so that the order is explained by which names match, and BM25 only orders equals.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from search import fields
from search.analysis import LONGEST_START
from search.queries import (
    And,
    Boost,
    Constant,
    DisMax,
    Keyword,
    Node,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Should,
    Term,
)
from search.reading import Part, Reading, Way
from search.syllables import is_bare_syllable

#: Fixed scores, by what they say of a document.
IS_THE_NAME = 60.0
IS_THE_NAME_TO_THE_MARK = 25.0
IS_A_TOPIC = 90.0
IS_A_TOPIC_OF_ONE_WORD = 30.0
HAS_A_TOPIC = 20.0
NAME_BEGINS_WITH_IT = 12.0
NAME_BEGINS_WITH_IT_TO_THE_MARK = 10.0
NAME_HOLDS_PHRASE = 18.0
NAME_HOLDS_PHRASE_TO_THE_MARK = 12.0
OTHER_NAME_HOLDS_PHRASE = 10.0
OTHER_NAME_HOLDS_PHRASE_TO_THE_MARK = 14.0
NAME_HOLDS_ALL_WORDS = 14.0
TOPIC_HOLDS_PHRASE = 12.0
TEXT_HOLDS_PHRASE = 5.0
TEXT_HOLDS_PHRASE_TO_THE_MARK = 4.0
#: For all words of a question together, when it was typed with marks; and when not.
WORDS_TO_THE_MARK = 14.0
WORDS_WITHOUT_MARKS = 4.0
IS_OF_THE_KIND = 6.0
IS_OF_THE_CATEGORY = 20.0
IS_OF_THE_ONLY_CATEGORY = 40.0
IS_IN_THE_PROVINCE = 2.0
LIES_THERE = 10.0
IS_IN_THE_MONTH = 4.0
HAS_THE_STARS = 6.0
NAME_STARTS_SO = 4.0
#: What was typed with marks and is only found without them is worth this part.
WITHOUT_ITS_MARKS = 0.4
#: What follows from the vocabulary is worth this part of what was typed.
NOT_TYPED = 0.75
#: Weights of fields for BM25.
NAME_WEIGHT = 2.0
OTHER_NAME_WEIGHT = 1.2
TEXT_WEIGHT = 0.6
TIE = 0.2
#: Words of one name may stand so far from each other.
NAME_SLOP = 1
#: Of the needed words, how many a suggestion must have.
PARTIAL_SHARE = 0.6


def tree(reading: Reading) -> Node:
    """The query of a reading: everything needed must be found, and of bare syllables two side by side."""
    needed = reading.needed
    if not needed:
        return Nothing()
    must = [_part(reading, at, is_strict=True) for at in range(len(needed))]
    if pairs := _pairs(reading):
        must.append(Constant(DisMax(pairs), 0.0))
    return Should(And(tuple(must)), tuple(_worth(reading)))


def named_tree(reading: Reading) -> Node:
    """The query of a respelling of words that all exist: only names that hold all of it as it stands are found."""
    folds = tuple(fold for part in reading.needed for fold in part.typed.folds)
    if len(folds) < 2:
        return tree(reading)
    names = DisMax((Phrase(fields.NAME, folds, slop=NAME_SLOP), Phrase(fields.ALIAS, folds)))
    return And((Constant(names, 0.0), tree(reading)))


def partial_tree(reading: Reading) -> Node:
    """The query of a suggestion: most of what is needed must be found, one part at least."""
    needed = reading.needed
    if len(needed) < 2:
        return Nothing()
    least = max(1, ceil(len(needed) * PARTIAL_SHARE)) if len(needed) > 2 else 1
    nodes = tuple(_part(reading, at, is_strict=False) for at in range(len(needed)))
    return Should(Or(nodes, minimum=least), tuple(_worth(reading)))


def suggestion_tree(reading: Reading, joined: str) -> Node:
    """The query while a name is being typed: names that begin so, or hold the words with the last one unfinished."""
    folds = [fold for part in reading.parts for fold in part.typed.folds]
    if not folds:
        return Nothing()
    *whole, last = folds
    words: list[Node] = [_in_names(fold) for fold in whole]
    words.append(DisMax((Prefix(fields.NAME, last), Prefix(fields.ALIAS, last))))
    found: list[Node] = [Constant(Term(fields.START, joined[:LONGEST_START]), 2.0), Constant(And(tuple(words)), 1.0)]
    for variant in reading.variants[1:4]:
        written_out = tuple(fold for way in variant for fold in way.folds)
        found.append(Constant(And(tuple(_in_names(fold) for fold in written_out)), 1.0))
    worth = [
        Constant(Term(fields.WHOLE, joined), 8.0),
        *(
            Constant(Phrase(fields.NAME, tuple(fold for way in variant for fold in way.folds)), 3.0)
            for variant in reading.variants
            if sum(len(way.folds) for way in variant) > 1
        ),
        *(Constant(Term(fields.NAME_TONE, tone), 1.0) for part in reading.parts for tone in part.typed.tones),
        *(Constant(Term(fields.NAME, fold), 0.5) for fold in folds),
    ]
    return Should(DisMax(tuple(found), tie=0.1), tuple(worth))


# --- What must be found ---------------------------------------------------------------------------------------------
def _part(reading: Reading, at: int, *, is_strict: bool) -> Node:
    """One needed part: one of its ways, or what else satisfies it."""
    part = reading.needed[at]
    ways = [_way(way, reading, at, is_strict=is_strict) for way in part.ways]
    found: list[Node] = [ways[0], *(Boost(way, NOT_TYPED) for way in ways[1:])]
    found += _narrowing(part, is_alone=len(reading.needed) == 1)
    return found[0] if len(found) == 1 else DisMax(tuple(found))


def _narrowing(part: Part, *, is_alone: bool) -> list[Node]:
    """What satisfies a part beside its words."""
    found: list[Node] = []
    if part.kinds:
        found.append(Constant(Keyword(fields.KIND, part.kinds), IS_OF_THE_KIND))
    if part.categories:
        worth = IS_OF_THE_ONLY_CATEGORY if is_alone else IS_OF_THE_CATEGORY
        found.append(Constant(Keyword(fields.CATEGORY, part.categories), worth))
    if part.province:
        found.append(Constant(Keyword(fields.PROVINCE, (part.province,)), IS_IN_THE_PROVINCE))
    if part.months:
        found.append(Constant(Keyword(fields.MONTH, tuple(str(month) for month in part.months)), IS_IN_THE_MONTH))
    if part.stars:
        found.append(Constant(Keyword(fields.LAST_STARS, (part.stars,)), HAS_THE_STARS))
    return found


def _way(way: Way, reading: Reading, at: int, *, is_strict: bool) -> Node:
    if len(way.folds) == 1:
        return _word(way, reading, at, is_strict=is_strict)
    found: list[Node] = [
        Boost(Phrase(fields.NAME, way.folds), NAME_WEIGHT),
        Boost(Phrase(fields.ALIAS, way.folds), OTHER_NAME_WEIGHT),
        Boost(Phrase(fields.TEXT, way.folds), TEXT_WEIGHT),
    ]
    if way.is_typed:
        found.append(And(tuple(Boost(Term(fields.NAME, fold), NAME_WEIGHT) for fold in way.folds)))
    if way.stems:
        found += [
            Boost(Phrase(fields.NAME_EN, way.stems, slop=1), NAME_WEIGHT),
            Boost(Phrase(fields.TEXT_EN, way.stems, slop=1), TEXT_WEIGHT),
        ]
    return DisMax(tuple(found), TIE)


def _in_names(fold: str) -> Node:
    return DisMax(
        (Boost(Term(fields.NAME, fold), NAME_WEIGHT), Boost(Term(fields.ALIAS, fold), OTHER_NAME_WEIGHT)), TIE
    )


def _word(way: Way, reading: Reading, at: int, *, is_strict: bool) -> Node:
    """One word: in the name; elsewhere when it tells enough by itself, or beside a neighbour, or strictness is off."""
    fold, tone = way.folds[0], way.tones[0]
    found: list[Node] = [Boost(Term(fields.NAME, fold), NAME_WEIGHT)]
    for stem in way.stems:
        found += [Boost(Term(fields.NAME_EN, stem), NAME_WEIGHT), Boost(Term(fields.TEXT_EN, stem), TEXT_WEIGHT)]
    is_alone = len(reading.needed) == 1
    if is_telling(fold):
        found += [Boost(Term(fields.ALIAS, fold), OTHER_NAME_WEIGHT), Boost(Term(fields.TEXT, fold), TEXT_WEIGHT)]
    elif is_alone or not is_strict or not way.is_typed:
        text = Term(fields.TEXT_TONE, tone) if reading.has_marks or not way.is_typed else Term(fields.TEXT, fold)
        found += [Boost(Term(fields.ALIAS, fold), OTHER_NAME_WEIGHT), Boost(text, TEXT_WEIGHT)]
    for pair, tones in _neighbours(reading, at):
        found += [
            Boost(Phrase(fields.ALIAS, pair), OTHER_NAME_WEIGHT),
            Boost(_in_text(reading, pair, tones), TEXT_WEIGHT),
        ]
    return DisMax(tuple(found), TIE)


def is_telling(fold: str) -> bool:
    """Whether a folded word alone says what is meant: no bare Vietnamese syllable."""
    return not is_bare_syllable(fold)


def _in_text(reading: Reading, folds: tuple[str, ...], tones: tuple[str, ...]) -> Node:
    """A phrase in the text: to the mark, when the question has marks."""
    return Phrase(fields.TEXT_TONE, tones) if reading.has_marks else Phrase(fields.TEXT, folds)


def _neighbours(reading: Reading, at: int) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The word with the typed word before it, and with the one behind it: folded, and to the mark."""
    parts = reading.needed
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for first, second in ((at - 1, at), (at, at + 1)):
        if first >= 0 and second < len(parts):
            one, other = parts[first].typed, parts[second].typed
            pairs.append(((one.folds[-1], other.folds[0]), (one.tones[-1], other.tones[0])))
    return pairs


def _pairs(reading: Reading) -> tuple[Node, ...]:
    """Neighbouring bare syllables, of which one pair must stand side by side; none when something else tells enough."""
    typed = [
        (fold, tone) for part in reading.needed for fold, tone in zip(part.typed.folds, part.typed.tones, strict=True)
    ]
    is_helped = any(part.narrows or len(part.typed.folds) > 1 for part in reading.needed)
    if is_helped or any(is_telling(fold) for fold, _tone in typed):
        return ()
    found: list[Node] = []
    for (one, one_tone), (other, other_tone) in pairwise(typed):
        pair = (one, other)
        found += [
            Phrase(fields.NAME, pair, slop=NAME_SLOP),
            Phrase(fields.ALIAS, pair),
            _in_text(reading, pair, (one_tone, other_tone)),
        ]
    return tuple(found)


# --- What is worth more ---------------------------------------------------------------------------------------------
def _worth(reading: Reading) -> list[Node]:
    """Fixed scores for whole names, phrases and spelling; of the ways to say the question the best counts."""
    groups: dict[str, list[Node]] = {}
    variants = [*reading.variants]
    everything = tuple(part.typed for part in reading.parts)
    if everything not in variants:
        variants.insert(0, everything)
    for variant in variants:
        is_typed = all(way.is_typed for way in variant)
        for group, node in _worth_of(variant, has_marks=reading.has_marks):
            groups.setdefault(group, []).append(node if is_typed else Boost(node, NOT_TYPED))
    nodes: list[Node] = [DisMax(tuple(group)) for group in groups.values()]
    nodes += _worth_of_words(reading)
    typed = [part.typed for part in reading.parts]
    for (one, other), (one_tone, other_tone) in zip(
        pairwise(fold for way in typed for fold in way.folds),
        pairwise(tone for way in typed for tone in way.tones),
        strict=True,
    ):
        nodes.append(
            DisMax(
                (
                    Boost(Phrase(fields.NAME, (one, other)), 1.0),
                    Boost(Phrase(fields.TEXT, (one, other)), 0.3),
                    Boost(Phrase(fields.TEXT_TONE, (one_tone, other_tone)), 0.4),
                )
            )
        )
    for part in reading.parts:
        nodes += _narrowing(part, is_alone=len(reading.needed) == 1)
        if len(reading.needed) > 1:
            nodes += [
                Constant(Term(fields.WHOLE_TOPIC, "".join(way.folds)), HAS_A_TOPIC)
                for way in part.ways
                if len(way.folds) > 1
            ][:2]
        if not part.is_optional and len(reading.needed) > 1:
            nodes += [Constant(Phrase(fields.WHERE, way.folds), LIES_THERE) for way in part.ways if len(way.folds) > 1]
    nodes += [
        Constant(Phrase(fields.WHERE, pair), LIES_THERE / 2)
        for pair in pairwise(part.typed.folds[0] for part in reading.needed if len(part.typed.folds) == 1)
        if len(reading.needed) > 2
    ]
    joined = "".join(fold for way in typed for fold in way.folds)
    nodes.append(Constant(Term(fields.START, joined[:LONGEST_START]), NAME_STARTS_SO))
    return nodes


def _worth_of(variant: tuple[Way, ...], *, has_marks: bool) -> list[tuple[str, Node]]:
    """What one way to say the whole question is worth, by what it is compared with."""
    folds = tuple(fold for way in variant for fold in way.folds)
    tones = tuple(tone for way in variant for tone in way.tones)
    stems = tuple(stem for way in variant for stem in way.stems)
    if not folds:
        return []
    joined, joined_tone = "".join(folds), "".join(tones)
    is_english = len(stems) == len(folds)
    found: list[tuple[str, Node]] = [
        (
            "name",
            _marked(
                Term(fields.WHOLE, joined),
                IS_THE_NAME,
                Term(fields.WHOLE_TONE, joined_tone),
                IS_THE_NAME_TO_THE_MARK,
                has_marks=has_marks,
            ),
        ),
        (
            "lead",
            _marked(
                Term(fields.LEAD, joined),
                NAME_BEGINS_WITH_IT,
                Term(fields.LEAD_TONE, joined_tone),
                NAME_BEGINS_WITH_IT_TO_THE_MARK,
                has_marks=has_marks,
            ),
        ),
        ("topic", Constant(Term(fields.WHOLE_TOPIC, joined), IS_A_TOPIC if len(folds) > 1 else IS_A_TOPIC_OF_ONE_WORD)),
        ("words", _all_words(fields.NAME, folds, NAME_HOLDS_ALL_WORDS)),
    ]
    if is_english:
        found.append(("words", _all_words(fields.NAME_EN, stems, NAME_HOLDS_ALL_WORDS)))
    if len(folds) == 1:
        return [*found, ("topic", Constant(Term(fields.TOPIC, folds[0]), TOPIC_HOLDS_PHRASE / 2))]
    found += [
        (
            "phrase",
            _marked(
                Phrase(fields.NAME, folds),
                NAME_HOLDS_PHRASE,
                Phrase(fields.NAME_TONE, tones),
                NAME_HOLDS_PHRASE_TO_THE_MARK,
                has_marks=has_marks,
            ),
        ),
        (
            "phrase",
            _marked(
                Phrase(fields.ALIAS, folds),
                OTHER_NAME_HOLDS_PHRASE,
                Phrase(fields.ALIAS_TONE, tones),
                OTHER_NAME_HOLDS_PHRASE_TO_THE_MARK,
                has_marks=has_marks,
            ),
        ),
        ("topic", Constant(Phrase(fields.TOPIC, folds), TOPIC_HOLDS_PHRASE)),
        (
            "text",
            _marked(
                Phrase(fields.TEXT, folds),
                TEXT_HOLDS_PHRASE,
                Phrase(fields.TEXT_TONE, tones),
                TEXT_HOLDS_PHRASE_TO_THE_MARK,
                has_marks=has_marks,
            ),
        ),
    ]
    if is_english:
        found += [
            ("phrase", Constant(Phrase(fields.NAME_EN, stems, slop=1), NAME_HOLDS_PHRASE)),
            ("text", Constant(Phrase(fields.TEXT_EN, stems, slop=1), TEXT_HOLDS_PHRASE)),
        ]
    return found


def _marked(node: Node, score: float, to_the_mark: Node, more: float, *, has_marks: bool) -> Node:
    """A score for the folded form, and more for the exact one: most of both, when marks were typed."""
    folded = score * WITHOUT_ITS_MARKS if has_marks else score
    return Should(Constant(node, folded), (Constant(to_the_mark, score + more - folded),))


def _worth_of_words(reading: Reading) -> list[Node]:
    """Each word in a name in its exact spelling; all of them together are worth the same, however many they are."""
    tones = [tone for part in reading.needed for tone in part.typed.tones]
    whole = WORDS_TO_THE_MARK if reading.has_marks else WORDS_WITHOUT_MARKS
    return [
        Constant(DisMax((Term(fields.NAME_TONE, tone), Term(fields.ALIAS_TONE, tone))), whole / len(tones))
        for tone in tones
    ]


def _all_words(field: str, tokens: tuple[str, ...], score: float) -> Node:
    return Constant(And(tuple(Term(field, token) for token in tokens)), score)
