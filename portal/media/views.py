"""Serves derivatives, and only derivatives: names carry a hash, so browsers may keep them for ever."""

from __future__ import annotations

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from portal.core.caching import mark_public
from portal.media.models import derivative_storage

NAME = re.compile(r"[a-z0-9-]+\.[0-9a-f]{12}\.(avif|webp|jpeg)")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@require_safe
def derivative(request: HttpRequest, name: str) -> HttpResponseBase:
    """One public picture file; anything that is not named like one does not exist."""
    match = NAME.fullmatch(name)
    if match is None:
        raise Http404
    try:
        file = derivative_storage().open(f"pictures/{name}")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=TYPES[match[1]])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    # Social networks and search engines show these from elsewhere.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return mark_public(response)
