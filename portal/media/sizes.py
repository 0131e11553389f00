"""Which public files a picture gets: the one list that templates, the pipeline and its checks share.

A picture stands on pages in its own shape (``page``), cropped to the 8:5 of cards and lists (``card``), upright on the
first screen of a phone where a page asks for it (``portrait``), and as the 1200 × 630 JPEG of social networks.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """How a public file is encoded."""

    AVIF = "avif", "AVIF"
    WEBP = "webp", "WebP"
    JPEG = "jpeg", "JPEG"


class Purpose(models.TextChoices):
    """Where a public file stands."""

    PAGE = "page", _("trang")
    CARD = "card", _("thẻ 8:5")
    PORTRAIT = "portrait", _("khổ dọc")
    SOCIAL = "social", _("mạng xã hội")


#: Widths in pixels that templates may ask for; a picture narrower than one gets no file of it.
WIDTHS = (480, 800, 1600)
CARD_WIDTHS = (480, 800)
CARD_RATIO = 8 / 5
PORTRAIT_SIZE = (720, 960)
SOCIAL_SIZE = (1200, 630)
#: A social picture may be enlarged this much, not more.
MOST_ENLARGED = 2
#: Raised when the same original would give other pixels (decoding, colours, crops): what was made before is stale then.
#: How files are encoded needs no raising: it is part of each file's recipe (``Image.recipe_of``).
VERSION = 1


@dataclass(frozen=True, order=True)
class Wanted:
    """One public file that a picture should have; width and height in pixels."""

    purpose: str
    format: str
    width: int
    height: int

    @property
    def kind(self) -> tuple[str, str, int]:
        """What no two files of a picture share."""
        return (self.purpose, self.format, self.width)


def is_card_shaped(width: int, height: int) -> bool:
    """Whether the picture itself serves as its card: nobody sees one percent."""
    return abs(width / height / CARD_RATIO - 1) <= 0.01


def wanted(width: int, height: int, *, portrait: bool) -> list[Wanted]:
    """Every public file of a picture of ``width`` × ``height`` pixels, standing upright."""
    shapes: list[tuple[str, int, int]] = [
        (Purpose.PAGE, one, max(1, round(height * one / width)))
        for one in [one for one in WIDTHS if one <= width] or [width]
    ]
    if not is_card_shaped(width, height):
        widest = int(min(width, height * CARD_RATIO))
        shapes += [
            (Purpose.CARD, one, round(one / CARD_RATIO))
            for one in [one for one in CARD_WIDTHS if one <= widest] or [widest]
        ]
    if portrait:
        shapes.append((Purpose.PORTRAIT, *PORTRAIT_SIZE))
    files = [Wanted(purpose, format, *size) for purpose, *size in shapes for format in (Format.AVIF, Format.WEBP)]
    if min(width / SOCIAL_SIZE[0], height / SOCIAL_SIZE[1]) * MOST_ENLARGED >= 1:
        files.append(Wanted(Purpose.SOCIAL, Format.JPEG, *SOCIAL_SIZE))
    return files
