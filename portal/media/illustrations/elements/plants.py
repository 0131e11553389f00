"""Trees, blossom, bamboo, crops and flowers; heights are picture units, points are where the stem meets the ground."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import WIDTH, Scene, number, smooth
from portal.media.illustrations.palettes import BARK, darken, lighten, mix


def canopy(scene: Scene, x: float, y: float, radius: float, colour: str, clumps: int = 9) -> None:
    """A clump of foliage: lit bumps over a dark body."""
    scene.ellipse(x, y, radius * 0.9, radius * 0.6, darken(colour, 0.22))
    for _ in range(clumps):
        angle = scene.between(0, 2 * math.pi)
        reach = radius * scene.random.random() ** 0.6
        lit = math.sin(angle) < 0 and math.cos(angle) < 0.4
        tone = mix(colour, "#f4f3a8" if lit else "#08221d", scene.between(0.05, 0.26))
        scene.circle(
            x + reach * math.cos(angle), y + reach * math.sin(angle) * 0.55, radius * scene.between(0.32, 0.6), tone
        )


def tree(scene: Scene, x: float, y: float, height: float, colour: str = "") -> None:
    """A broad-leaved tree."""
    leaf = scene.tone(colour or scene.hour.leaf)
    trunk = scene.tone("#4a3527")
    scene.polygon(
        [
            (x - height * 0.035, y),
            (x - height * 0.015, y - height * 0.6),
            (x + height * 0.015, y - height * 0.6),
            (x + height * 0.035, y),
        ],
        trunk,
    )
    scene.line([(x, y - height * 0.38), (x + height * 0.12, y - height * 0.58)], trunk, height * 0.02)
    canopy(scene, x, y - height * 0.72, height * 0.3, leaf, 11)


def pine(scene: Scene, x: float, y: float, height: float, colour: str = "") -> None:
    """A pine: bare trunk and a narrow crown of layered boughs."""
    leaf = scene.tone(colour or mix(scene.hour.leaf, "#1f5240", 0.55))
    trunk = scene.tone("#6b4633")
    scene.polygon(
        [
            (x - height * 0.018, y),
            (x - height * 0.008, y - height * 0.9),
            (x + height * 0.008, y - height * 0.9),
            (x + height * 0.018, y),
        ],
        trunk,
    )
    lean = scene.between(-0.02, 0.02) * height
    for tier in range(6):
        share = tier / 5
        half = height * (0.19 - 0.14 * share) * scene.between(0.85, 1.1)
        level = y - height * (0.38 + 0.5 * share)
        shade = mix(leaf, "#dfe9a8", 0.06 + 0.2 * share)
        scene.path(
            f"M{number(x - half)} {number(level + height * 0.02)}"
            f"Q{number(x - half * 0.4)} {number(level - height * 0.05)} "
            f"{number(x + lean)} {number(level - height * 0.16)}"
            f"Q{number(x + half * 0.4)} {number(level - height * 0.05)} "
            f"{number(x + half)} {number(level + height * 0.02)}Q{number(x)} {number(level - height * 0.035)} "
            f"{number(x - half)} {number(level + height * 0.02)}Z",
            shade,
        )


def bamboo(scene: Scene, x: float, y: float, height: float, stems: int = 7) -> None:
    """A clump of arching bamboo."""
    leaf = scene.tone(mix(scene.hour.leaf, "#9fb84a", 0.35))
    for index in range(stems):
        bend = (index - (stems - 1) / 2) * height * 0.09 + scene.between(-10, 10)
        top = y - height * scene.between(0.75, 1.05)
        start = x + (index - (stems - 1) / 2) * height * 0.025
        scene.curve(
            f"M{number(start)} {number(y)}Q{number(start + bend * 0.1)} {number(y - height * 0.6)} "
            f"{number(start + bend)} {number(top)}",
            mix(leaf, "#e5dd8d", 0.25),
            height * 0.014,
        )
        for step in range(9):
            share = 0.4 + 0.62 * step / 9
            px = start + bend * share**2.2 + scene.between(-8, 8)
            py = y - (y - top) * share + scene.between(-6, 6)
            turn = scene.between(25, 65) * (1 if bend > 0 else -1)
            scene.ellipse(
                px, py, height * 0.055, height * 0.014, mix(leaf, "#15392f", scene.between(0, 0.35)), turn=turn
            )


def fan_palm(scene: Scene, x: float, y: float, height: float) -> None:
    """A fan palm, whose leaves roof many houses of the hills."""
    leaf = scene.tone(mix(scene.hour.leaf, "#7fa04a", 0.3))
    scene.line([(x, y), (x + height * 0.03, y - height * 0.75)], scene.tone("#6a5036"), height * 0.035)
    for degrees in range(-170, 11, 20):
        angle = math.radians(degrees + scene.between(-5, 5))
        tip_x, tip_y = (
            x + height * 0.03 + math.cos(angle) * height * 0.3,
            y - height * 0.75 + math.sin(angle) * height * 0.26,
        )
        scene.curve(
            f"M{number(x + height * 0.03)} {number(y - height * 0.75)}Q{number((x + tip_x) / 2)} "
            f"{number(tip_y - height * 0.08)} {number(tip_x)} {number(tip_y + height * 0.04)}",
            mix(leaf, "#123328", scene.between(0, 0.35)),
            height * 0.035,
        )


def banana(scene: Scene, x: float, y: float, height: float) -> None:
    """A banana plant with a few torn leaves."""
    leaf = scene.tone(mix(scene.hour.leaf, "#a9c24d", 0.4))
    scene.polygon(
        [
            (x - height * 0.05, y),
            (x - height * 0.02, y - height * 0.5),
            (x + height * 0.02, y - height * 0.5),
            (x + height * 0.05, y),
        ],
        mix(leaf, "#5b4a2a", 0.4),
    )
    for degrees in (-160, -130, -100, -75, -45, -18):
        angle = math.radians(degrees)
        tip = (x + math.cos(angle) * height * 0.5, y - height * 0.5 + math.sin(angle) * height * 0.5)
        side = height * 0.09
        scene.path(
            f"M{number(x)} {number(y - height * 0.48)}Q{number((x + tip[0]) / 2 - side)} "
            f"{number((y - height * 0.5 + tip[1]) / 2 - side)} {number(tip[0])} {number(tip[1])}"
            f"Q{number((x + tip[0]) / 2 + side)} {number((y - height * 0.5 + tip[1]) / 2 + side)} "
            f"{number(x)} {number(y - height * 0.48)}Z",
            mix(leaf, "#0f3a2c", scene.between(0.02, 0.36)),
        )


def blossom_tree(
    scene: Scene, x: float, y: float, height: float, colour: str, heart: str = "#c85c8e", clumps: int = 26
) -> None:
    """A fruit tree in full bloom."""
    bark = scene.tone(BARK)
    colour = scene.tone(colour, -scene.hour.ambience * 0.35)
    scene.polygon(
        [
            (x - height * 0.045, y),
            (x - height * 0.02, y - height * 0.5),
            (x + height * 0.02, y - height * 0.5),
            (x + height * 0.045, y),
        ],
        bark,
    )
    for spread in (-0.5, -0.2, 0.25, 0.55):
        scene.curve(
            f"M{number(x)} {number(y - height * 0.42)}Q{number(x + spread * height * 0.4)} "
            f"{number(y - height * 0.6)} {number(x + spread * height * 0.62)} {number(y - height * 0.82)}",
            bark,
            height * 0.026,
        )
    fresh = 1 - scene.hour.ambience
    for _ in range(clumps):
        angle = scene.between(0, 2 * math.pi)
        reach = scene.random.random() ** 0.6
        tone = mix(colour, "#ffffff" if math.sin(angle) < 0 else heart, scene.between(0.05, 0.42) * fresh)
        scene.circle(
            x + reach * height * 0.46 * math.cos(angle),
            y - height * 0.76 + reach * height * 0.25 * math.sin(angle),
            height * scene.between(0.065, 0.12),
            tone,
        )
    for _ in range(int(clumps * min(4.0, height / 70))):
        angle = scene.between(0, 2 * math.pi)
        reach = scene.random.random() ** 0.45
        tone = mix(colour, "#ffffff" if math.sin(angle) < 0.1 else heart, scene.between(0.1, 0.5) * fresh)
        scene.circle(
            x + reach * height * 0.56 * math.cos(angle),
            y - height * 0.76 + reach * height * 0.32 * math.sin(angle),
            height * scene.between(0.014, 0.034),
            tone,
        )


def fruit_tree(scene: Scene, x: float, y: float, height: float, fruit: str, count: int = 16) -> None:
    """A leafy tree hung with fruit."""
    tree(scene, x, y, height, mix(scene.hour.leaf, "#3f7d3c", 0.4))
    for _ in range(count):
        angle = scene.between(0, 2 * math.pi)
        reach = scene.random.random() ** 0.5 * height * 0.3
        scene.circle(
            x + reach * math.cos(angle),
            y - height * 0.7 + reach * math.sin(angle) * 0.62,
            height * 0.026,
            scene.tone(fruit),
        )


def blossom(scene: Scene, x: float, y: float, radius: float, colour: str, heart: str) -> None:
    """One open flower of five petals."""
    start = scene.between(0, 2 * math.pi)
    for petal in range(5):
        angle = start + petal * 1.2566
        px, py = x + radius * 0.62 * math.cos(angle), y + radius * 0.62 * math.sin(angle)
        scene.ellipse(
            px, py, radius * 0.56, radius * 0.36, mix(colour, heart, scene.between(0, 0.22)), turn=math.degrees(angle)
        )
    scene.circle(x, y, radius * 0.2, heart)


def ban_flower(scene: Scene, x: float, y: float, radius: float) -> None:
    """A ban (Bauhinia) flower: five long narrow petals, one streaked with purple, and long stamens."""
    start = scene.between(-0.4, 0.4) - math.pi / 2
    for petal in range(5):
        angle = start + petal * 1.2566
        px, py = x + radius * 0.6 * math.cos(angle), y + radius * 0.6 * math.sin(angle)
        scene.ellipse(
            px,
            py,
            radius * 0.62,
            radius * 0.27,
            mix("#ffffff", "#f3c9de", scene.between(0, 0.5)),
            turn=math.degrees(angle),
        )
        if petal == 0:
            scene.ellipse(px, py, radius * 0.44, radius * 0.1, "#b8487f", 0.75, turn=math.degrees(angle))
    for stamen in range(4):
        angle = start + math.pi / 2 + (stamen - 1.5) * 0.4
        tip = (x + radius * 0.75 * math.cos(angle + 1.2), y + radius * 0.75 * math.sin(angle + 1.2))
        scene.line([(x, y), tip], "#d987ad", max(1.0, radius * 0.05))
        scene.circle(*tip, radius * 0.07, "#e8b04a")
    scene.circle(x, y, radius * 0.12, "#c35f92")


def branch(
    scene: Scene,
    x: float,
    y: float,
    angle: float,
    length: float,
    width: float,
    *,
    depth: int = 3,
    size: float = 18,
    colour: str = "#fffdf6",
    heart: str = "#e9b7c4",
    ban: bool = False,
) -> None:
    """A flowering branch growing from the point at `angle` radians, forking `depth` times."""
    end_x, end_y = x + length * math.cos(angle), y + length * math.sin(angle)
    scene.curve(
        f"M{number(x)} {number(y)}Q{number((x + end_x) / 2 + scene.between(-0.12, 0.12) * length)} "
        f"{number((y + end_y) / 2 + scene.between(-0.12, 0.12) * length)} {number(end_x)} {number(end_y)}",
        scene.tone(BARK),
        width,
    )
    if depth:
        for fork in (-0.55, 0.1, 0.6)[: 2 + (scene.random.random() < 0.55)]:
            branch(
                scene,
                end_x,
                end_y,
                angle + fork + scene.between(-0.2, 0.2),
                length * scene.between(0.55, 0.75),
                width * 0.62,
                depth=depth - 1,
                size=size,
                colour=colour,
                heart=heart,
                ban=ban,
            )
    if depth < 2:
        for _ in range(2 if depth else 3):
            share = scene.between(0.25, 1.1)
            px = x + (end_x - x) * share + scene.between(-size, size)
            py = y + (end_y - y) * share + scene.between(-size, size)
            if ban:
                ban_flower(scene, px, py, size * scene.between(0.9, 1.3))
            else:
                blossom(scene, px, py, size * scene.between(0.75, 1.15), colour, heart)


def flower_bed(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    depth: float,
    colours: tuple[str, ...],
    size: float = 9,
    thick: float = 0.025,
) -> None:
    """A bed of low flowers filling a flat ellipse; `thick` is flowers per square unit, thousandfold of a unit."""
    count = int(width * depth * thick)
    spots = sorted((scene.between(-1, 1), scene.between(-1, 1)) for _ in range(count))
    for across, down in sorted(spots, key=lambda spot: spot[1]):
        if across * across + down * down > 1:
            continue
        radius = size * scene.between(0.6, 1.1) * (0.8 + 0.3 * down)
        tone = scene.tone(scene.pick(colours))
        scene.circle(x + across * width, y + down * depth, radius, mix(tone, "#ffffff", scene.between(0, 0.35)))


def flower_stripe(
    scene: Scene, left: tuple[float, float], right: tuple[float, float], colour: str, size: float
) -> None:
    """A planted row of flowers from one point to another."""
    length = math.hypot(right[0] - left[0], right[1] - left[1])
    count = max(2, int(length / (size * 1.15)))
    for index in range(count):
        share = (index + scene.between(-0.25, 0.25)) / count
        x, y = left[0] + (right[0] - left[0]) * share, left[1] + (right[1] - left[1]) * share
        scene.circle(
            x,
            y + scene.between(-0.3, 0.3) * size,
            size * scene.between(0.5, 0.85),
            mix(scene.tone(colour), "#ffffff", scene.between(0, 0.35)),
        )


def thicket(
    scene: Scene,
    left: float,
    right: float,
    y: float,
    count: int,
    size: tuple[float, float] = (44, 92),
    shade: float = 0.35,
    spread: float = 40,
) -> None:
    """Dark bushes along the foot of the picture."""
    for _ in range(count):
        canopy(
            scene,
            scene.between(left, right),
            y + scene.between(-spread, spread),
            scene.between(*size),
            scene.tone(mix(scene.hour.leaf, "#10302c", shade)),
            11,
        )


def corners(scene: Scene, count: int = 14, size: tuple[float, float] = (44, 92), shade: float = 0.4) -> None:
    """Bushes in both lower corners, which lead the eye into the picture."""
    for side in (-1, 1):
        middle = 40 if side < 0 else WIDTH - 40
        thicket(scene, middle - 110, middle + 110, 970, count // 2, size, shade, spread=70)


def leaf_frame(
    scene: Scene,
    x: float,
    y: float,
    reach: float,
    *,
    count: int = 7,
    start: float = 0.2,
    spread: float = 1.4,
    colour: str = "",
) -> None:
    """Large dark leaves hanging in from a corner of the picture."""
    tone = scene.tone(colour or mix(scene.hour.leaf, "#0d2a2b", 0.55))
    for index in range(count):
        angle = start + spread * index / max(1, count - 1)
        length = reach * scene.between(0.7, 1.05)
        tip = (x + math.cos(angle) * length, y + math.sin(angle) * length)
        normal = (-math.sin(angle) * length * 0.12, math.cos(angle) * length * 0.12)
        middle = (x + (tip[0] - x) * 0.55, y + (tip[1] - y) * 0.55)
        data = smooth(
            [
                (x, y),
                (middle[0] + normal[0], middle[1] + normal[1]),
                tip,
                (middle[0] - normal[0], middle[1] - normal[1]),
            ],
            closed=True,
        )
        scene.path(data, mix(tone, "#bcd07a", scene.between(0, 0.16)))
        scene.line([(x, y), tip], lighten(tone, 0.25), 2, 0.5)


def fern(scene: Scene, x: float, y: float, height: float) -> None:
    """A fern frond clump on the ground."""
    tone = scene.tone(mix(scene.hour.leaf, "#24503a", 0.4))
    for degrees in (-150, -125, -100, -80, -55, -30):
        angle = math.radians(degrees + scene.between(-8, 8))
        tip_x, tip_y = x + math.cos(angle) * height, y + math.sin(angle) * height
        scene.curve(
            f"M{number(x)} {number(y)}Q{number((x + tip_x) / 2)} {number(tip_y - height * 0.15)} "
            f"{number(tip_x)} {number(tip_y + height * 0.12)}",
            mix(tone, "#d4dd8c", scene.between(0, 0.3)),
            height * 0.07,
        )


def grass(scene: Scene, x: float, y: float, height: float, colour: str = "") -> None:
    """A tuft of tall grass or reed."""
    tone = scene.tone(colour or mix(scene.hour.leaf, "#c9b35a", 0.45))
    for _ in range(7):
        lean = scene.between(-0.5, 0.5) * height
        scene.curve(
            f"M{number(x)} {number(y)}Q{number(x + lean * 0.3)} {number(y - height * 0.6)} "
            f"{number(x + lean)} {number(y - height * scene.between(0.75, 1.1))}",
            mix(tone, "#f3e6ae", scene.between(0, 0.4)),
            height * 0.045,
        )


def rice_sheaf(scene: Scene, x: float, y: float, height: float) -> None:
    """Ears of ripe rice bending over."""
    for index in range(9):
        lean = (index - 4) * height * 0.13
        tip_x, tip_y = x + lean, y - height * (1 - abs(index - 4) * 0.06)
        scene.curve(
            f"M{number(x)} {number(y)}Q{number(x + lean * 0.2)} {number(y - height * 0.7)} {number(tip_x)} "
            f"{number(tip_y)}",
            scene.tone("#a8963a"),
            height * 0.018,
        )
        for grain in range(7):
            scene.ellipse(
                tip_x + (1 if lean >= 0 else -1) * (grain * height * 0.03),
                tip_y + grain * grain * height * 0.006,
                height * 0.03,
                height * 0.016,
                scene.tone(mix("#e8b53f", "#fff0b0", scene.between(0, 0.4))),
                turn=40 if lean >= 0 else -40,
            )
