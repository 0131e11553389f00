"""What the geography itself adds to pages and to the sitemap."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.core.registries import in_sitemap
from portal.places.models import Commune, Province


@in_sitemap
def unit_addresses() -> Iterable[dict[str, str]]:
    """The page of every province and commune, in every language."""
    units: list[Province | Commune] = [*Province.objects.all(), *Commune.objects.all()]
    found: list[dict[str, str]] = [{} for _unit in units]
    index: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            index[language] = reverse("places:communes")
            for addresses, unit in zip(found, units, strict=True):
                addresses[language] = unit.get_absolute_url()
    return [index, *found]
