"""Seams we do not own: a saved picture asks for its public files, a deleted one for their removal."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.core import work
from portal.media import derivatives
from portal.media.models import Derivative, Image


@work.handles(derivatives.MAKE)
def make_derivatives(key: str, payload: dict[str, Any]) -> None:
    """Carry out the row: the picture may be gone by now, then there is nothing to do."""
    image = Image.objects.filter(pk=int(key)).first()
    if image is not None:
        derivatives.make(image)


@work.handles(derivatives.REMOVE)
def remove_file(key: str, payload: dict[str, Any]) -> None:
    """Carry out the row: take a public file away."""
    derivatives.remove_file(key)


@receiver(post_save, sender=Image)
def ask_for_derivatives(sender: type[Image], instance: Image, raw: bool = False, **kwargs: Any) -> None:
    """A save may have brought a new file or focal point; a picture that has all its files asks for nothing."""
    if raw or getattr(instance, "has_prepared_derivatives", False):
        return
    instance.__dict__.pop("files", None)
    if not instance.is_ready:
        with transaction.atomic():
            work.ask(derivatives.MAKE, str(instance.pk))


@receiver(post_delete, sender=Derivative)
def ask_for_removal(sender: type[Derivative], instance: Derivative, **kwargs: Any) -> None:
    """The public file goes with its row: at once, because a deleted picture must not be shown any longer."""
    with transaction.atomic():
        derivatives.ask_for_removal(instance)
