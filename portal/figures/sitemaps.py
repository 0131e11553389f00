"""Addresses of figures for the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.core.registries import in_sitemap
from portal.figures.models import Observation
from portal.figures.pages.datasets import DATASETS


@in_sitemap
def figure_addresses() -> Iterator[dict[str, str]]:
    """The overview, indicators, areas and datasets, in every language."""
    yield in_languages("index")
    yield in_languages("datasets")
    for dataset in DATASETS:
        yield in_languages("dataset", dataset.slug)
    pairs = (
        Observation.objects.published()
        .order_by("indicator__slug", "area__code")
        .values_list("indicator__slug", "area__code")
        .distinct()
    )
    known: set[str] = set()
    for slug, code in pairs:
        if slug not in known:
            known.add(slug)
            yield in_languages("indicator", slug)
        yield in_languages("area", slug, code)


def in_languages(name: str, *args: str) -> dict[str, str]:
    """One address in every language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = reverse(f"figures:{name}", args=args)
    return found
