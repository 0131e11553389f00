"""The one tag through which templates show a picture: it never encodes, it shows what is ready.

A page has up to a hundred pictures: as a template of its own each of them took a quarter of a millisecond.
"""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.media.models import Derivative, Image
from portal.media.sizes import Format, Purpose
from portal.media.tones import tone

register = template.Library()
#: The width in pixels that browsers without a choice of sizes get, or the nearest to it.
FALLBACK_WIDTH = 800
NOTHING = SafeString("")
ON_PHONES = mark_safe(' media="(max-width:47.99rem)"')
FIRST = mark_safe(' fetchpriority="high"')
LATER = mark_safe(' loading="lazy"')


@register.simple_tag
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
) -> SafeString:
    """Draw ``<picture>`` with AVIF and WebP sources in the given widths (pixels, comma separated).

    ``sizes`` is the HTML attribute; ``priority`` marks the first picture of a page; ``eager`` one that stands on the
    first screen without being its largest; ``card`` takes the 8:5 crop; ``portrait`` adds the upright crop for phones
    where there is one. A width that is not there falls back to those that are; a picture without files, or one that
    may not be shown, is a placeholder of the right shape.
    """
    if image is not None and not image.publishable:
        image = None
    if alt is None:
        alt = image.alt if image is not None else ""
    wanted = {int(width) for width in widths.split(",")}
    rows = image.files_for(Purpose.CARD if card else Purpose.PAGE) if image is not None else []
    rows = [row for row in rows if row.width in wanted] or rows
    fallback = min(
        (row for row in rows if row.format == Format.WEBP),
        key=lambda row: abs(row.width - FALLBACK_WIDTH),
        default=None,
    )
    if image is None or fallback is None:
        return placeholder(image, is_card=card, alt=alt)
    upright = image.files_for(Purpose.PORTRAIT) if portrait else []
    return format_html(
        '<picture>{}{}{}<img class="tone-{}" src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}"{}'
        ' decoding="async"></picture>',
        source(upright, Format.AVIF, "100vw", ON_PHONES),
        source(upright, Format.WEBP, "100vw", ON_PHONES),
        source(rows, Format.AVIF, sizes),
        tone(image.dominant),
        fallback.url,
        srcset(rows, Format.WEBP),
        sizes,
        alt,
        fallback.width,
        fallback.height,
        FIRST if priority else NOTHING if eager else LATER,
    )


def placeholder(image: Image | None, *, is_card: bool, alt: str) -> SafeString:
    """What stands where a picture will be, in its shape and, where it is known, its colour."""
    return format_html(
        '<svg class="waiting{}" viewBox="0 0 {} {}"{}></svg>',
        f" tone-{tone(image.dominant)}" if image is not None else "",
        *((160, 100) if is_card or image is None else (image.width, image.height)),
        format_html(' role="img" aria-label="{}"', alt) if alt else mark_safe(' aria-hidden="true"'),
    )


def source(rows: list[Derivative], format: str, sizes: str, media: SafeString = NOTHING) -> SafeString:
    """``<source>`` of the rows of one format; nothing when there are none."""
    if not (files := srcset(rows, format)):
        return NOTHING
    return format_html('<source{} type="image/{}" srcset="{}" sizes="{}">', media, format, files, sizes)


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
        return NOTHING
    context = {"image": image, "caption": caption, "alt": alt, "narrow": narrow}
    return render_to_string("components/story_picture.html", context)
