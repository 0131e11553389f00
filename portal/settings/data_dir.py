"""The data folder of the embedded parts: made at start, and refused in plain words when it cannot be written."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import tempfile
from pathlib import Path

from portal.settings.env import BadSetting

FOLDERS = ("broker", "broker-control", "mail", "media", "search", "static", "tmp")


def prepare(folder: Path) -> Path:
    """Create the data folder and its parts, prove that it can be written, and return its absolute path.

    Raises ``BadSetting`` when the disk is full or the folder is read-only.
    """
    folder = folder.resolve()
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder / "tmp") as probe:
            probe.write(b"0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        reasons = {
            errno.ENOSPC: "the disk is full; free some space",
            errno.EDQUOT: "the disk quota is used up; free some space",
            errno.EROFS: "it lies on a read-only disk",
            errno.EACCES: "this user may not write there",
        }
        reason = reasons.get(error.errno or 0, str(error))
        raise BadSetting(
            f"The data folder {folder} cannot be written: {reason}, or name another folder. "
            "Example: PORTAL_DATA_DIR=/srv/portal"
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """Return the signing key kept in the data folder."""
    return _kept(folder / "secret_key")


def private_key(folder: Path) -> str:
    """Return the key kept in the data folder that encrypts what nobody may read at rest."""
    return _kept(folder / "private_key")


def _kept(path: Path) -> str:
    """The random text in a file; of several first processes one makes it, all read the same."""
    if not path.exists():
        # Written whole under a name of its own and then linked: nobody ever reads a key that is half there.
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
