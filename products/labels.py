"""Sheets of labels to print: a product's QR code, its name, who makes it and the short address, on A4.

A label bears no stars: stars have a last day, a printed label has none. It says what the code opens and claims nothing
more. The formats are those of ready-made label sheets.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portal.core.lettering import FONTS
from products import qr
from products.models import PermanentAddress

TEXT, BOLD = "BeVietnamPro-Regular", "BeVietnamPro-SemiBold"
PAGE_WIDTH, PAGE_HEIGHT = 210 * mm, 297 * mm
#: At most so many sheets at once.
SHEETS: Final = 20

Colour = tuple[float, float, float]
INK: Final[Colour] = (0x12 / 255, 0x16 / 255, 0x3A / 255)
MADDER: Final[Colour] = (0xA3 / 255, 0x24 / 255, 0x2B / 255)
MARIGOLD: Final[Colour] = (0xF2 / 255, 0xB1 / 255, 0x34 / 255)
#: The woven line over the name, repeated: colour and length.
WEAVE: Final = ((MADDER, 2 * mm), (MARIGOLD, mm), (INK, 2 * mm), (MARIGOLD, mm))
WEAVE_HEIGHT: Final = 1.1 * mm
#: Lines stand so many times their size apart: room for the marks above and below Vietnamese letters.
LEADING: Final = 1.24
#: Letters shrink this far before words are left out; smaller ones nobody reads.
SMALLEST: Final = 4.5
STEP: Final = 0.25
#: Nothing stands nearer to the edge of a label, where the printer or the knife may slip.
EDGE: Final = 2.2 * mm


@dataclass(frozen=True)
class LabelFormat:
    """A sheet of equal labels; lengths in millimetres, letters in points."""

    title: str | Promise
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float
    #: Side of the code, the white around it included.
    code: float
    #: Size of the name; the other texts follow from it.
    letters: float
    #: Small labels have room for the name and the address alone.
    has_maker: bool = True

    @property
    def count(self) -> int:
        """Labels of a sheet."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """Left and lower edge of a label on the page, in points; places are counted from 0 along the rows."""
        row, column = divmod(place, self.columns)
        left = self.left + column * (self.width + self.gap)
        return left * mm, PAGE_HEIGHT - (self.top + (row + 1) * self.height) * mm


FORMATS: Final[Mapping[str, LabelFormat]] = {
    "21": LabelFormat(
        gettext_lazy("21 nhãn, 63,5 × 38,1 mm"), 3, 7, 63.5, 38.1, left=7.2, top=15.15, gap=2.55, code=28, letters=9.5
    ),
    "8": LabelFormat(
        gettext_lazy("8 nhãn, 99,1 × 67,7 mm"), 2, 4, 99.1, 67.7, left=4.65, top=13.1, gap=2.5, code=46, letters=15
    ),
    "65": LabelFormat(
        gettext_lazy("65 nhãn, 38,1 × 21,2 mm"),
        5,
        13,
        38.1,
        21.2,
        left=4.75,
        top=10.7,
        gap=2.5,
        code=20,
        letters=5.5,
        has_maker=False,
    ),
}


@dataclass(frozen=True)
class Line:
    """A line of text with its letters; ``space`` is left free above it. In points."""

    text: str
    font: str
    size: float
    space: float = 0

    @property
    def height(self) -> float:
        """How much of the label it takes."""
        return self.size * LEADING + self.space


def sheet(
    address: PermanentAddress,
    label_format: LabelFormat,
    *,
    count: int | None = None,
    start: int = 1,
    has_outlines: bool = False,
) -> bytes:
    """A PDF with ``count`` labels (None: the rest of the first sheet), the first on place ``start`` counted from 1.

    Outlines are for plain paper, to cut along. Raises ``ValueError`` for a place that the sheet does not have, and for
    no label or more than ``SHEETS`` sheets of them.
    """
    if count is None:
        count = label_format.count - start + 1
    last = start + count - 1
    if not 1 <= start <= label_format.count or count < 1 or last > SHEETS * label_format.count:
        raise ValueError(f"{count} labels from place {start} on")
    _register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1, invariant=1)
    with override(settings.LANGUAGE_CODE):
        canvas.setTitle(_("Nhãn QR: %(name)s") % {"name": address.product.name})
        canvas.setAuthor(str(settings.WAGTAIL_SITE_NAME))
        canvas.beginForm("label", 0, 0, label_format.width * mm, label_format.height * mm)
        _draw_label(canvas, address, label_format, has_outlines=has_outlines)
        canvas.endForm()
    for number, place in enumerate(range(start - 1, last)):
        if number and place % label_format.count == 0:
            canvas.showPage()
        canvas.saveState()
        canvas.translate(*label_format.corner(place % label_format.count))
        canvas.doForm("label")
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def full_address(address: PermanentAddress) -> str:
    """What the code holds."""
    return f"{settings.PORTAL_BASE_URL}{address.get_absolute_url()}"


@cache
def _register_fonts() -> None:
    for name in (TEXT, BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))


def _draw_label(canvas: Canvas, address: PermanentAddress, label_format: LabelFormat, *, has_outlines: bool) -> None:
    width, height, code = (length * mm for length in (label_format.width, label_format.height, label_format.code))
    if has_outlines:
        canvas.setStrokeColorRGB(0.6, 0.6, 0.6)
        canvas.setLineWidth(0.25)
        canvas.setDash(2, 2)
        canvas.rect(0, 0, width, height, stroke=1, fill=0)
    _draw_code(canvas, full_address(address), left=EDGE / 2, bottom=(height - code) / 2, side=code)
    # The white around the code stands between it and the words.
    left, right = EDGE / 2 + code, width - EDGE
    room = height - 2 * EDGE
    weave = WEAVE_HEIGHT + label_format.letters * 0.3 if label_format.has_maker else 0
    lines = _lines(address, label_format, right - left, room - weave)
    top = (height + weave + sum(line.height for line in lines)) / 2
    if weave:
        _draw_weave(canvas, left, top - WEAVE_HEIGHT, right - left)
        top -= weave
    canvas.setFillColorRGB(*INK)
    for line in lines:
        top -= line.height
        canvas.setFont(line.font, line.size)
        # The base line lies so that capitals with marks stay below the line before.
        canvas.drawString(left, top + line.size * (LEADING - 1) + line.size * 0.05, line.text)


def _draw_code(canvas: Canvas, text: str, *, left: float, bottom: float, side: float) -> None:
    """The code as one shape: rows that touch must not show a hair of paper between them."""
    square = side / qr.side(text)
    path = canvas.beginPath()
    for row, first, length in qr.runs(text):
        path.rect(left + first * square, bottom + side - (row + 1) * square, length * square, square)
    canvas.setFillColorRGB(*INK)
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_weave(canvas: Canvas, left: float, bottom: float, width: float) -> None:
    end, piece = left + width, 0
    while left < end:
        colour, length = WEAVE[piece % len(WEAVE)]
        canvas.setFillColorRGB(*colour)
        canvas.rect(left, bottom, min(length, end - left), WEAVE_HEIGHT, stroke=0, fill=1)
        left, piece = left + length, piece + 1


def _lines(address: PermanentAddress, label_format: LabelFormat, width: float, room: float) -> list[Line]:
    """What stands beside the code, as large as it fits; words of the name and of the maker are left out at last."""
    size = label_format.letters
    while True:
        lines = list(_texts(address, label_format, size, width))
        if sum(line.height for line in lines) <= room:
            return lines
        if size <= SMALLEST:
            break
        size = max(SMALLEST, size - STEP)
    for most in (4, 3, 2, 1):
        lines = list(_texts(address, label_format, SMALLEST, width, most=most))
        if sum(line.height for line in lines) <= room:
            break
    return lines


def _texts(
    address: PermanentAddress, label_format: LabelFormat, size: float, width: float, most: int = 99
) -> Iterator[Line]:
    product = address.product
    small = max(SMALLEST, size * 0.72)
    yield from (Line(text, BOLD, size) for text in _wrapped(product.name, BOLD, size, width, most))
    if label_format.has_maker:
        maker = product.producer.name if product.producer is not None else ""
        below = [
            line
            for text in (maker, _("Quét để xem sản phẩm và giấy chứng nhận"))
            for line in _wrapped(text, TEXT, small, width, min(most, 2))
        ]
        yield from (Line(text, TEXT, small, 0 if number else size * 0.15) for number, text in enumerate(below))
    host, path = settings.PORTAL_BASE_URL.split("://", maxsplit=1)[-1], address.get_absolute_url()
    middle = max(SMALLEST, size * 0.84)
    parts = [f"{host}{path}"] if pdfmetrics.stringWidth(f"{host}{path}", BOLD, middle) <= width else [host, path]
    for number, part in enumerate(parts):
        fitting = min(middle, middle * width / pdfmetrics.stringWidth(part, BOLD, middle))
        yield Line(part, BOLD, fitting, size * 0.25 if number == 0 else 0)


def _wrapped(text: str, font: str, size: float, width: float, most: int) -> list[str]:
    """Lines of at most ``width``, ``most`` of them, as even as their number allows."""
    words = _printable(text, font).split()
    lines = _broken(words, font, size, width)
    if len(lines) > most:
        last = f"{lines[most - 1]}…"
        while pdfmetrics.stringWidth(last, font, size) > width and len(last) > 1:
            last = f"{last[:-2].rstrip()}…"
        return [*lines[: most - 1], last]
    longest = max((pdfmetrics.stringWidth(word, font, size) for word in words), default=0)
    narrower = width
    while (narrower := narrower - width / 40) >= longest:
        tried = _broken(words, font, size, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _broken(words: Sequence[str], font: str, size: float, width: float) -> list[str]:
    """Lines broken between words, inside one that is too long for a line."""
    lines: list[str] = []
    line = ""
    for word in words:
        for piece in _pieces(word, font, size, width):
            longer = f"{line} {piece}" if line else piece
            if pdfmetrics.stringWidth(longer, font, size) <= width:
                line = longer
            else:
                lines.append(line)
                line = piece
    return [*lines, line] if line else lines


def _pieces(word: str, font: str, size: float, width: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and pdfmetrics.stringWidth(piece + letter, font, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _printable(text: str, font: str) -> str:
    """The text in letters that the font has; others lose their marks, or become a question mark."""
    known = pdfmetrics.getFont(font).face.charToGlyph
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        bare = unicodedata.normalize("NFKD", letter)[:1]
        letters.append(next((one for one in (letter, bare) if ord(one) in known), "?"))
    return "".join(letters)
