"""Keeps tax codes: in a table of their own, the citizens' numbers among them encrypted, every reading written down.

Keys come from ``PORTAL_PRIVATE_KEYS``: the first one encrypts, all of them decrypt, so a key can be changed without a
moment in which something is unreadable.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from products.models import Action, Business, TaxCode
from products.services import actions
from products.services.errors import Refused
from products.tax_codes import Kind, TaxNumber


def _derived(key: str, purpose: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{key}".encode()).digest()


def _box() -> MultiFernet:
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(_derived(key, "tax codes, encryption")))
            for key in settings.PORTAL_PRIVATE_KEYS
        ]
    )


def digest_of(number: TaxNumber) -> str:
    """By what the same code is found again; nobody without the key can compute it from a guessed number.

    It depends on the last key, the oldest one: changing keys adds new ones in front.
    """
    key = _derived(settings.PORTAL_PRIVATE_KEYS[-1], "tax codes, digest")
    return hmac.new(key, number.text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def keep(*, business: Business, number: TaxNumber | None) -> None:
    """Keep the tax code of a business in place of what was there; None removes it."""
    if number is None:
        TaxCode.objects.filter(business=business).delete()
        return
    is_person = number.kind is Kind.PERSON
    TaxCode.objects.update_or_create(
        business=business,
        defaults={
            "kind": number.kind.value,
            "number": "" if is_person else number.text,
            "encrypted": _box().encrypt(number.text.encode()) if is_person else None,
            "digest": digest_of(number),
        },
    )


@transaction.atomic
def reveal(*, business: Business, reader: Any, now: dt.datetime) -> str:
    """The tax code for an officer, who is written down as having read it; empty when there is none.

    Raises ``Refused`` when the key it was encrypted with is gone.
    """
    row = TaxCode.objects.filter(business=business).first()
    if row is None:
        return ""
    actions.record(verb=Action.Verb.READ_TAX_CODE, actor=reader, business=business, now=now)
    if row.encrypted is None:
        return row.number
    try:
        return _box().decrypt(bytes(row.encrypted)).decode()
    except InvalidToken as error:
        raise Refused(
            _("Không đọc được mã số này: khoá đã dùng để mã hoá không còn. Hãy báo người quản trị.")
        ) from error


def others_with(number: TaxNumber, *, but: Business | None = None) -> list[Business]:
    """Businesses that already gave this tax code."""
    rows = Business.objects.filter(tax_code__digest=digest_of(number))
    return list(rows.exclude(pk=but.pk) if but is not None else rows)
