"""Figures for programs: every value with status and source, wrong questions answered in sentences."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from django.conf import settings

from tests.figures import factories

pytestmark = pytest.mark.django_db
INDICATORS, OBSERVATIONS = "/api/v1/statistics/indicators", "/api/v1/statistics/observations"


@pytest.fixture(autouse=True)
def fresh_counts():
    yield
    shutil.rmtree(settings.DATA_DIR / "counts", ignore_errors=True)


@pytest.fixture
def rows():
    visits = factories.indicator(code="visitors_total", slug="luot-khach", name_vi="Lượt khách", name_en="Visits")
    exports = factories.indicator(code="export_value", topic="exports", unit="usd")
    son_la = factories.area(code="son-la", name_vi="Sơn La", name_en="Sơn La")
    shared = {"indicator": visits, "area": son_la}
    return {
        "chosen": factories.observation(**shared, value=5300000, period="2025", is_chosen=True),
        "month": factories.observation(**shared, value=320000, period="2025-07", period_type="month"),
        "target": factories.observation(**shared, value=5200000, period="2025", status="target"),
        "early": factories.observation(**shared, status="actual", is_published_early=True, value="12.5"),
        "mirror": factories.observation(**shared, is_from_mirror=True, quote="=1+1"),
        "export": factories.observation(indicator=exports, commodity=factories.commodity(code="mango")),
        "draft": factories.observation(**shared, period="2020", state="draft"),
    }


def keys(client, **asked):
    return [row["id"] for row in client.get(OBSERVATIONS, asked).json()["observations"]]


def test_each_row_has_status_and_source(client, rows, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        body = client.get(OBSERVATIONS).json()
    assert (body["count"], body["limit"], body["offset"]) == (6, 100, 0)
    found = {row["id"]: row for row in body["observations"]}
    assert rows["draft"].key not in found
    row = found[rows["chosen"].key]
    assert (row["value"], row["unit"], row["status"], row["is_chosen"]) == (5300000, "visits", "estimate", True)
    assert row["source"]["url"] == rows["chosen"].source.url
    assert row["source"]["publisher"] == "Báo Thử"
    assert all(row["status"] and row["source"]["label"] for row in found.values())
    assert found[rows["mirror"].key]["source"]["url"] is None
    assert found[rows["mirror"].key]["flags"] == ["from_mirror"]
    early = found[rows["early"].key]
    assert (early["status"], early["stated_status"], early["value"]) == ("estimate", "actual", 12.5)


def test_rows_are_narrowed(client, rows):
    assert keys(client, indicator="export_value") == [rows["export"].key]
    assert keys(client, topic="exports") == [rows["export"].key]
    assert keys(client, status="target") == [rows["target"].key]
    assert keys(client, status="actual") == []
    assert set(keys(client, period="2025")) == {rows[name].key for name in ("chosen", "month", "target")}
    assert keys(client, period="2025-Q3") == [rows["month"].key]
    assert keys(client, period="1999") == []
    assert keys(client, chosen="true") == [rows["chosen"].key]
    assert len(keys(client, area="son-la")) == 5


def test_pages_hold_every_row_once(client, rows):
    told = [key for offset in range(6) for key in keys(client, limit=1, offset=offset)]
    assert sorted(told) == sorted(keys(client))
    assert client.get(OBSERVATIONS, {"limit": 1}).json()["count"] == 6
    assert keys(client, offset=100) == []


def test_the_language_is_that_of_the_question(client, rows):
    assert client.get(INDICATORS, {"lang": "en", "topic": "visitors"}).json()["indicators"][0]["name"] == "Visits"
    body = client.get(INDICATORS).json()
    assert body["count"] == 2
    visits = next(one for one in body["indicators"] if one["code"] == "visitors_total")
    assert (visits["name"], visits["unit"], visits["count"]) == ("Lượt khách", "visits", 5)


@pytest.mark.parametrize("bom", [False, True])
def test_the_file_has_every_row_and_runs_nothing(client, rows, bom):
    response = client.get(OBSERVATIONS, {"format": "csv", "bom": str(bom).lower(), "limit": 1, "topic": "visitors"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="visitors.csv"' in response["Content-Disposition"]
    text = response.content.decode()
    assert text.startswith("\ufeff") == bom
    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(lines) == 5
    found = {line["id"]: line for line in lines}
    assert found[rows["mirror"].key]["quote"] == "'=1+1"
    assert found[rows["mirror"].key]["source_url"] == ""
    assert found[rows["chosen"].key]["value"] == "5300000"


@pytest.mark.parametrize(
    ("question", "status", "vietnamese", "english"),
    [
        ("indicator=unheard_of", 404, "Không có chỉ tiêu unheard_of", "no indicator unheard_of"),
        ("area=atlantis", 404, "Không có nơi nào", "no area"),
        ("indicator=%00", 404, "Không có chỉ tiêu", "no indicator"),
        ("area=%ED%A0%80", 404, "Không có nơi nào", "no area"),
        ("period=2024%00", 400, "không phải là kỳ", "is no period"),
        ("period=quy-mot", 400, "không phải là kỳ", "is no period"),
        ("period=2024-09/2024-01", 400, "không phải là kỳ", "is no period"),
        ("status=sure", 400, "status chỉ nhận", "status"),
        ("limit=1001", 400, "limit lớn nhất là 1000", "limit is at most 1000"),
        ("limit=0", 400, "limit nhỏ nhất là 1", "limit is at least 1"),
        ("offset=-1", 400, "offset nhỏ nhất là 0", "offset is at least 0"),
        ("topic=weather", 400, "topic chỉ nhận", "topic"),
        ("format=xml", 400, "format chỉ nhận", "format"),
        (f"indicator={'a' * 61}", 400, "indicator dài quá 60", "indicator is longer than 60"),
    ],
)
def test_a_wrong_question_gets_a_sentence(client, rows, question, status, vietnamese, english):
    for language, sentence in (("vi", vietnamese), ("en", english)):
        response = client.get(f"{OBSERVATIONS}?{question}&lang={language}")
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"
        assert sentence in json.loads(response.content)["detail"]


@pytest.mark.parametrize("address", [INDICATORS, OBSERVATIONS, f"{OBSERVATIONS}?format=csv"])
def test_an_unchanged_answer_is_not_sent_again(client, rows, address):
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    rows["chosen"].value = 5400000
    rows["chosen"].save()
    if address != INDICATORS:
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 200
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
