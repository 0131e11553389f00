"""Seams we do not own: a saved picture asks for its derivatives in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.core import work
from portal.media import derivatives
from portal.media.models import Image

MAKE = "media.derivatives"


@work.handles(MAKE)
def make_derivatives(key: str, payload: dict[str, Any]) -> None:
    """Carry out the row: the picture may be gone by now, then there is nothing to do."""
    image = Image.objects.filter(pk=int(key)).first()
    if image is not None:
        derivatives.make(image)


@receiver(post_save, sender=Image)
def ask_for_derivatives(sender: type[Image], instance: Image, raw: bool = False, **kwargs: Any) -> None:
    """Every save may have brought a new file or focal point; making the same files again costs little."""
    if not raw and not getattr(instance, "has_prepared_derivatives", False):
        with transaction.atomic():
            work.ask(MAKE, str(instance.pk))
