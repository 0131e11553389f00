"""The picture that leads a page."""

from __future__ import annotations

from typing import Any

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
    #: Whether the first screen of a phone shows the picture upright; its file is made when such a page is published.
    has_upright_picture = False

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A page that shows its picture upright asks for that file too."""
        super().save(*args, **kwargs)
        if self.has_upright_picture and self.picture is not None and not self.picture.wants_portrait:
            self.picture.wants_portrait = True
            self.picture.save(update_fields=["wants_portrait"])
