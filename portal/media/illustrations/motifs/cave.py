"""Caves: looking out of a mouth, chambers of dripstone in lamplight, and cliffs pierced by dark mouths."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Point, Scene, number, outline, smooth
from portal.media.illustrations.elements.houses import bamboo_hut, steps, stilt_house
from portal.media.illustrations.elements.land import backdrop, cliff, contour_hill, hill, meadow, path_ribbon, rocks
from portal.media.illustrations.elements.people import figure, walker
from portal.media.illustrations.elements.plants import canopy, corners, fern, leaf_frame, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.elements.water import fall, pool, spray, stream
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, mix

Shape = Callable[[float], tuple[float, float]]

SHAPES: dict[str, Shape] = {
    "arch": lambda angle: (560.0, 350.0 if math.sin(angle) < 0 else 220.0),
    "slit": lambda angle: (270.0 + 60 * math.sin(angle), 500.0 if math.sin(angle) < 0 else 320.0),
    "bag": lambda angle: (370.0 + 260 * max(0.0, math.sin(angle)), 420.0 if math.sin(angle) < 0 else 250.0),
    "low": lambda angle: (760.0, 240.0 if math.sin(angle) < 0 else 180.0),
    "tunnel": lambda angle: (440.0, 400.0 if math.sin(angle) < 0 else 270.0),
}


def _drip(scene: Scene, x: float, y: float, length: float, half: float, colour: str) -> None:
    scene.path(
        f"M{number(x - half)} {number(y)}Q{number(x - half * 0.3)} {number(y + length * 0.5)} {number(x)} "
        f"{number(y + length)}Q{number(x + half * 0.3)} {number(y + length * 0.5)} {number(x + half)} {number(y)}Z",
        colour,
    )
    scene.curve(
        f"M{number(x + half * 0.55)} {number(y + 8)}Q{number(x + half * 0.2)} {number(y + length * 0.5)} {number(x)} "
        f"{number(y + length)}",
        mix(colour, "#ffdca8", 0.4),
        2.5,
        0.6,
    )


def _walls(
    scene: Scene, middle: Point, shape: Shape, warm: str, dark: str, *, drips: bool = True, floor: float = 190
) -> None:
    """Six sheets of rock around an opening, darker towards the eye, hung with dripstone."""
    x0, y0 = middle
    sheets = (
        (1.0, mix(warm, "#f2d1a0", 0.35)),
        (1.1, warm),
        (1.24, mix(warm, dark, 0.5)),
        (1.4, mix(warm, dark, 0.78)),
        (1.62, mix(warm, dark, 0.9)),
        (1.9, dark),
    )
    for layer, (size, colour) in enumerate(sheets):
        value = scene.noise(4, 0.5)
        rim: list[Point] = []
        for degrees in range(0, 360, 4):
            angle = math.radians(degrees)
            across, down = shape(angle)
            wobble = 1 + 0.2 * (value(degrees / 42 if degrees < 180 else (360 - degrees) / 42) - 0.5)
            rim.append(
                (
                    x0 + across * size * wobble * math.cos(angle),
                    min(y0 + down * size * wobble * math.sin(angle), y0 + floor + 55 * layer),
                )
            )
        scene.add(
            f'<path d="M-10 -10H{WIDTH + 10}V{HEIGHT + 10}H-10Z{outline(rim)}" fill="#000000" opacity="0.16" '
            f'fill-rule="evenodd" transform="translate(6 12)"/>'
        )
        scene.add(
            f'<path d="M-10 -10H{WIDTH + 10}V{HEIGHT + 10}H-10Z{outline(rim)}" fill="{colour}" fill-rule="evenodd"/>'
        )
        if not drips:
            continue
        for degrees in range(200, 341, 5):
            if scene.random.random() < 0.7:
                angle = math.radians(degrees)
                across, down = shape(angle)
                length = scene.between(40, 150) * (0.7 + 0.28 * layer) * 0.8
                _drip(
                    scene,
                    x0 + across * size * 0.97 * math.cos(angle),
                    y0 + down * size * 0.97 * math.sin(angle) - 26,
                    length,
                    length * scene.between(0.1, 0.17) + 6,
                    colour,
                )
        for _ in range(5):
            x = x0 + scene.random.choice((-1, 1)) * scene.between(0.5, 1.2) * shape(0)[0] * size
            y = y0 + floor + 15 + 55 * layer
            height = scene.between(40, 120)
            scene.path(
                f"M{number(x - height * 0.3)} {number(y)}"
                f"Q{number(x - height * 0.1)} {number(y - height * 0.6)} {number(x)} "
                f"{number(y - height)}Q{number(x + height * 0.12)} "
                f"{number(y - height * 0.6)} {number(x + height * 0.3)} "
                f"{number(y)}Z",
                mix(colour, "#ffdca8", 0.08),
            )


def mouth(
    scene: Scene,
    *,
    shape: str = "arch",
    style: str = "range",
    warm: str = "#6d4b46",
    dark: str = "#1d1628",
    middle: Point = (800, 590),
    view: str = "village",
    leaves: bool = False,
    bats: bool = False,
) -> None:
    """Looking out of a cave: a bright valley framed by layers of rock; `view` is village, forest, stream or camp."""
    backdrop(scene, style, horizon=middle[1] + 60)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, middle[1] + 20, 60, 300, mix(leaf, "#dfe39a", 0.5), leaf)
    front = hill(scene, middle[1] + 110, 60, 260, mix(leaf, "#c7d67e", 0.35), mix(leaf, "#0c2f2a", 0.4), offset=300)
    x0, y0 = middle
    if view == "village":
        stilt_house(scene, x0 + 100, front(x0 + 100) + 22, 0.75)
        stilt_house(scene, x0 - 150, front(x0 - 150) + 12, 0.6, distance=0.1)
        for offset in (-60, -100, 10, 190):
            tree(scene, x0 + offset, front(x0 + offset) + 30, 78)
    elif view == "forest":
        for index in range(26):
            x = x0 - 460 + index * 36
            tree(scene, x, front(x) + scene.between(-10, 70), scene.between(90, 170))
    elif view == "stream":
        stream(
            scene,
            [
                (x0 + 40, y0 + 60, 10),
                (x0 - 30, y0 + 90, 22),
                (x0 + 60, y0 + 130, 44),
                (x0 - 40, y0 + 200, 120),
                (x0 - 60, y0 + 330, 330),
            ],
        )
        for index in range(14):
            x = x0 - 420 + index * 62
            if abs(x - x0) > 70:
                tree(scene, x, front(x) + 30, scene.between(70, 130))
    elif view == "camp":
        for index in range(20):
            x = x0 - 420 + index * 44
            tree(scene, x, front(x) + scene.between(-20, 20), scene.between(110, 190))
        bamboo_hut(scene, x0 - 90, front(x0 - 90) + 76, 1.0)
        bamboo_hut(scene, x0 + 130, front(x0 + 130) + 60, 0.8)
    _walls(scene, middle, SHAPES[shape], warm, dark)
    for offset, colour in ((-26, MADDER), (26, INDIGO)):
        figure(
            scene, x0 + offset, y0 + 268, 78, blouse="#f3ead6" if colour == MADDER else MADDER, skirt=colour, hat="hair"
        )
    if leaves:
        leaf_frame(scene, -30, -30, 420, count=8, start=0.1, spread=1.4, colour="#2f5a3c")
        leaf_frame(scene, 1630, -20, 380, count=7, start=1.75, spread=1.3, colour="#2f5a3c")
        for x in (90, 220, 1390, 1520):
            fern(scene, x, 1000, scene.between(130, 190))
    if bats:
        for index in range(13):
            x, y = x0 + scene.between(-170, 170), y0 - 330 + index * 26 + scene.between(-20, 20)
            with scene.placed(x, y, scene.between(0.5, 1.1), turn=scene.between(-25, 25)):
                scene.path(
                    "M0 0Q-6 -12 -24 -10Q-20 -2 -22 6Q-14 2 -10 8Q-4 4 0 10Q4 4 10 8Q14 2 22 6Q20 -2 24 -10Q6 -12 0 0Z",
                    "#241a30",
                )


def chamber(
    scene: Scene,
    *,
    warm: str = "#837a86",
    dark: str = "#1a1a30",
    light: str = "#ffe3b0",
    beam: float = 0.0,
    columns: Sequence[tuple[float, float]] = ((300, 120), (1240, 150), (1020, 70)),
    water: bool = True,
    arches: int = 4,
) -> None:
    """A hall of dripstone: receding arches, columns, a still pool, and a shaft of daylight at `beam` (picture x)."""
    scene.rect(0, 0, WIDTH, HEIGHT, dark)
    glow_x = beam or 800
    scene.ellipse(
        glow_x, 560, 620, 420, scene.glow([(0, light, 0.95), (0.45, mix(light, warm, 0.5), 0.6), (1, warm, 0)])
    )
    for layer in range(arches):
        share = layer / max(1, arches - 1)
        colour = mix(mix(warm, light, 0.4), mix(dark, warm, 0.25), share)
        reach_x, reach_y = 300 + 190 * layer, 250 + 120 * layer
        value = scene.noise(4, 0.5)
        rim: list[Point] = []
        for degrees in range(180, 361, 4):
            angle = math.radians(degrees)
            wobble = 1 + 0.24 * (value(degrees / 34) - 0.5)
            rim.append(
                (
                    glow_x + (800 - glow_x) * share + reach_x * wobble * math.cos(angle),
                    690 + reach_y * wobble * math.sin(angle),
                )
            )
        frame: list[Point] = [(-10, -10), (1610, -10), (1610, 1010), (rim[-1][0], 1010)]
        scene.polygon([*frame, *reversed(rim), (rim[0][0], 1010), (-10, 1010)], colour)
        for degrees in range(192, 349, 6):
            if scene.random.random() < 0.75:
                angle = math.radians(degrees)
                length = scene.between(40, 130) * (0.6 + 0.35 * layer)
                _drip(
                    scene,
                    glow_x + (800 - glow_x) * share + reach_x * 1.0 * math.cos(angle),
                    690 + reach_y * math.sin(angle) - 34,
                    length,
                    length * 0.13 + 5,
                    colour,
                )
    floor = mix(dark, warm, 0.45)
    scene.path(
        "M-10 760Q300 700 800 716T1610 750V1010H-10Z",
        scene.gradient([(0, mix(warm, light, 0.25)), (1, mix(dark, warm, 0.15))]),
    )
    if beam:
        scene.polygon(
            [(beam - 40, -10), (beam + 90, -10), (beam + 330, 830), (beam - 210, 830)],
            scene.gradient([(0, "#fff6dc", 0.75), (1, "#fff1cc", 0.04)]),
        )
        scene.ellipse(beam + 50, 826, 300, 46, scene.glow([(0, "#fff3cf", 0.8), (1, "#fff3cf", 0)]))
    for x, width in columns:
        colour = mix(warm, dark, 0.25)
        left: list[Point] = []
        right: list[Point] = []
        value = scene.noise(3, 0.5)
        for step in range(17):
            share = step / 16
            half = width * (0.2 + 0.95 * abs(2 * share - 1.1) ** 2.1) * (0.88 + 0.5 * (value(share * 9) - 0.5))
            left.append((x - half, -20 + share * 850))
            right.append((x + half, -20 + share * 850))
        fill = scene.gradient(
            [(0, mix(colour, light, 0.42)), (0.5, colour), (1, mix(dark, colour, 0.5))],
            (0, 0) if x > glow_x else (1, 0),
            (1, 0) if x > glow_x else (0, 0),
        )
        scene.path(smooth([*left, *reversed(right)], closed=True), fill)
        for flute in range(5):
            offset = (flute - 2) * 0.3
            scene.curve(
                smooth([(x + offset * (right[step][0] - x), right[step][1]) for step in range(0, 17, 2)]),
                mix(dark, colour, 0.55),
                2.5,
                0.45,
            )
    for _ in range(9):
        x, height = scene.between(60, 1540), scene.between(60, 190)
        if abs(x - glow_x) < 230:
            continue
        scene.path(
            f"M{number(x - height * 0.26)} 850Q{number(x - height * 0.1)} {number(850 - height * 0.6)} {number(x)} "
            f"{number(850 - height)}Q{number(x + height * 0.12)} "
            f"{number(850 - height * 0.6)} {number(x + height * 0.28)} 850Z",
            scene.gradient([(0, mix(warm, light, 0.45)), (1, floor)]),
        )
    if water:
        scene.ellipse(
            760, 900, 560, 62, scene.gradient([(0, mix("#9fd8d0", light, 0.3)), (1, mix("#1d5666", dark, 0.4))])
        )
        scene.ellipse(700, 884, 300, 18, light, 0.4)
        for _ in range(10):
            scene.rect(
                scene.between(340, 1050), scene.between(880, 940), scene.between(40, 150), 2.4, light, 0.45, radius=1
            )
    else:
        path_ribbon(
            scene,
            [(glow_x + 20, 760, 16), (glow_x - 10, 800, 30), (glow_x + 40, 870, 56), (780, 1010, 130)],
            mix(warm, light, 0.5),
        )
    spots = ((1090, 868, MADDER), (1160, 880, INDIGO)) if water else ((760, 880, MADDER), (850, 900, INDIGO))
    for x, y, colour in spots:
        walker(scene, x, y, 96, colour, mirror=True)
    lamp = spots[0]
    scene.circle(lamp[0] - 24, lamp[1] - 58, 46, scene.glow([(0, "#ffe9a8", 0.95), (1, "#ffe9a8", 0)]))


def rock_face(
    scene: Scene,
    *,
    style: str = "low",
    mouths: Sequence[tuple[float, float, float, float]] = ((800, 470, 90, 120),),
    stairs: bool = False,
    water: bool = False,
    tea: bool = False,
    forest: bool = True,
    stone: str = "#8f9288",
    summit: float = 150,
) -> None:
    """A limestone hill from outside; `mouths` are its caves as (x, foot y, half width, height).

    Options set a stair to the first mouth, a fall out of it, tea rows or trees at the foot.
    """
    backdrop(scene, style, horizon=470, height=0.9, clouds=1)
    tone = scene.tone(stone)
    value = scene.noise(5, 0.5)
    crest = [
        (
            float(x),
            760 - (760 - summit) * max(0.0, 1 - abs(x - 800) / 830) ** 0.55 * (0.86 + 0.28 * (value(x / 130) - 0.5)),
        )
        for x in range(-20, WIDTH + 21, 16)
    ]
    cliff(scene, [*crest, (1620, 900), (-20, 900)], tone, gullies=130)
    leaf = scene.tone(scene.hour.leaf)
    for x, y in crest[::2]:
        canopy(
            scene, x, y + scene.between(-4, 22), scene.between(18, 40), mix(leaf, "#dfe9b0", scene.between(0, 0.25)), 8
        )
    for _ in range(34):
        x = scene.between(60, 1540)
        y = scene.between(crest[int((x + 20) / 16)][1] + 40, 740)
        if all(abs(x - mx) > half * 1.7 or abs(y - (my - tall / 2)) > tall for mx, my, half, tall in mouths):
            canopy(scene, x, y, scene.between(14, 34), mix(leaf, "#10302c", scene.between(0, 0.3)), 7)
    for x, y, half, tall in mouths:
        for size, colour in ((1.22, darken(tone, 0.3)), (1.0, "#1b1624")):
            rim: list[Point] = []
            wobble = scene.noise(3, 0.5)
            for degrees in range(180, 361, 12):
                angle = math.radians(degrees)
                reach = 1 + 0.22 * (wobble(degrees / 50) - 0.5)
                rim.append((x + half * size * reach * math.cos(angle), y + tall * size * reach * math.sin(angle)))
            scene.path(
                smooth(rim) + "Z",
                colour if size > 1 else scene.gradient([(0, "#0f0c18"), (1, mix("#3a2b2e", tone, 0.15))]),
            )
        for _ in range(int(half / 12)):
            drip_x = x + scene.between(-0.8, 0.8) * half
            drop = tall * (1 - ((drip_x - x) / half) ** 2) ** 0.5
            length = tall * scene.between(0.05, 0.2)
            _drip(scene, drip_x, y - drop, length, length * 0.16 + 2, darken(tone, 0.5))
        scene.path(
            f"M{number(x - half * 0.95)} {number(y + 3)}Q{number(x - half * 0.3)} {number(y - tall * 0.1)} {number(x)} "
            f"{number(y - tall * 0.04)}T{number(x + half * 0.95)} {number(y + 3)}Z",
            mix(tone, "#3a2b2e", 0.35),
        )
        if water:
            fall(scene, x, y - tall * 0.08, 800, half * 0.85, spread=1.5)
            spray(scene, x, 800, half * 1.6, 34, 0.9)
    ground = meadow(scene, 830, 60, 560, depth=0.35)
    if water:
        pool(scene, mouths[0][0], 842, 280, 44)
        stream(scene, [(mouths[0][0], 872, 90), (mouths[0][0] - 60, 920, 110), (mouths[0][0] + 40, 1010, 200)])
        rocks(scene, mouths[0][0] - 250, 880, 120, 6, scene.tone("#77807a"), 50)
        rocks(scene, mouths[0][0] + 270, 890, 120, 6, scene.tone("#77807a"), 50)
        with scene.placed(mouths[0][0] + 420, 880, 1.5):
            wood = scene.tone("#8a5a34")
            scene.line([(-40, 0), (0, -64)], wood, 5)
            scene.line([(40, 0), (0, -64)], wood, 5)
            for spoke in range(8):
                angle = spoke * math.pi / 4
                scene.line([(0, -60), (46 * math.cos(angle), -60 + 46 * math.sin(angle))], wood, 3)
            scene.ring(0, -60, 46, 46, wood, 5)
            scene.ring(0, -60, 30, 30, wood, 2.5)
    if stairs:
        x, y, half, _ = mouths[0]
        steps(scene, x, 1005, y + 6, 96, half * 0.45, "#e5d9bd", 34)
        for px, py, height, colour in (
            (x - 30, 900, 92, MADDER),
            (x + 26, 800, 70, INDIGO),
            (x - 14, 690, 52, "#e09b1a"),
        ):
            walker(scene, px, py, height, colour)
    if tea:
        for tx, ty, half, height in ((260, 960, 420, 150), (1330, 970, 460, 160), (800, 1080, 520, 170)):
            contour_hill(scene, tx, ty, half, height, 11, scene.tone("#b5d25c"), scene.tone("#2c6b3b"), tilt=0.3)
    elif forest:
        for _ in range(16):
            x = scene.between(-20, 1620)
            if not stairs or abs(x - mouths[0][0]) > 190:
                tree(scene, x, ground(x) + scene.between(30, 90), scene.between(110, 190))
    if not tea:
        corners(scene, 16, (50, 92))
    if not (stairs or water or tea):
        path_ribbon(
            scene,
            [(800, 830, 10), (760, 870, 22), (840, 920, 40), (760, 1010, 80)],
            scene.tone("#e2d3ae"),
            edge=scene.tone("#a68f60"),
            edge_width=3,
        )
        for x, y, colour in ((800, 905, MADDER), (850, 925, INDIGO)):
            walker(scene, x, y, 90, colour)
    mist(scene, 640, 120, 0.25)
    birds(scene, 1080, 150, 5)


def through_cave(scene: Scene) -> None:
    """A great tunnel through a rock mountain: daylight at the far end, a storyteller's fire at the near one."""
    mouth(scene, shape="tunnel", warm="#7a5a48", dark="#191320", middle=(860, 520), view="forest", style="gap")
    scene.circle(430, 900, 240, scene.glow([(0, "#ffb95a", 0.75), (0.5, "#e0762f", 0.25), (1, "#e0762f", 0)]))
    with scene.placed(430, 930, 1.7):
        for turn in (-24, 0, 24):
            with scene.placed(0, 0, 1, turn=turn):
                scene.rect(-34, -7, 68, 9, "#4a2f22", radius=4)
        scene.path("M-20 -6Q-26 -34 -6 -58Q-4 -38 8 -46Q24 -26 18 -6Q0 4 -20 -6Z", "#f08a2e")
        scene.path("M-10 -6Q-12 -24 0 -36Q12 -22 9 -6Q0 0 -10 -6Z", "#ffd76a")
    figure(scene, 300, 950, 150, blouse="#2b2f77", skirt="#23263f", hat="turban", arms=((-14, -50), (26, -46)))
    figure(scene, 590, 955, 146, blouse="#1d1f3d", skirt="#7a2a4a", hat="turban", arms=((-26, -46), (14, -50)))
