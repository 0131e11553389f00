"""Perceptual fingerprints of pictures, by which the tests hold that no two neighbours look alike."""

from __future__ import annotations

from PIL import Image


def fingerprint(image: Image.Image) -> int:
    """The 64-bit difference hash of a picture: for 8 rows of 9 grey cells, whether each is brighter than the next."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] > grey[row * 9 + column + 1])
    return bits


def distance(first: int, second: int) -> int:
    """How many of the 64 bits of two fingerprints differ."""
    return (first ^ second).bit_count()
