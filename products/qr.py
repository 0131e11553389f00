"""QR codes of permanent addresses: as drawings for the web and for printers, and as the squares of a label sheet.

Level Q: a quarter of the code may be scratched or covered. Four squares of white around it, as ISO/IEC 18004 asks;
they belong to the drawing, so that no page or label can leave them out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import segno

#: Squares of white around the code.
QUIET: Final = 4
#: The night of the portal's colours: as dark to a scanner as black.
INK: Final = "#12163a"
PAPER: Final = "#ffffff"
#: Pixels of a square: about a thousand for a whole code, which prints sharp at 8 cm.
PIXELS: Final = 24
DOTS_PER_INCH: Final = 300


@lru_cache(maxsize=64)
def drawn(address: str) -> segno.QRCode:
    """The code of an address; the library raises the level by itself where that takes no more room."""
    return segno.make(address, error="q", micro=False)


def svg(address: str, *, title: str) -> bytes:
    """A drawing that scales, with its own white ground; ``title`` is read out."""
    out = io.BytesIO()
    drawn(address).save(
        out, kind="svg", scale=10, border=QUIET, dark=INK, light=PAPER, title=title, xmldecl=False, nl=False
    )
    return out.getvalue()


def png(address: str) -> bytes:
    """A picture of two colours."""
    out = io.BytesIO()
    drawn(address).save(out, kind="png", scale=PIXELS, border=QUIET, dark=INK, light=PAPER, dpi=DOTS_PER_INCH)
    return out.getvalue()


def side(address: str) -> int:
    """Squares along one side of the code, the white around it included."""
    return len(drawn(address).matrix) + 2 * QUIET


def runs(address: str) -> Iterator[tuple[int, int, int]]:
    """Dark squares as rows: (row from the top, first square, how many), the white around them counted."""
    for row, squares in enumerate(drawn(address).matrix):
        start: int | None = None
        for column, is_dark in enumerate([*squares, 0]):
            if is_dark and start is None:
                start = column
            elif not is_dark and start is not None:
                yield row + QUIET, start + QUIET, column - start
                start = None
