"""Which series stand on the overview and the front page: every province, and what editors chose; code names none."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.figures import blocks
from portal.figures.models import Area, FeaturedSeries, Indicator, Observation
from portal.figures.pages.files import chart_of
from portal.figures.pages.overview import overview
from tests.figures import factories

pytestmark = pytest.mark.django_db


def made():
    return overview(list(Observation.objects.published().with_details()))


def chart(key):
    return next((one for one in made().charts if one.key == key), None)


def course(indicator, area, *values, **fields):
    """Chosen results of the years from 2022 on; the last one."""
    return [
        factories.observation(
            indicator=indicator, area=area, period=str(2022 + number), value=value, is_chosen=True, **fields
        )
        for number, value in enumerate(values)
    ][-1]


def shown_values(headlines):
    return [int(shown.one.value) for shown in headlines]


@pytest.fixture
def visits():
    return factories.indicator(code="visitors_total", slug="luot-khach")


@pytest.fixture
def provinces(visits):
    """Two provinces whose colours stand in another order than their names, with a course each."""
    areas = [
        factories.area(scope="province", tone="b", name_vi="An"),
        factories.area(scope="province", tone="a", name_vi="Bình"),
    ]
    for area in areas:
        course(visits, area, 1000, 1200)
    return areas


@pytest.mark.parametrize(("key", "code"), [("theo-nam", "visitors_total"), ("doanh-thu", "revenue_vnd_billion")])
def test_a_third_province_is_drawn_from_its_data_alone(demo, client, key, code):
    before = client.get("/so-lieu/").content.decode()
    assert "Miền Thử" not in before
    area = factories.area(code="mien-thu", scope="province", name_vi="Miền Thử")
    last = course(Indicator.objects.get(code=code), area, 1100, 1200)
    page = client.get("/so-lieu/").content.decode()
    assert "Miền Thử" in page
    shown = chart(key)
    assert [item.words for item in shown.legend[:3]] == ["Sơn La", "Điện Biên", "Miền Thử"]
    assert last.key in {row.key for row in shown.rows}
    for drawing in shown.drawings:
        assert any(last.key in dict(element.attributes).get("data-key", "") for element in drawing.elements)
    assert "các tỉnh đếm giống nhau" in " ".join(shown.notes)


def test_provinces_stand_in_the_order_of_their_colours(provinces):
    assert [item.words for item in chart("theo-nam").legend[:2]] == ["Bình", "An"]
    Area.objects.update(tone="c")
    assert [item.words for item in chart("theo-nam").legend[:2]] == ["An", "Bình"]


def test_only_provinces_stand_in_the_chart_of_years(visits, provinces):
    course(visits, factories.area(scope="destination", name_vi="Hồ"), 10, 20)
    assert {row.area.name_vi for row in chart("theo-nam").rows} == {"An", "Bình"}


def test_headlines_stand_in_the_order_of_the_choices_and_goods_among_them():
    exports = factories.observation(commodity=factories.commodity(), value=3, is_chosen=True)
    other_goods = factories.observation(
        indicator=exports.indicator, area=exports.area, commodity=factories.commodity(), value=4, is_chosen=True
    )
    plain = factories.observation(indicator=exports.indicator, area=exports.area, value=5, is_chosen=True)
    more = [factories.observation(value=value, is_chosen=True) for value in (6, 7)]
    factories.observation(value=8, is_chosen=True)  # nobody chose it
    for one in (more[1], exports, plain, more[0]):
        factories.featured(one)
    assert shown_values(made().headlines) == [7, 3, 5, 6]
    with CaptureQueriesContext(connection) as queries:
        assert shown_values(blocks.front_headlines()) == [7, 3, 5]
    assert len(queries) == 1, "the front page has none to spare"
    FeaturedSeries.objects.filter(indicator=more[0].indicator).update(order=0)
    assert shown_values(blocks.front_headlines()) == [6, 7, 3]
    FeaturedSeries.objects.filter(commodity=exports.commodity).update(commodity=other_goods.commodity)
    assert shown_values(blocks.front_headlines()) == [6, 7, 4]
    FeaturedSeries.objects.update(order=1)
    assert shown_values(blocks.front_headlines()) == [7, 4, 5], "of equal places the older choice stands first"
    assert shown_values(made().headlines) == [7, 4, 5, 6]


def test_what_has_nothing_published_is_left_out():
    shown = factories.observation(value=5, is_chosen=True)
    draft = factories.observation(value=6, is_chosen=True, state="draft")
    target = factories.observation(value=7, status="target", is_chosen_target=True)
    for one in (draft, target, shown):
        factories.featured(one)
        factories.featured(one, "small", drawing="line")
        factories.featured(one, "holidays")
    empty = {"indicator": factories.indicator(), "area": factories.area()}
    FeaturedSeries.objects.create(part="headline", **empty)
    FeaturedSeries.objects.create(part="small", drawing="bars", **empty)
    assert shown_values(made().headlines) == [5]
    assert {one.key for one in made().charts}.isdisjoint({"dip-le", "chi-tieu-khac"})
    assert chart_of("dip-le") is None
    assert shown_values(blocks.front_headlines()) == [5], "three that show nothing stand before it"


def test_small_charts_are_the_first_six_that_have_a_course():
    lone = factories.observation(value=9, is_chosen=True)
    factories.featured(lone, "small", drawing="line")
    for value in range(10, 17):
        last = course(factories.indicator(), factories.area(), value, value)
        factories.featured(last, "small", drawing="bars")
    assert [int(row.value) for row in chart("chi-tieu-khac").rows[::2]] == [10, 11, 12, 13, 14, 15]
    assert chart_of("chi-tieu-khac").svg() == chart("chi-tieu-khac").svg()


def test_small_charts_compare_years_only(visits):
    area = factories.area(name_vi="Hồ")
    shared = {"indicator": visits, "area": area, "period_type": "holiday", "is_chosen": True}
    factories.observation(**shared, period="2024-04-27/2024-05-01", holiday="reunification", value=100)
    last = factories.observation(**shared, period="2024-08-31/2024-09-03", holiday="national_day", value=300)
    choice = factories.featured(last, "small", drawing="holidays")
    shown = chart("chi-tieu-khac")
    assert [int(row.value) for row in shown.rows] == [100, 300]
    assert "đông hơn" not in shown.title, "two holidays of a year are no two years"
    course(visits, area, 0, 50)
    FeaturedSeries.objects.filter(pk=choice.pk).update(drawing="line")
    shown = chart("chi-tieu-khac")
    assert [int(row.value) for row in shown.rows] == [0, 50]
    assert "đông hơn" not in shown.title, "nothing is a share of none"


def test_a_changed_choice_shows_on_the_overview_and_the_front_page(demo, client):
    here, there = ("/so-lieu/", "Những con số đầu bảng"), ("/", "qua vài con số")
    lake = factories.observation(area=factories.area(name_vi="Hồ Thử"), value=4321, is_chosen=True)
    for path, _words in (here, there):
        assert "Hồ Thử" not in client.get(path).content.decode().partition('class="stats')[2].partition("</ul>")[0]
    factories.featured(lake, order=0)
    FeaturedSeries.objects.exclude(indicator=lake.indicator).filter(part="headline", order=0).update(order=20)
    for path, words in (here, there):
        page = client.get(path).content.decode()
        assert words in page
        stats = page.partition('class="stats')[2].partition("</ul>")[0]
        assert "Hồ Thử" in stats, path


def test_every_shipped_choice_has_something_to_show(demo, db):
    page = made()
    assert len(page.headlines) == FeaturedSeries.objects.filter(part="headline").count() == 6
    drawn = {row.area_id for row in chart("dip-le").rows}
    assert drawn == set(FeaturedSeries.objects.filter(part="holidays").values_list("area", flat=True))
    assert len(blocks.front_headlines()) == blocks.FRONT


def test_a_portal_that_had_figures_before_keeps_the_numbers_of_its_provinces(visits, provinces):
    factories.observation(
        indicator=visits, area=provinces[0], period="2024-04-27/2024-05-01", period_type="holiday", is_chosen=True
    )
    migration = import_module("portal.figures.migrations.0006_featured_series")
    migration.feature_provinces(apps, None)
    assert [str(one) for one in FeaturedSeries.objects.filter(part="headline")] == [
        f"{visits.name_vi}, Bình",
        f"{visits.name_vi}, An",
    ]
    assert [one.area for one in FeaturedSeries.objects.filter(part="holidays")] == [provinces[0]]
    for one in FeaturedSeries.objects.all():
        one.full_clean()
