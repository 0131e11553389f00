"""The picture that leads a page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.media.models.pictures import Image
from portal.media.page_forms import PicturePageForm
from portal.media.weight import PictureWeightPanel


class PictureMixin(models.Model):
    """A page with one leading picture, which also stands for the page when it is shared."""

    picture = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("hình"),
        help_text=_("Hình ở đầu trang và khi chia sẻ."),
    )

    base_form_class = PicturePageForm
    picture_panels = [FieldPanel("picture"), PictureWeightPanel()]
    #: Bytes that the pictures of a page of this type may weigh on a phone; the editor is told when it is more.
    picture_budget = 400_000

    class Meta:
        abstract = True
