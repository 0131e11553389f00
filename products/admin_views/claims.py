"""Claims: a verified business says that a product or profile from public sources is its own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.admin_views.desk import moment, waited
from products.admin_views.queues import Card, DecisionView, QueueView, decided
from products.admin_views.sellers import facts_of, place_of
from products.admin_views.verdict_forms import Verdict
from products.models import Business, Claim
from products.services import businesses


class ClaimsView(QueueView):
    """Claims of products and profiles of the officer's provinces; who claims may sit in another one."""

    permission = "products.change_claim"
    queue_name = "claims"

    def rows(self) -> QuerySet[Any]:
        """The oldest first."""
        waiting: QuerySet[Any] = Claim.objects.in_scope_of(self.request.user).waiting().order_by("made_at", "pk")
        return waiting.select_related("business", "product", "profile")

    def card(self, row: Claim) -> Card:
        """What is claimed, by whom."""
        return Card(
            url=reverse("desk:claim", args=[row.pk]),
            title=str(row.product or row.profile),
            lines=(
                row.business.name,
                _("sản phẩm") if row.product_id else _("hồ sơ chủ thể và các sản phẩm của hồ sơ"),
            ),
            waited=waited(row.made_at, self.now),
            value=f"{row.pk}:0",
            is_example=row.business.is_example,
        )


class ClaimView(DecisionView):
    """One claim."""

    permission = "products.change_claim"
    queue_name = "claims"
    template_name = "products/admin/claim.html"
    queue_view = ClaimsView
    verdicts = (Verdict.APPROVE, Verdict.REJECT)
    labels = {Verdict.APPROVE: gettext_lazy("Giao")}
    effects = {
        Verdict.APPROVE: gettext_lazy("Chủ thể này đăng và sửa trang từ nay."),
        Verdict.REJECT: gettext_lazy("Trang giữ nguyên là thông tin từ nguồn công khai."),
    }

    def get_row(self, pk: int) -> Claim:
        """A claim of something of the officer's provinces."""
        rows = Claim.objects.select_related(
            "business__commune__province",
            "business__province",
            "product__producer",
            "product__province",
            "profile__commune__province",
            "profile__province",
            "decided_by",
        )
        found: Claim = self.own(rows, pk)
        return found

    def get_page_title(self) -> str:
        return str(self.row.product or self.row.profile)

    def is_waiting(self) -> bool:
        """Not decided."""
        return bool(self.row.state == Claim.State.WAITING)

    def how_it_stands(self) -> str:
        """Who decided what and when."""
        return decided(self.row.get_state_display(), self.row.decided_by, self.row.decided_at)

    def decide(self, verdict: Verdict, reason: str, version: int) -> str:
        """Grant or reject."""
        thing = {"name": self.row.product or self.row.profile}
        if verdict == Verdict.APPROVE:
            businesses.grant_claim(claim=self.row, officer=self.request.user, now=self.now)
            return _("Đã giao “%(name)s”.") % thing
        businesses.reject_claim(claim=self.row, reason=reason, officer=self.request.user, now=self.now)
        return _("Đã từ chối đề nghị nhận “%(name)s”.") % thing

    def facts(self) -> dict[str, Any]:
        """What is claimed and by whom: of a business of another province only what everybody may read."""
        claim = self.row
        claimant = claim.business
        is_own = Business.objects.in_scope_of(self.request.user).filter(pk=claimant.pk).exists()
        products = claim.profile.products.order_by("sort_key") if claim.profile is not None else []
        others = Claim.objects.in_scope_of(self.request.user).waiting().exclude(pk=claim.pk)
        others = others.filter(product=claim.product, profile=claim.profile).select_related("business")
        return {
            "claimant": claimant,
            "claimant_facts": facts_of(claimant)
            if is_own
            else [(_("Tên"), claimant.name), (_("Xã, phường"), place_of(claimant))],
            "claimant_is_own": is_own,
            "profile_facts": facts_of(claim.profile) if claim.profile is not None else [],
            "products": products,
            "others": others,
            "made": moment(claim.made_at),
            "log": self.actions_of(product=claim.product) if claim.product is not None else [],
        }
