"""The file of a private document goes with its row, whoever deletes it; a lost process delays that at most."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from portal.core import work
from portal.media import private_documents
from portal.media.models import PrivateDocument


@work.handles(private_documents.REMOVE)
def remove_private_file(key: str, payload: dict[str, Any]) -> None:
    """Carry out the row: take the file away."""
    private_documents.remove_file(key)


@receiver(post_delete, sender=PrivateDocument)
def ask_for_removal(sender: type[PrivateDocument], instance: PrivateDocument, **kwargs: Any) -> None:
    """Write the work row in the transaction of the deletion."""
    with transaction.atomic():
        work.ask(private_documents.REMOVE, str(instance.file.name))
