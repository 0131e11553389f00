"""Pages of the admin beside the lists of figures: spreadsheets with problems, values as readers will see them."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.core.spreadsheets import MARK
from portal.figures.models import FigureSheet, Observation, Status
from portal.figures.pages.areas import area_page
from portal.figures.services import sheets
from portal.media import document_intake
from portal.media.intake import MEGABYTE

LARGEST: Final = 5 * MEGABYTE
PROBLEMS_A_PAGE: Final = 100
SHEETS_SHOWN: Final = 20
#: Seconds after which a page asks again while a file is being checked: without a script.
REFRESH: Final = 3


class SheetForm(forms.Form):
    """A file of values."""

    file = forms.FileField(
        label=gettext_lazy("Tệp .xlsx hoặc .csv"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Hãy chọn một tệp."), "invalid": gettext_lazy("Hãy chọn một tệp.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class FiguresView(WagtailAdminTemplateMixin, View):
    """A page for whoever has a permission."""

    permission: ClassVar[str] = "figures.add_observation"
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse as the admin does everywhere."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here; its end is the heading of the page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        response: HttpResponse = self.render_to_response(self.get_context_data(**context))
        response.status_code = status
        return response


class SheetsView(FiguresView):
    """Files that were sent, and the form for a further one."""

    template_name = "figures/admin/sheets.html"
    page_title = gettext_lazy("Nạp số liệu từ bảng tính")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.answer(SheetForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take a file in and lead to its page, where it is being checked; nothing is loaded yet."""
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                document_intake.check_size(file, LARGEST)
                sheet = sheets.receive(
                    content=document_intake.content_of(file), file_name=file.name, by=request.user, now=timezone.now()
                )
            except ValidationError as refusal:
                form.add_error("file", refusal)
            else:
                return redirect("figures_sheet", sheet.pk)
        return self.answer(form, 422)

    def answer(self, form: SheetForm, status: int = 200) -> HttpResponse:
        """The form and the newest files."""
        files = FigureSheet.objects.select_related("uploaded_by").defer("rows")[:SHEETS_SHOWN]
        return self.show(status, form=form, files=files, headings=list(sheets.COLUMNS.values()))


class SheetView(FiguresView):
    """One file: how far its check is, what is wrong with it row by row, and what can be done."""

    template_name = "figures/admin/sheet.html"
    page_title = gettext_lazy("Bảng số liệu đã gửi")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """By way of the form for a further file."""
        home, here = super().get_breadcrumbs_items()
        return [home, {"url": reverse("figures_sheets"), "label": SheetsView.page_title}, here]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; while the file is being checked it comes again by itself."""
        sheet = get_object_or_404(FigureSheet.objects.defer("rows"), pk=pk)
        page = Paginator(sheet.problems, PROBLEMS_A_PAGE).get_page(request.GET.get("p"))
        is_checking = sheet.state == FigureSheet.State.CHECKING
        stopped = sheets.stopped_work(sheet) if is_checking else None
        response = self.show(sheet=sheet, page=page, is_checking=is_checking, stopped=stopped)
        if is_checking and stopped is None:
            response.headers["Refresh"] = str(REFRESH)
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand the values in, have a stopped check tried again, or throw the file away."""
        sheet = get_object_or_404(FigureSheet.objects.defer("rows"), pk=pk)
        step = request.POST.get("step")
        if step == "again":
            sheets.try_again(sheet=sheet)
            return redirect("figures_sheet", pk)
        if step == "discard":
            sheets.discard(sheet=sheet)
            messages.success(request, _("Đã bỏ “%(name)s”.") % {"name": sheet.file_name})
            return redirect("figures_sheets")
        try:
            count = sheets.apply(sheet=sheet, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            if count:
                said = ngettext("%(count)s số liệu đã chờ duyệt.", "%(count)s số liệu đã chờ duyệt.", count)
                messages.success(request, said % {"count": count})
            else:
                messages.error(request, _("Tệp có lỗi nên chưa có gì được nạp."))
        return redirect("figures_sheet", pk)


class TemplateView(FiguresView):
    """The file that editors fill in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The headings as comma separated values that Excel reads."""
        line = ",".join(sheets.COLUMNS.values())
        response = HttpResponse(f"{MARK}{line}\r\n", content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="so-lieu.csv"'
        return response


class PreviewView(FiguresView):
    """The public page of a value as it will be once this value is published."""

    permission = "figures.change_observation"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page, for the one who asks alone."""
        one = get_object_or_404(Observation.objects.with_details(), pk=pk)
        public = Observation.objects.published().filter(indicator=one.indicator, area=one.area).exclude(pk=pk)
        values = [self.given_way(other, one) for other in public.with_details()]
        shown = area_page(one.indicator, one.area, [*values, one])
        response = render(request, "figures/area.html", {"shown": shown})
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @staticmethod
    def given_way(other: Observation, one: Observation) -> Observation:
        """A public value; where the new one will be chosen, it is not any more."""
        flag = "is_chosen_target" if one.status == Status.TARGET else "is_chosen"
        same = ("commodity_id", "period", "holiday")
        if getattr(one, flag) and all(getattr(one, name) == getattr(other, name) for name in same):
            setattr(other, flag, False)
        return other
