"""Which documents show a changed thing: its own, and those of others that say its name or where it lies.

Each function takes what changed and answers with keys, in a number of queries that does not grow with theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from portal.figures.models import Observation
from portal.home.models import ProvincesStoryPage
from portal.places.models import Airport, BorderGate, Commune, GettingTherePage, Province
from products.models import Business, Certificate, Product
from search.kinds import key_of
from search.kinds.figures import figure_key
from search.kinds.pages import PREFIX, key_of_page
from search.kinds.products import business_key, product_key
from tourism.models import AttractionPage, DestinationPage, EventPage, ItineraryPage, Place

Keys = Iterator[str]


def pages(model: Any, *conditions: Q, **where: Any) -> Keys:
    """Keys of the pages of a type that fulfil the conditions."""
    found = model.objects.filter(*conditions, **where).order_by()
    for name in found.values_list("translation_key", flat=True).distinct():
        yield key_of(PREFIX, name)


# --- Pages ------------------------------------------------------------------------------------------------------------


def of_page(page: Any) -> Keys:
    """The page, those below it, and what stands on it or says its title."""
    # What the instance knows of its children may be out of date: the path alone is sure.
    below = list(pages(Page, path__startswith=page.path))
    yield from (key_of_page(page), *below)
    if len(below) > 1 or isinstance(page, GettingTherePage):
        yield from on_road_page()
    if isinstance(page, DestinationPage | AttractionPage) or type(page) is Page:
        told = Place.objects.filter(Q(destinationpages=page.pk) | Q(attractionpages=page.pk))
        yield from saying_titles_of(list(told.values_list("pk", flat=True)))


def of_tree() -> Keys:
    """Everything with an address in the tree."""
    yield from pages(Page)
    yield from on_road_page()


def saying_titles_of(places: Collection[int]) -> Keys:
    """Pages that say the titles of these places' pages: what lies in them, and events that are held there."""
    if places:
        for model in (DestinationPage, AttractionPage):
            yield from pages(model, place__parent_id__in=places)
        yield from pages(EventPage, event__place_id__in=places)


def on_road_page() -> Keys:
    """What stands on the page about roads."""
    for prefix, model in (("gate", BorderGate), ("airport", Airport)):
        for slug in model.objects.values_list("slug", flat=True):
            yield key_of(prefix, slug)


# --- Records ----------------------------------------------------------------------------------------------------------


def of_places(*conditions: Q, **where: Any) -> Keys:
    """Pages of places, of events that are held there and of itineraries that stop there."""
    places = list(Place.objects.filter(*conditions, **where).values_list("pk", flat=True).distinct())
    if places:
        for model in (DestinationPage, AttractionPage):
            yield from pages(model, place_id__in=places)
        yield from pages(EventPage, event__place_id__in=places)
        yield from pages(ItineraryPage, itinerary__stops__place_id__in=places)


def of_communes(*codes: str) -> Keys:
    """Communes, and what lies in them."""
    for code in codes:
        yield key_of("commune", code)
    yield from of_places(communes__in=codes)
    for slug in BorderGate.objects.filter(commune__in=codes).values_list("slug", flat=True):
        yield key_of("gate", slug)
    yield from makers_and_products(commune__in=codes)


def of_province(province: Province) -> Keys:
    """A province and everything that lies in it."""
    yield key_of("province", province.slug)
    for code in Commune.objects.filter(province=province).values_list("code", flat=True):
        yield key_of("commune", code)
    yield from of_places(Q(province=province) | Q(other_provinces=province) | Q(communes__province=province))
    yield from pages(EventPage, event__province=province)
    for prefix, model in (("gate", BorderGate), ("airport", Airport)):
        for slug in model.objects.filter(province=province).values_list("slug", flat=True):
            yield key_of(prefix, slug)
    yield from makers_and_products(province=province)
    yield from of_figures(area__province=province)


# --- Products ---------------------------------------------------------------------------------------------------------

#: Rows that are asked for in one query.
AT_A_TIME = 500


def in_parts(pks: Collection[int]) -> Iterator[list[int]]:
    """The keys, so many at a time that any database takes them."""
    ordered = sorted(pks)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]


def of_products(pks: Collection[int]) -> Keys:
    """Products, and the businesses that make them, which say their names."""
    for part in in_parts(pks):
        yield from map(product_key, part)
        makers = Product.objects.filter(pk__in=part, producer__isnull=False).values_list("producer", flat=True)
        yield from map(business_key, makers.distinct())


def of_businesses(pks: Collection[int]) -> Keys:
    """Businesses, and what they make, which says who made it."""
    for part in in_parts(pks):
        yield from map(business_key, part)
        yield from map(product_key, Product.objects.filter(producer__in=part).values_list("pk", flat=True))


def of_certificates(pks: Collection[int]) -> Keys:
    """The products of certificates."""
    for part in in_parts(pks):
        products = Certificate.objects.filter(pk__in=part).values_list("product", flat=True)
        yield from map(product_key, products.distinct())


def makers_and_products(**where: Any) -> Keys:
    """Products and businesses by where they lie."""
    yield from map(product_key, Product.objects.filter(**where).values_list("pk", flat=True))
    yield from map(business_key, Business.objects.filter(**where).values_list("pk", flat=True))


def products(**where: Any) -> Keys:
    """Products that fulfil the conditions."""
    yield from map(product_key, Product.objects.filter(**where).values_list("pk", flat=True).distinct())


# --- Figures ----------------------------------------------------------------------------------------------------------


def of_figures(**where: Any) -> Keys:
    """Indicators and areas of values that fulfil the conditions, public or not: one may just have been taken back."""
    for indicator, area in Observation.objects.filter(**where).pairs():
        yield from (figure_key(indicator), figure_key(indicator, area))


# --- Facts ------------------------------------------------------------------------------------------------------------


def of_fact(subjects: Collection[str]) -> Keys:
    """What shows official facts about these subjects; the provinces' story quotes any of them."""
    names: dict[str, list[str]] = {}
    for subject in subjects:
        prefix, _colon, name = subject.partition(":")
        names.setdefault(prefix, []).append(name)
    for model in (DestinationPage, AttractionPage):
        yield from pages(model, place__slug__in=names.get("place", []))
    yield from pages(EventPage, event__slug__in=names.get("event", []))
    for slug in names.get("province", []):
        yield key_of("province", slug)
    yield from pages(GettingTherePage)
    yield from pages(ProvincesStoryPage)
