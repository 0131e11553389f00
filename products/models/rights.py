"""Names protected by law: geographical indications and marks. Four different rights, none of them OCOP."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.core.localized import Localized
from portal.core.models import Source
from portal.core.vietnamese import sort_key
from portal.places.models import Province
from products.models.catalogue import Product, ProductPart
from products.querysets import ProtectedNameQuerySet


class RightKind(models.TextChoices):
    """The intellectual property right."""

    GEOGRAPHICAL_INDICATION = "geographical-indication", _("Chỉ dẫn địa lý")
    CERTIFICATION_MARK = "certification-mark", _("Nhãn hiệu chứng nhận")
    COLLECTIVE_MARK = "collective-mark", _("Nhãn hiệu tập thể")
    TRADEMARK = "trademark", _("Nhãn hiệu")


class ProtectedName(models.Model):
    """A protected name of the region, what it covers and how far sources agree on it."""

    class Status(models.TextChoices):
        PROTECTED = "protected", _("Nguồn ghi đã được bảo hộ")
        DISPUTED = "disputed", _("Các nguồn không khớp nhau")
        NOT_CONFIRMED = "not-confirmed", _("Chưa có nguồn xác nhận đã cấp")

    slug = models.SlugField(_("khoá"), max_length=80, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    kind = models.CharField(_("quyền"), max_length=24, choices=RightKind.choices)
    status = models.CharField(_("tình trạng"), max_length=16, choices=Status.choices)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    covers_vi = models.CharField(_("dùng cho"), max_length=300, blank=True)
    covers_en = models.CharField(_("dùng cho (tiếng Anh)"), max_length=300, blank=True)
    text_vi = models.TextField(_("diễn giải"), blank=True)
    text_en = models.TextField(_("diễn giải (tiếng Anh)"), blank=True)
    sort_key = models.CharField(max_length=700, editable=False)
    sources: models.ManyToManyField[Source, Any] = models.ManyToManyField(
        Source, verbose_name=_("nguồn"), blank=True, related_name="protected_names"
    )

    covers = Localized("covers")
    text = Localized("text")

    objects = ProtectedNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("tên được bảo hộ")
        verbose_name_plural = pgettext_lazy("plural", "tên được bảo hộ")
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{reverse('products:rights')}#{self.slug}"

    @property
    def title(self) -> str:
        """The name in the active language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Protection(ProductPart):
    """That a product bears a protected name or mark, as a source says it."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="protections")
    kind = models.CharField(_("quyền"), max_length=24, choices=RightKind.choices)
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.CASCADE, null=True, blank=True, related_name="protections"
    )
    text_vi = models.CharField(_("nguồn ghi"), max_length=300)
    text_en = models.CharField(_("nguồn ghi (tiếng Anh)"), max_length=300)

    text = Localized("text")

    def __str__(self) -> str:
        return self.text_vi
