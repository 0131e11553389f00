"""Label sheets as a printer gets them: drawn by PDFium, scanned, and read for their words."""

from __future__ import annotations

import io
import unicodedata

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from products import codes, labels
from products.models import Business, PermanentAddress, Product
from tests import soak

MILLIMETRE = 300 / 25.4
NAME, MAKER = "Thịt trâu gác bếp Quỳnh Nhai", "Hợp tác xã Nông nghiệp hữu cơ Nương Mây"
LONG = "Mận hậu sấy dẻo ngâm mật ong bạc hà ủ trong ống nứa của đồng bào Thái đen vùng lòng hồ sông Đà " * 2


def address(name: str = NAME, maker: str = MAKER) -> PermanentAddress:
    """An address of a product that stands in no database."""
    product = Product(name=name, producer=Business(name=maker) if maker else None)
    return PermanentAddress(code=f"2345678{codes.check_sign('2345678')}", product=product)


@pytest.fixture(autouse=True)
def base_url(settings):
    settings.PORTAL_BASE_URL = "https://taybac.example"


EVERY = pytest.mark.parametrize("label_format", labels.FORMATS.values(), ids=labels.FORMATS)
HELD = f"https://taybac.example/q/{address().code}"


def pages(pdf: bytes, dots: int = 300) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def scanned(page: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)


def words(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@EVERY
def test_every_label_of_a_printed_sheet_is_scanned(label_format):
    (page,) = pages(labels.sheet(address(), label_format))
    assert (page.width, page.height) == pytest.approx((210 * MILLIMETRE, 297 * MILLIMETRE), abs=1)
    found = scanned(page)
    assert [one.text for one in found] == [HELD] * label_format.count


@EVERY
def test_every_code_stands_inside_its_label(label_format):
    """The places of the sheet are those of the paper: no code comes near a neighbour's edge."""
    (page,) = pages(labels.sheet(address(), label_format))
    places = set()
    for one in scanned(page):
        corners = [one.position.top_left, one.position.bottom_right]
        left, right = (corner.x / MILLIMETRE for corner in corners)
        top, bottom = (corner.y / MILLIMETRE for corner in corners)
        column = int((left - label_format.left) // (label_format.width + label_format.gap))
        row = int((top - label_format.top) // label_format.height)
        edge_left = label_format.left + column * (label_format.width + label_format.gap)
        edge_top = label_format.top + row * label_format.height
        assert edge_left + 1 < left
        assert right < edge_left + label_format.code
        assert edge_top < top
        assert bottom < edge_top + label_format.height
        places.add((row, column))
    assert len(places) == label_format.count


@EVERY
@pytest.mark.parametrize("dots", [200])
def test_a_coarse_printer_will_do(label_format, dots):
    (page,) = pages(labels.sheet(address(), label_format), dots)
    assert len(scanned(page)) == label_format.count


@EVERY
def test_a_sheet_of_paper_has_room_for_its_labels(label_format):
    assert label_format.left * 2 + label_format.columns * label_format.width + (
        label_format.columns - 1
    ) * label_format.gap == pytest.approx(210, abs=0.6)
    assert label_format.top * 2 + label_format.rows * label_format.height == pytest.approx(297, abs=0.6)


@EVERY
def test_words_are_vietnamese_as_they_were_written(label_format):
    pdf = labels.sheet(address(), label_format, count=1)
    (text,) = words(pdf)
    assert NAME in text
    assert f"/q/{address().code}" in text
    if label_format.has_maker:
        assert MAKER in text
        assert "Quét để xem sản phẩm và giấy chứng nhận" in text
    assert PdfReader(io.BytesIO(pdf)).metadata.title == f"Nhãn QR: {NAME}"
    for claim in ("truy xuất", "nguồn gốc", "sao", "trace"):
        assert claim not in text.lower()


def test_letters_typed_in_parts_are_printed_whole():
    (text,) = words(labels.sheet(address(unicodedata.normalize("NFD", NAME)), labels.FORMATS["8"], count=1))
    assert NAME in text


def test_letters_that_the_font_lacks_are_not_left_blank():
    (text,) = words(labels.sheet(address("Trà Ｓhan ŝ 茶"), labels.FORMATS["8"], count=1))
    assert "Trà Shan s ?" in text


@EVERY
@pytest.mark.parametrize("maker", [MAKER, "", LONG[:160]])
def test_long_names_stay_inside_and_lose_words_at_last(label_format, maker):
    labels._register_fonts()
    width = (label_format.width - label_format.code) * labels.mm - labels.EDGE * 1.5
    room = label_format.height * labels.mm - 2 * labels.EDGE
    lines = labels._lines(address(LONG[:160], maker), label_format, width, room)
    assert sum(line.height for line in lines) <= room
    assert all(pdfmetrics.stringWidth(line.text, line.font, line.size) <= width + 0.01 for line in lines)
    assert all(line.size >= labels.SMALLEST for line in lines[:-2])
    assert lines[0].text.startswith("Mận hậu")
    assert f"/q/{address().code}" in lines[-1].text
    (page,) = pages(labels.sheet(address(LONG[:160], maker), label_format, count=1))
    assert [one.text for one in scanned(page)] == [HELD]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=160),
    st.sampled_from(list(labels.FORMATS)),
)
@settings(max_examples=soak.count(500))
def test_no_name_breaks_a_sheet(name, key):
    pdf = labels.sheet(address(name, name), labels.FORMATS[key], count=1)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


@EVERY
@pytest.mark.parametrize("start", [1, 2, None])
def test_labels_begin_where_the_paper_is_unused(label_format, start):
    first = label_format.count if start is None else start
    (page,) = pages(labels.sheet(address(), label_format, start=first))
    assert len(scanned(page)) == label_format.count - first + 1


def test_more_labels_go_on_to_further_sheets():
    label_format = labels.FORMATS["8"]
    found = [len(scanned(page)) for page in pages(labels.sheet(address(), label_format, count=12, start=3), 200)]
    assert found == [6, 6]
    whole = [len(scanned(page)) for page in pages(labels.sheet(address(), label_format, count=16), 200)]
    assert whole == [8, 8]


@pytest.mark.parametrize(("count", "start"), [(0, 1), (-1, 1), (1, 0), (1, 22), (21 * 20 + 1, 1), (21 * 20, 2)])
def test_a_place_that_is_none_and_too_many_labels_are_refused(count, start):
    with pytest.raises(ValueError, match="labels from place"):
        labels.sheet(address(), labels.FORMATS["21"], count=count, start=start)


def test_the_largest_print_is_small():
    label_format = labels.FORMATS["65"]
    pdf = labels.sheet(address(), label_format, count=label_format.count * labels.SHEETS)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == labels.SHEETS
    assert len(pdf) < 200_000


def test_the_same_sheet_is_the_same_file():
    first, second = (labels.sheet(address(), labels.FORMATS["21"], has_outlines=True) for _time in range(2))
    assert first == second
    assert first != labels.sheet(address(), labels.FORMATS["21"])
