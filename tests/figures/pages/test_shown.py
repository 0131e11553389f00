"""What charts of the shipped figures show: what their tables do, no target as a result, disputes with all sides."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser

import pytest
from django.utils import translation

from portal.figures.models import MarketStatement, Observation, Status
from portal.figures.pages import markets
from portal.figures.pages.areas import charts_of as charts_of_area
from portal.figures.pages.charts import Scale
from portal.figures.pages.files import chart_of, rows_of
from portal.figures.pages.indicators import charts_of as charts_of_indicator
from portal.figures.pages.overview import OVERVIEW, Material, overview
from portal.figures.readings import series_of
from tests.figures.charts.drawn import shapes

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(demo, db):
    return list(Observation.objects.published().with_details())


def every_chart(public):
    """The charts of all pages."""
    made = list(overview(public).charts)
    series = series_of(public)
    for indicator in {one.indicator for one in series}:
        own = [one for one in series if one.indicator == indicator]
        made += charts_of_indicator(own, indicator)
        for area in {one.area for one in own}:
            made += charts_of_area([one for one in own if one.area == area], indicator, area)
    return made


def test_table_twin_equals_what_is_drawn(public):
    made = every_chart(public)
    assert len(made) > 25
    for chart in made:
        if chart.statements:
            continue
        wide, narrow = (shapes(drawing) for drawing in chart.drawings)
        listed = [row["id"] for row in rows_of(chart)]
        assert wide.keys() == narrow.keys() == set(listed), chart.key
        assert len(listed) == len(set(listed)), chart.key


def test_each_crossing_of_the_grid_is_a_market_of_a_row(public):
    chart = markets.chart()
    named = sorted(one.code for one in chart.statements for _market in one.markets.all())
    for drawing in chart.drawings:
        assert sorted(key for element in drawing.elements for key in keys(element)) == named


def keys(element):
    return dict(element.attributes).get("data-key", "").split()


def test_bars_are_as_long_as_the_values_of_their_rows(public):
    measured = 0
    for chart in every_chart(public):
        if chart.key in {markets.KEY, "chi-tieu-khac"}:
            continue
        for drawing, is_wide in zip(chart.drawings, (True, False), strict=True):
            bars = {key: shape.box for key, shape in shapes(drawing).items() if shape.tag == "rect"}
            values = {row.key: float(row.value) for row in chart.rows if row.key in bars}
            if len(values) < 2:
                continue
            # Columns stand on wide pages and lie on phones; bars of holidays always lie.
            side = "height" if is_wide and not chart.key.endswith("dip-le") else "width"
            biggest = max(values, key=lambda key: values[key])
            scale = bars[biggest][side] / values[biggest]
            for key, value in values.items():
                assert bars[key][side] == pytest.approx(value * scale, abs=0.3 if value * scale > 1 else 1), (
                    chart.key,
                    key,
                )
                measured += 1
    assert measured > 50


def test_no_target_looks_like_a_result_and_nothing_doubtful_is_drawn_as_one(public):
    statuses = {one.key: one.shown_status for one in public}
    doubtful = {one.key for one in public if one.is_suspect}
    drawn = 0
    for chart in every_chart(public):
        if chart.statements:
            continue
        for drawing in chart.drawings:
            for key, shape in shapes(drawing).items():
                drawn += 1
                if "o" in shape.classes:  # another source's value: a hollow dot
                    continue
                assert key not in doubtful, (chart.key, key)
                assert ("t" in shape.classes) == (statuses[key] == Status.TARGET), (chart.key, key)
                assert shape.fill.startswith("url(#") == (statuses[key] == Status.ESTIMATE), (chart.key, key)
    assert drawn > 200


def test_each_dispute_shows_its_other_sources(public):
    groups = {
        one.conflict_group.code
        for one in public
        if one.conflict_group and one.is_chosen and one.status != Status.TARGET
    }
    chart = OVERVIEW["nguon-khac-nhau"](Material.of(public))
    assert {row.conflict_group.code for row in chart.rows} == groups
    for code in groups:
        assert len([row for row in chart.rows if row.conflict_group.code == code]) > 1, code


def test_a_title_changes_with_the_values(public):
    before = OVERVIEW["theo-nam"](Material.of(public)).title
    assert before.replace("\N{NO-BREAK SPACE}", " ") == (
        "Sơn La ước đạt 5,3 triệu lượt khách năm 2025; Điện Biên ước đạt 1,85 triệu lượt khách năm 2024"
    )
    for one in public:
        if one.indicator.code == "visitors_total" and one.area.code == "son-la" and one.period == "2025":
            one.value = 5_410_000
    after = OVERVIEW["theo-nam"](Material.of(public))
    assert "5,41" in after.title
    assert "5,41" in "".join(element.text for element in after.drawings[1].elements)
    with translation.override("en"):
        title = OVERVIEW["theo-nam"](Material.of(public)).title
        assert title.startswith("Sơn La: an estimated 5.41"), title


def test_the_markets_that_nobody_lists_are_not_invented(public):
    chart = markets.chart()
    assert chart.unknown is not None
    assert "17 sản phẩm" in chart.unknown[1]
    assert "21 nước" in chart.unknown[1]
    named = {market.name_vi for one in chart.statements for market in one.markets.all()}
    assert f"{len(named)} thị trường" in chart.title
    assert "EXP-001" not in {one.code for one in chart.statements}
    expected = {one.code for one in MarketStatement.objects.filter(status=Status.TARGET)} | set(
        Observation.objects.filter(is_published_early=True, statement__isnull=False).values_list(
            "statement__code", flat=True
        )
    )
    for drawing in chart.drawings:
        hollow = [element for element in drawing.elements if keys(element) and "t" in element.classes]
        assert hollow, "a plan looks like one"
        assert all(set(keys(element)) <= expected for element in hollow)


def test_every_chart_is_found_by_its_permanent_key_and_light(public):
    for chart in every_chart(public):
        again = chart_of(chart.key)
        assert again is not None, chart.key
        assert again.svg() == chart.svg()
        both = chart.wide + chart.narrow
        assert len(gzip.compress(both.encode())) <= 12_000, chart.key
        assert "style" not in both
    assert chart_of("khong-co") is None
    assert chart_of("luot-khach--khong-co") is None


class Words(HTMLParser):
    """The words of a drawing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_data(self, data):
        self.found.append(data)


def test_labels_of_the_overview_are_values_of_the_table(public):
    chart = OVERVIEW["theo-nam"](Material.of(public))
    scale = Scale.of(chart.rows)
    labels = {scale.mark(row).label for row in chart.rows} | {scale.mark(row).brief for row in chart.rows}
    for text in Words(chart.wide).found:
        if re.search(r"\d,\d", text):
            assert text in labels, text


def lines_between_years(public):
    """The strokes that join the years of Điện Biên's international visits, widest drawing."""
    own = [one for one in series_of(public) if one.indicator.code == "visitors_international"]
    charts = charts_of_area([one for one in own if one.area.code == "dien-bien"], own[0].indicator, own[0].area)
    chart = next(chart for chart in charts if any(row.period == "2018" for row in chart.rows))
    return chart, [element.classes for element in chart.drawings[0].elements if "l" in element.classes]


def test_no_line_joins_years_between_which_the_count_may_have_changed(public):
    chart, joined = lines_between_years(public)
    assert any("cách đếm có thể đã đổi" in note for note in chart.notes)
    assert {row["id"]: row["flags"] for row in rows_of(chart)}["obs-178"] == ["series_break"]
    for one in public:
        one.is_series_break = False
    chart, all_joined = lines_between_years(public)
    assert len(all_joined) == len(joined) + 1
    assert not any("cách đếm có thể đã đổi" in note for note in chart.notes)


def test_provinces_are_called_comparable_only_where_a_document_says_so(public):
    warning = "các tỉnh đếm giống nhau"
    assert any(warning in note for note in OVERVIEW["theo-nam"](Material.of(public)).notes)
    for one in public:
        one.indicator.is_comparable = True
    assert not any(warning in note for note in OVERVIEW["theo-nam"](Material.of(public)).notes)
