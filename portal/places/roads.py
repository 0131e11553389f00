"""Draws the schematic road diagram of the getting-there page from ``geo/roads.json``.

The file holds two layouts of the same roads, one wide and one for phones, and their words; the words come with the
call (``map_words`` reads them), so the diagram speaks any language. Not to scale: the distances are words, with their
sources in the page's table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, Final

from portal.places.geo.lettering import Anchor, TextStyle, readers_width, text_width
from portal.places.geo.outlines import FOLDER
from portal.places.geo.svg import checked_id

_NOTE: Final = TextStyle("r-km", 13)
_NOTE_LINE: Final = 17
# Each with the step down to the small line under it.
_NAME: Final = (TextStyle("r-n", 15), 17)
_TITLE: Final = (TextStyle("r-n b", 21), 19)
_SIGN_SIZE: Final = 12.5
_RADIUS: Final = {"stop": 6, "town": 6, "city": 9, "gate": 15}


def road_diagram(*, wide: bool, labels: Mapping[str, str], title: str, uid: str) -> str:
    """Draw the roads, wide or tall: both to stand in ``<figure class="schema">``.

    ``labels`` are keyed as in the layout: stations and road signs by their key, the small line under a station by
    ``<key>.note``, and free notes by their key. Lines and notes without a label are left out; a station or sign
    without one is an error, see ``diagram_keys``.
    """
    layout = _layouts()["wide" if wide else "tall"]
    if missing := diagram_keys(wide=wide) - labels.keys():
        raise ValueError(f"the diagram lacks words for {', '.join(sorted(missing))}")
    drawn = [
        f'<path class="r {road["class"]}" d="M{"L".join(f"{x} {y}" for x, y in road["points"])}"/>'
        for road in layout["roads"]
    ]
    for station in layout["stations"]:
        drawn.append(_mark(station))
    for sign in layout["signs"]:
        drawn.append(_sign(sign, labels[sign["key"]]))
    for station in layout["stations"]:
        drawn.append(_names(station, labels, layout["width"]))
    for note in layout["notes"]:
        if words := labels.get(note["key"]):
            css_class = "r-km leg" if note.get("strong") else "r-km"
            drawn.append(_text(note["x"], note["y"], words, css_class, note["anchor"]))
    return (
        f'<svg class="{"wide" if wide else "tall"}" viewBox="0 0 {layout["width"]} {layout["height"]}" role="img" '
        f'aria-labelledby="{checked_id(uid)}"><title id="{uid}">{escape(title)}</title>{"".join(drawn)}</svg>'
    )


def diagram_keys(*, wide: bool) -> set[str]:
    """Give the keys of the stations and signs, which all need a label."""
    layout = _layouts()["wide" if wide else "tall"]
    return {str(item["key"]) for item in (*layout["stations"], *layout["signs"])}


@lru_cache(maxsize=1)
def _layouts() -> dict[str, Any]:
    layouts: dict[str, Any] = json.loads((FOLDER / "roads.json").read_text(encoding="utf-8"))
    return layouts


def _mark(station: Mapping[str, Any]) -> str:
    x, y, kind = station["x"], station["y"], station.get("kind", "stop")
    if kind == "gate":
        return (
            f'<rect class="st gt" x="{x - 15}" y="{y - 15}" width="30" height="28" rx="5"/>'
            f'<path class="r-gate" d="M{x - 9} {y + 8}v-16h18v16h-5v-7a4 4 0 0 0-8 0v7Z"/>'
        )
    return f'<circle class="st{" big" if kind == "city" else ""}" cx="{x}" cy="{y}" r="{_RADIUS[kind]}"/>'


def _names(station: Mapping[str, Any], labels: Mapping[str, str], width: int) -> str:
    """Write the name of a station and the small line under it on the side that the layout asks for.

    A small line that would leave the drawing, also for a reader who sets it wider, is broken.
    """
    x, y, at, kind = station["x"], station["y"], station["at"], station.get("kind", "stop")
    style, line = _TITLE if kind in {"city", "town"} else _NAME
    anchor: Anchor = "start" if "e" in at else "end" if "w" in at else "middle"
    gap = _RADIUS[kind] + 4
    x += {"start": gap, "end": -gap, "middle": 0}[anchor]
    note = labels.get(f"{station['key']}.note", "")
    lines = _lines(note, {"start": width - x, "end": x, "middle": 2 * min(x, width - x)}[anchor])
    if not note:
        lines, line = [], 0
    if "n" in at:
        baseline = y - gap - line - _NOTE_LINE * max(0, len(lines) - 1)
    elif "s" in at:
        baseline = y + _RADIUS[kind] + 4 + style.size
    else:
        baseline = y + (0 if note else 5)
    drawn = [_text(x, baseline, labels[station["key"]], style.css_class, anchor)]
    for number, words in enumerate(lines):
        drawn.append(_text(x, baseline + line + _NOTE_LINE * number, words, _NOTE.css_class, anchor))
    return "".join(drawn)


def _lines(note: str, room: float) -> list[str]:
    """Break a line that has no room: after its commas, and a part that still has none in the middle."""

    def width(words: str) -> float:
        return readers_width(words, _NOTE.size)

    if width(note) <= room:
        return [note]
    lines: list[str] = []
    for part in re.split("(?<=,) ", note):
        words = part.split()
        halves = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
        is_whole = width(part) <= room or not halves
        lines += [part] if is_whole else min(halves, key=lambda pair: max(width(half) for half in pair))
    return lines


def _sign(sign: Mapping[str, Any], words: str) -> str:
    x, y = sign["x"], sign["y"]
    width = text_width(words, _SIGN_SIZE) + 16
    return (
        f'<rect class="sgb {sign["class"]}" x="{x - width / 2:.0f}" y="{y - 12}" width="{width:.0f}" height="23" '
        'rx="4"/>'
        f"{_text(x, y + 4.5, words, 'sg', 'middle')}"
    )


def _text(x: float, y: float, words: str, css_class: str, anchor: Anchor) -> str:
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{css_class}" x="{x:g}" y="{y:g}"{side}>{escape(words)}</text>'
