"""What makes a table safe in a spreadsheet, for every file that the portal writes or takes."""

from __future__ import annotations

from typing import Any, Final

#: Signs with which a text becomes a formula when a spreadsheet opens it (OWASP's list, full-width forms included).
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Excel reads UTF-8 for what it is only behind this mark.
MARK: Final = "\ufeff"


def defused(value: Any) -> Any:
    """A value that no spreadsheet computes; numbers stay numbers, nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
