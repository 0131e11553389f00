"""Perceptual fingerprints of pictures, by which look-alikes are found whatever their size and format.

The program that decodes (``portal.media.sandboxed.pictures``) makes them; this is its way in for everybody else.
"""

from __future__ import annotations

from portal.media.sandboxed.pictures import fingerprint

#: Up to so many different bits of 64, two pictures are shown to editors as perhaps the same.
NEAR = 6

__all__ = ["NEAR", "distance", "fingerprint"]


def distance(first: str, second: str) -> int:
    """How many of the 64 bits of two fingerprints differ."""
    return (int(first, 16) ^ int(second, 16)).bit_count()
