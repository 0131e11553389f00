"""A scanner of our own that walks public files byte by byte and names everything in them that is not the picture.

It knows no library of pictures: what a library passes over is just what must be found. ``foreign`` returns the parts
that a public file may not have; an empty list means that nothing but the picture is in it.
"""

from __future__ import annotations

from collections.abc import Iterator

#: Start, tables, frames, scans, restarts and the end; everything else in a JPEG is text of some kind.
JPEG_TABLES = {0xDB, 0xC4, 0xDD}
JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
JFIF = 0xE0
#: Containers whose contents are walked, and plain boxes that describe nothing but the picture.
AVIF_CONTAINERS = {b"meta": 4, b"iprp": 0, b"ipco": 0}
AVIF_PLAIN = {b"ftyp", b"pitm", b"iloc", b"ispe", b"pixi", b"av1C", b"colr", b"ipma", b"mdat"}
#: What the handler box and an item may say of themselves in free text.
HANDLER = bytes(4) + bytes(4) + b"pict" + bytes(12)


def foreign(content: bytes, format: str) -> list[str]:
    """Name what does not belong into a public ``jpeg``, ``webp`` or ``avif``; empty when the file is clean."""
    return list({"jpeg": _jpeg, "webp": _webp, "avif": _avif}[format](content))


def _jpeg(content: bytes) -> Iterator[str]:
    if content[:2] != b"\xff\xd8":
        yield "no start of a JPEG"
        return
    position, jfif = 2, False
    while position + 4 <= len(content):
        if content[position] != 0xFF:
            yield f"bytes between segments at {position}"
            return
        marker = content[position + 1]
        if marker == 0xD9:
            break
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        body = content[position + 4 : position + 2 + length]
        if marker == JFIF:
            # Version, density and the size of a thumbnail, which must be nought.
            if jfif or len(body) != 14 or not body.startswith(b"JFIF\0") or body[12:14] != b"\0\0":
                yield "a JFIF segment with more than its head"
            jfif = True
        elif marker not in JPEG_TABLES | JPEG_FRAMES | {0xDA}:
            yield f"segment {marker:02x} of {length} bytes"
        position += 2 + length
        if marker == 0xDA:
            position = _after_scan(content, position)
    if content[position : position + 2] != b"\xff\xd9":
        yield "no end of the JPEG"
    if extra := len(content) - position - 2:
        yield f"{extra} bytes after the end"


def _after_scan(content: bytes, position: int) -> int:
    """Where the next marker after the coded rows stands."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0:
            return len(content)
        if content[position + 1 : position + 2] not in (b"\0", *(bytes([one]) for one in range(0xD0, 0xD8))):
            return position
        position += 2


def _webp(content: bytes) -> Iterator[str]:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        yield "no start of a WebP"
        return
    end = 8 + int.from_bytes(content[4:8], "little")
    if end != len(content):
        yield f"the file has {len(content) - end} bytes more than it says"
    position = 12
    while position + 8 <= len(content):
        kind, length = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        body = content[position + 8 : position + 8 + length]
        if kind == b"VP8X":
            # Bits of profile, EXIF, XMP and animation; the one of transparency alone is harmless.
            if body[0] & ~0b0001_0000:
                yield f"flags {body[0]:08b}"
        elif kind not in (b"VP8 ", b"VP8L", b"ALPH"):
            yield f"chunk {kind!r} of {length} bytes"
        elif kind == b"VP8 " and (hidden := _behind_vp8(body)):
            yield hidden
        position += 8 + length + length % 2
    if position != len(content):
        yield f"{len(content) - position} bytes after the last chunk"


def _behind_vp8(body: bytes) -> str:
    """A key frame of VP8 says how long its first part is; it may not be longer than the chunk."""
    first = int.from_bytes(body[:3], "little") >> 5
    return "" if body[3:6] == b"\x9d\x01\x2a" and 10 + first <= len(body) else "no picture in the VP8 chunk"


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and end of each box's content."""
    position = start
    while position + 8 <= end:
        length, kind = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        head = 8
        if length == 1:
            length, head = int.from_bytes(content[position + 8 : position + 16], "big"), 16
        length = length or end - position
        if length < head or position + length > end:
            yield b"????", position, end
            return
        yield kind, position + head, position + length
        position += length
    if position != end:
        yield b"????", position, end


def _avif(content: bytes) -> Iterator[str]:
    if content[4:12] != b"ftypavif":
        yield "no start of an AVIF"
        return
    claimed: list[tuple[int, int]] = []
    data: list[tuple[int, int]] = []
    yield from _avif_boxes(content, 0, len(content), claimed, data)
    # Every byte of the data belongs to an item: nothing stands between, before or behind.
    covered = sorted(claimed)
    for start, end in data:
        position = start
        for first, length in covered:
            if start <= first < end:
                if first != position:
                    yield f"{first - position} bytes of data that no item names"
                position = first + length
        if position != end:
            yield f"{end - position} bytes of data behind the last item"


def _avif_boxes(
    content: bytes, start: int, end: int, claimed: list[tuple[int, int]], data: list[tuple[int, int]]
) -> Iterator[str]:
    for kind, first, last in _boxes(content, start, end):
        body = content[first:last]
        if kind in AVIF_CONTAINERS:
            yield from _avif_boxes(content, first + AVIF_CONTAINERS[kind], last, claimed, data)
        elif kind == b"hdlr":
            if body[4:12] != bytes(4) + b"pict" or body[12:24] != bytes(12) or body[24:].strip(b"\0"):
                yield "a handler with a name"
        elif kind == b"iinf":
            yield from _avif_items(content, first, last)
        elif kind == b"iloc":
            claimed += _avif_places(body)
        elif kind == b"colr":
            if body[:4] != b"nclx":
                yield f"a colour profile ({body[:4]!r})"
        elif kind == b"mdat":
            data.append((first, last))
        elif kind not in AVIF_PLAIN:
            yield f"box {kind!r} of {last - first} bytes"


def _avif_items(content: bytes, start: int, end: int) -> Iterator[str]:
    """Items other than the coded picture: EXIF is an ``Exif`` item, XMP a ``mime`` one."""
    for kind, first, last in _boxes(content, start + 6, end):
        body = content[first:last]
        if kind != b"infe" or body[0] != 2:
            yield f"item box {kind!r}"
        elif body[8:12] != b"av01":
            yield f"an item {body[8:12]!r}"
        elif body[12:].strip(b"\0") not in (b"", b"Color"):
            yield f"an item with the name {body[12:]!r}"


def _avif_places(body: bytes) -> list[tuple[int, int]]:
    """Where the items' bytes stand in the file (version 0, offsets and lengths of four bytes, as libavif writes)."""
    sizes = (body[4] >> 4, body[4] & 15, body[5] >> 4)
    if body[0] != 0 or sizes != (4, 4, 0):
        raise ValueError(f"an iloc box of version {body[0]} with sizes {sizes}")
    places, position = [], 8
    for _item in range(int.from_bytes(body[6:8], "big")):
        extents = int.from_bytes(body[position + 4 : position + 6], "big")
        position += 6
        for _extent in range(extents):
            places.append(
                (
                    int.from_bytes(body[position : position + 4], "big"),
                    int.from_bytes(body[position + 4 : position + 8], "big"),
                )
            )
            position += 8
    return places
