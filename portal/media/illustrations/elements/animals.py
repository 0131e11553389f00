"""Farm animals as cut shapes, about 100 units long in local units."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.palettes import mix


def cow(scene: Scene, x: float, y: float, scale: float, *, mirror: bool = False, grazing: bool = False) -> None:
    """A black-and-white milk cow."""
    white, black, pink = scene.tone("#fbf6ea"), scene.tone("#2c2a33"), scene.tone("#eab3a8")
    with scene.placed(x, y, scale, mirror=mirror):
        for leg in (-34, -24, 18, 29):
            scene.polygon([(leg - 4, 0), (leg - 5, -26), (leg + 5, -26), (leg + 3, 0)], white)
            scene.rect(leg - 4, -4, 7.4, 4, black)
        scene.ellipse(14, -24, 9, 6, pink)
        scene.path("M-44 -58Q-46 -22 -34 -22L30 -22Q42 -26 42 -50Q40 -62 20 -61L-34 -62Q-42 -63 -44 -58Z", white)
        scene.path("M-40 -60Q-44 -40 -28 -36Q-14 -38 -16 -61Z", black)
        scene.path("M2 -61Q0 -42 14 -38Q30 -40 28 -61Z", black)
        scene.path("M-10 -22Q-8 -34 4 -31Q10 -27 8 -22Z", black)
        scene.curve("M-43 -56q-9 8 -6 26", white, 3.4)
        scene.circle(-49, -29, 3.4, black)
        if grazing:
            scene.path("M36 -56Q52 -50 54 -24L62 -10Q58 -3 50 -6L42 -16Q36 -36 28 -42Z", white)
            scene.path("M48 -32L58 -16Q52 -14 46 -20Z", black)
            scene.ellipse(56, -8, 6.4, 4.6, pink)
        else:
            scene.path("M32 -58Q44 -76 56 -76L70 -62Q72 -54 64 -53L52 -54Q46 -44 38 -42Z", white)
            scene.path("M50 -75Q58 -77 64 -68L58 -62Q50 -64 50 -75Z", black)
            scene.ellipse(66, -57.5, 6, 5, pink)
            scene.path("M50 -74q-10 -4 -12 3q6 4 12 0Z", black)
            scene.circle(58, -67.5, 1.8, "#ffffff")


def buffalo(scene: Scene, x: float, y: float, scale: float, *, mirror: bool = False, lowered: bool = False) -> None:
    """A water buffalo with swept horns; `lowered` bends its head."""
    hide, dark, horn = scene.tone("#5d5560"), scene.tone("#3b3540"), scene.tone("#cdbf9f")
    with scene.placed(x, y, scale, mirror=mirror):
        for leg in (-34, -22, 20, 31):
            scene.polygon([(leg - 5, 0), (leg - 6, -28), (leg + 6, -28), (leg + 4, 0)], dark)
        scene.path(
            "M-46 -56Q-50 -24 -36 -22L30 -21Q44 -28 43 -54Q34 -68 14 -66Q-10 -58 -34 -63Q-44 -63 -46 -56Z",
            scene.gradient([(0, hide), (1, dark)]),
        )
        scene.curve("M-45 -54q-8 12 -5 30", dark, 3.4)
        head = "rotate(28 36 -52)" if lowered else "rotate(0)"
        with scene.group(f'transform="{head}"'):
            scene.path("M30 -62Q44 -72 56 -66L74 -48Q76 -38 66 -38L50 -44Q42 -36 34 -38Z", hide)
            scene.path("M44 -66Q22 -70 14 -94Q32 -80 54 -66Q52 -58 44 -66Z", horn)
            scene.path("M50 -66Q40 -74 36 -92Q46 -80 58 -66Z", mix(horn, dark, 0.3))
            scene.ellipse(70, -43, 5.4, 5, dark)
            scene.path("M42 -62q-12 0 -14 8q8 2 14 -4Z", dark)
            scene.circle(57, -58, 1.9, "#ffffff")


def horse(scene: Scene, x: float, y: float, scale: float, *, mirror: bool = False, colour: str = "#7d4f33") -> None:
    """A small hill horse carrying two panniers."""
    hide = scene.tone(colour)
    dark = scene.tone("#3a241a")
    with scene.placed(x, y, scale, mirror=mirror):
        for leg in (-30, -22, 16, 25):
            scene.polygon([(leg - 3, 0), (leg - 4, -32), (leg + 4, -32), (leg + 2, 0)], dark)
        scene.path(
            "M-38 -54Q-40 -30 -28 -28L24 -28Q34 -32 36 -48L50 -74L66 -66Q68 -60 62 -58L52 -58Q46 -42 36 -34"
            "Q34 -58 16 -58L-28 -58Q-36 -60 -38 -54Z",
            hide,
        )
        scene.path("M34 -56L46 -80L52 -80L50 -72L40 -50Z", dark)
        scene.curve("M-37 -54q-11 10 -8 30", dark, 5)
        scene.path("M-16 -60h22l5 26q-16 6 -32 0Z", scene.tone("#a9743c"))
        for rung in (-54, -47, -40):
            scene.line([(-18, rung), (8, rung)], scene.tone("#7d5428"), 1.6)
