"""What is counted: its definition, its unit, and how the figures come about."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.localized import Localized
from portal.figures.querysets import IndicatorQuerySet


class Unit(models.TextChoices):
    """What a value counts; one unit for all values of an indicator."""

    VISITS = "visits", _("lượt khách")
    VND_BILLION = "vnd_billion", _("tỷ đồng")
    PERCENT = "percent", _("%")
    DAYS = "days", pgettext_lazy("unit", "ngày")
    ESTABLISHMENTS = "establishments", _("cơ sở")
    ROOMS = "rooms", _("buồng")
    SITES = "sites", _("khu, điểm du lịch")
    USD = "usd", _("đô la Mỹ")
    TONNES = "tonnes", _("tấn")
    HECTARES = "hectares", _("héc-ta")
    PRODUCTS = "products", pgettext_lazy("unit", "sản phẩm")
    MARKETS = "markets", _("nước và vùng lãnh thổ")
    CODES = "codes", _("mã số vùng trồng")


class Indicator(models.Model):
    """What is counted. Figures of one indicator share a definition and a unit; others are never put in one line."""

    class Topic(models.TextChoices):
        VISITORS = "visitors", _("Khách du lịch")
        EXPORTS = "exports", _("Xuất khẩu")

    code = models.SlugField(
        _("mã"), max_length=60, unique=True, help_text=_("Tên trong dữ liệu mở, như “visitors_total”; không đổi.")
    )
    slug = models.SlugField(
        _("địa chỉ"), max_length=60, unique=True, help_text=_("Phần cuối của địa chỉ trang, như “luot-khach”.")
    )
    topic = models.CharField(_("chủ đề"), max_length=10, choices=Topic.choices)
    name_vi = models.CharField(_("tên"), max_length=120, unique=True)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=120)
    definition_vi = models.TextField(_("định nghĩa"))
    definition_en = models.TextField(_("định nghĩa (tiếng Anh)"))
    method_vi = models.TextField(_("cách có số liệu"))
    method_en = models.TextField(_("cách có số liệu (tiếng Anh)"))
    unit = models.CharField(_("đơn vị"), max_length=16, choices=Unit.choices)
    decimal_places = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    is_comparable = models.BooleanField(
        _("các tỉnh đếm như nhau"),
        default=False,
        help_text=_("Chỉ đánh dấu khi có văn bản nói như vậy, và dẫn văn bản ấy ở phần cách có số liệu."),
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    name = Localized("name")
    definition = Localized("definition")
    method = Localized("method")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = pgettext_lazy("plural", "chỉ tiêu")
        ordering = ("order", "code")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decimal_places__lte=4),
                name="indicator_decimals",
                violation_error_message=_("Nhiều nhất 4 chữ số thập phân."),
            )
        ]

    def __str__(self) -> str:
        return self.name_vi

    def get_absolute_url(self) -> str:
        return reverse("figures:indicator", args=[self.slug])

    def clean(self) -> None:
        """The unit is fixed as soon as there is a figure: its value would mean something else."""
        super().clean()
        former = Indicator.objects.filter(pk=self.pk).values_list("unit", flat=True).first()
        if former is not None and former != self.unit and self.observations.exists():
            raise ValidationError(
                {"unit": _("Chỉ tiêu đã có số liệu nên không đổi đơn vị được. Hãy lập chỉ tiêu mới.")}
            )
