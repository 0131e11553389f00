"""Documents: PDF for everybody, and private ones for their owner and for the officers who check them."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument

from portal.core.vietnamese import slugify

SLUG_CHARACTERS = 60


def stored_name(document: Any, filename: str) -> str:
    """Where a public document lies; nothing of a name that was sent reaches the disk."""
    return f"documents/{uuid4().hex}.pdf"


def private_name(document: PrivateDocument, filename: str) -> str:
    """Where a private document lies: a name that nobody can guess, apart from what the public may see."""
    return f"private/{uuid4().hex}.{EXTENSIONS[document.content_type]}"


def random_key() -> str:
    """Eight characters that make the address of a document impossible to count through."""
    return secrets.token_hex(4)


class Language(models.TextChoices):
    """The language that a document is written in."""

    VIETNAMESE = "vi", capfirst(_("tiếng Việt"))
    ENGLISH = "en", capfirst(_("tiếng Anh"))
    OTHER = "other", capfirst(_("ngôn ngữ khác"))


class Document(AbstractDocument):
    """A document for the public; served as a download, never executed."""

    file = models.FileField(_("tệp"), upload_to=stored_name)
    language = models.CharField(_("ngôn ngữ"), max_length=5, choices=Language.choices, blank=True)
    pages = models.PositiveIntegerField(_("số trang"), null=True, blank=True, editable=False)
    # Stays when title or file change, so that links from elsewhere go on working.
    key = models.CharField(max_length=16, default=random_key, editable=False)

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

    admin_form_fields = ("title", "file", "language", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tài liệu")
        verbose_name_plural = _("tài liệu")

    def clean(self) -> None:
        """Nothing here: the form has judged the content, and what a file was called says nothing."""

    @property
    def download_name(self) -> str:
        """The name under which readers keep the file: the title in ASCII."""
        return f"{slugify(self.title, SLUG_CHARACTERS) or 'tai-lieu'}.pdf"

    @property
    def filename(self) -> str:
        """The last part of the address: the title in ASCII and the document's key."""
        return f"{self.download_name.removesuffix('.pdf')}-{self.key}.pdf"


#: Media types of private documents and how their files end.
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class PrivateDocument(models.Model):
    """A certificate or a similar file: for its owner and for those who check it, for nobody else.

    Made by ``portal.media.private_documents.keep``, served by ``portal.media.document_views.private_document`` alone.
    """

    # Wagtail would count it among what refers to an account, and show its title there.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("chủ"),
        on_delete=models.CASCADE,
        related_name="private_documents",
    )
    purpose = models.CharField(_("dùng cho"), max_length=40)
    title = models.CharField(_("tên"), max_length=150)
    content_type = models.CharField(_("loại tệp"), max_length=20, choices=[(one, one) for one in EXTENSIONS])
    file = models.FileField(_("tệp"), upload_to=private_name)
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("tài liệu riêng")
        verbose_name_plural = _("tài liệu riêng")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of the download, which asks who is there."""
        return reverse("private_document", args=[self.pk])

    @property
    def download_name(self) -> str:
        """The name under which readers keep the file: the title in ASCII."""
        return f"{slugify(self.title, SLUG_CHARACTERS) or 'tai-lieu'}.{EXTENSIONS[self.content_type]}"
