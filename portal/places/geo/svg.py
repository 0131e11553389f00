"""Small pieces of SVG that every drawing needs."""

from __future__ import annotations

import re


def checked_id(uid: str) -> str:
    """Give back an element id after a check, so that it needs no escaping; anything else is a ``ValueError``."""
    if not re.fullmatch(r"[A-Za-z][\w-]*", uid, re.ASCII):
        raise ValueError(f"{uid!r} is no id: a letter, then letters, digits, - or _")
    return uid
