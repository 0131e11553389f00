"""Hand-woven scarves and what dyes them."""

from __future__ import annotations

from collections.abc import Sequence

from portal.media.illustrations.canvas import Scene, drawn
from portal.media.illustrations.elements.cut import NIGHT, diamonds, piece
from portal.media.illustrations.elements.pantry import scatter
from portal.media.illustrations.elements.vessels import bowl, liquor
from portal.media.illustrations.palettes import darken, lighten, mix

#: Colours of yam (củ nâu), indigo and lac, each with the lighter threads woven into it.
BROWN, BLUE, RED = ("#7a4a2e", "#e0b878"), ("#23286a", "#f2b134"), ("#8e2630", "#fbf3e2")


def scarf(scene: Scene, x: float, top: float, width: float, length: float, colours: Sequence[str]) -> None:
    """A scarf hanging over a pole at `top`: plain ground, woven bands towards its fringed end."""
    ground, thread = scene.tone(colours[0]), scene.tone(colours[1])
    left, right = x - width / 2, x + width / 2
    data = drawn(
        ("M", left, top),
        ("H", right),
        ("L", right + 8, top + length),
        ("Q", x, top + length + 16, left - 8, top + length),
        "Z",
    )
    piece(scene, data, colours[0], shift=(-7, -5), shade=0.3, glow=0.12, height=12)
    with scene.clipped(data):
        for fold in (0.22, 0.5, 0.76):
            scene.path(
                drawn(
                    ("M", left + width * fold, top),
                    ("h", width * 0.09),
                    ("V", top + length + 20),
                    ("h", -width * 0.09),
                    "Z",
                ),
                NIGHT,
                0.09,
            )
        rows = (0.3, 0.42, 0.6, 0.74, 0.9)
        for index, share in enumerate(rows):
            y = top + length * share
            band = width * (0.2 if index in (1, 3) else 0.08)
            tone = mix(ground, thread, 0.16) if index in (1, 3) else thread
            scene.rect(left - 10, y - band / 2, width + 20, band, tone, 0.96)
            if index in (1, 3):
                for edge in (-1, 1):
                    scene.rect(left - 10, y + edge * band * 0.56 - 3, width + 20, 6, thread)
                diamonds(
                    scene,
                    left - 4,
                    right + 4,
                    y,
                    width * 0.075,
                    (colours[1], "#c8352f" if colours[0] != RED[0] else "#f2b134"),
                )
                diamonds(scene, left - 4, right + 4, y, width * 0.034, (darken(ground, 0.2),))
            else:
                diamonds(scene, left, right, y, width * 0.028, (darken(ground, 0.1),))
    for index in range(round(width / 11)):
        start = left - 6 + index * 11.4
        scene.curve(
            drawn(
                ("M", start, top + length + 4),
                ("q", scene.between(-6, 6), 30, scene.between(-5, 5), scene.between(50, 66)),
            ),
            mix(ground, thread, 0.5 if index % 3 == 0 else 0.1),
            6,
        )


def scarves(scene: Scene) -> None:
    """Three scarves over a pole, bowls of the dyes below them."""
    x: float
    y: float
    wood = scene.tone("#7a5336")
    scene.rect(160, 136, 1280, 30, scene.gradient([(0, lighten(wood, 0.35)), (1, darken(wood, 0.3))]))
    for x, colours, length in ((520, BROWN, 560), (800, BLUE, 620), (1080, RED, 560)):
        scarf(scene, x, 132, 240, length, colours)
    for x, colours in ((500, BROWN), (800, BLUE), (1100, RED)):
        mouth = bowl(scene, x, 930, 250, "#efe3cc", depth=0.44, band=(colours[0],))
        liquor(scene, x, mouth, colours[0])
    for x, y in scatter(scene, 350, 935, 60, 20, 4):
        piece(
            scene,
            drawn(
                ("M", x - 44, y),
                ("Q", x - 30, y - 50, x + 20, y - 40),
                ("T", x + 40, y + 6),
                ("Q", x, y + 24, x - 44, y),
                "Z",
            ),
            "#6b4228",
            shift=(-6, -6),
            height=7,
        )
