"""Blocks for editors: a number or a chart that stays current, because only the choice of a series is kept.

A target can never be chosen as a number: what a block shows is the newest result of its series.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.figures.models import FeaturedSeries, Observation
from portal.figures.pages.areas import charts_of
from portal.figures.pages.headlines import Headline, headline, headlines
from portal.figures.pages.shown import ShownChart
from portal.figures.readings import Series, series_key, series_of

#: Kinds of blocks that show figures.
NUMBER, CHART = "figure", "chart"
KINDS: Final = frozenset({NUMBER, CHART})
#: So many headline numbers stand on the front page.
FRONT: Final = 3


def series_choices() -> list[tuple[str, str]]:
    """Every series of which a result is public, by the end of its address."""
    rows = (
        Observation.objects.published()
        .chosen()
        .filter(commodity=None)
        .order_by("indicator__order", "area__sort_key")
        .values_list("indicator__slug", "area__code", "indicator__name_vi", "area__name_vi")
        .distinct()
    )
    return [(f"{slug}/{code}", f"{indicator}, {area}") for slug, code, indicator, area in rows]


class NumberBlock(blocks.StructBlock):
    """The newest number of a series, with its status and source."""

    series = blocks.ChoiceBlock(label=_("chỉ tiêu và nơi"), choices=series_choices)
    words = blocks.CharBlock(
        label=_("lời đi kèm"),
        max_length=200,
        required=False,
        help_text=_("Không viết lại con số, năm hay nguồn: trang tự in và tự cập nhật."),
    )

    class Meta:
        label = _("Con số")
        icon = "order"


class ChartBlock(blocks.StructBlock):
    """The chart of a series over the years; its title is computed from the values."""

    series = blocks.ChoiceBlock(label=_("chỉ tiêu và nơi"), choices=series_choices)

    class Meta:
        label = _("Biểu đồ")
        icon = "table"


def figure_blocks() -> list[tuple[str, blocks.Block]]:
    """What may stand in a story beside text and pictures."""
    return [(NUMBER, NumberBlock()), (CHART, ChartBlock())]


@dataclass(frozen=True)
class ShownNumber:
    """A number block as it is drawn."""

    headline: Headline
    words: str


def with_figures(story: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The story with what its figure blocks show; one whose series has nothing to show (any more) is left out.

    All series are read in one query.
    """
    wanted = {str(value["series"]) for kind, value in story if kind in KINDS}
    if not wanted:
        return story
    found = {f"{one.indicator.slug}/{one.area.code}": one for one in read(wanted)}
    shown: list[tuple[str, Any]] = []
    drawn: set[str] = set()
    for kind, value in story:
        if kind not in KINDS:
            shown.append((kind, value))
            continue
        one = found.get(str(value["series"]))
        if one is None:
            continue
        if kind == NUMBER:
            if (number := headline(one)) is not None:
                shown.append((kind, ShownNumber(number, value.get("words") or "")))
        elif (chart := chart_of(one)) is not None and chart.key not in drawn:
            # Twice the same chart would be twice the same id.
            drawn.add(chart.key)
            shown.append((kind, chart))
    return shown


def read(wanted: Iterable[str]) -> list[Series]:
    """The wanted series without goods."""
    pairs = [one.partition("/") for one in wanted]
    observations = (
        Observation.objects.published()
        .filter(
            commodity=None,
            indicator__slug__in={slug for slug, _slash, _code in pairs},
            area__code__in={code for _slug, _slash, code in pairs},
        )
        .for_headlines()
    )
    return series_of(observations)


def chart_of(one: Series) -> ShownChart | None:
    """The first chart that a series makes."""
    made = charts_of([one], one.indicator, one.area)
    return made[0] if made else None


def front_headlines() -> list[Headline]:
    """The numbers of the front page: the first ones that the overview shows, in one query."""
    observations = list(Observation.objects.published().featured(FeaturedSeries.Part.HEADLINE).for_headlines())
    places = {key: place for place, key in enumerate(dict.fromkeys(map(series_key, observations)))}
    return headlines(sorted(series_of(observations), key=lambda one: places[one.key]))[:FRONT]
