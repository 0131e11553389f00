"""Houses, temples and other buildings, drawn in local units around the middle of their foot."""

from __future__ import annotations

from portal.media.illustrations.canvas import Point, Scene, outline
from portal.media.illustrations.palettes import darken, lighten, mix

ROOF_STYLES = {"thatch": "#6b4a3a", "stone": "#5d6672", "pomu": "#6f6357", "tile": "#8d4a38", "palm": "#7a6238"}


def stilt_house(
    scene: Scene, x: float, y: float, scale: float, roof: str = "thatch", *, distance: float = 0.0, mirror: bool = False
) -> None:
    """A Thái stilt house about 100 units wide, with a broad hipped roof, khau cút horns and a stair."""
    roof_tone = scene.faded(ROOF_STYLES[roof], distance)
    wall = scene.faded("#96623a" if roof != "pomu" else "#8a7258", distance)
    post = scene.faded("#3d2a1f", distance)
    window = "#ffd27a" if scene.hour.lamps else darken(post, 0.2)
    with scene.placed(x, y, scale, mirror=mirror):
        scene.rect(-38, -18, 76, 18, darken(wall, 0.65), 0.35)
        for post_x in (-34, -17, 0, 17, 34):
            scene.rect(post_x - 1.6, -20, 3.2, 20, post)
        scene.polygon([(-38, -18), (-38, -36), (38, -36), (38, -18)], wall)
        scene.rect(-38, -21, 82, 3, darken(wall, 0.35))
        scene.line([(44, -28), (44, -20), (38, -28), (52, 0)], post, 1.6)
        for window_x in (-26, -8, 10, 26):
            scene.rect(window_x - 4, -32, 8, 10, window)
        scene.polygon(
            [(-50, -31), (-30, -66), (30, -66), (50, -31)],
            scene.gradient([(0, lighten(roof_tone, 0.2)), (1, roof_tone)]),
        )
        scene.polygon([(-50, -31), (-30, -66), (-21, -66), (-37, -31)], lighten(roof_tone, 0.25), 0.6)
        for step in range(1, 4):
            half = 30 + 20 * step / 4
            scene.line([(-half, -66 + 35 * step / 4), (half, -66 + 35 * step / 4)], darken(roof_tone, 0.25), 0.9, 0.5)
        if roof != "stone":
            horn = darken(roof_tone, 0.3)
            for side in (-1, 1):
                scene.line([(side * 30 - 4, -77), (side * 30, -65), (side * 30 + 4, -77)], horn, 2.2)


def mong_house(scene: Scene, x: float, y: float, scale: float, *, distance: float = 0.0, mirror: bool = False) -> None:
    """A low Mông house about 100 units wide: earth walls, wooden frame, shingle roof, no stilts."""
    wall = scene.faded("#c09a63", distance)
    roof = scene.faded("#6c6055", distance)
    wood = scene.faded("#4a3527", distance)
    with scene.placed(x, y, scale, mirror=mirror):
        scene.rect(-40, -28, 80, 28, scene.gradient([(0, darken(wall, 0.18)), (1, wall)]))
        scene.rect(-44, -3, 88, 3, scene.faded("#8b8577", distance))
        for beam in (-40, -14, 14, 38):
            scene.rect(beam, -28, 2.4, 28, wood)
        scene.rect(-8, -22, 16, 22, wood)
        for window in (-30, 22):
            scene.rect(window, -21, 9, 9, "#ffd27a" if scene.hour.lamps else darken(wood, 0.25))
        scene.polygon(
            [(-52, -24), (-36, -52), (36, -52), (52, -24)], scene.gradient([(0, lighten(roof, 0.22)), (1, roof)])
        )
        scene.polygon([(-52, -24), (-36, -52), (-26, -52), (-38, -24)], lighten(roof, 0.3), 0.55)
        for line in range(7):
            top, foot = -30 + line * 10, -43 + line * 14.4
            scene.line([(top, -51), (foot, -25)], darken(roof, 0.3), 0.8, 0.5)


def town_house(
    scene: Scene, x: float, y: float, width: float, height: float, wall: str, roof: str, *, distance: float = 0.0
) -> None:
    """A plain house of a town street, in picture units."""
    wall_tone, roof_tone = scene.faded(wall, distance), scene.faded(roof, distance)
    scene.rect(x - width / 2, y - height, width, height, scene.gradient([(0, wall_tone), (1, darken(wall_tone, 0.14))]))
    scene.polygon(
        [
            (x - width * 0.58, y - height),
            (x - width * 0.36, y - height - width * 0.3),
            (x + width * 0.36, y - height - width * 0.3),
            (x + width * 0.58, y - height),
        ],
        roof_tone,
    )
    rows, columns = max(1, int(height / 26)), max(2, int(width / 20))
    for row in range(rows):
        for column in range(columns):
            lit = scene.hour.lamps and scene.random.random() < 0.7
            scene.rect(
                x - width / 2 + (column + 0.28) * width / columns,
                y - height + (row + 0.25) * height / rows,
                width / columns * 0.42,
                height / rows * 0.46,
                "#ffd27a" if lit else darken(wall_tone, 0.55),
                0.85,
            )


def roof_curve(half: float, eave: float, ridge_half: float, rise: float) -> str:
    """Path data of a temple roof with upturned corners, its eave at `eave` and its ridge `rise` above."""
    top = eave - rise
    return (
        f"M{-half - 8} {eave - 9}C{-half * 0.86} {eave - 4} "
        f"{-ridge_half * 1.15} {eave - rise * 0.45} {-ridge_half} {top}"
        f"L{ridge_half} {top}C{ridge_half * 1.15} {eave - rise * 0.45} {half * 0.86} {eave - 4} {half + 8} {eave - 9}"
        f"C{half * 0.96} {eave + 3} {half * 0.8} {eave + 3} {half * 0.7} {eave + 2}L{-half * 0.7} {eave + 2}"
        f"C{-half * 0.8} {eave + 3} {-half * 0.96} {eave + 3} {-half - 8} {eave - 9}Z"
    )


def temple(
    scene: Scene,
    x: float,
    y: float,
    scale: float,
    *,
    tiers: int = 2,
    bays: int = 5,
    steps: int = 5,
    wall: str = "#a9573b",
    roof: str = "#7a3b32",
) -> None:
    """A temple about 220 units wide: steps, columns, doors and tiled roofs with upturned corners."""
    roof_tone, wall_tone = scene.tone(roof), scene.tone(wall)
    column, stone = scene.tone("#7a2a26"), scene.tone("#d9cdb4")
    half = 88.0
    with scene.placed(x, y, scale):
        for step in range(steps):
            reach = half + 10 + (steps - step) * 5
            scene.rect(-reach, -(step + 1) * 5, reach * 2, 5, mix(stone, "#8d8069", (step % 2) * 0.3))
        base = -steps * 5.0
        scene.rect(-half, base - 46, half * 2, 46, scene.gradient([(0, darken(wall_tone, 0.35)), (1, wall_tone)]))
        for bay in range(bays):
            left = -half + 2 * half * bay / bays
            width = 2 * half / bays
            door = bay == bays // 2
            opening = "#ffcf7a" if scene.hour.lamps else scene.tone("#4a211d")
            scene.rect(
                left + width * 0.2, base - (38 if door else 33), width * 0.6, 38 if door else 25, opening, radius=1.5
            )
            if not door:
                for bar in range(1, 4):
                    scene.rect(left + width * 0.2 + bar * width * 0.15 - 0.6, base - 33, 1.2, 25, column)
        for bay in range(bays + 1):
            scene.rect(-half + 2 * half * bay / bays - 3, base - 47, 6, 47, column)
        scene.path(
            roof_curve(half + 14, base - 44, half * 0.72, 34),
            scene.gradient([(0, lighten(roof_tone, 0.18)), (1, roof_tone)]),
        )
        for line in range(-9, 10):
            scene.line([(line * 6.6, base - 77), (line * 9.6, base - 46)], darken(roof_tone, 0.3), 1, 0.45)
        ridge_top = base - 78
        if tiers > 1:
            scene.rect(-half * 0.52, base - 92, half * 1.04, 16, darken(wall_tone, 0.2))
            for bar in range(9):
                scene.rect(-half * 0.5 + bar * 11.2, base - 90, 4, 12, scene.tone("#e3c78f"), 0.8)
            scene.path(
                roof_curve(half * 0.66, base - 90, half * 0.42, 30),
                scene.gradient([(0, lighten(roof_tone, 0.24)), (1, roof_tone)]),
            )
            for line in range(-6, 7):
                scene.line([(line * 5.6, base - 119), (line * 8.2, base - 92)], darken(roof_tone, 0.3), 1, 0.45)
            ridge_top = base - 120
        gold = scene.tone("#e0b04a")
        ridge_half = half * (0.42 if tiers > 1 else 0.72)
        scene.rect(-ridge_half, ridge_top - 3, ridge_half * 2, 4, darken(roof_tone, 0.25))
        for side in (-1, 1):
            scene.curve(f"M{side * ridge_half} {ridge_top}q{side * 8} -1 {side * 10} -12", darken(roof_tone, 0.2), 3)
        scene.circle(0, ridge_top - 8, 5, gold)


def colonial_house(scene: Scene, x: float, y: float, scale: float) -> None:
    """A two-storey house of the early twentieth century, about 260 units wide: arcades, shutters, tiled hip roof."""
    wall, trim, roof = scene.tone("#e8c98b"), scene.tone("#fbf1da"), scene.tone("#9a4a36")
    shade, shutter = scene.tone("#6a5238"), scene.tone("#3f7466")
    with scene.placed(x, y, scale):
        scene.rect(-136, -10, 272, 10, scene.tone("#b9ab8d"))
        scene.rect(-124, -110, 248, 100, scene.gradient([(0, lighten(wall, 0.2)), (1, darken(wall, 0.1))]))
        for storey, top in ((0, -56), (1, -104)):
            for arch in range(7):
                left = -118 + arch * 34.5
                scene.path(f"M{left} {top + 42}V{top + 15}a13 13 0 0 1 26 0V{top + 42}Z", shade)
                if storey:
                    scene.rect(left + 2, top + 14, 10, 26, shutter)
                    scene.rect(left + 14, top + 14, 10, 26, shutter)
                    scene.rect(left - 1, top + 33, 28, 2, trim)
                elif arch == 3:
                    scene.rect(left + 4, top + 12, 18, 31, scene.tone("#5a2a22"))
        scene.rect(-128, -62, 256, 6, trim)
        scene.rect(-128, -114, 256, 6, trim)
        for pillar in range(8):
            scene.rect(-126 + pillar * 34.7, -108, 5, 98, trim)
        scene.polygon(
            [(-142, -114), (-96, -156), (96, -156), (142, -114)], scene.gradient([(0, lighten(roof, 0.2)), (1, roof)])
        )
        for line in range(-11, 12):
            scene.line([(line * 8.4, -155), (line * 12.4, -115)], darken(roof, 0.3), 1.2, 0.45)
        scene.polygon([(-34, -114), (0, -146), (34, -114)], lighten(roof, 0.1))
        scene.polygon([(-24, -116), (0, -139), (24, -116)], trim)
        scene.circle(0, -124, 5, shade)


def bamboo_hut(scene: Scene, x: float, y: float, scale: float) -> None:
    """A low shelter of bamboo and palm thatch, about 100 units wide."""
    thatch, pole = scene.tone("#8a7440"), scene.tone("#5a4426")
    with scene.placed(x, y, scale):
        scene.rect(-36, -26, 72, 26, scene.tone("#4f4429"))
        for stake in range(13):
            scene.rect(-36 + stake * 5.8, -26, 3.4, 26, mix(scene.tone("#b59a5c"), pole, (stake % 3) * 0.2))
        scene.rect(-8, -22, 16, 22, darken(pole, 0.45))
        scene.polygon(
            [(-54, -16), (-2, -56), (2, -56), (54, -16)], scene.gradient([(0, lighten(thatch, 0.25)), (1, thatch)])
        )
        for straw in range(-10, 11):
            scene.line([(straw * 0.6, -54), (straw * 5.2, -17)], darken(thatch, 0.3), 1.2, 0.5)


def stall(scene: Scene, x: float, y: float, scale: float, cloth: str, goods: tuple[str, ...]) -> None:
    """A market stall about 110 units wide: striped awning, posts and a counter of goods."""
    pole = scene.tone("#5a4030")
    cloth_tone = scene.tone(cloth)
    with scene.placed(x, y, scale):
        scene.rect(-46, -62, 4, 62, pole)
        scene.rect(42, -62, 4, 62, pole)
        scene.rect(-44, -44, 88, 22, darken(cloth_tone, 0.55), 0.55)
        scene.rect(-50, -26, 100, 26, scene.gradient([(0, scene.tone("#b98b5a")), (1, scene.tone("#7d5a3a"))]))
        for index in range(12):
            scene.circle(-44 + index * 8, -28 - (index % 3) * 1.4, 5.4, scene.tone(goods[index % len(goods)]))
        for stripe in range(6):
            tone = cloth_tone if stripe % 2 == 0 else scene.tone("#fbf3e2")
            top, foot = -42 + stripe * 14, -58 + stripe * 19.4
            scene.path(f"M{top} -84L{top + 14} -84L{foot + 19.4} -58q-9.7 9 -19.4 0Z", tone)


def tent(scene: Scene, x: float, y: float, scale: float, colour: str) -> None:
    """A trekker's tent about 90 units wide."""
    tone = scene.tone(colour)
    with scene.placed(x, y, scale):
        scene.path("M-46 0Q-34 -50 2 -56Q34 -48 46 0Z", scene.gradient([(0, lighten(tone, 0.25)), (1, tone)]))
        scene.path("M2 -56Q34 -48 46 0L14 0Q10 -34 2 -56Z", darken(tone, 0.25))
        scene.path("M-18 0Q-12 -32 2 -40Q12 -30 14 0Z", "#ffd98a" if scene.hour.lamps else darken(tone, 0.6))


def lao_tower(
    scene: Scene, x: float, y: float, scale: float, *, storeys: int = 4, broken: bool = False, slim: float = 1.0
) -> None:
    """An old Lao brick tower about 260 units high: stepped plinth, storeys with niches, bud-shaped top and spire."""
    half: float
    level: float
    brick, lime = scene.tone("#b98a64"), scene.tone("#e0c7a0")
    dark = darken(brick, 0.5)

    def block(low: float, high: float, foot: float, top: float, tone: str) -> None:
        foot, top = foot * slim, top * slim
        fill = scene.gradient([(0, lighten(tone, 0.35)), (0.45, tone), (1, darken(tone, 0.4))], (0, 0), (1, 0))
        scene.polygon([(-foot, -low), (-top, -high), (top, -high), (foot, -low)], fill)

    with scene.placed(x, y, scale):
        for step, half in enumerate((64, 58, 52)):
            block(step * 7, step * 7 + 7, half, half, lime if step % 2 else brick)
        level, half = 21.0, 44.0
        heights = {3: (44, 36, 30), 4: (40, 32, 27, 22), 5: (34, 28, 24, 20, 17)}[storeys]
        for index, tall in enumerate(heights):
            block(level, level + tall, half, half * 0.84, brick)
            niche = half * 0.26 * slim
            scene.path(
                f"M{-niche} {-level - tall * 0.2}V{-level - tall * 0.55}Q0 {-level - tall * 0.98} {niche} "
                f"{-level - tall * 0.55}V{-level - tall * 0.2}Z",
                dark,
            )
            if index < 3:
                for side in (-1, 1):
                    scene.curve(
                        f"M{side * half * 0.46 * slim} {-level - tall * 0.25}q{side * 7} -6 0 -12q{-side * 7} -5 0 -11",
                        lighten(lime, 0.3),
                        2.4,
                        0.7,
                    )
            cornice = half * 0.84 + 6
            block(level + tall, level + tall + 5, cornice, cornice, lime)
            block(level + tall + 5, level + tall + 9, cornice - 5, cornice - 7, brick)
            level += tall + 9
            half = half * 0.8
        half *= slim
        bud = [(-half, -level), (-half * 1.12, -level - 16), (-half * 0.66, -level - 38), (-half * 0.34, -level - 54)]
        right = [(-px, py) for px, py in reversed(bud)]
        fill = scene.gradient([(0, lighten(lime, 0.35)), (0.5, lime), (1, darken(lime, 0.4))], (0, 0), (1, 0))
        if broken:
            scene.path(outline([*bud, (-half * 0.1, -level - 50), (half * 0.08, -level - 58), *right]), fill)
        else:
            scene.path(outline([*bud, *right]), fill)
            for ring in range(4):
                scene.ellipse(
                    0, -level - 58 - ring * 9, half * (0.36 - ring * 0.07), 5, mix(lime, brick, (ring % 2) * 0.6)
                )
            scene.polygon([(-2.6, -level - 90), (0, -level - 122), (2.6, -level - 90)], lime)
        for _ in range(16):
            grass_x, grass_y = scene.between(-44, 44) * slim, -scene.between(10, level * 0.7)
            scene.rect(grass_x * (1 + grass_y / 400), grass_y, scene.between(4, 10), 2, scene.tone("#7d8f55"), 0.45)


def flag(scene: Scene, x: float, y: float, height: float, *, star: bool = True) -> None:
    """A flagpole with the national flag, the wave kept calm; `height` is the pole's."""
    scene.line([(x, y), (x, y - height)], scene.tone("#8a8577"), max(2.5, height * 0.035))
    width, tall = height * 0.75, height * 0.5
    with scene.placed(x, y - height + 2, 1):
        top = f"q{width * 0.25:.1f} {-tall * 0.12:.1f} {width * 0.5:.1f} 0t{width * 0.5:.1f} 0"
        back = f"q{-width * 0.25:.1f} {tall * 0.12:.1f} {-width * 0.5:.1f} 0t{-width * 0.5:.1f} 0"
        scene.path(f"M0 0{top}v{tall:.1f}{back}Z", scene.tone("#d0272d", -scene.hour.ambience * 0.5))
        if star:
            with scene.placed(width * 0.5, tall * 0.5, tall * 0.033):
                scene.path("M0-9 2.1-2.9 8.6-2.8 3.4 1.1 5.3 7.3 0 3.6-5.3 7.3-3.4 1.1-8.6-2.8-2.1-2.9Z", "#ffd23f")


def brick_wall(
    scene: Scene, left: float, right: float, base: float, height: float, windows: int, *, brick: str = "#b4674a"
) -> None:
    """A broken brick wall with arched openings, in picture units."""
    tone = scene.tone(brick)
    light, dark = mix(tone, "#ffe0b0", 0.4), mix(tone, "#3a1c22", 0.45)
    value = scene.noise(4, 0.6)
    step = 10
    top: list[Point] = [
        (float(x), base - height * (0.72 + 0.28 * value(x / 90 + base))) for x in range(int(left), int(right) + 1, step)
    ]
    scene.sheet(
        outline([*top, (right, base), (left, base)]), scene.gradient([(0, light), (0.5, tone), (1, dark)]), lift=5
    )
    scene.line(top, lighten(light, 0.4), 4, 0.8)
    for _ in range(int((right - left) * height / 1700)):
        scene.rect(
            scene.between(left + 6, right - 30),
            base - scene.between(8, height * 0.66),
            24,
            8,
            scene.pick((light, dark)),
            0.4,
        )
    for index in range(windows):
        middle = left + (index + 0.5) * (right - left) / windows
        half = min(26.0, (right - left) / windows * 0.26)
        foot = base - height * 0.16
        tall = height * 0.3
        scene.path(
            f"M{middle - half:.1f} {foot:.1f}v{-tall:.1f}a{half:.1f} {half:.1f} 0 0 1 {2 * half:.1f} 0v{tall:.1f}Z",
            mix(dark, "#1d1420", 0.55),
        )


def steps(
    scene: Scene,
    x: float,
    bottom: float,
    top: float,
    foot_half: float,
    head_half: float,
    colour: str = "#e9dcc0",
    count: int = 0,
) -> None:
    """A broad stair seen from its foot, in picture units."""
    number_of_steps = count or max(4, int((bottom - top) / 16))
    light, dark = scene.tone(colour), scene.tone(mix(colour, "#8d7653", 0.45))
    for index in range(number_of_steps):
        share = 1 - (1 - index / number_of_steps) ** 1.25
        following = 1 - (1 - (index + 1) / number_of_steps) ** 1.25
        y0, y1 = bottom + (top - bottom) * share, bottom + (top - bottom) * following
        half = foot_half + (head_half - foot_half) * share
        scene.rect(x - half, y1, half * 2, (y0 - y1) * 0.62, light)
        scene.rect(x - half, y1 + (y0 - y1) * 0.6, half * 2, (y0 - y1) * 0.42, dark)


def stele(
    scene: Scene, x: float, y: float, width: float, height: float, colour: str = "#b8aa90", cap: str = ""
) -> None:
    """An upright memorial stone with a few engraved lines, in picture units."""
    tone = scene.tone(colour)
    scene.rect(x - width * 0.68, y - height * 0.1, width * 1.36, height * 0.1, darken(tone, 0.2))
    scene.path(
        f"M{x - width / 2:.1f} {y - height * 0.1:.1f}V{y - height * 0.86:.1f}Q{x:.1f} {y - height * 1.06:.1f} "
        f"{x + width / 2:.1f} {y - height * 0.86:.1f}V{y - height * 0.1:.1f}Z",
        scene.gradient([(0, lighten(tone, 0.35)), (1, tone)], (0, 0), (1, 0.6)),
    )
    if cap:
        scene.circle(x, y - height * 0.8, width * 0.13, scene.tone(cap))
    for line in range(6):
        reach = width * (0.34 if line % 3 else 0.28)
        scene.rect(
            x - reach, y - height * (0.66 - line * 0.085), reach * 2, max(1.6, height * 0.014), darken(tone, 0.45), 0.7
        )
