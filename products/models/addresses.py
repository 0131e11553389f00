"""The permanent short address of a product, as it stands on its label.

Codes are made by ``products.codes``, given once and never again: rows outlive the name, the listing and the business.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from products.models.catalogue import Product


class PermanentAddress(models.Model):
    """``/q/<code>``: opens the product and the state of its certificate, for ever."""

    code = models.CharField(_("mã"), max_length=9, primary_key=True)
    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="address")
    given_at = models.DateTimeField(_("cấp lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("địa chỉ cố định")
        verbose_name_plural = _("địa chỉ cố định")

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("product_code", args=[self.code])
