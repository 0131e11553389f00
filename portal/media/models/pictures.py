"""Pictures: the private original, what is known of it, and how the admin sees it without ever rendering it."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
    SourceImageIOError,
    get_upload_to,
)

from portal.core.localized import Localized
from portal.media import sizes
from portal.media.models.derivatives import Derivative
from portal.media.models.originals import OriginalField
from portal.media.sandboxed.pictures import options
from portal.media.sizes import Format, Purpose


class RenderingRefused(SourceImageIOError):
    """Somebody asked for a picture rendered from the original; templates use ``{% picture %}``."""


class Licence(models.TextChoices):
    """Under which terms a picture may be shown."""

    OWN = "own", _("Tác phẩm của người tải lên")
    PERMISSION = "permission", _("Được tác giả cho phép")
    PUBLIC_DOMAIN = "public-domain", _("Hết hạn bảo hộ, thuộc về công chúng")
    CC0 = "cc0", _("CC0 (phạm vi công cộng)")
    CC_BY = "cc-by", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
    CC_BY_ND = "cc-by-nd", _("CC BY-ND 4.0")
    CC_BY_NC = "cc-by-nc", _("CC BY-NC 4.0")


class People(models.TextChoices):
    """Whether people can be recognised in a picture, and whether they agreed."""

    NOBODY = "nobody", _("Không nhận ra ai")
    AGREED = "agreed", _("Có, và họ đã đồng ý")
    NOT_AGREED = "not-agreed", _("Có, chưa hỏi họ")


class PictureQuerySet(ImageQuerySet):
    """Pictures; the admin's thumbnails are derivatives and come with one query for a whole list."""

    def prefetch_renditions(self, *filters: str) -> Any:
        """What Wagtail calls before it draws a list of thumbnails."""
        return self.prefetch_related("derivatives")


class Image(AbstractImage):
    """A picture with alternative texts per language, its author, licence and whether it is drawn."""

    file = OriginalField(
        verbose_name=AbstractImage._meta.get_field("file").verbose_name,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    alt_vi = models.CharField(
        _("mô tả cho người không nhìn thấy"), max_length=300, blank=True, help_text=_("Một câu: trong hình có gì.")
    )
    alt_en = models.CharField(_("mô tả (tiếng Anh)"), max_length=300, blank=True)
    author = models.CharField(_("tác giả"), max_length=200, blank=True)
    licence = models.CharField(
        _("giấy phép"),
        max_length=20,
        choices=Licence.choices,
        blank=True,
        help_text=_("Hình không có mô tả hoặc giấy phép thì không lên trang công khai."),
    )
    origin = models.CharField(
        _("nơi lấy hình"), max_length=300, blank=True, help_text=_("Địa chỉ hoặc tên bộ sưu tập.")
    )
    people = models.CharField(_("người trong hình"), max_length=12, choices=People.choices, blank=True)
    is_illustration = models.BooleanField(
        _("tranh minh hoạ"), default=False, help_text=_("Trang in dòng “Tranh minh hoạ, không phải ảnh chụp”.")
    )

    # What the camera wrote; the place only when the uploader agreed. None of it stands in a public file.
    captured_at = models.DateTimeField(_("chụp lúc"), null=True, blank=True, editable=False)
    camera = models.CharField(_("máy chụp"), max_length=100, blank=True, editable=False)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True, editable=False)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True, editable=False)

    # What the pipeline found out: the colour before the picture is there, the hash of look-alikes, a suggested middle.
    dominant = models.CharField(max_length=7, blank=True, editable=False)
    fingerprint = models.CharField(max_length=16, blank=True, editable=False)
    suggested_x = models.FloatField(null=True, blank=True, editable=False)
    suggested_y = models.FloatField(null=True, blank=True, editable=False)
    wants_portrait = models.BooleanField(default=False, editable=False)

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
    objects = PictureQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "alt_vi",
        "alt_en",
        "author",
        "licence",
        "origin",
        "people",
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

    def get_upload_to(self, filename: str) -> str:
        """Nothing of a name that was sent reaches the disk."""
        extension = {"jpg": "jpg", "jpeg": "jpg", "png": "png", "webp": "webp", "avif": "avif", "heic": "heic"}.get(
            filename.rpartition(".")[2].lower(), "bin"
        )
        return f"pictures/{uuid4().hex}.{extension}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture together with the row of its work (``portal.media.signals``), whichever view calls.

        What Wagtail calls the description is our Vietnamese alternative text.
        """
        self.description = self.alt_vi[:255]
        with transaction.atomic():
            super().save(*args, **kwargs)

    @cached_property
    def files(self) -> list[Derivative]:
        """Every public file of the picture as it is now; read once however often the picture is shown."""
        return [row for row in self.derivatives.all() if row.original == self.file_hash]

    def files_for(self, purpose: str) -> list[Derivative]:
        """Public files for a purpose; a picture that has the shape of a card is its own card."""
        found = [row for row in self.files if row.purpose == purpose]
        if not found and purpose == Purpose.CARD:
            return [row for row in self.files if row.purpose == Purpose.PAGE]
        return found

    @property
    def largest(self) -> Derivative | None:
        """The public file with most pixels of the whole picture; None while there is none."""
        return max(self.files_for(Purpose.PAGE), key=lambda row: (row.width, row.format == Format.WEBP), default=None)

    @property
    def wanted(self) -> list[sizes.Wanted]:
        """Every public file that the picture should have."""
        return sizes.wanted(self.width, self.height, portrait=self.wants_portrait)

    @property
    def focus(self) -> list[float] | None:
        """The middle that an editor chose, as fractions of width and height; None lets the pipeline suggest one."""
        if self.focal_point_x is None or self.focal_point_y is None:
            return None
        return [round(self.focal_point_x / self.width, 4), round(self.focal_point_y / self.height, 4)]

    def recipe_of(self, one: sizes.Wanted) -> str:
        """What decides how a public file looks; a file made by another recipe is stale.

        The focal point counts only where something is cut off, so that moving it leaves the largest files alone.
        """
        focus = None if one.purpose == Purpose.PAGE else self.focus
        encoding = options(one.format, one.width, one.height)
        parts = [sizes.VERSION, self.file_hash, one.height, encoding, focus]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def is_ready(self) -> bool:
        """Whether every public file is there as it should be now."""
        recipes = {row.kind: row.recipe for row in self.files}
        return all(recipes.get(one.kind) == self.recipe_of(one) for one in self.wanted)

    @property
    def publishable(self) -> bool:
        """Whether the public may see it: it is described, its terms are known, nobody was left unasked."""
        return not self.lacks

    @property
    def lacks(self) -> str:
        """What keeps the picture from the public, as words for a list; empty when nothing does."""
        return ", ".join(
            str(text)
            for is_missing, text in (
                (not self.alt_vi, _("mô tả")),
                (not self.licence, _("giấy phép")),
                (self.people == People.NOT_AGREED, _("sự đồng ý của người trong hình")),
            )
            if is_missing
        )

    @property
    def default_alt_text(self) -> str:
        """Used by Wagtail where an editor gave no other text."""
        return self.alt_vi or str(self.title)

    # --- Wagtail's renditions: the admin asks for thumbnails, and gets derivatives ---------------------------------

    def get_rendition(self, filter: Filter | str) -> Rendition:
        """The derivative that serves one of the admin's thumbnails, or a waiting picture of the same shape.

        Never renders. Raises ``RenderingRefused`` for any other filter: templates ask by ``{% picture %}``.
        """
        spec = filter if isinstance(filter, str) else filter.spec
        if spec not in THUMBNAILS:
            raise RenderingRefused(f"“{spec}” would be rendered from the original; use the picture tag")
        purpose, most = THUMBNAILS[spec]
        rows = [row for row in self.files_for(purpose) if row.format == Format.WEBP]
        width, height = (self.width, self.height) if purpose == Purpose.PAGE else most
        if purpose == Purpose.PAGE:
            scale = min(1.0, most[0] / width, most[1] / height)
            width, height = max(1, round(width * scale)), max(1, round(height * scale))
        shown = min(rows, key=lambda row: (row.width < width, row.width), default=None)
        rendition = Rendition(image=self, filter_spec=spec, width=width, height=height)
        rendition.derivative = shown
        rendition.file.name = shown.file.name if shown is not None else "waiting"
        return rendition

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """Several thumbnails by their filter."""
        return {one if isinstance(one, str) else one.spec: self.get_rendition(one) for one in filters}

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        """Refused: nothing renders from an original but the pipeline."""
        raise RenderingRefused(filter.spec)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        """Refused: nothing renders from an original but the pipeline."""
        raise RenderingRefused(filter.spec)


#: The filters by which Wagtail's admin asks for pictures: which of our files serves, and the box it must fit into.
THUMBNAILS: dict[str, tuple[str, tuple[int, int]]] = {
    "original": (Purpose.PAGE, (10**6, 10**6)),
    "max-150x150": (Purpose.PAGE, (150, 150)),
    "max-165x165": (Purpose.PAGE, (165, 165)),
    "max-400x400": (Purpose.PAGE, (400, 400)),
    "max-800x600": (Purpose.PAGE, (800, 600)),
    "fill-600x338": (Purpose.CARD, (600, 375)),
    "width-800": (Purpose.PAGE, (800, 10**6)),
}


class Rendition(AbstractRendition):
    """What Wagtail's admin calls a thumbnail; never stored, always one of our derivatives."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    derivative: Derivative | None = None

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """Public address of the derivative, or of the drawing that stands for a picture in the making."""
        return self.derivative.url if self.derivative is not None else static("img/waiting.svg")
