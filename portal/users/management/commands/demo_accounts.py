"""``manage.py demo_accounts``: print how to sign in to the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.users.demo import ACCOUNTS, last_address, passwords, remember_address


class Command(BaseCommand):
    help = "Print the demo accounts and their passwords."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--starting", action="store_true", help="remember the address: the demo starts there now")

    def handle(self, *args: Any, **options: Any) -> None:
        known = passwords()
        if not known:
            raise CommandError("There are no demo accounts yet: run make demo first.")
        if options["starting"]:
            remember_address()
        for path in (settings.ADMIN_PATH, settings.BUSINESS_PATH):
            self.stdout.write(f"{last_address()}/{path}")
            for account in ACCOUNTS:
                if account.email in known and account.path == path:
                    self.stdout.write(f"  {account.role:26} {account.email:28} {known[account.email]}")
