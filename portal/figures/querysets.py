"""Reusable filters of figures; each reads as a sentence and can be chained."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet


class AreaQuerySet(QuerySet[Any]):
    """Areas that sources count by."""

    def with_figures(self) -> Self:
        """Those of which at least one figure is public."""
        observations = self.model._meta.get_field("observations").related_model.objects.published()
        return self.filter(Exists(observations.filter(area=OuterRef("pk"))))

    def shown_on(self, area: Any) -> Self:
        """The area itself and those shown together with it."""
        return self.filter(Q(pk=area.pk) | Q(shown_with=area))


class CommodityQuerySet(QuerySet[Any]):
    """Goods of export figures."""


class IndicatorQuerySet(QuerySet[Any]):
    """What is counted."""

    def with_figures(self) -> Self:
        """Those of which at least one figure is public."""
        observations = self.model._meta.get_field("observations").related_model.objects.published()
        return self.filter(Exists(observations.filter(indicator=OuterRef("pk"))))

    def with_count(self) -> Self:
        """With ``count``, the number of its public figures."""
        return self.annotate(count=Count("observations", filter=Q(observations__state="published")))

    def with_last_change(self) -> Self:
        """With ``changed_at``, the time its public figures were last changed; None where there are none."""
        return self.annotate(changed_at=Max("observations__updated_at", filter=Q(observations__state="published")))

    def not_updated_since(self, moment: dt.datetime) -> Self:
        """Those whose public figures are all older than the moment, the longest untouched first."""
        return (
            self.with_last_change()
            .filter(Q(changed_at__isnull=True) | Q(changed_at__lt=moment))
            .order_by("changed_at", "order", "code")
        )


class MarketStatementQuerySet(QuerySet[Any]):
    """What sources say of goods and markets."""

    def with_details(self) -> Self:
        """With what a row shows, in a fixed number of queries."""
        return self.select_related("area", "commodity").prefetch_related("markets", "sources", "observations")


class ObservationQuerySet(QuerySet[Any]):
    """Values of sources."""

    def published(self) -> Self:
        """Those that are public."""
        return self.filter(state="published")

    def ever_public(self) -> Self:
        """Those that are or were public: somebody has checked them."""
        return self.filter(Q(state="published") | Q(checked_on__isnull=False))

    def results(self) -> Self:
        """What has been or is expected, never a target."""
        return self.exclude(status="target")

    def targets(self) -> Self:
        """What is aimed at; never drawn as a result."""
        return self.filter(status="target")

    def with_shown_status(self, status: str) -> Self:
        """Those that readers see with a status: what was published before its period ended is an estimate."""
        early = Q(status="actual", is_published_early=True)
        if status == "estimate":
            return self.filter(Q(status=status) | early)
        return self.filter(status=status).exclude(early)

    def shown_first(self) -> Self:
        """The one result and the one target of each period."""
        return self.filter(Q(is_chosen=True) | Q(is_chosen_target=True))

    def within(self, starts_on: dt.date, ends_on: dt.date) -> Self:
        """Those whose period lies within these days, both ends included."""
        return self.filter(starts_on__gte=starts_on, ends_on__lte=ends_on)

    def pairs(self) -> QuerySet[Any, Any]:
        """Slug of the indicator and code of the area of the values, each pair once, in order."""
        names = ("indicator__slug", "area__code")
        return self.order_by(*names).values_list(*names).distinct()

    def chosen(self) -> Self:
        """The one result of each period that pages show first."""
        return self.filter(is_chosen=True)

    def of(self, indicator: Any, area: Any, commodity: Any = None) -> Self:
        """Values of one series, in order of time."""
        return self.filter(indicator=indicator, area=area, commodity=commodity).in_time()

    def same_point(self, other: Any) -> Self:
        """Those about the same thing and period as another value."""
        return self.filter(
            indicator=other.indicator_id,
            area=other.area_id,
            commodity=other.commodity_id,
            period=other.period,
            holiday=other.holiday,
        )

    def in_time(self) -> Self:
        """In order of time; undated ones first."""
        return self.order_by("starts_on", "ends_on", "key")

    def featured(self, part: str) -> Self:
        """Those of the series that editors chose for a part of the overview, in the order of choice, then of time."""
        # Conditions of one filter are about one and the same choice.
        return self.filter(
            Q(indicator__featured__commodity=F("commodity"))
            | Q(indicator__featured__commodity__isnull=True, commodity__isnull=True),
            indicator__featured__part=part,
            indicator__featured__area=F("area"),
        ).order_by("indicator__featured__order", "indicator__featured__pk", "starts_on", "ends_on", "key")

    def for_headlines(self) -> Self:
        """With what a number says of itself, in the same query."""
        return self.select_related("indicator", "area__province", "commodity", "source", "conflict_group")

    def with_details(self) -> Self:
        """With what a page, row or dataset shows, in a fixed number of queries."""
        return self.for_headlines().select_related("statement").prefetch_related("also_in")
