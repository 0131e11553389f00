"""Colours of the drawings: the hours of the day with their skies, ridges and light, and colour arithmetic.

An hour decides the whole mood of a scene, so that two scenes of one motif can differ without a new drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1b2150"
MADDER = "#a3242b"
MARIGOLD = "#f2b134"
INDIGO = "#2b2f77"
PAPER = "#fbf7ee"
BARK = "#4b3328"
PLUM_WHITE = "#fdf6f2"
PEACH_PINK = "#f3a9bd"
CHERRY_PINK = "#f0b3c9"


@dataclass(frozen=True)
class Sun:
    """A sun or moon: centre and radius in picture units, colour of its glow."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Hour:
    """The light of one time of day.

    `sky` runs from zenith (0) to horizon; `far` and `near` colour the ridges, `foot` what their feet fade into,
    `mist` the haze, `leaf` the foliage. Things take on `ambient` by the share `ambience`; `lamps` lights windows.
    """

    name: str
    sky: tuple[tuple[float, str], ...]
    sun: Sun | None
    far: str
    near: str
    foot: str
    mist: str
    leaf: str
    ambient: str
    ambience: float
    bird: str
    lamps: bool = False


HOURS: dict[str, Hour] = {
    hour.name: hour
    for hour in (
        Hour(
            "dawn",
            ((0, "#6f8db4"), (0.28, "#cdbcc0"), (0.56, "#fbdfb4")),
            Sun(1180, 300, 50, "#ffdf9a"),
            "#bba3ae",
            "#54708c",
            "#fde3c2",
            "#fff0d8",
            "#4f7f5c",
            "#c98f7a",
            0.10,
            "#44526e",
        ),
        Hour(
            "day",
            ((0, "#7fb9c4"), (0.3, "#c3ded3"), (0.56, "#fbe9c6")),
            Sun(1190, 250, 46, "#ffe2a0"),
            "#9cc6c4",
            "#3f7f78",
            "#f7efd2",
            "#fff7e2",
            "#3f7d45",
            "#f5e6b4",
            0.04,
            "#35615f",
        ),
        Hour(
            "noon",
            ((0, "#64abcf"), (0.36, "#bfe0e8"), (0.6, "#f2f3dd")),
            Sun(380, 210, 42, "#fff1bf"),
            "#a5cad8",
            "#46868c",
            "#eef3dc",
            "#f8fbee",
            "#3c8049",
            "#eaf6f0",
            0.04,
            "#35515f",
        ),
        Hour(
            "jade",
            ((0, "#3f93a3"), (0.34, "#9fd0c6"), (0.6, "#eff0d0")),
            Sun(1090, 210, 40, "#fff3c4"),
            "#8fc3bd",
            "#2f716c",
            "#e3efd3",
            "#f4faea",
            "#2f7448",
            "#bfe6d2",
            0.06,
            "#1f5453",
        ),
        Hour(
            "spring",
            ((0, "#93bcd6"), (0.3, "#dfd6e0"), (0.58, "#fdeadb")),
            Sun(330, 250, 48, "#ffe9c9"),
            "#c9bccd",
            "#6f8fa0",
            "#fbe9e2",
            "#fff5ef",
            "#6a9a58",
            "#f7dfe2",
            0.06,
            "#5a5673",
        ),
        Hour(
            "gold",
            ((0, "#88a9b6"), (0.28, "#e6cfa6"), (0.56, "#fbd793")),
            Sun(430, 280, 58, "#ffe0a0"),
            "#c4ad8c",
            "#6e6a4c",
            "#fbe4b4",
            "#fff0cf",
            "#6d7d37",
            "#d99a3e",
            0.12,
            "#5b4a3a",
        ),
        Hour(
            "autumn",
            ((0, "#6d9db4"), (0.32, "#d5dcc6"), (0.6, "#fbe0a8")),
            Sun(1250, 280, 52, "#ffdc92"),
            "#b4b6a0",
            "#5f7458",
            "#f6e3b6",
            "#fff2d6",
            "#7d8437",
            "#e0a545",
            0.08,
            "#4d4a35",
        ),
        Hour(
            "dusk",
            ((0, "#37436e"), (0.28, "#8f7f9f"), (0.48, "#e79a72"), (0.6, "#fbd79b")),
            Sun(1010, 330, 60, "#ffd27a"),
            "#a5839a",
            "#3f4468",
            "#f4bf95",
            "#ffd9ae",
            "#2f4a50",
            "#2a2f57",
            0.30,
            "#2d3350",
            True,
        ),
        Hour(
            "rain",
            ((0, "#7b979f"), (0.4, "#b5c8c3"), (0.6, "#e3e7d8")),
            None,
            "#9fb8b5",
            "#3f6b62",
            "#e2e9dc",
            "#f3f6ee",
            "#2f6a4c",
            "#6f8f90",
            0.14,
            "#3b5553",
        ),
        Hour(
            "mist",
            ((0, "#aac4c6"), (0.34, "#d6e2da"), (0.62, "#f6f1e2")),
            Sun(820, 240, 50, "#fffbea"),
            "#bccdc8",
            "#66908a",
            "#eef1e4",
            "#fbfaf2",
            "#4f7f5e",
            "#dfe8dd",
            0.14,
            "#4e6a68",
        ),
        Hour(
            "blue",
            ((0, "#20305c"), (0.32, "#4f669a"), (0.6, "#c3c7d8")),
            Sun(1220, 210, 34, "#e9ecf7"),
            "#7588b4",
            "#2b3c68",
            "#b9c2d8",
            "#d5dcea",
            "#254a55",
            "#1f2c5a",
            0.40,
            "#1f2b52",
            True,
        ),
        Hour(
            "night",
            ((0, "#10173a"), (0.36, "#2a3a70"), (0.62, "#7d7fa8")),
            Sun(400, 190, 38, "#f4efd8"),
            "#4c5a8e",
            "#1f2b58",
            "#757ba6",
            "#a3a8c8",
            "#1d4246",
            "#141c46",
            0.46,
            "#0f1738",
            True,
        ),
    )
}


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue 0-255 of a colour written #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` (0-1) of the way from the first to the second."""
    share = min(1.0, max(0.0, share))
    mixed = (round(a + (b - a) * share) for a, b in zip(channels(first), channels(second), strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def lighten(colour: str, share: float) -> str:
    """The colour moved towards warm white by `share`."""
    return mix(colour, "#fff8e4", share)


def darken(colour: str, share: float) -> str:
    """The colour moved towards night indigo by `share`: shadows of the papercut are never grey."""
    return mix(colour, "#0d1a33", share)
