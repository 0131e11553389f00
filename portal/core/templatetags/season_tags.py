"""The table of twelve months in which something grows, flowers or is worth the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone

from portal.core.templatetags.portal_tags import month_name

register = template.Library()
Context = dict[str, Any]


@register.inclusion_tag("components/season.html")
def season_table(rows: Iterable[Any], caption: str = "") -> Context:
    """A table of twelve months; rows have ``title``, ``where``, ``months`` and ``colour``."""
    now = timezone.localdate().month
    return {
        "caption": caption,
        "months": [
            {"month": month, "now": month == now, "name": month_name(dt.date(2000, month, 1))} for month in range(1, 13)
        ],
        "rows": [
            {"title": row.title, "where": row.where, "colour": row.colour, "cells": season_cells(row.months, now)}
            for row in rows
        ],
    }


def season_cells(months: Iterable[int], now: int) -> list[dict[str, bool]]:
    """Twelve cells: whether a month belongs to the season, opens or closes a run of it, is the present one."""
    wanted = set(months)
    return [
        {
            "on": month in wanted,
            "starts": month in wanted and (month == 1 or month - 1 not in wanted),
            "ends": month in wanted and (month == 12 or month + 1 not in wanted),
            "now": month == now,
        }
        for month in range(1, 13)
    ]
