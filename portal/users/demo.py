"""The demo accounts: passwords are made when they are created and kept beside the data, never in the code.

Beside them stands the address at which the demo was started last: whoever asks for the accounts later is led there.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group

from portal.users.editing import EDITORS, OFFICERS, REVIEWERS
from portal.users.models import User

FILE = "demo-accounts.json"
ADDRESS_FILE = "demo-address.txt"


@dataclass(frozen=True)
class DemoAccount:
    """One account of the demo: what it is called, how it signs in, which group it belongs to.

    Without a group it may enter no admin, unless it is the administrator's.
    """

    role: str
    email: str
    group: str = ""
    is_administrator: bool = False

    @property
    def path(self) -> str:
        """Where it works."""
        return settings.ADMIN_PATH if self.group or self.is_administrator else settings.BUSINESS_PATH


OFFICER = "canbo@taybac.example"
COOPERATIVE = "hoptacxa@taybac.example"
HOUSEHOLD = "hokinhdoanh@taybac.example"
ACCOUNTS = (
    DemoAccount("biên tập viên / editor", "bientap@taybac.example", EDITORS),
    DemoAccount("người duyệt / reviewer", "duyet@taybac.example", REVIEWERS),
    DemoAccount("cán bộ OCOP / officer", OFFICER, OFFICERS),
    DemoAccount("quản trị / administrator", "quantri@taybac.example", is_administrator=True),
    DemoAccount("hợp tác xã / co-operative", COOPERATIVE),
    DemoAccount("hộ kinh doanh / household", HOUSEHOLD),
)


def passwords() -> dict[str, str]:
    """Address → password of the demo accounts of this data folder; empty when there are none."""
    path = settings.DATA_DIR / FILE
    if not path.exists():
        return {}
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def remember_address() -> None:
    """Write down the address of this portal, which is about to start."""
    (settings.DATA_DIR / ADDRESS_FILE).write_text(settings.PORTAL_BASE_URL, encoding="utf-8")


def last_address() -> str:
    """The address at which the demo was started last; this process's own when it never was."""
    path = settings.DATA_DIR / ADDRESS_FILE
    return path.read_text(encoding="utf-8") if path.exists() else str(settings.PORTAL_BASE_URL)


def make_accounts() -> None:
    """Create the accounts that are missing, each with a new password, and write the passwords down for the owner."""
    known = passwords()
    for account in ACCOUNTS:
        if User.objects.filter(email=account.email).exists():
            continue
        known[account.email] = secrets.token_urlsafe(12)
        make = User.objects.create_superuser if account.is_administrator else User.objects.create_user
        user = make(account.email, known[account.email])
        if account.group:
            user.groups.add(Group.objects.get(name=account.group))
        EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
    path = settings.DATA_DIR / FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(known, file, indent=1)
