"""Lakes, rivers, reflections and falling water."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Point, Scene, number, outline, smooth
from portal.media.illustrations.elements.plants import blossom_tree, canopy
from portal.media.illustrations.palettes import darken, mix


def lake(
    scene: Scene, horizon: float, *, reflection: int | None = None, ripples: int = 130, top: str = "", low: str = ""
) -> None:
    """Still water from the horizon to the bottom edge, mirroring what was drawn since the mark `reflection`."""
    hour = scene.hour
    top = top or mix(hour.foot, "#bfe0dd", 0.45 if not hour.lamps else 0.1)
    low = low or (mix(hour.near, "#1f5f74", 0.6) if not hour.lamps else mix(hour.near, "#12254a", 0.5))
    mirrored = scene.repeated(reflection) if reflection is not None else ""
    scene.rect(0, horizon, WIDTH, HEIGHT - horizon, scene.gradient([(0, top), (0.35, mix(top, low, 0.55)), (1, low)]))
    if mirrored:
        clip = scene.clip(f"M0 {number(horizon)}H{WIDTH}V{HEIGHT}H0Z")
        with (
            scene.group(f'clip-path="url(#{clip})"'),
            scene.group(f'transform="matrix(1 0 0 -0.62 0 {number(horizon * 1.62)})" opacity="0.36"'),
        ):
            scene.add(mirrored)
    if scene.sun:
        glint = scene.glow(
            [(0, mix(scene.sun.colour, "#ffffff", 0.3), 0.6), (0.5, scene.sun.colour, 0.2), (1, scene.sun.colour, 0)]
        )
        clip = scene.clip(f"M0 {number(horizon)}H{WIDTH}V{HEIGHT}H0Z")
        with scene.group(f'clip-path="url(#{clip})"'):
            scene.ellipse(scene.sun.x, horizon + 60, 330, 260, glint)
    for index in range(ripples):
        share = scene.random.random() ** 1.5
        width = (20 + 170 * share) * scene.between(0.3, 1)
        middle = scene.between(0, WIDTH)
        if index % 3 == 0 and scene.sun:
            middle = scene.random.gauss(scene.sun.x, 60 + 150 * share)
        tone = mix(hour.mist, "#ffffff", 0.4) if index % 2 == 0 else darken(low, 0.45)
        scene.rect(
            middle - width / 2,
            horizon + 6 + share * (HEIGHT - horizon),
            width,
            1 + 3 * share,
            tone,
            (0.42 if index % 2 == 0 else 0.24) * (1 - 0.45 * share),
            radius=2,
        )


def island(
    scene: Scene,
    x: float,
    y: float,
    half: float,
    height: float,
    colour: str,
    *,
    bloom: str = "",
    heart: str = "#c85c8e",
    leafy: bool = True,
) -> list[Point]:
    """A wooded islet with its reflection and waterline; returns the points of its crest."""
    value = scene.noise(4, 0.5)
    crest = [
        (
            x - half + 2 * half * step / 24,
            y - height * (1 - (2 * step / 24 - 1) ** 2) ** 0.75 * (0.75 + 0.5 * value(step / 5)),
        )
        for step in range(25)
    ]
    mirrored = [(px, 2 * y - py - (y - py) * 0.3) for px, py in crest]
    scene.polygon(mirrored, scene.gradient([(0, darken(colour, 0.4), 0.6), (1, colour, 0.05)]))
    scene.polygon(
        crest, scene.gradient([(0, mix(colour, scene.hour.foot, 0.32)), (0.55, colour), (1, darken(colour, 0.3))])
    )
    for step in range(2, 23, 1 if not bloom else 2):
        px, py = crest[step]
        if bloom and step % 4:
            blossom_tree(scene, px, py + height * 0.22, height * scene.between(0.75, 1.05), bloom, heart)
        elif leafy:
            canopy(
                scene,
                px,
                py + height * 0.1,
                max(7.0, height * scene.between(0.13, 0.24)),
                mix(colour, scene.hour.foot, scene.between(0, 0.14)),
                6,
            )
    scene.rect(x - half * 1.03, y - 1, half * 2.06, 3.5, mix(scene.hour.mist, "#ffffff", 0.3), 0.6, radius=2)
    return crest


def fall(
    scene: Scene,
    x: float,
    top: float,
    bottom: float,
    width: float,
    *,
    spread: float = 1.35,
    strands: int = 0,
    strength: float = 0.96,
) -> None:
    """One veil of falling water, wider at its foot, with threads and a soft edge."""
    half, foot = width / 2, width / 2 * spread
    value = scene.noise(3, 0.5)
    left: list[Point] = []
    right: list[Point] = []
    for step in range(15):
        share = step / 14
        reach = half + (foot - half) * share**0.7
        left.append((x - reach * (0.94 + 0.16 * value(share * 6)), top + (bottom - top) * share))
        right.append((x + reach * (0.94 + 0.16 * value(share * 6 + 30)), top + (bottom - top) * share))
    fill = scene.gradient(
        [(0, "#ffffff", strength), (0.6, "#e4f2f1", strength * 0.95), (1, "#ffffff", strength * 0.75)]
    )
    bend = f"Q{number(x)} {number(top - width * 0.12)} {number(left[0][0])} {number(left[0][1])}"
    scene.path(outline([*left, *reversed(right)], closed=False) + bend + "Z", fill)
    for _ in range(strands or max(3, int(width / 8))):
        share = scene.between(-0.88, 0.88)
        start, end = top + scene.between(0, 0.25) * (bottom - top), bottom - scene.between(0, 0.2) * (bottom - top)
        scene.curve(
            f"M{number(x + half * share)} {number(start)}Q{number(x + half * share)} {number((start + end) / 2)} "
            f"{number(x + foot * share)} {number(end)}",
            scene.pick(("#8fbcc2", "#a9d0d4", "#ffffff")),
            scene.between(1.5, 3.6),
            0.6,
        )


def spray(scene: Scene, x: float, y: float, across: float, down: float, strength: float = 0.8) -> None:
    """Foam and spray at the foot of a fall."""
    scene.ellipse(
        x, y, across, down, scene.glow([(0, "#ffffff", strength), (0.6, "#ffffff", strength * 0.4), (1, "#ffffff", 0)])
    )


def pool(
    scene: Scene, x: float, y: float, across: float, down: float, *, warm: bool = False, rim: str = "#8d8078"
) -> None:
    """A rock-rimmed pool: turquoise when fed by a stream, milky green when `warm`."""
    stones = max(10, int(across / 7))
    for index in range(stones):
        angle = index / stones * 2 * math.pi
        size = scene.between(16, 36) * (0.5 + across / 600)
        tone = scene.tone(mix(rim, scene.pick(("#2a2733", "#d9c8b4")), scene.between(0.1, 0.45)))
        scene.ellipse(x + across * 1.04 * math.cos(angle), y + down * 1.07 * math.sin(angle), size, size * 0.62, tone)
    colours = (
        [(0.0, "#dcf3e6"), (0.5, "#8fcdbf"), (1.0, "#3f8f92")]
        if warm
        else [(0.0, "#d4f0f0"), (0.5, "#63bcc4"), (1.0, "#1f7488")]
    )
    scene.ellipse(x, y, across, down, scene.gradient([(offset, scene.tone(colour)) for offset, colour in colours]))
    scene.ellipse(x - across * 0.2, y - down * 0.32, across * 0.55, down * 0.26, "#ffffff", 0.35)
    for _ in range(int(across / 30)):
        scene.rect(
            x + scene.between(-0.6, 0.4) * across,
            y + scene.between(-0.1, 0.7) * down,
            across * scene.between(0.1, 0.3),
            2.2,
            "#ffffff",
            0.35,
            radius=1,
        )


def stream(scene: Scene, middle: Sequence[tuple[float, float, float]], *, light: str = "", deep: str = "") -> None:
    """Running water along the points (x, y, half width), with long glints."""
    light = scene.tone(light or "#d5ebe6")
    deep = scene.tone(deep or "#5fa3a6")
    left = [(x - half, y) for x, y, half in middle]
    right = [(x + half, y) for x, y, half in middle]
    fill = scene.gradient([(0, light), (1, deep)], (0, middle[0][1]), (0, middle[-1][1]), absolute=True)
    scene.path(smooth(left) + "L" + smooth(right[::-1])[1:] + "Z", fill)
    for _ in range(26):
        index = scene.random.randrange(1, len(middle))
        x, y, half = middle[index]
        width = half * scene.between(0.2, 0.7)
        scene.rect(
            x + scene.between(-0.8, 0.3) * half,
            y + scene.between(-6, 6),
            width,
            max(1.2, half * 0.03),
            "#ffffff",
            0.45,
            radius=2,
        )
