"""Round steps for axes, and free room for labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

from portal.figures.charts.canvas import SIZE, Anchor, measure
from portal.places.geo.lettering import Box


def ticks(top: float, most: int) -> list[float]:
    """Round values from 0 to at least ``top`` (which is above 0), at most ``most`` steps."""
    rough = top / most
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999999)
    return [step * number for number in range(ceil(top / step - 1e-9) + 1)]


@dataclass
class Room:
    """What a drawing has taken so far; a label goes to the first of its places that covers nothing."""

    bounds: Box
    taken: list[Box] = field(default_factory=list)

    def block_around(self, x: float, y: float, radius: float) -> None:
        """Keep labels off a mark."""
        self.taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def block_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Keep labels off a line."""
        steps = max(2, ceil(max(abs(x2 - x1), abs(y2 - y1)) / 5))
        for number in range(steps + 1):
            share = number / steps
            self.block_around(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, 1.5)

    def place(
        self, text: str, places: Sequence[tuple[float, float, Anchor]], size: float = SIZE, *, must: bool
    ) -> tuple[float, float, Anchor] | None:
        """Where the label goes; None where it has no room and may be left to the table."""
        best: tuple[int, int] | None = None
        boxes = [_box(text, x, y, anchor, size) for x, y, anchor in places]
        for number, box in enumerate(boxes):
            if not self._is_inside(box):
                continue
            cost = sum(box.overlaps(other, 1) for other in self.taken)
            if best is None or cost < best[0]:
                best = cost, number
            if cost == 0:
                break
        if best is None or (best[0] and not must):
            return None
        self.taken.append(boxes[best[1]])
        return places[best[1]]

    def _is_inside(self, box: Box) -> bool:
        return self.bounds.holds(box)


def around(x: float, y: float, gap: float) -> tuple[tuple[float, float, Anchor], ...]:
    """Places beside a mark, the best ones first: above, to the left above, right above, below, right, left."""
    return (
        (x, y - gap, "middle"),
        (x - 3, y - gap + 1, "end"),
        (x + 3, y - gap + 1, "start"),
        (x, y + gap + 9, "middle"),
        (x + gap, y + 4.5, "start"),
        (x - gap, y + 4.5, "end"),
        (x + gap - 3, y + gap + 7, "start"),
        (x - gap + 3, y + gap + 7, "end"),
        (x, y - gap - 13, "middle"),
        (x, y + gap + 22, "middle"),
    )


def _box(text: str, x: float, y: float, anchor: Anchor, size: float) -> Box:
    width = measure(text, size)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, y - size * 0.8, left + width, y + size * 0.22)
