"""Addresses made of names: the first row of a name gets it bare, further ones a number."""

from __future__ import annotations

from itertools import chain, count

from django.db import IntegrityError, models, transaction

from portal.core.vietnamese import slugify
from products.models.catalogue import SLUG_CHARACTERS

TRIES = 5
#: Room for a hyphen and a number.
_NUMBER_CHARACTERS = 6


def free(model: type[models.Model], name: str, fallback: str) -> str:
    """A slug of the name that nothing else has; ``fallback`` for a name without a Latin letter or digit."""
    base = slugify(name, SLUG_CHARACTERS - _NUMBER_CHARACTERS) or fallback
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= getattr(model, "reserved_slugs", frozenset())
    return next(slug for slug in chain((base,), (f"{base}-{number}" for number in count(2))) if slug not in taken)


def insert(row: models.Model, name: str, fallback: str) -> None:
    """Insert a row with a slug of its own, also when somebody takes the same one at the same moment."""
    for attempt in range(1, TRIES + 1):
        row.slug = free(type(row), name, fallback)  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            is_taken = type(row)._default_manager.filter(slug=row.slug).exists()  # type: ignore[attr-defined]
            if not is_taken or attempt == TRIES:
                raise
        else:
            return
