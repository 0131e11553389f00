"""Public pages of products: the list, its groups, what is in season, what is exported, and one product."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.core.models import StatedFact
from products.models import Product, ProductGroup
from products.pages.exports import exported_products
from products.pages.lists import list_products, read_question
from products.pages.product import product_page
from products.pages.seasons import season
from products.services import enquiries


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """All products, to be narrowed by what they are, where they come from and what they bear."""
    question = read_question(request.GET, timezone.localdate())
    listing = list_products(question, with_facets=True)
    return render(request, "products/index.html", {"listing": listing})


@require_safe
@public_page
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the six OCOP groups and its products."""
    groups = list(ProductGroup.objects.all())
    record = next((one for one in groups if one.slug == slug), None)
    if record is None:
        raise Http404
    question = read_question(request.GET, timezone.localdate(), group=(slug,))
    context = {"group": record, "groups": groups, "listing": list_products(question)}
    return render(request, "products/group.html", context)


@require_safe
@public_page
def in_season(request: HttpRequest) -> HttpResponse:
    """What is fresh in a month: this one, unless the address names another."""
    today = timezone.localdate()
    return render(request, "products/in_season.html", {"season": season(request.GET.get("thang", ""), today)})


@require_safe
@public_page
def exports(request: HttpRequest) -> HttpResponse:
    """Products of whose export a source tells, in its own words, and what documents say of exports."""
    context = {
        "page_of_results": exported_products(request.GET.get("trang")),
        "stated_facts": list(StatedFact.objects.filter(topic="exports").select_related("source")),
    }
    return render(request, "products/exports.html", context)


@require_safe
@public_page
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product; one that is no longer listed says since when, one that was merged leads to its heir."""
    record: Product = get_object_or_404(Product.objects.for_page().filter(is_example=False), slug=slug)
    if not record.is_listed:
        return no_longer_listed(request, record)
    context: dict[str, Any] = {
        **product_page(record, today=timezone.localdate()),
        "accepts_enquiries": enquiries.accepts(record),
    }
    return render(request, "products/product.html", context)


def no_longer_listed(request: HttpRequest, record: Product) -> HttpResponse:
    """Lead to the heir of a merged product; else say since when the product is no longer listed."""
    heir = record.merged_into
    if heir is not None:
        return redirect(heir, permanent=True)
    if record.unlisted_at is None:  # it never was
        raise Http404
    since: dt.date = timezone.localdate(record.unlisted_at)
    return render(request, "products/unlisted.html", {"product": record, "since": since}, status=410)
