"""Spreadsheets of values: checked by a worker, shown with their problems, handed in as a whole or not at all."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FigureSheet(models.Model):
    """One file: its rows as text, and what is wrong with them; the rows go when they are handed in."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        CHECKING = "checking", _("Đang kiểm tra")
        CHECKED = "checked", _("Đã kiểm tra, chưa nạp")
        FAULTY = "faulty", _("Có lỗi, chưa nạp")
        APPLIED = "applied", _("Đã nạp")

    file_name = models.CharField(_("tên tệp"), max_length=150)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người gửi")
    )
    uploaded_at = models.DateTimeField(_("gửi lúc"))
    applied_at = models.DateTimeField(_("nạp lúc"), null=True, blank=True)
    row_count = models.PositiveIntegerField(_("số dòng"))
    done_count = models.PositiveIntegerField(_("số dòng đã làm"), default=0)
    #: Of whoever sent the file: a worker has none of its own, and cells may name choices in it.
    language = models.CharField(max_length=12, default="vi")
    #: ``[[number, {column: [kind, value]}], …]`` as they stood in the file.
    rows = models.JSONField(default=list)
    #: ``[[number, column, sentence], …]`` in ``language``.
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("bảng số liệu đã gửi")
        verbose_name_plural = pgettext_lazy("plural", "bảng số liệu đã gửi")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

    @property
    def faulty_count(self) -> int:
        """How many rows have a problem."""
        return len({number for number, _column, _sentence in self.problems})
