"""The web server as it runs for visitors: slow senders do not stop it, and a dead cache is only a miss."""

from __future__ import annotations

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.pages import VIETNAMESE
from tests.portal_server import Portal, serving
from tests.sign_in import held_to_thirty_a_minute


@pytest.fixture(scope="module")
def portal(demo_environment: dict[str, str]) -> Iterator[Portal]:
    """A running portal."""
    with serving(demo_environment) as running:
        yield running


def trickle(address: str, stop: threading.Event) -> None:
    """Send a form at 1 kB a second until told to stop."""
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(
            b"POST /tai-khoan/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: 1000000\r\n\r\n"
        )
        while not stop.wait(1):
            try:
                connection.sendall(b"x" * 1000)
            except OSError:
                return


def test_two_workers_count_the_same_guesses(portal: Portal) -> None:
    held_to_thirty_a_minute(portal.url)


def test_six_trickling_uploads_do_not_stop_the_pages(portal: Portal) -> None:
    stop = threading.Event()
    senders = [threading.Thread(target=trickle, args=(urlsplit(portal.url).netloc, stop)) for _sender in range(6)]
    for sender in senders:
        sender.start()
    try:
        time.sleep(2)
        for address in VIETNAMESE[:10]:
            with urllib.request.urlopen(portal.url + address.path, timeout=10) as response:
                assert response.status == 200
    finally:
        stop.set()
        for sender in senders:
            sender.join(15)


def test_every_page_type_renders_while_the_cache_is_gone(demo_environment: dict[str, str]) -> None:
    with serving(demo_environment | {"REDIS_URL": "redis://127.0.0.1:1/0"}) as portal:
        for address in VIETNAMESE:
            with urllib.request.urlopen(portal.url + address.path, timeout=20) as response:
                assert response.status == 200, address.path
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{portal.url}/tai-khoan/login/", data=b"login=a&password=b", timeout=20)
        assert refused.value.code == 503
        assert "đăng nhập" in refused.value.read().decode().lower()
        refused.value.close()
        with urllib.request.urlopen(f"{portal.url}/-/ready", timeout=10) as response:
            assert b'"redis": "degraded"' in response.read()
