"""The door of the area, and the first page of a business: what is to be done, each with its reason and a button."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.core.templatetags.portal_tags import day
from products import tax_codes
from products.certificates import State as CertificateState
from products.models import Business, CertificateSubmission, ListingDraft, Member, Message, TaxCode
from products.tax_codes import NotATaxCode
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page
from products.views.area.listings import Row, rows_of

Standing = Business.Standing


@dataclass(frozen=True)
class Task:
    """Something that waits for the business: ``tone`` is bad, warn or info; ``quote`` holds an officer's words."""

    tone: str
    icon: str
    title: str
    detail: str = ""
    quote: str = ""
    path: str = ""
    action: str = ""


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponseBase:
    """Leads to the account's business, to a choice between several, or to registering one."""
    members = list(
        Member.objects.filter(user=request.user.pk)
        .select_related("business__commune", "business__province")
        .order_by("business__sort_key", "pk")
    )
    if len(members) == 1:
        return redirect("area:home", business=members[0].business_id)
    return render(request, "products/area/start.html", {"members": members})


@require_safe
@seated(Role.VIEWER)
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Tasks first, then the listings with their certificates."""
    rows = rows_of(seat.business, timezone.localdate())
    context = {"tasks": tasks_of(seat, rows, timezone.localdate()), "rows": rows}
    return page(request, seat, "home", "home", context)


def tasks_of(seat: Seat, rows: list[Row], today: dt.date) -> list[Task]:
    """What waits for the business: returned things first, then what ends soon, then what was not read."""
    business = seat.business
    return [
        *_about_standing(seat),
        *_returned_drafts(rows),
        *_taken_down(rows),
        *_returned_certificates(business),
        *_ending(rows, today),
        *_unread(business),
    ]


def _about_standing(seat: Seat) -> list[Task]:
    business = seat.business
    profile = reverse("area:profile", args=[business.pk])
    edit = reverse("area:profile_edit", args=[business.pk]) if seat.can_manage else profile
    found = {
        Standing.RETURNED: Task("bad", "undo-2", _("Hồ sơ bị trả lại"), "", business.reason, edit, _("Sửa hồ sơ")),
        Standing.REJECTED: Task("bad", "x", _("Hồ sơ bị từ chối"), "", business.reason, profile, _("Xem hồ sơ")),
        Standing.SUSPENDED: Task(
            "bad",
            "triangle-alert",
            _("Chủ thể đang tạm dừng"),
            _("Các trang công khai đã gỡ."),
            business.reason,
            profile,
            _("Xem hồ sơ"),
        ),
    }
    tasks = [found[Standing(business.standing)]] if business.standing in found else []
    if business.standing in {Standing.REGISTERED, Standing.RETURNED} and seat.can_manage and _is_doubtful(business):
        title = _("Xem lại mã số thuế")
        detail = _("Số cuối không khớp với chín số đầu. Nếu giấy đăng ký ghi đúng như vậy thì không cần làm gì.")
        tasks.append(Task("warn", "triangle-alert", title, detail, "", edit, _("Sửa mã số thuế")))
    return tasks


def _is_doubtful(business: Business) -> bool:
    """Whether the check digit of an enterprise's code does not fit; the number goes no further than this."""
    row = TaxCode.objects.filter(business=business).first()
    try:
        return row is not None and tax_codes.read(row.number).is_doubtful
    except NotATaxCode:
        return False


def _returned_drafts(rows: list[Row]) -> list[Task]:
    return [
        Task(
            "bad",
            "undo-2",
            _("%(name)s bị trả lại") % {"name": row.name},
            _("Cán bộ trả lại ngày %(day)s.") % {"day": day(_local(row.draft.decided_at))},
            row.draft.reason,
            reverse("area:draft", args=[row.draft.business_id, row.draft.pk]),
            _("Sửa và gửi lại"),
        )
        for row in rows
        if row.draft is not None and row.draft.state == ListingDraft.State.RETURNED
    ]


def _taken_down(rows: list[Row]) -> list[Task]:
    return [
        Task(
            "bad",
            "triangle-alert",
            _("%(name)s bị gỡ khỏi trang công khai") % {"name": row.name},
            "",
            row.product.taken_down_because,
            reverse("area:product", args=[row.product.producer_id, row.product.pk]),
            _("Xem sản phẩm"),
        )
        for row in rows
        if row.product is not None and row.product.taken_down_because
    ]


def _returned_certificates(business: Business) -> list[Task]:
    """The last submission of a product, when it came back."""
    last: dict[int, Any] = {}
    for submission in CertificateSubmission.objects.of_business(business).select_related("product").order_by("pk"):
        last[submission.product_id] = submission
    return [
        Task(
            "bad",
            "undo-2",
            _("Giấy chứng nhận của %(name)s bị trả lại") % {"name": submission.product.name},
            "",
            submission.reason,
            reverse("area:certificate_send", args=[business.pk, submission.product_id]),
            _("Gửi lại giấy"),
        )
        for submission in last.values()
        if submission.state == CertificateSubmission.State.RETURNED
    ]


def _ending(rows: list[Row], today: dt.date) -> list[Task]:
    found = []
    for row in rows:
        if row.certificate is None or row.certificate_state != CertificateState.ENDS_SOON or row.product is None:
            continue
        left = (row.certificate.ends_on - today).days
        title = ngettext(
            "Giấy OCOP của %(name)s còn %(days)s ngày", "Giấy OCOP của %(name)s còn %(days)s ngày", left
        ) % {"name": row.name, "days": left}
        detail = _("Ngày cuối còn hiệu lực: %(day)s. Sau ngày ấy trang thôi hiện sao.") % {
            "day": day(row.certificate.ends_on)
        }
        path = reverse("area:renewal", args=[row.product.producer_id])
        found.append(Task("warn", "clock", title, detail, "", path, _("Gia hạn")))
    return found


def _unread(business: Business) -> list[Task]:
    unread = list(Message.objects.filter(business=business, read_at=None)[:3])
    if not unread:
        return []
    count = Message.objects.filter(business=business, read_at=None).count()
    title = ngettext("%(count)s thông báo chưa đọc", "%(count)s thông báo chưa đọc", count) % {"count": count}
    path = reverse("area:messages", args=[business.pk])
    return [Task("info", "mail", title, " · ".join(message.subject for message in unread), "", path, _("Đọc"))]


def _local(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment is not None else None
