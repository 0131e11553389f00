"""Reading data files that people maintain: what is wrong is said with file, record and reason; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class BadData(Exception):
    """A data file holds something that cannot be loaded."""

    def __init__(self, file: Path | str, record: str, reason: str) -> None:
        self.file, self.record, self.reason = Path(file).name, record, reason
        super().__init__(f"{self.file}: {record}: {reason}")


class DataFile:
    """One JSON file; every look-up names the file and record when something is missing or wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.content: Any = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise BadData(path, "file", "is missing") from error
        except (ValueError, OSError) as error:
            raise BadData(path, "file", f"cannot be read: {error}") from error

    def wrong(self, record: str, reason: str) -> BadData:
        """The exception to raise for a record of this file."""
        return BadData(self.path, record, reason)

    def need(self, row: Any, key: str, record: str) -> Any:
        """``row[key]``; raises ``BadData`` when it is missing."""
        if not isinstance(row, dict) or key not in row:
            raise self.wrong(record, f"“{key}” is missing")
        return row[key]

    def words(self, row: Any, key: str, record: str, *, optional: bool = False) -> dict[str, str]:
        """A text in both languages as {"vi": …, "en": …}; empty texts when optional and null."""
        value = row.get(key) if optional and isinstance(row, dict) else self.need(row, key, record)
        if value is None and optional:
            return {"vi": "", "en": ""}
        if not isinstance(value, dict) or not isinstance(value.get("vi"), str) or not isinstance(value.get("en"), str):
            raise self.wrong(record, f"“{key}” needs a text in vi and en")
        return {"vi": value["vi"], "en": value["en"]}
