"""Storages of media files have no addresses: whatever the public sees goes through a view that knows what is public."""

from __future__ import annotations

from django.core.files.storage import FileSystemStorage


class NoAddress:
    """Mixin of storages. Django's would print an address below ``MEDIA_URL``, S3's a signed one: originals included."""

    def url(self, name: str | None) -> str:
        """Refused."""
        raise ValueError("This file has no address; only views hand out media files.")


class LocalStorage(NoAddress, FileSystemStorage):
    """A folder of the data directory."""
