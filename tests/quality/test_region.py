"""Which provinces the portal is of, and how many, is data and one setting: no template and no sentence of ours says it.

An invented third province stands in the database, and invented names in the setting; then every kind of page is read.
What editors wrote (titles, leads, articles) may name whom it likes.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from portal.core.region import joined, region
from portal.core.views import server_error
from portal.places.models import Province
from tests.figures import factories
from tests.pages import EVERY, FORMS, FORMS_APART

NAMES = ("An Thử", "Bình Thử", "Cao Thử")
PAIR = re.compile(r"hai tỉnh|(two|both) provinces|Sơn La( và| and| ·|,) Điện Biên", re.IGNORECASE)
PROVINCE = re.compile(r"hai tỉnh|(two|both) provinces|Sơn La|Điện Biên", re.IGNORECASE)
#: Sentences that may: a victory's name, examples of a search and of a sheet, help of the admin.
ALLOWED = re.compile(r"Điện Biên Phủ|^(Hai tỉnh đứng cạnh|Địa danh cũ như giấy tờ)", re.I)


@pytest.fixture
def third(demo, db, settings):
    """A third province, of which nothing but its row is known, in a region with other names."""
    settings.PORTAL_REGION = NAMES
    return Province.objects.create(code="99", name="Cao Thử", slug="cao-thu")


class Frame(HTMLParser):
    """Texts of head, headings, labels, choices and foot. Links are titles of pages; drawings name what is drawn."""

    PARTS = frozenset({"h1", "h2", "h3", "label", "legend", "option", "caption"})
    CLASSES = frozenset({"brand", "eyebrow"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.texts: list[str] = []
        self.is_foot = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.texts += [found[name] for name in ("aria-label", "content") if found.get(name)]
        self.is_foot = self.is_foot or tag == "footer"
        if (
            tag in self.PARTS
            or (tag == "title" and not attrs)
            or (tag == "p" and self.is_foot)
            or self.CLASSES & set((found.get("class") or "").split())
        ):
            self.inside.append(tag)
            self.texts.append("")

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


def plain(text: str) -> str:
    return " ".join(text.split())


def written_on(page: Any) -> str:
    """What editors wrote: every title, and all of a page of the tree, where streams are kept as JSON."""
    values = page.specific.serializable_data().values() if page else ()
    read = [json.loads(one) if isinstance(one, str) and one.startswith("[{") else one for one in values]
    return plain(json.dumps([read, [*Page.objects.values_list("title", flat=True)]], ensure_ascii=False, default=str))


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("address", [*EVERY, *FORMS, *FORMS_APART], ids=lambda address: address.path)
def test_no_kind_of_page_says_of_itself_that_there_are_two(third, client, address):
    response = client.get(address.path)
    assert response.status_code == 200
    written = written_on(response.context.get("page"))
    texts = [plain(text) for text in Frame(response.content.decode()).texts]
    assert [text for text in texts if PAIR.search(text) and text.split("…")[0].split(" – ")[0] not in written] == []
    own = "The tourism portal of %s." if address.path.startswith("/en/") else "Cổng du lịch của %s."
    with translation.override("en" if address.path.startswith("/en/") else "vi"):
        for said in ("An Thử · Bình Thử · Cao Thử", own % joined(NAMES)):
            assert any(said in text for text in texts), said


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/noi-tham-quan/", "/le-hoi/", "/xa-phuong/", "/co-so/"])
def test_filters_offer_every_province(third, client, path):
    texts = [plain(text) for text in Frame(client.get(path).content.decode()).texts]
    assert {"Mọi tỉnh", "Sơn La", "Điện Biên", "Cao Thử"} <= set(texts)


@pytest.mark.django_db
def test_a_dataset_covers_the_provinces_of_its_values(third, client):
    def covered():
        page = client.get("/so-lieu/du-lieu/khach-du-lich/").content.decode()
        blocks = [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)]
        data = next(one for one in blocks if one["@type"] == "Dataset")
        assert data["name"] == "Khách du lịch An Thử, Bình Thử và Cao Thử"
        return [place["name"] for place in data["spatialCoverage"]]

    assert set(covered()) == {"Sơn La", "Điện Biên"}
    factories.observation(area=factories.area(province=third))
    assert set(covered()) == {"Sơn La", "Điện Biên", "Cao Thử"}


@pytest.mark.django_db
def test_the_feed_and_the_error_page_name_the_region(third, client):
    assert "Chuyện An Thử, Bình Thử và Cao Thử," in client.get(reverse("news_feed")).content.decode()
    error = server_error(RequestFactory().get("/so-lieu/")).content.decode()
    assert "</b>An Thử · Bình Thử · Cao Thử</span>" in error


def test_mail_names_the_region(settings):
    settings.PORTAL_REGION = NAMES
    assert "du lịch An Thử, Bình Thử và Cao Thử\n" in render_to_string("account/email/base_message.txt")


def test_names_are_joined_in_both_languages(settings):
    assert [joined(NAMES[:count]) for count in range(3)] == ["", "An Thử", "An Thử và Bình Thử"]
    settings.PORTAL_REGION = NAMES
    with translation.override("en"):
        assert (region(), region(" · ")) == ("An Thử, Bình Thử and Cao Thử", "An Thử · Bình Thử · Cao Thử")


def test_no_template_names_a_province():
    templates = [path for path in (django_settings.BASE_DIR / "portal/templates").rglob("*") if path.is_file()]
    assert len(templates) > 100
    assert [path.name for path in templates if PROVINCE.search(path.read_text(encoding="utf-8"))] == []


def test_no_sentence_of_the_interface_names_a_province():
    with Path(django_settings.BASE_DIR, "portal/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        texts = [text for one in read_po(file) for text in (one.id if isinstance(one.id, tuple) else (one.id,)) if text]
    assert len(texts) > 1000
    assert [text for text in texts if PROVINCE.search(text) and not ALLOWED.search(text)] == []
