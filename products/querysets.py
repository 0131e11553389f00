"""Reusable filters of products, businesses and what is sent about them; each reads as a sentence and can be chained.

Whoever shows something in the business area starts with ``of_business``, whoever shows something to an officer with
``in_scope_of``: what belongs to somebody else is then not there at all.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

#: Decisions with which a certificate stands.
STANDING = ("granted", "under_reassessment")


class ScopedQuerySet(QuerySet[Any]):
    """Rows that belong to a province in some way."""

    #: Look-ups of the province, the first that is known counts.
    province_lookups: tuple[str, ...] = ("province",)

    def in_scope_of(self, user: Any) -> Self:
        """Those of the officer's provinces; nobody else's exist for him."""
        if user.is_superuser:
            return self
        scope = Q()
        for lookup in self.province_lookups:
            scope |= Q(**{f"{lookup}__officers__user": user})
        return self.filter(pk__in=self.model._default_manager.filter(scope).values("pk"))


class ProductQuerySet(ScopedQuerySet):
    """Products."""

    def listed(self) -> Self:
        """Those that everybody may read."""
        return self.filter(is_listed=True, is_example=False)

    def of_business(self, business: Any) -> Self:
        """Those that a business keeps."""
        return self.filter(producer=business, is_kept_by_producer=True, merged_into__isnull=True)

    def in_month(self, month: int) -> Self:
        """Those that are fresh in a month."""
        return self.filter(month_rows__month=month)

    def with_stars_in_force(self, today: dt.date, *stars: int) -> Self:
        """Those with a certificate in force on a day, of these stars or any."""
        certificates = self.model._meta.get_field("certificates").related_model.objects.in_force(today)
        if stars:
            certificates = certificates.filter(stars__in=stars)
        return self.filter(Exists(certificates.filter(product=OuterRef("pk"))))

    def for_cards(self, today: dt.date) -> Self:
        """With what a card shows: maker, place, picture, and ``in_force``, the certificates in force on the day."""
        certificates = self.model._meta.get_field("certificates").related_model.objects.in_force(today)
        return self.select_related("producer", "commune", "province", "group", "picture").prefetch_related(
            "picture__derivatives", Prefetch("certificates", certificates, to_attr="in_force")
        )


class BusinessQuerySet(ScopedQuerySet):
    """Businesses."""

    def public(self) -> Self:
        """Those with a page that everybody may read."""
        return self.filter(standing__in=("from_sources", "verified"), is_example=False)

    def of_user(self, user: Any) -> Self:
        """Those an account works for."""
        return self.filter(members__user=user)

    def to_verify(self) -> Self:
        """Registrations and changes that wait for an officer, the oldest (``waiting_since``) first."""
        waiting = self.filter(Q(standing="registered") | Q(standing="verified", pending_at__isnull=False))
        return waiting.annotate(waiting_since=Coalesce("pending_at", "registered_at")).order_by("waiting_since", "pk")


class CertificateQuerySet(ScopedQuerySet):
    """Certificates."""

    province_lookups = ("product__province",)

    def of_business(self, business: Any) -> Self:
        """Those of products that one business keeps."""
        return self.filter(
            product__producer=business, product__is_kept_by_producer=True, product__merged_into__isnull=True
        )

    def standing(self) -> Self:
        """Granted ones and those under reassessment."""
        return self.filter(decision__in=STANDING)

    def in_force(self, today: dt.date) -> Self:
        """Those whose stars may be shown on a day: by dates alone, never by the database's clock."""
        return self.standing().filter(issued_on__lte=today, ends_on__gte=today)

    def ending_within(self, days: int, today: dt.date) -> Self:
        """Standing ones whose last day is at most ``days`` away and not over."""
        return self.standing().filter(ends_on__range=(today, today + dt.timedelta(days=days)))

    def over(self, today: dt.date) -> Self:
        """Standing ones whose last day is over and that no new one has replaced."""
        return self.standing().filter(ends_on__lt=today)

    def for_desk(self) -> Self:
        """With what a list of certificates that end shows, those that end first in front."""
        return (
            self.select_related("product__producer", "product__commune", "product__province")
            .prefetch_related("notices")
            .order_by("ends_on", "pk")
        )


class SubmissionQuerySet(ScopedQuerySet):
    """Certificates that businesses have sent."""

    province_lookups = ("product__province",)

    def of_business(self, business: Any) -> Self:
        """Those of products that one business keeps."""
        return self.filter(
            product__producer=business, product__is_kept_by_producer=True, product__merged_into__isnull=True
        )

    def waiting(self) -> Self:
        """Those that wait for an officer, the oldest first."""
        return self.filter(state="waiting").order_by("sent_at", "pk")


class ProtectedNameQuerySet(ScopedQuerySet):
    """Protected names."""


class DraftQuerySet(ScopedQuerySet):
    """Drafts of listings."""

    province_lookups = ("business__province",)

    def of_business(self, business: Any) -> Self:
        """Those of one business."""
        return self.filter(business=business)

    def open(self) -> Self:
        """Those that still wait for somebody."""
        return self.filter(state__in=("draft", "submitted", "returned"))

    def submitted(self) -> Self:
        """Those that wait for an officer, the oldest first."""
        return self.filter(state="submitted").order_by("submitted_at", "pk")


class PictureQuerySet(QuerySet[Any]):
    """Pictures of businesses."""

    def of_business(self, business: Any) -> Self:
        """Those that one business uploaded."""
        return self.filter(business=business)


class EnquiryQuerySet(QuerySet[Any]):
    """Enquiries."""

    def of_business(self, business: Any) -> Self:
        """Those to one business that are not erased."""
        return self.filter(business=business, erased_at__isnull=True)

    def to_erase(self, today: dt.date) -> Self:
        """Those whose time is over."""
        return self.filter(erase_on__lte=today, erased_at__isnull=True)


class ClaimQuerySet(ScopedQuerySet):
    """Claims."""

    province_lookups = ("product__province", "profile__province")

    def waiting(self) -> Self:
        """Those that wait for an officer."""
        return self.filter(state="waiting")


class ReportQuerySet(ScopedQuerySet):
    """Reports."""

    province_lookups = ("product__province", "business__province")

    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state__in=("new", "in_hand"))


class ConsentQuerySet(QuerySet[Any]):
    """Consents."""

    def standing(self) -> Self:
        """Those that are not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class ActionQuerySet(ScopedQuerySet):
    """What was done."""


class ImportQuerySet(ScopedQuerySet):
    """Spreadsheets."""
