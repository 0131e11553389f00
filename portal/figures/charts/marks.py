"""What a chart is made of: values with their status and the words that stand beside them.

Nothing here knows where a value comes from or in which language its label is written: both are settled by whoever
hands it in, so a drawing cannot say anything else than its table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

#: Which of the three data colours: a Sơn La, b Điện Biên, c any other place.
Tone = Literal["a", "b", "c"]
Spell = Callable[[float], str]


class Status(StrEnum):
    """How sure a value is; each has its own look, which needs no colour."""

    ACTUAL = "actual"  # solid
    ESTIMATE = "estimate"  # hatched
    TARGET = "target"  # hollow, dashed, apart


@dataclass(frozen=True)
class Mark:
    """One drawn value. ``key`` names its observation; ``label`` is printed beside it, ``brief`` where room is short."""

    key: str
    value: float
    status: Status
    label: str
    brief: str = ""

    def fits(self, width: float, measure: Callable[[str], float]) -> str:
        """The longest of the two labels that is no wider than ``width``; the short one where neither is."""
        return self.label if measure(self.label) <= width else self.brief or self.label


@dataclass(frozen=True)
class Words:
    """What a drawing says by itself, in the language of the page; ``{}`` takes a label."""

    unknown: str
    target: str
    only_target: str
    chosen: str
    others: str


@dataclass(frozen=True)
class YearSeries:
    """Values by year of one area. Targets are kept apart: no line joins them and no result may stand among them."""

    name: str
    tone: Tone
    results: Mapping[int, Mark]
    targets: Mapping[int, Mark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if any(mark.status is Status.TARGET for mark in self.results.values()):
            raise ValueError(f"{self.name}: a target among the results")
        if any(mark.status is not Status.TARGET for mark in self.targets.values()):
            raise ValueError(f"{self.name}: a result among the targets")

    @property
    def top(self) -> float:
        """The greatest value, targets included."""
        return max((mark.value for marks in (self.results, self.targets) for mark in marks.values()), default=0)


@dataclass(frozen=True)
class Row:
    """One bar among others: its name, a word on its length (such as days), its value."""

    name: str
    mark: Mark
    detail: str = ""


@dataclass(frozen=True)
class RowGroup:
    """Bars that belong together."""

    name: str
    tone: Tone
    rows: Sequence[Row]


@dataclass(frozen=True)
class Dispute:
    """A value that was chosen and what other sources say instead."""

    name: str
    detail: str
    tone: Tone
    kept: Mark
    others: Sequence[Mark]

    @property
    def gap(self) -> float:
        """Greatest distance of another source from the chosen value, as a share of it."""
        return max((abs(mark.value / self.kept.value - 1) for mark in self.others), default=0)


@dataclass(frozen=True)
class Cell:
    """A crossing of a grid: the keys of the facts that say so; plans are hollow."""

    row: str
    column: str
    keys: tuple[str, ...]
    is_plan: bool = False


@dataclass(frozen=True)
class Panel:
    """A small chart among others, with a unit and a scale of its own."""

    title: str
    unit: str
    kind: Literal["line", "bars", "ranks"]
    tone: Tone
    rows: Sequence[Row]
    #: Position of each row on a time axis, for lines; years.
    at: Sequence[int] = ()
    #: Two neighbouring positions between which the way of counting may have changed: no line joins them.
    breaks: tuple[tuple[int, int], ...] = ()
    break_words: str = ""
