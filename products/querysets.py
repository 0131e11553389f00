"""Reusable filters of products, businesses and what is sent about them; each reads as a sentence and can be chained.

Whoever shows something in the business area starts with ``of_business``, whoever shows something to an officer with
``in_scope_of``: what belongs to somebody else is then not there at all.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from portal.core.vietnamese import fold

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

    def named(self, words: str) -> Self:
        """Those whose name in either language holds all the words, with marks or without."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def in_groups(self, *slugs: str) -> Self:
        """Those of OCOP groups."""
        return self.filter(group__slug__in=slugs)

    def in_provinces(self, *slugs: str) -> Self:
        """Those of provinces."""
        return self.filter(province__slug__in=slugs)

    def in_communes(self, *codes: str) -> Self:
        """Those of communes."""
        return self.filter(commune__in=codes)

    def in_months(self, *months: int) -> Self:
        """Those that are fresh in one of the months."""
        return self._with("month_rows", month__in=months)

    def with_certifications(self, *codes: str) -> Self:
        """Those that a source or an officer says to meet one of the standards."""
        return self._with("certifications", code__in=codes)

    def in_markets(self, *slugs: str) -> Self:
        """Those for which a source names one of the markets."""
        return self._with("markets", market__in=slugs)

    def exported(self) -> Self:
        """Those of whose export a source tells."""
        return self.filter(is_listed=True).exclude(export_vi="")

    def with_stars_in_force(self, today: dt.date, *stars: int) -> Self:
        """Those with a certificate in force on a day, of these stars or any."""
        certificates = self._rows("certificates").in_force(today)
        if stars:
            certificates = certificates.filter(stars__in=stars)
        return self.filter(Exists(certificates.filter(product=OuterRef("pk"))))

    def for_cards(self) -> Self:
        """With what a card shows: maker, place, all certificates, and the first right and standard that it bears.

        Pictures are read for all cards of a page at once (``portal.media.page_pictures``).
        """
        first = {
            name: Subquery(self._rows(relation).filter(product=OuterRef("pk")).values(column)[:1])
            for name, relation, column in (
                ("first_right", "protections", "kind"),
                ("first_standard", "certifications", "code"),
            )
        }
        return (
            self.select_related("producer", "commune", "province", "group")
            .prefetch_related("certificates")
            .annotate(**first)
        )

    def with_telling_certificate(self) -> Self:
        """After ``for_cards``: with the one certificate that tells how it stands (``telling_…``), and no query for it.

        It is the one that stands; where none does, the newest of those that were replaced or withdrawn.
        """
        rows = self._rows("certificates").filter(product=OuterRef("pk"))
        first = rows.order_by(Case(When(decision__in=STANDING, then=0), default=1), "-issued_on", "-pk")
        columns = ("pk", "decision", "issued_on", "ends_on", "stars")
        telling = {f"telling_{column}": Subquery(first.values(column)[:1]) for column in columns}
        return self.prefetch_related(None).annotate(**telling)

    def for_page(self) -> Self:
        """With what its page says of maker, place and address, and what the seller lets be shown (``may_show_…``)."""
        return self.select_related(
            "producer__province",
            "producer__commune__province",
            "commune__province",
            "province",
            "group",
            "address",
            "merged_into",
        ).annotate(**consents_of("producer", self.model))

    def _rows(self, relation: str) -> Any:
        """Rows of a relation, of all products."""
        return self.model._meta.get_field(relation).related_model._default_manager.all()

    def _with(self, relation: str, **wanted: Any) -> Self:
        return self.filter(Exists(self._rows(relation).filter(product=OuterRef("pk"), **wanted)))


def consents_of(business: str, model: Any) -> dict[str, Exists]:
    """``may_show_phone`` and so on: whether the business at this look-up consents to it now."""
    consents = model._meta.apps.get_model("products", "Consent")._default_manager.standing()
    return {
        f"may_{purpose}": Exists(consents.filter(business=OuterRef(business), purpose=purpose))
        for purpose in ("show_representative", "show_phone", "show_email")
    }


class BusinessQuerySet(ScopedQuerySet):
    """Businesses."""

    def public(self) -> Self:
        """Those with a page that everybody may read."""
        return self.filter(standing__in=("from_sources", "verified"), is_example=False)

    def for_page(self) -> Self:
        """With what their page shows of place, and what they let be shown (``may_show_…``)."""
        return self.select_related("province", "commune__province", "merged_into").annotate(
            **consents_of("pk", self.model)
        )

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
