"""The page of a destination leads to the itineraries that pass through it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tourism.models import Itinerary, ItineraryStop, Place

pytestmark = pytest.mark.django_db
PATHS = {"vi": "/diem-den/yen-chau/", "en": "/en/destinations/yen-chau/"}


def routes(client: Any, language: str) -> list[str]:
    """Titles of the itineraries on the page of Yên Châu, which none of the demo passes."""
    answer = client.get(PATHS[language])
    assert ('id="lich-trinh"' in answer.content.decode()) is bool(answer.context["routes"])
    return [page.title for page in answer.context["routes"]]


def pass_through(itinerary: Itinerary, place: Place) -> None:
    itinerary.stops.add(ItineraryStop(day=1, place=place, name_vi="Dừng chân", sort_order=99))
    itinerary.save()


@pytest.mark.parametrize("language", PATHS)
def test_itineraries_that_pass_through_are_shown_in_their_order(demo, client, language):
    assert routes(client, language) == []
    destination = Place.objects.get(slug="yen-chau")
    inside = Place(kind="attraction", category="farm", slug="vuon", name="Vườn", province=destination.province)
    inside.parent = destination
    inside.save()
    last, first = Itinerary.objects.order_by("-number")[:2]
    pass_through(last, destination)
    pass_through(last, inside)
    pass_through(first, inside)
    pages = [record.pages.get(locale__language_code=language) for record in (first, last)]
    assert routes(client, language) == [page.title for page in pages]
    text = client.get(PATHS[language]).content.decode()
    for page in pages:
        assert f"{page.slug}/" in text
        assert escape(page.itinerary.start)[:4] in text
    last.unpublish()
    assert routes(client, language) == [pages[0].title]
    Place.objects.filter(pk=inside.pk).update(live=False)
    assert routes(client, language) == [], "the stop is a draft, so nobody is told that it lies here"


def test_a_destination_keeps_its_budget_of_queries(demo, client):
    for path in ("/diem-den/yen-chau/", "/diem-den/moc-chau/", "/diem-den/thanh-pho-son-la/"):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= 15, path
