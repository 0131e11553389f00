"""Facts that officers keep from public sources: products, profiles, protected names, texts of groups.

Such a record has no draft: what is saved is public at once. So that of two officers nobody overwrites the other, a form
carries the fingerprint of what it was filled from, and saving holds the row and compares. Content that a producer keeps
is no part of this: only ``services.listings.approve`` writes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _

from products.models import Action, Business, Product, ProductGroup, ProtectedName
from products.services import actions, slugs
from products.services.errors import EditConflict, Refused

Record = Product | Business | ProtectedName | ProductGroup
#: Rows of its own that a record is changed together with.
PARTS: Final[dict[type[models.Model], tuple[str, ...]]] = {
    Product: ("aliases", "month_rows", "certifications", "awards", "protections", "markets"),
    Business: ("aliases",),
    ProtectedName: (),
    ProductGroup: (),
}
#: Follow from others, or say only when.
_DERIVED: Final = frozenset({"sort_key", "search_text", "updated_at"})


def fingerprint(record: Record) -> str:
    """What changes whenever anything of a record does: its columns, its own rows, its sources."""
    kind = type(record)
    columns = {
        field.attname: getattr(record, field.attname)
        for field in kind._meta.concrete_fields
        if field.attname not in _DERIVED
    }
    parts = [list(getattr(record, name).order_by("pk").values_list()) for name in PARTS[kind]]
    sources = getattr(record, "sources", None)
    parts.append(sorted(sources.values_list("pk", flat=True)) if sources is not None else [])
    text = json.dumps([columns, parts], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@contextmanager
def changing(record: Record, *, seen: str, officer: Any, now: dt.datetime) -> Iterator[None]:
    """Hold a record while its form is saved; written down with who did it, and told to whoever listens.

    Raises ``EditConflict`` when it is no longer what the form was filled from: nothing is written then.
    """
    with transaction.atomic():
        fresh = type(record)._default_manager.select_for_update().get(pk=record.pk)
        if fingerprint(fresh) != seen:
            raise EditConflict
        yield
        _tell(record, officer, now)


def _tell(record: Record, officer: Any, now: dt.datetime) -> None:
    record.save()  # after its rows, so that whoever listens reads all of it
    about: dict[str, Any] = {}
    if isinstance(record, Product):
        about = {"product": record, "business": record.producer}
    elif isinstance(record, Business):
        about = {"business": record}
    elif isinstance(record, ProtectedName):
        about = {"province": record.province}
    note = "" if isinstance(record, Product | Business) else str(record)
    actions.record(verb=Action.Verb.FACTS_CHANGED, actor=officer, note=note, now=now, **about)


@transaction.atomic
def add_product(*, product: Product, officer: Any, now: dt.datetime) -> Product:
    """A new product from public sources; not listed before an officer says so. Its row gets its slug here."""
    product.is_kept_by_producer = False
    slugs.insert(product, product.name, "san-pham")
    _tell(product, officer, now)
    return product


@transaction.atomic
def add_profile(*, business: Business, officer: Any, now: dt.datetime) -> Business:
    """A new profile of a maker from public sources: without account, contacts and tax code."""
    business.standing = Business.Standing.FROM_SOURCES
    slugs.insert(business, business.name, "chu-the")
    _tell(business, officer, now)
    return business


@transaction.atomic
def add_protected_name(*, name: ProtectedName, officer: Any, now: dt.datetime) -> ProtectedName:
    """A new protected name. Raises ``Refused`` when the province has one of the same address."""
    if ProtectedName.objects.filter(slug=name.slug).exists():
        raise Refused(_("Đã có một tên được bảo hộ cùng khoá này."))
    name.save(force_insert=True)
    _tell(name, officer, now)
    return name
