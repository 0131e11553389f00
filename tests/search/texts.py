"""Texts for tests of analysis: the names of the region, and text that means harm."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

UNITS = Path(__file__).parents[2] / "portal" / "places" / "data" / "units.json"

#: Characters that tokenizers of the world disagree about, and what stands between Vietnamese words.
TROUBLE = (
    "aàảãáạăâđĐeêioôơuưyộẩỄ'’ʼ\u0300\u0301\u0302\u0306\u031b\u0323\u0309hmoaiu019.,-–/()[]{}\"*?~^:\\|&!+_@#"
    " \t\n\r\x0b\x0c\x00\x1c\x1f\x7f\x85\xa0\u1680\u180e\u2007\u200b\u200c\u200d\u200e\u202e\u2028\u202f\u2060\u2066"
    "\u3000\ufeff\ufe0f\ufffe\ud800\udfff\U000e0041奠边府디엔がカﾞｶຂອງເມືອງไทยខ្មែរꪼꪕÆßİıﬁﷺ½²①Ⅻ㈠🏞\U0001f468\u0345\u037a"
)

#: Any text, lone surrogates too, with much of what is difficult.
any_text = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=("Cs", "Cc", "Cf", "Mn", "Mc", "Lo", "Lm", "Nd", "No", "Zs", "Pc")),
        st.sampled_from(TROUBLE),
    ),
    max_size=60,
)


@cache
def unit_names() -> tuple[str, ...]:
    """Names of the communes of both provinces and of the units that they were formed from, each once."""
    units = json.loads(UNITS.read_text(encoding="utf-8"))["units"]
    names = [unit["name"] for unit in units]
    names += [former[part] for unit in units for former in unit["former_units"] for part in ("name", "district")]
    return tuple(dict.fromkeys(name for name in names if name))


def hostile_texts(count: int) -> list[str]:
    """The same texts in each run, of up to 80 characters, drawn from ``TROUBLE`` and from all of Unicode."""
    draw = random.Random(20250701)
    return [
        "".join(draw.choice(TROUBLE) if draw.random() < 0.7 else chr(draw.randrange(0x110000)) for _ in range(length))
        for length in (draw.randrange(1, 80) for _ in range(count))
    ]
