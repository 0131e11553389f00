"""Which charts there are, and how each is made of public values.

A chart is known by its key, which is part of its permanent address: ``luot-khach``, ``luot-khach--son-la``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.templatetags.portal_tags import number
from portal.figures.charts import columns, disputes, lines, panels, rows
from portal.figures.charts.marks import (
    Dispute,
    Mark,
    Panel,
    Row,
    RowGroup,
    Tone,
    Words,
    YearSeries,
)
from portal.figures.models import Area, FeaturedSeries, Observation, PeriodType, Unit
from portal.figures.pages import findings, words
from portal.figures.pages.shown import LegendItem, Other, ShownChart, legend
from portal.figures.readings import Reading, Series

#: So many years fit as columns; longer runs are lines.
MOST_COLUMNS: Final = 11
#: The charts of the overview look back so far.
RECENT: Final = 10
#: Holidays of fewer days are parts of holidays.
LEAST_DAYS: Final = 3
_MILLION: Final = Decimal(1_000_000)
_SINGLE: Final = Decimal(1)
_THOUSAND: Final = Decimal(1_000)
#: From here on the small charts tell visits in thousands.
_MANY: Final = Decimal(10_000)


def tone(area: Area) -> Tone:
    """The colour of an area in all charts."""
    return cast(Tone, area.tone)


def drawn_words() -> Words:
    """What a drawing says by itself."""
    return Words(
        unknown=_("chưa rõ"),
        target=_("mục tiêu {}"),
        only_target=_("chỉ có mục tiêu {}"),
        chosen=_("số chọn"),
        others=_("chọn {}; nguồn khác {}"),
    )


@dataclass(frozen=True)
class Scale:
    """In which steps values of a chart are written: single ones, thousands or millions."""

    one: Decimal

    @classmethod
    def of(cls, values: Iterable[Observation]) -> Scale:
        """Millions where the greatest value has them and no other is too small to be told so."""
        found = [one for one in values if Unit(one.indicator.unit) in {Unit.VISITS, Unit.USD}]
        if found and max(one.value for one in found) >= _MILLION:
            return cls(_MILLION)
        return cls(_SINGLE)

    def write(self, value: Decimal | float) -> str:
        """A number in these steps."""
        scaled = Decimal(str(value)) / self.one
        return number(words.trimmed(scaled.quantize(Decimal("0.01")) if self.one > 1 else scaled))

    def mark(self, one: Observation) -> Mark:
        """A value as a mark of a drawing."""
        text = self.write(one.value)
        return Mark(
            one.key,
            float(one.value),
            words.look(one),
            f"{words.qualifier(one)} {text}".strip(),
            f"{words.sign(one)}{text}",
        )

    def unit(self, one: Observation) -> str:
        """The unit of the axis: ``Triệu lượt khách``."""
        unit = words.unit_words(one.indicator)
        if self.one == _MILLION:
            text = _("triệu %(unit)s") % {"unit": unit}
        else:
            text = _("nghìn %(unit)s") % {"unit": unit} if self.one == _THOUSAND else unit
        return text[:1].upper() + text[1:]


# --- Years ------------------------------------------------------------------------------------------------------------


def years_of(readings: Iterable[Reading]) -> dict[int, Observation]:
    """What is shown of each whole year."""
    found = {}
    for reading in readings:
        one = reading.shown
        if one is not None and one.period_type == PeriodType.YEAR and one.starts_on is not None:
            found[one.starts_on.year] = one
    return found


def others_of(readings: Iterable[Reading], drawn: Iterable[Observation]) -> list[Other]:
    """What other sources say of the drawn values."""
    keys = {one.key for one in drawn}
    return [
        Other(reading.shown, reading.others, reading.reason)
        for reading in readings
        if reading.shown is not None and reading.others and reading.shown.key in keys
    ]


def by_year(key: str, series: Sequence[Series], *, question: str, page: str, recent: bool = False) -> ShownChart | None:
    """Values of whole years of one or several areas: columns, or lines where the years are many or the unit is money.

    None where fewer than two values would be drawn.
    """
    results = [years_of(one.results) for one in series]
    targets = [years_of(one.targets) for one in series]
    this_year = timezone.localdate().year
    every = sorted({year for found in (*results, *targets) for year in found if year <= this_year})
    if not every:
        return None
    first, last = every[0], every[-1]
    if recent:
        first = max(first, last - RECENT + 1)
    years = range(first, last + 1)
    results = [{year: one for year, one in found.items() if year in years} for found in results]
    targets = [{year: one for year, one in found.items() if year in years} for found in targets]
    shown = [one for one, found in zip(series, results, strict=True) if found]
    drawn = [
        one for pair in zip(results, targets, strict=True) for found in pair for _year, one in sorted(found.items())
    ]
    if sum(len(found) for found in results) < 2:
        return None
    scale = Scale.of(drawn)
    unit = Unit(series[0].indicator.unit)
    marked = [
        (
            one,
            {year: scale.mark(value) for year, value in found.items()},
            {year: scale.mark(value) for year, value in aims.items()},
            _breaks(found),
        )
        for one, found, aims in zip(series, results, targets, strict=True)
        if found or aims
    ]
    as_lines = len(years) > MOST_COLUMNS or unit is Unit.VND_BILLION
    has_gap = False
    if as_lines:
        has_gap = any(after - before > 1 for found in results for before, after in pairwise(sorted(found)))
        drawings = lines.lines(
            key,
            [
                lines.Line(one.area.name, tone(one.area), found, aims, breaks=breaks)
                for one, found, aims, breaks in marked
            ],
            [(year, str(year)) for year in years],
            tick=scale.write,
        )
    else:
        drawings = columns.year_columns(
            key,
            [YearSeries(one.area.name, tone(one.area), found, aims) for one, found, aims, _joined in marked],
            years,
            tick=scale.write,
            words=drawn_words(),
        )
    courses = [[value for _year, value in sorted(found.items())] for found in results if found]
    readings = [reading for one in series for reading in (*one.results, *one.targets)]
    return ShownChart(
        key=key,
        question=question,
        title=_title(shown, courses),
        sub=_sub(scale.unit(drawn[0]), years, one_scale=len(courses) > 1 and not as_lines),
        legend=legend(
            drawn, [(tone(one.area), one.area.name) for one in series] if len(series) > 1 else (), gap=has_gap
        ),
        drawings=drawings,
        rows=drawn,
        others=others_of(readings, drawn),
        notes=_year_notes(series, results, years),
        page=page,
        has_areas=len(series) > 1,
    )


def _title(shown: Sequence[Series], courses: Sequence[Sequence[Observation]]) -> str:
    """Visits are told as they are; of anything else a line says how far it has come."""
    if len(shown) < 2:
        return findings.course(courses[0])
    if Unit(shown[0].indicator.unit) is Unit.VISITS:
        return findings.latest_of_each(shown)
    far = findings.times(courses)
    return f"{shown[0].indicator.name}: {far or findings.latest_of_each(shown)}"


def _sub(unit: str, years: range, *, one_scale: bool) -> str:
    said = _("%(unit)s, cả năm, %(first)s–%(last)s.") % {"unit": unit, "first": years[0], "last": years[-1]}
    if one_scale:
        said += " " + _("Các phần cùng một thang: cột cao bằng nhau là số bằng nhau.")
    return said


def _breaks(found: Mapping[int, Observation]) -> tuple[tuple[int, int], ...]:
    """Years between which the count may have changed: no line joins them."""
    return tuple((before, after) for before, after in pairwise(sorted(found)) if found[after].is_series_break)


def _break_note() -> str:
    return _("Giữa hai giai đoạn cách đếm có thể đã đổi, nên không nối hai giai đoạn với nhau.")


def _year_notes(series: Sequence[Series], results: Sequence[dict[int, Observation]], years: range) -> list[str]:
    notes = []
    missing = [
        _("%(area)s: %(years)s") % {"area": one.area.name, "years": ", ".join(str(y) for y in years if y not in found)}
        for one, found in zip(series, results, strict=True)
        if any(year not in found for year in years)
    ]
    if missing:
        notes.append(_("Chưa thấy số cả năm đáng tin: %(missing)s.") % {"missing": "; ".join(missing)})
    if len(series) > 1 and not series[0].indicator.is_comparable:
        notes.append(
            _(
                "Chưa có văn bản nào cho biết các tỉnh đếm giống nhau: hãy so từng tỉnh qua các năm, đừng xếp hạng các "
                "tỉnh."
            )
        )
    if any(_breaks(found) for found in results):
        notes.append(_break_note())
    return notes


# --- Within a year ----------------------------------------------------------------------------------------------------


def within_year(key: str, one: Series, *, page: str) -> ShownChart | None:
    """What had come by which month, for the last two years of which more than one such value is known."""
    running: dict[int, dict[int, Observation]] = {}
    for reading in one.results:
        value = reading.shown
        if value is None or value.starts_on is None or value.ends_on is None or value.is_period_inferred:
            continue
        is_from_january = (value.starts_on.month, value.starts_on.day) == (1, 1)
        if is_from_january and value.starts_on.year == value.ends_on.year and words.ends_with_month(value.ends_on):
            running.setdefault(value.starts_on.year, {})[value.ends_on.month] = value
    known = sorted(year for year, found in running.items() if len(found) > 1)[-2:]
    if not known:
        return None
    tones: tuple[Tone, ...] = ("c", "a") if len(known) > 1 else ("a",)
    chosen = {year: running[year] for year in known}
    drawn = [value for year in known for _month, value in sorted(chosen[year].items())]
    scale = Scale.of(drawn)
    first = min(month for found in chosen.values() for month in found)
    drawings = lines.lines(
        key,
        [
            lines.Line(
                str(year), line_tone, {month: scale.mark(value) for month, value in chosen[year].items()}, {}, 12
            )
            for year, line_tone in zip(known, tones, strict=True)
        ],
        [(month, _("tháng %(month)s") % {"month": month}) for month in range(max(first - 1, 1), 13)],
        tick=scale.write,
    )
    latest = chosen[known[-1]]
    part = max((month for month in latest if month < 12), default=12)
    return ShownChart(
        key=key,
        question=_("Trong năm, khách đến dần ra sao?")
        if Unit(one.indicator.unit) is Unit.VISITS
        else _("Trong năm ra sao?"),
        title=findings.so_far(latest[part], latest.get(12) if part != 12 else None),
        sub=_("%(unit)s cộng dồn từ tháng 1, đến hết tháng mà nguồn tính.") % {"unit": scale.unit(drawn[0])},
        legend=legend(drawn, [(line_tone, str(year)) for year, line_tone in zip(known, tones, strict=True)]),
        drawings=drawings,
        rows=drawn,
        others=others_of(one.results, drawn),
        page=page,
        has_areas=False,
    )


# --- Where sources disagree -------------------------------------------------------------------------------------------


def disagreement(key: str, series: Iterable[Series], *, page: str) -> ShownChart | None:
    """Every result of which sources give different values; targets are compared in words, not drawn."""
    found = [
        reading
        for one in series
        for reading in one.results
        if reading.shown is not None
        and reading.shown.conflict_group_id is not None
        and any(other.conflict_group_id == reading.shown.conflict_group_id for other in reading.others)
    ]
    if not found:
        return None
    rows_drawn: list[Observation] = []
    made = []
    for reading in found:
        kept = reading.shown
        if kept is None:
            continue
        others = [one for one in reading.others if one.conflict_group_id == kept.conflict_group_id]
        scale = Scale.of([kept])
        unit = scale.unit(kept)
        made.append(
            Dispute(
                kept.area.name,
                f"{words.short_holiday(kept) if kept.holiday else words.period(kept)}, {unit[:1].lower()}{unit[1:]}",
                tone(kept.area),
                scale.mark(kept),
                [scale.mark(one) for one in others],
            )
        )
        rows_drawn += [kept, *others]
    return ShownChart(
        key=key,
        question=_("Các nguồn có nói giống nhau không?"),
        title=findings.disputes(made),
        sub=_("Mỗi hàng là một con số có nhiều nguồn. Vạch đứng là số được chọn; chấm rỗng là nguồn khác."),
        legend=[
            LegendItem("keep", _("số được chọn (gạch chéo: ước tính)")),
            LegendItem("other", _("nguồn khác")),
        ],
        drawings=disputes.disputes(key, made, percent=findings.signed_percent, words=drawn_words()),
        rows=rows_drawn,
        others=[Other(reading.shown, (), reading.reason) for reading in found if reading.shown and reading.reason],
        notes=[_("Mọi số đều được giữ và tải về được. Chỗ vênh giữa các mục tiêu chỉ nằm trong bảng.")],
        page=page,
        has_indicators=True,
    )


# --- Holidays ---------------------------------------------------------------------------------------------------------


def holidays(key: str, series: Iterable[Series], *, page: str) -> ShownChart | None:
    """Visits of whole holidays, by area in their order; single days within one are left to the table of the area."""
    groups = []
    drawn: list[Observation] = []
    shown = list(series)
    for one in shown:
        values = [
            reading.shown
            for reading in one.of_type(PeriodType.HOLIDAY)
            if reading.shown is not None and words.length(reading.shown) >= LEAST_DAYS
        ]
        if not values:
            continue
        scale = Scale(_SINGLE)
        groups.append(
            RowGroup(
                one.area.name,
                tone(one.area),
                [
                    Row(
                        words.short_holiday(value),
                        scale.mark(value),
                        _("%(count)s ngày") % {"count": words.length(value)},
                    )
                    for value in values
                ],
            )
        )
        drawn += values
    if len(drawn) < 2:
        return None
    return ShownChart(
        key=key,
        question=_("Dịp lễ nào đông nhất?"),
        title=findings.busiest(drawn),
        sub=_("Lượt khách trong cả dịp lễ. Các dịp dài ngắn khác nhau: số ngày ghi cạnh tên."),
        legend=legend(drawn, [(group.tone, group.name) for group in groups]),
        drawings=rows.row_bars(key, groups),
        rows=drawn,
        others=others_of([reading for one in shown for reading in one.results], drawn),
        notes=[_("Chưa nguồn nào có chuỗi số theo tháng: mùa trong năm chỉ thấy qua các dịp lễ này.")],
        page=page,
        has_areas=len(groups) > 1,
    )


# --- Small charts -----------------------------------------------------------------------------------------------------


#: Two rows of three.
MOST_SMALL: Final = 6


def small_charts(
    key: str, series: Sequence[Series], wanted: Iterable[tuple[Series, str]], *, page: str
) -> ShownChart | None:
    """Further indicators, each with its own unit and scale: the first of the wanted ones that have a course to show.

    A kind of drawing stands beside each wanted series: ``line``, ``bars``, or ``holidays``.
    """
    made: list[Panel] = []
    drawn: list[Observation] = []
    compared = []
    for one, kind in wanted:
        is_holiday = kind == FeaturedSeries.Drawing.HOLIDAYS
        if is_holiday:
            values = [reading.shown for reading in one.of_type(PeriodType.HOLIDAY) if reading.shown is not None]
        else:
            values = [value for _year, value in sorted(years_of(one.results).items())]
        if len(values) < 2 or len(made) == MOST_SMALL:
            continue
        made.append(_panel(one, values, kind))
        drawn += values
        highest = max(values[:-1], key=lambda value: value.value)
        # The sentence compares years, as a share of the earlier one.
        if one.indicator.code == "visitors_total" and not is_holiday and highest.value:
            compared.append((highest, values[-1]))
    if not made:
        return None
    notes = [_("Dấu ≈ là “khoảng”, > là “hơn”, < là “gần”: chữ của nguồn.")]
    if any(panel.breaks for panel in made):
        notes.append(_break_note())
    return ShownChart(
        key=key,
        question=_("Còn đo được gì nữa?"),
        title=findings.compared(compared) if compared else "; ".join(panel.title for panel in made),
        sub=_("Mỗi ô một chỉ tiêu, một đơn vị, một thang riêng từ 0: không so độ cao giữa các ô."),
        legend=legend(drawn, gap=any(panel.kind == "line" for panel in made)),
        drawings=panels.panels(key, made),
        rows=drawn,
        others=others_of([reading for one in series for reading in one.results], drawn),
        notes=notes,
        page=page,
        has_indicators=True,
    )


def _panel(one: Series, values: Sequence[Observation], kind: str) -> Panel:
    scale = Scale.of(values)
    if scale.one == _SINGLE and max(value.value for value in values) >= _MANY:
        scale = Scale(_THOUSAND)
    unit = scale.unit(values[0])
    is_line = kind == FeaturedSeries.Drawing.LINE
    name: Callable[[Observation], str] = (
        words.short_holiday
        if kind == FeaturedSeries.Drawing.HOLIDAYS
        else lambda value: str(value.starts_on.year if value.starts_on else "")
    )
    return Panel(
        title=f"{one.indicator.name}, {one.area.name}",
        unit=f"{unit[:1].lower()}{unit[1:]}",
        kind="line" if is_line else "bars",
        tone=tone(one.area),
        rows=[Row(name(value), scale.mark(value)) for value in values],
        at=[value.starts_on.year for value in values if value.starts_on] if is_line else (),
        breaks=_breaks({value.starts_on.year: value for value in values if value.starts_on}) if is_line else (),
        break_words=_("có thể đã\nđổi cách đếm"),
    )


def page_path(indicator_slug: str = "", area_code: str = "") -> str:
    """Path of the page on which a chart stands."""
    if area_code:
        return reverse("figures:area", args=(indicator_slug, area_code))
    return reverse("figures:indicator", args=(indicator_slug,)) if indicator_slug else reverse("figures:index")
