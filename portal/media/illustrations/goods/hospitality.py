"""A meal laid for guests."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.cut import leaf
from portal.media.illustrations.elements.garden import chilli
from portal.media.illustrations.elements.pantry import mound, small_fish
from portal.media.illustrations.elements.vessels import basket, basket_front, bowl, cup, plate, steam, tray
from portal.media.illustrations.goods.grain import STICKY_RICE
from portal.media.illustrations.palettes import INDIGO, MADDER


def meal(scene: Scene) -> None:
    """A round tray with sticky rice, grilled fish, greens and cups, cushions on both sides."""
    for x, cushion in ((300, MADDER), (1300, INDIGO)):
        scene.ellipse(x + 8, 862, 190, 62, "#0d1a33", 0.18)
        scene.ellipse(x, 846, 190, 62, scene.tone(cushion))
        scene.ellipse(x - 8, 836, 168, 48, scene.gradient([(0, "#ffffff", 0.22), (1, "#ffffff", 0.02)]))
        for index in range(7):
            share = index / 6 * 2 - 1
            level = 838 + 34 * (1 - share * share)
            scene.polygon(
                [
                    (x + share * 120 - 13, level),
                    (x + share * 120, level - 15),
                    (x + share * 120 + 13, level),
                    (x + share * 120, level + 15),
                ],
                scene.tone("#f2b134"),
            )
    y, _half, _down = tray(scene, 800, 820, 920, tilt=0.36)
    mouth, half, _tilt = basket(scene, 800, y - 40, 270, depth=0.6)
    mound(scene, 800, mouth, half * 0.94, 84, STICKY_RICE, size=13, count=130, sag=0.19)
    basket_front(scene, 800, y - 40, 270, depth=0.6, rows=6, splay=0.7, colour="#c99a56")
    steam(scene, 800, mouth - 80, 170)
    fish_y, _half, _down = plate(scene, 560, y + 20, 330, "#f4ecdc")
    small_fish(scene, 556, fish_y - 24, 230, -6, dried=0.85)
    small_fish(scene, 566, fish_y + 16, 230, 5, dried=0.85)
    greens_y, _half, _down = plate(scene, 1050, y + 16, 320, "#f4ecdc", rim=MADDER)
    for index in range(13):
        leaf(
            scene,
            990 + index * 10,
            greens_y + (index % 3) * 10 - 8,
            110,
            -160 + index * 26,
            ("#5f9a48", "#4f8a45", "#7fb04a")[index % 3],
            width=0.28,
            veins=4,
            height=5,
        )
    bowl(scene, 800, y + 130, 170, "#8a5a36", depth=0.44, band=("#f2b134",))
    chilli(scene, 760, y + 62, 90, 10)
    for x, cup_y in ((650, y + 130), (950, y + 132)):
        cup(scene, x, cup_y, 110, "#f4ecdc", "#c3c557")
