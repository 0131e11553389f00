"""Limits hold for all processes of the portal together: in files and in the database on one machine, and in Redis."""

from __future__ import annotations

import ipaddress
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal_server import ROOT, empty

#: One sender, another one in each run, asks over and over; prints how often he was let through. The period does not end
#: while the test runs.
READ = """
from django.test import RequestFactory
from portal.core.rate_limits import seconds_to_wait
request = RequestFactory().get("/", REMOTE_ADDR="{sender}")
print(sum(not seconds_to_wait(request, action="search", most=240, period=10**9) for _ in range(400)))
"""
#: The same with a form that may be sent five times in ten minutes.
SEND = """
from django.test import RequestFactory
from portal.core.rate_limits import refusal
request = RequestFactory().post("/", REMOTE_ADDR="{sender}")
print(sum(refusal(request, action="feedback") is None for _ in range(20)))
"""
#: The same with the door.
SIGN_IN = """
from allauth.core import ratelimit
from django.test import RequestFactory
request = RequestFactory().post("/", REMOTE_ADDR="{sender}")
print(sum(bool(ratelimit.consume(request, action="login_failed", key="{sender}")) for _ in range(20)))
"""


@pytest.mark.parametrize(("asks", "most"), [(READ, 240), (SEND, 5), (SIGN_IN, 5)], ids=["reads", "sends", "signs in"])
@pytest.mark.parametrize("store", ["one machine", "redis"])
def test_two_processes_let_through_what_one_does(
    tmp_path: Path, store: str, asks: str, most: int, request: pytest.FixtureRequest
) -> None:
    env = empty(tmp_path, **({"REDIS_URL": request.getfixturevalue("redis_url")} if store == "redis" else {}))
    sender = str(ipaddress.IPv6Address(f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"))
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", asks.format(sender=sender)]
    processes = [subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE) for _ in range(2)]
    let_through = [int(process.communicate()[0]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sum(let_through) == most
