"""Looks at pictures from outside and makes public files of them, in a process that may die without harm.

A header is a claim and a decoder may have faults, so nothing of an uploaded picture is decoded in the web server or in
the worker: they start this file as a child (``portal.media.sandbox``). It gives up its rights to memory, time and files
before it reads the first byte. The request is JSON in the first argument, the picture comes on standard input; the
answer is one line of JSON, and for each made file one more line followed by exactly ``size`` bytes.

Requests: ``{"do": "inspect", "most_pixels": n, ...}``, and ``{"do": "make", "every": [...], "wanted": [...], "focus":
[x, y] | null, ...}`` with every file that the picture should have, and those of them that are not there yet.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

# Plugins by name: Pillow would otherwise load all of them, formats included that nobody may send us.
from PIL import (
    AvifImagePlugin,
    ExifTags,
    Image,
    ImageChops,
    ImageCms,
    ImageFile,
    ImageFilter,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

PLUGINS = (AvifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
MEMORY = 2 * 1024**3
SECONDS = {"inspect": 25, "make": 180}
#: How each format is written: what Wagtail's settings give, at less than 0.6 of their processor time (``make bench``).
#: AVIF with one thread: the limit of memory counts the stacks of all, and other pictures use the other cores. Its
#: encoder would prefer sharp edges in still pictures, which costs bytes at these speeds.
ENCODING: dict[str, dict[str, Any]] = {
    "avif": {"quality": 61, "speed": 7, "max_threads": 1, "advanced": {"sharpness": "0"}},
    "webp": {"quality": 80, "method": 4},
    "jpeg": {"quality": 76, "progressive": True, "optimize": True},
}
#: From so many pixels on, AVIF takes three times as long at speed 7 as at speed 8, which then needs a bit more quality.
LARGE = 1_000_000
LARGE_AVIF = {**ENCODING["avif"], "quality": 62, "speed": 8}
#: Each scan of a progressive JPEG costs a walk over the whole picture; cameras and editors write about ten.
MOST_SCANS = 100
#: Parts of a JPEG before its scans; the longest profiles and the richest metadata come to a few hundred.
MOST_SEGMENTS = 5_000
MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
START, END, SCAN = 0xD8, 0xD9, 0xDA
#: What brings a picture upright, by what its EXIF says about how it was held.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}


class Refused(Exception):
    """The picture cannot be taken; ``code`` says why, ``facts`` what the message needs."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def limit(task: str) -> None:
    """Give up memory, processor time, files and core dumps before anything foreign is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS[task], SECONDS[task] + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Longest text chunk and all text chunks of a PNG, in bytes; a text bomb ends as unreadable.
    PngImagePlugin.MAX_TEXT_CHUNK = 1024 * 1024
    PngImagePlugin.MAX_TEXT_MEMORY = 8 * 1024 * 1024
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, and say it in words


def opened(content: bytes, format: str) -> Image.Image:
    """The picture with its header read and nothing decoded. Raises ``Refused`` when the header cannot be read."""
    if format == "HEIC":
        # Only here: it takes as long to load as everything else together.
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener(thumbnails=False)
        format = "HEIF"
    formats = ["JPEG", "MPO"] if format == "JPEG" else [format]
    return Image.open(io.BytesIO(content), formats=formats)


def inspect(content: bytes, format: str, most_pixels: int, least_side: int, most_ratio: int) -> dict[str, Any]:
    """Judge by the header first, then decode everything once; return the facts worth keeping."""
    if format == "JPEG":
        check_parts(content)
    picture = opened(content, format)
    width, height = picture.size
    if width * height > most_pixels:
        raise Refused("pixels", width=width, height=height)
    if min(width, height) < least_side:
        raise Refused("small", width=width, height=height)
    if max(width, height) > most_ratio * min(width, height):
        raise Refused("narrow", width=width, height=height)
    # A second picture in a JPEG (depth, brightness) is what phones add; the first one is the photograph.
    frames = getattr(picture, "n_frames", 1)
    if format != "JPEG" and frames > 1:
        raise Refused("frames", frames=frames)
    claimed = picture.size
    facts: dict[str, Any] = {"format": format, **taken(exif_of(picture))}
    picture.load()
    if picture.size != claimed:
        raise Refused("unreadable", why="another size than its header says")
    facts["width"], facts["height"] = (height, width) if held(picture, format) in SIDEWAYS else (width, height)
    return facts


def check_parts(content: bytes) -> None:
    """Count the parts of a JPEG's first picture. Raises ``Refused`` for more of them than any camera writes."""
    scans, parts, position = 0, 0, 2
    while found := MARKER.search(content, position):
        marker, position = found[1][0], found.end()
        if marker == END:
            return
        if marker not in {0x01, START}:  # all others say how long they are
            position += int.from_bytes(content[position : position + 2], "big")
        scans += marker == SCAN
        parts += 1
        if scans > MOST_SCANS or parts > MOST_SEGMENTS:
            raise Refused("unreadable", why="too many scans or parts")


def exif_of(picture: Image.Image) -> Image.Exif:
    """What the camera wrote; nothing when it cannot be read, because metadata must not cost the picture."""
    try:
        return picture.getexif()
    except Exception:  # noqa: BLE001 (the parser raises whatever the bytes make it raise)
        return Image.Exif()


def held(picture: Image.Image, format: str) -> int:
    """How the camera was held, 1 to 8 as EXIF counts; a HEIC has been turned by its decoder."""
    if format == "HEIC":
        return 1
    found = exif_of(picture).get(ExifTags.Base.Orientation)
    return found if isinstance(found, int) and found in TURNS else 1


def taken(exif: Image.Exif) -> dict[str, Any]:
    """When, with what and where the picture was taken, as far as the camera says so."""
    facts: dict[str, Any] = {}
    try:
        detail = exif.get_ifd(ExifTags.IFD.Exif)
        when = detail.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        facts["captured"] = str(when)[:19] if when else ""
        facts["captured_offset"] = str(detail.get(ExifTags.Base.OffsetTimeOriginal) or "")[:6]
        maker, model = (str(exif.get(tag) or "") for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
        facts["camera"] = model if model.lower().startswith(maker.lower()) else f"{maker} {model}".strip()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        latitude = degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S")
        longitude = degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W")
        if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180:
            facts["place"] = [round(latitude, 6), round(longitude, 6)]
    except Exception as error:  # noqa: BLE001 (metadata of any shape must not cost the picture)
        facts["unread"] = type(error).__name__
    return facts


def degrees(parts: Any, reference: Any, negative: str) -> float | None:
    """Degrees, minutes and seconds of EXIF as one number; None when they are not there or no numbers."""
    if not parts:
        return None
    value: float = sum(float(part) / 60**position for position, part in enumerate(parts))
    if value != value:
        return None
    return -value if str(reference).startswith(negative) else value


def upright(content: bytes, format: str, least: tuple[int, int]) -> Image.Image:
    """The picture upright, in sRGB on white, without any metadata; decoded no larger than ``least`` needs."""
    picture = opened(content, format)
    orientation = held(picture, format)
    if format == "JPEG":
        # The decoder halves coarsely: twice the size is left to the filter, or fine patterns suffer.
        width, height = least[::-1] if orientation in SIDEWAYS else least
        picture.draft("RGB", (2 * width, 2 * height))
    # Not ImageOps.exif_transpose: it writes the EXIF again, and fails where that is broken.
    picture = in_srgb(picture, picture.info.get("icc_profile"))
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    # A new picture has nothing of the old one but its pixels: encoders write on their own what they find in it.
    clean = Image.new("RGB", picture.size, "#ffffff")
    clean.paste(picture.convert("RGB"), (0, 0), picture if picture.mode == "RGBA" else None)
    return clean


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB or RGBA, eight bits, colours as sRGB; a broken profile is passed over."""
    if picture.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        clear = picture.info.pop("transparency", None)
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
        if isinstance(clear, int):
            picture.info["transparency"] = clear // 256
    if picture.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    elif picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        picture = picture.convert("RGB")
    if profile:
        target = "RGBA" if picture.mode == "RGBA" else "RGB"
        # Whatever is wrong with a profile must not cost the picture.
        with contextlib.suppress(Exception):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if b"sRGB" not in profile[:512] or picture.mode == "CMYK":
                converted = ImageCms.profileToProfile(
                    picture, source, ImageCms.createProfile("sRGB"), outputMode=target
                )
                picture = converted or picture
    return picture if picture.mode in {"RGB", "RGBA"} else picture.convert("RGB")


def suggested_focus(picture: Image.Image) -> tuple[float, float]:
    """Where most happens: the strongest edges and colours of a small copy, as fractions of width and height."""
    small = picture.resize((48, 48), Image.Resampling.BOX)
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    colour = small.convert("HSV").getchannel("S")
    strength = ImageChops.add(edges, colour, scale=2).filter(ImageFilter.BoxBlur(5)).crop((4, 4, 44, 44))
    cells = strength.tobytes()
    peak = max(cells)
    strong = [(index % 40, index // 40, value) for index, value in enumerate(cells) if value >= 0.85 * peak]
    total = sum(value for _x, _y, value in strong) or 1
    x = sum(x * value for x, _y, value in strong) / total
    y = sum(y * value for _x, y, value in strong) / total
    # Towards the middle: a wrong suggestion must not cut the picture badly.
    return tuple(round(0.5 + 0.6 * ((part + 4.5) / 48 - 0.5), 3) for part in (x, y)) if strong else (0.5, 0.5)  # type: ignore[return-value]


def fingerprint(picture: Image.Image) -> str:
    """The 64-bit difference hash, hexadecimal: of 8 rows of 9 grey cells, which is brighter than the next."""
    grey = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] > grey[row * 9 + column + 1])
    return f"{bits:016x}"


def box_around(size: tuple[int, int], ratio: float, focus: tuple[float, float]) -> tuple[float, float, float, float]:
    """The largest box of ``ratio`` in a picture of ``size`` whose middle is as near ``focus`` as fits."""
    width, height = size
    box_width, box_height = (height * ratio, height) if width / height > ratio else (width, width / ratio)
    left = min(max(focus[0] * width - box_width / 2, 0), width - box_width)
    top = min(max(focus[1] * height - box_height / 2, 0), height - box_height)
    return (left, top, left + box_width, top + box_height)


def needed(wanted: list[dict[str, Any]], size: tuple[int, int]) -> tuple[int, int]:
    """The smallest size in which the whole picture must be decoded so that no wanted file has to be enlarged."""
    width, height = size
    scale = 0.0
    for one in wanted:
        left, top, right, bottom = box_around(size, one["width"] / one["height"], (0.5, 0.5))
        scale = max(scale, one["width"] / (right - left), one["height"] / (bottom - top))
    return min(width, round(width * scale)), min(height, round(height * scale))


def make(content: bytes, request: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Make the wanted files, largest first: facts of the picture, then each file with its bytes.

    Each file is made as it would be among all others, so that what is made later is the same to the byte.
    """
    wanted = sorted(request["wanted"], key=lambda one: (one["purpose"], -one["width"], one["format"]))
    size = (request["width"], request["height"])
    picture = upright(content, request["format"], needed(request["every"], size))
    small = picture.reduce(max(1, min(picture.size) // 256))  # facts of the whole are the same of a small copy
    focus = tuple(request["focus"]) if request.get("focus") else suggested_focus(small)
    pixel: Any = small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    yield (
        {
            "fingerprint": fingerprint(small),
            "dominant": "#{:02x}{:02x}{:02x}".format(*pixel),
            "focus": focus,
        },
        b"",
    )
    scaled: dict[tuple[str, int, int], Image.Image] = {}

    def at(purpose: str, size: tuple[int, int]) -> Image.Image:
        """The picture cut for a purpose, in a size: the largest is made of the picture, all others of the largest."""
        if (kept := scaled.get((purpose, *size))) is not None:
            return kept
        largest = max((one["width"], one["height"]) for one in request["every"] if one["purpose"] == purpose)
        if size == largest:
            # The whole picture keeps its middle: what rounding cuts off must not move with the focal point.
            middle = (0.5, 0.5) if purpose == "page" else focus
            box = box_around(picture.size, size[0] / size[1], middle)
            made = picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
        else:
            made = at(purpose, largest).resize(size, Image.Resampling.LANCZOS)
        return scaled.setdefault((purpose, *size), made)

    for one in wanted:
        start = time.perf_counter()
        size = (one["width"], one["height"])
        buffer = io.BytesIO()
        at(one["purpose"], size).save(buffer, one["format"].upper(), **options(one["format"], *size))
        yield {**one, "seconds": round(time.perf_counter() - start, 3)}, buffer.getvalue()


def options(format: str, width: int, height: int) -> dict[str, Any]:
    """How a file of a format and size in pixels is written."""
    return LARGE_AVIF if format == "avif" and width * height >= LARGE else ENCODING[format]


def answer(out: BinaryIO, facts: dict[str, Any], content: bytes = b"") -> None:
    """Write one line of JSON and the bytes it announces."""
    out.write(json.dumps({**facts, "size": len(content)}).encode() + b"\n")
    out.write(content)
    out.flush()


def main() -> None:
    """Read the request and the picture, answer; every fault of a picture is an answer too."""
    request = json.loads(sys.argv[1])
    task = request.pop("do")
    limit(task)
    content = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    try:
        if task == "inspect":
            answer(out, inspect(content, **request))
        else:
            for facts, made in make(content, request):
                answer(out, facts, made)
    except Refused as refused:
        answer(out, {"refused": refused.code, **refused.facts})
    except MemoryError:
        answer(out, {"refused": "memory"})
    except Exception as error:  # noqa: BLE001 (decoders raise whatever they like)
        answer(out, {"refused": "unreadable", "why": f"{type(error).__name__}: {error}"[:300]})


if __name__ == "__main__":
    main()
