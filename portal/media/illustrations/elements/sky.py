"""Sky of a scene: its colours, sun or moon, clouds and birds."""

from __future__ import annotations

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Scene, number
from portal.media.illustrations.palettes import mix


def sky(scene: Scene, *, clouds: int = 0) -> None:
    """Fill the sheet with the hour's sky, its sun or moon, and a few paper clouds."""
    scene.rect(0, 0, WIDTH, HEIGHT, scene.gradient(scene.hour.sky))
    if scene.hour.name == "night":
        for _ in range(70):
            scene.circle(
                scene.between(0, WIDTH),
                scene.between(0, 380),
                scene.between(0.8, 2.2),
                "#fdf6dc",
                scene.between(0.3, 0.9),
            )
    if scene.sun:
        sun = scene.sun
        halo = scene.glow([(0, sun.colour, 0.8), (0.3, sun.colour, 0.28), (1, sun.colour, 0)])
        scene.circle(sun.x, sun.y, sun.radius * 5.5, halo)
        scene.circle(sun.x, sun.y, sun.radius, mix(sun.colour, "#ffffff", 0.55))
    for _ in range(clouds):
        cloud(scene, scene.between(60, WIDTH - 60), scene.between(70, 240), scene.between(160, 330))


def cloud(scene: Scene, x: float, y: float, width: float) -> None:
    """A flat-bottomed paper cloud centred on the point."""
    colour = mix(scene.hour.mist, "#ffffff", 0.25 if not scene.hour.lamps else 0)
    strength = 0.7 if not scene.hour.lamps else 0.3
    height = width * 0.16
    bumps = 5
    left = x - width / 2
    data = f"M{number(left)} {number(y)}"
    for index in range(bumps):
        start = left + width * index / bumps
        end = left + width * (index + 1) / bumps
        lift = height * (1 - abs(index - (bumps - 1) / 2) / bumps * 1.3) * scene.between(0.8, 1.4)
        data += (
            f"C{number(start - width * 0.02)} {number(y - lift * 1.3)} {number(end + width * 0.02)} "
            f"{number(y - lift * 1.3)} {number(end)} {number(y - (lift * 0.1 if index < bumps - 1 else 0))}"
        )
    scene.path(data + "Z", scene.gradient([(0, colour, strength), (1, colour, strength * 0.35)]))


def mist(scene: Scene, y: float, height: float, strength: float = 0.6, colour: str = "") -> None:
    """A soft band of haze across the whole sheet, fading at both edges."""
    tone = colour or scene.hour.mist
    scene.rect(0, y, WIDTH, height, scene.gradient([(0, tone, 0), (0.5, tone, strength), (1, tone, 0)]))


def birds(scene: Scene, x: float, y: float, count: int) -> None:
    """A loose flight of far birds starting at the point."""
    for index in range(count):
        left = x + index * 34 + scene.between(-10, 10)
        top = y + scene.between(-22, 22)
        size = scene.between(7, 12)
        scene.curve(
            f"M{number(left - size)} {number(top - size * 0.4)}Q{number(left - size * 0.3)} {number(top - size * 0.5)} "
            f"{number(left)} {number(top)}Q{number(left + size * 0.3)} {number(top - size * 0.6)} "
            f"{number(left + size)} {number(top - size * 0.5)}",
            scene.hour.bird,
            2.2,
        )


def smoke(scene: Scene, x: float, y: float, height: float, strength: float = 0.5, width: float = 22) -> None:
    """A wavering column of steam or kitchen smoke rising from the point."""
    data = (
        f"M{number(x)} {number(y)}C{number(x - width * 2.4)} {number(y - height * 0.3)} {number(x + width * 2.6)} "
        f"{number(y - height * 0.6)} {number(x - width * 0.4)} {number(y - height)}C{number(x + width * 3.6)} "
        f"{number(y - height * 0.55)} {number(x - width * 0.8)} "
        f"{number(y - height * 0.3)} {number(x + width)} {number(y)}Z"
    )
    scene.path(data, scene.gradient([(0, "#ffffff", 0), (0.5, "#ffffff", strength), (1, "#ffffff", strength * 0.25)]))
