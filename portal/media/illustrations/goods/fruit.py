"""Fresh fruit and nuts: on the branch against the orchard, in baskets, and cut open on the table."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene, drawn
from portal.media.illustrations.elements import fruit
from portal.media.illustrations.elements.cut import disc, leaf, piece, twig
from portal.media.illustrations.elements.pantry import scatter
from portal.media.illustrations.elements.vessels import basket, basket_front, bowl, plate, rim, tray
from portal.media.illustrations.palettes import mix


def plums(scene: Scene) -> None:
    """Plums on a leafy branch above, a basket of them below."""
    x: float
    y: float
    fruit.hanging(scene, 260, 130, 900, count=11, size=210)
    for x, y, radius in ((560, 380, 92), (720, 350, 96), (890, 400, 90), (1040, 380, 84)):
        twig(scene, [(x - 10, 220), (x - 4, 290), (x, y - radius)], 9)
        fruit.plum(scene, x, y, radius, mix(fruit.PLUM, "#c2446a", scene.between(0, 0.4)), turn=scene.between(-14, 14))
    mouth, _half, _tilt = basket(scene, 800, 930, 700, depth=0.34)
    for x, y in (
        (590, mouth - 10),
        (720, mouth - 20),
        (860, mouth - 20),
        (1000, mouth - 8),
        (655, mouth - 96),
        (800, mouth - 108),
        (940, mouth - 92),
    ):
        fruit.plum(scene, x, y, 84, mix(fruit.PLUM, "#7a1d44", scene.between(0, 0.5)), turn=scene.between(-30, 30))
    basket_front(scene, 800, 930, 700, depth=0.34, rows=5)


def pomelo_table(scene: Scene) -> None:
    """Two pomelos, a third cut across, loose segments."""
    fruit.pomelo(scene, 640, 620, 220)
    fruit.pomelo(scene, 1040, 650, 190)
    leaf(scene, 640, 400, 220, -28, "#4f8a45", width=0.27, veins=7, height=10)
    leaf(scene, 634, 404, 190, -150, "#5f9a4a", width=0.27, veins=7, height=10)
    fruit.pomelo_half(scene, 860, 760, 180)
    fruit.pomelo_segment(scene, 540, 880, 120, turn=-8)
    fruit.pomelo_segment(scene, 1140, 900, 120, turn=8)


def pomelo_tree(scene: Scene) -> None:
    """Pomelos hanging among dark leaves."""
    fruit.hanging(scene, -40, 120, 1040, count=12, size=230, leaf_colour="#3f7a42")
    fruit.hanging(scene, 1640, 60, 760, mirror=True, count=9, size=220, leaf_colour="#3f7a42")
    for x, y, radius in ((520, 520, 190), (860, 640, 215), (1180, 480, 180)):
        twig(scene, [(x - 20, 200), (x - 8, 270), (x, y - radius)], 13)
        fruit.pomelo(scene, x, y, radius, mix("#8aa83e", "#b9c25a", scene.between(0, 0.4)))
        leaf(scene, x + 4, y - radius, 190, 12, "#4f8a45", width=0.27, veins=6, height=9)
        leaf(scene, x - 8, y - radius, 170, 166, "#5f9a4a", width=0.27, veins=6, height=9)


def pomelo_basket(scene: Scene) -> None:
    """A carrying basket of pomelos."""
    mouth, _half, _tilt = basket(scene, 800, 930, 900, depth=0.3)
    for x, y, radius in (
        (590, mouth - 60, 165),
        (1010, mouth - 60, 165),
        (800, mouth - 40, 175),
        (690, mouth - 250, 160),
        (920, mouth - 250, 160),
    ):
        fruit.pomelo(scene, x, y, radius, mix("#8aa83e", "#a9b84e", scene.between(0, 0.5)))
    leaf(scene, 700, mouth - 400, 190, -30, "#4f8a45", width=0.27, veins=6, height=9)
    leaf(scene, 920, mouth - 400, 180, -150, "#5f9a4a", width=0.27, veins=6, height=9)
    basket_front(scene, 800, 930, 900, depth=0.3, rows=5)


def avocados(scene: Scene) -> None:
    """Avocados on the table, one halved."""
    fruit.avocado(scene, 560, 640, 165, turn=-10)
    fruit.avocado(scene, 1080, 650, 160, "#4a5a2f", turn=14)
    fruit.avocado_half(scene, 780, 720, 172, turn=-8)
    fruit.avocado_half(scene, 980, 800, 150, turn=24, stone=False)
    for x, y, degrees in ((480, 900, -20), (520, 920, 10), (1230, 900, -160)):
        leaf(scene, x, y, 220, degrees, "#4f8a45", width=0.24, veins=7, height=8)


def passion_fruit(scene: Scene) -> None:
    """Passion fruit and halves before a vine with its flower."""
    twig(scene, [(250, 240), (520, 200), (800, 230), (1090, 190), (1360, 240)], 13, "#6f8a42")
    for x, turn, tone in ((360, 70, 0.0), (560, 110, 0.2), (760, 70, 0.1), (960, 104, 0.3), (1180, 76, 0.1)):
        for side in (-34, 0, 34):
            leaf(scene, x, 214, 190, turn + side, mix("#4f8a45", "#8fbf5a", tone), width=0.23, veins=6, height=9)
    flower_x, flower_y = 1010, 330
    for index in range(10):
        leaf(scene, flower_x, flower_y, 110, index * 36, "#f3efe6", width=0.24, veins=0, height=4)
    for index in range(40):
        angle = index * 9
        with scene.placed(flower_x, flower_y, turn=angle):
            scene.line([(16, 0), (62, 0)], scene.tone("#7a4aa0"), 4)
            scene.line([(62, 0), (86, 0)], "#fbf7f2", 3)
    piece(scene, disc(flower_x, flower_y, 26), "#c9cf6a", shift=(-4, -4), height=3)
    fruit.passion_fruit(scene, 560, 740, 150)
    fruit.passion_fruit(scene, 1090, 760, 135, "#6b2a4a")
    fruit.passion_half(scene, 810, 780, 160)
    fruit.passion_half(scene, 1010, 900, 104)
    fruit.passion_fruit(scene, 620, 900, 96, "#6b2a4a")


def bananas(scene: Scene) -> None:
    """Two hands of bananas on a leaf."""
    for degrees, x in ((-6, 220), (186, 1380)):
        leaf(scene, x, 930, 900, degrees, "#5f9a48", width=0.13, veins=16, height=10)
    fruit.banana_hand(scene, 560, 380, 520, count=7, start=116, spread=76)
    fruit.banana_hand(scene, 1000, 470, 460, count=6, start=122, spread=80, colour="#d9c03f")


def strawberries(scene: Scene) -> None:
    """A bowl heaped with strawberries, a few before it, leaves and a flower."""
    mouth, half, tilt = bowl(scene, 800, 910, 640, "#f4ecdc", depth=0.4, band=("#2b6339", "#c8352f"))
    for x, y, size, turn in (
        (570, mouth - 10, 96, -30),
        (700, mouth - 20, 104, 16),
        (850, mouth - 16, 104, -14),
        (1010, mouth - 10, 98, 32),
        (640, mouth - 124, 98, 24),
        (790, mouth - 150, 108, -8),
        (940, mouth - 128, 98, -28),
        (800, mouth - 262, 100, 10),
    ):
        fruit.strawberry(scene, x, y, size, mix("#cf2f35", "#e2493f", scene.random.random()), turn=turn)
    rim(scene, 800, mouth, half * 1.02, tilt * 1.04, "#f4ecdc", 12)
    fruit.strawberry(scene, 1190, 880, 88, turn=-64)
    fruit.strawberry(scene, 410, 890, 88, turn=70)
    for x, degrees in ((300, -60), (1310, -120)):
        for side in (-44, 0, 44):
            leaf(scene, x, 800, 170, degrees + side, "#4f8a45", width=0.36, veins=6, height=8)
    for index in range(5):
        leaf(scene, 1300, 640, 46, index * 72, "#fffaf2", width=0.42, veins=0, height=3)
    scene.circle(1300, 640, 14, scene.tone("#f2c13a"))


def pineapples(scene: Scene) -> None:
    """Two pineapples and slices of a third."""
    fruit.pineapple(scene, 640, 900, 190)
    fruit.pineapple(scene, 1030, 880, 160, "#c9a03a", turn=6)
    fruit.pineapple_slice(scene, 860, 900, 120)
    fruit.pineapple_slice(scene, 1000, 950, 112)
    fruit.pineapple_slice(scene, 470, 940, 104)


def custard_apples(scene: Scene) -> None:
    """Custard apples on a tray, one broken open."""
    y, _half, _down = tray(scene, 800, 820, 980, tilt=0.32)
    for x, row_y, radius in ((540, y - 90, 150), (1070, y - 90, 150), (800, y - 150, 160)):
        fruit.custard_apple(scene, x, row_y, radius, mix("#93ad5c", "#b3bf74", scene.random.random()))
    fruit.custard_half(scene, 800, y + 4, 158)
    for x, degrees in ((480, 30), (1130, 150)):
        leaf(scene, x, y - 30, 210, degrees, "#4f8a45", width=0.25, veins=7, height=8)


def longans(scene: Scene) -> None:
    """Bunches of longan hanging from a branch, opened ones in a dish."""
    fruit.hanging(scene, -40, 60, 1040, count=13, size=230, leaf_colour="#4f8a45", width=0.2)
    fruit.hanging(scene, 1640, 40, 720, mirror=True, count=9, size=220, leaf_colour="#4f8a45", width=0.2)
    fruit.longan_bunch(scene, 560, 190, 190, count=24, radius=0.25)
    fruit.longan_bunch(scene, 1040, 180, 185, count=24, radius=0.25)
    y, _half, _down = plate(scene, 800, 880, 560, "#efe6d2")
    for x, row_y, is_open in (
        (630, y - 14, False),
        (740, y - 30, True),
        (860, y - 34, False),
        (970, y - 14, True),
        (690, y + 34, True),
        (800, y + 44, False),
        (910, y + 36, True),
    ):
        (fruit.longan_open if is_open else fruit.longan)(scene, x, row_y - 30, 62)


def grape_bunches(scene: Scene) -> None:
    """Black grapes hanging from the pergola."""
    twig(scene, [(-20, 150), (400, 120), (800, 150), (1200, 110), (1640, 150)], 26)
    for x, size, y in ((450, 170, 220), (800, 190, 250), (1140, 165, 210)):
        fruit.grapes(scene, x, y, size)
    for x, y, degrees in (
        (300, 150, 60),
        (420, 140, 120),
        (660, 140, 70),
        (700, 150, 116),
        (960, 140, 68),
        (990, 150, 120),
        (1260, 140, 60),
        (1350, 150, 110),
    ):
        for side in (-40, 0, 40):
            leaf(
                scene,
                x,
                y,
                170,
                degrees + side,
                mix("#5f9a48", "#a9bf4a", scene.random.random() * 0.6),
                width=0.3,
                veins=6,
                height=9,
            )


def jujubes(scene: Scene) -> None:
    """Large green jujubes in a basket, one halved."""
    mouth, _half, _tilt = basket(scene, 780, 920, 760, depth=0.36)
    for x, y in (
        (540, mouth - 20),
        (680, mouth - 30),
        (830, mouth - 34),
        (980, mouth - 22),
        (610, mouth - 130),
        (760, mouth - 146),
        (910, mouth - 134),
        (690, mouth - 236),
        (840, mouth - 240),
    ):
        fruit.jujube(scene, x, y, 94, mix("#a9c04a", "#c9cf6a", scene.random.random()), turn=scene.between(-24, 24))
    for x, y, degrees in ((560, mouth - 110, 200), (1000, mouth - 120, -20), (760, mouth - 300, -60)):
        leaf(scene, x, y, 160, degrees, "#4f8a45", width=0.34, veins=5, height=8)
    basket_front(scene, 780, 920, 760, depth=0.36, rows=5)
    fruit.jujube(scene, 1240, 880, 84, "#bcc95a", turn=20)


def docynias(scene: Scene) -> None:
    """Sơn tra on the branch and in a woven basket, slices beside it."""
    x: float
    y: float
    fruit.hanging(scene, 1640, 90, 900, mirror=True, count=10, size=190, width=0.2, leaf_colour="#5f8a4a")
    for x, y in ((820, 330), (960, 300), (1100, 330), (700, 300)):
        twig(scene, [(x + 14, 190), (x + 6, 230), (x, y - 70)], 8)
        fruit.docynia(scene, x, y, 78, turn=scene.between(-14, 14), ripe=scene.random.random())
    mouth, half, _tilt = basket(scene, 700, 920, 640, depth=0.4)
    for x, y in scatter(scene, 700, mouth - 16, half * 0.84, 30, 14):
        lift = 90 * max(0.0, 1 - abs(x - 700) / half)
        fruit.docynia(scene, x, y - lift, 66, turn=scene.between(-40, 40), ripe=scene.random.random())
    basket_front(scene, 700, 920, 640, depth=0.4, rows=6)
    for x, y, turn in ((1120, 890, -10), (1250, 920, 20), (1090, 950, 8)):
        fruit.docynia_slice(scene, x, y, 82, turn=turn)


def round_mangoes(scene: Scene) -> None:
    """Small round mangoes hanging from long stalks."""
    y: float
    fruit.hanging(scene, -40, 80, 1080, count=13, size=260, width=0.16)
    fruit.hanging(scene, 1640, 40, 640, mirror=True, count=8, size=250, width=0.16)
    for x, y, size, turn in (
        (470, 520, 120, 8),
        (640, 640, 128, -6),
        (820, 520, 122, 4),
        (990, 660, 130, -10),
        (1150, 510, 118, 6),
    ):
        twig(scene, [(x - 30, 180), (x - 14, 300), (x, y - size)], 8, "#6f7a42")
        fruit.mango(scene, x, y, size, mix("#e9b53e", "#b9b845", scene.between(0, 0.5)), turn=turn, round_one=True)
    y, _half, _down = plate(scene, 800, 905, 460, "#efe6d2")
    fruit.mango_half(scene, 800, y - 20, 120)


def green_mangoes(scene: Scene) -> None:
    """Large green mangoes in a crate of straw, one cut into cubes."""
    x: float
    wood = "#c49a64"
    for x, y, size, turn in ((560, 590, 165, -26), (800, 560, 175, 6), (1040, 600, 165, 28)):
        fruit.mango(scene, x, y, size, mix("#7fa04a", "#a9b44a", scene.random.random()), "#c9b84a", turn=turn)
    leaf(scene, 560, 430, 240, -160, "#4f8a45", width=0.16, veins=7, height=9)
    leaf(scene, 1060, 430, 240, -24, "#4f8a45", width=0.16, veins=7, height=9)
    for _ in range(60):
        x = scene.between(420, 1180)
        scene.curve(
            drawn(
                ("M", x, scene.between(700, 760)),
                ("q", scene.between(-50, 50), scene.between(-40, 10), scene.between(-90, 90), scene.between(-10, 20)),
            ),
            scene.tone("#dcc178"),
            6,
        )
    piece(scene, "M380 740H1220L1190 930H410Z", wood, shift=(-6, -7), height=8)
    for y in (796, 856):
        scene.line([(394, y), (1206, y)], "#0d1a33", 6, 0.25)
    for x in (470, 1110):
        piece(scene, drawn(("M", x, 738), ("h", 26), ("v", 192), ("h", -26), "Z"), "#a97d46", shift=(-4, -4), height=4)
    fruit.mango_half(scene, 1120, 900, 130, skin="#8aa04a", turn=-6)


def macadamia_branch(scene: Scene) -> None:
    """Green husks on the branch, husked and opened nuts below."""
    row_y: float
    x: float
    y: float
    fruit.hanging(scene, -40, 110, 1080, count=12, size=250, width=0.17, leaf_colour="#3f7a4a")
    for x, y in ((520, 300), (600, 400), (690, 310), (800, 410), (880, 300), (960, 390)):
        twig(scene, [(x - 16, 200), (x - 4, y - 60)], 8)
        fruit.macadamia_husk(scene, x, y, 70)
    y, half, down = tray(scene, 800, 850, 880, tilt=0.3)
    for x, row_y in scatter(scene, 800, y - 20, half * 0.78, down * 0.6, 16):
        fruit.macadamia(scene, x, row_y - 20, 66)
    for x, row_y in ((560, y + 30), (800, y + 46), (1010, y + 26)):
        fruit.macadamia_open(scene, x, row_y - 14, 72)
