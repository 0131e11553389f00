"""The wide rice basin: a plain of fields in perspective with a river, villages and a frame of mountains."""

from __future__ import annotations

import math
from itertools import pairwise

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Point, Scene, number, outline, smooth
from portal.media.illustrations.elements.houses import stilt_house
from portal.media.illustrations.elements.land import backdrop
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import blossom_tree, branch, rice_sheaf, tree
from portal.media.illustrations.elements.sky import birds
from portal.media.illustrations.palettes import darken, lighten, mix

HORIZON = 500
RIPE = ("#e8b53f", "#f0c75a", "#d99a2e", "#b9b443", "#8fae45", "#cdbb4a", "#6f9b43", "#e3a93a", "#a6c06a")
GREEN = ("#8fbf4d", "#a7cf62", "#6fa548", "#bcd77a", "#7fb35a", "#9cc54f", "#5f9a48", "#c8dc8a", "#88b84e")


def _seen(across: float, depth: float) -> Point:
    """Where a point of the plain appears: `across` and `depth` in arbitrary ground units, depth 1 being near."""
    across += 0.55 * math.sin(depth * 0.55 + 1) + 0.12 * math.sin(across * 1.7 / depth**0.5)
    bent = depth * (
        1 + 0.055 * math.sin(2.6 * across / depth**0.6 + depth * 0.9) + 0.03 * math.sin(5.3 * across / depth**0.7 + 1)
    )
    return 800 + across * 620 / bent, HORIZON + 2 + 470 / bent * 1.07


def rice_plain(
    scene: Scene, *, style: str = "range", ripe: bool = True, monument: bool = False, sheaf: bool = False
) -> None:
    """Rice fields to the foot of the mountains, a winding river and villages, or a hill with a memorial column."""
    backdrop(scene, style, horizon=560)
    foot = scene.tone("#8fa548" if ripe else "#7ba04a")
    scene.rect(
        0,
        HORIZON - 6,
        WIDTH,
        HEIGHT - HORIZON + 6,
        scene.gradient([(0, mix(foot, scene.hour.foot, 0.7)), (0.2, mix(foot, "#d9d07a", 0.4)), (1, foot)]),
    )
    for index in range(150):
        scene.circle(
            index * 11 + scene.between(-8, 8),
            HORIZON + scene.between(-7, 4),
            scene.between(5, 13),
            scene.faded(scene.pick(("#4d7d5c", "#6b9468", "#87a877")), scene.between(0.1, 0.35)),
        )
    _fields(scene, RIPE if ripe else GREEN)
    _river(scene)
    _villages(scene)
    if monument:
        slope = [(-20.0, 600.0), (150.0, 588.0), (330.0, 620.0), (480.0, 720.0), (620.0, 860.0), (760.0, 1020.0)]
        scene.sheet(smooth(slope) + "H-20Z", scene.gradient([(0, scene.tone("#b3c471")), (1, scene.tone("#3f703f"))]))
        stone = scene.tone("#e0d6bf")
        scene.rect(130, 574, 150, 16, stone)
        scene.rect(152, 560, 106, 15, darken(stone, 0.12))
        scene.polygon(
            [(184, 562), (194, 380), (205, 366), (216, 380), (226, 562)],
            scene.gradient([(0, lighten(stone, 0.4)), (0.5, stone), (1, darken(stone, 0.35))], (0, 0), (1, 0)),
        )
        for x, y, size in ((30, 606, 130), (90, 600, 110), (330, 630, 110), (400, 680, 130)):
            tree(scene, x, y, size)
        for x, y, height in ((300, 800, 110), (356, 810, 106)):
            figure(scene, x, y, height, blouse="#f3ead6" if x == 300 else "#a3242b", walking=True)
        for x, y, size in ((90, 900, 300), (520, 960, 220)):
            blossom_tree(scene, x, y, size, "#fff3f8", "#b8487f", 36)
    if sheaf:
        for x in (60, 150, 1460, 1550):
            rice_sheaf(scene, x, 1010, scene.between(230, 300))
        figure(scene, 1220, 930, 150, blouse="#2f7a5a", hat="cone", basket=True, walking=True, mirror=True)
        figure(scene, 1330, 950, 158, blouse="#a3242b", hat="scarf", basket=True, walking=True, mirror=True)
    else:
        branch(scene, 1640, 40, 2.75, 240, 16, size=22, colour="#fffafc", heart="#c85c8e", ban=True)
    birds(scene, 880, 190, 6)


def _fields(scene: Scene, colours: tuple[str, ...]) -> None:
    edges = [0.86]
    while edges[-1] < 60:
        edges.append(edges[-1] * scene.between(1.13, 1.22))
    for near, far in reversed(list(pairwise(edges))):
        left = -2.2 * far - 1
        while left < 2.2 * far + 1:
            right = left + scene.between(0.35, 0.95) * (0.5 + near * 0.16)
            samples = [left + (right - left) * step / 6 for step in range(7)]
            field = [_seen(x, far) for x in samples] + [_seen(x + 0.06, near) for x in reversed(samples)]
            left = right
            if max(x for x, _ in field) < -40 or min(x for x, _ in field) > WIDTH + 40:
                continue
            flooded = scene.random.random() < 0.1
            haze = min(0.62, near / 26)
            colour = scene.faded("#bcd9d6" if flooded else scene.pick(colours), haze)
            fill = scene.gradient([(0, mix(colour, "#fff5c9", 0.3)), (1, colour)]) if near < 6 else colour
            scene.path(
                outline(field), fill, stroke=scene.faded("#55732f", min(0.8, near / 14)), width=max(0.6, 4.2 / near)
            )
            if near < 3.2 and not flooded:
                rows = int(13 / near)
                for row in range(rows):
                    share = (row + 0.5) / rows
                    depth = far + (near - far) * share
                    data = outline([_seen(x + 0.06 * share, depth) for x in samples], closed=False)
                    scene.curve(
                        data,
                        mix(colour, "#7a5a10", 0.35),
                        2.6 / near,
                        0.55,
                        dash=f"{number(9 / near)} {number(6 / near)}",
                    )


def _river(scene: Scene) -> None:
    bend = scene.between(-0.6, 0.6)
    course = []
    for step in range(140):
        depth = max(0.8, 0.8 * 1.031**step)
        course.append((depth, 1.1 + bend + 1.5 * math.sin(math.log(depth) * 2.6 + 0.4) + 0.0875 * depth))
    for half, banks in ((0.44, True), (0.34, False)):
        left = [_seen(x - half, depth) for depth, x in course]
        right = [_seen(x + half, depth) for depth, x in course]
        fill = (
            scene.tone("#7d9440")
            if banks
            else scene.gradient(
                [(0, scene.tone("#fdf3d6")), (0.35, scene.tone("#b9dcdc")), (1, scene.tone("#5fa3ae"))],
                (0, HORIZON),
                (0, HEIGHT),
                absolute=True,
            )
        )
        scene.polygon([*left, *reversed(right)], fill)


def _villages(scene: Scene) -> None:
    spots = [
        (7.6, -3.6),
        (7.2, -2.7),
        (6.6, -3.2),
        (8.4, -4.6),
        (6.1, -4.1),
        (9.0, 6.4),
        (8.4, 7.3),
        (7.6, 6.6),
        (3.9, -2.35),
        (3.5, -1.7),
        (12.0, 1.4),
        (12.5, 2.4),
        (11.6, -9.0),
    ]
    for depth, across in sorted(spots, reverse=True):
        x, y = _seen(across, depth)
        scale = 3.7 / depth
        for offset in (-104, -66, -20, 40, 74, 112):
            tree(
                scene,
                x + offset * scale * 0.9,
                y - 9 * scale,
                scene.between(80, 128) * scale * 0.8,
                mix("#3c7a41", scene.hour.foot, min(0.5, depth / 30)),
            )
        stilt_house(scene, x, y, scale, distance=min(0.4, depth / 40))
