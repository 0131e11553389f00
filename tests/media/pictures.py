"""Pictures for tests: rows with an original, and their public files made without waiting for a worker."""

from __future__ import annotations

import io
import itertools
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as PillowImage

from portal.core.models import WorkItem
from portal.media import derivatives
from portal.media.models import Image, Licence

_numbers = itertools.count(1)


def jpeg(width: int = 960, height: int = 600, seed: int | None = None) -> bytes:
    """A JPEG like no other: a gradient whose colours come from ``seed``."""
    number = next(_numbers) if seed is None else seed
    grey = PillowImage.linear_gradient("L").resize((width, height))
    other = grey.transpose(PillowImage.Transpose.ROTATE_180)
    flat = PillowImage.new("L", (width, height), number * 37 % 256)
    buffer = io.BytesIO()
    PillowImage.merge("RGB", (grey, other, flat)).save(buffer, "JPEG", quality=70, comment=f"number {number}".encode())
    return buffer.getvalue()


def registered(image: Image) -> None:
    """Public files as rows with a few bytes each: enough to be shown, without the time of encoding."""
    derivatives.store(
        image,
        [
            derivatives.Encoded(one.purpose, one.format, one.width, one.height, f"{image.file_hash}{one}".encode())
            for one in image.wanted
        ],
    )
    WorkItem.objects.filter(kind=derivatives.MAKE, key=str(image.pk)).delete()


def library_picture(*, made: bool | None = True, content: bytes | None = None, **values: Any) -> Image:
    """A picture of the library that may be shown; its files are made, only registered (None), or not there (False)."""
    described = {"title": "Đồi chè", "alt_vi": "Đồi chè buổi sớm", "alt_en": "Tea hill at dawn", "licence": Licence.OWN}
    image = Image(**{**described, **values})
    content = content or jpeg()
    image.file.save("anh.jpg", ContentFile(content), save=False)
    with PillowImage.open(io.BytesIO(content)) as picture:
        image.width, image.height = picture.size
    image._set_image_file_metadata()
    image.file.close()
    image.save()
    if made:
        derivatives.make(image)
        WorkItem.objects.filter(kind=derivatives.MAKE, key=str(image.pk)).delete()
    elif made is None:
        registered(image)
    return Image.objects.get(pk=image.pk)
