"""Fresh vegetables: gourds, cucumbers, beans, tomatoes, roots, garlic and a market basket of greens."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements import garden
from portal.media.illustrations.elements.cut import leaf, twig
from portal.media.illustrations.elements.vessels import basket, basket_front, jar, jar_front, plate
from portal.media.illustrations.palettes import darken, lighten, mix


def wax_gourds(scene: Scene) -> None:
    """Long wax gourds stacked, one cut, a vine leaf and its yellow flower."""
    garden.wax_gourd(scene, 760, 850, 760, -3)
    garden.wax_gourd(scene, 860, 700, 700, 5, "#6f9a5c")
    garden.wax_gourd(scene, 720, 566, 600, -6, "#557f4f")
    garden.gourd_slice(scene, 1190, 850, 108)
    garden.gourd_slice(scene, 1080, 905, 92, tilt=0.7)
    for index in range(5):
        leaf(scene, 420, 460, 200, 150 + index * 45, "#5f9a48", width=0.36, veins=6, height=8)
    for index in range(5):
        leaf(scene, 520, 420, 74, index * 72, "#f2c53a", width=0.36, veins=2, height=4)
    scene.circle(520, 420, 17, scene.tone("#d98a2c"))


def cucumbers(scene: Scene) -> None:
    """Thick Mông cucumbers in a basket and sliced on a plate."""
    mouth, _half, _tilt = basket(scene, 720, 910, 720, depth=0.36)
    for x, y, length, degrees in (
        (600, mouth - 60, 430, -58),
        (740, mouth - 90, 450, -80),
        (880, mouth - 60, 430, -108),
        (680, mouth - 10, 380, -20),
        (840, mouth - 4, 380, 14),
    ):
        garden.cucumber(scene, x, y, length, degrees, mix("#8fb25a", "#c9c86a", scene.random.random() * 0.7))
    basket_front(scene, 720, 910, 720, depth=0.36, rows=5)
    y, _half, _down = plate(scene, 1180, 900, 400, "#f4ecdc")
    for x, row_y in ((1080, y - 10), (1170, y - 26), (1270, y - 10), (1130, y + 28), (1230, y + 30)):
        garden.cucumber_slice(scene, x, row_y, 66)


def beans_on_trellis(scene: Scene) -> None:
    """Climbing beans hanging from a bamboo trellis."""
    cane = scene.tone("#b79a58")
    for x, lean in ((330, 60), (560, -50), (800, 44), (1040, -56), (1270, 40)):
        scene.line([(x - lean, 1010), (x + lean, -10)], darken(cane, 0.3), 20)
        scene.line([(x - lean - 4, 1010), (x + lean - 4, -10)], lighten(cane, 0.25), 9)
    for y in (150, 560):
        scene.line([(-10, y), (1610, y - 14)], darken(cane, 0.25), 15)
        scene.line([(-10, y - 4), (1610, y - 18)], lighten(cane, 0.3), 6)
    twig(scene, [(200, 980), (420, 700), (380, 420), (620, 220), (860, 140), (1180, 130), (1420, 90)], 11, "#5f8a42")
    twig(scene, [(1400, 990), (1220, 760), (1260, 520), (1060, 380), (900, 330)], 10, "#5f8a42")
    for x, y, degrees in (
        (420, 690, 200),
        (390, 440, 170),
        (600, 230, 240),
        (840, 150, 260),
        (1150, 140, 280),
        (1230, 740, -20),
        (1250, 520, 0),
        (1060, 390, 250),
        (380, 560, 30),
        (700, 190, 60),
        (1000, 130, 80),
        (1330, 110, 70),
    ):
        for side in (-52, 0, 52):
            leaf(
                scene,
                x,
                y,
                150,
                degrees + side,
                mix("#4f8a45", "#9fc05a", scene.random.random() * 0.6),
                width=0.36,
                veins=5,
                height=8,
            )
    for x, y, length in (
        (500, 380, 430),
        (560, 330, 400),
        (700, 260, 470),
        (770, 240, 440),
        (930, 210, 480),
        (1000, 240, 430),
        (1110, 380, 440),
        (880, 360, 380),
        (640, 470, 360),
    ):
        garden.bean_pod(
            scene, x, y, length, 88 + scene.between(-7, 7), mix("#6fa046", "#4f7f3a", scene.random.random() * 0.6)
        )


def tomatoes(scene: Scene) -> None:
    """A heap of tomatoes, a truss of them on the vine beside it."""
    for x, y, radius in ((520, 760, 135), (1080, 770, 130), (680, 640, 132), (930, 640, 138), (800, 500, 128)):
        garden.tomato(scene, x, y, radius, mix("#cc3a2a", "#df5a34", scene.random.random()))
    garden.tomato(scene, 800, 800, 150)
    garden.tomato(scene, 1240, 890, 84, "#d9592f")
    garden.tomato(scene, 380, 900, 80)
    for x, degrees in ((330, -30), (1270, -150)):
        for side in (-36, 0, 36):
            leaf(scene, x, 640, 190, degrees + side - 20, "#4f8a45", width=0.24, veins=6, height=8)


def potatoes(scene: Scene) -> None:
    """Potatoes tipped out of a basket lying on its side."""
    with scene.placed(480, 740, turn=-74):
        _mouth, _half, _tilt = basket(scene, 0, 220, 520, depth=0.7)
        basket_front(scene, 0, 220, 520, depth=0.7, rows=7, splay=0.7)
    for x, y, size, turn in (
        (760, 640, 110, -20),
        (900, 720, 120, 12),
        (740, 790, 126, 6),
        (1060, 640, 100, 30),
        (1080, 800, 124, -10),
        (900, 880, 120, 4),
        (1230, 900, 106, -24),
        (640, 900, 106, 16),
    ):
        garden.potato(scene, x, y, size, mix("#c9a062", "#dcb87a", scene.random.random()), turn=turn)
    for x, degrees in ((1320, -120), (1340, -70)):
        for side in (-30, 0, 30):
            leaf(scene, x, 760, 150, degrees + side, "#5f9a48", width=0.3, veins=5, height=8)


def eggplants(scene: Scene) -> None:
    """A jar of pickled cà pháo, fresh ones and a chilli before it."""
    left, _top, _width, _height = jar(scene, 720, 890, 500, "#e6e3bf", height=1.12, level=0.84)
    for row in range(4):
        for index in range(5 - row % 2):
            garden.eggplant(scene, left + 62 + index * 94 + (row % 2) * 46, 840 - row * 104, 47, "#eef0dc")
    for x, y, degrees in ((600, 700, 30), (800, 800, -30), (840, 560, 60)):
        garden.chilli(scene, x, y, 120, degrees)
    jar_front(scene, 720, 890, 500, height=1.12, lid="#8e2630", cloth=True)
    for x, y in ((1090, 850), (1210, 880), (1080, 935), (440, 930), (1180, 960)):
        garden.eggplant(scene, x, y - 20, 62)
    garden.chilli(scene, 1270, 930, 150, -18)


def market_basket(scene: Scene) -> None:
    """A basket of highland vegetables: cabbage, greens, carrots, tomatoes, maize."""
    mouth, _half, _tilt = basket(scene, 800, 930, 920, depth=0.3)
    garden.lettuce(scene, 560, mouth + 20, 400)
    garden.lettuce(scene, 1090, mouth + 20, 380, "#6fa046")
    for degrees, x in ((-118, 740), (-96, 800), (-72, 860)):
        garden.maize(scene, x, mouth - 20, 300, degrees)
    garden.cabbage(scene, 820, mouth - 60, 150)
    garden.tomato(scene, 600, mouth - 20, 84)
    garden.tomato(scene, 1030, mouth - 20, 80, "#df5a34")
    for x, degrees in ((660, 62), (720, 82)):
        garden.carrot(scene, x, mouth - 66, 200, degrees)
    basket_front(scene, 800, 930, 920, depth=0.3, rows=5)


def purple_garlic(scene: Scene) -> None:
    """Purple garlic in a heap, cloves before it."""
    for x, y, size in ((560, 800, 128), (800, 770, 140), (1040, 800, 128)):
        garden.garlic(scene, x, y, size, "#a8608f")
    garden.garlic(scene, 680, 910, 124, "#b8739c", stalk=False)
    garden.garlic(scene, 930, 910, 124, "#a8608f", stalk=False)
    for x, y, turn in ((400, 900, -30), (470, 930, 20), (1180, 900, 40), (1250, 930, -16), (1120, 950, 8)):
        garden.clove(scene, x, y, 66, "#c98fb0", turn=turn)
