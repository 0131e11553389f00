"""Downloads of a chart: the same values in every format, by a permanent address."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from portal.figures.models import Observation
from tests.figures.charts.drawn import shapes_of

pytestmark = pytest.mark.django_db
KEYS = ["theo-nam", "doanh-thu", "dip-le", "chi-tieu-khac", "luot-khach--son-la", "luot-khach--theo-noi"]


@pytest.fixture
def figures(demo, db):
    """The shipped figures, with the rest of the demo content: it is loaded once for all tests."""


def get(client, key, kind, query=""):
    response = client.get(f"/so-lieu/bieu-do/{key}.{kind}{query}")
    assert response.status_code == 200, key
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    return response


@pytest.mark.parametrize("key", KEYS)
def test_all_formats_hold_the_same_values(figures, client, key):
    data = json.loads(get(client, key, "json").content)
    rows = list(csv.DictReader(io.StringIO(get(client, key, "csv").content.decode())))
    drawn = shapes_of(get(client, key, "svg").content.decode())
    assert [row["id"] for row in rows] == [row["id"] for row in data["rows"]]
    assert {row["id"] for row in rows} == drawn.keys()
    assert [float(row["value"]) for row in rows] == [row["value"] for row in data["rows"]]
    values = {one.key: float(one.value) for one in Observation.objects.filter(key__in=drawn)}
    assert {row["id"]: row["value"] for row in data["rows"]} == values
    assert all(row["status"] in {"actual", "estimate", "target"} and row["source"]["label"] for row in data["rows"])


def test_the_svg_stands_alone_and_says_title_and_sources(figures, client):
    response = get(client, "theo-nam", "svg")
    assert response["Content-Type"] == "image/svg+xml"
    text = response.content.decode()
    root = ElementTree.fromstring(text)
    namespace = "{http://www.w3.org/2000/svg}"
    assert "5,3" in root.findtext(f"{namespace}title")
    assert "so-lieu/#theo-nam" in root.findtext(f"{namespace}desc"), "its permanent address"
    assert not re.search(r"<style|class=|<script|href=", text)


def test_the_png_is_the_same_picture(figures, client):
    svg = ElementTree.fromstring(get(client, "theo-nam", "svg").content.decode())
    response = get(client, "theo-nam", "png")
    assert response["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(response.content)) as opened:
        picture = opened.convert("RGB")
        wanted = (float(svg.get("width")) * 2, float(svg.get("height")) * 2)
        assert picture.size == pytest.approx(wanted, abs=1), "two pixels a unit"
        colours = {picture.getpixel((x, y)) for x in range(0, picture.width, 7) for y in range(0, picture.height, 7)}
    green = [c for c in colours if c[1] > c[0] + 30 and c[1] > c[2] + 20]
    assert green, "columns of Sơn La"
    assert len(response.content) < 150_000
    assert get(client, "theo-nam", "png").content == response.content


def test_the_english_file_speaks_english(figures, client):
    response = client.get("/en/figures/charts/theo-nam.svg")
    assert "estimated 5.3" in response.content.decode()


def test_excel_gets_its_mark_when_it_asks(figures, client):
    assert not get(client, "theo-nam", "csv").content.startswith(b"\xef\xbb\xbf")
    assert get(client, "theo-nam", "csv", "?bom=1").content.startswith(b"\xef\xbb\xbf")


def test_the_grid_gives_its_statements(figures, client):
    rows = list(csv.DictReader(io.StringIO(get(client, "thi-truong", "csv").content.decode())))
    assert {"id", "markets", "text", "sources"} <= rows[0].keys()
    data = json.loads(get(client, "thi-truong", "json").content)
    assert [row["id"] for row in data["rows"]] == [row["id"] for row in rows]
