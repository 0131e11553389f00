"""Takes private documents in: judged, stored under a random name, known by a row; or nothing of all that."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.db import transaction

from portal.media import intake
from portal.media.document_intake import judge_private
from portal.media.models import PrivateDocument

REMOVE = "media.remove_private_file"


def keep(file: File[bytes], *, owner: Any, purpose: str, title: str) -> PrivateDocument:
    """Judge and keep a file for ``owner``; ``purpose`` is the word by which the asking app finds its own.

    Raises ``ValidationError`` with a sentence for the uploader, and leaves nothing then.
    """
    judged = judge_private(file)
    document = PrivateDocument(
        owner=owner,
        purpose=purpose,
        title=intake.plain(title, intake.TITLE_CHARACTERS) or intake.title_of(str(file.name)),
        content_type=judged.content_type,
        size=judged.size,
        sha256=judged.sha256,
    )
    document.file.save("", file, save=False)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except BaseException:
        document.file.storage.delete(str(document.file.name))
        raise
    return document


def remove_file(name: str) -> None:
    """Delete the file of a private document unless a row names it."""
    if not PrivateDocument.objects.filter(file=name).exists():
        PrivateDocument._meta.get_field("file").storage.delete(name)
