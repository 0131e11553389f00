"""Drawings: bars as long as their values, a look for each status, targets apart, nothing filled in."""

from __future__ import annotations

import gzip
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.figures.charts import columns, disputes, grid, lines, panels, rows
from portal.figures.charts.canvas import Drawing, keys_of
from portal.figures.charts.marks import Cell, Dispute, Mark, Panel, Row, RowGroup, Status, Words, YearSeries
from portal.figures.charts.scales import ticks
from tests.figures.charts.drawn import shapes, texts

WORDS = Words("chưa rõ", "mục tiêu {}", "chỉ có mục tiêu {}", "số được chọn", "chọn {}; nguồn khác {}")


def mark(key: str, value: float, status: Status = Status.ACTUAL) -> Mark:
    return Mark(key, value, status, f"{value:g}", f"{value:g}")


def columns_of(series: list[YearSeries], years: range = range(2019, 2026)) -> tuple[Drawing, Drawing]:
    return columns.year_columns("x", series, years, tick=lambda value: f"{value:g}", words=WORDS)


TWO = [
    YearSeries(
        "Sơn La",
        "a",
        {2019: mark("a19", 2.5), 2022: mark("a22", 3.3, Status.ESTIMATE), 2025: mark("a25", 5.3, Status.ESTIMATE)},
        {2025: mark("t25", 5.2, Status.TARGET)},
    ),
    YearSeries("Điện Biên", "b", {2024: mark("b24", 1.85)}, {2023: mark("t23", 1.0, Status.TARGET)}),
]


def test_equal_heights_are_equal_numbers_in_all_panels():
    for drawing, side in zip(columns_of(TWO), ("height", "width"), strict=True):
        found = shapes(drawing)
        values = {"a19": 2.5, "a22": 3.3, "a25": 5.3, "t25": 5.2, "b24": 1.85, "t23": 1.0}
        assert found.keys() == values.keys()
        scale = found["a25"].box[side] / 5.3
        for key, value in values.items():
            assert found[key].box[side] == pytest.approx(value * scale, abs=0.2), key


def test_each_status_has_a_look_that_needs_no_colour():
    for drawing in columns_of(TWO):
        found = shapes(drawing)
        assert found["a19"].classes == {"a"}
        assert found["a19"].fill == ""
        assert found["a25"].fill == f"url(#{drawing.uid}-a)"
        assert found["a25"].classes == {"ea"}
        assert found["t25"].classes == {"a", "t"}
        assert found["t25"].fill == ""
        assert f'id="{drawing.uid}-a"' in drawing.inline("w", "t"), "the hatch is part of the drawing"


def test_a_target_stands_apart_and_never_among_the_results():
    wide, _narrow = columns_of(TWO)
    found = shapes(wide)
    assert found["t25"].box["x"] >= found["a25"].box["x"] + found["a25"].box["width"]
    with pytest.raises(ValueError, match="target among the results"):
        YearSeries("x", "a", {2025: mark("t", 1, Status.TARGET)})
    with pytest.raises(ValueError, match="result among the targets"):
        YearSeries("x", "a", {}, {2025: mark("r", 1)})


def test_a_year_without_a_figure_says_so():
    wide, narrow = columns_of([TWO[0]])
    assert texts(wide).count("chưa rõ") == 4
    assert texts(narrow).count("chưa rõ") == 4
    lone = [YearSeries("Điện Biên", "b", {2024: mark("b24", 1.85)}, {2023: mark("t23", 1.0, Status.TARGET)})]
    assert "chỉ có mục tiêu 1" in texts(columns_of(lone)[1])


def line(points: dict[int, Mark], targets: dict[int, Mark] | None = None, **more: object) -> lines.Line:
    return lines.Line("Sơn La", "a", points, targets or {}, **more)  # type: ignore[arg-type]


def lines_of(*series: lines.Line, years: range = range(2017, 2027)) -> tuple[Drawing, Drawing]:
    return lines.lines("x", list(series), [(year, str(year)) for year in years], tick=lambda value: f"{value:g}")


def strokes(drawing: Drawing) -> list[str]:
    return [" ".join(element.classes) for element in drawing.elements if "l" in element.classes]


def test_a_line_over_a_gap_is_dotted_and_none_leads_to_a_target():
    points = {2017: mark("a", 1), 2018: mark("b", 2), 2022: mark("c", 4)}
    for drawing in lines_of(line(points, {2023: mark("t", 5, Status.TARGET)})):
        assert strokes(drawing) == ["a l", "a l gap"]
        assert shapes(drawing)["t"].tag == "path", "a diamond, no dot"


def test_where_the_counting_changed_no_line_joins():
    points = {2018: mark("a", 150), 2023: mark("b", 7)}
    for drawing in lines_of(line(points, breaks=((2018, 2023),))):
        assert strokes(drawing) == []


def test_points_of_a_line_stand_as_high_as_their_values():
    points = {2017: mark("a", 100), 2020: mark("b", 250), 2024: mark("c", 400)}
    for drawing in lines_of(line(points)):
        found = {key: shape.box["cy"] for key, shape in shapes(drawing).items()}
        assert (found["a"] - found["b"]) / 150 == pytest.approx((found["b"] - found["c"]) / 150, abs=0.01)


def test_bars_of_holidays_share_one_scale():
    groups = [
        RowGroup("Điện Biên", "b", [Row("Tết", mark("a", 80_200, Status.ESTIMATE), "8 ngày")]),
        RowGroup("Sơn La", "a", [Row("Tết", mark("b", 240_000, Status.ESTIMATE), "9 ngày")]),
    ]
    for drawing in rows.row_bars("x", groups):
        found = shapes(drawing)
        assert found["b"].box["width"] / found["a"].box["width"] == pytest.approx(240 / 80.2, rel=0.01)
        assert {"8 ngày", "9 ngày"} <= set(texts(drawing))


def test_where_sources_disagree_the_chosen_one_is_filled_and_the_others_hollow():
    rows_drawn = [
        Dispute("Sơn La", "2022", "a", mark("kept", 3.3, Status.ESTIMATE), [mark("other", 3.2)]),
        Dispute("Điện Biên", "2014", "b", mark("kept2", 440), [mark("far", 587)]),
    ]
    for drawing in disputes.disputes("x", rows_drawn, percent=lambda share: f"{share:+.0%}", words=WORDS):
        found = shapes(drawing)
        assert "o" in found["other"].classes
        assert "o" not in found["kept"].classes
        assert found["kept"].box["cx"] == pytest.approx(found["kept2"].box["cx"]), "one line for all chosen values"
        assert found["far"].box["cy"] < found["other"].box["cy"], "the greatest gap comes first"


def test_a_plan_in_the_grid_is_hollow():
    cells = [Cell("Xoài", "Úc", ("EXP-1", "EXP-2")), Cell("Nhãn", "Úc", ("EXP-3",), is_plan=True)]
    for drawing in grid.grid("x", ["Xoài", "Nhãn"], ["Úc", "Lào"], cells, "c"):
        found = shapes(drawing)
        assert found["EXP-1"].classes == found["EXP-2"].classes == {"c"}
        assert found["EXP-3"].classes == {"c", "t"}


def test_small_charts_start_at_zero():
    panel = Panel("Khách", "nghìn", "bars", "c", [Row("2023", mark("a", 132)), Row("2024", mark("b", 66))])
    for drawing in panels.panels("x", [panel]):
        found = shapes(drawing)
        assert found["a"].box["height"] / found["b"].box["height"] == pytest.approx(2, rel=0.01)


@given(st.floats(0.001, 1e12), st.integers(2, 8))
def test_axes_have_few_round_steps_and_reach_the_top(top: float, most: int):
    found = ticks(top, most)
    assert found[0] == 0
    assert found[-1] >= top * 0.999999
    assert len(found) <= most + 1
    assert re.fullmatch(r"[125]0*", f"{found[1]:.0e}".split("e")[0])


#: Values have four decimals at most (``Observation.value``).
VALUES = st.integers(0, 10**11).map(lambda number: number / 10**4)


@given(
    st.dictionaries(st.integers(2010, 2026), VALUES, min_size=1),
    st.dictionaries(st.integers(2010, 2026), VALUES, max_size=4),
)
def test_whatever_the_values_both_drawings_show_the_same_and_stay_on_the_sheet(results, targets):
    series = YearSeries(
        "Sơn La",
        "a",
        {year: mark(f"r{year}", value, Status.ESTIMATE) for year, value in results.items()},
        {year: mark(f"t{year}", value, Status.TARGET) for year, value in targets.items()},
    )
    if series.top == 0:
        return
    wide, narrow = columns_of([series], range(2010, 2027))
    assert keys_of([wide]) == keys_of([narrow]) == {f"r{year}" for year in results} | {f"t{year}" for year in targets}
    for drawing in (wide, narrow):
        for shape in shapes(drawing).values():
            assert shape.box["x"] >= 0
            assert shape.box["x"] + shape.box["width"] <= drawing.width + 0.1
            assert shape.box["y"] >= 0
            assert shape.box["y"] + shape.box["height"] <= drawing.height


def test_a_file_stands_alone_and_a_page_gets_no_style():
    wide, narrow = columns_of(TWO)
    inline = wide.inline("fsvg w", "t")
    assert "style" not in inline
    assert "#" not in inline.replace("url(#", "").replace('id="', ""), "no colour of its own"
    alone = wide.alone(title="Số < 5 & hơn", sub="Triệu lượt", foot="Nguồn", language="vi")
    root = ElementTree.fromstring(alone)
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Số < 5 & hơn"
    assert not re.search(r"class=|style=|<style|href=", alone)
    assert len(gzip.compress((inline + narrow.inline("fsvg n", "t")).encode())) < 12_000


def test_an_id_that_needs_escaping_is_refused():
    with pytest.raises(ValueError, match="is no id"):
        Drawing('x" onload="', 10)
