"""Open data: which datasets there are, and the page of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.figures.models import Observation
from portal.figures.pages.datasets import DATASETS, LICENCE, LICENCE_URL, MEANINGS, dataset_of, dataset_page, structured
from portal.figures.rows import COLUMNS


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The datasets with the number of their rows."""
    counts = {
        dataset.slug: Observation.objects.published().filter(indicator__topic=dataset.topic).count()
        for dataset in DATASETS
    }
    return render(
        request, "figures/datasets.html", {"datasets": [(dataset, counts[dataset.slug]) for dataset in DATASETS]}
    )


@require_safe
@public_page
def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    """One dataset: contents, licence, data dictionary, corrections, downloads."""
    record = dataset_of(slug)
    if record is None:
        raise Http404
    shown = dataset_page(
        record, list(Observation.objects.published().filter(indicator__topic=record.topic).with_details())
    )
    context = {
        "shown": shown,
        "columns": [(name, *MEANINGS[name]) for name in COLUMNS],
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "data": structured(shown),
    }
    return render(request, "figures/dataset.html", context)
