"""A chart's file as pixels, drawn with the portal's own letters: the same picture on every machine."""

from __future__ import annotations

import hashlib
import io
from typing import Final

import resvg_py
from django.core.cache import cache
from PIL import Image

from portal.core.lettering import FONTS

#: Two pixels a unit: sharp in print up to about 13 cm, and on screens of phones.
_ZOOM: Final = 2
#: A chart has few colours; so many leave the edges of letters smooth.
_COLOURS: Final = 64
_SECONDS: Final = 24 * 3600
_FILES: Final = [str(FONTS / f"BeVietnamPro-{weight}.ttf") for weight in ("Regular", "SemiBold")]


def png(svg: str) -> bytes:
    """The picture; kept in the cache under what it was drawn from, so that a changed value is a new picture."""
    key = f"figures-png-{hashlib.sha256(svg.encode()).hexdigest()}"
    known: bytes | None = cache.get(key)
    if known is None:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            font_files=_FILES,
            skip_system_fonts=True,
            sans_serif_family="Be Vietnam Pro",
            zoom=_ZOOM,
        )
        known = _smaller(bytes(drawn))
        cache.set(key, known, _SECONDS)
    return known


def _smaller(picture: bytes) -> bytes:
    """The same picture in a fifth of the bytes."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.convert("RGB").quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
