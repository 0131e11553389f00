"""Businesses that ask to sell, and changes of those that may: checked by an officer, one page each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from portal.core.vietnamese import fold
from portal.places.models import Commune
from products import tax_codes as tax_numbers
from products.admin_views.desk import moment, waited
from products.admin_views.queues import BulkView, Card, DecisionView, QueueView
from products.admin_views.verdict_forms import Verdict
from products.models import Business, Consent, TaxCode
from products.services import businesses, tax_codes
from products.services.errors import Refused
from products.word_differences import Run, word_differences

Standing = Business.Standing
#: Businesses with accounts: what public sources gave, and what was merged, is no seller.
NO_SELLERS: Final = (Standing.FROM_SOURCES, Standing.MERGED)
#: Forms of business at the head of a folded name; what follows is compared.
_FORMS: Final = re.compile(
    r"^(?:htx|hop tac xa|lien hiep|cong ty|tnhh|trach nhiem huu han|co phan|mtv|mot thanh vien|ho kinh doanh"
    r"|ho san xuat|to hop tac|co so|san xuat|dich vu|thuong mai|nong nghiep|va|&)\s+"
)
#: Shorter names are in too many others.
SHORTEST_NAME: Final = 4
MOST_TWINS: Final = 8


@dataclass(frozen=True)
class Changed:
    """One fact before and after, word by word."""

    label: str
    before: list[Run]
    after: list[Run]


@dataclass(frozen=True)
class Twin:
    """Another business that may be the same one."""

    business: Business
    why: str


def place_of(business: Business) -> str:
    """Commune and province."""
    if business.commune is not None:
        return f"{business.commune.full_name}, {business.commune.province.name}"
    return business.province.name if business.province is not None else ""


def changes_of(business: Business) -> list[Changed]:
    """What a verified business wants to be changed, fact by fact."""
    now = businesses.current(business)
    wanted = {**now, **(business.pending or {})}
    names = {one.code: str(one) for one in Commune.objects.filter(code__in=[now["commune"], wanted["commune"]])}

    def shown(name: str, value: str) -> str:
        if name == "commune":
            return names.get(value, value)
        return str(dict(Business.LegalType.choices).get(value, value)) if name == "legal_type" else value

    changed = [name for name in businesses.VERIFIED_FIELDS if now[name] != wanted[name]]
    return [
        Changed(
            str(capfirst(str(Business._meta.get_field(name).verbose_name))),  # type: ignore[union-attr]
            *word_differences(shown(name, now[name]), shown(name, wanted[name])),
        )
        for name in changed
    ]


def core_of(name: str) -> str:
    """A folded name without the forms of business at its head: what two names of one maker have in common."""
    core = fold(name)
    while (shorter := _FORMS.sub("", core)) != core:
        core = shorter
    return core


def twins_of(business: Business, user: Any) -> tuple[list[Twin], int]:
    """Businesses that may be the same one, of the officer's provinces; and how many of others have its tax code."""
    mine = Business.objects.in_scope_of(user).exclude(pk=business.pk).exclude(standing=Standing.MERGED)
    mine = mine.filter(is_example=business.is_example).select_related("commune__province", "province")
    digest = TaxCode.objects.filter(business=business).values_list("digest", flat=True).first()
    twins: dict[int, Twin] = {}
    elsewhere = 0
    if digest:
        same = mine.filter(tax_code__digest=digest)
        twins = {one.pk: Twin(one, _("cùng mã số thuế")) for one in same[:MOST_TWINS]}
        everywhere = TaxCode.objects.filter(digest=digest).exclude(business=business)
        elsewhere = everywhere.exclude(business__in=same.values("pk")).count()
    core = core_of(business.name)
    if len(core) >= SHORTEST_NAME:
        for one in mine.filter(search_text__contains=core)[:MOST_TWINS]:
            twins.setdefault(one.pk, Twin(one, _("tên giống nhau")))
    return list(twins.values()), elsewhere


def facts_of(business: Business) -> list[tuple[str, str]]:
    """What is known of a business, as labels and values; unknown ones are left out. Never the tax code."""
    fields = ("name", "name_en", "legal_type", "form_vi", "address", "representative", "phone", "email", "website")
    labels = {name: str(Business._meta.get_field(name).verbose_name) for name in fields}  # type: ignore[union-attr]
    values = {name: str(getattr(business, name)) for name in fields} | {"legal_type": business.get_legal_type_display()}
    found = [(str(capfirst(labels[name])), values[name]) for name in fields if values[name]]
    found.insert(2, (_("Xã, phường"), place_of(business)))
    return [
        *found,
        *([(_("Giới thiệu"), business.about_vi)] if business.about_vi else []),
        *([(_("Giới thiệu (tiếng Anh)"), business.about_en)] if business.about_en else []),
        *([(_("Đăng ký lúc"), moment(business.registered_at))] if business.registered_at else []),
        *([(_("Xác minh lúc"), moment(business.verified_at))] if business.verified_at else []),
    ]


def people_of(business: Business) -> list[dict[str, Any]]:
    """Who works for a business, and whether the address was verified."""
    members = list(business.members.select_related("user").order_by("joined_at", "pk"))
    verified = set(
        EmailAddress.objects.filter(user__in=[one.user_id for one in members], verified=True).values_list(
            "user_id", flat=True
        )
    )
    return [{"member": one, "is_verified": one.user_id in verified} for one in members]


def about_seller(business: Business, user: Any) -> dict[str, Any]:
    """What the pages of a business with an account show."""
    twins, elsewhere = twins_of(business, user)
    return {
        "facts": facts_of(business),
        "people": people_of(business),
        "consents": Consent.objects.standing().filter(business=business),
        "tax_code": TaxCode.objects.filter(business=business).defer("number", "encrypted").first(),
        "twins": twins,
        "twins_elsewhere": elsewhere,
    }


class SellersView(QueueView):
    """Who asks to sell, and whose facts would change."""

    permission = "products.change_business"
    queue_name = "sellers"
    bulk_label = gettext_lazy("Xác minh các mục đã chọn")
    bulk_url_name = "desk:verify_many"

    def rows(self) -> QuerySet[Any]:
        """Registrations and changes."""
        waiting: QuerySet[Any] = Business.objects.in_scope_of(self.request.user).to_verify()
        return waiting.select_related("commune__province", "province")

    def card(self, row: Business) -> Card:
        """Name, form, place, and whether it is new."""
        is_change = row.standing == Standing.VERIFIED
        waiting_since = row.waiting_since  # type: ignore[attr-defined]  # annotated by to_verify
        return Card(
            url=reverse("desk:seller", args=[row.pk]),
            title=row.name,
            lines=(
                ", ".join(part for part in (row.get_legal_type_display(), place_of(row)) if part),
                _("thay đổi hồ sơ") if is_change else _("đăng ký mới"),
            ),
            waited=waited(waiting_since, self.now),
            value=f"{row.pk}:{row.version}",
            is_example=row.is_example,
        )


class VerifyManyView(BulkView):
    """Several sellers at once."""

    permission = "products.change_business"
    queue_name = "sellers"

    def rows(self) -> Any:
        """Businesses with accounts."""
        return Business.objects.exclude(standing__in=NO_SELLERS)

    def approve(self, row: Business, version: int) -> str:
        """Verify one."""
        return businesses.verify(business=row, version=version, officer=self.request.user, now=self.now).name

    def said(self, count: int) -> str:
        """How many."""
        return ngettext("Đã xác minh %(count)d chủ thể.", "Đã xác minh %(count)d chủ thể.", count) % {"count": count}


class SellerView(DecisionView):
    """One business that asks to sell, or to have its facts changed."""

    permission = "products.change_business"
    queue_name = "sellers"
    template_name = "products/admin/seller.html"
    queue_view = SellersView
    labels = {Verdict.APPROVE: gettext_lazy("Xác minh")}
    points = (
        gettext_lazy("Tên không khớp giấy đăng ký"),
        gettext_lazy("Thiếu mã số thuế"),
        gettext_lazy("Sai xã, phường"),
        gettext_lazy("Số điện thoại không liên lạc được"),
    )
    effects = {
        Verdict.APPROVE: gettext_lazy("Được gửi sản phẩm để duyệt."),
        Verdict.RETURN: gettext_lazy("Chủ thể sửa rồi gửi lại."),
        Verdict.REJECT: gettext_lazy("Hồ sơ đóng lại."),
    }

    def get_row(self, pk: int) -> Business:
        """A business with an account."""
        rows = Business.objects.exclude(standing__in=NO_SELLERS).select_related("commune__province", "province")
        found: Business = self.own(rows, pk)
        if found.standing == Standing.VERIFIED:  # a change is taken or given back; the business itself stays
            self.verdicts = (Verdict.APPROVE, Verdict.RETURN)
            self.labels = {Verdict.APPROVE: gettext_lazy("Duyệt thay đổi"), Verdict.RETURN: gettext_lazy("Không đổi")}
            self.effects = {
                Verdict.APPROVE: gettext_lazy("Trang công khai hiện thông tin mới."),
                Verdict.RETURN: gettext_lazy("Trang công khai giữ nguyên."),
            }
        return found

    def get_page_title(self) -> str:
        return str(self.row.name)

    def is_waiting(self) -> bool:
        """A registration, or a change."""
        return self.row.standing == Standing.REGISTERED or bool(
            self.row.standing == Standing.VERIFIED and self.row.pending
        )

    def how_it_stands(self) -> str:
        """Its standing."""
        return _("Hồ sơ này không chờ duyệt. Tình trạng: %(standing)s.") % {"standing": self.row.get_standing_display()}

    def decide(self, verdict: Verdict, reason: str, version: int) -> str:
        """Verify, return or reject."""
        who = {"business": self.row, "version": version, "officer": self.request.user, "now": self.now}
        if verdict == Verdict.APPROVE:
            businesses.verify(**who)
            return _("Đã duyệt hồ sơ của %(name)s.") % {"name": self.row.name}
        if verdict == Verdict.RETURN:
            businesses.give_back(**who, reason=reason)
            return _("Đã trả lại hồ sơ của %(name)s.") % {"name": self.row.name}
        businesses.reject(**who, reason=reason)
        return _("Đã từ chối hồ sơ của %(name)s.") % {"name": self.row.name}

    def facts(self) -> dict[str, Any]:
        """All that is known, and what would change."""
        return {
            **about_seller(self.row, self.request.user),
            "changes": changes_of(self.row) if self.row.pending else [],
            "log": self.actions_of(business=self.row),
        }


class TaxCodeView(SellerView):
    """The tax code of a business, shown once to an officer who asks for it, and who is written down."""

    http_method_names = ["post"]
    template_name = "products/admin/tax_code.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The code, in the answer and nowhere else."""
        self.row = self.get_row(pk)
        try:
            number = tax_codes.reveal(business=self.row, reader=request.user, now=self.now)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            number = ""
        return self.show(
            row=self.row,
            number=number,
            is_doubtful=bool(number) and tax_numbers.read(number).is_doubtful,
            back=reverse("desk:seller" if self.is_waiting() else "desk:business", args=[pk]),
        )
