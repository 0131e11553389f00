"""Contact sheets: labelled thumbnails of all committed pictures, for editors to choose from and reviewers to judge."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from portal.media.illustrations.palettes import INK, PAPER
from portal.media.illustrations.scenes import PICTURES

COLUMNS = 5
ROWS = 9
THUMB = (320, 200)
LABEL = 26
GAP = 12
QUALITY = 80


def contact_sheets(pictures: Path, out: Path) -> list[Path]:
    """Write contact-sheet-1.webp, -2 … from the 480 px files of the folder; returns the files written."""
    out.mkdir(parents=True, exist_ok=True)
    font = ImageFont.load_default(15)
    slugs = [slug for slug in PICTURES if (pictures / f"{slug}-480.webp").exists()]
    written = []
    per_sheet = COLUMNS * ROWS
    for number, start in enumerate(range(0, len(slugs), per_sheet), start=1):
        part = slugs[start : start + per_sheet]
        rows = (len(part) + COLUMNS - 1) // COLUMNS
        size = (COLUMNS * (THUMB[0] + GAP) + GAP, rows * (THUMB[1] + LABEL + GAP) + GAP)
        sheet = Image.new("RGB", size, PAPER)
        draw = ImageDraw.Draw(sheet)
        for index, slug in enumerate(part):
            x = GAP + index % COLUMNS * (THUMB[0] + GAP)
            y = GAP + index // COLUMNS * (THUMB[1] + LABEL + GAP)
            with Image.open(pictures / f"{slug}-480.webp") as image:
                sheet.paste(image.convert("RGB").resize(THUMB, Image.Resampling.LANCZOS), (x, y))
            draw.text((x, y + THUMB[1] + 4), slug, fill=INK, font=font)
        path = out / f"contact-sheet-{number}.webp"
        sheet.save(path, quality=QUALITY, method=6)
        written.append(path)
    return written
