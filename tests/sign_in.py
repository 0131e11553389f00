"""Sign-in as a program that guesses passwords does it: over HTTP, with the form's token, another account each time."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request

DOOR = "/tai-khoan/login/"


def guesses(url: str, times: int, headers: dict[str, str] | None = None) -> list[int]:
    """The status of each of ``times`` wrong guesses, for another account each time, so that only the address counts."""
    headers = headers or {}
    with urllib.request.urlopen(urllib.request.Request(url + DOOR, headers=headers), timeout=20) as form:
        cookie = form.headers["Set-Cookie"].split(";")[0]
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.read().decode())
    assert found is not None
    answers = []
    for number in range(times):
        fields = {"csrfmiddlewaretoken": found[1], "login": f"ai{number}@example.vn", "password": "sai mat khau"}
        request = urllib.request.Request(
            url + DOOR,
            data=urllib.parse.urlencode(fields).encode(),
            headers={"Cookie": cookie, "Referer": url.replace("http://", "https://") + DOOR, **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                answers.append(answer.status)
        except urllib.error.HTTPError as refused:
            answers.append(refused.code)
            refused.close()
    return answers


def held_to_thirty_a_minute(url: str, headers: dict[str, str] | None = None) -> None:
    """Assert that both workers of a portal count the same guesses: counting apart would let sixty through."""
    start = time.monotonic()
    answers = guesses(url, 45, headers)
    minutes = (time.monotonic() - start) // 60
    assert set(answers) == {200, 429}
    assert answers.count(200) <= 30 * (1 + minutes)
