"""A drawing in the making, which can be printed twice: for a page, whose style sheet colours it, and as a file.

On a page the elements carry classes only (the security policy allows no style, and light, dark and print follow by
themselves). A file stands alone, so there each class becomes presentation attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

from portal.figures.charts.marks import Mark, Status, Tone
from portal.places.geo.lettering import text_width
from portal.places.geo.svg import checked_id

Anchor = Literal["start", "middle", "end"]

WIDE: Final = 720
NARROW: Final = 320
SIZE: Final = 13
SMALL: Final = 12
HEADING: Final = 15
_PAPER: Final = "#ffffff"
_INK: Final = "#1b2150"
_SOFT: Final = "#4a4f6d"
_LINE: Final = "#dcd3c0"
_TONES: Final[dict[Tone, str]] = {"a": "#2b6339", "b": "#a8356a", "c": "#1d6275"}
_FONT: Final = "'Be Vietnam Pro', Roboto, Arial, sans-serif"
# The font's own files call this weight a family.
_BOLD: Final = {"font-family": f"'Be Vietnam Pro SemiBold', {_FONT}", "font-weight": "600"}

#: The look of each class in a file. ``figures.css`` says the same for pages, with the colours of the theme.
_LOOKS: Final[dict[str, dict[str, str]]] = {
    "g": {"stroke": _LINE, "fill": "none"},
    "z": {"stroke": _INK, "fill": "none"},
    "n": {"font-size": str(SMALL)},
    "v": {"fill": _INK, **_BOLD},
    "h": {"fill": _INK, **_BOLD, "font-size": str(HEADING)},
    "k": {"paint-order": "stroke", "stroke": _PAPER, "stroke-width": "4", "stroke-linejoin": "round"},
    **{tone: {"fill": colour, "stroke": colour, "stroke-width": "1.5"} for tone, colour in _TONES.items()},
    **{f"e{tone}": {"stroke": colour, "stroke-width": "1.5"} for tone, colour in _TONES.items()},
    "t": {"fill": _PAPER, "stroke-dasharray": "3 2.5"},
    "l": {"fill": "none", "stroke-width": "2.5"},
    "gap": {"stroke-dasharray": "1.5 5.5", "stroke-linecap": "round"},
    "p": {"fill": _PAPER, "stroke": "none"},
    "o": {"fill": _PAPER, "stroke-width": "2.2"},
}


def measure(text: str, size: float = SIZE) -> float:
    """Width of a label in units of the drawing."""
    return text_width(text, size)


def short(number: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{number:.1f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))


@dataclass(frozen=True)
class Element:
    """A tag with its classes, its geometry and, for text, its words."""

    tag: str
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    text: str = ""

    def inline(self) -> str:
        """For a page: classes."""
        return self._printed([("class", " ".join(self.classes))] if self.classes else [])

    def alone(self) -> str:
        """For a file: presentation attributes; later classes win, and geometry (a hatch) wins over all."""
        looks: dict[str, str] = {"fill": _SOFT} if self.tag == "text" else {}
        for name in self.classes:
            look = _LOOKS[name]
            if self.tag == "text" and name in _TONES:
                look = {"fill": look["fill"], **_BOLD}
            looks |= look
        looks = {name: value for name, value in looks.items() if name not in dict(self.attributes)}
        return self._printed(list(looks.items()))

    def _printed(self, extra: Sequence[tuple[str, str]]) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in (*extra, *self.attributes))
        return (
            f"<{self.tag}{attributes}>{escape(self.text)}</{self.tag}>" if self.text else f"<{self.tag}{attributes}/>"
        )


@dataclass
class Drawing:
    """Elements on a sheet of ``width`` × ``height`` units; ``uid`` keeps the hatches of several drawings apart."""

    uid: str
    width: float
    height: float = 0
    elements: list[Element] = field(default_factory=list)
    hatched: set[Tone] = field(default_factory=set)

    def __post_init__(self) -> None:
        checked_id(self.uid)

    # --- Parts ---------------------------------------------------------------------------------------------------

    def add(self, tag: str, classes: str, text: str = "", **geometry: str | float) -> None:
        """Append an element; numbers are shortened, ``_`` in names becomes ``-``."""
        attributes = tuple(
            (name.replace("_", "-"), value if isinstance(value, str) else short(value))
            for name, value in geometry.items()
            if value != ""
        )
        self.elements.append(Element(tag, tuple(classes.split()), attributes, text))

    def text(self, x: float, y: float, text: str, classes: str = "", anchor: Anchor = "start") -> None:
        """Words whose baseline stands at ``y``."""
        self.add("text", classes, text, x=x, y=y, text_anchor="" if anchor == "start" else anchor)

    def line(self, x1: float, y1: float, x2: float, y2: float, classes: str = "g") -> None:
        """A straight line."""
        end = f"H{short(x2)}" if y1 == y2 else f"V{short(y2)}" if x1 == x2 else f"L{short(x2)} {short(y2)}"
        self.add("path", classes, d=f"M{short(x1)} {short(y1)}{end}")

    def bar(self, x: float, y: float, width: float, height: float, tone: Tone, mark: Mark) -> None:
        """A bar that shows its status; the value is the longer story of its table."""
        self.add(
            "rect",
            self._classes(tone, mark.status),
            x=x,
            y=y,
            width=max(width, 1),
            height=max(height, 1),
            fill=self._hatch(tone, mark.status),
            data_key=mark.key,
        )

    def dot(self, x: float, y: float, tone: Tone, mark: Mark, radius: float = 5) -> None:
        """A point of a line; a target is a hollow diamond instead."""
        if mark.status is Status.TARGET:
            self.diamond(x, y, f"t {tone}", radius, mark.key)
            return
        self.add(
            "circle",
            self._classes(tone, mark.status),
            cx=x,
            cy=y,
            r=radius,
            fill=self._hatch(tone, mark.status),
            data_key=mark.key,
        )

    def ring(self, x: float, y: float, tone: Tone, key: str, radius: float = 5.5) -> None:
        """A value that was not chosen."""
        self.add("circle", f"{tone} o", cx=x, cy=y, r=radius, data_key=key)

    def diamond(self, x: float, y: float, classes: str, size: float, key: str) -> None:
        """The portal's own sign."""
        s = short(size)
        self.add("path", _ordered(classes), d=f"M{short(x)} {short(y - size)}l{s} {s}-{s} {s}-{s}-{s}z", data_key=key)

    def _classes(self, tone: Tone, status: Status) -> str:
        return {Status.ACTUAL: tone, Status.ESTIMATE: f"e{tone}", Status.TARGET: f"{tone} t"}[status]

    def _hatch(self, tone: Tone, status: Status) -> str:
        if status is not Status.ESTIMATE:
            return ""
        self.hatched.add(tone)
        return f"url(#{self.uid}-{tone})"

    # --- Printing ------------------------------------------------------------------------------------------------

    def inline(self, classes: str, labelled_by: str) -> str:
        """For a page; ``labelled_by`` is the id of the words that say what is seen."""
        parts = "".join(element.inline() for element in self.elements)
        return (
            f'<svg class="{escape(classes)}" viewBox="0 0 {short(self.width)} {short(self.height)}" role="img" '
            f'aria-labelledby="{checked_id(labelled_by)}">{self._defs(is_alone=False)}{parts}</svg>'
        )

    def alone(self, *, title: str, sub: str, foot: str, language: str) -> str:
        """A file that needs nothing else: title, unit and source line are part of the picture."""
        margin = 20
        room = self.width - 2
        titles, subs, feet = wrap(title, room, 18), wrap(sub, room, SIZE), wrap(foot, room, SMALL)
        top = margin + 24 * len(titles) + 18 * len(subs) + 14
        width, height = self.width + 2 * margin, top + self.height + 14 + 17 * len(feet) + margin
        head = Drawing(self.uid, width)
        head.add("rect", "p", x=0, y=0, width=width, height=height)
        for number, line in enumerate(titles):
            head.add("text", "v", line, x=margin, y=margin + 18 + 24 * number, font_size=18)
        for number, line in enumerate(subs):
            head.text(margin, margin + 24 * len(titles) + 14 + 18 * number, line)
        for number, line in enumerate(feet):
            head.text(margin, top + self.height + 28 + 17 * number, line, "n")
        frame = "".join(element.alone() for element in head.elements)
        parts = "".join(element.alone() for element in self.elements)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(width)} {short(height)}" '
            f'width="{short(width)}" height="{short(height)}" role="img" lang="{escape(language)}" '
            f'font-family="{escape(_FONT)}" font-size="{SIZE}"><title>{escape(title)}</title>'
            f"<desc>{escape(f'{sub} {foot}')}</desc>{self._defs(is_alone=True)}{frame}"
            f'<g transform="translate({margin} {short(top)})">{parts}</g></svg>'
        )

    def _defs(self, *, is_alone: bool) -> str:
        patterns = []
        for tone in sorted(self.hatched):
            ground = Element("path", ("p",), (("d", "M0 0H5V5H0Z"),))
            stroke = Element("path", (tone, "l"), (("d", "M1.2 0V5"),))
            parts = "".join(part.alone() if is_alone else part.inline() for part in (ground, stroke))
            patterns.append(
                f'<pattern id="{self.uid}-{tone}" width="5" height="5" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)">{parts}</pattern>'
            )
        return f"<defs>{''.join(patterns)}</defs>" if patterns else ""


def _ordered(classes: str) -> str:
    """Tone first: what comes later wins."""
    return " ".join(sorted(classes.split(), key=lambda name: name not in _TONES))


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than ``width``; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def keys_of(drawings: Iterable[Drawing]) -> set[str]:
    """Keys of every observation that was drawn."""
    return {
        key
        for drawing in drawings
        for element in drawing.elements
        for name, value in element.attributes
        if name == "data-key"
        for key in value.split()
    }
