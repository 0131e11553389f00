"""Which series editors put on the overview and the front page.

Code names no area: what stands large, which holidays are drawn and which small charts follow is chosen here, so that
the choice of another province is a matter of rows. The charts of years show every province and need no choice.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.figures.models.areas import Area, Commodity
from portal.figures.models.indicators import Indicator, Unit


class FeaturedSeries(models.Model):
    """A series on the overview: where it stands there, and how. What has no public value is left out."""

    class Part(models.TextChoices):
        HEADLINE = "headline", _("Con số đầu bảng")
        HOLIDAYS = "holidays", _("Biểu đồ dịp lễ")
        SMALL = "small", _("Biểu đồ nhỏ")

    class Drawing(models.TextChoices):
        LINE = "line", _("Đường qua các năm")
        BARS = "bars", _("Cột theo năm")
        HOLIDAYS = "holidays", _("Cột theo dịp lễ")

    part = models.CharField(
        _("phần của trang"),
        max_length=10,
        choices=Part.choices,
        help_text=_("Ba con số đầu bảng đầu tiên cũng đứng ở trang chủ. Biểu đồ nhỏ: trang hiện sáu ô đầu có số liệu."),
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="featured", verbose_name=_("chỉ tiêu")
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="featured",
        verbose_name=_("nơi"),
        help_text=_("Nơi chưa có số liệu đã đăng của chỉ tiêu này thì trang bỏ qua, đến khi có."),
    )
    commodity = models.ForeignKey(
        Commodity,
        on_delete=models.PROTECT,
        related_name="featured",
        null=True,
        blank=True,
        verbose_name=_("mặt hàng"),
        help_text=_("Chỉ dùng cho con số đầu bảng về xuất khẩu."),
    )
    drawing = models.CharField(
        _("cách vẽ"),
        max_length=10,
        choices=Drawing.choices,
        blank=True,
        help_text=_("Chỉ dùng cho biểu đồ nhỏ."),
    )
    order = models.PositiveSmallIntegerField(
        _("thứ tự"), default=0, help_text=_("Trong phần của trang: số nhỏ đứng trước.")
    )

    class Meta:
        verbose_name = _("chuỗi số liệu trên trang tổng quan")
        verbose_name_plural = pgettext_lazy("plural", "chuỗi số liệu trên trang tổng quan")
        ordering = ("part", "order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("part", "indicator", "area", *fields),
                condition=condition,
                name=f"featured_once{suffix}",
                violation_error_message=_("Phần này của trang đã có chỉ tiêu ấy của nơi ấy."),
            )
            for fields, condition, suffix in (
                (("commodity",), Q(commodity__isnull=False), "_goods"),
                ((), Q(commodity__isnull=True), ""),
            )
        ]

    def __str__(self) -> str:
        if not self.indicator_id or not self.area_id:  # while the form of a new choice is filled in
            return self.get_part_display()
        return ", ".join(str(part) for part in (self.indicator, self.area, self.commodity) if part)

    def clean(self) -> None:
        """Each part takes only what it can draw: one kind of drawing, no goods, holidays of one count of visits."""
        super().clean()
        faults: dict[str, Any] = {}
        if self.part == self.Part.SMALL:
            if not self.drawing:
                faults["drawing"] = _("Biểu đồ nhỏ cần cách vẽ. Hãy chọn một cách.")
        elif self.drawing:
            faults["drawing"] = _("Chỉ biểu đồ nhỏ mới chọn cách vẽ. Hãy để trống.")
        if self.commodity_id and self.part != self.Part.HEADLINE:
            faults["commodity"] = _("Chỉ con số đầu bảng mới chọn mặt hàng. Hãy để trống.")
        if self.part == self.Part.HOLIDAYS and self.indicator_id and (fault := self._holiday_fault()):
            faults["indicator"] = fault
        if faults:
            raise ValidationError(faults)

    def _holiday_fault(self) -> Any:
        """Bars of holidays share a scale and a sentence about visits; "" where they can."""
        if self.indicator.unit != Unit.VISITS:
            return _("Biểu đồ dịp lễ chỉ vẽ chỉ tiêu tính bằng lượt khách.")
        others = FeaturedSeries.objects.filter(part=self.part).exclude(pk=self.pk).exclude(indicator=self.indicator_id)
        if (other := others.select_related("indicator").first()) is not None:
            return _("Biểu đồ dịp lễ đang vẽ “%(indicator)s”. Mọi nơi trong đó dùng cùng một chỉ tiêu.") % {
                "indicator": other.indicator.name
            }
        return ""
