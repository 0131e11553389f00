"""Public pages of figures as a reader gets them: from the front page to a number that can be cited."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest

from portal.figures.models import Observation
from tests.figures import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(demo, db):
    """The shipped figures, with the rest of the demo content: it is loaded once for all tests."""


def words_of(response):
    """The visible words of a page."""
    text = response.content.decode()
    text = re.sub(r"<(script|svg|style).*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def test_a_journalist_finds_the_number_its_status_source_date_and_what_others_say(demo, client):
    front = client.get("/").content.decode()
    path = re.search(r'<h3><a href="(/so-lieu/[^"]+/son-la/)">Lượt', front)
    assert path is not None, "one click from the front page"
    said = words_of(client.get(path[1]))
    assert "5,3 triệu lượt khách, năm 2025" in said
    assert "ước tính · Báo Sơn La, 26.9.2025" in said
    assert "5.300.000 lượt khách (ước tính). Nguồn: Báo Sơn La, 26.9.2025" in said, "the citation"
    assert "10 tháng đầu năm 2025: hơn 4,6 triệu lượt khách" in said, "what another source says"
    assert "Mục tiêu của năm: 5,2 triệu lượt khách" in said, "the target is called one"


@pytest.mark.once
def test_every_figure_is_on_a_page_with_status_and_source(figures, client):
    shown = set()
    for slug, code in Observation.objects.values_list("indicator__slug", "area__code").distinct():
        text = client.get(f"/so-lieu/{slug}/{code}/").content.decode()
        rows = re.findall(r'<tr[^>]* id="([^"]+)">(.*?)</tr>', text, flags=re.DOTALL)
        for key, row in rows:
            assert re.search(r'class="sta (actual|estimate|target)"', row), key
            shown.add(key)
    assert shown == set(Observation.objects.values_list("key", flat=True))


def test_what_was_read_on_a_copy_is_never_linked(figures, client):
    copied = Observation.objects.filter(is_from_mirror=True).select_related("source", "indicator", "area")
    assert copied
    for one in copied:
        text = client.get(f"/so-lieu/{one.indicator.slug}/{one.area.code}/").content.decode()
        row = re.search(rf'id="{one.key}">(.*?)</tr>', text, flags=re.DOTALL)
        assert row is not None
        assert "href" not in row[1], one.key


def test_doubtful_values_are_struck_through(figures, client):
    for one in Observation.objects.filter(is_suspect=True).select_related("indicator", "area"):
        text = client.get(f"/so-lieu/{one.indicator.slug}/{one.area.code}/").content.decode()
        assert f'<tr class="nix" id="{one.key}">' in text


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("chi-tieu=luot-khach&noi=son-la&nam=2024", "/so-lieu/luot-khach/son-la/#nam-2024"),
        ("chi-tieu=luot-khach&noi=son-la&nam=", "/so-lieu/luot-khach/son-la/"),
        ("chi-tieu=luot-khach&noi=son-la&nam=%22%3E", "/so-lieu/luot-khach/son-la/"),
        ("chi-tieu=luot-khach&noi=khong-co", "/so-lieu/luot-khach/"),
        ("chi-tieu=khong-co&noi=son-la", "/so-lieu/"),
    ],
)
def test_a_choice_leads_to_its_page(figures, client, query, there):
    response = client.get(f"/so-lieu/?{query}")
    assert response.status_code == 302
    assert response["Location"] == there


@pytest.mark.parametrize(
    "path",
    [
        "/so-lieu/khong-co/",
        "/so-lieu/luot-khach/khong-co/",
        "/so-lieu/du-lieu/khong-co/",
        "/so-lieu/bieu-do/khong-co.svg",
        "/so-lieu/bieu-do/hai-tinh.exe",
        "/so-lieu/bieu-do/theo-nam.xlsx",
    ],
)
def test_what_is_not_there_is_not_found(figures, client, path):
    assert client.get(path).status_code == 404


def test_an_empty_portal_has_an_overview_and_no_error(client):
    response = client.get("/so-lieu/")
    assert response.status_code == 200
    assert "fsvg" not in response.content.decode()


def test_drafts_are_shown_nowhere(client):
    one = factories.observation(state="draft", is_chosen=True, value=Decimal(4321))
    path = f"/so-lieu/{one.indicator.slug}/{one.area.code}/"
    assert client.get(path).status_code == 404
    assert "4.321" not in client.get("/so-lieu/").content.decode()
    Observation.objects.update(state="published")
    assert "4.321" in client.get(path).content.decode()
    assert "4.321" in client.get(f"/so-lieu/{one.indicator.slug}/").content.decode()


def test_text_of_sources_is_escaped(client):
    source = factories.source(publisher='<b onclick="x">', title="<script>alert(1)</script>")
    one = factories.observation(is_chosen=True, source=source, note_vi="<i>ghi chú</i>", value=Decimal(10))
    for path in (f"/so-lieu/{one.indicator.slug}/{one.area.code}/", f"/so-lieu/{one.indicator.slug}/"):
        text = client.get(path).content.decode()
        assert "<b onclick" not in text
        assert "<script>alert" not in text
        assert "<i>ghi" not in text


def test_a_portal_without_figures_says_so(client):
    factories.observation(state="draft")
    page = client.get("/so-lieu/").content.decode()
    assert "Chưa có số liệu nào được đăng" in page
    assert 'name="chi-tieu"' not in page
    assert "No figure has been published yet" in client.get("/en/figures/").content.decode()
