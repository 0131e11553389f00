"""Spreadsheets that officers load: the file's rows are staged in small transactions, checked, then applied set-wise."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.places.models import Province
from products.querysets import ImportQuerySet


class SheetImport(models.Model):
    """One spreadsheet: all of its rows, or none."""

    class State(models.TextChoices):
        READING = "reading", _("Đang đọc")
        CHECKED = "checked", _("Đã kiểm tra")
        FAULTY = "faulty", _("Có lỗi")
        APPLYING = "applying", _("Đang nạp")
        APPLIED = "applied", _("Đã nạp")
        FAILED = "failed", _("Không đọc được")

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người gửi")
    )
    file = models.FileField(_("tệp"), upload_to="imports/")
    file_name = models.CharField(_("tên tệp"), max_length=150)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.READING)
    row_count = models.PositiveIntegerField(_("số dòng"), default=0)
    done_count = models.PositiveIntegerField(_("số dòng đã làm"), default=0)
    problem = models.TextField(_("lỗi của tệp"), blank=True)
    uploaded_at = models.DateTimeField(_("gửi lúc"))
    applied_at = models.DateTimeField(_("nạp lúc"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("bảng tính đã nạp")
        verbose_name_plural = pgettext_lazy("plural", "bảng tính đã nạp")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class SheetRow(models.Model):
    """One row of a spreadsheet, with what is wrong with it: ``[[column, sentence], …]``."""

    sheet = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("dòng"))
    key = models.CharField(max_length=120, blank=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("sheet", "number"), name="one_row_once_per_sheet")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.number}"
