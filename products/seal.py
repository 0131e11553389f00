"""The OCOP badge: a woven diamond with exactly as many stars as a certificate in force gives, drawn by the system.

Pure: SVG from numbers. Colours come from classes of the style sheet and are the same by day and by night.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from typing import Final

from products.certificates import STARS

_SIDE: Final = 120
_MIDDLE: Final = _SIDE / 2
#: Where the stars of the small badge stand around its middle, by their number.
_PLACES: Final[dict[int, tuple[tuple[float, float], ...]]] = {
    3: ((0, -15), (-16, 11), (16, 11)),
    4: ((0, -22), (-22, 0), (22, 0), (0, 22)),
    5: ((0, 0), (0, -27), (-27, 0), (27, 0), (0, 27)),
}


def seal(stars: int) -> str:
    """The badge as it stands on a product's page: the word OCOP over a row of stars. Raises ``ValueError``."""
    return _drawn(stars, is_small=False)


def small_seal(stars: int) -> str:
    """The badge for cards, about 40 pixels wide: nothing but its stars. Raises ``ValueError``."""
    return _drawn(stars, is_small=True)


@cache
def woven(step: int = 5) -> str:
    """The diamond alone, its stairs ``step`` units wide."""
    classes = ("g0", "g1", "g2", "g1") if step == 5 else ("g0", "g1")
    return "".join(f'<path class="{name}" d="{_diamond(ring * step, step)}"/>' for ring, name in enumerate(classes))


@cache
def _drawn(stars: int, *, is_small: bool) -> str:
    if stars not in STARS:
        raise ValueError(f"OCOP gives no {stars} stars")
    return woven(10) + _stars_around(stars) if is_small else woven() + _word_and_row(stars)


def _diamond(inset: int, step: int) -> str:
    """A diamond whose edges are stairs, ``inset`` units inside the drawing."""
    half = step / 2
    count = int((_MIDDLE - inset) / step)
    corner: list[tuple[float, float]] = []
    for stair in range(count):
        corner += [(half + stair * step, stair * step), (half + stair * step, (stair + 1) * step)]
    top = [(_MIDDLE + x, inset + y) for x, y in corner]
    right_down = [(x, _SIDE - y) for x, y in reversed(top)]
    left_up = [(_SIDE - x, y) for x, y in reversed(right_down)]
    left_down = [(_SIDE - x, y) for x, y in reversed(top)]
    points = [*top, *right_down, *left_up, *left_down]
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in dict.fromkeys(points)) + "Z"


def _star(x: float, y: float, radius: float) -> str:
    """A five-pointed star around a point."""
    points = [
        (
            x + (radius if corner % 2 == 0 else radius * 0.42) * sin(corner * pi / 5),
            y - (radius if corner % 2 == 0 else radius * 0.42) * cos(corner * pi / 5),
        )
        for corner in range(10)
    ]
    return f'<path class="st5" d="M{"L".join(f"{_short(px)} {_short(py)}" for px, py in points)}Z"/>'


def _stars_around(stars: int) -> str:
    radius = 14 if stars == 3 else 12.5
    return "".join(_star(_MIDDLE + x, _MIDDLE + y, radius) for x, y in _PLACES[stars])


def _word_and_row(stars: int) -> str:
    teeth = "".join(
        f'<path class="g0" d="M{x - 4} {base}l4 {height} 4 {-height}Z"/>'
        for base, height in ((34, -6), (92, 6))
        for x in (51, 60, 69)
    )
    first = _MIDDLE - (stars - 1) * 14.5 / 2
    row = "".join(_star(first + place * 14.5, 79, 6.5) for place in range(stars))
    return f'{teeth}<text x="60" y="63" text-anchor="middle">OCOP</text>{row}'


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
