"""Contact sheets: labelled thumbnails of all committed pictures, for editors to choose from and reviewers to judge."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from portal.media.illustrations.palettes import INK, PAPER
from portal.media.illustrations.products import PREFIX, PRODUCTS
from portal.media.illustrations.scenes import PICTURES

COLUMNS = 5
ROWS = 9
THUMB = (320, 200)
LABEL = 26
GAP = 12
QUALITY = 80


def contact_sheets(pictures: Path, out: Path) -> list[Path]:
    """Write the sheets from the 480 px files of the folder, those of products apart; returns the files written."""
    out.mkdir(parents=True, exist_ok=True)
    products = [picture.slug for picture in PRODUCTS]
    scenes = [slug for slug in PICTURES if slug not in products]
    written = []
    per_sheet = COLUMNS * ROWS
    for name, slugs in (("contact-sheet", scenes), ("contact-sheet-products", products)):
        drawn = [slug for slug in slugs if (pictures / f"{slug}-480.webp").exists()]
        for number, start in enumerate(range(0, len(drawn), per_sheet), start=1):
            path = out / f"{name}-{number}.webp"
            _sheet(pictures, drawn[start : start + per_sheet]).save(path, quality=QUALITY, method=6)
            written.append(path)
    return written


def _sheet(pictures: Path, slugs: list[str]) -> Image.Image:
    """Thumbnails of some pictures in rows, the slug under each."""
    font = ImageFont.load_default(15)
    rows = (len(slugs) + COLUMNS - 1) // COLUMNS
    size = (COLUMNS * (THUMB[0] + GAP) + GAP, rows * (THUMB[1] + LABEL + GAP) + GAP)
    sheet = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(sheet)
    for index, slug in enumerate(slugs):
        x = GAP + index % COLUMNS * (THUMB[0] + GAP)
        y = GAP + index // COLUMNS * (THUMB[1] + LABEL + GAP)
        with Image.open(pictures / f"{slug}-480.webp") as image:
            sheet.paste(image.convert("RGB").resize(THUMB, Image.Resampling.LANCZOS), (x, y))
        draw.text((x, y + THUMB[1] + 4), slug.removeprefix(PREFIX), fill=INK, font=font)
    return sheet
