"""The badge has exactly as many stars as the certificate."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from products.certificates import STARS
from products.seal import seal, small_seal, woven


def drawing(svg):
    return ET.fromstring(f"<svg>{svg}</svg>")


@pytest.mark.parametrize("stars", STARS)
@pytest.mark.parametrize("draw", [seal, small_seal])
def test_exactly_so_many_stars(draw, stars):
    paths = [path for path in drawing(draw(stars)).iter("path") if path.get("class") == "st5"]
    assert len(paths) == stars
    assert len({path.get("d") for path in paths}) == stars


@pytest.mark.parametrize("stars", [0, 1, 2, 6, 7, -3])
@pytest.mark.parametrize("draw", [seal, small_seal])
def test_no_other_badge_can_be_drawn(draw, stars):
    with pytest.raises(ValueError, match=f"no {stars} stars"):
        draw(stars)


@pytest.mark.parametrize("svg", [*map(seal, STARS), *map(small_seal, STARS), woven()])
def test_everything_stays_within_the_drawing(svg):
    for path in drawing(svg).iter("path"):
        if "l" in path.get("d"):  # teeth are drawn in steps
            continue
        for number in re.findall(r"-?\d+(?:\.\d+)?", path.get("d")):
            assert 0 <= float(number) <= 120


def test_the_weave_alone_is_no_badge():
    assert "st5" not in woven()
