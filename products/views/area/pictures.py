"""Pictures of a draft: sent one by one with their words, watched until they are ready, put in order, taken out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from products.forms.listings import PictureForm, WordsForm
from products.listing_content import MOST_PICTURES, ListingContent
from products.models import BusinessPicture, ListingDraft
from products.services import listings
from products.services import pictures as services
from products.services.errors import Refused
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page
from products.views.area.listings import drafts_of, pictures_of


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.EDITOR, also_reading=True)
def pictures(request: HttpRequest, seat: Seat, draft: int) -> HttpResponseBase:
    """The pictures of a draft, and the form for a further one."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    if request.method == "POST":
        form = PictureForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                services.add(
                    draft=found,
                    file=form.cleaned_data["file"],
                    words=form.words(),
                    actor=request.user,
                    now=timezone.now(),
                )
            except ValidationError as error:
                form.add_error("file", error)
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("Đã nhận hình. Cổng đang xử lý."))
                return redirect("area:pictures", business=seat.business.pk, draft=found.pk)
    else:
        form = PictureForm(initial={"author": seat.business.name})
    return page(request, seat, "pictures", "products", {"form": form, **_context(found)})


@require_safe
@seated(Role.VIEWER)
def pictures_state(request: HttpRequest, seat: Seat, draft: int) -> HttpResponse:
    """The list of pictures alone, for the script that watches them getting ready."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    return render(request, "products/area/pictures_list.html", {"seat": seat, **_context(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.EDITOR)
def picture(request: HttpRequest, seat: Seat, draft: int, picture: int) -> HttpResponseBase:
    """The words of a picture."""
    found = get_object_or_404(drafts_of(seat), pk=draft)
    row = get_object_or_404(
        BusinessPicture.objects.of_business(seat.business).select_related("image__collection"), image=picture
    )
    if found.state not in listings.WRITABLE or picture not in ListingContent.from_json(found.content).pictures:
        raise Http404
    if request.method == "POST":
        form = WordsForm(request.POST)
        if form.is_valid():
            try:
                services.describe(draft=found, picture=row, words=form.words(), actor=request.user, now=timezone.now())
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("Đã lưu lời của hình."))
                return redirect("area:pictures", business=seat.business.pk, draft=found.pk)
    else:
        names = ("alt_vi", "alt_en", "author", "licence", "people")
        form = WordsForm(initial={name: getattr(row.image, name) for name in names})
    return page(request, seat, "picture", "products", {"draft": found, "form": form, "image": row.image})


@require_POST
@seated(Role.EDITOR)
def picture_remove(request: HttpRequest, seat: Seat, draft: int, picture: int) -> HttpResponseBase:
    """Take a picture out of a draft."""
    return _changed(request, seat, draft, picture, services.remove)


@require_POST
@seated(Role.EDITOR)
def picture_first(request: HttpRequest, seat: Seat, draft: int, picture: int) -> HttpResponseBase:
    """Let a picture lead."""
    return _changed(request, seat, draft, picture, services.lead_with)


def _changed(request: HttpRequest, seat: Seat, draft: int, picture: int, change: Any) -> HttpResponseBase:
    found = get_object_or_404(drafts_of(seat), pk=draft)
    try:
        change(draft=found, image_id=picture, actor=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("area:pictures", business=seat.business.pk, draft=found.pk)


def _context(draft: ListingDraft) -> dict[str, Any]:
    rows = pictures_of(ListingContent.from_json(draft.content))
    own = set(
        BusinessPicture.objects.filter(
            business_id=draft.business_id, image__in=[row["image"].pk for row in rows]
        ).values_list("image_id", flat=True)
    )
    return {
        "draft": draft,
        "pictures": [{**row, "is_own": row["image"].pk in own} for row in rows],
        "is_waiting": any(row["state"] in {"waiting", "working"} for row in rows),
        "is_writable": draft.state in listings.WRITABLE,
        "most": MOST_PICTURES,
        "is_full": len(rows) >= MOST_PICTURES,
    }
