"""Who may read a private document: its owner, administrators, and whom another app lets.

There is no permission for all of them: whoever checks certificates checks those of some provinces only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.media.models import PrivateDocument

Reader = Callable[[Any, PrivateDocument], bool]
_readers: list[Reader] = []


def allows(reader: Reader) -> Reader:
    """Register a function that may let somebody read: it gets the user and the document, and says yes or no."""
    _readers.append(reader)
    return reader


def may_read(user: Any, document: PrivateDocument) -> bool:
    """Whether an account may read a document: its owner, an administrator, or whom another app lets."""
    if not user.is_authenticated or not user.is_active:
        return False
    if document.owner_id == user.pk or user.is_superuser:
        return True
    return any(reader(user, document) for reader in _readers)
