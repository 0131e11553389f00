"""The pictures of what was found: all at once, however many there are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from portal.media.models import Derivative, Image
from portal.media.sizes import CARD_WIDTHS, Purpose
from search.results import ShownHit


def pictures_of(hits: Iterable[ShownHit]) -> dict[int, Image]:
    """The pictures that may be shown, with their files, by key: two queries, or none when no result has a picture."""
    keys = {hit.document.picture for hit in hits if hit.document.picture is not None}
    if not keys:
        return {}
    # A result shows no more than a card; every picture has a file that is narrow enough.
    shown = Derivative.objects.filter(purpose__in=(Purpose.CARD, Purpose.PAGE), width__lte=CARD_WIDTHS[-1])
    found = Image.objects.filter(pk__in=keys).prefetch_related(Prefetch("derivatives", shown))
    return {picture.pk: picture for picture in found if picture.publishable}
