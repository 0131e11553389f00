"""A chart as pages and files show it: what it asks, what it finds, both drawings, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.site_tree import absolute
from portal.core.templatetags.portal_tags import day
from portal.figures.charts.canvas import Drawing
from portal.figures.charts.marks import Status
from portal.figures.models import MarketStatement, Observation
from portal.figures.pages import words

#: Formats of the download, in the order of their links.
FORMATS = ("csv", "json", "svg", "png")


@dataclass(frozen=True)
class LegendItem:
    """One sign of a chart and its meaning; ``kind`` is a class of the style sheet."""

    kind: str
    words: str


@dataclass(frozen=True)
class Other:
    """What other sources say beside a drawn value, and why it is not drawn."""

    kept: Observation
    values: tuple[Observation, ...]
    reason: str = ""


@dataclass(frozen=True)
class ShownChart:
    """Everything about one chart. ``key`` is its permanent name and the id of its figure."""

    key: str
    question: str
    title: str
    sub: str
    legend: Sequence[LegendItem]
    drawings: tuple[Drawing, Drawing]
    #: The drawn values, in the order of the table twin.
    rows: Sequence[Observation] = ()
    statements: Sequence[MarketStatement] = ()
    others: Sequence[Other] = ()
    notes: Sequence[str] = ()
    #: What nobody knows, said plainly: a heading and a sentence.
    unknown: tuple[str, str] | None = None
    #: Path of the page where the chart stands.
    page: str = ""
    #: Whether the table names area and indicator of each row: they differ.
    has_areas: bool = True
    has_indicators: bool = False

    @property
    def wide(self) -> SafeString:
        """The drawing for wide pages."""
        return mark_safe(self.drawings[0].inline("fsvg w", f"{self.key}-t"))  # noqa: S308 (escaped by the drawing)

    @property
    def narrow(self) -> SafeString:
        """The drawing for phones."""
        return mark_safe(self.drawings[1].inline("fsvg n", f"{self.key}-t"))  # noqa: S308 (escaped by the drawing)

    @property
    def address(self) -> str:
        """Its permanent address."""
        return absolute(f"{self.page}#{self.key}")

    @property
    def files(self) -> list[tuple[str, str]]:
        """Name and path of each download."""
        return [(kind.upper(), reverse("figures:chart_file", args=(self.key, kind))) for kind in FORMATS]

    @property
    def updated(self) -> str:
        """The day its values were last changed."""
        days = [row.updated_at.date() for row in self.rows]
        return day(max(days)) if days else ""

    @property
    def citation(self) -> str:
        """What to write below the chart where it is shown elsewhere."""
        cited = _("%(title)s. Cổng Tây Bắc, %(address)s. Nguồn của từng số ghi trong bảng.")
        if self.updated:
            cited = _(
                "%(title)s. Cổng Tây Bắc, số liệu cập nhật ngày %(day)s, %(address)s. Nguồn của từng số ghi trong bảng."
            )
        return cited % {"title": self.title, "day": self.updated, "address": self.address}

    def svg(self) -> str:
        """The wide drawing as a file that needs nothing else."""
        return self.drawings[0].alone(
            title=self.title,
            sub=self.sub,
            foot=_("Đặc: thực hiện. Gạch chéo: ước tính. Viền đứt: mục tiêu. %(citation)s")
            % {"citation": self.citation},
            language=(get_language() or "vi")[:2],
        )


def legend(
    rows: Sequence[Observation], areas: Sequence[tuple[str, str]] = (), *, gap: bool = False
) -> list[LegendItem]:
    """The signs that occur: areas by colour (tone, name), the statuses of the rows, and a line over a gap."""
    kinds = {words.look(row) for row in rows}
    items = [LegendItem(f"area {tone}", name) for tone, name in areas]
    items += [LegendItem(kind.value, words.status_word(kind)) for kind in sorted(kinds, key=list(Status).index)]
    if gap:
        items.append(LegendItem("gap", _("nối qua năm thiếu số")))
    return items


def row_cells(row: Observation) -> dict[str, Any]:
    """A row of the table twin in words."""
    return {
        "key": row.key,
        "indicator": row.indicator.name,
        "area": row.area.name,
        "commodity": row.commodity.name if row.commodity else "",
        "period": words.period(row),
        "value": words.stated(row),
        "unit": words.unit_words(row.indicator),
        "status": row.shown_status,
        "status_word": words.status_word(row.shown_status),
        "source": words.source_name(row),
        "source_day": words.source_day(row),
        "link": row.source_link,
        "flags": words.flags(row),
    }
