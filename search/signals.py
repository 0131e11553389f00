"""Every change of what can be found marks what shows it, in the transaction of the change.

One call each, whoever makes the change: an editor, a command, the clock of scheduled publishing. Moves and new slugs
save the page that moves, and its descendants are marked with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Site

from portal.core.models import Source, StatedFact, StatedFactSubject
from portal.core.registries import hears_changes
from portal.figures.models import Area, Commodity, Indicator, Observation
from portal.places.models import (
    Airport,
    BorderGate,
    Commune,
    Distance,
    FormerUnit,
    GettingTherePage,
    Province,
    ProvinceFact,
    Route,
)
from products.models import (
    Award,
    Business,
    BusinessAlias,
    Certificate,
    CertificateDecision,
    Certification,
    Market,
    Product,
    ProductAlias,
    ProductGroup,
    ProductMarket,
    ProductMonth,
    ProtectedName,
    Protection,
)
from search.kinds import key_of
from search.kinds.figures import figure_key
from search.kinds.pages import page_types
from search.kinds.products import business_key, product_key
from search.services import dependents, marking
from tourism.models import (
    Activity,
    Event,
    EventAlias,
    EventEdition,
    EventPage,
    EventRecognition,
    Itinerary,
    ItineraryDay,
    ItineraryHint,
    ItineraryPage,
    ItineraryStop,
    Place,
    PlaceAlias,
    PracticalFact,
    Recognition,
)

#: What drafts, locks and the tree write; readers see nothing of it.
UNSEEN = frozenset(
    {
        "alias_of_id",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)

Keys = Iterable[str]


def remember_maker(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Remember whose a product is before it is saved: it may change hands."""
    rows = Product.objects.filter(pk=instance.pk, producer__isnull=False).values_list("producer", flat=True)
    instance.makers_before = list(rows) if instance.pk is not None else []


def of_product(row: Any) -> Keys:
    """A product, and the businesses that made it before and now."""
    yield from dependents.of_products([row.pk])
    yield from map(business_key, getattr(row, "makers_before", ()))


def remember_figure(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Remember what a value was about before it is saved: it may become one about something else."""
    instance.figures_before = list(dependents.of_figures(pk=instance.pk)) if instance.pk is not None else []


def of_figure(row: Any) -> Keys:
    """What a value is about, and was."""
    yield from (figure_key(row.indicator.slug), figure_key(row.indicator.slug, row.area.code))
    yield from getattr(row, "figures_before", ())


#: Which documents show a record; asked before it is deleted and after it is saved.
SHOWN_BY: dict[type[Model], Callable[[Any], Keys]] = {
    **dict.fromkeys((Page, *page_types()), dependents.of_page),
    PageViewRestriction: lambda row: dependents.of_page(row.page),
    Site: lambda row: dependents.of_tree(),
    Place: lambda row: dependents.of_places(pk=row.pk),
    **dict.fromkeys(
        (Activity, PlaceAlias, PracticalFact, Recognition), lambda row: dependents.of_places(pk=row.place_id)
    ),
    Event: lambda row: dependents.pages(EventPage, event=row),
    **dict.fromkeys(
        (EventAlias, EventEdition, EventRecognition), lambda row: dependents.pages(EventPage, event_id=row.event_id)
    ),
    Itinerary: lambda row: dependents.pages(ItineraryPage, itinerary=row),
    **dict.fromkeys(
        (ItineraryDay, ItineraryHint, ItineraryStop),
        lambda row: dependents.pages(ItineraryPage, itinerary_id=row.itinerary_id),
    ),
    Province: dependents.of_province,
    ProvinceFact: lambda row: [key_of("province", row.province.slug)],
    Commune: lambda row: dependents.of_communes(row.pk),
    FormerUnit: lambda row: dependents.of_communes(row.commune_id),
    BorderGate: lambda row: [key_of("gate", row.slug)],
    Airport: lambda row: [key_of("airport", row.slug)],
    **dict.fromkeys((Route, Distance), lambda row: dependents.pages(GettingTherePage)),
    StatedFact: lambda row: dependents.of_fact(list(row.subjects.values_list("key", flat=True))),
    StatedFactSubject: lambda row: dependents.of_fact([row.key]),
    Product: of_product,
    **dict.fromkeys(
        (Award, Certificate, Certification, ProductAlias, ProductMarket, ProductMonth, Protection),
        lambda row: [product_key(row.product_id)],
    ),
    CertificateDecision: lambda row: dependents.of_certificates([row.certificate_id]),
    ProductGroup: lambda row: dependents.products(group=row),
    Market: lambda row: dependents.products(markets__market=row),
    ProtectedName: lambda row: dependents.products(protections__protected_name=row),
    Business: lambda row: dependents.of_businesses([row.pk]),
    BusinessAlias: lambda row: dependents.of_businesses([row.business_id]),
    Observation: of_figure,
    Indicator: lambda row: dependents.of_figures(indicator=row),
    Area: lambda row: dependents.of_figures(area=row),
    Commodity: lambda row: dependents.of_figures(commodity=row),
    Source: lambda row: dependents.of_figures(source=row),
}
#: The same for many rows at once, by their keys; rows of other types are asked one after another.
SHOWN_BY_MANY: dict[type[Model], Callable[[Collection[Any]], Keys]] = {
    Product: dependents.of_products,
    Certificate: dependents.of_certificates,
    Business: dependents.of_businesses,
    Observation: lambda keys: dependents.of_figures(pk__in=keys),
}


def mark_shown(sender: type[Model], instance: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
    """Mark what shows a record that was saved or is about to be deleted."""
    if update_fields is not None and UNSEEN.issuperset(update_fields):
        return
    with transaction.atomic(savepoint=False):
        marking.mark_found(lambda: SHOWN_BY[sender](instance))


@hears_changes
def mark_written(model: type[Model], keys: Collection[Any]) -> None:
    """Mark what shows rows that were written without signals."""

    def found() -> Keys:
        if model in SHOWN_BY_MANY:
            yield from SHOWN_BY_MANY[model](keys)
        elif model in SHOWN_BY:
            for row in model._default_manager.filter(pk__in=keys):
                yield from SHOWN_BY[model](row)

    with transaction.atomic(savepoint=False):
        marking.mark_found(found)


pre_save.connect(remember_figure, sender=Observation, dispatch_uid="search.figures.Observation.before")
pre_save.connect(remember_maker, sender=Product, dispatch_uid="search.products.Product.before")
for model in SHOWN_BY:
    post_save.connect(mark_shown, sender=model, dispatch_uid=f"search.{model._meta.label}.saved")
    pre_delete.connect(mark_shown, sender=model, dispatch_uid=f"search.{model._meta.label}.deleted")
