"""QR codes are read by another program than the one that drew them: from the web, from paper, when scratched."""

from __future__ import annotations

import io

import pytest
import resvg_py
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from products import codes, qr
from tests import soak

HOSTS = ("https://taybac.example", "https://cong-du-lich-va-san-vat.sonla.gov.vn", "http://127.0.0.1:8000")
made = st.text(st.sampled_from(codes.ALPHABET), min_size=7, max_size=7).map(lambda one: one + codes.check_sign(one))
ADDRESS = f"{HOSTS[0]}/q/2345678{codes.check_sign('2345678')}"


def read(picture: Image.Image) -> list[str]:
    """What a scanner makes of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


def drawn(address: str, **size: int) -> Image.Image:
    svg = qr.svg(address, title=address).decode()
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, **size))))


@given(st.sampled_from(HOSTS), made)
@settings(max_examples=soak.count(200))
def test_both_pictures_hold_the_address(host, code):
    address = f"{host}/q/{code}"
    assert read(Image.open(io.BytesIO(qr.png(address)))) == [address]
    assert read(drawn(address)) == [address]


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#12163a", "#a3242b"])
def test_the_white_around_it_belongs_to_it(ground):
    """On any ground: four squares of white are part of both pictures."""
    for shown in (Image.open(io.BytesIO(qr.png(ADDRESS))), drawn(ADDRESS)):
        picture = shown.convert("RGB")
        square = picture.width // qr.side(ADDRESS)
        frame = [picture.getpixel((x, y)) for x in range(picture.width) for y in (0, square * qr.QUIET - 1)]
        assert set(frame) == {(255, 255, 255)}
        page = Image.new("RGB", (picture.width + 400, picture.height + 400), ground)
        page.paste(picture, (200, 200))
        assert read(page) == [ADDRESS]


def test_it_is_read_small_turned_and_scratched():
    picture = drawn(ADDRESS).convert("L")
    assert read(picture.resize((160, 160), Image.Resampling.LANCZOS)) == [ADDRESS]
    assert read(picture.rotate(28, expand=True, fillcolor=255)) == [ADDRESS]
    scratched = picture.copy()
    middle, reach = picture.width // 2, picture.width // 9
    ImageDraw.Draw(scratched).ellipse([middle - reach, middle - reach, middle + reach, middle + reach], fill=255)
    assert read(scratched) == [ADDRESS]


def test_a_quarter_may_be_lost():
    assert qr.drawn(ADDRESS).error in {"Q", "H"}


def test_a_title_is_read_out_and_nothing_in_it_is_markup():
    svg = qr.svg(ADDRESS, title="<script>&").decode()
    assert "<title>&lt;script&gt;&amp;</title>" in svg
    assert "<script" not in svg


def test_rows_are_the_code_itself():
    """What a label sheet draws is what the other pictures show."""
    side = qr.side(ADDRESS)
    picture = Image.new("L", (side, side), 255)
    for row, first, length in qr.runs(ADDRESS):
        for column in range(first, first + length):
            picture.putpixel((column, row), 0)
    assert read(picture.resize((side * 8, side * 8), Image.Resampling.NEAREST)) == [ADDRESS]
