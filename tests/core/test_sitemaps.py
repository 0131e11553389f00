"""The sitemap is one file while it may be, then a list of parts that hold every address once."""

from __future__ import annotations

import re

import pytest

from portal.core import sitemaps

pytestmark = pytest.mark.django_db
LOC = re.compile(r"<loc>([^<]+)</loc>")


def addresses_of(client, path):
    return LOC.findall(client.get(path).content.decode())


@pytest.fixture
def every(client):
    """All addresses, in their order."""
    found = addresses_of(client, "/sitemap.xml")
    assert len(found) > 10
    return found


@pytest.mark.parametrize("over", [0, 1])
def test_as_many_as_a_file_may_hold_stand_in_one(client, every, monkeypatch, over):
    monkeypatch.setattr(sitemaps, "MOST", len(every) - over)
    page = client.get("/sitemap.xml").content.decode()
    assert ("<sitemapindex" in page) is bool(over)
    assert ("<urlset" in page) is not bool(over)


@pytest.mark.parametrize("most", [1, 3, 7])
def test_the_parts_hold_every_address_once_and_there_is_none_after_them(client, every, monkeypatch, most):
    monkeypatch.setattr(sitemaps, "MOST", most)
    parts = addresses_of(client, "/sitemap.xml")
    assert len(parts) == -(-len(every) // most)
    paths = [re.sub(r"^https?://[^/]+", "", part) for part in parts]
    assert paths == [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    assert [address for path in paths for address in addresses_of(client, path)] == every
    response = client.get(paths[0])
    assert response["Content-Type"] == "application/xml"
    assert "public" in response["Cache-Control"]
    for path in ("/sitemap-0.xml", f"/sitemap-{len(parts) + 1}.xml"):
        assert client.get(path).status_code == 404
