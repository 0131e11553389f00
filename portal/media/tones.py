"""The colour that stands where a picture will be: one of a few tones, as a class, because no style attribute may.

The colours themselves stand in ``site.css`` (``.tone-0`` …); a test compares both.
"""

from __future__ import annotations

from functools import lru_cache

#: From night to paper, through the colours of this country: indigo, river, leaf, tea, earth, marigold, blossom.
TONES = (
    "#12163a", "#2b2f55", "#1f3a3a", "#24402a", "#4a2c2a", "#5a2a4a",
    "#4a5a8a", "#3f6f7f", "#4f7a4a", "#7a7a3a", "#8a5a3a", "#8a4a5a",
    "#8090b8", "#7fa8b0", "#8fb07f", "#b8b070", "#c89060", "#c88088",
    "#6b6f78", "#a0a4a8", "#c0cad8", "#c8dcd0", "#ecdcb8", "#f0d8d4",
)  # fmt: skip


@lru_cache(maxsize=4096)
def tone(colour: str) -> int:
    """The number of the tone nearest to ``#rrggbb``; the palest grey for a picture whose colour is not known yet."""
    if len(colour) != 7:
        return 20
    wanted = _channels(colour)
    return min(
        range(len(TONES)),
        key=lambda index: sum((a - b) ** 2 for a, b in zip(wanted, _channels(TONES[index]), strict=True)),
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
