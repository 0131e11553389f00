"""What every page of the officers shares: who may come in, whose rows there are, what waits and since when.

Two things are asked of everybody: the permission that a page names (without it the admin refuses as it always does),
and the province of each row. A row of another province does not exist here: whoever knows its number gets a 404.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Count, Model, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.places.models import Province
from products.models import Action, Business, CertificateSubmission, Claim, ListingDraft, Report

HOUR = 3600
#: From so many hours on a wait is counted in days.
DAYS_FROM = 48


@dataclass(frozen=True)
class Queue:
    """One kind of things that wait for an officer; ``rows`` gives those of an account, the oldest first."""

    name: str
    label: str | Promise
    permission: str
    rows: Callable[[Any], QuerySet[Any]]

    @property
    def url(self) -> str:
        """Its list."""
        return reverse(f"desk:{self.name}")


QUEUES = (
    Queue(
        "sellers",
        gettext_lazy("Chủ thể"),
        "products.change_business",
        lambda user: Business.objects.in_scope_of(user).to_verify(),
    ),
    Queue(
        "listings",
        gettext_lazy("Sản phẩm"),
        "products.change_listingdraft",
        lambda user: ListingDraft.objects.in_scope_of(user).submitted(),
    ),
    Queue(
        "submissions",
        gettext_lazy("Giấy chứng nhận"),
        "products.change_certificatesubmission",
        lambda user: CertificateSubmission.objects.in_scope_of(user).waiting(),
    ),
    Queue(
        "claims",
        gettext_lazy("Đề nghị nhận"),
        "products.change_claim",
        lambda user: Claim.objects.in_scope_of(user).waiting().order_by("made_at", "pk"),
    ),
    Queue(
        "reports",
        gettext_lazy("Tin báo"),
        "products.change_report",
        lambda user: Report.objects.in_scope_of(user).open().order_by("received_at", "pk"),
    ),
)


def queue(name: str) -> Queue:
    """The queue of a name."""
    return next(one for one in QUEUES if one.name == name)


def queues_of(user: Any) -> list[Queue]:
    """Those that an account works on."""
    return [one for one in QUEUES if user.has_perm(one.permission)]


def waiting(request: HttpRequest) -> dict[str, int]:
    """How many things wait in each queue of the account, read once a request and in one query."""
    known: dict[str, int] | None = getattr(request, "_waiting_for_officer", None)
    if known is None:
        mine = queues_of(request.user)
        known = dict.fromkeys((one.name for one in mine), 0)
        counts = [
            one.rows(request.user)
            .order_by()
            .values(queue_name=Value(one.name, output_field=CharField()))
            .annotate(number=Count("pk", distinct=True))
            .values_list("queue_name", "number")
            for one in mine
        ]
        if counts:
            known |= dict(counts[0].union(*counts[1:], all=True))
        request._waiting_for_officer = known  # type: ignore[attr-defined]
    return known


def provinces_of(user: Any) -> list[Province]:
    """The provinces that an account looks after."""
    provinces = Province.objects.all()
    return list(provinces if user.is_superuser else provinces.filter(officers__user=user))


def scope_in_words(provinces: Sequence[Province]) -> str:
    """``Sơn La, Điện Biên``; for nobody's account that there is none."""
    return ", ".join(province.name for province in provinces) or _("chưa được giao tỉnh nào")


def waited(since: dt.datetime | None, now: dt.datetime) -> str:
    """How long something has waited, in hours and from two days on in days."""
    if since is None:
        return ""
    hours = int((now - since).total_seconds()) // HOUR
    if hours < 1:
        return _("dưới 1 giờ")
    if hours < DAYS_FROM:
        return ngettext("%(number)d giờ", "%(number)d giờ", hours) % {"number": hours}
    days = hours // 24
    return ngettext("%(number)d ngày", "%(number)d ngày", days) % {"number": days}


def moment(at: dt.datetime | None) -> str:
    """``22.11.2026, 09:40``, by the clock of Vietnam."""
    return f"{timezone.localtime(at):%d.%m.%Y, %H:%M}" if at is not None else ""


class DeskView(WagtailAdminTemplateMixin, View):
    """A page of the officers: with its permission, its title, and rows of the officer's provinces only."""

    permission: ClassVar[str]
    header_icon = "clipboard-list"
    #: The queue whose tab is the current one; empty on pages of records.
    queue_name: ClassVar[str] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever lacks the permission before anything is read."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.now = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def own(self, rows: Any, pk: Any, **lookups: Any) -> Any:
        """The row of a key, of the officer's provinces; else there is none (404)."""
        return get_object_or_404(rows.in_scope_of(self.request.user), pk=pk, **lookups)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page with what its template needs."""
        response: HttpResponse = self.render_to_response(self.get_context_data(**context), status=status)
        return response

    def get_page_title(self) -> str:
        return str(self.page_title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        items = [*self.breadcrumbs_items, {"url": reverse("desk:queue"), "label": _("Việc chờ")}]
        if self.queue_name:
            one = queue(self.queue_name)
            items.append({"url": one.url, "label": str(one.label)})
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = waiting(self.request)
        tabs = [
            {"label": one.label, "url": one.url, "count": counts[one.name], "is_current": one.name == self.queue_name}
            for one in queues_of(self.request.user)
        ]
        provinces = provinces_of(self.request.user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "tabs": tabs,
            "has_scope": bool(provinces),
            "scope": scope_in_words(provinces),
            "now": self.now,
        }

    def actions_of(self, **about: Model | None) -> QuerySet[Any]:
        """Who did what with a business or a product, the newest first; none when it is not there yet."""
        if any(one is None for one in about.values()):
            return Action.objects.none()
        actions: QuerySet[Any] = Action.objects.in_scope_of(self.request.user).filter(**about)
        return actions.select_related("actor", "product", "business")[:30]
