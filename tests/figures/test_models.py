"""What the database itself refuses, and what a value says of itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.figures.models import FeaturedSeries, Observation
from portal.figures.readings import series_of
from tests.figures import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "target", "is_chosen": True},
        {"is_suspect": True, "is_chosen": True},
        {"status": "actual", "is_chosen_target": True},
        {"status": "target", "is_suspect": True, "is_chosen_target": True},
        {"value": -1},
        {"starts_on": dt.date(2024, 2, 1), "ends_on": dt.date(2024, 1, 1)},
        {"period": "", "starts_on": None, "ends_on": None},
        {"period_type": "undated"},
        {"holiday": "tet"},
    ],
    ids=str,
)
def test_the_database_refuses(fields):
    made = factories.unsaved()
    for name, value in fields.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
    assert not Observation.objects.exists()


@pytest.mark.parametrize("has_goods", [False, True])
def test_one_source_says_a_thing_once(has_goods):
    goods = factories.commodity() if has_goods else None
    one = factories.observation(commodity=goods)
    shared = {"indicator": one.indicator, "area": one.area, "commodity": goods, "source": one.source}
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.observation(**shared, value=2000)
    factories.observation(**shared, status="target")
    factories.observation(**shared, period="2025")
    factories.observation(**shared | {"source": factories.source()})
    assert Observation.objects.count() == 4


@pytest.mark.parametrize("has_goods", [False, True])
@pytest.mark.parametrize(("flag", "status"), [("is_chosen", "estimate"), ("is_chosen_target", "target")])
def test_one_value_is_chosen_a_period(has_goods, flag, status):
    goods = factories.commodity() if has_goods else None
    one = factories.observation(commodity=goods, status=status, **{flag: True})
    shared = {"indicator": one.indicator, "area": one.area, "commodity": goods, "status": status}
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.observation(**shared, **{flag: True})
    factories.observation(**shared, **{flag: True}, state="draft")
    factories.observation(**shared, **{flag: True}, period="2025")


def test_a_unit_is_fixed_once_there_is_a_value():
    indicator = factories.indicator()
    indicator.unit = "rooms"
    indicator.full_clean()
    indicator.save()
    factories.observation(indicator=indicator)
    indicator.unit = "visits"
    with pytest.raises(ValidationError) as refused:
        indicator.full_clean()
    assert "unit" in refused.value.message_dict


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"period": "2024-09/2024-01"}, "period"),
        ({"period": "quý một"}, "period"),
        ({"period": "2031", "status": "actual"}, "status"),
    ],
)
def test_clean_says_what_is_wrong(fields, name):
    made = factories.unsaved()
    for field, value in fields.items():
        setattr(made, field, value)
    with pytest.raises(ValidationError) as refused:
        made.clean()
    assert name in refused.value.message_dict


def test_what_was_published_early_is_an_estimate_to_readers():
    early = factories.observation(status="actual", is_published_early=True)
    late = factories.observation(status="actual")
    assert (early.shown_status, late.shown_status) == ("estimate", "actual")
    assert list(Observation.objects.with_shown_status("estimate")) == [early]
    assert list(Observation.objects.with_shown_status("actual")) == [late]


def test_the_address_of_a_mirror_is_never_printed():
    assert factories.observation(is_from_mirror=True).source_link == ""
    assert factories.observation().source_link.startswith("https://")


def test_a_series_shows_one_value_a_period_and_targets_apart():
    indicator, area = factories.indicator(), factories.area()
    shared = {"indicator": indicator, "area": area}
    other = factories.observation(**shared, value=900)
    chosen = factories.observation(**shared, is_chosen=True)
    target = factories.observation(**shared, status="target", value=2000, is_chosen_target=True)
    doubtful = factories.observation(**shared, period="2023", is_suspect=True)
    factories.observation(**shared, period="2022", state="draft", is_chosen=True)
    (series,) = series_of(Observation.objects.published().with_details())
    assert [(one.shown, one.others) for one in series.results] == [(None, (doubtful,)), (chosen, (other,))]
    assert [(one.shown, one.others) for one in series.targets] == [(target, ())]
    assert series.latest == chosen


@pytest.mark.parametrize("has_goods", [False, True])
def test_a_series_is_chosen_once_for_a_part_of_the_overview(has_goods):
    goods = factories.commodity() if has_goods else None
    one = factories.observation(commodity=goods)
    chosen = factories.featured(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.featured(one)
    again = FeaturedSeries(part="headline", indicator=one.indicator, area=one.area, commodity=goods)
    with pytest.raises(ValidationError) as refused:
        again.full_clean()
    assert refused.value.messages == ["Phần này của trang đã có chỉ tiêu ấy của nơi ấy."]
    chosen.full_clean()
    factories.featured(one, "small", commodity=None, drawing="line").full_clean()
    factories.featured(one, commodity=factories.commodity()).full_clean()


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"part": "small"}, "drawing", "Biểu đồ nhỏ cần cách vẽ"),
        ({"part": "headline", "drawing": "line"}, "drawing", "Chỉ biểu đồ nhỏ mới chọn cách vẽ"),
        ({"part": "holidays", "drawing": "holidays"}, "drawing", "Chỉ biểu đồ nhỏ mới chọn cách vẽ"),
        ({"part": "small", "drawing": "line", "has_goods": True}, "commodity", "Chỉ con số đầu bảng mới chọn mặt hàng"),
        ({"part": "holidays", "has_goods": True}, "commodity", "Chỉ con số đầu bảng mới chọn mặt hàng"),
        ({"part": "holidays", "unit": "vnd_billion"}, "indicator", "tính bằng lượt khách"),
        ({"part": "atlas"}, "part", "atlas"),
    ],
    ids=str,
)
def test_a_part_of_the_overview_refuses_what_it_cannot_draw(fields, field, said):
    choice = FeaturedSeries(
        part=fields["part"],
        indicator=factories.indicator(unit=fields.get("unit", "visits")),
        area=factories.area(),
        commodity=factories.commodity() if "has_goods" in fields else None,
        drawing=fields.get("drawing", ""),
    )
    with pytest.raises(ValidationError) as refused:
        choice.full_clean()
    assert set(refused.value.message_dict) == {field}
    assert said in " ".join(refused.value.message_dict[field])


def test_holidays_of_the_overview_are_those_of_one_count_of_visits():
    one = factories.observation()
    first = factories.featured(one, "holidays")
    other = FeaturedSeries(part="holidays", indicator=factories.indicator(), area=one.area)
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert one.indicator.name_vi in refused.value.message_dict["indicator"][0]
    first.indicator = other.indicator
    first.full_clean()  # the only one may change what is counted
    FeaturedSeries(part="holidays", indicator=one.indicator, area=factories.area()).full_clean()
