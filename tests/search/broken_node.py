"""A small HTTP server on loopback that plays an Elasticsearch node with something wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JSON = "application/vnd.elasticsearch+json;compatible-with=8"


@dataclass
class Reply:
    """What the node answers; ``hangs`` leaves the connection open without a word.

    ``drips`` are bytes that come before the last line of the head ("head") or before the body ("body"), one every
    twentieth of a second; they mean nothing.
    """

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=lambda: {"X-Elastic-Product": "Elasticsearch"})
    content_type: str = JSON
    hangs: bool = False
    drips: str = ""
    drops: int = 200


@dataclass
class Asked:
    """A request that came."""

    method: str
    path: str
    body: bytes


@dataclass
class BrokenNode:
    """A node; ``reply`` says what it answers to a request."""

    reply: Callable[[Asked], Reply]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def broken_node(reply: Callable[[Asked], Reply] | Reply) -> Iterator[BrokenNode]:
    """A node that answers so, to everything."""
    node = BrokenNode(reply if callable(reply) else lambda _asked: reply)
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, body)
            node.asked.append(asked)
            reply = node.reply(asked)
            if reply.hangs:
                is_over.wait(30)
                self.close_connection = True
                return
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Type": reply.content_type}.items():
                self.send_header(name, value)
            before = reply.drops if reply.drips == "body" else 0
            self.send_header("Content-Length", str(before + len(content)))
            if reply.drips == "head":
                self.flush_headers()
                self.drip(b"X-Slow: ", reply.drops, b"\r\n")
            self.end_headers()
            self.drip(b"", before, content)

        def drip(self, begin: bytes, drops: int, end: bytes) -> None:
            self.wfile.write(begin)
            for _drop in range(drops):
                if is_over.wait(0.05):
                    return
                self.wfile.write(b" ")
            self.wfile.write(end)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the client hung up
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    node.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield node
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()
