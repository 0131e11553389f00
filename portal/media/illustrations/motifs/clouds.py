"""Above the clouds: dragon-spine ridges, a rock over the abyss, summits and camps in a sea of cloud."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Point, Scene, number, outline, smooth
from portal.media.illustrations.elements.houses import tent
from portal.media.illustrations.elements.land import PROFILES, cloud_bank, ridge
from portal.media.illustrations.elements.people import walker
from portal.media.illustrations.elements.plants import blossom_tree, grass, pine
from portal.media.illustrations.elements.sky import birds, sky
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix


def _cloud_colours(scene: Scene) -> tuple[str, str]:
    hour = scene.hour
    return mix(hour.mist, "#ffffff", 0.35 if not hour.lamps else 0.0), mix(hour.far, hour.mist, 0.62)


def sea(scene: Scene, *, style: str = "range", islands: int = 2) -> None:
    """Sky, far ridges and a first sea of cloud with a few summits standing out of it."""
    sky(scene)
    hour = scene.hour
    top, low = _cloud_colours(scene)
    for layer, (level, height, scale) in enumerate(((440, 200, 430), (500, 210, 310))):
        colour = mix(hour.far, hour.near, layer * 0.7)
        ridge(
            scene,
            level,
            height,
            scale,
            colour,
            level + 110,
            mix(colour, hour.foot, 0.85),
            facet=0.2,
            profile=PROFILES[style],
        )
        cloud_bank(scene, level + 60, 30, 150, top, low)
    for layer, level in enumerate((590, 640, 700)):
        if layer < islands:
            x, height = ((330, 90), (1330, 120))[layer % 2]
            value = scene.noise(4)
            summit: list[Point] = [
                (
                    x + step * 9,
                    level + 36 - height * max(0.0, 1 - abs(step) / 22) ** 1.3 * (0.8 + 0.4 * value(step / 6 + 9)),
                )
                for step in range(-22, 23)
            ]
            scene.polygon(summit, scene.gradient([(0, mix(hour.near, hour.far, 0.3)), (1, low)]))
        cloud_bank(scene, level + 14, 36 + 9 * layer, 170 + 40 * layer, top, low)


def spine(scene: Scene, start: Point, end: Point, hump: float, light: str, dark: str, path_width: float) -> list[Point]:
    """A narrow crest seen from the side, with lit humps, gullies and a footpath along it; returns the crest."""
    value = scene.noise(5, 0.48)
    count = int(abs(end[0] - start[0]) / 7)
    crest: list[Point] = []
    for step in range(count + 1):
        share = step / count
        y = (
            start[1]
            + (end[1] - start[1]) * share**0.85
            - hump * abs(math.sin(share * 10.5 + 0.6)) ** 1.4 * (0.45 + 0.75 * share)
            - hump * 0.8 * (value(share * 9) - 0.5)
            + 170 * max(0.0, (share - 0.74) / 0.26) ** 1.6
        )
        crest.append((start[0] + (end[0] - start[0]) * share, y))
    base = max(start[1], end[1]) + 260
    middle = mix(light, dark, 0.45)
    fill = scene.gradient(
        [(0, light), (0.55, middle), (1, dark)], (0, min(y for _, y in crest)), (0, base), absolute=True
    )
    scene.sheet(outline([*crest, (end[0], base + 200), (start[0] - 120, base + 200)]), fill, shadow=0.06)
    for index in range(4, count - 4):
        if scene.random.random() < 0.34:
            x, y = crest[index]
            length = scene.between(60, 250)
            side = scene.random.choice((-1, 1, 1))
            gully = [(x, y + 2)]
            for step in range(1, 7):
                gully.append(
                    (
                        x + side * step / 6 * length * 0.55 + scene.between(-7, 7),
                        y + step / 6 * length + scene.between(-4, 4),
                    )
                )
            shaded = side > 0
            scene.polygon(
                [*gully, (x + side * length * 0.12, y + length * 0.5)],
                dark if shaded else mix(light, "#fff3c0", 0.5),
                0.34 if shaded else 0.3,
            )
    if path_width:
        scene.line(crest, scene.tone("#fbeabf"), path_width, 0.95)
    return crest


def _near_clouds(scene: Scene, levels: tuple[float, ...] = (800, 880, 960)) -> None:
    top, low = _cloud_colours(scene)
    for index, level in enumerate(levels):
        cloud_bank(scene, level, 70 + 26 * index, 300 + 60 * index, top, low, (0.86, 0.92, 1.0)[min(2, index)])


def dragon_spine(scene: Scene, *, style: str = "range", steep: bool = False) -> None:
    """A green spine of rock above the clouds with walkers on its path; `steep` sends it up to the sky."""
    sea(scene, style=style)
    light, dark = scene.tone("#c2c06c"), scene.tone("#1f4f47")
    spine(scene, (-60, 590), (560, 700), 46, scene.faded("#8fa08a", 0.2), scene.faded("#3f6670", 0.1), 2)
    top, low = _cloud_colours(scene)
    cloud_bank(scene, 716, 44, 240, top, low, 0.95)
    if steep:
        crest = spine(scene, (-80, 960), (1700, 330), 84, light, dark, 6)
        spots = ((92, MADDER), (101, INDIGO), (150, "#e0a526"))
    else:
        crest = spine(scene, (1680, 470), (330, 800), 84, light, dark, 5)
        spots = ((88, MADDER), (94, INDIGO), (101, "#e0a526"))
    for index, colour in spots:
        x, y = crest[min(index, len(crest) - 1)]
        walker(scene, x, y + 2, 46, colour, mirror=not steep)
    _near_clouds(scene)
    birds(scene, 300, 220, 5)


def dolphin_rock(scene: Scene) -> None:
    """A beak of rock shaped like a leaping dolphin, standing out over the sea of cloud with one person on it."""
    sea(scene, style="left")
    _near_clouds(scene, (760, 840))
    stone = scene.tone("#7b7f7a")
    top_edge = [
        (1620.0, 500.0),
        (1480.0, 520.0),
        (1290.0, 545.0),
        (1130.0, 500.0),
        (960.0, 478.0),
        (840.0, 500.0),
        (748.0, 548.0),
        (680.0, 566.0),
    ]
    underside = [
        (680.0, 566.0),
        (736.0, 590.0),
        (800.0, 604.0),
        (880.0, 640.0),
        (980.0, 700.0),
        (1080.0, 790.0),
        (1140.0, 900.0),
        (1160.0, 1020.0),
    ]
    data = smooth(top_edge) + "L" + smooth(underside)[1:] + "H1620Z"
    scene.sheet(data, scene.gradient([(0, lighten(stone, 0.45)), (0.4, stone), (1, darken(stone, 0.5))]))
    with scene.group(f'clip-path="url(#{scene.clip(data)})"'):
        for index in range(110):
            x, y = scene.between(680, 1600), scene.between(480, 980)
            scene.polygon(
                [(x, y), (x + 40, y + 14), (x + 74, y + 50), (x + 20, y + 30)],
                lighten(stone, 0.6) if index % 3 == 0 else darken(stone, 0.6),
                0.16,
            )
    scene.path("M1090 500Q1150 430 1210 424Q1196 476 1208 530Z", scene.gradient([(0, lighten(stone, 0.3)), (1, stone)]))
    for _ in range(26):
        x = scene.between(1240, 1600)
        grass(scene, x, 560 - (x - 1310) * 0.1 + scene.between(0, 26), scene.between(20, 44))
    walker(scene, 930, 486, 74, MADDER, mirror=True)
    blossom_tree(scene, 1500, 540, 190, "#f3b6c6", "#c0406f", 24)
    top, low = _cloud_colours(scene)
    cloud_bank(scene, 960, 90, 420, top, low)
    cloud_bank(scene, 1020, 40, 380, top, low)
    birds(scene, 420, 250, 5)


def cloud_village_ridge(scene: Scene) -> None:
    """A wide morning sea of cloud with Shan tea trees in front and ridges sinking into it."""
    sea(scene, style="twin")
    light, dark = scene.tone("#b7bb6e"), scene.tone("#23514a")
    spine(scene, (1700, 560), (700, 820), 60, scene.faded("#9fae86", 0.1), scene.faded("#3d6a66", 0.05), 3)
    top, low = _cloud_colours(scene)
    cloud_bank(scene, 800, 60, 300, top, low, 0.95)
    spine(scene, (-90, 640), (620, 960), 70, light, dark, 5)
    cloud_bank(scene, 900, 80, 360, top, low, 0.9)
    cloud_bank(scene, 990, 70, 420, top, low)
    ground = [(-20.0, 905.0), (120.0, 880.0), (300.0, 910.0), (470.0, 985.0), (560.0, 1020.0), (-20.0, 1020.0)]
    scene.sheet(smooth(ground) + "Z", scene.gradient([(0, light), (1, dark)]))
    for x, y, size in ((90, 930, 330), (270, 950, 250)):
        trunk = scene.tone("#a79c88")
        scene.curve(f"M{x} {y}Q{x - 20} {number(y - size * 0.3)} {x + 6} {number(y - size * 0.5)}", trunk, size * 0.055)
        for side in (-1, 1):
            scene.curve(
                f"M{x} {number(y - size * 0.32)}Q{number(x + side * size * 0.16)} {number(y - size * 0.5)} "
                f"{number(x + side * size * 0.24)} {number(y - size * 0.68)}",
                trunk,
                size * 0.03,
            )
        leaf = scene.tone("#4d7d3f")
        for _ in range(46):
            angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5
            scene.circle(
                x + math.cos(angle) * reach * size * 0.34,
                y - size * 0.74 + math.sin(angle) * reach * size * 0.2,
                size * scene.between(0.04, 0.09),
                mix(leaf, "#dfe79a" if math.sin(angle) < 0 else "#0f3a2f", scene.between(0, 0.35)),
            )
    walker(scene, 400, 955, 90, MADDER, mirror=True)
    birds(scene, 620, 220, 6)


def summit_camp(scene: Scene, *, style: str = "right") -> None:
    """Tents on a grassy shoulder above the clouds below a great peak."""
    sea(scene, style=style, islands=1)
    light, dark = scene.tone("#aeb56a"), scene.tone("#204a45")
    value = scene.noise(5, 0.5)
    crest = [
        (float(x), 760 - 470 * max(0.0, 1 - abs(x - 1180) / 620) ** 1.25 - 40 * value(x / 110))
        for x in range(420, 1621, 10)
    ]
    fill = scene.gradient(
        [(0, scene.faded("#8c9a78", 0.1)), (0.8, scene.faded("#3c605c", 0.1)), (1, scene.hour.mist, 0)]
    )
    scene.polygon([*crest, (1620, 900), (420, 900)], fill)
    peak = min(range(len(crest)), key=lambda index: crest[index][1])
    for _ in range(46):
        index = int(scene.random.gauss(peak, 22))
        if 3 < index < len(crest) - 3:
            x, y = crest[index]
            side = 1 if index >= peak else -1
            length = scene.between(60, 260)
            scene.polygon(
                [
                    (x, y + 3),
                    (x + side * length * 0.35, y + length * 0.5),
                    (x + side * length * 0.6, y + length),
                    (x + side * length * 0.12, y + length * 0.55),
                ],
                darken(dark, 0.3) if side > 0 else lighten(light, 0.4),
                0.24,
            )
    top, low = _cloud_colours(scene)
    cloud_bank(scene, 800, 60, 300, top, low, 0.95)
    shoulder = [
        (-20.0, 760.0),
        (180.0, 742.0),
        (420.0, 790.0),
        (700.0, 860.0),
        (1000.0, 905.0),
        (1300.0, 960.0),
        (1620.0, 985.0),
        (1620.0, 1020.0),
        (-20.0, 1020.0),
    ]
    scene.sheet(smooth(shoulder[:7]) + "L1620 1020L-20 1020Z", scene.gradient([(0, light), (1, dark)]))
    scene.curve("M1010 1010C900 950 760 900 600 852S330 800 250 770", scene.tone("#efe0b0"), 9)
    for x, y, size, colour in ((210, 800, 1.35, "#e09b1a"), (350, 842, 1.6, "#c8352f"), (520, 905, 1.9, "#2f7a8a")):
        tent(scene, x, y, size, colour)
    for x, y, colour in ((680, 905, MADDER), (750, 925, INDIGO)):
        walker(scene, x, y, 96, colour)
    for _ in range(40):
        x = scene.between(0, 1300)
        grass(scene, x, 790 + x * 0.14 + scene.between(10, 120), scene.between(20, 40))
    for x, size in ((70, 300), (-10, 240)):
        pine(scene, x, 830, size)
    birds(scene, 520, 230, 5)
