"""Listings that wait for approval: the draft beside what is public, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core.templatetags.portal_tags import day
from portal.core.vietnamese import fold
from portal.media.models import Image
from products.admin_views.desk import DeskView, moment, waited
from products.admin_views.queues import BulkView, Card, DecisionView, QueueView, decided
from products.admin_views.sellers import place_of
from products.admin_views.verdict_forms import Verdict
from products.listing_content import ListingContent, differences
from products.medical_words import medical_words
from products.models import Certificate, ListingDraft, Product
from products.names import foreign_letters
from products.pages.preview import preview_page
from products.services import listings

State = ListingDraft.State
#: Fields whose words are read for promises of healing.
TEXTS = ("name", "name_en", "teaser_vi", "teaser_en", "text_vi", "text_en")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at by itself; ``is_good`` is None for what is only said."""

    text: str
    is_good: bool | None
    url: str = ""


def live_content(draft: ListingDraft) -> ListingContent | None:
    """What is public now; None for a new product."""
    return ListingContent.of(draft.product) if draft.product is not None else None


def handed_in() -> QuerySet[Any]:
    """Drafts that officers may read; what a business still writes is its own."""
    found: QuerySet[Any] = ListingDraft.objects.exclude(submitted_at=None).exclude(state=State.DRAFT)
    return found


class ListingsView(QueueView):
    """Submitted drafts."""

    permission = "products.change_listingdraft"
    queue_name = "listings"
    bulk_label = gettext_lazy("Duyệt các mục đã chọn")
    bulk_url_name = "desk:approve_many"

    def rows(self) -> QuerySet[Any]:
        """With what is public of them, to say what changes."""
        drafts: QuerySet[Any] = ListingDraft.objects.in_scope_of(self.request.user).submitted()
        return drafts.select_related("business", "product").prefetch_related("product__month_rows", "product__gallery")

    def card(self, row: ListingDraft) -> Card:
        """Name, business, and what changes."""
        content, before = ListingContent.from_json(row.content), live_content(row)
        if before is None:
            what = _("sản phẩm mới")
        else:
            changed = [one.label for one in differences(before, content)]
            what = _("sửa bản đang hiện: %(fields)s") % {"fields": ", ".join(changed) or _("không có gì khác")}
        words = medical_words(*(getattr(content, name) for name in TEXTS))
        return Card(
            url=reverse("desk:listing", args=[row.pk]),
            title=row.name,
            lines=(row.business.name, what),
            waited=waited(row.submitted_at, self.now),
            value=f"{row.pk}:{row.version}",
            is_example=row.business.is_example,
            notes=(_("Có từ nói công dụng chữa bệnh: %(words)s.") % {"words": ", ".join(words)},) if words else (),
        )


class ApproveManyView(BulkView):
    """Several listings at once."""

    permission = "products.change_listingdraft"
    queue_name = "listings"

    def rows(self) -> Any:
        """Drafts that were ever submitted; others belong to their authors."""
        return ListingDraft.objects.exclude(submitted_at=None)

    def approve(self, row: ListingDraft, version: int) -> str:
        """Approve one."""
        return listings.approve(draft=row, version=version, officer=self.request.user, now=self.now).name

    def said(self, count: int) -> str:
        """How many."""
        return ngettext("Đã duyệt %(count)d sản phẩm.", "Đã duyệt %(count)d sản phẩm.", count) % {"count": count}


class ListingView(DecisionView):
    """One submitted listing."""

    permission = "products.change_listingdraft"
    queue_name = "listings"
    template_name = "products/admin/listing.html"
    queue_view = ListingsView
    points = (
        gettext_lazy("Hình không rõ nhãn"),
        gettext_lazy("Nói công dụng chữa bệnh"),
        gettext_lazy("Khối lượng không khớp nhãn"),
        gettext_lazy("Sai tên hoặc sai nơi làm ra"),
    )

    def get_row(self, pk: int) -> ListingDraft:
        """A draft that was handed in."""
        rows = handed_in()
        rows = rows.select_related("business__commune__province", "business__province", "product", "decided_by")
        found: ListingDraft = self.own(rows.prefetch_related("product__month_rows", "product__gallery"), pk)
        self.effects = {
            Verdict.APPROVE: _("Thay bản đang hiện ngay.") if found.product_id else _("Đăng ngay."),
            Verdict.RETURN: _("Bản đang hiện giữ nguyên.") if found.product_id else _("Chủ thể sửa rồi gửi lại."),
            Verdict.REJECT: _("Bản này đóng lại."),
        }
        return found

    def get_page_title(self) -> str:
        return str(self.row.name)

    def is_waiting(self) -> bool:
        """Submitted and not decided."""
        return bool(self.row.state == State.SUBMITTED)

    def how_it_stands(self) -> str:
        """Who decided what and when."""
        return decided(self.row.get_state_display(), self.row.decided_by, self.row.decided_at)

    def decide(self, verdict: Verdict, reason: str, version: int) -> str:
        """Approve, return or reject."""
        who = {"draft": self.row, "version": version, "officer": self.request.user, "now": self.now}
        if verdict == Verdict.APPROVE:
            listings.approve(**who)
            return _("Đã duyệt “%(name)s”.") % {"name": self.row.name}
        if verdict == Verdict.RETURN:
            listings.give_back(**who, reason=reason)
            return _("Đã trả lại “%(name)s” để sửa.") % {"name": self.row.name}
        listings.reject(**who, reason=reason)
        return _("Đã từ chối “%(name)s”.") % {"name": self.row.name}

    def facts(self) -> dict[str, Any]:
        """The draft beside what is public, and what was looked at by itself."""
        content, before = ListingContent.from_json(self.row.content), live_content(self.row)
        return {
            "content": content,
            "before": before,
            "changes": len(differences(before, content)) if before is not None else 0,
            "checks": self.checks(content, before),
            "place": place_of(self.row.business),
            "submitted": moment(self.row.submitted_at),
            "log": self.actions_of(product=self.row.product) if before is not None else [],
        }

    def checks(self, content: ListingContent, before: ListingContent | None) -> list[Check]:
        """What can be looked at without a person."""
        business = self.row.business
        verified = timezone.localtime(business.verified_at).date() if business.verified_at else None
        found = [
            Check(_("Chủ thể đã xác minh ngày %(day)s.") % {"day": day(verified)}, is_good=True)
            if business.is_verified
            else Check(_("Chủ thể không ở trạng thái đã xác minh."), is_good=False)
        ]
        if missing := content.missing():
            found.append(Check(_("Còn thiếu: %(fields)s.") % {"fields": ", ".join(missing)}, is_good=False))
        found += self.certificate_check()
        words = medical_words(*(getattr(content, name) for name in TEXTS))
        found.append(
            Check(_("Có từ nói công dụng chữa bệnh: %(words)s.") % {"words": ", ".join(words)}, is_good=False)
            if words
            else Check(_("Không thấy từ nói công dụng chữa bệnh."), is_good=True)
        )
        if letters := foreign_letters(content.name):
            found.append(
                Check(_("Tên có chữ không phải chữ Việt: %(letters)s.") % {"letters": " ".join(letters)}, is_good=False)
            )
        if before is not None and before.net_weight != content.net_weight:
            said = _("Khối lượng đổi từ “%(before)s” sang “%(after)s”: so lại với nhãn trong hình.")
            found.append(Check(said % {"before": before.net_weight, "after": content.net_weight}, is_good=None))
        found += [
            Check(_("Hình “%(title)s” còn thiếu: %(lacks)s.") % {"title": image, "lacks": image.lacks}, is_good=False)
            for image in Image.objects.filter(pk__in=content.pictures)
            if image.lacks
        ]
        return [*found, *self.twins(content)]

    def certificate_check(self) -> list[Check]:
        """The certificate that stands; the draft cannot touch it."""
        if self.row.product_id is None:
            return []
        today = timezone.localdate(self.now)
        standing = Certificate.objects.standing().filter(product=self.row.product_id).first()
        if standing is None:
            return [Check(_("Sản phẩm chưa có giấy chứng nhận OCOP được xác nhận."), is_good=None)]
        said = (
            _("Giấy OCOP %(stars)d sao còn hiệu lực đến hết ngày %(day)s; bản sửa không đụng tới giấy.")
            if standing.is_in_force(today)
            else _("Giấy OCOP %(stars)d sao không có hiệu lực hôm nay (hết ngày %(day)s).")
        )
        return [Check(said % {"stars": standing.stars, "day": day(standing.ends_on)}, is_good=None)]

    def twins(self, content: ListingContent) -> list[Check]:
        """Other products of the same name, of the officer's provinces."""
        others = Product.objects.in_scope_of(self.request.user).filter(merged_into=None)
        others = others.filter(is_example=self.row.business.is_example, search_text__startswith=fold(content.name))
        same = [one for one in others.exclude(pk=self.row.product_id)[:50] if fold(one.name) == fold(content.name)]
        return [
            Check(
                _("Cùng tên với “%(name)s” của %(maker)s.")
                % {"name": one.name, "maker": one.producer or _("nơi không rõ")},
                is_good=False,
                url=reverse("desk:product", args=[one.pk]),
            )
            for one in same[:5]
        ]


class ListingPreview(DeskView):
    """A submitted listing in its public dress."""

    permission = "products.change_listingdraft"
    page_title = gettext_lazy("Xem trước")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page as it would be with the draft."""
        draft: ListingDraft = self.own(handed_in(), pk)
        context = preview_page(draft, today=timezone.localdate(self.now))
        return render(request, "products/preview.html", {**context, "back": reverse("desk:listing", args=[draft.pk])})
