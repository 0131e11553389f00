"""Pictures and documents of the portal.

Originals are private; what the public sees are derivatives that we make ourselves, in the widths that templates ask
for, off the request (``portal.media.tasks``). Nothing renders from an original while a visitor waits.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from portal.core.localized import Localized

#: Widths in pixels that templates may ask for; a picture narrower than one gets no derivative of it.
WIDTHS = (480, 800, 1600)
#: The social picture (Open Graph) is cropped to this size.
SOCIAL_SIZE = (1200, 630)


def derivative_storage() -> Any:
    """Storage of what the public may see."""
    return storages["derivatives"]


class Licence(models.TextChoices):
    """Under which terms a picture may be shown."""

    OWN = "own", _("Tác phẩm của cổng")
    PERMISSION = "permission", _("Được tác giả cho phép")
    CC0 = "cc0", _("CC0 (phạm vi công cộng)")
    CC_BY = "cc-by", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")


class Image(AbstractImage):
    """A picture with alternative texts per language, its author, licence and whether it is drawn."""

    alt_vi = models.CharField(
        _("mô tả cho người không nhìn thấy"), max_length=300, blank=True, help_text=_("Một câu: trong hình có gì.")
    )
    alt_en = models.CharField(_("mô tả (tiếng Anh)"), max_length=300, blank=True)
    author = models.CharField(_("tác giả"), max_length=200, blank=True)
    licence = models.CharField(_("giấy phép"), max_length=20, choices=Licence.choices, blank=True)
    origin = models.CharField(_("nơi lấy hình"), max_length=300, blank=True)
    is_illustration = models.BooleanField(
        _("tranh minh hoạ"), default=False, help_text=_("Trang in dòng “Tranh minh hoạ, không phải ảnh chụp”.")
    )
    dominant = models.CharField(max_length=7, blank=True, editable=False)

    # Named like Wagtail's own model, so the reverse names must differ from its.
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("nhãn"), related_name="media_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người tải lên"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="media_images",
    )

    alt = Localized("alt")

    admin_form_fields = (
        "title",
        "file",
        "alt_vi",
        "alt_en",
        "author",
        "licence",
        "origin",
        "is_illustration",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("hình")
        verbose_name_plural = _("hình")

    @cached_property
    def files(self) -> list[Derivative]:
        """Every public file of the picture; read once however often the picture is shown."""
        return list(self.derivatives.all())

    @property
    def default_alt_text(self) -> str:
        """Used by Wagtail where an editor gave no other text."""
        return self.alt_vi or str(self.title)


class Rendition(AbstractRendition):
    """Wagtail's own rendition, used by the admin only."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Derivative(models.Model):
    """One public file made from a picture: a width and a format."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"

    class Purpose(models.TextChoices):
        PAGE = "page", _("trang")
        PORTRAIT = "portrait", _("khổ dọc")
        SOCIAL = "social", _("mạng xã hội")

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="derivatives")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.PAGE)
    format = models.CharField(max_length=5, choices=Format.choices)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    file = models.FileField(storage=derivative_storage, upload_to="pictures", max_length=200)

    class Meta:
        ordering = ("format", "width")
        constraints = [
            models.UniqueConstraint(fields=("image", "purpose", "format", "width"), name="one_derivative_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.width} {self.format}"

    @property
    def url(self) -> str:
        """Public address; its file name carries a hash, so it may be cached for ever."""
        return reverse("media:derivative", args=[str(self.file.name).removeprefix("pictures/")])


class Document(AbstractDocument):
    """A document for the public; served as a download, never executed."""

    # Named like Wagtail's own model, so the reverse names must differ from its.
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("nhãn"), related_name="media_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người tải lên"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="media_documents",
    )

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tài liệu")
        verbose_name_plural = _("tài liệu")


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

    picture_panels = [FieldPanel("picture")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.picture is not None and not (self.picture.alt_vi and self.picture.licence):
            raise ValidationError(
                {"picture": _("Hình này chưa có mô tả hoặc giấy phép. Mở hình, điền hai mục đó rồi chọn lại.")}
            )
