"""The festival calendar: what is held all year stands once, months hold the rest, search engines get a plain list."""

from __future__ import annotations

import json
import re

import pytest

from tourism.models import Event

pytestmark = pytest.mark.django_db
MARKET = "cho-bien-gioi-a-pa-chai"


def shown(response, key):
    return [page.event.slug for page in response.context[key]]


def in_months(response):
    return [page.event.slug for month in response.context["months"] for page, _start in month["rows"]]


def test_what_is_held_all_year_stands_once_and_not_in_each_month(demo, client):
    response = client.get("/le-hoi/")
    assert shown(response, "all_year") == [MARKET]
    assert MARKET not in in_months(response)
    text = response.content.decode()
    assert len(re.findall(f'href="/le-hoi/{MARKET}/"', text)) == 1
    assert text.index("Quanh năm</h3>") < text.index('class="mon" id="t'), "it is on now, so it comes before the months"
    assert "All year</h3>" in client.get("/en/festivals/").content.decode()


def test_a_month_also_tells_of_what_is_held_all_year_after_its_own(demo, client):
    response = client.get("/le-hoi/?thang=7")
    text = response.content.decode()
    assert shown(response, "all_year") == [MARKET]
    assert response.context["count"] == len(set(in_months(response))) + 1
    assert text.index('class="mon" id="t') < text.index('id="quanh-nam"')


@pytest.mark.parametrize("query", ["?ngay=1", "?tinh=son-la", "?lich=lunar"])
def test_filters_hold_for_what_is_held_all_year_too(demo, client, query):
    response = client.get(f"/le-hoi/{query}")
    assert shown(response, "all_year") == []
    assert 'id="quanh-nam"' not in response.content.decode()


def test_an_exact_rule_is_never_all_year():
    event = Event(calendar="gregorian", months=list(range(1, 13)), exact_month=5, exact_day=7)
    assert not event.is_all_year
    event.exact_month = event.exact_day = None
    assert event.is_all_year
    event.months = list(range(1, 12))
    assert not event.is_all_year


def test_search_engines_get_every_festival_once_and_no_date(demo, client):
    def lists(path):
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode())
        return [data for data in map(json.loads, blocks) if data["@type"] == "ItemList"]

    (data,) = lists("/le-hoi/")
    assert data["numberOfItems"] == len(data["itemListElement"]) == Event.objects.count()
    assert len({row["url"] for row in data["itemListElement"]}) == Event.objects.count()
    assert "Date" not in json.dumps(data)
    assert lists("/le-hoi/?tinh=son-la") == [], "the filtered list is not the list"
