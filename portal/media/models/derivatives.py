"""The public files of a picture, one row each."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.media.sizes import Format, Purpose

FOLDER = "pictures/"


def derivative_storage() -> Any:
    """Storage of what the public may see."""
    return storages["derivatives"]


class Derivative(models.Model):
    """One public file made from a picture: a width and a format."""

    image = models.ForeignKey("media.Image", on_delete=models.CASCADE, related_name="derivatives")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.PAGE)
    format = models.CharField(max_length=5, choices=Format.choices)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    file = models.FileField(storage=derivative_storage, upload_to="pictures", max_length=200)
    # A file of another original is never shown; one of another recipe (focal point) until the new one is there.
    original = models.CharField(max_length=40, blank=True, editable=False)
    seconds = models.FloatField(null=True, blank=True, editable=False)
    recipe = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        ordering = ("format", "width")
        constraints = [
            models.UniqueConstraint(fields=("image", "purpose", "format", "width"), name="one_derivative_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.width} {self.format}"

    @property
    def kind(self) -> tuple[str, str, int]:
        """What no two files of a picture share."""
        return (self.purpose, self.format, self.width)

    @property
    def url(self) -> str:
        """Public address; its file name carries a hash, so it may be cached for ever."""
        return f"{_folder_address()}{quote(str(self.file.name).removeprefix(FOLDER))}"


@cache
def _folder_address() -> str:
    """What all public addresses of files begin with: a page has a hundred of them."""
    return reverse("media:derivative", args=["x"])[: -len("x")]
