"""Pages cost the same number of queries with 10 and with 10,000 attractions."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests import soak
from tourism.models import AttractionPage
from tourism.models.places import INSIDE

pytestmark = pytest.mark.django_db
FULL = 10_000
PATHS = (
    "/",
    "/diem-den/",
    "/noi-tham-quan/",
    "/noi-tham-quan/?loai=cave",
    "/noi-tham-quan/?vung=thanh-pho-son-la",
    "/noi-tham-quan/nha-tu-son-la/",
    "/diem-den/thanh-pho-son-la/",
    "/tinh/son-la/",
)


def multiply(count: int) -> None:
    """Add ``count`` live attractions like an existing one, straight into the tables."""
    model = AttractionPage.objects.get(slug="nha-tu-son-la", locale__language_code="vi")
    parent = model.get_parent()
    own = [field.name for field in Page._meta.concrete_fields if field.name != "id"]
    pages = []
    for number in range(count):
        page = Page(**{name: getattr(model, name) for name in own})
        page.slug = f"thu-{number}"
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.translation_key = uuid.uuid4()
        page.path = Page._get_path(parent.path, parent.depth + 1, 1000 + number)
        pages.append(page)
    made = Page.objects.bulk_create(pages, batch_size=500)
    columns = [field.column for field in AttractionPage._meta.local_concrete_fields if field.name != "page_ptr"]
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO tourism_attractionpage (page_ptr_id, {listed}) "
            f"SELECT %s, {listed} FROM tourism_attractionpage WHERE page_ptr_id = %s",
            [(page.pk, model.pk) for page in made],
        )


def spent(client, path: str) -> int:
    client.get(path)  # content types and compiled templates
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_queries_do_not_grow_with_the_catalogue(demo, client):
    before = {path: spent(client, path) for path in PATHS}
    multiply(soak.count(FULL))
    assert {path: spent(client, path) for path in PATHS} == before
    page = client.get("/diem-den/thanh-pho-son-la/")
    assert len(page.context["inside"]) == INSIDE
    assert page.context["inside_count"] > soak.count(FULL)
    assert 'href="/noi-tham-quan/?vung=thanh-pho-son-la"' in page.content.decode()
