"""The pictures of what was found: all at once, however many there are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q

from portal.media.models import Derivative, Image
from portal.media.sizes import CARD_WIDTHS, Purpose
from search.results import ShownHit


def pictures_of(hits: Iterable[ShownHit], *, large: int | None = None) -> dict[int, Image]:
    """The pictures that may be shown, with their files, by key: two queries, or none when no result has a picture.

    Only the one with the key ``large`` comes with files that are wider than the narrowest card.
    """
    keys = {hit.document.picture for hit in hits if hit.document.picture is not None}
    if not keys:
        return {}
    # Every picture has a file that is narrow enough.
    fitting = Q(width__lte=CARD_WIDTHS[0]) | Q(width__lte=CARD_WIDTHS[-1], image_id=large)
    shown = Derivative.objects.filter(fitting, purpose__in=(Purpose.CARD, Purpose.PAGE))
    found = Image.objects.filter(pk__in=keys).prefetch_related(Prefetch("derivatives", shown))
    return {picture.pk: picture for picture in found if picture.publishable}
