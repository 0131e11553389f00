"""Blocks in stories stay current, show no target and no draft, and cost one query however many there are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.figures import blocks
from portal.figures.models import Observation
from portal.news.models import NewsPage
from tests.figures import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    one = factories.observation(period="2023", value=Decimal(1000), is_chosen=True)
    shared = {"indicator": one.indicator, "area": one.area}
    factories.observation(**shared, period="2024", value=Decimal(2000), is_chosen=True)
    factories.observation(**shared, period="2025", value=Decimal(9000), status="target", is_chosen_target=True)
    return shared


def name(series):
    return f"{series['indicator'].slug}/{series['area'].code}"


def test_a_number_is_the_newest_result_and_follows_a_newer_one(series):
    story = [("paragraph", "Chữ"), (blocks.NUMBER, {"series": name(series), "words": "Đông:"})]
    (_paragraph, (kind, shown)) = blocks.with_figures(story)
    assert kind == blocks.NUMBER
    assert (shown.headline.one.period, shown.words) == ("2024", "Đông:"), "the target of 2025 is no result"
    factories.observation(**series, period="2025", value=Decimal(2500), is_chosen=True)
    assert blocks.with_figures(story)[1][1].headline.one.value == 2500


def test_a_chart_is_drawn_once_a_page(series):
    story = [(blocks.CHART, {"series": name(series)}), (blocks.CHART, {"series": name(series)})]
    shown = blocks.with_figures(story)
    assert [kind for kind, _value in shown] == [blocks.CHART]
    assert {row.period for row in shown[0][1].rows} == {"2023", "2024", "2025"}


def test_what_has_nothing_to_show_is_left_out(series):
    Observation.objects.update(state="draft")
    story = [(blocks.NUMBER, {"series": name(series), "words": ""}), (blocks.CHART, {"series": "khong/co"})]
    assert blocks.with_figures(story) == []
    assert blocks.series_choices() == []


def test_many_blocks_cost_one_query_and_none_cost_nothing(series):
    other = factories.observation(is_chosen=True, value=Decimal(5))
    story = [
        (blocks.NUMBER, {"series": name(series), "words": ""}),
        (blocks.NUMBER, {"series": f"{other.indicator.slug}/{other.area.code}", "words": ""}),
        (blocks.CHART, {"series": name(series)}),
    ]
    with CaptureQueriesContext(connection) as queries:
        assert len(blocks.with_figures(story)) == 3
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        assert blocks.with_figures([("paragraph", "Chữ")]) == [("paragraph", "Chữ")]
    assert len(queries) == 0


def test_a_choice_names_indicator_and_area(series):
    assert blocks.series_choices() == [(name(series), f"{series['indicator'].name_vi}, {series['area'].name_vi}")]


def test_a_story_with_figures_has_their_style_sheet_and_keeps_its_order(demo, client):
    page = NewsPage.objects.get(slug="moc-chau-khu-du-lich-quoc-gia")
    before = client.get("/tin-tuc/moc-chau-khu-du-lich-quoc-gia/").content.decode()
    assert "css/figures" not in before
    page.story.append(("figure", {"series": "luot-khach/moc-chau", "words": ""}))
    page.story.append(("chart", {"series": "luot-khach/moc-chau"}))
    page.save_revision().publish()
    text = client.get("/tin-tuc/moc-chau-khu-du-lich-quoc-gia/").content.decode()
    assert "css/figures" in text
    assert text.index('class="numblock"') < text.index('id="luot-khach--moc-chau"')
    assert "1,5" in text
