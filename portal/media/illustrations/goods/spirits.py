"""Spirits and fruit wines: bottles beside their fruit, stoneware jars, and a still at work."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene, drawn
from portal.media.illustrations.elements import fruit
from portal.media.illustrations.elements.cut import glint, leaf, piece, shadow
from portal.media.illustrations.elements.garden import ginseng
from portal.media.illustrations.elements.pantry import ears, grains, mound, scatter
from portal.media.illustrations.elements.vessels import bottle, bowl, jar, jar_front, liquor, urn
from portal.media.illustrations.goods.grain import STICKY_RICE, flame
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix


def small_glass(scene: Scene, x: float, y: float, height: float, drink: str) -> None:
    """A small stemless glass standing on the point."""
    shadow(scene, x, y, height * 0.36)
    with scene.placed(x, y, height / 200):
        data = "M-58 -200L-44 -8Q0 6 44 -8L58 -200Z"
        scene.path(data, "#eef4f2", 0.6)
        with scene.clipped(data):
            paint = scene.tone(drink)
            scene.rect(
                -60,
                -130,
                120,
                140,
                scene.gradient([(0, lighten(paint, 0.35)), (0.5, paint), (1, darken(paint, 0.3))], (0, 0), (1, 0)),
            )
            scene.ellipse(0, -130, 52, 11, lighten(paint, 0.4))
        scene.ring(0, -200, 58, 12, "#ffffff", 5, 0.85)
        glint(scene, [(-42, -180), (-34, -40)], 8, 0.65)


def fruit_wine(scene: Scene, *, kind: str = "plum", mirror: bool = False) -> None:
    """Two bottles of fruit wine, a glass, and the fruit it is made of."""
    way = -1 if mirror else 1
    drink = "#a3243f" if kind == "plum" else "#e0972c"
    bottle(
        scene,
        800 - way * 190,
        880,
        720,
        drink,
        liquid=drink,
        slim=0.3,
        cork="#8e2630" if kind == "plum" else "#c9a06a",
        band=("#a3242b", "#f2b134"),
    )
    bottle(
        scene,
        800 + way * 50,
        905,
        620,
        mix(drink, "#5a1d2a", 0.25),
        liquid=mix(drink, "#5a1d2a", 0.2),
        slim=0.33,
        cork="#c9a06a",
        band=("#2b6339", "#f2b134"),
    )
    small_glass(scene, 800 + way * 250, 920, 230, drink)
    draw = fruit.plum if kind == "plum" else fruit.apricot
    for dx, y, radius in ((300, 820, 76), (420, 850, 84), (360, 915, 80), (-370, 900, 78)):
        draw(scene, 800 + way * dx, y, radius)
    leaf(scene, 800 + way * 420, 770, 150, -30 if way > 0 else 210, "#4f8a45", width=0.28, veins=6, height=8)
    leaf(scene, 800 - way * 380, 830, 140, 200 if way > 0 else -20, "#5f9a4a", width=0.28, veins=6, height=8)


def ginseng_jar(scene: Scene) -> None:
    """A tall glass jar of spirit with whole ginseng roots in it, small cups before it."""
    left, top, width, height = jar(scene, 740, 900, 520, "#d9a84a", height=1.28, level=0.94)
    with scene.clipped(drawn(("M", left + 14, top), ("H", left + width - 14), ("V", 890), ("H", left + 14), "Z")):
        ginseng(scene, 640, 360, 430, 94, "#e6cf98")
        ginseng(scene, 840, 380, 410, 86, "#dcc084")
    scene.rect(left + 18, top, width - 36, height - 18, scene.tone("#d9a03a"), 0.2)
    jar_front(scene, 740, 900, 520, height=1.28, lid=MADDER, cloth=True)
    ginseng(scene, 1180, 700, 300, 100)
    for x, y in ((1090, 920), (1240, 935)):
        mouth = bowl(scene, x, y, 150, "#f4ecdc", depth=0.6, band=("#a3242b",))
        liquor(scene, x, mouth, "#d9a84a")


def still(scene: Scene) -> None:
    """A wooden still on its hearth: cauldron, barrel, cooling pan, and the spout dripping into a jar."""
    x: float
    y: float
    ground = scene.tone("#6d6a66")
    piece(scene, "M430 940Q450 800 560 790H900Q1010 800 1030 940Z", "#8a7d70", shift=(-8, -8), height=8)
    scene.path("M640 940Q650 850 730 846Q810 850 820 940Z", darken(ground, 0.6))
    for x, height in ((690, 74), (730, 96), (772, 74)):
        flame(scene, x, 936, height)
    piece(scene, "M520 800Q530 740 600 730H860Q930 740 940 800Z", "#4a4a52", shift=(-10, -6), height=5)
    wood = "#b5824c"
    piece(scene, "M560 380L540 740Q730 780 920 740L900 380Z", wood, shift=(-14, -6), height=7)
    paint = scene.tone(wood)
    for index in range(8):
        scene.line([(568 + index * 47, 390), (550 + index * 52, 750)], darken(paint, 0.3), 4, 0.5)
    for y, half in ((440, 182), (690, 192)):
        scene.curve(drawn(("M", 730 - half, y), ("Q", 730, y + 40, 730 + half, y)), scene.tone("#6b4528"), 18)
    metal = scene.tone("#b9bfc2")
    scene.path(
        "M500 340Q520 400 730 404Q940 400 960 340Z",
        scene.gradient([(0, lighten(metal, 0.5)), (0.5, metal), (1, darken(metal, 0.4))], (0, 0), (1, 0)),
    )
    scene.ellipse(730, 340, 230, 44, lighten(metal, 0.4))
    scene.ellipse(
        730, 342, 212, 36, scene.gradient([(0, scene.tone("#8fc0cc")), (1, scene.tone("#dff0f0"))], (0, 0), (1, 1))
    )
    cane = scene.tone("#b9a455")
    scene.line([(890, 560), (1180, 690)], darken(cane, 0.25), 34)
    scene.line([(888, 552), (1178, 682)], lighten(cane, 0.25), 14)
    for share in (0.3, 0.66):
        x, y = 890 + 290 * share, 560 + 130 * share
        scene.line([(x + 6, y - 18), (x - 8, y + 18)], darken(cane, 0.45), 5)
    scene.line([(1184, 700), (1184, 760)], "#ffffff", 6, 0.85)
    urn(scene, 1190, 935, 250, "#7a4630", height=0.8, cover="#7a4630")
    scene.ellipse(1190, 738, 62, 16, scene.tone("#3a2018"))
    scene.line([(1184, 700), (1184, 738)], "#ffffff", 6, 0.85)
    for x, y in ((250, 930), (350, 940), (300, 878)):
        scene.line([(x - 70, y + 6), (x + 60, y - 6)], darken(scene.tone("#6b4a30"), 0.3), 50)
        scene.line([(x - 70, y), (x + 60, y - 12)], scene.tone("#7a5636"), 34)
        scene.circle(x + 62, y - 6, 26, scene.tone("#d9b07a"))
        scene.ring(x + 62, y - 6, 13, 13, scene.tone("#a97d46"), 4)
    mouth = bowl(scene, 1370, 945, 190, "#f4ecdc", depth=0.5, band=("#a3242b",))
    liquor(scene, 1370, mouth, "#f1eee0")


def urn_and_rice(scene: Scene) -> None:
    """A stoneware jar of rice spirit between ears of sticky rice, a bowl of grain and cups."""
    ears(scene, 380, 950, 660, count=6, spread=0.36)
    ears(scene, 1220, 950, 640, count=6, spread=0.36)
    urn(scene, 730, 895, 500, "#8a5236", height=1.2, cover="#a3242b", band=("#f2b134", "#fbf3e2"))
    mouth, half, _tilt = bowl(scene, 1080, 930, 290, INDIGO, depth=0.48)
    mound(scene, 1080, mouth, half * 0.95, 70, STICKY_RICE, size=12, count=120, sag=0.2)
    for x, y in ((520, 945), (400, 925)):
        cup_mouth = bowl(scene, x, y, 140, "#f4ecdc", depth=0.6, band=("#a3242b",))
        liquor(scene, x, cup_mouth, "#f3f0e2")
    grains(scene, scatter(scene, 800, 955, 330, 14, 40), 13, STICKY_RICE)


def jar_and_bowls(scene: Scene) -> None:
    """A tall jar stopped with leaves, a ladle and two bowls."""
    urn(scene, 800, 915, 500, "#5f4436", height=1.24, cover="#3f7a4a", band=("#f2b134", "#c8352f"))
    for degrees in (-150, -120, -90, -60, -30):
        leaf(scene, 800, 370, 210, degrees, "#4f8a45", width=0.26, veins=6, height=8)
    for x, y in ((410, 930), (1190, 930)):
        mouth = bowl(scene, x, y, 260, "#8a5a36", depth=0.5, band=("#f2b134",))
        liquor(scene, x, mouth, "#efe3bd")
    with scene.placed(1130, 760, turn=-38):
        piece(scene, "M40 -10H380V10H40Z", "#b9824a", shift=(0, -4), height=9)
        piece(scene, "M-70 -6Q-60 70 0 70Q60 70 70 -6Z", "#b9824a", shift=(-8, -6), height=9)
        scene.ellipse(0, -6, 70, 17, darken(scene.tone("#b9824a"), 0.35))
