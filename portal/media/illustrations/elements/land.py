"""Land of a scene: mountain ranges, limestone towers, rolling ground, rocks, cloud banks and terraces."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Point, Scene, number, outline, smooth
from portal.media.illustrations.elements.sky import mist, sky
from portal.media.illustrations.palettes import darken, lighten, mix

Profile = Callable[[float], float]
Ground = Callable[[float], float]

PROFILES: dict[str, Profile] = {
    "range": lambda x: 1.0,
    "left": lambda x: 1.45 - 1.05 * x / WIDTH,
    "right": lambda x: 0.4 + 1.05 * x / WIDTH,
    "gap": lambda x: 0.45 + 1.0 * abs(x - WIDTH / 2) / (WIDTH / 2),
    "massif": lambda x: 0.5 + 1.1 * max(0.0, 1 - abs(x - WIDTH * 0.62) / (WIDTH * 0.4)),
    "twin": lambda x: 0.55 + 0.75 * abs(math.sin(math.pi * x / WIDTH * 2)),
    "low": lambda x: 0.5,
}


def ridge(
    scene: Scene,
    level: float,
    height: float,
    scale: float,
    colour: str,
    base: float,
    foot: str,
    *,
    roughness: float = 0.5,
    sharp: float = 0.85,
    facet: float = 0.16,
    profile: Profile = PROFILES["range"],
) -> list[Point]:
    """One mountain layer with shaded facets right of each peak, fading into haze at its foot; returns its crest."""
    value = scene.noise(6, roughness)
    crest: list[Point] = []
    for x in range(-20, WIDTH + 21, 8):
        share = value(x / scale)
        share = share * (1 - sharp) + sharp * (1 - abs(2 * share - 1)) ** 1.15
        crest.append((x, level - height * profile(x) * share))
    summit = min(y for _, y in crest)
    fill = scene.gradient([(0, colour), (1, foot)], (0, summit), (0, base), absolute=True)
    scene.sheet(outline([*crest, (WIDTH + 20, base), (-20, base)]), fill, lift=4, shadow=0.04)
    reach = 5
    for index in range(reach, len(crest) - reach):
        peak_x, peak_y = crest[index]
        if peak_y > min(y for _, y in crest[index - reach : index + reach + 1]) or peak_y > level - height * 0.42:
            continue
        end = index
        while end < len(crest) - 1 and crest[end + 1][1] >= crest[end][1] - 1.5:
            end += 1
        if end - index <= 3 or crest[end][1] - peak_y < 0.07 * height:
            continue
        depth = (base - peak_y) * scene.between(0.5, 0.85)
        reach_x = (crest[end][0] - peak_x) * scene.between(0.15, 0.5)
        spine: list[Point] = []
        y = peak_y
        while y < peak_y + depth:
            y += scene.between(14, 30)
            progress = min(1.0, (y - peak_y) / depth)
            spine.append((peak_x + reach_x * progress + scene.between(-8, 11), y))
        dark = darken(colour, 0.55)
        # Darkest under the peak, gone where the flank meets the valley and the haze: no edge is left on that side.
        fade = (crest[end][0], peak_y + 0.35 * depth)
        shade = scene.gradient([(0, dark, facet * 2.3), (1, dark, 0)], (peak_x, peak_y), fade, absolute=True)
        scene.polygon([*crest[index : end + 1], *reversed(spine)], shade)
    return crest


def backdrop(
    scene: Scene,
    style: str = "range",
    *,
    horizon: float = 520,
    height: float = 1.0,
    layers: int = 3,
    clouds: int = 0,
    haze: float = 0.5,
) -> None:
    """Sky and far mountains. Styles: the profiles of `PROFILES`, `karst` towers, or soft `rolling` hills."""
    sky(scene, clouds=clouds)
    hour = scene.hour
    if style == "karst":
        for layer in range(layers):
            share = layer / max(1, layers - 0.8)
            colour = mix(hour.far, hour.near, share)
            karst_row(
                scene,
                horizon - 70 + 40 * layer,
                (250 - 40 * layer) * height,
                colour,
                mix(colour, hour.foot, 0.7),
                count=8 + layer * 2,
            )
            mist(scene, horizon - 70 + 40 * layer - 20, 120, haze, hour.mist)
        return
    for layer in range(layers):
        share = layer / max(1, layers - 0.8)
        colour = mix(hour.far, hour.near, share)
        level = horizon - 120 + 60 * layer
        foot = mix(colour, hour.foot, 0.72)
        if style == "rolling":
            ridge(
                scene,
                level + 10,
                (170 - 20 * layer) * height,
                520 - 90 * layer,
                colour,
                level + 170,
                foot,
                roughness=0.28,
                sharp=0.0,
                facet=0.0,
            )
        else:
            ridge(
                scene,
                level,
                (235 - 18 * layer) * height,
                430 - 50 * layer,
                colour,
                level + 150,
                foot,
                sharp=0.85,
                facet=0.18,
                profile=PROFILES[style],
            )
        mist(scene, level - 10, 140, haze)


def karst_tower(scene: Scene, x: float, base: float, width: float, height: float, colour: str, foot: str) -> None:
    """A steep limestone hill with a rounded head, gullies and a shaded right flank."""
    value = scene.noise(4, 0.55)
    left: list[Point] = []
    right: list[Point] = []
    steps = 12
    for step in range(steps + 1):
        share = step / steps
        half = width * 0.5 * (1 - share**2.6) ** 0.5 * (0.9 + 0.3 * (value(share * 5) - 0.5)) + width * 0.02
        half_right = width * 0.5 * (1 - share**2.2) ** 0.5 * (0.9 + 0.3 * (value(share * 5 + 40) - 0.5)) + width * 0.02
        left.append((x - half, base - height * share))
        right.append((x + half_right, base - height * share))
    fill = scene.gradient([(0, lighten(colour, 0.12)), (0.5, colour), (1, foot)])
    scene.sheet(smooth([*left, *reversed(right)], closed=True), fill, lift=6, shadow=0.05)
    shade = [(x + width * 0.06 + scene.between(-3, 3), base - height * share / 6) for share in range(7)]
    scene.polygon(
        [*shade, *reversed(right[: steps - 1])],
        scene.gradient([(0, darken(colour, 0.5), 0.34), (1, darken(colour, 0.5), 0.0)]),
    )
    for _ in range(int(3 + width / 40)):
        top = base - height * scene.between(0.35, 0.85)
        start = x + width * scene.between(-0.3, 0.22)
        scene.line(
            [(start, top), (start + scene.between(-4, 6), top + height * scene.between(0.1, 0.3))],
            lighten(colour, 0.5),
            2,
            0.35,
        )


def karst_row(scene: Scene, base: float, height: float, colour: str, foot: str, count: int = 9) -> None:
    """A skyline of limestone towers standing side by side."""
    for index in range(count):
        x = (index + 0.5) * WIDTH / count + scene.between(-60, 60)
        width = WIDTH / count * scene.between(0.9, 1.7)
        karst_tower(scene, x, base + 40, width, height * scene.between(0.5, 1.15), colour, foot)


def hill(
    scene: Scene,
    level: float,
    height: float,
    scale: float,
    light: str,
    dark: str,
    *,
    offset: float = 0.0,
    slope: float = 0.0,
    rim: float = 0.5,
) -> Ground:
    """Rolling ground from its crest to the bottom edge; `slope` lowers it to the right. Returns the crest's height."""
    value = scene.noise(3, 0.4)
    crest = [
        (float(x), level + slope * (x - WIDTH / 2) / WIDTH - height * value((x + offset) / scale))
        for x in range(-20, WIDTH + 21, 10)
    ]
    top = min(y for _, y in crest)
    fill = scene.gradient(
        [(0, light), (0.6, mix(light, dark, 0.6)), (1, dark)],
        (0, top),
        (0, min(HEIGHT, level + height * 3 + 120)),
        absolute=True,
    )
    scene.sheet(outline([*crest, (WIDTH + 20, HEIGHT + 20), (-20, HEIGHT + 20)]), fill)
    scene.line(crest, mix(light, "#fffbd8", 0.5), 3, rim)

    def ground(x: float) -> float:
        return crest[max(0, min(len(crest) - 1, int((x + 20) / 10)))][1]

    return ground


def meadow(
    scene: Scene,
    level: float,
    height: float = 60,
    scale: float = 520,
    *,
    dryness: float = 0.0,
    depth: float = 0.3,
    offset: float = 0.0,
    slope: float = 0.0,
) -> Ground:
    """A green slope in the hour's foliage colour; `dryness` 0-1 turns it to straw, `depth` 0-1 darkens its foot."""
    leaf = scene.tone(mix(scene.hour.leaf, "#c8a84e", dryness))
    light = mix(leaf, "#e9e6a0", 0.45 - 0.2 * scene.hour.lamps)
    return hill(
        scene,
        level,
        height,
        scale,
        light,
        mix(leaf, "#10302c", depth),
        offset=offset,
        slope=slope,
        rim=0.4 if not scene.hour.lamps else 0.2,
    )


def rocks(scene: Scene, x: float, y: float, spread: float, count: int, colour: str, size: float = 46) -> None:
    """Rounded boulders lying along a line around the point."""
    for index in range(count):
        left = x + scene.between(-spread, spread)
        radius = scene.between(size * 0.35, size)
        tone = mix(colour, "#ffffff" if index % 2 else "#101820", scene.between(0.05, 0.22))
        base = y + scene.between(-4, 8)
        shape = (
            f"M{number(left - radius)} {number(base)}Q{number(left - radius * 0.9)} {number(base - radius * 0.85)} "
            f"{number(left - radius * 0.1)} {number(base - radius * 0.95)}Q{number(left + radius * 0.9)} "
            f"{number(base - radius * 0.8)} {number(left + radius)} {number(base)}Z"
        )
        scene.path(shape, scene.gradient([(0, lighten(tone, 0.3)), (0.6, tone), (1, darken(tone, 0.25))]))


def pinnacle(scene: Scene, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A sharp standing stone ("cat's-ear" rock) with a shaded right face."""
    lean = scene.between(-0.3, 0.3) * width
    shape = [
        (x - width, y),
        (x - width * 0.8, y - height * 0.5),
        (x - width * 0.3 + lean, y - height * 0.82),
        (x + lean, y - height),
        (x + width * 0.45 + lean, y - height * 0.7),
        (x + width * 0.9, y - height * 0.36),
        (x + width, y),
    ]
    scene.polygon(shape, scene.gradient([(0, lighten(colour, 0.45)), (1, colour)]))
    scene.polygon([*shape[3:], (x + width * 0.2, y), (x + width * 0.1, y - height * 0.5)], darken(colour, 0.5), 0.5)


def cliff(scene: Scene, points: Sequence[Point], colour: str, *, gullies: int = 60) -> None:
    """A rock wall filling the outline, with light and dark gullies running down it."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    low_x, high_x, low_y, high_y = min(xs), max(xs), min(ys), max(ys)
    fill = scene.gradient([(0, lighten(colour, 0.38)), (0.45, colour), (1, darken(colour, 0.42))])
    scene.sheet(outline(points), fill)
    with scene.group(f'clip-path="url(#{scene.clip(outline(points))})"'):
        for index in range(gullies):
            x, y = scene.between(low_x, high_x), scene.between(low_y, high_y)
            length = scene.between(0.08, 0.26) * (high_y - low_y)
            tone, strength = (lighten(colour, 0.7), 0.2) if index % 3 == 0 else (darken(colour, 0.7), 0.16)
            scene.polygon(
                [
                    (x, y),
                    (x + scene.between(8, 20), y + length * 0.25),
                    (x + scene.between(-4, 10), y + length),
                    (x - scene.between(4, 14), y + length * 0.6),
                ],
                tone,
                strength,
            )


def cloud_bank(
    scene: Scene, level: float, height: float, scale: float, top: str, low: str, opacity: float = 1.0
) -> None:
    """A sea of cloud: rolling crest with a lit edge, fading downwards."""
    rolls, swell = scene.noise(4, 0.42), scene.noise(3)
    crest = [
        (float(x), level - height * (1 - abs(2 * rolls(x / scale) - 1) ** 0.8) * (0.45 + 0.9 * swell(x / 700 + 3)))
        for x in range(-20, WIDTH + 21, 10)
    ]
    fill = scene.gradient(
        [(0, top, opacity), (0.35, mix(top, low, 0.45), opacity), (1, low, 0)],
        (0, level - height),
        (0, level + 230),
        absolute=True,
    )
    scene.polygon([*crest, (WIDTH + 20, level + 230), (-20, level + 230)], fill)
    scene.line(crest, "#fffaf0", 2.5, 0.65 * opacity)


def path_ribbon(
    scene: Scene, middle: Sequence[tuple[float, float, float]], fill: str, *, edge: str = "", edge_width: float = 0.0
) -> None:
    """A road, path or stream: points (x, y, half width), joined by soft edges."""
    left = [(x - half, y) for x, y, half in middle]
    right = [(x + half, y) for x, y, half in middle]
    head, tail = smooth(left), smooth(list(reversed(right)))
    scene.path(head + "L" + tail[1:] + "Z", fill, stroke=edge, width=edge_width)


def contour_hill(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    height: float,
    rows: int,
    light: str,
    dark: str,
    *,
    tilt: float = 0.3,
    hatch: bool = True,
    heart: bool = False,
) -> None:
    """A round hill combed by planted rows (tea, or terraces when not hatched), `y` being the foot's centre.

    With `heart` the rows follow a heart seen from a slope opposite.
    """
    waves = [scene.between(0, 2 * math.pi) for _ in range(3)]
    fill = scene.gradient(
        [(0, light), (0.55, mix(light, dark, 0.4)), (1, dark)], (x - width, 0), (x + width, 0), absolute=True
    )
    furrow = scene.gradient(
        [(0, mix(dark, light, 0.25)), (1, darken(dark, 0.35))], (x - width, 0), (x + width, 0), absolute=True
    )
    shine = scene.gradient(
        [(0, mix(light, "#fffbd0", 0.5)), (1, mix(light, dark, 0.35))], (x - width, 0), (x + width, 0), absolute=True
    )
    gap = width * 0.019 + 1.4
    for row in range(rows):
        radius = width * (1 - row / (rows + 0.55))
        rise = 0.0 if heart else height * 1.2 * (1 - (radius / width) ** 2) ** 0.92
        ring: list[Point] = []
        for degrees in range(0, 360, 6):
            angle = math.radians(degrees)
            if heart:
                across = 16 * math.sin(angle) ** 3 / 16
                down = (
                    -(13 * math.cos(angle) - 5 * math.cos(2 * angle) - 2 * math.cos(3 * angle) - math.cos(4 * angle))
                    / 16
                )
                ring.append((x + radius * across, y + radius * tilt * down))
            else:
                wobble = (
                    1
                    + 0.07 * math.sin(2 * angle + waves[0])
                    + 0.045 * math.sin(3 * angle + waves[1])
                    + 0.02 * math.sin(5 * angle + waves[2])
                )
                ring.append(
                    (x + radius * wobble * math.cos(angle), y - rise + radius * wobble * tilt * math.sin(angle))
                )
        data = outline(ring)
        if row == 0 and not heart:
            scene.sheet(data, fill, lift=8, shadow=0.06)
        scene.path(data, fill, stroke=furrow, width=gap)
        if hatch:
            front = ring[2:29] if not heart else ring
            scene.curve(
                outline([(px, py - gap * 0.62) for px, py in front], closed=heart),
                shine,
                gap * 0.42,
                0.8,
                dash=f"{number(gap * 1.5)} {number(gap * 0.7)}",
            )
