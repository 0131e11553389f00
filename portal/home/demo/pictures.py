"""Registers the committed illustrations with their ready derivatives, so that a newcomer's first page is complete."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import ImageOps

from portal.core.data_files import DataFile
from portal.media.derivatives import Encoded, store
from portal.media.fingerprint import fingerprint
from portal.media.models import Image, Licence, People
from portal.media.sizes import PORTRAIT_SIZE, SOCIAL_SIZE, Format, Purpose

FOLDER = Path(__file__).parent / "pictures"
PORTRAIT_WIDTH = PORTRAIT_SIZE[0]


def social(picture: PillowImage.Image) -> Encoded:
    """The picture as social networks want it, cropped a little above the middle."""
    fitted = ImageOps.fit(picture, SOCIAL_SIZE, PillowImage.Resampling.LANCZOS, centering=(0.5, 0.45))
    buffer = io.BytesIO()
    fitted.save(buffer, "JPEG", quality=80, progressive=True, optimize=True)
    return Encoded(Purpose.SOCIAL, Format.JPEG, *SOCIAL_SIZE, buffer.getvalue())


class Pictures:
    """Makes the image row of a slug once, with its files."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.manifest = DataFile(folder / "manifest.json")
        self.made: dict[str, Image] = {}

    def has(self, slug: str) -> bool:
        """Whether an illustration was drawn for a slug."""
        return slug in self.manifest.content

    def of(self, slug: str, title: str) -> Image:
        """The image of a slug, else the neutral one. Raises ``BadData`` when a file is missing."""
        if not self.has(slug):
            slug = "default"
        if slug not in self.made:
            self.made[slug] = self._register(slug, title)
        return self.made[slug]

    def _register(self, slug: str, title: str) -> Image:
        row: Any = self.manifest.content[slug]
        alt = self.manifest.words(row, "alt", slug)
        widths = self.manifest.need(row, "widths", slug)
        made = [
            self._read(slug, Purpose.PAGE, format, width, f"{slug}-{width}.{format}")
            for width in widths
            for format in (Format.AVIF, Format.WEBP)
        ]
        for format in (Format.AVIF, Format.WEBP):
            name = f"{slug}-portrait-{PORTRAIT_WIDTH}.{format}"
            if (self.folder / name).exists():
                made.append(self._read(slug, Purpose.PORTRAIT, format, PORTRAIT_WIDTH, name))
        largest = self.folder / f"{slug}-{max(widths)}.webp"
        with PillowImage.open(largest) as picture:
            size = picture.size
            drawn = picture.convert("RGB")
        made.append(social(drawn))
        image = Image(
            title=title,
            alt_vi=alt["vi"],
            alt_en=alt["en"],
            author="Tây Bắc",
            licence=Licence.OWN,
            is_illustration=True,
            dominant=str(row.get("dominant", "")),
            fingerprint=fingerprint(drawn),
            people=People.NOBODY,
            wants_portrait=any(one.purpose == Purpose.PORTRAIT for one in made),
        )
        image.has_prepared_derivatives = True  # read by portal.media.signals: nothing is left to be made
        image.file.save(f"{slug}.webp", ContentFile(largest.read_bytes()), save=False)
        image.width, image.height = size  # known here; the field would open the file again to learn it
        image._set_image_file_metadata()
        image.file.close()
        image.save()
        store(image, made)
        return image

    def _read(self, slug: str, purpose: str, format: str, width: int, name: str) -> Encoded:
        path = self.folder / name
        if not path.exists():
            raise self.manifest.wrong(slug, f"{name} is missing")
        with PillowImage.open(path) as picture:
            if picture.width != width:
                raise self.manifest.wrong(slug, f"{name} is {picture.width} pixels wide, not {width}")
            height = picture.height
        return Encoded(purpose, format, width, height, path.read_bytes())
