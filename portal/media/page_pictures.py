"""Reads the leading pictures of several pages with all their files at once, for pages that count their queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.media.models import Derivative, Image


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
        picture.files = files.get(key, [])
        for page in wanted[key]:
            page.picture = picture
