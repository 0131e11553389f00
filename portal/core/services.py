"""Words of visitors to the editors: taken in with a number that cannot be guessed, addresses forgotten in time."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from portal.core.models import Feedback

#: Without letters and digits that are mistaken for one another when read out on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
HALF = 4
#: How long an address may be used to answer; the privacy page says so.
ADDRESS_KEPT = dt.timedelta(days=180)


def new_reference() -> str:
    """A number that a sender can keep and nobody can guess: ``AB2C-9XYZ``."""
    letters = [secrets.choice(LETTERS) for _position in range(2 * HALF)]
    return f"{''.join(letters[:HALF])}-{''.join(letters[HALF:])}"


def receive_feedback(*, page_path: str, message: str, email: str, language: str, now: dt.datetime) -> Feedback:
    """Store what a visitor wrote, and return it with the reference that is shown to the sender."""
    while True:
        reference = new_reference()
        try:
            with transaction.atomic():
                return Feedback.objects.create(
                    reference=reference,
                    page_path=page_path,
                    message=message,
                    email=email,
                    language=language,
                    received_at=now,
                )
        except IntegrityError:
            if not Feedback.objects.filter(reference=reference).exists():
                raise


def forget_addresses(*, now: dt.datetime) -> int:
    """Erase the e-mail addresses of feedback received more than 180 days ago; return how many."""
    return Feedback.objects.filter(received_at__lt=now - ADDRESS_KEPT).exclude(email="").update(email="")
