"""A small load generator over kept connections, in plain sockets: the server shall be the slow part, not this."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Load:
    """How many answers, how many a second, and the median time of one in milliseconds."""

    answers: int
    per_second: float
    median_ms: float


def _answer(connection: socket.socket) -> bytes:
    """Read one answer; returns its status line. Raises ``ConnectionError`` when the server hangs up."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    left = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")) - len(body)
    while left > 0:
        chunk = connection.recv(min(left, 65536))
        if not chunk:
            raise ConnectionError("the server closed the connection")
        left -= len(chunk)
    return lines[0]


def measure(port: int, path: str, *, seconds: float, connections: int) -> Load:
    """Ask for ``path`` over and over. Raises ``RuntimeError`` when an answer is not 200."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: identity\r\n\r\n".encode()
    times: list[float] = []
    wrong: list[str] = []
    start = time.perf_counter()

    def ask() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            while time.perf_counter() - start < seconds and not wrong:
                began = time.perf_counter()
                connection.sendall(request)
                status = _answer(connection)
                times.append(time.perf_counter() - began)
                if b" 200 " not in status + b" ":
                    wrong.append(status.decode())

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong or not times:
        raise RuntimeError(f"{path}: {wrong or 'no answer'}")
    return Load(len(times), len(times) / (time.perf_counter() - start), median(times) * 1000)
