"""Holds rows and files of the media library side by side: what is missing, what belongs to nobody, what is stale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from portal.core import work
from portal.core.models import WorkItem
from portal.media import derivatives
from portal.media.models import Derivative, Document, Image, PrivateDocument, derivative_storage
from portal.media.models.derivatives import FOLDER

ORIGINALS = ("pictures/", "documents/", "private/")
#: A file without row may belong to an upload that has not been committed yet.
YOUNG = dt.timedelta(hours=1)


@dataclass
class Findings:
    """What does not agree; keys of pictures and names of files."""

    without_original: list[int] = field(default_factory=list)
    incomplete: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    orphan_derivatives: list[str] = field(default_factory=list)
    orphan_originals: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def names(storage: Any, folder: str) -> set[str]:
    """Every file of a folder of a storage; empty when there is no such folder."""
    try:
        return {f"{folder}{name}" for name in storage.listdir(folder)[1]}
    except FileNotFoundError:
        return set()


def check() -> Findings:
    """Compare every picture with its files. Reads one listing per storage, not one request per file."""
    found = Findings()
    originals = set().union(*(names(default_storage, folder) for folder in ORIGINALS))
    public = names(derivative_storage(), FOLDER)
    known_originals: set[str] = set()
    # Replaced files stay until nobody holds a page that names them; their removal waits as a row.
    known_public = set(WorkItem.objects.filter(kind=derivatives.REMOVE).values_list("key", flat=True))
    for image in Image.objects.prefetch_related("derivatives").iterator(chunk_size=200):
        name = str(image.file.name)
        known_originals.add(name)
        rows = {row.kind: row for row in image.derivatives.all()}
        known_public.update(str(row.file.name) for row in rows.values())
        if name not in originals and not default_storage.exists(name):
            found.without_original.append(image.pk)
        there = {kind for kind, row in rows.items() if row.file.name in public and row.original == image.file_hash}
        if any(one.kind not in there for one in image.wanted):
            found.incomplete.append(image.pk)
        elif any(rows[one.kind].recipe != image.recipe_of(one) for one in image.wanted):
            found.stale.append(image.pk)
    for model in (Document, PrivateDocument):
        known_originals.update(str(name) for name in model.objects.values_list("file", flat=True))
    found.orphan_originals = sorted(_old(default_storage, originals - known_originals))
    found.orphan_derivatives = sorted(_old(derivative_storage(), public - known_public))
    return found


def _old(storage: Any, candidates: set[str]) -> Iterator[str]:
    for name in candidates:
        if timezone.now() - storage.get_modified_time(name) > YOUNG:
            yield name


def repair(found: Findings) -> None:
    """Ask for what is missing or stale to be made, and take away what belongs to nobody.

    A picture whose original is gone cannot be repaired; it stays in the findings.
    """
    for pk in {*found.incomplete, *found.stale} - set(found.without_original):
        with transaction.atomic():
            work.ask(derivatives.MAKE, str(pk))
    for name in found.orphan_derivatives:
        if not Derivative.objects.filter(file=name).exists():
            derivative_storage().delete(name)
    for name in found.orphan_originals:
        if not any(model.objects.filter(file=name).exists() for model in (Image, Document, PrivateDocument)):
            default_storage.delete(name)
