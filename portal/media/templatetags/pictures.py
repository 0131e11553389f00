"""The one tag through which templates show a picture: it never encodes, it shows what is ready."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.media.models import Derivative, Image
from portal.media.sizes import Format, Purpose
from portal.media.tones import tone

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    image: Image | None,
    sizes: str,
    *,
    widths: str = "480,800,1600",
    priority: bool = False,
    eager: bool = False,
    card: bool = False,
    portrait: bool = False,
    alt: str | None = None,
) -> dict[str, Any]:
    """Draw ``<picture>`` with AVIF and WebP sources in the given widths (pixels, comma separated).

    ``sizes`` is the HTML attribute; ``priority`` marks the first picture of a page; ``eager`` one that stands on the
    first screen without being its largest; ``card`` takes the 8:5 crop; ``portrait`` adds the upright crop for phones
    where there is one. A width that is not there falls back to those that are; a picture without files, or one that
    may not be shown, is a placeholder of the right shape.
    """
    if image is not None and not image.publishable:
        image = None
    wanted = {int(width) for width in widths.split(",")}
    rows = image.files_for(Purpose.CARD if card else Purpose.PAGE) if image is not None else []
    chosen = [row for row in rows if row.width in wanted] or rows
    webp = [row for row in chosen if row.format == Format.WEBP]
    upright = image.files_for(Purpose.PORTRAIT) if image is not None and portrait else []
    return {
        "sizes": sizes,
        "priority": priority,
        "eager": eager,
        "alt": image.alt if image is not None and alt is None else alt,
        "tone": tone(image.dominant) if image is not None else None,
        "shape": (160, 100) if card or image is None else (image.width, image.height),
        "avif": srcset(chosen, Format.AVIF),
        "webp": srcset(chosen, Format.WEBP),
        "portrait_avif": srcset(upright, Format.AVIF),
        "portrait_webp": srcset(upright, Format.WEBP),
        "fallback": min(webp, key=lambda row: abs(row.width - 800), default=None),
    }


def srcset(rows: list[Derivative], format: str) -> str:
    """The HTML attribute of the rows of one format: addresses with their widths. Pages have a hundred of them."""
    return ", ".join(f"{row.url} {row.width}w" for row in rows if row.format == format)


@register.simple_tag
def social_picture(image: Image | None) -> str:
    """Path of the 1200 × 630 JPEG of a picture; empty when it is not ready or may not be shown."""
    file = social_file(image)
    return file.url if file is not None else ""


def social_file(image: Image | None) -> Derivative | None:
    """The 1200 × 630 JPEG of a picture; None when it is not ready or may not be shown."""
    rows = image.files_for(Purpose.SOCIAL) if image is not None and image.publishable else []
    return rows[0] if rows else None


@register.simple_tag
def story_picture(image: Image | None, caption: str = "") -> SafeString:
    """A picture among paragraphs with caption and credit; nothing when it may not be shown."""
    return drawn_story_picture(image, caption=caption)


def drawn_story_picture(
    image: Image | None, *, caption: str = "", alt: str | None = None, narrow: bool = False
) -> SafeString:
    """What ``story_picture`` draws; ``alt`` overrides the picture's own words, ``narrow`` lets text stand beside it."""
    if image is None or not image.publishable:
        return SafeString("")
    context = {"image": image, "caption": caption, "alt": alt, "narrow": narrow}
    return render_to_string("components/story_picture.html", context)
