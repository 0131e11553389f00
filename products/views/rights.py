"""The page that explains protected names and standards, and lists the protected names of the region."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from products.pages.rights import STANDARDS, names_by_right, rules


@require_safe
@public_page
def rights(request: HttpRequest) -> HttpResponse:
    """The four rights with the names of the region, the standards, and how they differ from OCOP."""
    standards = [(code.label, text) for code, text in STANDARDS]
    return render(
        request, "products/rights.html", {"rights": names_by_right(), "standards": standards, "rule_sets": rules()}
    )
