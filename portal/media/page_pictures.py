"""Which pictures a page shows, and the leading pictures of several pages with all their files at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.media.models.derivatives import Derivative
from portal.media.models.pictures import Image


def read_pictures(pages: Iterable[Any]) -> None:
    """Attach to pages their ``picture`` and its ``files``: one query, and one more only for pictures without files."""
    wanted: dict[int, list[Any]] = {}
    for page in pages:
        if page.picture_id is not None:
            wanted.setdefault(page.picture_id, []).append(page)
    pictures: dict[int, Image] = {}
    files: dict[int, list[Derivative]] = {}
    if wanted:
        for row in Derivative.objects.filter(image_id__in=wanted).select_related("image"):
            pictures.setdefault(row.image_id, row.image)
            files.setdefault(row.image_id, []).append(row)
    if missing := wanted.keys() - pictures.keys():
        pictures.update(Image.objects.in_bulk(missing))
    for key, picture in pictures.items():
        picture.files = [row for row in files.get(key, []) if row.original == picture.file_hash]
        for page in wanted[key]:
            page.picture = picture


def pictures_in(model: type[Model], values: dict[str, Any]) -> list[Image]:
    """Pictures that the field values of a page of ``model`` show, each once: chosen and in rich text."""
    keys: set[Any] = set()
    for name, value in values.items():
        if isinstance(value, Image):
            keys.add(value.pk)
            continue
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if value and hasattr(field, "extract_references"):
            keys.update(int(key) for target, key, *_ in field.extract_references(value) if target is Image)
    return list(Image.objects.filter(pk__in=keys).prefetch_related("derivatives"))


def problems_of(pictures: Iterable[Image]) -> list[SafeString]:
    """What keeps the pictures of a page from readers: a sentence for each, with the way to its form."""
    return [
        format_html(
            gettext('Hình “{}” còn thiếu {}. <a href="{}" target="_blank">Mở hình</a>, điền cho đủ rồi đăng lại.'),
            image.title,
            image.lacks,
            reverse("wagtailimages:edit", args=[image.pk]),
        )
        for image in pictures
        if image.lacks
    ]


def values_of(page: Model) -> dict[str, Any]:
    """The field values of a page as ``pictures_in`` reads them."""
    return {field.name: getattr(page, field.name) for field in page._meta.concrete_fields if field.name != "page_ptr"}
