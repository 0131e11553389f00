"""What a figure is about: an area, and for exports a commodity.

An area of figures is no place of tourism: sources count by former districts, by a museum with the sites around it, by a
national tourist area that crosses communes. Each is kept as its source names it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.localized import Localized
from portal.core.vietnamese import sort_key
from portal.figures.querysets import AreaQuerySet, CommodityQuerySet
from portal.places.models import Province


class Area(models.Model):
    """An area that sources count by."""

    class Scope(models.TextChoices):
        PROVINCE = "province", _("Tỉnh")
        DESTINATION = "destination", _("Điểm đến")
        FORMER_DISTRICT = "former_district", _("Đơn vị cấp huyện cũ")
        SITE = "site", _("Nơi tham quan")

    class Tone(models.TextChoices):
        FIRST = "a", _("Màu chè")
        SECOND = "b", _("Màu hoa ban")
        THIRD = "c", _("Màu sông")

    code = models.SlugField(
        _("mã"), max_length=60, unique=True, help_text=_("Phần cuối của địa chỉ; không đổi sau khi đã đăng.")
    )
    name_vi = models.CharField(_("tên"), max_length=120, unique=True)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=120)
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)
    scope = models.CharField(_("loại"), max_length=16, choices=Scope.choices)
    tone = models.CharField(
        _("màu trong biểu đồ"),
        max_length=1,
        choices=Tone.choices,
        default=Tone.THIRD,
        help_text=_("Hai tỉnh đứng cạnh nhau trong một biểu đồ cần hai màu khác nhau."),
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="figure_areas", null=True, blank=True, verbose_name=_("tỉnh")
    )
    shown_with = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="companions",
        verbose_name=_("hiện cùng"),
        help_text=_("Nơi có trang hiện luôn số liệu của nơi này. Hai nơi có thể tính trùng nhau: không cộng lại."),
    )
    ended_on = models.DateField(
        _("thôi là đơn vị từ ngày"), null=True, blank=True, help_text=_("Huyện cũ: 1.7.2025. Ngày đầu không còn nữa.")
    )

    name = Localized("name")

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("nơi có số liệu")
        verbose_name_plural = pgettext_lazy("plural", "nơi có số liệu")
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name_vi

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name_vi)
        super().save(*args, **kwargs)


class Commodity(models.Model):
    """Goods that an export figure counts: all goods, agricultural products, mango. None of them adds up to another."""

    code = models.SlugField(_("mã"), max_length=60, unique=True)
    name_vi = models.CharField(_("mặt hàng"), max_length=160, unique=True)
    name_en = models.CharField(_("mặt hàng (tiếng Anh)"), max_length=160)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    name = Localized("name")

    objects = CommodityQuerySet.as_manager()

    class Meta:
        verbose_name = _("mặt hàng xuất khẩu")
        verbose_name_plural = pgettext_lazy("plural", "mặt hàng xuất khẩu")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_vi
