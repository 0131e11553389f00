"""What pages of every room tell search engines in the same form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise

from portal.core.site_tree import absolute


def breadcrumb_list(steps: Iterable[tuple[str | Promise, str]]) -> dict[str, Any]:
    """schema.org data of a way through the site: title and path of each page, the page itself last."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": str(title), "item": absolute(path)}
            for position, (title, path) in enumerate(steps, start=1)
        ],
    }
