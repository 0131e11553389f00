"""Promises that every public page keeps: queries, headers, cookies, links, languages, the map's islands."""

from __future__ import annotations

import gzip
import html
import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from zlib import crc32

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.core.models import StatedFact
from portal.core.site_tree import absolute
from portal.home.demo.records import CONTENT
from tests import soak
from tests.pages import ENGLISH, EVERY, FORMS, FORMS_APART, VIETNAMESE
from tourism.models import AttractionPage, Event

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("address", EVERY, ids=lambda address: address.path)
ALL = pytest.mark.parametrize("address", [*EVERY, *FORMS, *FORMS_APART], ids=lambda address: address.path)
EACH_WITH_A_TWIN = pytest.mark.parametrize("address", [*VIETNAMESE, *ENGLISH, *FORMS], ids=lambda address: address.path)
EACH_AND_FORMS = pytest.mark.parametrize("address", [*EVERY, *FORMS], ids=lambda address: address.path)


class Elements(HTMLParser):
    """Start tags of a document with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def every(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@ALL
def test_query_budget_with_empty_caches(demo, client, address):
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address.path)
    assert response.status_code == 200
    limit = 12 if address.is_index else 15
    spent = [query["sql"] for query in queries.captured_queries]
    assert len(spent) <= limit, "\n".join(sql[:160] for sql in spent)


@pytest.mark.once
@EACH
def test_nothing_about_the_visitor_is_kept_or_asked(demo, client, address):
    response = client.get(address.path, headers={"accept-encoding": "gzip", "accept-language": "en"})
    assert response.status_code == 200
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"
    assert "public" in response["Cache-Control"]
    body = gzip.decompress(response.content) if response.get("Content-Encoding") == "gzip" else response.content
    assert b"csrfmiddlewaretoken" not in body
    assert b"nonce=" not in body


@pytest.mark.once
@ALL
def test_headers(demo, client, address):
    response = client.get(address.path)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.once
@EACH
def test_an_unchanged_page_is_not_sent_again(demo, client, address):
    first = client.get(address.path)
    again = client.get(address.path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.once
@EACH_AND_FORMS
def test_markup(demo, client, address):
    text = client.get(address.path).content.decode()
    page = Elements(text)
    assert len(page.every("h1")) == 1
    assert page.every("html")[0]["lang"] == ("en" if address.path.startswith("/en/") else "vi")
    ids = [attributes["id"] for _tag, attributes in page.found if attributes.get("id")]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert not [tag for tag, attributes in page.found if "style" in attributes], "inline style"
    assert not [key for _tag, attributes in page.found for key in attributes if key.startswith("on")]
    assert not page.every("style")
    for script in page.every("script"):
        assert script.get("src") or script.get("type") == "application/ld+json"
    for picture in page.every("img"):
        assert picture.get("alt") is not None
        assert picture.get("width")
        assert picture.get("height")
    metas = {meta.get("name") or meta.get("property"): meta.get("content") for meta in page.every("meta")}
    assert 50 <= len(metas["description"]) <= 170, metas["description"]
    assert metas["og:image"].endswith((".jpeg", ".jpg"))
    assert len(metas["og:image:alt"]) >= 15, metas["og:image:alt"]
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title is not None
    assert len(title[1].strip()) <= 70, title[1]


def language_links(client, path):
    page = Elements(client.get(path).content.decode())
    links = [link for link in page.every("link") if link.get("rel") == "alternate" and link.get("hreflang")]
    return {link["hreflang"]: link["href"] for link in links}


@pytest.mark.once
@EACH_WITH_A_TWIN
def test_languages_point_at_each_other(demo, client, address):
    links = language_links(client, address.path)
    if "?" in address.path:
        assert links == {}, "a filtered list is no canonical address"
        return
    assert {"vi", "en"} <= set(links), address.path
    for language in ("vi", "en"):
        back = language_links(client, urlsplit(links[language]).path)
        assert back["vi"] == links["vi"]
        assert back["en"] == links["en"]


@pytest.mark.parametrize(
    ("query", "own"),
    [("?trang=2", "?trang=2"), ("?loai=cave", ""), ("?loai=cave&trang=2", ""), ("?utm_source=x", "")],
)
def test_a_query_leads_to_the_list_it_belongs_to_and_names_no_other_language(demo, client, query, own):
    page = Elements(client.get(f"/noi-tham-quan/{query}").content.decode())
    canonical = [link["href"] for link in page.every("link") if link.get("rel") == "canonical"]
    assert canonical == [absolute(f"/noi-tham-quan/{own}")]
    assert language_links(client, f"/noi-tham-quan/{query}") == {}
    switch = [link["href"] for link in page.every("a") if link.get("hreflang") == "en"]
    assert switch == ["/en/places/"], "the reader still gets to the other language"


def is_visited(path):
    """Whether a walk goes there: each drawing that is made when it is asked for costs what sixteen pages do."""
    return soak.SOAKING or not path.endswith(".png") or crc32(path.encode()) % 10 == soak.FRESH_SEED % 10


def walk(client, start):
    """Every internal address that can be reached by links from ``start``: {path: (status, html)}."""
    seen: dict[str, tuple[int, str]] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen or not is_visited(path):
            continue
        response = client.get(path)
        is_html = response.get("Content-Type", "").startswith("text/html")
        text = response.content.decode() if is_html and not response.streaming else ""
        seen[path] = (response.status_code, text)
        for link in Elements(text).every("a"):
            target = urlsplit(urljoin(f"http://testserver{path}", link.get("href") or ""))
            if target.netloc == "testserver" and not target.query:
                waiting.append(target.path)
    return seen


@pytest.fixture(scope="module")
def walked(demo, django_db_blocker):
    with django_db_blocker.unblock():
        return walk(Client(), "/")


@pytest.mark.once
def test_no_link_is_dead(walked):
    assert {path: status for path, (status, _text) in walked.items() if status not in {200, 302, 301}} == {}


@pytest.mark.once
def test_everything_is_reached_by_links_and_stands_in_the_sitemap(walked, demo, client):
    listed = set(re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", client.get("/sitemap.xml").content.decode()))
    reached = {path for path, (status, _text) in walked.items() if status == 200}
    assert listed - reached == set(), "in the sitemap, but no link leads there"
    for pattern, count in (
        (r"/diem-den/[^/]+/", 12),
        (r"/noi-tham-quan/[^/]+/", 90),
        (r"/le-hoi/[^/]+/", 42),
        (r"/lich-trinh/[^/]+/", 9),
        (r"/xa-phuong/\d{5}-[^/]+/", 120),
        (r"/san-vat/(?!theo-mua|ten-duoc-bao-ho|xuat-khau)[^/]+/", 126),
        (r"/san-vat/nhom/[^/]+/", 6),
        (r"/co-so/[^/]+/", 53),
        (r"/so-lieu/(?!du-lieu)[^/]+/", 25),
        (r"/so-lieu/du-lieu/[^/]+/", 2),
        (r"/en/destinations/[^/]+/", 12),
        (r"/en/places/[^/]+/", 90),
        (r"/en/festivals/[^/]+/", 42),
        (r"/en/itineraries/[^/]+/", 9),
        (r"/en/communes/\d{5}-[^/]+/", 120),
        (r"/en/products/(?!in-season|protected-names|exports)[^/]+/", 126),
        (r"/en/makers/[^/]+/", 53),
        (r"/en/figures/(?!data)[^/]+/", 25),
    ):
        assert len([path for path in listed if re.fullmatch(pattern, path)]) == count, pattern


@pytest.mark.once
def test_forbidden_hosts_are_never_printed(walked):
    hosts = json.loads((CONTENT / "never_link.json").read_text(encoding="utf-8"))["hosts"]
    for path, (_status, text) in walked.items():
        for host in hosts:
            assert host not in text, path


def test_all_official_facts_stand_on_the_story_with_their_document(demo, client):
    for path, language in (("/hai-tinh/", "vi"), ("/en/two-provinces/", "en")):
        words = html.unescape(re.sub(r"<[^>]+>", "", client.get(path).content.decode())).replace(
            "\N{NO-BREAK SPACE}", " "
        )
        for fact in StatedFact.objects.select_related("source"):
            assert getattr(fact, f"headline_{language}") in words, path
            assert fact.source.publisher in words


def test_the_illustration_mark_is_printed(demo, client):
    assert "Tranh minh hoạ, không phải ảnh chụp" in client.get("/noi-tham-quan/nha-tu-son-la/").content.decode()
    assert "ot a photograph" in client.get("/en/places/nha-tu-son-la/").content.decode()


def test_islands_stand_on_the_map_of_the_country(demo, client):
    for path in ("/", "/en/"):
        text = client.get(path).content.decode()
        assert "Hoàng Sa" in text
        assert "Trường Sa" in text


def test_a_wrong_address_gets_the_404_of_its_language(demo, client):
    vietnamese, english = client.get("/khong-co/"), client.get("/en/nothing-here/")
    assert vietnamese.status_code == english.status_code == 404
    assert 'lang="vi"' in vietnamese.content.decode()
    assert 'lang="en"' in english.content.decode()


def test_a_page_without_translation_says_so(demo, client):
    page = AttractionPage.objects.get(slug="ho-tien-phong", locale__language_code="en")
    page.unpublish()
    response = client.get("/noi-tham-quan/ho-tien-phong/")
    assert response.status_code == 200
    assert '<p lang="en">' in response.content.decode()
    assert 'hreflang="en"' not in response.content.decode().split("</head>")[0]


def test_feed(demo, client):
    response = client.get("/tin-tuc/feed.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response.content.count(b"<entry>") == 5
    assert client.get("/en/news/feed.atom").content.count(b"<entry>") == 5


def test_a_private_page_is_neither_served_nor_listed(demo, client):
    page = AttractionPage.objects.get(slug="ho-tien-phong", locale__language_code="vi")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/noi-tham-quan/ho-tien-phong/")
    assert response.status_code == 302
    assert "no-store" in response["Cache-Control"]
    assert "/noi-tham-quan/ho-tien-phong/" not in client.get("/sitemap.xml").content.decode()


def test_health(demo, client):
    assert client.get("/-/live").status_code == 200
    ready = client.get("/-/ready")
    checks = ready.json()["checks"]
    assert {name: checks[name] for name in ("database", "migrations", "disk")} == dict.fromkeys(
        ("database", "migrations", "disk"), "ok"
    )
    assert ready.status_code == 200


def test_upcoming_dates_are_only_those_that_a_rule_gives(demo, client):
    today = timezone.localdate()
    for event in Event.objects.all():
        assert (event.next_start(today) is None) == (event.exact_day is None)
        if start := event.next_start(today):
            assert (start - today).days <= 400


assert {address.kind for address in ENGLISH} <= {address.kind for address in VIETNAMESE}
