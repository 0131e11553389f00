"""``manage.py demo_accounts``: print how to sign in to the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.users.demo import ACCOUNTS, passwords


class Command(BaseCommand):
    help = "Print the demo accounts and their passwords."

    def handle(self, *args: Any, **options: Any) -> None:
        known = passwords()
        if not known:
            raise CommandError("There are no demo accounts yet: run make demo first.")
        self.stdout.write(f"{settings.PORTAL_BASE_URL}/{settings.ADMIN_PATH}")
        for account in ACCOUNTS:
            if account.email in known:
                self.stdout.write(f"  {account.role:26} {account.email:26} {known[account.email]}")
