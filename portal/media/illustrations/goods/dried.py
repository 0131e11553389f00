"""Dried fruit, flowers and nuts: soft slices on trays and in bowls, longan flesh, macadamias, black garlic, tins."""

from __future__ import annotations

from collections.abc import Callable

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements import fruit, garden
from portal.media.illustrations.elements.cut import ball, leaf, piece
from portal.media.illustrations.elements.pantry import dipper, dried_plum, fruit_strip, scatter
from portal.media.illustrations.elements.vessels import (
    basket,
    basket_front,
    bowl,
    jar,
    jar_front,
    packet,
    plate,
    rim,
    sack,
    sack_rim,
    tin,
    tray,
)
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix

Thing = Callable[[Scene, float, float], None]


def _plum(colour: str = "#8a2346", size: float = 74) -> Thing:
    return lambda scene, x, y: dried_plum(
        scene, x, y, size, mix(colour, "#5a1d3a", scene.between(0, 0.6)), turn=scene.between(-40, 40)
    )


def _strip(colour: str, length: float = 150, width: float = 0.42) -> Thing:
    return lambda scene, x, y: fruit_strip(
        scene,
        x,
        y,
        length * scene.between(0.85, 1.1),
        mix(colour, "#c9742a", scene.between(0, 0.3)),
        turn=scene.between(-50, 50),
        width=width,
    )


def _longan(scene: Scene, x: float, y: float) -> None:
    with scene.placed(x, y, 0.56, turn=scene.between(0, 360)):
        piece(
            scene,
            "M-70 10Q-76 -50 -10 -60Q66 -58 74 -4Q60 50 6 54Q-50 54 -70 10Z",
            mix("#9a5a26", "#6b3a1c", scene.random.random()),
            shift=(-9, -9),
            shade=0.36,
            height=9,
        )
        scene.path("M-34 -4Q-20 -34 14 -30Q40 -20 34 8Q10 -14 -34 -4Z", darken(scene.tone("#6b3a1c"), 0.4), 0.75)
        scene.ellipse(-26, -34, 18, 7, "#ffe2b0", 0.5, turn=-24)


THINGS: dict[str, Thing] = {
    "plum": _plum(),
    "ruby plum": _plum("#a8304f", 80),
    "mango": _strip("#f0a630"),
    "pale mango": _strip("#f5bd4a", 165),
    "banana": _strip("#c98a3a", 190, 0.3),
    "longan": _longan,
    "dragon fruit": lambda scene, x, y: fruit.dragon_slice(scene, x, y, 84, dried=0.75, turn=scene.between(-30, 30)),
    "sơn tra": lambda scene, x, y: fruit.docynia_slice(scene, x, y, 72, dried=0.75, turn=scene.between(-40, 40)),
    "macadamia": lambda scene, x, y: fruit.macadamia(scene, x, y, 64, cracked=True),
    "flower": lambda scene, x, y: garden.papaya_flower(
        scene, x, y, scene.between(34, 46), scene.pick(("#e3cf94", "#d6b96e", "#efe0b0"))
    ),
}


#: How far apart things lie in a heap, in picture units; 96 unless said here.
STEPS = {"longan": 62.0, "flower": 60.0, "macadamia": 104.0}


def _heap(
    scene: Scene, kind: str, x: float, y: float, half: float, sag: float, rows: int, *, narrowing: float = 0.19
) -> None:
    """Lay things row upon row over a mouth `half` wide, each row shorter than the one below it."""
    step = STEPS.get(kind, 96.0)
    rise = step * 0.66
    rows = round(rows * 64 / rise)
    for row in range(rows):
        width = half * max(0.04, 0.92 - narrowing * row * rise / 64)
        columns = max(1, round(width * 2 / step))
        for column in range(columns + 1):
            across = -width + 2 * width * column / columns
            THINGS[kind](scene, x + across, y + sag * (1 - (across / half) ** 2) - row * rise)


def _fresh(scene: Scene, kind: str, x: float, y: float, size: float) -> None:
    """The fresh fruit that a dried one is made of."""
    if kind in ("plum", "ruby plum"):
        fruit.plum(scene, x, y, size * 0.86)
    elif kind in ("mango", "pale mango"):
        fruit.mango(scene, x, y, size * 1.05, turn=18)
    elif kind == "banana":
        fruit.banana_hand(scene, x - size * 0.5, y - size * 1.3, size * 2.6, count=4, start=108, spread=58)
    elif kind == "longan":
        fruit.longan(scene, x, y, size * 0.66)
        fruit.longan_open(scene, x + size * 1.25, y + size * 0.24, size * 0.66)
    elif kind == "dragon fruit":
        fruit.dragon_fruit(scene, x, y, size * 1.2, turn=12)
    elif kind == "sơn tra":
        fruit.docynia(scene, x, y, size * 0.8)
    elif kind == "macadamia":
        fruit.macadamia_open(scene, x, y, size * 0.8)
    elif kind == "flower":
        garden.papaya_flowers(scene, x - size, y + size, size * 4, -40, count=16)


def on_tray(scene: Scene, *, kind: str) -> None:
    """A broad tray with one layer laid out, the fresh fruit behind."""
    thing = THINGS[kind]
    for x, size in ((420, 130), (1180, 140)):
        _fresh(scene, kind, x, 540, size)
    y, half, down = tray(scene, 800, 765, 1000, tilt=0.42)
    spots = []
    rows = 9 if STEPS.get(kind, 84.0) < 70 else 6
    for row in range(rows):
        share = -0.8 + row * 1.6 / (rows - 1)
        across = (1 - share * share) ** 0.5 * half * 0.86
        columns = max(2, round(across / (STEPS.get(kind, 84.0) * 0.94)))
        for column in range(columns):
            spots.append(
                (800 - across + 2 * across * (column + 0.5) / columns + scene.between(-12, 12), y + share * down * 0.92)
            )
    for x, row_y in sorted(spots, key=lambda spot: spot[1]):
        thing(scene, x, row_y - 6)


def in_bowl(
    scene: Scene,
    *,
    kind: str,
    vessel: str = INDIGO,
    beside: str = "",
    mirror: bool = False,
) -> None:
    """A bowl heaped high, fresh fruit or what it is dried with beside it."""
    way = -1 if mirror else 1
    x = 800 - way * 110
    thing = THINGS[kind]
    if beside == "":
        _fresh(scene, kind, 800 + way * 330, 770, 150)
    mouth, half, tilt = bowl(scene, x, 900, 660, vessel, depth=0.44, band=("#f2b134", "#c8352f"))
    _heap(scene, kind, x, mouth - 10, half * 0.94, tilt * 0.5, 5)
    rim(scene, x, mouth, half * 1.02, tilt * 1.04, vessel, 12)
    side = 800 + way * 360
    if beside == "":
        for dx, dy in ((-60, 120), (70, 140), (10, 170)):
            thing(scene, side + dx, 780 + dy)
    elif beside == "ginger":
        garden.ginger(scene, side, 800, 150, turn=-12)
        garden.ginger(scene, side - way * 60, 915, 118, turn=24)
        for dx in (-30, 60):
            scene.ellipse(side + dx, 960, 56, 22, scene.tone("#e9cf8a"))
            scene.ring(side + dx, 960, 52, 19, scene.tone("#c49a54"), 5)
    elif beside == "honey":
        jar(scene, side, 890, 290, "#e09a22", height=1.2)
        jar_front(scene, side, 890, 290, height=1.2, lid=MADDER)
        dipper(scene, side - way * 40, 945, 300, 4 if way < 0 else 176)
    elif beside == "herbs":
        for dx, lean, colour in ((-90, -16, "#5f9a48"), (10, 2, "#7a9a5a"), (100, 18, "#4f8a5a")):
            garden.herb(scene, side + dx, 930, 500, colour, lean=lean, width=0.24 if dx else 0.16, pairs=6)
    elif beside == "packet":
        packet(scene, side, 880, 330, "#e9dfc4", band=MADDER, pattern=("#f2b134", "#fbf3e2"))


def in_basket(scene: Scene, *, kind: str, leafy: str = "") -> None:
    """A basket of the dried fruit and a glass jar of it."""
    thing = THINGS[kind]
    x = 640
    mouth, half, tilt = basket(scene, x, 910, 640, depth=0.38)
    _heap(scene, kind, x, mouth, half, tilt * 0.4, 4)
    basket_front(scene, x, 910, 640, depth=0.38, rows=5)
    left, _top, width, height = jar(scene, 1130, 890, 340, mix("#d9b88a", "#f3e6c8", 0.5), height=1.35)
    step = STEPS.get(kind, 84.0) * 0.9
    for row in range(int(height / step)):
        columns = int((width - 60) / step)
        for column in range(columns + 1):
            thing(scene, left + 40 + column * (width - 80) / columns + (row % 2) * 8, 862 - row * step)
    jar_front(scene, 1130, 890, 340, height=1.35, lid=MADDER, cloth=True)
    if leafy:
        for degrees in (-150, -110, -70, -20):
            leaf(scene, 900, 930, 190, degrees, leafy, width=0.22, veins=6, height=8)


def in_packets(scene: Scene, *, kind: str, mirror: bool = False) -> None:
    """Two packets behind a plate of the dried fruit."""
    way = -1 if mirror else 1
    packet(scene, 800 + way * 60, 760, 330, "#efe3c6", band="#2f5f4a", pattern=("#f2b134", "#fbf3e2"))
    packet(scene, 800 - way * 220, 800, 350, "#d98a3a")
    _fresh(scene, kind, 800 + way * 370, 700, 140)
    y, half, down = plate(scene, 800 + way * 40, 880, 700, "#f4ecdc")
    _heap(scene, kind, 800 + way * 40, y - down * 0.1, half, down * 0.6, 4, narrowing=0.24)


def macadamia_bowl(scene: Scene) -> None:
    """Cracked macadamias in a wooden bowl, the key that opens them, kernels."""
    mouth, half, tilt = bowl(scene, 720, 900, 680, "#8a5a36", depth=0.4, band=("#f2b134", "#fbf3e2"))
    for row in range(4):
        width = half * (0.88 - row * 0.22)
        columns = max(1, round(width / 60))
        for column in range(columns + 1):
            across = -width + 2 * width * column / max(1, columns)
            fruit.macadamia(scene, 720 + across, mouth + tilt * 0.4 - row * 74, 66, cracked=True)
    rim(scene, 720, mouth, half * 1.02, tilt * 1.04, "#8a5a36", 12)
    for x, y in ((1130, 850), (1250, 890), (1150, 940)):
        fruit.macadamia_open(scene, x, y, 72)
    metal = scene.tone("#b9bfc4")
    with scene.placed(1330, 790, turn=64):
        scene.curve("M0 0H150", darken(metal, 0.3), 17)
        scene.curve("M0 -3H150", lighten(metal, 0.4), 7)
        scene.ring(-36, 0, 40, 34, darken(metal, 0.2), 15)


def macadamia_sack(scene: Scene) -> None:
    """A sack of macadamias, leaves and husks before it."""
    width, height = 600.0, 0.95
    mouth, half, _tilt = sack(scene, 700, 890, width, height=height, filling="#6f4526", band=("#2b6339", "#f2b134"))
    for row in range(3):
        across_half = half * (0.9 - row * 0.24)
        columns = max(1, round(across_half / 56))
        for column in range(columns + 1):
            across = -across_half + 2 * across_half * column / max(1, columns)
            fruit.macadamia(scene, 700 + across, mouth + 8 - row * 56, 60, cracked=column % 2 == 0)
    sack_rim(scene, 700, 890, width, height=height)
    for x, y, degrees in ((1120, 830, -60), (1140, 840, -110), (1120, 850, -20)):
        leaf(scene, x, y, 260, degrees, "#3f7a4a", width=0.16, veins=9, height=9)
    fruit.macadamia_husk(scene, 1110, 870, 74)
    fruit.macadamia_husk(scene, 1250, 905, 70)
    fruit.macadamia_open(scene, 1130, 960, 60)
    fruit.macadamia(scene, 420, 940, 58)


def black_garlic(scene: Scene, *, in_jar: bool = False) -> None:
    """Black garlic: bulbs opened to their dark cloves, on a plate or before a jar."""
    x: float
    y: float
    row_y: float
    dark = "#3a2b33"
    if in_jar:
        left, _top, _width, _height = jar(scene, 640, 880, 460, mix("#8a6a5a", "#d9c4ae", 0.5), height=1.2)
        for row in range(7):
            for column in range(6):
                garden.clove(
                    scene,
                    left + 46 + column * 70 + (row % 2) * 16,
                    836 - row * 68,
                    60,
                    dark,
                    turn=scene.between(-60, 60),
                )
        jar_front(scene, 640, 880, 460, height=1.2, lid="#6b2a3a")
        garden.garlic(scene, 1080, 850, 125, "#b99a8a")
        for x, y, turn in ((960, 900, -20), (1060, 940, 30), (1180, 920, 10), (880, 945, 50), (1260, 900, -40)):
            garden.clove(scene, x, y, 70, dark, turn=turn)
        return
    y, _half, _down = plate(scene, 800, 780, 980, "#f4ecdc", tilt=0.4)
    for x, row_y, size in ((500, y - 10, 120), (1100, y - 14, 120), (800, y - 70, 140)):
        garden.garlic(scene, x, row_y, size, "#b9957f")
    with scene.placed(800, y + 50):
        for index, turn in enumerate((-64, -32, 0, 32, 64)):
            garden.clove(scene, (index - 2) * 84, -20 + abs(index - 2) * 12, 84, dark, turn=turn)
    for x, row_y, turn in ((560, y + 70, -20), (1050, y + 76, 24)):
        garden.clove(scene, x, row_y, 74, dark, turn=turn)


def pickled_shoots(scene: Scene) -> None:
    """A jar of slender bamboo shoots with chillies, fresh shoots beside it."""
    x: float
    for x, tall, lean in ((380, 520, -14), (450, 430, 4), (1170, 540, 10), (1260, 420, 22)):
        garden.bamboo_shoot(scene, x, 930, tall, lean)
    left, _top, _width, _height = jar(scene, 800, 900, 520, "#e3dcae", height=1.15)
    for index in range(9):
        x = left + 48 + index * 53
        garden.bamboo_shoot(scene, x, 872, 400 + scene.between(-50, 30), scene.between(-4, 4), "#e6dba0")
    for x, y, degrees in (
        (640, 560, 70),
        (760, 640, 100),
        (880, 540, 80),
        (960, 700, 110),
        (700, 790, 60),
        (850, 800, 120),
    ):
        garden.chilli(scene, x, y, 150, degrees)
    jar_front(scene, 800, 900, 520, height=1.15, lid="#2f5f4a", cloth=True)
    garden.chilli(scene, 980, 950, 170, -8)
    garden.chilli(scene, 620, 960, 150, 174)


def flowers_on_tray(scene: Scene) -> None:
    """Dried papaya flowers on a tray, fresh panicles hanging in from above."""
    row_y: float
    x: float
    y: float
    for x, y, degrees in ((420, 120, 70), (1180, 110, 110), (800, 60, 92)):
        garden.papaya_flowers(scene, x, y, 460, degrees, count=22)
    y, half, down = tray(scene, 800, 780, 980, tilt=0.4)
    for x, row_y in scatter(scene, 800, y, half * 0.84, down * 0.78, 190):
        lift = 90 * max(0.0, 1 - abs(x - 800) / (half * 0.8)) * scene.random.random()
        THINGS["flower"](scene, x, row_y - lift)


def tins_and_frozen(scene: Scene) -> None:
    """Tins, a jar of juice and a bowl of frozen vegetables beside the fruit they come from."""
    fruit.pineapple(scene, 420, 870, 130)
    tin(scene, 620, 830, 270, "#c9a03a", height=1.2, lid="#c9ced0", pattern=("#a3242b", "#fbf3e2"))
    tin(scene, 900, 830, 270, "#2f7a5a", height=1.2, lid="#c9ced0", pattern=("#f2b134", "#fbf3e2"))
    tin(scene, 760, 900, 250, "#a3242b", height=0.9, lid="#c9ced0", pattern=("#f2b134", "#fbf3e2"))
    mouth, half, tilt = bowl(scene, 1120, 920, 400, "#f4ecdc", depth=0.46, band=("#2b6339",))
    for x, y in scatter(scene, 1120, mouth - 20, half * 0.9, 50, 90):
        colour = scene.pick(("#7fb04a", "#f0bf3f", "#e27a2c", "#8fc05a"))
        ball(scene, x, y - 40 * max(0.0, 1 - abs(x - 1120) / half), 18, colour, shine=0.6, height=3)
    rim(scene, 1120, mouth, half * 1.02, tilt * 1.04, "#f4ecdc", 9)
    garden.maize(scene, 470, 935, 260, -6)
    fruit.passion_half(scene, 950, 940, 62)
    for x, y in ((1290, 610), (1230, 640)):
        garden.bean_pod(scene, x, y, 280, 70)
