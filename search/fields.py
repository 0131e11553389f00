"""The fields of the index, the same on both engines, and how a document fills them.

Text fields hold tokens joined by spaces, made by ``search.analysis``; engines split at spaces and do nothing else.
Keyword fields hold exact values to filter and count by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from portal.core.vietnamese import sort_key
from search import analysis
from search.documents import SearchDocument

#: Folded tokens of all names; of other names; of everything else.
NAME: Final = "name"
ALIAS: Final = "alias"
TEXT: Final = "text"
#: The same in the exact spelling, the tone moved to the syllable's end.
NAME_TONE: Final = "name_tone"
ALIAS_TONE: Final = "alias_tone"
TEXT_TONE: Final = "text_tone"
#: Stemmed English.
NAME_EN: Final = "name_en"
TEXT_EN: Final = "text_en"
#: Each whole name (and its core, without "Khu du lịch quốc gia") as one token: folded; in exact spelling.
WHOLE: Final = "whole"
WHOLE_TONE: Final = "whole_tone"
#: What names begin with, one to three words joined: folded; in exact spelling.
LEAD: Final = "lead"
LEAD_TONE: Final = "lead_tone"
#: What one does or finds there: words; whole phrases joined.
TOPIC: Final = "topic"
WHOLE_TOPIC: Final = "whole_topic"
#: Where it lies.
WHERE: Final = "where"
#: Beginnings, 2 to 30 letters long, of joined names, for what is being typed.
START: Final = "start"
#: Fragments of names, 2 and 3 syllables joined, and joined short names: what spelling is repaired with.
SHINGLE: Final = "shingle"

#: Field → the field of its pairs: each token with the one behind it, as one token. A phrase is looked up by its pairs:
#: syllables are few and stand in every text, a pair of them in few texts (``search.engines.trees``).
PAIRS: Final = {name: f"{name}_pairs" for name in (NAME, ALIAS, TEXT, NAME_TONE, ALIAS_TONE, TEXT_TONE, TOPIC, WHERE)}

#: Stands between two texts of one field; no word is ever this sign.
GAP: Final = " | | | "
#: Stands between the tokens of a pair; no word ever has this sign.
_JOINT: Final = "+"
#: The most words of a name's beginning.
MOST_LEADING: Final = 3

TEXT_FIELDS: Final = (
    NAME,
    ALIAS,
    TEXT,
    NAME_TONE,
    ALIAS_TONE,
    TEXT_TONE,
    NAME_EN,
    TEXT_EN,
    WHOLE,
    WHOLE_TONE,
    LEAD,
    LEAD_TONE,
    TOPIC,
    WHOLE_TOPIC,
    WHERE,
    START,
    SHINGLE,
    *PAIRS.values(),
)

KIND: Final = "kind"
PROVINCE: Final = "province"
COMMUNE: Final = "commune"
CATEGORY: Final = "category"
MONTH: Final = "month"
GROUP: Final = "group"
CERTIFICATION: Final = "certification"
MARKET: Final = "market"
OPEN_DATA: Final = "open_data"
LAST_STARS: Final = "last_stars"
#: What can be filtered and counted by. Stars in force are a date range and no keyword: see ``STARS`` in the engines.
KEYWORD_FIELDS: Final = (
    KIND,
    PROVINCE,
    COMMUNE,
    CATEGORY,
    MONTH,
    GROUP,
    CERTIFICATION,
    MARKET,
    OPEN_DATA,
    LAST_STARS,
)
#: By which documents stand in the order of their Vietnamese names: one value each, no two alike.
ORDER: Final = "order"
#: Digits of a name that order it: engines take no endless values.
MOST_OF_ORDER: Final = 2_000


def tokens_of(document: SearchDocument) -> dict[str, str]:
    """Content of every text field of a document: tokens joined by spaces, "" where there is none."""
    names = list(document.names.values())
    vietnamese = [document.names["vi"]] if "vi" in document.names else []
    english = [document.names["en"]] if "en" in document.names else []
    everything = [
        *document.summaries.values(),
        *document.texts.values(),
        *document.topics,
        *document.wheres.values(),
    ]
    all_names = [*names, *document.aliases]
    found = {
        NAME: _joined(analysis.fold_tokens, names),
        ALIAS: _joined(analysis.fold_tokens, document.aliases),
        TEXT: _joined(analysis.fold_tokens, everything),
        NAME_TONE: _joined(analysis.tone_tokens, vietnamese or names),
        ALIAS_TONE: _joined(analysis.tone_tokens, document.aliases),
        TEXT_TONE: _joined(
            analysis.tone_tokens, [texts.get("vi", "") for texts in (document.summaries, document.texts)]
        ),
        NAME_EN: _joined(analysis.english_tokens, [*english, *document.aliases]),
        TEXT_EN: _joined(
            analysis.english_tokens, [texts.get("en", "") for texts in (document.summaries, document.texts)]
        ),
        WHOLE: " ".join(dict.fromkeys(whole for name in all_names for whole in analysis.whole_names(name))),
        WHOLE_TONE: " ".join(dict.fromkeys(whole for name in all_names for whole in analysis.whole_names_toned(name))),
        LEAD: _leads(analysis.fold_tokens, names),
        LEAD_TONE: _leads(analysis.tone_tokens, names),
        TOPIC: _joined(analysis.fold_tokens, document.topics),
        WHOLE_TOPIC: " ".join(dict.fromkeys("".join(analysis.fold_tokens(topic))[:60] for topic in document.topics)),
        WHERE: _joined(analysis.fold_tokens, document.wheres.values()),
        START: " ".join(dict.fromkeys(start for name in all_names for start in analysis.starts(name))),
        SHINGLE: " ".join(dict.fromkeys(part for name in all_names for part in analysis.shingles(name))),
    }
    found |= {pairs: _paired(found[name]) for name, pairs in PAIRS.items()}
    return {name: found[name] for name in TEXT_FIELDS}


def _joined(tokens: Callable[[str], list[str]], texts: Iterable[str]) -> str:
    """Tokens of several texts, so far apart that no phrase reaches from one into the next."""
    return GAP.join(" ".join(found) for text in texts if (found := tokens(text)))


def pairs_of(tokens: Sequence[str]) -> list[str]:
    """Tokens of a ``PAIRS`` field for tokens that stand side by side; none for a single one."""
    return [f"{one}{_JOINT}{other}" for one, other in pairwise(tokens)]


def _paired(joined: str) -> str:
    """Pairs of what ``_joined`` gives, with a sign between texts, so that no phrase reaches over it either."""
    return GAP.join(" ".join(pairs) for text in joined.split(GAP) if (pairs := pairs_of(text.split())))


def _leads(tokens: Callable[[str], list[str]], names: Iterable[str]) -> str:
    found = (tokens(name)[:MOST_LEADING] for name in names)
    return " ".join(dict.fromkeys("".join(words[:count])[:60] for words in found for count in range(1, len(words) + 1)))


def keywords_of(document: SearchDocument) -> dict[str, list[str]]:
    """Values of every keyword field of a document."""

    def values() -> Iterator[tuple[str, list[str]]]:
        yield KIND, [document.kind]
        yield PROVINCE, list(document.provinces)
        yield COMMUNE, list(document.communes)
        yield CATEGORY, [document.category] if document.category else []
        yield MONTH, [str(month) for month in document.months]
        yield GROUP, [document.group] if document.group else []
        yield CERTIFICATION, list(document.certifications)
        yield MARKET, list(document.markets)
        yield OPEN_DATA, ["1"] if document.is_open_data else []
        yield LAST_STARS, [str(document.last_known_stars)] if document.last_known_stars else []

    return dict(values())


def order_of(document: SearchDocument) -> str:
    """Value of ``ORDER``; of equal names the lower key comes first. Keys of names are digits, which sort behind "!"."""
    return f"{sort_key(document.name_in('vi'))[:MOST_OF_ORDER]}!{document.key}"
