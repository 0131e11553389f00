"""System checks: mistakes that would only show in production are said when the process starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def base_url_is_https(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The public address of a deployed site is HTTPS."""
    if settings.PORTAL_BASE_URL.startswith("https://"):
        return []
    return [Error("PORTAL_BASE_URL is not https.", hint="PORTAL_BASE_URL=https://taybac.example.vn", id="portal.E001")]
