"""A connection to Elasticsearch whose time is that of the whole request.

The timeout of a socket begins anew with each byte that comes: a node that answers a byte at a time would hold a reader
for minutes. Finding the address of a host by its name is the system's, and not bounded here.
"""

from __future__ import annotations

import io
import math
import socket
import time
from http.client import HTTPResponse
from typing import Any

from elastic_transport import HttpHeaders, NodeConfig, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from urllib3 import Timeout
from urllib3.connection import HTTPConnection


class BoundedNode(Urllib3HttpNode):
    """The client's usual node; ``request_timeout`` bounds connecting, sending and reading together (seconds)."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        usual: Any = self.pool.ConnectionCls

        def connection(**options: Any) -> HTTPConnection:
            made: HTTPConnection = usual(**options)
            made.response_class = _Response
            return made

        self.pool.ConnectionCls = connection  # type: ignore[assignment]  # it is only called

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,
    ) -> Any:
        """Send a request. Raises what the usual node raises."""
        if isinstance(request_timeout, int | float):
            request_timeout = Timeout(total=request_timeout)
        return super().perform_request(method, target, body, headers, request_timeout)


class _Response(HTTPResponse):
    """Head and body must have come when the socket's timeout, as it is now, is over."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_UntilDeadline(self.fp.detach(), sock))


class _UntilDeadline(io.RawIOBase):
    """What is read from a socket, each time with what is left of the time."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw = raw
        self._sock = sock
        limit = sock.gettimeout()
        self._end = math.inf if limit is None else time.monotonic() + limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Raises ``TimeoutError``."""
        if self._end < math.inf:
            left = self._end - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer did not come in time")
            self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
