"""What the pages are compared with: a bare WSGI answer, and Django saying hello through the same middleware."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"<!doctype html><title>bench</title>" + b"x" * 20_000
Start = Callable[[str, list[tuple[str, str]]], Any]


def bare(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answer 20 kB without any framework."""
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]
