"""Figures of the demo content: all values of the files with status and source; a wrong file changes nothing."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Count, F, Q, Sum

from portal.core.data_files import BadData, DataFile
from portal.core.models import Source
from portal.figures.models import (
    Area,
    ConflictGroup,
    FeaturedSeries,
    Indicator,
    MarketStatement,
    Observation,
    StatedMarket,
    Status,
)
from portal.figures.readings import series_of
from portal.home.demo.figures import FigureLoader
from portal.home.demo.records import CONTENT
from portal.home.demo.sources import Sources
from portal.places.loading import load_units
from tests.figures import factories
from tourism.models import Place

PLACES = {
    "moc-chau",
    "ta-xua",
    "dien-bien-phu",
    "bao-tang-dbp",
    "nha-tu-son-la",
    "cau-kinh-bach-long",
    "pha-din-top",
    "thanh-pho-son-la",
}


def content(name):
    return json.loads((CONTENT / "figures" / f"{name}.json").read_text(encoding="utf-8"))


def load(folder=CONTENT):
    load_units()
    sources = Sources(DataFile(CONTENT / "never_link.json"))
    FigureLoader(folder, sources, PLACES).load(DataFile(CONTENT / "founding_facts.json"))


@pytest.fixture
def figures(demo, db):
    """The shipped figures, with the rest of the demo content: it is loaded once for all tests."""


def test_counts_and_sums_are_those_of_the_files(figures):
    rows = content("visitors")["observations"]
    assert len(rows) == 227
    visitors = Observation.objects.published().filter(indicator__topic="visitors")
    assert visitors.count() == 227
    counted = {
        (row["indicator__code"], row["status"]): (row["rows"], row["total"])
        for row in visitors.values("indicator__code", "status")
        .order_by()
        .annotate(rows=Count("pk"), total=Sum("value"))
    }
    expected = {}
    for row in rows:
        count, total = expected.get((row["indicator"], row["status"]), (0, Decimal()))
        expected[(row["indicator"], row["status"])] = (count + 1, total + Decimal(str(row["value"])))
    assert counted == expected
    statements = content("exports")["statements"]
    parts = [part for row in statements for part in row["observations"]]
    exports = Observation.objects.published().filter(indicator__topic="exports")
    assert (len(statements), MarketStatement.objects.count()) == (44, 44)
    assert exports.count() == len(parts)
    assert {row.key: row.value for row in exports} == {part["key"]: Decimal(str(part["value"])) for part in parts}
    assert StatedMarket.objects.count() == sum(len(row["markets"]) for row in statements)


def test_numbers_of_the_whole_research_are_kept(figures):
    """Sums of the files as they were found, so that a slip in the shipped copy shows."""
    totals = Observation.objects.filter(indicator__topic="visitors").values_list("status").annotate(Count("pk"))
    assert dict(totals.order_by()) == {"actual": 48, "estimate": 133, "target": 46}
    sums = {
        row["indicator__code"]: row["total"]
        for row in Observation.objects.values("indicator__code").order_by().annotate(total=Sum("value"))
    }
    assert sums["visitors_total"] == Decimal("126668068")
    assert sums["revenue_vnd_billion"] == Decimal("113262.64")


def test_every_value_has_a_source_and_two_languages(figures):
    for row in Observation.objects.with_details():
        assert row.source.label
        assert bool(row.note_vi) == bool(row.note_en)
    assert not Indicator.objects.filter(Q(definition_en="") | Q(method_en="") | Q(name_en="")).exists()
    assert not Area.objects.filter(name_en="").exists()
    assert not MarketStatement.objects.filter(Q(text_en="") | Q(sources__isnull=True)).exists()


def test_no_target_and_nothing_doubtful_is_chosen(figures):
    assert not Observation.objects.chosen().filter(Q(status=Status.TARGET) | Q(is_suspect=True)).exists()
    assert Observation.objects.filter(is_suspect=True).count() == 6
    for series in series_of(Observation.objects.published().with_details()):
        assert not any(one.shown and one.shown.status == Status.TARGET for one in series.results)
        assert all(one.period_of.status == Status.TARGET for one in series.targets)


def test_values_read_on_mirrors_are_never_linked(figures):
    mirrored = Observation.objects.filter(is_from_mirror=True).select_related("source")
    assert mirrored.count() == 4
    assert [row.source_link for row in mirrored] == [""] * 4
    assert not any(row.source.is_linkable and row.source.url for row in mirrored)


def test_each_conflict_shows_one_value_and_its_other_sources(figures):
    assert ConflictGroup.objects.count() == 13
    shown = {}
    for series in series_of(Observation.objects.published().with_details()):
        for reading in (*series.results, *series.targets):
            if reading.reason:
                assert reading.shown is not None
                assert reading.others
                group = reading.period_of.conflict_group or reading.others[0].conflict_group
                shown[group.code] = reading
    assert len(shown) == 13
    assert shown["c03"].shown.key == "obs-042"
    assert [one.key for one in shown["c03"].others] == ["obs-043"]
    assert {one.key for one in shown["c12"].others} == {"obs-225", "obs-226"}


def test_the_number_a_journalist_cites(figures):
    (series,) = series_of(
        Observation.objects.published().with_details().filter(indicator__code="visitors_total", area__code="son-la")
    )
    latest = series.latest
    assert (latest.value, latest.status, latest.period) == (5_300_000, "estimate", "2025")
    assert (latest.source.publisher or latest.source.host) in {"Báo Sơn La", "baosonla.vn"}
    assert latest.source.published_on == "2025-09-26"


def test_periods_have_the_days_of_the_research(figures):
    rows = {row.key: row for row in Observation.objects.all()}
    assert (rows["obs-201"].starts_on.isoformat(), rows["obs-201"].ends_on.isoformat()) == ("2025-01-01", "2025-03-31")
    assert (rows["obs-079"].starts_on.isoformat(), rows["obs-079"].ends_on.isoformat()) == ("2024-02-01", "2024-02-29")
    assert rows["EXP-036-volume"].starts_on is None
    assert not Observation.objects.filter(ends_on__lt=F("starts_on")).exists()


@pytest.mark.django_db
def test_places_show_their_area(demo):
    assert Place.objects.get(slug="moc-chau").statistical_area.code == "moc-chau"
    assert Place.objects.filter(statistical_area__isnull=False).count() == len(PLACES)
    shown = Area.objects.shown_on(Place.objects.get(slug="dien-bien-phu").statistical_area)
    assert {area.code for area in shown} == {
        "dien-bien-phu-pa-khoang",
        "bao-tang-va-di-tich-dien-bien-phu",
        "di-tich-chien-truong-dien-bien-phu",
    }


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("visitors", {"period": "2024-12/2024-01"}, "kết thúc trước khi bắt đầu"),
        ("visitors", {"period": "2024-13"}, "không phải là kỳ"),
        ("visitors", {"value": -5}, "value"),
        ("visitors", {"value": "5.300.000"}, "value"),
        ("visitors", {"unit": "vnd_billion"}, "is not the unit"),
        ("visitors", {"status": "sure"}, "unknown status"),
        ("visitors", {"area": "atlantis"}, "'atlantis' does not exist"),
        ("visitors", {"indicator": "unheard_of"}, "does not exist"),
        ("visitors", {"flags": ["is_true"]}, "unknown flags"),
        ("visitors", {"flags": ["is_suspect"]}, "a doubtful value is not chosen"),
        ("visitors", {"group": "c99"}, "does not exist"),
        ("visitors", {"key": "obs-003"}, "twice"),
        ("visitors", {"holiday": "monday"}, "unknown holiday"),
        ("visitors", {"url": "javascript:alert(1)"}, "no web address"),
        ("visitors", {"period": "2031", "status": "actual"}, "chưa"),
    ],
)
@pytest.mark.once
def test_a_wrong_file_names_the_record_and_stores_nothing(db, tmp_path, name, change, reason):
    shutil.copytree(CONTENT / "figures", tmp_path / "figures")
    path = tmp_path / "figures" / f"{name}.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    rows["observations"][9] |= change
    path.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(BadData) as raised, transaction.atomic():
        load(tmp_path)
    assert raised.value.file == "visitors.json"
    assert raised.value.record == change.get("key", "obs-010")
    assert reason in raised.value.reason
    assert not Observation.objects.exists()
    assert not Area.objects.exists()


def test_the_overview_is_that_of_its_file(figures):
    kept: dict[str, list[tuple[str, str, str | None, str]]] = {}
    for one in FeaturedSeries.objects.select_related("indicator", "area", "commodity"):
        goods = one.commodity.code if one.commodity else None
        kept.setdefault(one.part, []).append((one.indicator.code, one.area.code, goods, one.drawing))
    wanted: dict[str, list[tuple[str, str, str | None, str]]] = {}
    for row in content("overview"):
        wanted.setdefault(row["part"], []).append(
            (row["indicator"], row["area"], row.get("goods"), row.get("drawing", ""))
        )
    assert kept == wanted


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"part": "footer"}, "unknown part 'footer'"),
        ({"part": None}, "unknown part None"),
        ({"indicator": "unheard_of"}, "indicator 'unheard_of' does not exist"),
        ({"area": "atlantis"}, "area 'atlantis' does not exist"),
        ({"goods": "moonstone"}, "goods 'moonstone' does not exist"),
        ({"drawing": "pie"}, "unknown drawing 'pie'"),
        ({"drawing": "line"}, "Chỉ biểu đồ nhỏ mới chọn cách vẽ"),
        ({"part": "small"}, "Biểu đồ nhỏ cần cách vẽ"),
        ({"part": "small", "drawing": "line", "goods": "tea"}, "Chỉ con số đầu bảng mới chọn mặt hàng"),
        ({"area": "lake"}, "đã có chỉ tiêu ấy"),
        ({"area": None}, "area None does not exist"),
    ],
    ids=str,
)
def test_a_wrong_choice_for_the_overview_names_its_row(db, tmp_path, change, reason):
    loader = FigureLoader(tmp_path, Sources(DataFile(CONTENT / "never_link.json")), ())
    loader.areas = {code: factories.area(code=code) for code in ("lake", "hill")}
    loader.indicators = {"visits": factories.indicator(code="visits")}
    loader.goods = {"tea": factories.commodity(code="tea")}
    row = {"part": "headline", "indicator": "visits", "area": "lake"}
    path = tmp_path / "overview.json"
    path.write_text(json.dumps([row, row | {"area": "hill"} | change]), encoding="utf-8")
    with pytest.raises(BadData) as raised:
        loader.load_overview(DataFile(path))
    assert (raised.value.file, raised.value.record) == ("overview.json", "[1]")
    assert reason in raised.value.reason


def test_each_reading_stands_once(figures):
    """A value is shown or stands among the others of its period: none is lost, none told twice."""
    told = Counter(
        one.key
        for series in series_of(Observation.objects.published().with_details())
        for reading in (*series.results, *series.targets)
        for one in (reading.shown, *reading.others)
        if one is not None
    )
    assert set(told.values()) == {1}
    assert len(told) == Observation.objects.count()


def test_sources_of_the_press_are_shared_with_the_rest_of_the_portal(figures):
    assert Source.objects.filter(observations__isnull=False).distinct().count() < 150


def test_provinces_differ_in_every_chart(figures):
    tones = [area.tone for area in Area.objects.filter(scope=Area.Scope.PROVINCE)]
    assert len(tones) == len(set(tones)) > 1
