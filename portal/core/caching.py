"""Marks views whose answer is the same for everybody, so that ``PublicCacheMiddleware`` lets it be cached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from django.http import HttpResponseBase
from django.utils import timezone

P = ParamSpec("P")


def mark_public(response: HttpResponseBase) -> HttpResponseBase:
    """Mark one response as the same for everybody."""
    response.is_public_page = True  # type: ignore[attr-defined]  # read by PublicCacheMiddleware
    return response


def public_page(view: Callable[P, Any]) -> Callable[P, HttpResponseBase]:
    """Decorate a view that reads nothing of the visitor but the address."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return mark_public(view(*args, **kwargs))

    return marked


def seconds_of_today(now: dt.datetime) -> int:
    """Whole seconds until the next midnight of the site's time zone."""
    local = timezone.localtime(now)
    midnight = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(), tzinfo=local.tzinfo)
    return int((midnight - local).total_seconds())
