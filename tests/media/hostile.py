"""Makers of the files that strangers, broken phones and attackers send; every byte is made here, nothing is a fixture.

A ``Sample`` says what the door must do with it: take it (whatever is wrong with it must then not reach the public
files) or refuse it without a trace. Originals that are taken carry ``CANARY`` wherever their format has a place for
text, so that one search shows whether anything of an original came through.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageDraw

CANARY = "CANARY-GPS-2117"
TAKEN, REFUSED = "taken", "refused"
#: A picture of these four fields shows whether it stands upright: left top, right top, left bottom, right bottom.
QUARTERS = ("#d03020", "#20a040", "#2040c0", "#e0d040")
WIDTH, HEIGHT = 640, 480


@dataclass(frozen=True)
class Sample:
    """One file: what it is called when it is sent, how it is made, and what must become of it.

    ``code`` is the reason of a refusal, empty where any will do; ``size`` the size of a taken picture as it stands
    upright, ``quarters`` its colours when they are worth looking at.
    """

    name: str
    group: str
    verdict: str
    make: Callable[[], bytes]
    code: str = ""
    file_name: str = "hinh.jpg"
    size: tuple[int, int] | None = None
    quarters: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return self.name


# --- Well-formed pictures to start from -----------------------------------------------------------------------------


@cache
def scene(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Four fields of colour with a soft light over them: nothing is lost to compression, nothing is quite flat."""
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for number, colour in enumerate(QUARTERS):
        left, top = number % 2 * width // 2, number // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    light = Image.linear_gradient("L").resize((width, height)).point(lambda value: value // 16)
    return Image.composite(Image.new("RGB", picture.size, "#ffffff"), picture, light)


def exif(orientation: int = 1, *, place: bool = True) -> Image.Exif:
    """What a phone writes: when, with what, where, and a comment."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    block[ExifTags.Base.Make] = "Tay Bac"
    block[ExifTags.Base.Model] = "Tay Bac Mot"
    block[ExifTags.Base.ImageDescription] = CANARY
    detail = block.get_ifd(ExifTags.IFD.Exif)
    detail[ExifTags.Base.DateTimeOriginal] = "2025:03:08 06:30:00"
    detail[ExifTags.Base.OffsetTimeOriginal] = "+07:00"
    detail[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + CANARY.encode()
    if place:
        spot = block.get_ifd(ExifTags.IFD.GPSInfo)
        spot[ExifTags.GPS.GPSLatitudeRef], spot[ExifTags.GPS.GPSLatitude] = "N", (21.0, 19.0, 30.0)
        spot[ExifTags.GPS.GPSLongitudeRef], spot[ExifTags.GPS.GPSLongitude] = "E", (103.0, 54.0, 0.0)
    return block


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{CANARY}</rdf:RDF></x:xmpmeta>'.encode()


def encoded(picture: Image.Image, format: str, **options: Any) -> bytes:
    """A picture in a format, by Pillow."""
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


@cache
def jpeg(width: int = WIDTH, height: int = HEIGHT, *, progressive: bool = False) -> bytes:
    """A JPEG as a phone writes it: EXIF with place, XMP, a comment."""
    return encoded(
        scene(width, height), "JPEG", exif=exif(), xmp=XMP, comment=CANARY.encode(), quality=90, progressive=progressive
    )


@cache
def png() -> bytes:
    """A PNG with a text chunk."""
    whole = encoded(scene(), "PNG", exif=exif())
    return with_chunk(whole, b"tEXt", b"Comment\0" + CANARY.encode())


@cache
def webp(*, lossless: bool = False) -> bytes:
    """A WebP with EXIF and XMP."""
    return encoded(scene(), "WEBP", exif=exif(), xmp=XMP, lossless=lossless, quality=90)


@cache
def avif() -> bytes:
    """An AVIF with EXIF and XMP."""
    return encoded(scene(), "AVIF", exif=exif(), xmp=XMP, quality=80, speed=10)


@cache
def heic(orientation: int = 1) -> bytes:
    """A HEIC with the place in its EXIF."""
    pillow_heif.register_heif_opener()
    return encoded(scene(), "HEIF", exif=exif(orientation).tobytes(), xmp=XMP, quality=80)


# --- Parts of the formats -------------------------------------------------------------------------------------------


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def with_chunk(whole: bytes, kind: bytes, content: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    return whole[:33] + chunk(kind, content) + whole[33:]


def without_chunk(whole: bytes, kind: bytes) -> bytes:
    """A PNG without its chunks of a kind."""
    kept, position = whole[:8], 8
    while position < len(whole):
        length = int.from_bytes(whole[position : position + 4], "big") + 12
        if whole[position + 4 : position + 8] != kind:
            kept += whole[position : position + length]
        position += length
    return kept


def png_of(width: int, height: int, depth: int, colour: int, rows: bytes, *more: bytes) -> bytes:
    """A PNG from packed rows without filter bytes; ``more`` are chunks between header and picture."""
    length = len(rows) // height
    filtered = b"".join(b"\0" + rows[start : start + length] for start in range(0, len(rows), length))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (chunk(b"IHDR", header), *more, chunk(b"IDAT", zlib.compress(filtered, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def with_segments(whole: bytes, *segments: bytes) -> bytes:
    """A JPEG with segments after its start marker."""
    return whole[:2] + b"".join(segments) + whole[2:]


def with_frame_size(whole: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame header claims another size."""
    return re.sub(
        rb"(\xff[\xc0\xc2]\x00\x11\x08)....",
        lambda found: found.group(1) + struct.pack(">HH", height, width),
        whole,
        count=1,
        flags=re.DOTALL,
    )


def frame_of(whole: bytes) -> tuple[int, int]:
    """Where the frame header of a baseline JPEG begins and ends."""
    start = whole.index(b"\xff\xc0")
    return start, start + 2 + int.from_bytes(whole[start + 2 : start + 4], "big")


def with_frame_kind(kind: int, precision: int = 8) -> bytes:
    """A JPEG whose frame header names another process (0xC0 to 0xCF), or another number of bits."""
    whole = jpeg()
    start, _end = frame_of(whole)
    return whole[:start] + bytes((0xFF, kind)) + whole[start + 2 : start + 4] + bytes((precision,)) + whole[start + 5 :]


def with_two_frames(width: int, height: int, *, behind_scan: bool = False) -> bytes:
    """A JPEG with a second frame header of another size, beside the first or behind the picture."""
    whole = jpeg()
    start, end = frame_of(whole)
    second = whole[start : start + 5] + struct.pack(">HH", height, width) + whole[start + 9 : end]
    return whole[:-2] + second + whole[-2:] if behind_scan else whole[:end] + second + whole[end:]


def ycck() -> bytes:
    """The scene as a JPEG of four channels in luma and chroma, as Adobe's programs write it for print."""
    light = ImageChops.invert(scene()).convert("YCbCr").split()
    # Pillow writes ink inverted and says that the channels stand for themselves: the last byte says otherwise then.
    planes = [ImageChops.invert(plane) for plane in light]
    whole = encoded(Image.merge("CMYK", (*planes, Image.new("L", scene().size, 0))), "JPEG", quality=95)
    place = whole.index(b"Adobe") + 11
    return whole[:place] + b"\2" + whole[place + 1 :]


def riff(content: bytes) -> bytes:
    """A WebP file around chunks."""
    return b"RIFF" + struct.pack("<I", len(content) + 4) + b"WEBP" + content


def box(kind: bytes, *content: bytes) -> bytes:
    """One box of a HEIC."""
    whole = b"".join(content)
    return struct.pack(">I", len(whole) + 8) + kind + whole


def full_box(kind: bytes, version: int, *content: bytes, flags: int = 0) -> bytes:
    """One box of a HEIC with a version and flags."""
    return box(kind, bytes((version, 0, 0, flags)), *content)


def inside(whole: bytes, *path: bytes) -> bytes:
    """The content of a box in boxes."""
    start, end = 0, len(whole)
    for kind in path:
        while whole[start + 4 : start + 8] != kind:
            start += int.from_bytes(whole[start : start + 4], "big")
        end = start + int.from_bytes(whole[start : start + 4], "big")
        start += 12 if kind in {b"meta", b"iinf"} else 8
    return whole[start:end]


def tiled_heic(columns: int, rows: int, width: int, height: int) -> bytes:
    """A HEIC as phones write large pictures: a grid of tiles of 256 pixels, here of the same tile each time."""
    pillow_heif.register_heif_opener()
    tile = encoded(scene(256, 256), "HEIF", quality=80)
    coded, count = inside(tile, b"mdat"), columns * rows
    whole = count + 1
    tiles = range(1, whole)

    def size(wide: int, high: int) -> bytes:
        return full_box(b"ispe", 0, struct.pack(">II", wide, high))

    def entry(number: int, kind: bytes) -> bytes:
        return full_box(b"infe", 2, struct.pack(">HH", number, 0), kind, b"\0", flags=int(number != whole))

    grid = bytes((0, 1, rows - 1, columns - 1)) + struct.pack(">II", width, height)
    tables = (
        full_box(b"hdlr", 0, bytes(4), b"pict", bytes(13)),
        full_box(b"pitm", 0, struct.pack(">H", whole)),
        full_box(
            b"iinf",
            0,
            struct.pack(">H", whole),
            *(entry(number, b"hvc1") for number in tiles),
            entry(whole, b"grid"),
        ),
        full_box(b"iref", 0, box(b"dimg", struct.pack(f">HH{count}H", whole, count, *tiles))),
        box(
            b"iprp",
            box(
                b"ipco",
                box(b"hvcC", inside(tile, b"meta", b"iprp", b"ipco", b"hvcC")),
                size(256, 256),
                size(width, height),
            ),
            full_box(
                b"ipma",
                0,
                struct.pack(">I", whole),
                *(struct.pack(">HB", number, 2) + b"\x81\x02" for number in tiles),
                struct.pack(">HB", whole, 1) + b"\x03",
            ),
        ),
        box(b"idat", grid),
    )

    def head(start: int) -> bytes:
        places = [struct.pack(">HHHHII", number, 0, 0, 1, start, len(coded)) for number in tiles]
        places.append(struct.pack(">HHHHII", whole, 1, 0, 1, 0, len(grid)))
        table = full_box(b"iloc", 1, b"\x44\0", struct.pack(">H", whole), *places)
        return box(b"ftyp", b"heic\0\0\0\0mif1heic") + full_box(b"meta", 0, *tables, table)

    return head(len(head(0)) + 8) + box(b"mdat", coded)


def archive() -> bytes:
    """A ZIP with a page in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        folder.writestr("index.html", f"<script>alert('{CANARY}')</script>")
    return buffer.getvalue()


@cache
def profile(name: str = "sRGB") -> bytes:
    """A colour profile as bytes: ``sRGB``, ``LAB`` (fits no picture), or ``P3``, the colours of phones' screens."""
    if name == "P3":
        return _display_p3()
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def _display_p3() -> bytes:
    """Display P3 as an ICC profile of version 2: matrix of primaries (adapted to D50) and a plain gamma of 2.2."""

    def fixed(*numbers: float) -> bytes:
        return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)

    text = b"P3 of the tests\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + fixed(0.51512, 0.24120, -0.00105),
        b"gXYZ": b"XYZ " + bytes(4) + fixed(0.29198, 0.69225, 0.04189),
        b"bXYZ": b"XYZ " + bytes(4) + fixed(0.15710, 0.06657, 0.78407),
        **{one: b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) for one in (b"rTRC", b"gTRC", b"bTRC")},
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2025, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body


# --- The classes of files -------------------------------------------------------------------------------------------


def cut(make: Callable[[], bytes], part: float) -> Callable[[], bytes]:
    """The file without its end: as after a lost connection."""
    return lambda: make()[: int(len(make()) * part)]


def truncated() -> Iterator[Sample]:
    """Files that end too early, at many offsets."""
    for offset in (2, 3, 4, 11, 20, 100):
        yield Sample(f"jpeg-first-{offset}", "truncated", REFUSED, lambda n=offset: jpeg()[:n])  # type: ignore[misc]
    for percent in (10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 99):
        yield Sample(f"jpeg-{percent}%", "truncated", REFUSED, cut(jpeg, percent / 100))
    for percent in (30, 60, 90):
        yield Sample(
            f"progressive-{percent}%", "truncated", REFUSED, cut(lambda: jpeg(progressive=True), percent / 100)
        )
    yield Sample("jpeg-without-end", "truncated", REFUSED, lambda: jpeg()[:-2])
    for percent in (1, 5, 20, 50, 80, 95):
        yield Sample(f"png-{percent}%", "truncated", REFUSED, cut(png, percent / 100), file_name="hinh.png")
        yield Sample(f"webp-{percent}%", "truncated", REFUSED, cut(webp, percent / 100), file_name="hinh.webp")
        yield Sample(f"avif-{percent}%", "truncated", REFUSED, cut(avif, percent / 100), file_name="hinh.avif")
        yield Sample(f"heic-{percent}%", "truncated", REFUSED, cut(heic, percent / 100), file_name="hinh.heic")


def polyglots() -> Iterator[Sample]:
    """Files that are two things at once."""
    page = f"<html><script>alert('{CANARY}')</script></html>".encode()
    whole = (WIDTH, HEIGHT)
    yield Sample("gif-then-jpeg", "polyglot", REFUSED, lambda: b"GIF89a" + jpeg(), code="format")
    yield Sample("html-then-jpeg", "polyglot", REFUSED, lambda: page + jpeg(), code="format")
    yield Sample("gif-in-comment", "polyglot", TAKEN, lambda: with_segments(jpeg(), segment(0xFE, b"GIF89a" + page)))
    yield Sample("php-in-comment", "polyglot", TAKEN, lambda: with_segments(jpeg(), segment(0xFE, b"<?php echo 1;")))
    yield Sample("html-after-jpeg", "polyglot", TAKEN, lambda: jpeg() + page, size=whole)
    yield Sample("zip-after-jpeg", "polyglot", TAKEN, lambda: jpeg() + archive(), size=whole)
    yield Sample("jpeg-after-jpeg", "polyglot", TAKEN, lambda: jpeg() + jpeg(), size=whole)
    yield Sample("megabyte-after-jpeg", "polyglot", TAKEN, lambda: jpeg() + CANARY.encode() * 70_000, size=whole)
    yield Sample("zip-after-png", "polyglot", TAKEN, lambda: png() + archive(), file_name="hinh.png", size=whole)
    yield Sample("html-after-webp", "polyglot", TAKEN, lambda: webp() + page, file_name="hinh.webp", size=whole)
    yield Sample("html-in-webp-chunk", "polyglot", TAKEN, lambda: _webp_with(b"EVIL", page), file_name="hinh.webp")
    yield Sample("html-after-avif", "polyglot", TAKEN, lambda: avif() + page, file_name="hinh.avif", size=whole)
    yield Sample("pdf-then-jpeg", "polyglot", REFUSED, lambda: b"%PDF-1.7\n" + jpeg(), code="format")
    yield Sample("zip-then-jpeg", "polyglot", REFUSED, lambda: archive() + jpeg(), code="format")


def _webp_with(kind: bytes, content: bytes) -> bytes:
    content += bytes(len(content) % 2)
    return riff(webp()[12:] + kind + struct.pack("<I", len(content)) + content)


def bombs() -> Iterator[Sample]:
    """Small files that want much memory or time."""
    deep = zlib.compress(bytes(64 * 1024 * 1024), 9)
    yield Sample(
        "png-121-megapixels",
        "bomb",
        REFUSED,
        lambda: png_of(11_000, 11_000, 1, 0, bytes(11_000 * 1375)),
        code="pixels",
        file_name="hinh.png",
    )
    yield Sample(
        "png-claims-2-billion",
        "bomb",
        REFUSED,
        lambda: png_of(2**31 - 1, 1, 8, 2, b"\0\0\0"),
        code="pixels",
        file_name="hinh.png",
    )
    yield Sample("jpeg-65535", "bomb", REFUSED, lambda: with_frame_size(jpeg(), 65535, 65535), code="pixels")
    # Decoders fill what is missing with grey: a useless picture, but a picture.
    yield Sample(
        "jpeg-50-megapixels-claimed", "bomb", TAKEN, lambda: with_frame_size(jpeg(), 7070, 7070), size=(7070, 7070)
    )
    yield Sample("jpeg-zero-size", "bomb", REFUSED, lambda: with_frame_size(jpeg(), 0, 0))
    for kind, content in (
        (b"zTXt", b"Comment\0\0" + deep),
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + deep),
        (b"iCCP", b"profile\0\0" + deep),
    ):
        yield Sample(
            f"png-{kind.decode()}-bomb",
            "bomb",
            REFUSED,
            lambda kind=kind, content=content: with_chunk(png(), kind, content),  # type: ignore[misc]
            file_name="hinh.png",
        )
    yield Sample(
        "png-many-texts",
        "bomb",
        REFUSED,
        lambda: png()[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(900_000), 9)) * 12 + png()[33:],
        file_name="hinh.png",
    )
    yield Sample("jpeg-thousands-of-scans", "bomb", REFUSED, lambda: many_scans(5000))
    yield Sample(
        "jpeg-huge-app-segments",
        "bomb",
        TAKEN,
        lambda: with_segments(jpeg(), *(segment(0xEB, CANARY.encode() * 4000),) * 60),
        size=(WIDTH, HEIGHT),
    )
    yield Sample(
        "jpeg-huge-comment", "bomb", TAKEN, lambda: with_segments(jpeg(), segment(0xFE, CANARY.encode() * 4300))
    )
    yield Sample("jpeg-huge-xmp", "bomb", TAKEN, lambda: encoded(scene(), "JPEG", xmp=XMP + b" " * 60_000))
    yield Sample(
        "jpeg-tiny-segments",
        "bomb",
        REFUSED,
        lambda: with_segments(jpeg(), segment(0xEB, b"") * 3_700_000),
        code="unreadable",
    )
    yield Sample(
        "jpeg-large-profile",
        "bomb",
        TAKEN,
        lambda: with_segments(
            jpeg(),
            *(segment(0xE2, b"ICC_PROFILE\0" + bytes((part, 200)) + CANARY.encode() * 4000) for part in range(1, 201)),
        ),
        size=(WIDTH, HEIGHT),
        quarters=QUARTERS,
    )
    yield Sample(
        "png-large-exif",
        "bomb",
        TAKEN,
        lambda: with_chunk(encoded(scene(), "PNG"), b"eXIf", b"II*\0\x08\0\0\0\xff\xff" + bytes(12_000_000)),
        file_name="hinh.png",
        size=(WIDTH, HEIGHT),
    )
    yield Sample(
        "png-more-rows-than-it-says",
        "bomb",
        TAKEN,
        lambda: png_of(300, 300, 8, 0, bytes(300 * 300)).replace(
            chunk(b"IEND", b""), chunk(b"IDAT", zlib.compress(bytes(200_000_000), 9)) + chunk(b"IEND", b"")
        ),
        file_name="hinh.png",
        size=(300, 300),
    )
    yield Sample(
        "heic-40000-tiles", "bomb", REFUSED, lambda: tiled_heic(200, 200, 51_200, 51_200), file_name="hinh.heic"
    )
    yield Sample("webp-canvas-16384", "bomb", REFUSED, lambda: patched_canvas(16384, 16384), file_name="hinh.webp")


def many_scans(count: int) -> bytes:
    """A progressive JPEG of 20 megapixels that repeats its last scan: each costs a walk over all of its blocks."""
    whole = encoded(Image.new("RGB", (5000, 4000), "#808080"), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


def patched_canvas(width: int, height: int) -> bytes:
    """A WebP whose VP8X header claims another canvas than its picture has."""
    whole = bytearray(webp())
    start = whole.index(b"VP8X") + 12
    whole[start : start + 6] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(whole)


def patched_ispe(width: int, height: int, make: Callable[[], bytes] = avif) -> bytes:
    """An AVIF or HEIC whose ispe box claims another size than its picture has."""
    whole = bytearray(make())
    start = whole.index(b"ispe") + 8
    whole[start : start + 8] = struct.pack(">II", width, height)
    return bytes(whole)


def lies() -> Iterator[Sample]:
    """Headers that say something else than the picture, sums that do not add up."""
    yield Sample("png-header-sum", "lie", REFUSED, lambda: _broken_sum(png(), b"IHDR"), file_name="hinh.png")
    yield Sample("png-text-sum", "lie", REFUSED, lambda: _broken_sum(png(), b"tEXt"), file_name="hinh.png")
    yield Sample("png-garbled-rows", "lie", REFUSED, lambda: _garbled(png(), b"IDAT", 40), file_name="hinh.png")
    yield Sample("png-without-idat", "lie", REFUSED, lambda: without_chunk(png(), b"IDAT"), file_name="hinh.png")
    # The picture is whole; viewers show it.
    yield Sample("png-without-iend", "lie", TAKEN, lambda: without_chunk(png(), b"IEND"), file_name="hinh.png")
    yield Sample("png-without-ihdr", "lie", REFUSED, lambda: without_chunk(png(), b"IHDR"), file_name="hinh.png")
    for width, height in ((320, 240), (1280, 960), (60_000, 60_000)):
        # The decoder brings the picture to the size that was claimed, so a claim within our bounds does no harm.
        yield Sample(
            f"avif-ispe-{width}",
            "lie",
            TAKEN if width < 10_000 else REFUSED,
            lambda size=(width, height): patched_ispe(*size),  # type: ignore[misc]
            file_name="hinh.avif",
        )
        yield Sample(
            f"heic-ispe-{width}",
            "lie",
            REFUSED,
            lambda size=(width, height): patched_ispe(*size, heic),  # type: ignore[misc, call-arg]
            file_name="hinh.heic",
        )
        if width < 16384:
            yield Sample(
                f"webp-canvas-{width}",
                "lie",
                REFUSED,
                lambda size=(width, height): patched_canvas(*size),  # type: ignore[misc]
                file_name="hinh.webp",
            )
    for size in (0, 8, 100, 2**31, 2**32 - 2):
        yield Sample(
            f"webp-riff-{size}",
            "lie",
            REFUSED,
            lambda n=size: webp()[:4] + struct.pack("<I", n) + webp()[8:],  # type: ignore[misc]
            file_name="hinh.webp",
        )
    for box in (b"meta", b"iloc", b"iprp"):
        yield Sample(
            f"avif-without-{box.decode()}",
            "lie",
            REFUSED,
            lambda name=box: avif().replace(name, b"free", 1),  # type: ignore[misc]
            file_name="hinh.avif",
        )
        yield Sample(
            f"heic-without-{box.decode()}",
            "lie",
            REFUSED,
            lambda name=box: heic().replace(name, b"free", 1),  # type: ignore[misc]
            file_name="hinh.heic",
        )
    for name, kind, precision in (
        ("lossless", 0xC3, 8),
        ("hierarchical", 0xC5, 8),
        ("arithmetic-lossless", 0xCB, 8),
        ("twelve-bit", 0xC1, 12),
    ):
        yield Sample(
            f"jpeg-frame-{name}",
            "lie",
            REFUSED,
            lambda kind=kind, precision=precision: with_frame_kind(kind, precision),  # type: ignore[misc]
        )
    yield Sample("jpeg-two-frames", "lie", REFUSED, lambda: with_two_frames(300, 300))
    yield Sample("jpeg-frame-behind-scan", "lie", REFUSED, lambda: with_two_frames(60_000, 60_000, behind_scan=True))
    yield Sample(
        "jpeg-height-behind-scan",
        "lie",
        REFUSED,
        lambda: with_frame_size(jpeg()[:-2], WIDTH, 0) + segment(0xDC, struct.pack(">H", HEIGHT)) + jpeg()[-2:],
    )
    yield Sample(
        "jpeg-index-of-pictures-broken",
        "lie",
        TAKEN,
        lambda: with_segments(jpeg(), segment(0xE2, b"MPF\0MM\0*\0\0\0\x08\xff\xff" + CANARY.encode() * 9)),
        size=(WIDTH, HEIGHT),
        quarters=QUARTERS,
    )
    # The second header is what decoders go by, here and when the files are made.
    yield Sample(
        "png-two-headers",
        "lie",
        TAKEN,
        lambda: with_chunk(png(), b"IHDR", struct.pack(">IIBBBBB", 250, 250, 8, 2, 0, 0, 0)),
        file_name="hinh.png",
        size=(250, 250),
    )
    yield Sample(
        "png-no-width", "lie", REFUSED, lambda: png_of(1, 300, 8, 0, bytes(300))[:16] + bytes(4), file_name="hinh.png"
    )
    yield Sample("avif-ispe-zero", "lie", REFUSED, lambda: patched_ispe(0, 0), file_name="hinh.avif")
    yield Sample("jpeg-without-tables", "lie", TAKEN, lambda: jpeg().replace(b"\xff\xc4", b"\xff\xec"))
    yield Sample("jpeg-garbage-after-head", "lie", REFUSED, lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
    yield Sample("png-head-only", "lie", REFUSED, lambda: b"\x89PNG\r\n\x1a\n", file_name="hinh.png")
    yield Sample("webp-head-only", "lie", REFUSED, lambda: b"RIFF\x04\0\0\0WEBP", file_name="hinh.webp")
    yield Sample("avif-head-only", "lie", REFUSED, lambda: b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", file_name="hinh.avif")


def _broken_sum(whole: bytes, kind: bytes) -> bytes:
    start = whole.index(kind)
    end = start + 4 + int.from_bytes(whole[start - 4 : start], "big")
    return whole[:end] + bytes(one ^ 0xFF for one in whole[end : end + 4]) + whole[end + 4 :]


def _garbled(whole: bytes, kind: bytes, offset: int) -> bytes:
    start = whole.index(kind) + 4 + offset
    return whole[:start] + bytes(one ^ 0x55 for one in whole[start : start + 64]) + whole[start + 64 :]


def other_things() -> Iterator[Sample]:
    """What is no picture, or none of ours, whatever its name says."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield Sample("nothing", "other", REFUSED, lambda: b"", code="empty")
    yield Sample("one-byte", "other", REFUSED, lambda: b"\xff", code="format")
    yield Sample("text-named-jpg", "other", REFUSED, lambda: b"Xin ch\xc3\xa0o. " * 50, code="format")
    yield Sample("zeros", "other", REFUSED, lambda: bytes(5000), code="format")
    yield Sample("svg", "other", REFUSED, lambda: svg, code="format", file_name="hinh.svg")
    yield Sample("svg-named-png", "other", REFUSED, lambda: b'<?xml version="1.0"?>' + svg, file_name="hinh.png")
    yield Sample("html-named-jpg", "other", REFUSED, lambda: b"<!doctype html><title>x</title>", code="format")
    yield Sample("gif", "other", REFUSED, lambda: encoded(scene(), "GIF"), code="format", file_name="hinh.gif")
    for format in ("TIFF", "BMP", "ICO", "EPS", "JPEG2000"):
        yield Sample(
            format.lower(),
            "other",
            REFUSED,
            lambda name=format: encoded(scene(), name),  # type: ignore[misc]
            code="format",
            file_name=f"hinh.{format.lower()}",
        )
    yield Sample("tiff-named-jpg", "other", REFUSED, lambda: encoded(scene(), "TIFF"), code="format")
    yield Sample("psd", "other", REFUSED, lambda: b"8BPS\0\1" + bytes(6) + b"\0\3" + bytes(500), code="format")
    yield Sample("pdf", "other", REFUSED, lambda: encoded(scene(), "PDF"), code="format", file_name="hinh.pdf")
    yield Sample("jpeg-2000-stream", "other", REFUSED, lambda: b"\xff\x4f\xff\x51" + bytes(500), code="format")
    yield Sample("jpeg-xl", "other", REFUSED, lambda: b"\xff\x0a" + bytes(500), code="format")
    yield Sample("jpeg-xl-boxed", "other", REFUSED, lambda: b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(500), code="format")
    yield Sample(
        "jpeg-ls", "other", REFUSED, lambda: b"\xff\xd8" + segment(0xF7, b"\x08\1\0\1\0\1\1\x11\0") + bytes(99)
    )
    yield Sample("film", "other", REFUSED, lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(500), code="format")


def moving() -> Iterator[Sample]:
    """Pictures of several frames; a JPEG's second picture is what phones add, and only the first one counts."""
    frames = [scene(), scene().transpose(Image.Transpose.ROTATE_180)]
    still = {"save_all": True, "append_images": frames[1:], "duration": 200}
    yield Sample("animated-gif", "moving", REFUSED, lambda: encoded(frames[0], "GIF", **still), code="format")
    for format, code in (("PNG", "frames"), ("WEBP", "frames"), ("AVIF", "format")):
        yield Sample(
            f"animated-{format.lower()}",
            "moving",
            REFUSED,
            lambda name=format: encoded(frames[0], name, **still),  # type: ignore[misc]
            code=code,
            file_name=f"hinh.{format.lower()}",
        )
    yield Sample(
        "heic-two-pictures",
        "moving",
        REFUSED,
        lambda: encoded(frames[0], "HEIF", save_all=True, append_images=frames[1:], quality=60),
        code="frames",
        file_name="hinh.heic",
    )
    yield Sample("webp-one-frame", "moving", TAKEN, one_frame, file_name="hinh.webp", size=(400, 300))
    yield Sample(
        "apng-one-frame",
        "moving",
        REFUSED,
        lambda: with_chunk(png(), b"acTL", struct.pack(">II", 1, 0)),
        code="frames",
        file_name="hinh.png",
    )
    yield Sample(
        "sequence-called-picture",
        "moving",
        TAKEN,  # its first picture, which is all that a decoder of pictures sees
        lambda: encoded(frames[0], "AVIF", **still).replace(b"ftypavis", b"ftypavif", 1),
        file_name="hinh.avif",
        size=(WIDTH, HEIGHT),
        quarters=QUARTERS,
    )
    yield Sample(
        "jpeg-with-second-picture",
        "moving",
        TAKEN,
        lambda: encoded(frames[0], "MPO", save_all=True, append_images=frames[1:], exif=exif()),
        size=(WIDTH, HEIGHT),
        quarters=QUARTERS,
    )


def one_frame() -> bytes:
    """A WebP that calls itself an animation and has one frame, smaller than its canvas."""
    still = encoded(scene(320, 240), "WEBP", quality=80)[12:]
    small = (0).to_bytes(3, "little") * 2 + (319).to_bytes(3, "little") + (239).to_bytes(3, "little")
    frame = small + (100).to_bytes(3, "little") + b"\0" + still
    canvas = b"\2\0\0\0" + (399).to_bytes(3, "little") + (299).to_bytes(3, "little")
    parts = ((b"VP8X", canvas), (b"ANIM", bytes(6)), (b"ANMF", frame))
    return riff(b"".join(kind + struct.pack("<I", len(content)) + content for kind, content in parts))


def shapes() -> Iterator[Sample]:
    """Sizes that no page can show."""
    for width, height, code in ((1, 20_000, "small"), (20_000, 1, "small"), (1, 1, "small"), (199, 900, "small")):
        yield Sample(
            f"png-{width}x{height}",
            "shape",
            REFUSED,
            lambda size=(width, height): encoded(Image.new("RGB", size), "PNG"),  # type: ignore[misc]
            code=code,
            file_name="hinh.png",
        )
    yield Sample(
        "jpeg-200x2001",
        "shape",
        REFUSED,
        lambda: encoded(Image.new("RGB", (200, 2001)), "JPEG"),
        code="narrow",
    )
    yield Sample("jpeg-200x2000", "shape", TAKEN, lambda: encoded(scene(200, 2000), "JPEG"), size=(200, 2000))
    yield Sample("jpeg-200x200", "shape", TAKEN, lambda: encoded(scene(200, 200), "JPEG"), size=(200, 200))


def turned() -> Iterator[Sample]:
    """All eight orientations in every format that has them: the result stands upright."""
    turns = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    # What is stored is turned the other way, so that its EXIF turns it back. AVIF keeps it as boxes of its own.
    for orientation, turn in turns.items():
        for format in ("JPEG", "PNG", "WEBP", "AVIF"):

            def make(
                turn: Image.Transpose | None = turn, orientation: int = orientation, format: str = format
            ) -> bytes:
                stored = scene() if turn is None else scene().transpose(turn)
                return encoded(stored, format, exif=exif(orientation), **({"speed": 10} if format == "AVIF" else {}))

            yield Sample(
                f"{format.lower()}-orientation-{orientation}",
                "turned",
                TAKEN,
                make,
                file_name=f"hinh.{format.lower()}",
                size=(WIDTH, HEIGHT),
                quarters=QUARTERS,
            )
    # A HEIC is turned by boxes of its own (written here from the EXIF), and must not be turned again by its EXIF.
    left_top, right_top, left_bottom, right_bottom = QUARTERS
    for orientation, size, quarters in (
        (3, (WIDTH, HEIGHT), (right_bottom, left_bottom, right_top, left_top)),
        (6, (HEIGHT, WIDTH), (left_bottom, left_top, right_bottom, right_top)),
    ):
        yield Sample(
            f"heic-orientation-{orientation}",
            "turned",
            TAKEN,
            lambda n=orientation: heic(n),  # type: ignore[misc]
            file_name="IMG_2117.HEIC",
            size=size,
            quarters=quarters,
        )
    for nonsense in (0, 9, 77, 65535):
        yield Sample(
            f"jpeg-no-orientation-{nonsense}",
            "turned",
            TAKEN,
            lambda n=nonsense: encoded(scene(), "JPEG", exif=exif(n)),  # type: ignore[misc]
            size=(WIDTH, HEIGHT),
            quarters=QUARTERS,
        )


def colours() -> Iterator[Sample]:
    """Colour spaces and depths; the public files show the same colours in sRGB."""
    upright = {"size": (WIDTH, HEIGHT), "quarters": QUARTERS}
    naive = scene().convert("CMYK").convert("RGB")
    broken = {
        "empty": b"",
        "text": CANARY.encode() * 20,
        "cut": profile()[:200],
        "zeros": bytes(600),
        "lab": profile("LAB"),
        "size-lie": struct.pack(">I", 2**31) + profile()[4:],
        "tags-lie": profile()[:128] + struct.pack(">I", 2**30) + profile()[132:],
    }
    yield Sample("cmyk-jpeg", "colour", TAKEN, lambda: encoded(scene().convert("CMYK"), "JPEG"), size=naive.size)
    yield Sample("ycck-jpeg", "colour", TAKEN, ycck, **upright)  # type: ignore[arg-type]
    yield Sample(
        "cmyk-jpeg-rgb-profile",
        "colour",
        TAKEN,
        lambda: encoded(scene().convert("CMYK"), "JPEG", icc_profile=profile()),
    )
    for name, content in broken.items():
        yield Sample(
            f"jpeg-profile-{name}",
            "colour",
            TAKEN,
            lambda icc=content: encoded(scene(), "JPEG", icc_profile=icc),  # type: ignore[misc]
            **upright,  # type: ignore[arg-type]
        )
    yield Sample(
        "png-profile-cut",
        "colour",
        TAKEN,
        lambda: with_chunk(png(), b"iCCP", b"x\0\0" + zlib.compress(profile()[:150])),
        file_name="hinh.png",
        **upright,  # type: ignore[arg-type]
    )
    yield Sample(
        "jpeg-p3", "colour", TAKEN, lambda: encoded(scene(), "JPEG", icc_profile=profile("P3")), size=(WIDTH, HEIGHT)
    )
    yield Sample("jpeg-grey", "colour", TAKEN, lambda: encoded(scene().convert("L"), "JPEG"), size=(WIDTH, HEIGHT))
    for name, picture in (
        ("palette", lambda: scene().quantize(64)),
        ("black-and-white", lambda: scene().convert("1")),
        ("grey-alpha", lambda: scene().convert("LA")),
        ("alpha", see_through),
        ("palette-alpha", lambda: see_through().quantize(32)),
    ):
        yield Sample(
            f"png-{name}",
            "colour",
            TAKEN,
            lambda picture=picture: encoded(picture(), "PNG"),  # type: ignore[misc]
            file_name="hinh.png",
            size=(WIDTH, HEIGHT),
        )
    yield Sample("png-16-bit-grey", "colour", TAKEN, deep_grey, file_name="hinh.png", size=(256, 256))
    yield Sample(
        "png-16-bit-grey-transparent",
        "colour",
        TAKEN,
        lambda: deep_grey(chunk(b"tRNS", struct.pack(">H", 65535))),
        file_name="hinh.png",
        size=(256, 256),
    )
    yield Sample("png-16-bit-colour", "colour", TAKEN, deep_colour, file_name="hinh.png", size=(256, 256))
    yield Sample(
        "png-interlaced",
        "colour",
        TAKEN,
        interlaced,
        file_name="hinh.png",
        size=(256, 256),
    )
    yield Sample(
        "heic-alpha",
        "colour",
        TAKEN,
        lambda: encoded(see_through(), "HEIF", quality=80),
        file_name="hinh.heic",
        size=(WIDTH, HEIGHT),
        quarters=(QUARTERS[0], "#ffffff", QUARTERS[2], "#ffffff"),
    )
    yield Sample(
        "heic-tiles", "colour", TAKEN, lambda: tiled_heic(4, 3, 1000, 700), file_name="hinh.heic", size=(1000, 700)
    )
    yield Sample(
        "heic-thumbnails",
        "colour",
        TAKEN,
        lambda: encoded(scene(), "HEIF", quality=80, thumbnails=[64, 128]),
        file_name="hinh.heic",
        **upright,  # type: ignore[arg-type]
    )
    yield Sample(
        "png-trns",
        "colour",
        TAKEN,
        lambda: encoded(scene(), "PNG", transparency=(208, 48, 32)),
        file_name="hinh.png",
    )
    yield Sample(
        "webp-alpha", "colour", TAKEN, lambda: encoded(see_through(), "WEBP", quality=90), file_name="hinh.webp"
    )
    yield Sample("avif-alpha", "colour", TAKEN, lambda: encoded(see_through(), "AVIF", speed=10), file_name="hinh.avif")
    yield Sample("webp-lossless", "colour", TAKEN, lambda: webp(lossless=True), file_name="hinh.webp", **upright)  # type: ignore[arg-type]
    yield Sample("jpeg-progressive", "colour", TAKEN, lambda: jpeg(progressive=True), **upright)  # type: ignore[arg-type]


def see_through() -> Image.Image:
    """The scene, its right half fully transparent over black: on pages the right half is white."""
    picture = scene().convert("RGBA")
    picture.paste((0, 0, 0, 0), (WIDTH // 2, 0, WIDTH, HEIGHT))
    return picture


def interlaced() -> bytes:
    """A PNG of 256 × 256 in seven passes, white."""
    rows = b""
    for left, top, across, down in (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):
        wide, high = -(-(256 - left) // across), -(-(256 - top) // down)
        rows += (b"\0" + b"\xff" * wide) * high
    header = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 1)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def deep_grey(*more: bytes) -> bytes:
    """A 16-bit grey PNG of 256 × 256: black on the left to white on the right."""
    row = b"".join(struct.pack(">H", column * 257) for column in range(256))
    return png_of(256, 256, 16, 0, row * 256, *more)


def deep_colour() -> bytes:
    """A 16-bit RGB PNG of 256 × 256 in one colour, #c86432."""
    return png_of(256, 256, 16, 2, struct.pack(">HHH", 200 * 257, 100 * 257, 50 * 257) * 256 * 256)


def metadata() -> Iterator[Sample]:
    """Metadata of every shape: it never costs the picture, and never comes out again."""
    yield Sample("jpeg-place", "metadata", TAKEN, jpeg, size=(WIDTH, HEIGHT), quarters=QUARTERS)
    yield Sample("png-place", "metadata", TAKEN, png, file_name="hinh.png", size=(WIDTH, HEIGHT), quarters=QUARTERS)
    yield Sample("webp-place", "metadata", TAKEN, webp, file_name="hinh.webp", size=(WIDTH, HEIGHT), quarters=QUARTERS)
    yield Sample("avif-place", "metadata", TAKEN, avif, file_name="hinh.avif", size=(WIDTH, HEIGHT), quarters=QUARTERS)
    yield Sample("heic-place", "metadata", TAKEN, heic, file_name="IMG.HEIC", size=(WIDTH, HEIGHT), quarters=QUARTERS)
    yield Sample("heic-named-jpg", "metadata", TAKEN, heic, file_name="IMG.jpg", size=(WIDTH, HEIGHT))
    yield Sample("jpeg-place-in-maker-note", "metadata", TAKEN, with_maker_note, size=(WIDTH, HEIGHT))
    head = b"Exif\0\0"
    tiff = exif().tobytes()
    tiff = tiff.removeprefix(head)
    broken = {
        "empty": b"",
        "text": b"no tiff at all",
        "cut": tiff[:30],
        "cut-later": tiff[: len(tiff) // 2],
        "loop": b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0",
        "count-lie": b"II*\0\x08\0\0\0\xff\xff" + bytes(40),
        "offset-lie": b"MM\0*\xff\xff\xff\xf0",
        "zero-division": _exif_with(ExifTags.Base.XResolution, 5, struct.pack("<II", 1, 0)),
        "orientation-text": _exif_with(ExifTags.Base.Orientation, 2, b"six\0"),
        "orientation-many": _exif_with(ExifTags.Base.Orientation, 3, struct.pack("<HHHH", 6, 6, 6, 6), count=4),
    }
    for name, content in broken.items():
        yield Sample(
            f"jpeg-exif-{name}",
            "metadata",
            TAKEN,
            lambda block=content: with_segments(encoded(scene(), "JPEG"), segment(0xE1, head + block)),  # type: ignore[misc]
            # Of several orientations the first one counts.
            size=(HEIGHT, WIDTH) if name == "orientation-many" else (WIDTH, HEIGHT),
        )
    yield Sample(
        "png-exif-broken",
        "metadata",
        TAKEN,
        lambda: with_chunk(encoded(scene(), "PNG"), b"eXIf", b"no tiff at all"),
        file_name="hinh.png",
        size=(WIDTH, HEIGHT),
    )


def with_maker_note() -> bytes:
    """A JPEG whose camera wrote the place into a block of its maker's own."""
    block = exif(place=False)
    block.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = b"GPS 21.325 103.9 " + CANARY.encode() * 50
    return encoded(scene(), "JPEG", exif=block)


def _exif_with(tag: int, kind: int, content: bytes, *, count: int = 1) -> bytes:
    """A TIFF block of one entry whose value stands behind it."""
    inline = len(content) <= 4
    value = content.ljust(4, b"\0") if inline else struct.pack("<I", 26)
    return b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHI", tag, kind, count) + value + bytes(4) + content


def names() -> Iterator[Sample]:
    """Good pictures with names meant for somebody else's disk, shell or eye."""
    for label, name in (
        ("path", "../../../../etc/passwd.jpg"),
        ("windows-path", r"C:\Windows\System32\evil.jpg"),
        ("absolute", "/etc/cron.d/evil.jpg"),
        ("control", "hi\x01n\x07h\x1b[31m.jpg"),
        ("right-to-left", "moc-chau\u202egpj.exe"),
        ("zero-width", "mo\u200bc\u2066chau\u2069.jpg"),
        ("long", "n" * 300 + ".jpg"),
        ("long-vietnamese", "Mộc Châu mùa hoa mận " * 20 + ".jpg"),
        ("emoji", "🌸🏔️.jpg"),
        ("double-extension", "hinh.php.jpg"),
        ("executable", "hinh.jpg.exe"),
        ("no-extension", "hinh"),
        ("only-extension", ".jpg"),
        ("only-invisible", "\u200b\u202e.jpg"),
        ("dots", "....jpg"),
        ("quotes", "a\"b'c<img src=x onerror=alert(1)>.jpg"),
        ("shell", "$(touch x);`id`|&.jpg"),
        ("percent", "%2e%2e%2fhinh%00.jpg"),
        ("percent-path", "..%2f..%2fetc%2fpasswd.jpg"),
        ("lines", "hinh\r\nSet-Cookie: a=b\n.jpg"),
        ("device", "CON.jpg"),
    ):
        yield Sample(f"name-{label}", "name", TAKEN, lambda: jpeg(320, 240), file_name=name)


@cache
def samples() -> list[Sample]:
    """Every file of the set; more than 120, each name once."""
    makers = (
        truncated, polyglots, bombs, lies, other_things, moving, shapes, turned, colours, metadata, names
    )  # fmt: skip
    return [sample for maker in makers for sample in maker()]


def garbled(seed: int) -> tuple[str, bytes]:
    """A well-formed small picture of some format with a few of its bytes changed: its format and its bytes."""
    chance = random.Random(seed)
    formats: dict[str, Callable[[], bytes]] = {
        "JPEG": lambda: encoded(
            scene(260, 220), "JPEG", exif=exif(6), icc_profile=profile("P3"), progressive=seed % 2 == 0
        ),
        "PNG": lambda: encoded(scene(260, 220).quantize(16), "PNG", exif=exif(6), icc_profile=profile("P3")),
        "WEBP": lambda: encoded(scene(260, 220), "WEBP", exif=exif(6), lossless=seed % 2 == 0),
        "AVIF": lambda: encoded(scene(260, 220), "AVIF", exif=exif(6), speed=10),
        "HEIC": heic,
    }
    format = chance.choice(sorted(formats))
    content = bytearray(formats[format]())
    # Heads hold the lies that matter; what is behind them is mostly pixels.
    reach = chance.choice((700, len(content)))
    for _change in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(min(reach, len(content)))
        content[place] = chance.choice((0, 255, chance.randrange(256), content[place] ^ 1 << chance.randrange(8)))
    return format, bytes(content)
