"""Consents of a business: given one by one with the words that were read, withdrawn one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from products.consent_texts import CONSENTS
from products.models import Action, Business, Consent
from products.services import actions


def standing(business: Business) -> set[str]:
    """Purposes that the business agrees to now."""
    return set(Consent.objects.standing().filter(business=business).values_list("purpose", flat=True))


@transaction.atomic
def give(*, business: Business, purposes: Collection[Consent.Purpose], actor: Any, now: dt.datetime) -> None:
    """Write down what was agreed to; what stands already stays as it was given."""
    have = standing(business)
    Consent.objects.bulk_create(
        Consent(
            business=business,
            user=actor,
            purpose=purpose,
            text_version=CONSENTS[purpose].version,
            text=CONSENTS[purpose].text,
            given_at=now,
        )
        for purpose in CONSENTS
        if purpose in purposes and purpose not in have
    )


@transaction.atomic
def withdraw(*, business: Business, purposes: Collection[Consent.Purpose], actor: Any, now: dt.datetime) -> int:
    """Take back what was agreed to; return how many consents. Public pages ask for standing ones and follow at once."""
    changed: int = (
        Consent.objects.standing().filter(business=business, purpose__in=list(purposes)).update(withdrawn_at=now)
    )
    if changed:
        note = ", ".join(sorted(str(Consent.Purpose(purpose).label) for purpose in purposes))
        actions.record(verb=Action.Verb.CONSENT_CHANGED, actor=actor, business=business, note=note, now=now)
    return changed
