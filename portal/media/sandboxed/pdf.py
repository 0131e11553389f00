"""Looks at PDF files from outside, in a process that may die without harm.

The web server starts this file as a child (``portal.media.sandbox``); it gives up its rights to memory, time and files
before it reads the first byte. The request is JSON in the first argument, the file comes on standard input; the answer
is one line of JSON: ``pages``, ``title``, ``language`` of the document, or ``refused`` with a code.

Readers repair broken files each in their own way, so what one parser can reach proves nothing. Everything that looks
like the beginning of an object is therefore read for its names, reachable or not, and so is the inside of every object
stream; only then pypdf opens the file for its pages.

Request: ``{"most_objects": n, "most_pages": n}``.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, read_object

MEMORY = 1024**3
SECONDS = 20
OVERLAP = 4
HEADER = re.compile(rb"%PDF-[12]\.\d")
#: White space of PDF, NUL included.
SPACE = b"\0\t\n\f\r "
#: Where an object or a trailer begins, wherever it stands: in a comment or inside a stream as well.
START = re.compile(rb"(?<=[0-9\0\t\n\f\r ])obj(?![A-Za-z])|(?<![A-Za-z])trailer(?![A-Za-z])")
TOKEN = re.compile(
    rb"(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<text>\()"
    rb"|(?P<open><<|\[)"
    rb"|(?P<close>>>|\])"
    rb"|<[0-9A-Fa-f\0\t\n\f\r ]*>"
    rb"|%[^\r\n]*"
    rb"|(?P<end>endobj|startxref|(?<!end)stream(?=[\r\n]))"
)
#: What opens, closes or escapes inside a text in brackets.
TEXT = re.compile(rb"[()]|\\.", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

#: Names that a document for reading has no use for, and the code of the refusal; the first that applies is said.
UNWANTED: tuple[tuple[str, frozenset[bytes]], ...] = (
    ("encrypted", frozenset({b"Encrypt"})),
    ("script", frozenset({b"JS", b"JavaScript"})),
    ("launch", frozenset({b"Launch", b"GoToR", b"ImportData", b"SubmitForm"})),
    ("embedded", frozenset({b"EmbeddedFile", b"EmbeddedFiles", b"EF", b"FileAttachment", b"GoToE"})),
    ("media", frozenset({b"RichMedia", b"RichMediaContent", b"Movie", b"Rendition", b"3D"})),
    ("xfa", frozenset({b"XFA"})),
)


class Refused(Exception):
    """The document cannot be taken; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def limit() -> None:
    """Give up memory, processor time, files and core dumps before anything foreign is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inspect(content: bytes, most_objects: int, most_pages: int) -> dict[str, Any]:
    """Judge the whole file; return its pages, title and language. Raises ``Refused``, or whatever pypdf raises."""
    check_frame(content)
    found: set[bytes] = set()
    containers: list[int] = []
    read = 0
    for number, start in enumerate(START.finditer(content)):
        names, end, is_stream = names_from(content, start.end())
        found |= names
        read += end - start.end()
        # Objects hardly overlap in a file that is meant to be read.
        if number >= most_objects or read > OVERLAP * len(content):
            raise Refused("complex")
        # Some readers look into whatever has these two numbers, whatever its type is said to be.
        if is_stream and start[0] == b"obj" and (b"ObjStm" in names or {b"N", b"First"} <= names):
            containers.append(content.index(b"<<", start.end()))
    check_names(found)
    file = io.BytesIO(content)
    reader = PdfReader(file)
    if reader.is_encrypted:
        raise Refused("encrypted")
    for position in containers:
        file.seek(position)
        container = read_object(file, reader)
        if not isinstance(container, StreamObject):
            raise Refused("unreadable")
        check_names(names_from(container.get_data(), 0, to_the_end=True)[0])
    return {"pages": count_pages(reader, most_pages), **described(reader)}


def check_frame(content: bytes) -> None:
    """A PDF from the first byte to the last: nothing before it, nothing behind it, all of it there."""
    if not HEADER.match(content):
        raise Refused("format")
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Refused("unreadable")
    if content[end + 5 :].strip(SPACE):
        raise Refused("extra")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused("extra")
    # A file made for the web says how long it was; cut short, it may still end where its first page ends.
    claimed = re.match(rb".{0,100}?obj.{0,200}?/Linearized\b.{0,200}?/L\s+(\d{1,12})", content[:1024], re.DOTALL)
    if claimed and int(claimed[1]) > len(content):
        raise Refused("unreadable")


def names_from(content: bytes, position: int, *, to_the_end: bool = False) -> tuple[set[bytes], int, bool]:
    """All names from a position on, escapes resolved; where their object ends; whether a stream follows there."""
    names: set[bytes] = set()
    depth = 0
    while token := TOKEN.search(content, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "name":
            name = token[0][1:]
            if b"#" in name:
                name = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)
            names.add(name)
        elif kind == "text":
            position = end_of_text(content, position)
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "end" and depth <= 0 and not to_the_end:
            return names, position, token[0] == b"stream"
    return names, len(content), False


def end_of_text(content: bytes, position: int) -> int:
    """Where the text in brackets ends that began before ``position``."""
    depth = 1
    for part in TEXT.finditer(content, position):
        if part[0] == b"(":
            depth += 1
        elif part[0] == b")":
            depth -= 1
            if depth == 0:
                return part.end()
    return len(content)


def check_names(found: set[bytes]) -> None:
    """Raise ``Refused`` when there is an unwanted one among the names."""
    for code, names in UNWANTED:
        if found & names:
            raise Refused(code)


def count_pages(reader: PdfReader, most: int) -> int:
    """How many pages the tree really has, whatever it claims; every node stands in it once."""
    waiting: list[Any] = [reader.root_object.raw_get("/Pages")]
    seen: set[int] = set()
    pages = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if node.idnum in seen:
                raise Refused("unreadable")
            seen.add(node.idnum)
            node = node.get_object()
        if not isinstance(node, DictionaryObject):
            raise Refused("unreadable")
        if "/Kids" in node:
            kids = node["/Kids"]
            if not isinstance(kids, ArrayObject):
                raise Refused("unreadable")
            waiting.extend(kids)
        else:
            check_page(node)
            pages += 1
        if pages + len(waiting) > most:
            raise Refused("complex")
    if not pages:
        raise Refused("empty")
    return pages


def check_page(page: DictionaryObject) -> None:
    """What is drawn on the page must be there; it is not decoded."""
    contents = page["/Contents"] if "/Contents" in page else ArrayObject()
    parts = [part.get_object() for part in contents] if isinstance(contents, ArrayObject) else [contents]
    if not all(isinstance(part, StreamObject) for part in parts):
        raise Refused("unreadable")


def described(reader: PdfReader) -> dict[str, str]:
    """Title and language as the document states them; a text of another kind counts as not stated."""
    facts = {"title": "", "language": ""}
    try:
        facts["title"] = str((reader.metadata.title if reader.metadata else None) or "")[:500]
        facts["language"] = str(reader.root_object.get("/Lang", "") or "")[:20]
    except Exception as error:  # noqa: BLE001 (metadata of any shape must not cost the document)
        facts["unread"] = type(error).__name__
    return facts


def answer(facts: dict[str, Any], out: BinaryIO) -> None:
    """Write one line of JSON; no bytes follow it."""
    out.write(json.dumps({**facts, "size": 0}).encode() + b"\n")
    out.flush()


def main() -> None:
    """Read the request and the document, answer; every fault of a document is an answer too."""
    request = json.loads(sys.argv[1])
    limit()
    content = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    try:
        answer(inspect(content, **request), out)
    except Refused as refused:
        answer({"refused": refused.code}, out)
    except MemoryError:
        answer({"refused": "memory"}, out)
    except Exception as error:  # noqa: BLE001 (a parser raises whatever it likes)
        answer({"refused": "unreadable", "why": f"{type(error).__name__}: {error}"[:300]}, out)


if __name__ == "__main__":
    main()
