"""Stops storing an upload once it is larger than any door takes: neither memory nor disk grows with what is sent.

The rest is read and dropped, so that the sender hears a sentence instead of a broken connection. The form then sees a
file of the size that was sent and of no content, and the intake refuses it by its size.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MEGABYTE = 1024 * 1024
#: More than any form takes in one file (pictures 15 MB, documents 20 MB).
MOST_A_FILE = 21 * MEGABYTE
MOST_A_REQUEST = 64 * MEGABYTE


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes files into the folder of unfinished uploads, at most so many bytes of one and of all of a request."""

    stored = 0
    room = 0
    is_dropped = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins: it may be stored as far as the request has room."""
        super().new_file(*args, **kwargs)
        self.room = min(MOST_A_FILE, MOST_A_REQUEST - self.stored)
        self.is_dropped = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Store a part, or give up the file with what has been stored of it."""
        if self.is_dropped:
            return
        if start + len(raw_data) > self.room:
            self.is_dropped = True
            self.stored -= start
            self.file.close()  # which removes it
            return
        self.file.write(raw_data)
        self.stored += len(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file, or one without content that says how large it was."""
        if self.is_dropped:
            return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
        return super().file_complete(file_size)
