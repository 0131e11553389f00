"""From a drawn scene to the files a page serves: SVG to pixels by resvg, then AVIF and WebP by Pillow.

Only this module needs the renderer (the development package `resvg-py`); the drawing itself is standard library.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import resvg_py
from PIL import Image

from portal.media.illustrations.canvas import WIDTH
from portal.media.illustrations.picture import Picture
from portal.media.illustrations.scenes import HOME_PORTRAIT, PORTRAIT_VIEW

PORTRAIT_WIDTH = 720
AVIF_QUALITY = 52
AVIF_SPEED = 5
WEBP_QUALITY = 74
WEBP_METHOD = 6


def pixels(svg: str, width: int) -> Image.Image:
    """Render an SVG document at a width in pixels, as an RGB image; no font of the machine is read."""
    data = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(io.BytesIO(data)).convert("RGB")


def master(picture: Picture) -> Image.Image:
    """The full sheet of 1600 by 1000 pixels, from which the files are scaled."""
    return pixels(picture.svg(), WIDTH)


def scaled(image: Image.Image, width: int) -> Image.Image:
    """The image at a width in pixels, keeping its shape."""
    if image.width == width:
        return image
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def write(image: Image.Image, stem: Path) -> int:
    """Write `stem`.avif and `stem`.webp and return their size in bytes."""
    avif, webp = stem.with_name(stem.name + ".avif"), stem.with_name(stem.name + ".webp")
    image.save(avif, quality=AVIF_QUALITY, speed=AVIF_SPEED)
    image.save(webp, quality=WEBP_QUALITY, method=WEBP_METHOD)
    return avif.stat().st_size + webp.stat().st_size


def dominant(image: Image.Image) -> str:
    """The colour (#rrggbb) that covers most of the picture, shown while it loads."""
    small = image.resize((80, 50), Image.Resampling.BOX).quantize(8, Image.Quantize.MEDIANCUT)
    counts = small.getcolors()
    palette = small.getpalette()
    if not counts or palette is None:
        return "#e4ece8"
    index = max((count, int(value)) for count, value in counts if isinstance(value, int))[1]
    red, green, blue = palette[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def render(picture: Picture, folder: Path) -> tuple[int, str]:
    """Draw one picture into the folder at each of its widths; returns bytes written and the dominant colour."""
    image = master(picture)
    size = sum(write(scaled(image, width), folder / f"{picture.slug}-{width}") for width in picture.widths)
    if picture.slug == "home-hero":
        portrait = pixels(HOME_PORTRAIT.svg(PORTRAIT_VIEW), PORTRAIT_WIDTH)
        size += write(portrait, folder / f"home-hero-portrait-{PORTRAIT_WIDTH}")
    return size, dominant(image)


def write_manifest(folder: Path, entries: dict[str, dict[str, object]]) -> None:
    """Merge the entries into the folder's manifest.json, sorted by slug."""
    path = folder / "manifest.json"
    known: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known.update(entries)
    text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
