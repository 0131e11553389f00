"""Who looks after which province: appointed by administrators, with the group that lets an account in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from portal.places.models import Province
from portal.users.editing import OFFICERS
from products.models import Member, Officer
from products.services.errors import Refused


@transaction.atomic
def appoint(*, user: Any, provinces: Collection[Province]) -> Officer:
    """Make an account an officer of provinces, or change which ones.

    Raises ``Refused`` for an account that works for a business: nobody decides about himself, and outside accounts do
    not enter the admin.
    """
    if Member.objects.filter(user=user).exists():
        raise Refused(_("Tài khoản này thuộc một chủ thể, nên không làm cán bộ được. Hãy dùng tài khoản khác."))
    officer, _is_new = Officer.objects.get_or_create(user=user)
    officer.provinces.set(provinces)
    user.groups.add(Group.objects.get(name=OFFICERS))
    return officer


@transaction.atomic
def dismiss(*, officer: Officer) -> None:
    """Take provinces and group from an account; the account itself stays."""
    officer.user.groups.remove(*Group.objects.filter(name=OFFICERS))
    officer.delete()
