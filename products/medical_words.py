"""Words that promise healing: advertising of food may not, so whoever approves a listing is shown them.

A hint and no judgement: the words may stand in a harmless sentence, and others may promise the same.
"""

from __future__ import annotations

import re
from typing import Final

from portal.core.vietnamese import fold

_WORDS: Final = (
    "chữa bệnh",
    "chữa khỏi",
    "khỏi bệnh",
    "trị bệnh",
    "điều trị",
    "đặc trị",
    "phòng bệnh",
    "ngừa bệnh",
    "ung thư",
    "tiểu đường",
    "huyết áp",
    "mỡ máu",
    "xương khớp",
    "thay thế thuốc",
    "thần dược",
    "cures",
    "heals",
    "cancer",
    "diabetes",
    "blood pressure",
)
_FOLDED: Final = {word: re.compile(rf"\b{re.escape(fold(word))}\b") for word in _WORDS}


def medical_words(*texts: str) -> list[str]:
    """The words found, each once, however they are written."""
    folded = [fold(text) for text in texts]
    return [word for word, pattern in _FOLDED.items() if any(pattern.search(text) for text in folded)]
