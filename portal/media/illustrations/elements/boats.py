"""Boats of the Đà river and its lakes, in local units around the middle of the waterline."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.palettes import INDIGO, MADDER, darken


def covered_boat(
    scene: Scene, x: float, y: float, scale: float, *, roof: str = "#b3443b", mirror: bool = False
) -> None:
    """A small passenger boat with a rounded roof and a boatman, about 130 units long, with its reflection."""
    hull, roof_tone = scene.tone("#4a2c2a"), scene.tone(roof)
    with scene.placed(x, y, scale, mirror=mirror):
        for stripe in range(4):
            scene.rect(
                -(70 + stripe * 14),
                13 + stripe * 7,
                140 - stripe * 18,
                2,
                "#ffffff" if stripe > 1 else darken(hull, 0.4),
                0.4 - 0.07 * stripe,
                radius=1,
            )
        scene.path("M-24 -4Q-22 -27 0 -27Q22 -27 24 -4Z", scene.gradient([(0, roof_tone), (1, darken(roof_tone, 0.3))]))
        scene.path("M38 -5q3 -26 7 -26q4 0 5 24Z", scene.tone(INDIGO))
        scene.circle(45, -33, 4.5, scene.tone("#dcb083"))
        scene.path("M33 -33l12 -11l12 11q-12 4 -24 0Z", scene.tone("#f2d9a4"))
        scene.line([(50, -22), (66, 14)], scene.tone("#6b4a2e"), 2)
        scene.path("M-62 -9Q-40 9 0 9Q44 9 66 -13Q0 -2 -62 -9Z", hull)


def sampan(scene: Scene, x: float, y: float, scale: float, *, mirror: bool = False) -> None:
    """An open rowing boat with one rower, about 120 units long."""
    hull = scene.tone("#6a4030")
    with scene.placed(x, y, scale, mirror=mirror):
        scene.rect(-70, 10, 130, 2.4, "#ffffff", 0.35, radius=1)
        scene.path("M-8 0Q-9 -24 0 -27Q10 -24 9 0Z", scene.tone(MADDER))
        scene.circle(1, -33, 5.4, scene.tone("#dcb083"))
        scene.path("M-12 -33L1 -45L14 -33Q1 -28 -12 -33Z", scene.tone("#f3dfae"))
        scene.line([(6, -18), (22, -12), (34, 12)], scene.tone("#6b4a2e"), 2.4)
        scene.path("M-60 -8Q-30 8 4 8Q40 8 62 -10Q30 1 4 1Q-30 0 -60 -8Z", hull)


def swallow_boat(
    scene: Scene, x: float, y: float, scale: float, colour: str, *, rowers: int = 6, mirror: bool = False
) -> None:
    """A swallow-tail racing boat with its crew, about 270 units long."""
    hull = scene.tone(colour)
    with scene.placed(x, y, scale, mirror=mirror):
        for rower in range(rowers):
            seat = -76 + rower * 28
            scene.path(
                f"M{seat - 9} 8Q{seat - 6} -16 {seat + 4} -17Q{seat + 12} -14 {seat + 11} 8Z",
                scene.tone(INDIGO if rower % 2 else "#f3ead6"),
            )
            scene.circle(seat + 6, -23, 6, scene.tone("#dcb083"))
            scene.path(
                f"M{seat - 1} -24Q{seat + 5} -34 {seat + 13} -25Q{seat + 6} -29 {seat - 1} -24Z", scene.tone(MADDER)
            )
        scene.path(
            "M-120 -26Q-96 2 -60 6L70 6Q104 2 128 -40L140 -34Q122 -6 118 -4Q96 22 64 22L-62 22Q-104 18 -132 -16Z", hull
        )
        scene.curve("M-112 -8Q-92 10 -60 12L70 12Q100 8 118 -16", scene.tone("#f2b134"), 3)
        scene.path("M128 -40l20 -18l-2 15l15 2l-19 9Z", scene.tone("#f2b134"))
        scene.path("M-120 -26l-22 -12l4 14l-14 6l18 4Z", scene.tone("#f2b134"))
        for rower in range(rowers):
            seat = -76 + rower * 28
            scene.line([(seat + 10, -6), (seat - 10, 34)], scene.tone("#5b4034"), 2.6)
        scene.rect(-110, 26, 230, 3, "#ffffff", 0.5, radius=1)
        scene.rect(-80, 34, 160, 2.4, "#ffffff", 0.3, radius=1)


def raft(scene: Scene, x: float, y: float, scale: float) -> None:
    """A bamboo raft with a thatched shade, about 120 units long."""
    pole, thatch = scene.tone("#b79a5a"), scene.tone("#8a7440")
    with scene.placed(x, y, scale):
        scene.rect(-64, 8, 128, 2.4, "#ffffff", 0.35, radius=1)
        for row in range(4):
            scene.rect(-60 + row * 2, -5 + row * 3.4, 120, 3.2, darken(pole, 0.08 * row), radius=1.6)
        for post in (-30, 30):
            scene.rect(post - 1.4, -36, 2.8, 32, scene.tone("#5a4426"))
        scene.polygon(
            [(-42, -32), (-24, -50), (24, -50), (42, -32)], scene.gradient([(0, thatch), (1, darken(thatch, 0.25))])
        )
        scene.path("M-6 -5Q-8 -24 0 -26Q8 -24 7 -5Z", scene.tone(INDIGO))
        scene.circle(0, -31, 4.6, scene.tone("#dcb083"))
