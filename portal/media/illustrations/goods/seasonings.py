"""Seasonings: chẩm chéo dry and wet, vinegar of sơn tra, black cardamom."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements import garden
from portal.media.illustrations.elements.cut import ball, leaf, piece, shadow
from portal.media.illustrations.elements.fruit import docynia, docynia_slice
from portal.media.illustrations.elements.pantry import crumbs, mound, scatter
from portal.media.illustrations.elements.vessels import bottle, bowl, jar, jar_front, tray
from portal.media.illustrations.palettes import INDIGO, darken, lighten

SPICES = ("#8a4a26", "#a8622e", "#6b3a20", "#c8352f", "#4f6f3a", "#d9a85a")


def dry_chili_salt(scene: Scene) -> None:
    """A stone mortar of dry chẩm chéo with its pestle, small bowls of spices, chillies and garlic."""
    shadow(scene, 700, 900, 300)
    data = "M400 560C410 760 500 830 520 900Q700 950 880 900C900 830 990 760 1000 560Z"
    piece(scene, data, "#8f9496", shift=(-22, -8), height=6)
    grey = scene.tone("#8f9496")
    for _ in range(40):
        scene.ellipse(
            scene.between(440, 960), scene.between(620, 880), scene.between(4, 12), 4, darken(grey, 0.25), 0.3
        )
    scene.ellipse(700, 560, 300, 76, lighten(grey, 0.3))
    scene.ellipse(700, 564, 258, 60, darken(grey, 0.5))
    mound(scene, 700, 566, 248, 96, SPICES, size=11, count=300, sag=0.2)
    with scene.placed(790, 520, turn=34):
        piece(
            scene,
            "M-44 10Q-54 -70 -28 -160L-24 -380Q0 -400 24 -380L28 -160Q54 -70 44 10Q0 40 -44 10Z",
            "#a7acae",
            shift=(-10, -4),
            height=10,
        )
    for x, y, tones in ((1110, 850, ("#3a2a22", "#5a4030", "#2b1d18")), (1270, 910, ("#c8352f", "#a3242b", "#e2593a"))):
        mouth, half, _tilt = bowl(scene, x, y, 220, "#8a5a36", depth=0.46, band=())
        mound(scene, x, mouth, half * 0.94, 50, tones, size=9, count=90, sag=0.2)
    for x, y, degrees in ((330, 920, -10), (380, 950, 12), (1060, 950, -6)):
        garden.chilli(scene, x, y, 190, degrees, "#a3242b")
    garden.clove(scene, 300, 880, 52)


def wet_dip(scene: Scene) -> None:
    """A bowl of chẳm chéo dip, herbs, chillies, garlic and sticky rice around it."""
    y, _half, _down = tray(scene, 800, 800, 1060, tilt=0.36)
    for degrees in (150, 175, 200, -20, 5, 30):
        leaf(scene, 800, y, 440, degrees, "#5f9a48", width=0.15, veins=9, height=7)
    mouth, inner, tilt = bowl(scene, 800, 870, 520, "#8a5236", depth=0.46, band=("#f2b134", "#fbf3e2"))
    paint = scene.tone("#5f5a2a")
    scene.ellipse(
        800,
        mouth + 12,
        inner * 0.94,
        tilt * 0.88,
        scene.gradient([(0, lighten(paint, 0.2)), (1, darken(paint, 0.25))], (0, 0), (1, 1)),
    )
    crumbs(
        scene,
        800,
        mouth + 10,
        inner * 0.84,
        tilt * 0.7,
        120,
        ("#c8352f", "#7fa04a", "#e9d9a0", "#3f5a2a", "#f0e3c4"),
        9,
    )
    for x, row_y in ((420, 830), (1190, 830)):
        garden.garlic(scene, x, row_y, 74, "#a8608f", stalk=False)
    for x, lean in ((520, -22), (600, -8)):
        garden.herb(scene, x, 800, 300, "#6fa046", lean=lean, width=0.3)
    for x, lean in ((1010, 10), (1090, 26)):
        garden.herb(scene, x, 800, 290, "#4f8a45", lean=lean, width=0.18, pairs=6)
    for x, row_y, degrees in ((380, 900, 14), (1050, 930, -12), (1120, 900, 30)):
        garden.chilli(scene, x, row_y, 180, degrees)


def vinegar(scene: Scene) -> None:
    """A bottle of sơn tra vinegar, a jar of slices steeping, fresh fruit."""
    left, top, width, height = jar(scene, 560, 880, 430, "#d9a84a", height=1.15)
    for row in range(6):
        for column in range(4):
            docynia_slice(
                scene,
                left + 66 + column * 98 + (row % 2) * 14,
                830 - row * 66,
                58,
                turn=scene.between(-40, 40),
                dried=0.25,
            )
    scene.rect(left + 16, top, width - 32, height - 16, scene.tone("#d99a3a"), 0.24)
    jar_front(scene, 560, 880, 430, height=1.15, lid=INDIGO, cloth=True)
    bottle(scene, 930, 900, 680, "#d9a03a", liquid="#d08f2c", slim=0.29, cork="#c9a06a", band=("#2b6339", "#a3242b"))
    for x, y, radius in ((1150, 840, 74), (1260, 890, 78), (1120, 930, 70)):
        docynia(scene, x, y, radius, ripe=scene.random.random())
    leaf(scene, 1170, 780, 140, -40, "#5f8a4a", width=0.2, veins=6, height=7)
    docynia_slice(scene, 770, 945, 66, turn=10)


def cardamom_tray(scene: Scene) -> None:
    """Dried pods of black cardamom heaped on a tray, one opened to its seeds, leaves of the plant."""
    row_y: float
    x: float
    for x, degrees in ((330, -62), (420, -84), (1270, -118), (1190, -96)):
        leaf(scene, x, 760, 560, degrees, "#3f7a4a", width=0.13, veins=12, height=10)
    y, half, down = tray(scene, 800, 800, 980, tilt=0.38)
    for row in range(5):
        width = half * (0.8 - row * 0.17)
        columns = max(1, round(width / 66))
        for column in range(columns + 1):
            across = -width + 2 * width * column / columns
            tone = scene.pick(("#6b3a26", "#7d4a2e", "#5a2f20"))
            garden.cardamom(
                scene,
                800 + across,
                y + down * 0.56 * (1 - (across / half) ** 2) - row * 62,
                84,
                turn=scene.between(-40, 40),
                colour=tone,
            )
    for x, row_y in ((520, 945), (1080, 950)):
        garden.cardamom(scene, x, row_y, 70, turn=scene.between(-30, 30))
    for x, row_y in scatter(scene, 800, 960, 120, 14, 20):
        ball(scene, x, row_y, 11, "#3a241a", shine=0.3, height=3)
