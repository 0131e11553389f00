"""Draw the pictures: python -m portal.media.illustrations --out DIR [--only SLUG ...] [--sheets DIR]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portal.media.illustrations.render import render, write_manifest
from portal.media.illustrations.scenes import PICTURES
from portal.media.illustrations.sheet import contact_sheets


def main(arguments: list[str] | None = None) -> int:
    """Render what is asked for, one picture after the other, and keep the manifest beside it up to date."""
    parser = argparse.ArgumentParser(prog="python -m portal.media.illustrations", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures and manifest.json")
    parser.add_argument("--only", nargs="+", metavar="SLUG", default=[], help="draw only these pictures")
    parser.add_argument("--sheets", type=Path, help="also write contact sheets of all pictures into this folder")
    options = parser.parse_args(arguments)
    unknown = [slug for slug in options.only if slug not in PICTURES]
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}")
    options.out.mkdir(parents=True, exist_ok=True)
    entries: dict[str, dict[str, object]] = {}
    total = 0
    for slug in options.only or PICTURES:
        picture = PICTURES[slug]
        size, colour = render(picture, options.out)
        entries[slug] = {"alt": picture.alt, "dominant": colour, "widths": list(picture.widths)}
        total += size
        sys.stdout.write(f"{slug}: {size / 1000:.0f} kB\n")
        sys.stdout.flush()
    write_manifest(options.out, entries)
    sys.stdout.write(f"{len(entries)} pictures, {total / 1e6:.2f} MB\n")
    if options.sheets:
        for path in contact_sheets(options.out, options.sheets):
            sys.stdout.write(f"{path.name}: {path.stat().st_size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
