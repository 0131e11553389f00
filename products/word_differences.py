"""Which words of a text changed: what is read beside each other by whoever approves a new version.

Pure. Texts that are too long to compare word by word are shown whole, so that nobody can keep the server busy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_WORDS: Final = re.compile(r"\s*\S+|\s+$")
#: Comparing takes time by the product of both lengths: a second for this many words on both sides.
MOST_WORDS: Final = 1500


@dataclass(frozen=True)
class Run:
    """Words that stand together; ``is_changed`` when the other text lacks them."""

    text: str
    is_changed: bool


def word_differences(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Both texts in runs of words that stayed and words that changed; joined they are the texts again."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        is_changed = before != after
        return [Run(before, is_changed)], [Run(after, is_changed)]
    left: list[Run] = []
    right: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        left += _runs("".join(old[a:b]), kind != "equal")
        right += _runs("".join(new[c:d]), kind != "equal")
    return left, right


def _runs(text: str, is_changed: bool) -> list[Run]:
    """Words as a run, with the space before them outside: a mark begins with its first word."""
    words = text.lstrip() if is_changed else text
    space = text.removesuffix(words)
    return [*([Run(space, is_changed=False)] if space else []), *([Run(words, is_changed)] if words else [])]
