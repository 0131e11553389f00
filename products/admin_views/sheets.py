"""Spreadsheets: a file is checked and shown with its problems, loaded when it has none; tables to take away."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.places.models import Commune, Province
from products.admin_views.desk import DeskView, provinces_of
from products.models import ProductGroup, SheetImport
from products.services import exports, imports
from products.services.errors import Refused
from products.sheets import files, writing
from products.sheets.columns import BY_NAME, COLUMNS
from products.sheets.problems import Problem

PERMISSION: Final = "products.add_sheetimport"
#: Seconds after which a page asks again while a worker has something to do: without a script.
REFRESH: Final = 3
PROBLEMS_A_PAGE: Final = 100
SHEETS_A_PAGE: Final = 20
State = SheetImport.State
PRIVATE: Final = "private, no-store"


class SheetForm(forms.Form):
    """A file and the province that it is of; ``judged`` is what is kept of the file, to be closed by the view."""

    file = forms.FileField(
        label=gettext_lazy("Tệp .xlsx hoặc .csv"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Hãy chọn một tệp."), "invalid": gettext_lazy("Hãy chọn một tệp.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    province = forms.ModelChoiceField(
        label=gettext_lazy("Tỉnh"),
        queryset=Province.objects.none(),
        empty_label=None,
        error_messages={"required": gettext_lazy("Chọn tỉnh."), "invalid_choice": gettext_lazy("Chọn tỉnh.")},
    )
    judged: files.JudgedSheet | None = None

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = provinces_of(user)
        self.fields["province"].queryset = Province.objects.filter(pk__in=[one.pk for one in provinces])  # type: ignore[attr-defined]
        if len(provinces) == 1:
            self.fields["province"].initial = provinces[0]
            self.fields["province"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Judge the file once everything else is right: that is the dear part."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.judged = files.judge(cleaned["file"])
            except ValidationError as refusal:
                self.add_error("file", refusal)
        return cleaned


class SheetsView(DeskView):
    """Files of the officer's provinces, the form for a further one, templates and exports."""

    permission = PERMISSION
    template_name = "products/admin/sheets.html"
    header_icon = "table"
    page_title = gettext_lazy("Bảng tính")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.answer(SheetForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take a file in and lead to its page, where it is being checked."""
        form = SheetForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid() or form.judged is None:
            return self.answer(form, status=422)
        with form.judged as judged:
            sheet = imports.receive(
                sheet=judged,
                file_name=str(form.cleaned_data["file"].name),
                province=form.cleaned_data["province"],
                uploaded_by=request.user,
                now=self.now,
            )
        return redirect("desk:sheet", sheet.pk)

    def answer(self, form: SheetForm, status: int = 200) -> HttpResponse:
        """The form and the files, the newest first."""
        sheets = SheetImport.objects.in_scope_of(self.request.user).select_related("province", "uploaded_by")
        page = Paginator(sheets, SHEETS_A_PAGE).get_page(self.request.GET.get("p"))
        return self.show(status, form=form, page=page, provinces=provinces_of(self.request.user), tables=exports.TABLES)


class SheetView(DeskView):
    """One file: how far it is, what is wrong with it, and what can be done."""

    permission = PERMISSION
    template_name = "products/admin/sheet.html"
    header_icon = "table"
    sheet: SheetImport

    def get_page_title(self) -> str:
        return self.sheet.file_name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse("desk:sheets"), "label": str(SheetsView.page_title)}, items[-1]]

    def find(self, pk: int) -> SheetImport:
        """A file of the officer's provinces."""
        found: SheetImport = self.own(SheetImport.objects.select_related("province", "uploaded_by", "applied_by"), pk)
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The page; while a worker has something to do it comes again by itself."""
        self.sheet = self.find(pk)
        faulty = self.sheet.rows.filter(is_faulty=True).order_by("number").values_list("number", "problems")
        page = Paginator(faulty, PROBLEMS_A_PAGE).get_page(request.GET.get("p"))
        is_stopped = self.sheet.is_in_work and imports.is_stopped(self.sheet)
        response = self.show(
            sheet=self.sheet,
            page=page,
            problems=[line for number, problems in page for line in lines_of(self.sheet, number, problems)],
            is_stopped=is_stopped,
            can_cancel=is_stopped and self.sheet.state == State.APPLYING,
            can_discard=self.sheet.state in {State.CHECKED, State.FAULTY, State.FAILED}
            or (is_stopped and self.sheet.state == State.READING),
            has_something=bool(self.sheet.new_count or self.sheet.changed_count),
        )
        if self.sheet.is_in_work and not is_stopped:
            response.headers["Refresh"] = str(REFRESH)
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Load the file, try again, give up, or throw it away."""
        self.sheet = self.find(pk)
        step = request.POST.get("step", "")
        try:
            if step == "apply":
                imports.apply(sheet=self.sheet, officer=request.user, now=self.now)
            elif step == "again":
                imports.try_again(sheet=self.sheet)
            elif step == "cancel":
                imports.cancel(sheet=self.sheet, now=self.now)
            elif step == "discard":
                name = self.sheet.file_name
                imports.discard(sheet=self.sheet, now=self.now)
                messages.success(request, _("Đã bỏ “%(name)s”.") % {"name": name})
                return redirect("desk:sheets")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect("desk:sheet", pk)


def lines_of(sheet: SheetImport, number: int, problems: list[list[Any]]) -> list[dict[str, Any]]:
    """Each problem of a row: its row, cell, column and sentence."""
    found = []
    for problem in map(Problem.from_json, problems):
        column = BY_NAME.get(problem.column)
        letter = sheet.letters.get(problem.column, "")
        found.append(
            {
                "row": number,
                "cell": f"{letter}{number}" if letter else "",
                "column": column.heading if column is not None else "",
                "sentence": problem.sentence,
            }
        )
    return found


class SheetProblemsView(SheetView):
    """All problems of a file as a table, to work through beside the file."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Comma separated values."""
        self.sheet = self.find(pk)
        faulty = self.sheet.rows.filter(is_faulty=True).order_by("number").values_list("number", "problems")
        rows = (
            (line["row"], line["cell"], line["column"], line["sentence"])
            for number, problems in faulty.iterator(chunk_size=500)
            for line in lines_of(self.sheet, number, problems)
        )
        headings = [_("Dòng"), _("Ô"), _("Cột"), _("Lỗi")]
        lines = writing.csv_lines(headings, rows)
        return as_download(StreamingHttpResponse(lines, content_type=writing.CSV), "loi.csv")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Nothing is done here."""
        return self.http_method_not_allowed(request)


class TemplateView(DeskView):
    """The file that officers fill in, with the communes of one of their provinces."""

    permission = PERMISSION

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """A workbook, or the headings alone as comma separated values."""
        if request.GET.get("loai") == "csv":
            lines = writing.csv_lines([column.heading for column in COLUMNS], ())
            return as_download(StreamingHttpResponse(lines, content_type=writing.CSV), "san-pham.csv")
        own = provinces_of(request.user)
        wanted = request.GET.get("tinh", own[0].pk if own else "")
        province = next((one for one in own if one.pk == wanted), None)
        if province is None:
            raise Http404
        groups = [str(group) for group in ProductGroup.objects.all()]
        communes = [f"{one.code} {one.full_name}" for one in Commune.objects.in_province(province)]
        file = writing.template(groups, communes)
        return as_download(FileResponse(file, content_type=writing.XLSX), f"san-pham-{province.slug}.xlsx")


class ExportView(DeskView):
    """A table of what an officer looks after. It is asked for by a form, because it is written down."""

    permission = PERMISSION

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The table as a workbook, or as comma separated values a line at a time."""
        table = exports.table(request.POST.get("table", ""))
        provinces = provinces_of(request.user)
        if table is None or not provinces:
            raise Http404
        is_workbook = request.POST.get("format") != "csv"
        try:
            exports.record(
                table=table, is_workbook=is_workbook, officer=request.user, provinces=provinces, now=self.now
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect("desk:sheets")
        today = timezone.localdate(self.now)
        rows = table.rows(request.user, today)
        name = f"{table.name}-{today:%Y-%m-%d}"
        if not is_workbook:
            lines = writing.csv_lines(table.headings, rows)
            return as_download(StreamingHttpResponse(lines, content_type=writing.CSV), f"{name}.csv")
        file = writing.workbook_file(table.title, table.headings, rows, table.widths)
        return as_download(FileResponse(file, content_type=writing.XLSX), f"{name}.xlsx")


Response = TypeVar("Response", bound=HttpResponseBase)


def as_download(response: Response, name: str) -> Response:
    """An answer that a browser stores under a name, and that nobody else keeps."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = PRIVATE
    return response
