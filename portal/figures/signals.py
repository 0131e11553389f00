"""What figures ask of the background: the check of a spreadsheet, which its sender need not wait for."""

from __future__ import annotations

from typing import Any

from portal.core import work
from portal.figures.services import sheets


@work.handles(sheets.CHECK)
def check_sheet(key: str, payload: dict[str, Any]) -> None:
    """Check the rows of a spreadsheet."""
    sheets.carry_on(int(key))
