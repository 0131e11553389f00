"""The one tag through which templates show a picture: it never encodes, it shows what is ready."""

from __future__ import annotations

from typing import Any

from django import template

from portal.media.models import Derivative, Image

register = template.Library()
Purpose = Derivative.Purpose
Format = Derivative.Format


@register.inclusion_tag("components/picture.html")
def picture(
    image: Image | None,
    sizes: str,
    *,
    widths: str = "480,800,1600",
    priority: bool = False,
    eager: bool = False,
    portrait: bool = False,
    alt: str | None = None,
) -> dict[str, Any]:
    """Draw ``<picture>`` with AVIF and WebP sources in the given widths (pixels, comma separated).

    ``sizes`` is the HTML attribute; ``priority`` marks the first picture of a page; ``eager`` one that stands on the
    first screen without being its largest; ``portrait`` adds the upright crop for phones where there is one. A picture
    without derivatives is a placeholder of the right shape.
    """
    rows = image.files if image is not None else []
    wanted = {int(width) for width in widths.split(",")}
    pages = [row for row in rows if row.purpose == Purpose.PAGE]
    chosen = [row for row in pages if row.width in wanted] or pages
    webp = [row for row in chosen if row.format == Format.WEBP]
    fallback = min(webp, key=lambda row: abs(row.width - 800), default=None)
    return {
        "image": image,
        "sizes": sizes,
        "priority": priority,
        "eager": eager,
        "alt": image.alt if image is not None and alt is None else alt,
        "avif": [row for row in chosen if row.format == Format.AVIF],
        "webp": webp,
        "portrait_avif": [
            row for row in rows if portrait and row.purpose == Purpose.PORTRAIT and row.format == Format.AVIF
        ],
        "portrait_webp": [
            row for row in rows if portrait and row.purpose == Purpose.PORTRAIT and row.format == Format.WEBP
        ],
        "fallback": fallback,
    }


@register.simple_tag
def social_picture(image: Image | None) -> str:
    """Path of the 1200 × 630 JPEG of a picture; empty when it is not ready."""
    rows = image.files if image is not None else []
    return next((row.url for row in rows if row.purpose == Purpose.SOCIAL), "")
