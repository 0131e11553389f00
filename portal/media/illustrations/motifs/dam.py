"""The great dam of the Đà river with its spillway, lake above and river below."""

from __future__ import annotations

from portal.media.illustrations.canvas import Point, Scene, outline
from portal.media.illustrations.elements.land import backdrop
from portal.media.illustrations.elements.plants import branch, canopy, corners
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.elements.water import fall, spray
from portal.media.illustrations.palettes import darken, lighten, mix


def dam(scene: Scene) -> None:
    """A concrete dam between two mountains, water leaping from its spillway gates."""
    x: float
    y: float
    backdrop(scene, "gap", horizon=520, height=1.35)
    leaf = scene.tone(scene.hour.leaf)
    top = mix(scene.hour.foot, "#a9d6d8", 0.5)
    scene.rect(0, 440, 1600, 120, scene.gradient([(0, top), (1, mix(top, "#2f7f92", 0.6))]))
    for _ in range(40):
        scene.rect(
            scene.between(200, 1400), scene.between(446, 500), scene.between(30, 120), 2, "#ffffff", 0.4, radius=1
        )
    concrete = scene.tone("#cfc9bb")
    scene.sheet(
        "M200 500H1400L1330 850H300Z",
        scene.gradient([(0, lighten(concrete, 0.4)), (0.5, concrete), (1, darken(concrete, 0.25))]),
    )
    for index in range(23):
        x0, x1 = 230 + index * 52, 320 + index * 45
        scene.line([(x0, 512), (x1, 848)], darken(concrete, 0.25), 2, 0.45)
    scene.path("M250 850V790H620V850Z", darken(concrete, 0.12))
    for index in range(6):
        scene.rect(268 + index * 58, 800, 44, 46, darken(concrete, 0.45))
        scene.rect(268 + index * 58, 800, 44, 5, lighten(concrete, 0.3))
    scene.polygon([(760, 520), (1260, 520), (1220, 850), (780, 850)], darken(concrete, 0.2))
    for index in range(6):
        x = 790 + index * 80
        scene.rect(x, 500, 58, 60, darken(concrete, 0.5))
        fall(scene, x + 29, 552, 846 - index % 2 * 6, 54, spread=1.35)
    for index in range(7):
        scene.rect(
            764 + index * 80,
            470,
            22,
            120,
            scene.gradient([(0, lighten(concrete, 0.5)), (1, darken(concrete, 0.1))], (0, 0), (1, 0)),
        )
    scene.rect(180, 478, 1240, 24, lighten(concrete, 0.3))
    scene.rect(180, 500, 1240, 6, darken(concrete, 0.3))
    for index in range(32):
        scene.rect(190 + index * 39, 464, 3, 14, darken(concrete, 0.3))
    crane = scene.tone("#8d98a3")
    for x in (500, 1010):
        for leg in (0, 44):
            scene.line([(x + leg, 478), (x + 12 + leg * 0.6, 410)], crane, 6)
        scene.line([(x + 2, 450), (x + 40, 424)], crane, 3)
        scene.rect(x + 4, 394, 42, 18, scene.tone("#e0b04a"))
        scene.line([(x - 26, 392), (x + 112, 384)], crane, 7)
        scene.line([(x + 96, 386), (x + 96, 440)], crane, 2.5)
    scene.path(
        "M-20 840H1620V1010H-20Z",
        scene.gradient([(0, mix("#d9efee", top, 0.4)), (0.4, scene.tone("#6fb3b8")), (1, scene.tone("#1d6275"))]),
    )
    spray(scene, 1000, 856, 330, 60, 0.95)
    spray(scene, 1000, 820, 260, 70, 0.6)
    for _ in range(70):
        share = scene.random.random()
        scene.rect(
            scene.between(-20, 1600), 870 + share * 120, 30 + 120 * share, 2 + 2 * share, "#ffffff", 0.4, radius=2
        )
    for side in (-1, 1):
        base = 800 + side * 820
        value = scene.noise(5, 0.55)
        edge: list[Point] = [
            (base - side * (170 + step * 13 + 70 * (value(step / 4) - 0.5)), 250.0 + step * 26) for step in range(28)
        ]
        scene.sheet(
            outline([(base, 200), *edge, (base, 1020)]),
            scene.gradient([(0, mix(leaf, "#dfe09a", 0.3)), (1, mix(leaf, "#10302c", 0.45))]),
        )
        for x, y in edge:
            for _ in range(2):
                canopy(
                    scene,
                    x + side * scene.between(-10, 150),
                    y + scene.between(-10, 30),
                    scene.between(26, 48),
                    mix(leaf, "#10302c", scene.between(0, 0.35)),
                    7,
                )
    mist(scene, 780, 110, 0.4)
    branch(scene, -30, 60, 0.4, 200, 13, size=18, ban=True)
    corners(scene, 6, (40, 60))
    birds(scene, 640, 210, 6)
