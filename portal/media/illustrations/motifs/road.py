"""Mountain passes: hairpins up a bare shoulder, and a road falling through forest into a valley."""

from __future__ import annotations

from portal.media.illustrations.canvas import WIDTH, Scene, number, outline
from portal.media.illustrations.elements.houses import stele
from portal.media.illustrations.elements.land import backdrop, hill, path_ribbon
from portal.media.illustrations.elements.people import rider
from portal.media.illustrations.elements.plants import canopy, corners, pine
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import MADDER, darken, mix

HAIRPINS = (
    (560, 1030),
    (1290, 905),
    (420, 790),
    (1120, 690),
    (560, 610),
    (960, 545),
    (690, 490),
    (840, 440),
    (770, 405),
)


def car(scene: Scene, x: float, y: float, scale: float, colour: str) -> None:
    """A small van seen from the side, 44 units long."""
    with scene.placed(x, y, scale):
        scene.rect(0, -20, 44, 18, scene.tone(colour), radius=5)
        scene.rect(5, -17, 34, 8, scene.tone("#dbe9ee"), radius=2)
        for wheel in (10, 34):
            scene.circle(wheel, -2, 4.4, scene.tone("#2a2733"))


def hairpins(scene: Scene, *, style: str = "range") -> None:
    """A pass road climbing a grassy shoulder in hairpins, a milestone in front and paragliders in the wind."""
    backdrop(scene, style, horizon=560, height=1.05)
    leaf = scene.tone(scene.hour.leaf)
    light = mix(leaf, "#e3dc90", 0.5)
    for level, haze in ((640, 0.55), (760, 0.38), (860, 0.22)):
        hill(
            scene,
            level,
            90,
            330,
            mix(leaf, scene.hour.foot, haze),
            mix(leaf, scene.hour.foot, haze * 0.6),
            offset=level * 3,
            rim=0.2,
        )
    value = scene.noise(5, 0.5)
    shoulder = [
        (float(x), 900 - 560 * max(0.0, 1 - abs(x - 760) / 1050) ** 1.15 - 70 * value(x / 170))
        for x in range(-20, WIDTH + 21, 12)
    ]
    fill = scene.gradient(
        [(0, mix(light, scene.hour.foot, 0.35)), (0.35, light), (1, mix(leaf, "#0f2f2c", 0.35))],
        (0, 330),
        (0, 1000),
        absolute=True,
    )
    scene.sheet(outline([*shoulder, (WIDTH + 20, 1020), (-20, 1020)]), fill)
    for _ in range(120):
        x = scene.between(0, WIDTH)
        y = shoulder[int((x + 20) / 12)][1] + scene.between(20, 520)
        if y < 1000:
            canopy(
                scene, x, y, scene.between(12, 30) * (0.5 + y / 900), mix(leaf, light, scene.random.random() * 0.5), 5
            )
    for bank in (True, False):
        for index in range(len(HAIRPINS) - 1):
            (x0, y0), (x1, y1) = HAIRPINS[index], HAIRPINS[index + 1]
            width = 46 * 0.76**index
            colour = mix(scene.tone("#7c6a44"), leaf, 0.35) if bank else scene.faded("#f4e7c4", 0.2)
            scene.curve(
                f"M{x0} {y0}C{number(x0 + (x1 - x0) * 0.35)} {y0 - 6} {number(x1 + (x0 - x1) * 0.2)} "
                f"{number(y1 + (y0 - y1) * 0.55)} {x1} {y1}",
                colour,
                width * (1.35 if bank else 1),
            )
    car(scene, 930, 862, 1.0, MADDER)
    car(scene, 760, 742, 0.7, "#2b4f8f")
    stele(scene, 1372, 985, 84, 150, "#f3ead6", cap=MADDER)
    for x, y, size, colour in ((1230, 190, 1.0, "#c8352f"), (1050, 130, 0.7, "#e09b1a")):
        with scene.placed(x, y, size):
            scene.path("M-64 0Q-40 -34 0 -36Q40 -34 64 0Q40 -14 0 -15Q-40 -14 -64 0Z", scene.tone(colour))
            for line in (-56, -24, 24, 56):
                scene.line([(line, -4), (0, 58)], scene.hour.bird, 1, 0.7)
            scene.path("M-6 56h12l3 22h-16Z", scene.tone("#2b2f77"))
            scene.circle(0, 51, 5, scene.tone("#3a2a22"))
    for _ in range(16):
        canopy(
            scene,
            scene.random.choice((scene.between(-20, 300), scene.between(1440, 1620))),
            scene.between(900, 1010),
            scene.between(40, 80),
            mix(leaf, "#10302c", 0.35),
            10,
        )
    mist(scene, 560, 150, 0.4)
    birds(scene, 300, 230, 5)


def forest_road(scene: Scene) -> None:
    """A road running down between wooded slopes towards a far valley, a motorbike on the bend."""
    backdrop(scene, "gap", horizon=540, height=1.2)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 590, 30, 500, mix(leaf, "#e8dfa0", 0.55), leaf)
    for index, (side, reach) in enumerate(((-1, 560), (1, 520), (-1, 360), (1, 330))):
        base = 800 + side * 830
        value = scene.noise(4, 0.5)
        edge = [
            (base - side * (reach * (step / 24) ** 0.8 + 60 * value(step / 4)), 330.0 + index * 60 + step * 26)
            for step in range(25)
        ]
        edge = [
            (base - side * (reach + 240 - (reach + 100) * (1 - step / 24) ** 1.3), 260.0 + index * 70 + step * 32)
            for step in range(25)
        ]
        shape = [(base, 200.0 + index * 60), *edge, (base, 1040.0)]
        tone = mix(leaf, scene.hour.foot, 0.28 - 0.1 * index)
        scene.sheet(outline(shape), scene.gradient([(0, tone), (1, darken(tone, 0.35))]))
        for step in range(25):
            x, y = edge[step]
            for _ in range(3):
                canopy(
                    scene,
                    x + side * scene.between(-6, 150),
                    y + scene.between(-20, 50),
                    scene.between(24, 46) * (0.8 + index * 0.15),
                    mix(tone, scene.pick(("#dfe79a", "#0f302a")), scene.between(0, 0.3)),
                    7,
                )
    bend = [
        (800.0, 600.0, 4.0),
        (830.0, 640.0, 9.0),
        (760.0, 690.0, 17.0),
        (850.0, 750.0, 30.0),
        (720.0, 830.0, 56.0),
        (960.0, 930.0, 110.0),
        (820.0, 1030.0, 210.0),
    ]
    path_ribbon(scene, bend, scene.tone("#8d8f94"), edge=scene.tone("#d9d2bd"), edge_width=6)
    scene.curve(
        "M800 600C840 640 750 690 770 700S880 750 840 770S700 830 740 850S980 920 950 950S840 1000 830 1030",
        scene.tone("#f7efd8"),
        4,
        0.8,
        dash="22 20",
    )
    for index in range(9):
        scene.rect(1040 + index * 26, 905 + index * 11, 8, 30, scene.tone("#f3ead6"))
        scene.rect(1040 + index * 26, 911 + index * 11, 8, 8, scene.tone(MADDER))
    rider(scene, 800, 880, 0.9, "#2b4f8f", mirror=True)
    for x, size in ((110, 430), (230, 330), (1500, 460), (1380, 320)):
        pine(scene, x, 1010, size)
    mist(scene, 560, 130, 0.5)
    birds(scene, 740, 200, 5)
    corners(scene, 8)
