"""Listings of a business: what is public, what is drafted, and the steps from one to the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.media import states
from portal.media.models import Image
from products.certificates import State as CertificateState
from products.forms.listings import ListingForm, seen
from products.listing_content import LABELS, ListingContent
from products.models import Business, Certificate, CertificateSubmission, Claim, ListingDraft, Product
from products.services import listings
from products.services.errors import EditConflict, Incomplete, Refused
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page

State = ListingDraft.State


@dataclass(frozen=True)
class Row:
    """One line of the list: a product, a draft of a new one, or both; with its certificate on a day."""

    name: str
    picture: Image | None
    product: Product | None
    draft: ListingDraft | None
    certificate: Certificate | None = None
    certificate_state: CertificateState | None = None
    submission: CertificateSubmission | None = None


def rows_of(business: Business, today: dt.date) -> list[Row]:
    """Everything that a business lists or drafts, in a fixed number of queries."""
    open_drafts = ListingDraft.objects.open()
    drafts = list(open_drafts.of_business(business).filter(product=None))
    leading = {draft.pk: pictures[0] for draft in drafts if (pictures := draft.content.get("pictures"))}
    images = Image.objects.prefetch_related("derivatives").in_bulk(leading.values())
    new = [Row(draft.name, images.get(leading.get(draft.pk, 0)), None, draft) for draft in drafts]
    products = with_standing(Product.objects.of_business(business))
    return [*new, *(row_of(product, today) for product in products)]


def with_standing(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products with what ``row_of`` needs: picture, open draft, standing certificate, what was sent."""
    submissions = CertificateSubmission.objects.order_by("-sent_at", "-pk")
    return products.select_related("picture").prefetch_related(
        "picture__derivatives",
        Prefetch("drafts", ListingDraft.objects.open(), to_attr="open_drafts"),
        Prefetch("certificates", Certificate.objects.standing(), to_attr="standing"),
        Prefetch("certificate_submissions", submissions, to_attr="submissions"),
    )


def row_of(product: Any, today: dt.date) -> Row:
    """The line of one product from ``with_standing``."""
    certificate = next(iter(product.standing), None)
    return Row(
        product.name,
        product.picture,
        product,
        next(iter(product.open_drafts), None),
        certificate,
        certificate.state_on(today) if certificate is not None else None,
        next(iter(product.submissions), None),
    )


@require_safe
@seated(Role.VIEWER)
def products(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list of listings and drafts, and what was claimed."""
    claims = Claim.objects.waiting().filter(business=seat.business).select_related("product", "profile")
    context = {"rows": rows_of(seat.business, timezone.localdate()), "claims": claims}
    return page(request, seat, "products", "products", context)


@require_safe
@seated(Role.VIEWER)
def product(request: HttpRequest, seat: Seat, product: int) -> HttpResponse:
    """One listing: what the public sees of it, what waits, and what may be done."""
    found = get_object_or_404(with_standing(_products(seat)), pk=product)
    row = row_of(found, timezone.localdate())
    context = {
        "product": found,
        "row": row,
        "draft": row.draft,
        "history": ListingDraft.objects.of_business(seat.business).filter(product=found).exclude(decided_at=None)[:10],
        "content": ListingContent.of(found),
    }
    return page(request, seat, "product", "products", context)


@require_POST
@seated(Role.EDITOR)
def product_new(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Begin a new listing."""
    return _begun(request, seat, None)


@require_POST
@seated(Role.EDITOR)
def product_edit(request: HttpRequest, seat: Seat, product: int) -> HttpResponseBase:
    """Begin a draft of a listing, or go on with the one that is open."""
    return _begun(request, seat, get_object_or_404(_products(seat), pk=product))


@require_POST
@seated(Role.EDITOR)
def product_unlist(request: HttpRequest, seat: Seat, product: int) -> HttpResponseBase:
    """Take a listing off the public pages."""
    found = get_object_or_404(_products(seat), pk=product)
    listings.unlist(product=found, actor=request.user, now=timezone.now())
    messages.success(request, _("“%(name)s” đã thôi đăng.") % {"name": found.name})
    return redirect("area:product", business=seat.business.pk, product=found.pk)


@require_POST
@seated(Role.EDITOR)
def product_list_again(request: HttpRequest, seat: Seat, product: int) -> HttpResponseBase:
    """Show a listing again with what was approved last."""
    found = get_object_or_404(_products(seat), pk=product)
    try:
        listings.list_again(product=found, actor=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("“%(name)s” đã đăng lại.") % {"name": found.name})
    return redirect("area:product", business=seat.business.pk, product=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.EDITOR, also_reading=True)
def draft(request: HttpRequest, seat: Seat, draft: int) -> HttpResponseBase:
    """A draft: its form while it may be written, its content while it may only be read."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    if request.method == "POST":
        return _saved(request, seat, found)
    if found.state in listings.WRITABLE and seat.can_write:
        content = ListingContent.from_json(found.content)
        return _form_page(request, seat, found, ListingForm(content=content, version=found.version))
    return _reading_page(request, seat, found)


@require_POST
@seated(Role.EDITOR)
def draft_withdraw(request: HttpRequest, seat: Seat, draft: int) -> HttpResponseBase:
    """Take a submitted draft back to write on."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    if found.state == State.SUBMITTED:  # pressed twice, the second time finds it taken back
        try:
            listings.withdraw(draft=found, version=_version(request))
        except Refused as refused:
            messages.error(request, refused.sentence)
    return redirect("area:draft", business=seat.business.pk, draft=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.EDITOR)
def draft_discard(request: HttpRequest, seat: Seat, draft: int) -> HttpResponseBase:
    """Ask, then put a draft away; what is live stays."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    if request.method != "POST" and found.is_open:
        return page(request, seat, "draft_discard", "products", {"draft": found})
    if request.method == "POST" and found.state != State.DISCARDED:
        try:
            listings.discard(draft=found, version=_version(request), now=timezone.now())
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect("area:draft", business=seat.business.pk, draft=found.pk)
        messages.success(request, _("Đã bỏ bản nháp “%(name)s”.") % {"name": found.name or _("chưa đặt tên")})
    return redirect("area:products", business=seat.business.pk)


@require_safe
@seated(Role.VIEWER)
def draft_difference(request: HttpRequest, seat: Seat, draft: int) -> HttpResponse:
    """What a draft would change of the live page, field by field."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    context = {"draft": found, "content": ListingContent.from_json(found.content), "live": live_of(found)}
    return page(request, seat, "draft_difference", "products", context)


def drafts_of(seat: Seat) -> QuerySet[ListingDraft]:
    """The drafts of the business, with what their pages name."""
    found: QuerySet[ListingDraft] = ListingDraft.objects.of_business(seat.business).select_related(
        "product", "saved_by", "business"
    )
    return found


def live_of(draft: ListingDraft) -> ListingContent | None:
    """What is live of a draft's product; None for a new one."""
    return ListingContent.of(draft.product) if draft.product is not None else None


def pictures_of(content: ListingContent) -> list[dict[str, Any]]:
    """The pictures of a content in its order: the row, where its files stand, and what keeps it from the public."""
    rows = states.with_state(Image.objects.filter(pk__in=content.pictures)).prefetch_related("derivatives")
    found = {row.pk: row for row in rows}
    return [
        {"image": found[key], "state": states.state_of(found[key]), "lacks": found[key].lacks}
        for key in content.pictures
        if key in found
    ]


def _products(seat: Seat) -> QuerySet[Product]:
    found: QuerySet[Product] = Product.objects.of_business(seat.business).select_related(
        "producer", "commune", "province", "group", "picture", "address"
    )
    return found


def _begun(request: HttpRequest, seat: Seat, product: Product | None) -> HttpResponseBase:
    try:
        begun = listings.start(business=seat.business, product=product, actor=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("area:products", business=seat.business.pk)
    return redirect("area:draft", business=seat.business.pk, draft=begun.pk)


def _saved(request: HttpRequest, seat: Seat, draft: ListingDraft) -> HttpResponseBase:
    """Save what was typed, and go on as the pressed button says; on a conflict show both texts."""
    content = ListingContent.from_json(draft.content)
    form = ListingForm(request.POST, content=content, version=draft.version)
    if not form.is_valid():
        return _form_page(request, seat, draft, form)
    typed = form.content()
    # Words that nobody changed since: only pictures were, and the typed words keep the newest of them.
    is_newest = form.cleaned_data["words"] == seen(content)
    version = draft.version if is_newest else form.cleaned_data["version"]
    try:
        if typed != content or draft.state not in listings.WRITABLE or not is_newest:
            listings.save(draft=draft, content=typed, version=version, actor=request.user, now=timezone.now())
    except EditConflict:
        return _conflict(request, seat, draft, typed)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
        return _form_page(request, seat, draft, form)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _form_page(request, seat, draft, form)
    if "submit" in request.POST:
        return _submitted(request, seat, draft)
    if "pictures" in request.POST:
        return redirect("area:pictures", business=seat.business.pk, draft=draft.pk)
    messages.success(request, _("Đã lưu nháp. Trang công khai chưa đổi."))
    if "preview" in request.POST:
        return redirect("area:draft_difference", business=seat.business.pk, draft=draft.pk)
    return redirect("area:draft", business=seat.business.pk, draft=draft.pk)


def _submitted(request: HttpRequest, seat: Seat, draft: ListingDraft) -> HttpResponseBase:
    content = ListingContent.from_json(draft.content)
    form = ListingForm(content=content, version=draft.version)
    try:
        listings.submit(draft=draft, version=draft.version, actor=request.user, now=timezone.now())
    except Incomplete as incomplete:
        return _form_page(request, seat, draft, form, missing=incomplete.missing)
    except EditConflict:
        return _conflict(request, seat, draft, content)
    except Refused as refused:
        return _form_page(request, seat, draft, form, refused=refused.sentence)
    messages.success(request, _("Đã gửi duyệt. Cán bộ trả lời ở mục Thông báo và qua thư điện tử."))
    return redirect("area:draft", business=seat.business.pk, draft=draft.pk)


def _conflict(request: HttpRequest, seat: Seat, draft: ListingDraft, typed: ListingContent) -> HttpResponseBase:
    """Somebody else was faster: what was typed stays in the form, what was saved stands beside it."""
    draft = drafts_of(seat).get(pk=draft.pk)
    saved = ListingContent.from_json(draft.content)
    if typed == saved:  # the same form sent twice
        return redirect("area:draft", business=seat.business.pk, draft=draft.pk)
    if draft.state not in listings.WRITABLE:
        return _reading_page(request, seat, draft, typed=typed, status=409)
    data = request.POST.copy()
    data["version"], data["words"] = str(draft.version), seen(saved)
    form = ListingForm(data, content=saved, version=draft.version)
    return _form_page(request, seat, draft, form, saved=saved, typed=typed, status=409)


def _form_page(
    request: HttpRequest,
    seat: Seat,
    draft: ListingDraft,
    form: ListingForm,
    *,
    missing: tuple[str, ...] = (),
    refused: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    content = ListingContent.from_json(draft.content)
    pictures = reverse("area:pictures", args=[seat.business.pk, draft.pk])
    lacks = content.missing()
    return page(
        request,
        seat,
        "draft_form",
        "products",
        {
            "draft": draft,
            "form": form,
            "pictures": pictures_of(content),
            "missing": [_link(name, pictures) for name in missing],
            "refused": refused,
            "lacks": [_link(name, pictures) for name in lacks],
            "done": len(ListingContent().missing()) - len(lacks),
            "needed": len(ListingContent().missing()),
            **context,
        },
        status=status,
    )


def _link(name: str, pictures: str) -> dict[str, str]:
    return {"label": str(LABELS[name]), "path": pictures if name == "pictures" else f"#id_{name}"}


def _reading_page(
    request: HttpRequest, seat: Seat, draft: ListingDraft, *, typed: ListingContent | None = None, status: int = 200
) -> HttpResponse:
    content = ListingContent.from_json(draft.content)
    context = {
        "draft": draft,
        "content": content,
        "live": live_of(draft) if draft.is_open else None,
        "pictures": pictures_of(content),
        "typed": typed,
    }
    return page(request, seat, "draft_read", "products", context, status=status)


def _version(request: HttpRequest) -> int:
    """The version that a button was drawn for; 0, which no draft has, when it is no number."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
