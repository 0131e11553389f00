"""Addresses of figures for the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from portal.core.registries import in_sitemap
from portal.core.site_tree import paths_of
from portal.figures.models import Observation
from portal.figures.pages.datasets import DATASETS


@in_sitemap
def figure_addresses() -> Iterator[dict[str, str]]:
    """The overview, indicators, areas and datasets, in every language."""
    yield paths_of("figures:index")
    yield paths_of("figures:datasets")
    for dataset in DATASETS:
        yield paths_of("figures:dataset", dataset.slug)
    for slug, pairs in groupby(Observation.objects.published().pairs(), key=itemgetter(0)):
        yield paths_of("figures:indicator", slug)
        for _slug, code in pairs:
            yield paths_of("figures:area", slug, code)
