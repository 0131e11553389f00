"""What editors see of the pipeline: uploads of many files, a list of all pictures with their states, "try again"."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.multiple_upload import AddView
from wagtail.admin.views.reports import ReportView
from wagtail.documents.views.multiple import AddView as WagtailAddDocumentsView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy
from wagtail.images.views.chooser import ImageChooserViewSet, ImageSelectFormatView
from wagtail.images.views.multiple import AddView as WagtailAddPicturesView

from portal.media import states
from portal.media.models import Image, People
from portal.media.states import State
from portal.media.weight import on_phone

LACKS = {"alt": Q(alt_vi=""), "licence": Q(licence=""), "consent": Q(people=People.NOT_AGREED)}


class FileNeeded(AddView):
    """A request without a file is told so: Wagtail 7.4 answers in English, or fails where the file has another key."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if "files[]" not in request.FILES:
            return HttpResponseBadRequest(
                _("Không có tệp nào được gửi. Hãy chọn tệp rồi gửi lại."), content_type="text/plain; charset=utf-8"
            )
        response: HttpResponse = super().post(request)
        return response


class AddPicturesView(FileNeeded, WagtailAddPicturesView):
    """The page for many pictures."""


class AddDocumentsView(FileNeeded, WagtailAddDocumentsView):
    """The page for many documents."""


class PictureFormatView(ImageSelectFormatView):
    """How a picture stands in a text; Wagtail's shows any picture to whoever enters the admin."""

    model = Image
    preserve_url_parameters = ImageChooserViewSet.preserve_url_parameters

    def dispatch(self, request: HttpRequest, *args: Any, image_id: int, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not choose the picture."""
        image = get_object_or_404(Image, pk=image_id)
        if not permission_policy.user_has_permission_for_instance(request.user, "choose", image):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, image_id=image_id, **kwargs)
        return response


add_pictures = require_admin_access(AddPicturesView.as_view())
add_documents = require_admin_access(AddDocumentsView.as_view())
picture_format = require_admin_access(PictureFormatView.as_view())


class PictureFilterSet(WagtailFilterSet):
    """By state, and by what keeps a picture from the public."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Tình trạng"), choices=State.choices, method="filter_state", empty_label=gettext_lazy("Mọi")
    )
    lacks = django_filters.ChoiceFilter(
        label=gettext_lazy("Còn thiếu"),
        choices=[
            ("alt", gettext_lazy("mô tả")),
            ("licence", gettext_lazy("giấy phép")),
            ("consent", gettext_lazy("sự đồng ý của người trong hình")),
        ],
        method="filter_lacks",
        empty_label=gettext_lazy("Không lọc"),
    )

    class Meta:
        model = Image
        fields: list[str] = []

    def filter_state(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Pictures in a state."""
        return states.in_state(pictures, value)

    def filter_lacks(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Pictures without description, without licence, or of people who have not been asked."""
        return pictures.filter(LACKS[value])


class PictureReport(ReportView):
    """All pictures that the editor may change, each with its state, what it lacks and what it weighs."""

    model = Image
    page_title = gettext_lazy("Tình trạng hình")
    header_icon = "image"
    index_url_name = "media_admin:report"
    index_results_url_name = "media_admin:report_results"
    filterset_class = PictureFilterSet
    template_name = "media/admin/report.html"
    permission_policy = permission_policy
    any_permission_required = ["add", "change", "delete"]
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "title", label=gettext_lazy("Hình"), get_url=lambda image: reverse("wagtailimages:edit", args=[image.pk])
        ),
        Column("state", label=gettext_lazy("Tình trạng"), accessor=lambda image: states.state_of(image).label),
        Column("work_error", label=gettext_lazy("Lý do bị dừng"), accessor=states.reason_of),
        Column("lacks", label=gettext_lazy("Còn thiếu"), accessor="lacks"),
        Column("made", label=gettext_lazy("Số tệp công khai")),
        Column("weight", label=gettext_lazy("Trên điện thoại"), accessor=lambda image: filesizeformat(on_phone(image))),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        """Newest first; only what the editor may change."""
        mine = permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete"])
        self.queryset = states.with_state(mine).prefetch_related("derivatives").order_by("-created_at")
        return self.queryset


def without_address(names: list[str]) -> list[str]:
    """Fields of the admin's interface for programs but for the address of originals, which have none."""
    return [name for name in names if name != "download_url"]


class ImagesEndpoint(ImagesAdminAPIViewSet):
    """Pictures in the admin's interface for programs; Wagtail's fails where an original has no address.

    Wagtail's also shows every picture to whoever enters the admin; here are those the account may choose or change.
    """

    meta_fields = without_address(ImagesAdminAPIViewSet.meta_fields)
    listing_default_fields = without_address(ImagesAdminAPIViewSet.listing_default_fields)
    nested_default_fields = without_address(ImagesAdminAPIViewSet.nested_default_fields)

    def get_queryset(self) -> QuerySet[Any]:
        """Those of the account's collections."""
        mine = permission_policy.instances_user_has_any_permission_for(self.request.user, ["choose", "change"])
        found: QuerySet[Any] = super().get_queryset().filter(pk__in=mine.values("pk"))
        return found


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Counts for the progress line."""
    if not permission_policy.user_has_any_permission(request.user, ["add", "change", "delete"]):
        raise PermissionDenied
    return JsonResponse(states.progress())


@require_safe
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one picture stands, for the line above its form."""
    image = get_object_or_404(states.with_state(Image.objects.filter(pk=pk)))
    if not permission_policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    found = states.state_of(image)
    is_over = found not in {State.WAITING, State.WORKING}
    return JsonResponse({"state": found.value, "label": found.label, "is_over": is_over})


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a picture new attempts."""
    image = get_object_or_404(Image, pk=pk)
    if not permission_policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    states.try_again(image)
    messages.success(request, _("Hình “%(title)s” được xử lý lại.") % {"title": image.title})
    return redirect("wagtailimages:edit", pk)
