"""Makes and registers the public files of a picture; idempotent, so that it may run again at any time."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as PillowImage
from PIL import ImageCms, ImageOps

from portal.core.vietnamese import slugify
from portal.media.models import SOCIAL_SIZE, WIDTHS, Derivative, Image

Format = Derivative.Format
Purpose = Derivative.Purpose
ENCODING: dict[str, dict[str, Any]] = {
    Format.AVIF: {"quality": 55, "speed": 7},
    Format.WEBP: {"quality": 76, "method": 4},
    Format.JPEG: {"quality": 80, "progressive": True, "optimize": True},
}


@dataclass(frozen=True)
class Encoded:
    """One derivative before it is stored: its kind, its size in pixels, its bytes."""

    purpose: str
    format: str
    width: int
    height: int
    content: bytes


def opened(file: Any) -> PillowImage.Image:
    """The picture upright, in sRGB, without alpha and without any metadata."""
    with PillowImage.open(file) as source:
        source.draft("RGB", (max(WIDTHS) * 2, max(WIDTHS) * 2))
        picture: PillowImage.Image = ImageOps.exif_transpose(source)
        profile = picture.info.get("icc_profile")
        if profile and picture.mode in {"RGB", "CMYK", "L"}:
            try:
                converted = ImageCms.profileToProfile(
                    picture,
                    ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                    ImageCms.createProfile("sRGB"),
                    outputMode="RGB",
                )
                picture = converted or picture
            except ImageCms.PyCMSError:
                pass  # a broken profile: the colours as they are
        clean = PillowImage.new("RGB", picture.size, "#ffffff")
        clean.paste(picture.convert("RGB"), (0, 0), picture if picture.mode in {"RGBA", "LA"} else None)
        return clean


def encode(picture: PillowImage.Image, purpose: str, format: str, width: int, height: int) -> Encoded:
    """Scale and encode; the aspect ratio of ``width`` and ``height`` must be that of the picture."""
    scaled = (
        picture if picture.size == (width, height) else picture.resize((width, height), PillowImage.Resampling.LANCZOS)
    )
    buffer = io.BytesIO()
    scaled.save(buffer, format.upper(), **ENCODING[format])
    return Encoded(purpose, format, width, height, buffer.getvalue())


def social(picture: PillowImage.Image) -> Encoded:
    """The picture as social networks want it: 1200 × 630, JPEG, cropped a little above the middle."""
    fitted = ImageOps.fit(picture, SOCIAL_SIZE, PillowImage.Resampling.LANCZOS, centering=(0.5, 0.45))
    return encode(fitted, Purpose.SOCIAL, Format.JPEG, *SOCIAL_SIZE)


def make(image: Image) -> list[Derivative]:
    """Make every derivative of a picture from its original, store them and return their rows."""
    with image.file.open("rb") as file:
        picture = opened(file)
    widths = [width for width in WIDTHS if width <= picture.width] or [picture.width]
    made = [
        encode(picture, Purpose.PAGE, format, width, round(picture.height * width / picture.width))
        for width in widths
        for format in (Format.AVIF, Format.WEBP)
    ]
    made.append(social(picture))
    dominant = picture.resize((1, 1), PillowImage.Resampling.BOX).getpixel((0, 0))
    Image.objects.filter(pk=image.pk).update(dominant="#{:02x}{:02x}{:02x}".format(*dominant))  # type: ignore[misc]
    return store(image, made)


def store(image: Image, made: list[Encoded]) -> list[Derivative]:
    """Register encoded derivatives of a picture in place of those of the same kind."""
    rows: list[Derivative] = []
    stem = slugify(image.title, 60) or f"hinh-{image.pk}"
    for one in made:
        digest = hashlib.sha256(one.content).hexdigest()[:12]
        suffix = "" if one.purpose == Purpose.PAGE else f"-{one.purpose}"
        name = f"{stem}{suffix}-{one.width}.{digest}.{one.format}"
        field: Any = Derivative._meta.get_field("file")
        stored = f"pictures/{name}"
        if not field.storage.exists(stored):
            stored = field.storage.save(stored, ContentFile(one.content))
        with transaction.atomic():
            row, _created = Derivative.objects.update_or_create(
                image=image,
                purpose=one.purpose,
                format=one.format,
                width=one.width,
                defaults={"height": one.height, "size": len(one.content), "file": stored},
            )
        rows.append(row)
    return rows
