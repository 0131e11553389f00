"""What products ask of the background: the mails of messages and invitations, and the steps of spreadsheets."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from portal.core import work
from products.services import imports, members, messages


@work.handles(messages.MAIL)
def mail(key: str, payload: dict[str, Any]) -> None:
    """Send one message."""
    messages.mail(int(key), now=timezone.now())


@work.handles(members.INVITE)
def invite(key: str, payload: dict[str, Any]) -> None:
    """Send one invitation."""
    members.mail_invitation(int(key))


@work.handles(imports.CARRY_ON)
def carry_on_with_sheet(key: str, payload: dict[str, Any]) -> None:
    """Do what a spreadsheet waits for."""
    imports.carry_on(int(key), now=timezone.now)


@work.handles(imports.REMOVE)
def remove_sheet_file(key: str, payload: dict[str, Any]) -> None:
    """Take the stored rows of a spreadsheet away."""
    imports.remove_file(key)
