"""Who may keep a response, and what every response carries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from portal.core.caching import mark_public, seconds_of_today
from portal.core.middleware import PublicCacheMiddleware


def through(response: HttpResponse) -> HttpResponse:
    return PublicCacheMiddleware(lambda request: response)(RequestFactory().get("/"))


def test_only_what_is_marked_may_be_kept_by_others():
    assert "no-store" in through(HttpResponse("x"))["Cache-Control"]
    assert "public" in through(mark_public(HttpResponse("x")))["Cache-Control"]


def test_a_marked_response_with_a_cookie_is_kept_private(caplog):
    response = mark_public(HttpResponse("x"))
    response.set_cookie("session", "secret")
    assert "no-store" in through(response)["Cache-Control"]
    varying = mark_public(HttpResponse("x"))
    patch_vary_headers(varying, ["Cookie"])
    assert "no-store" in through(varying)["Cache-Control"]
    assert len(caplog.records) == 2


@pytest.mark.parametrize("status", [403, 500, 503])
def test_errors_are_not_kept(status):
    assert "no-store" in through(mark_public(HttpResponse("x", status=status)))["Cache-Control"]


@pytest.mark.parametrize(
    ("utc", "seconds"),
    [("16:58:59", 60), ("16:59:00", 60), ("16:59:30", 30), ("16:59:59", 1), ("17:00:00", 60)],
)
def test_nobody_keeps_a_page_into_the_next_day_of_vietnam(monkeypatch, utc, seconds):
    moment = dt.datetime.fromisoformat(f"2026-11-22T{utc}+00:00")
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert through(mark_public(HttpResponse("x")))["Cache-Control"] == f"public, max-age={seconds}"


def test_a_page_that_is_drawn_over_midnight_is_not_kept(monkeypatch):
    """What it says was read before midnight, whenever it was finished."""
    moments = iter([dt.datetime(2026, 11, 22, 16, 59, 59, 900_000, tzinfo=dt.UTC)])
    after = dt.datetime(2026, 11, 22, 17, 0, 3, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: next(moments, after))
    assert through(mark_public(HttpResponse("x")))["Cache-Control"] == "public, max-age=0"


def test_seconds_of_today():
    assert seconds_of_today(dt.datetime(2026, 1, 1, 17, 0, tzinfo=dt.UTC)) == 24 * 3600
