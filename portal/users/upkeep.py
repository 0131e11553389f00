"""Accounts that somebody opened and never came back to: an address that nobody confirmed is nobody's."""

from __future__ import annotations

import datetime as dt
from typing import Final

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.users.models import User

#: How long an account waits for its address to be confirmed; the page after opening one says so.
UNVERIFIED_KEPT: Final = dt.timedelta(days=30)


@transaction.atomic
def forget_unverified(*, now: dt.datetime) -> int:
    """Delete accounts opened more than 30 days ago of which no address was ever confirmed; return how many.

    Accounts that administrators made (they have no address to confirm, or a group) and whoever has signed in stay.
    """
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    found = User.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        date_joined__lt=now - UNVERIFIED_KEPT,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        groups=None,
    )
    count = found.count()
    # One by one, with the signals of each: there are a handful a day.
    for user in found.iterator():
        user.delete()
    return count
