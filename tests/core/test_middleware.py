"""Who may keep a response, and what every response carries."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.cache import patch_vary_headers

from portal.core.caching import mark_public
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
