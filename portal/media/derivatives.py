"""Makes and registers the public files of a picture; idempotent and resumable, so that it may run again at any time."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from portal.core import work
from portal.core.vietnamese import slugify
from portal.media import intake, sandbox
from portal.media.models import Derivative, Image, derivative_storage
from portal.media.models.derivatives import FOLDER
from portal.media.sizes import Purpose, Wanted

MAKE = "media.derivatives"
REMOVE = "media.remove_file"
#: The child's time for one picture, below Celery's soft limit.
SECONDS = 120.0
#: Pages that browsers and proxies still hold may name a replaced file this long.
GRACE = dt.timedelta(hours=1)


class Unprocessable(Exception):
    """The pipeline cannot make public files of this picture; the message is for editors."""


@dataclass(frozen=True)
class Encoded(Wanted):
    """One derivative before it is stored, with its bytes."""

    content: bytes
    #: How long scaling and encoding took; None for files that came ready-made.
    seconds: float | None = None


def missing(image: Image) -> list[Wanted]:
    """Public files that the picture should have and has not, or has from another original or recipe."""
    rows = {row.kind: row for row in image.derivatives.all()}
    storage = derivative_storage()
    return [
        one
        for one in image.wanted
        if (row := rows.get(one.kind)) is None
        or row.original != image.file_hash
        or row.recipe != image.recipe_of(one)
        or not storage.exists(row.file.name)
    ]


def make(image: Image) -> None:
    """Make what is missing of a picture, store each file as soon as it is there, drop what is no longer wanted.

    Raises ``Unprocessable`` when the picture cannot be read, ``sandbox.Unanswered`` when the child died of it.
    """
    image.get_file_hash()
    wanted = missing(image)
    if wanted:
        _make(image, wanted)
    drop_unwanted(image)


def _make(image: Image, wanted: list[Wanted]) -> None:
    with image.file.open("rb") as file:
        content = file.read()
    found = intake.format_of(content[:512])
    if found not in intake.TAKEN:
        raise Unprocessable(f"the original is no picture that we take ({found or 'unknown'})")
    request = {
        "do": "make",
        "format": found,
        "width": image.width,
        "height": image.height,
        "every": [asdict(one) for one in image.wanted],
        "wanted": [asdict(one) for one in wanted],
        "focus": image.focus,
    }
    with closing(sandbox.run("pictures", request, content, seconds=SECONDS)) as answers:
        for facts, made in answers:
            if "refused" in facts:
                raise Unprocessable(str(facts.get("why") or facts["refused"]))
            if not made:
                Image.objects.filter(pk=image.pk).update(
                    fingerprint=facts["fingerprint"],
                    dominant=facts["dominant"],
                    suggested_x=facts["focus"][0],
                    suggested_y=facts["focus"][1],
                )
                continue
            store(image, [Encoded(**facts, content=made)])


def store(image: Image, made: Iterable[Encoded]) -> list[Derivative]:
    """Register encoded derivatives of a picture in place of those of the same kind."""
    rows: list[Derivative] = []
    storage: Any = derivative_storage()
    stem = slugify(image.title, 60) or f"hinh-{image.pk}"
    for one in made:
        digest = hashlib.sha256(one.content).hexdigest()[:12]
        suffix = "" if one.purpose == Purpose.PAGE else f"-{one.purpose}"
        stored = f"{FOLDER}{stem}{suffix}-{one.width}.{digest}.{one.format}"
        if storage.exists(stored) and storage.size(stored) != len(one.content):
            storage.delete(stored)  # half a file: a worker was killed while it wrote
        if not storage.exists(stored):
            stored = storage.save(stored, ContentFile(one.content))
        values = {
            "height": one.height,
            "size": len(one.content),
            "seconds": one.seconds,
            "file": stored,
            "original": image.file_hash,
            "recipe": image.recipe_of(one),
        }
        with transaction.atomic():
            before = Derivative.objects.filter(
                image=image, purpose=one.purpose, format=one.format, width=one.width
            ).first()
            row, _created = Derivative.objects.update_or_create(
                image=image, purpose=one.purpose, format=one.format, width=one.width, defaults=values
            )
            if before is not None and before.file.name != stored:
                ask_for_removal(before, after=GRACE if before.original == image.file_hash else dt.timedelta())
        rows.append(row)
    return rows


def drop_unwanted(image: Image) -> None:
    """Remove rows of sizes that the picture no longer has; their files follow (``portal.media.signals``)."""
    kinds = {one.kind for one in image.wanted}
    for row in Derivative.objects.filter(image=image):
        if row.kind not in kinds:
            row.delete()


def ask_for_removal(row: Derivative, *, after: dt.timedelta = dt.timedelta()) -> None:
    """Write the work that takes a file away once no row names it; within the transaction of the change."""
    work.ask(REMOVE, str(row.file.name), now=timezone.now() + after)


def remove_file(name: str) -> None:
    """Delete a public file unless a row names it (again)."""
    if not Derivative.objects.filter(file=name).exists():
        derivative_storage().delete(name)
