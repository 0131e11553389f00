"""Spreadsheets that officers load: rows are staged in small transactions, checked, made ready out of sight, then shown.

While a file is loaded, its new products are not listed and its new makers are ``LOADING``; one short transaction shows
them and changes what was there already (``services.imports``). What is left of a loaded file are its numbers.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.models import Source
from portal.places.models import Province
from products.models.businesses import Business
from products.models.catalogue import Product
from products.querysets import ImportQuerySet


def stored_name(sheet: Any, filename: str) -> str:
    """Where the rows of a file lie until they are staged; nothing of a name that was sent reaches the disk."""
    return f"imports/{uuid4().hex}.jsonl.gz"


class SheetImport(models.Model):
    """One spreadsheet: all of its rows, or none."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        READING = "reading", _("Đang kiểm tra")
        CHECKED = "checked", _("Đã kiểm tra, chưa nạp")
        FAULTY = "faulty", _("Có lỗi, chưa nạp")
        APPLYING = "applying", _("Đang chuẩn bị nạp")
        SETTLING = "settling", _("Đã nạp, đang cập nhật tìm kiếm")
        APPLIED = "applied", _("Đã nạp")
        REVERTING = "reverting", _("Đang huỷ phần chuẩn bị")
        FAILED = "failed", _("Không đọc được")

    class Trouble(models.TextChoices):
        """Why a file stands where it stands, when its rows do not say it."""

        LOST = "lost", _("Máy chủ không còn giữ tệp. Hãy gửi lại.")
        CHANGED = "changed", _("Trong lúc nạp, dữ liệu trên cổng đã thay đổi. Chưa có gì được nạp; hãy nạp lại.")
        CANCELLED = "cancelled", _("Đã huỷ giữa chừng. Chưa có gì được nạp.")

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người gửi")
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người nạp")
    )
    #: Rows of the file as ``products.sheets.files`` wrote them; gone as soon as they are staged.
    file = models.FileField(_("tệp"), upload_to=stored_name, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=150)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.READING)
    trouble = models.CharField(_("lỗi của tệp"), max_length=10, choices=Trouble.choices, blank=True)
    #: Letter of each column in the file, by name; headings that the portal does not know.
    letters = models.JSONField(default=dict)
    unknown = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(_("số dòng"), default=0)
    done_count = models.PositiveIntegerField(_("số dòng đã làm"), default=0)
    #: The last row that the present state is done with.
    last_number = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(_("sản phẩm mới"), default=0)
    changed_count = models.PositiveIntegerField(_("sản phẩm đổi"), default=0)
    same_count = models.PositiveIntegerField(_("không đổi"), default=0)
    faulty_count = models.PositiveIntegerField(_("dòng có lỗi"), default=0)
    uploaded_at = models.DateTimeField(_("gửi lúc"))
    applied_at = models.DateTimeField(_("nạp lúc"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("bảng tính đã nạp")
        verbose_name_plural = pgettext_lazy("plural", "bảng tính đã nạp")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_in_work(self) -> bool:
        """Whether a worker has something to do with it."""
        return self.state in {State.READING, State.APPLYING, State.SETTLING, State.REVERTING}


State = SheetImport.State


class SheetRow(models.Model):
    """One row of a spreadsheet on its way, with what is wrong with it and what it has made so far."""

    # Thousands for an hour; nobody asks what refers to a product from here.
    wagtail_reference_index_ignore = True

    class Effect(models.TextChoices):
        NEW = "new", _("mới")
        CHANGED = "changed", _("đổi")
        SAME = "same", _("không đổi")

    sheet = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("dòng"))
    #: Two rows of a file with the same key are about the same product.
    key = models.CharField(max_length=100, blank=True)
    #: Cells by column: ``{column: [kind, value]}``.
    content = models.JSONField(encoder=DjangoJSONEncoder)
    #: ``[[column, code, parts], …]`` as ``products.sheets.problems`` reads them.
    problems = models.JSONField(default=list)
    is_faulty = models.BooleanField(default=False)
    effect = models.CharField(_("kết quả"), max_length=8, choices=Effect.choices, blank=True)
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, related_name="+")
    maker = models.ForeignKey(Business, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, related_name="+")
    #: The legal type that the row says of a maker that had none.
    maker_type = models.CharField(max_length=24, blank=True)
    #: What this row made out of sight, and what goes again when the file is not loaded after all.
    has_made_product = models.BooleanField(default=False)
    has_made_maker = models.BooleanField(default=False)
    has_made_source = models.BooleanField(default=False)
    #: How a product that was there already changes (``services.imports.Change``).
    change = models.JSONField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("sheet", "number"), name="one_row_once_per_sheet")]
        indexes = [models.Index(fields=("sheet", "key"), name="sheet_row_key")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.number}"
