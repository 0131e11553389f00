"""Small, dignified paper figures: a few cut shapes, no faces, at work or on the way."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.palettes import INDIGO, MADDER, mix

SKIN = "#dcb083"


def figure(
    scene: Scene,
    x: float,
    y: float,
    height: float,
    *,
    blouse: str = MADDER,
    skirt: str = INDIGO,
    hat: str = "scarf",
    arms: tuple[tuple[float, float], tuple[float, float]] = ((-17, -44), (17, -44)),
    basket: bool = False,
    walking: bool = False,
    mirror: bool = False,
) -> None:
    """A standing person; `height` in picture units, arms end at local points of a body 100 units high.

    Hats: `cone` (woven hat), `scarf` (Thái piêu), `turban`, `hair`.
    """
    skin = scene.tone(SKIN)
    skirt_tone, blouse_tone = scene.tone(skirt), scene.tone(blouse)
    with scene.placed(x, y, height / 100, mirror=mirror):
        if basket:
            scene.path("M6 -74h20q2 22 -4 34h-13q-5 -12 -3 -34Z", scene.tone("#a9743c"))
            for rung in (-66, -57, -48):
                scene.line([(7, rung), (25, rung)], scene.tone("#7d5428"), 1.4)
        if walking:
            scene.path("M-11 0L-9 -48H9L14 -1L6 0L1 -26L-4 0Z", skirt_tone)
        else:
            scene.path("M-12 0Q-11 -30 -9 -50H9Q11 -30 12 0Z", skirt_tone)
            scene.rect(-11.8, -8, 23.6, 3, scene.tone("#c8352f"))
        for start, end in ((-8, arms[0]), (8, arms[1])):
            scene.line(
                [(start, -72), ((start + end[0]) / 2 + (3 if start > 0 else -3), (-72 + end[1]) / 2 + 4), end],
                mix(blouse_tone, "#1b2150", 0.14),
                5.4,
            )
            scene.circle(end[0], end[1], 3.1, skin)
        scene.path("M-9 -48Q-13 -70 -7 -78Q0 -82 7 -78Q13 -70 9 -48Z", blouse_tone)
        scene.rect(-9.6, -52, 19.2, 5, scene.tone("#f2c14e" if blouse != "#e09b1a" else "#a3242b"))
        scene.rect(-2.4, -83, 4.8, 6, skin)
        scene.circle(0, -89, 8.2, skin)
        if hat == "cone":
            scene.path("M-20 -88L0 -108L20 -88Q0 -82 -20 -88Z", scene.tone("#f3dfae"))
            scene.path("M0 -108L20 -88Q10 -85 2 -85Z", scene.tone("#cdb27a"))
        elif hat == "turban":
            scene.path("M-10 -90Q-11 -102 0 -103Q11 -102 10 -90Q0 -96 -10 -90Z", scene.tone("#1d1f3d"))
        elif hat == "hair":
            scene.path("M-8.6 -86Q-11 -99 0 -99Q11 -99 8.6 -86Q6 -94 0 -94Q-6 -94 -8.6 -86Z", scene.tone("#2a1f1c"))
        else:
            scene.path("M-9.6 -86Q-12 -101 0 -101Q12 -101 9.6 -86Q4 -96 -4 -95Q-8 -93 -9.6 -86Z", scene.tone("#1d1f3d"))
            scene.path("M6 -98q10 2 12 13l-7 -3q-2 -6 -7 -7Z", scene.tone(MADDER))


def walker(scene: Scene, x: float, y: float, height: float, jacket: str, *, mirror: bool = False) -> None:
    """A hiker with a rucksack and a stick."""
    with scene.placed(x, y, height / 100, mirror=mirror):
        scene.path("M-9 0L-6 -46H7L13 0H6L1 -28L-3 0Z", scene.tone("#3a3f55"))
        scene.path("M-21 -76q-8 4 -7 28h14v-30Z", scene.tone("#e09b1a" if jacket != "#e09b1a" else "#2b2f77"))
        scene.path("M-10 -46Q-13 -72 -6 -79H6Q12 -70 9 -46Z", scene.tone(jacket))
        scene.line([(6, -72), (17, -58), (22, -62)], scene.tone(jacket), 5.4)
        scene.line([(22, -66), (27, 0)], scene.tone("#6b4a2e"), 2.4)
        scene.circle(1, -89, 8.2, scene.tone(SKIN))
        scene.path("M-9 -90Q-9 -101 2 -101Q10 -100 12 -92Z", scene.tone(MADDER))


def picker(scene: Scene, x: float, y: float, height: float, blouse: str, *, mirror: bool = False) -> None:
    """Someone picking tea: half hidden by the row, woven hat, basket on the back."""
    with scene.placed(x, y, height / 60, mirror=mirror):
        scene.path("M8 -38h18q3 20 -3 31h-12q-5 -12 -3 -31Z", scene.tone("#a9743c"))
        scene.line([(9, -30), (25, -30)], scene.tone("#7d5428"), 1.6)
        scene.line([(9, -21), (24, -21)], scene.tone("#7d5428"), 1.6)
        scene.path("M-12 0Q-14 -34 -2 -38Q12 -38 12 0Z", scene.tone(blouse))
        scene.line([(-4, -28), (-17, -18), (-24, -8)], scene.tone(mix(blouse, "#1b2150", 0.2)), 5.2)
        scene.circle(-24, -8, 2.8, scene.tone(SKIN))
        scene.circle(-4, -43, 7, scene.tone(SKIN))
        scene.path("M-25 -42L-5 -60L15 -42Q-5 -35 -25 -42Z", scene.tone("#f3dfae"))
        scene.path("M-5 -60L15 -42Q6 -39 -3 -38.6Z", scene.tone("#cfb47c"))


def rider(scene: Scene, x: float, y: float, scale: float, jacket: str, *, mirror: bool = False) -> None:
    """A motorbike rider with a helmet, about 90 units long."""
    dark = scene.tone("#23263f")
    with scene.placed(x, y, scale, mirror=mirror):
        for wheel in (-30, 30):
            scene.circle(wheel, -15, 15, dark)
            scene.circle(wheel, -15, 9, scene.tone("#9aa0ad"))
            scene.circle(wheel, -15, 3, dark)
        scene.path("M-32 -34Q-16 -38 -6 -30L18 -34L26 -44L32 -40L24 -22L4 -14H-14Z", scene.tone(jacket))
        scene.line([(30, -15), (22, -44), (14, -52)], dark, 3.4)
        scene.line([(-4, -34), (6, -22), (0, -10)], scene.tone("#3a3f55"), 7)
        scene.path("M-14 -34Q-16 -58 -2 -66L10 -60Q6 -46 2 -34Z", scene.tone(mix(jacket, "#ffffff", 0.2)))
        scene.line([(4, -60), (16, -52)], scene.tone(jacket), 5.4)
        scene.circle(6, -74, 9.4, scene.tone(MADDER))
        scene.rect(7, -77, 9, 5, dark)


def runner(scene: Scene, x: float, y: float, height: float, shirt: str, *, mirror: bool = False) -> None:
    """A trail runner in stride."""
    skin = scene.tone(SKIN)
    with scene.placed(x, y, height / 100, mirror=mirror):
        scene.line([(-2, -46), (14, -32), (8, -12)], skin, 6)
        scene.line([(-2, -46), (-12, -26), (-28, -22)], skin, 6)
        scene.line([(8, -12), (14, -8)], scene.tone("#e09b1a"), 6)
        scene.line([(-28, -22), (-32, -15)], scene.tone("#e09b1a"), 6)
        scene.path("M-10 -40L-8 -54H8L10 -38L0 -36Z", scene.tone("#23263f"))
        scene.path("M-9 -52Q-8 -74 0 -80Q10 -80 11 -72L7 -50Z", scene.tone(shirt))
        scene.line([(8, -72), (18, -60), (24, -68)], skin, 4.8)
        scene.line([(0, -72), (-13, -64), (-12, -52)], skin, 4.8)
        scene.circle(6, -89, 8, skin)
        scene.path("M-2 -90Q-2 -99 7 -99Q14 -98 15 -91Z", scene.tone("#2a1f1c"))
