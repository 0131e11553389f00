"""What products ask of the background: the mails of messages and invitations."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from portal.core import work
from products.services import members, messages


@work.handles(messages.MAIL)
def mail(key: str, payload: dict[str, Any]) -> None:
    """Send one message."""
    messages.mail(int(key), now=timezone.now())


@work.handles(members.INVITE)
def invite(key: str, payload: dict[str, Any]) -> None:
    """Send one invitation."""
    members.mail_invitation(int(key))
