"""The portal with one more address that answers 20 kB: what Django and the middleware cost before any content."""

from __future__ import annotations

from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.core.caching import public_page
from portal.wsgi import application
from tests.bench.applications import BODY

__all__ = ["application"]


@public_page
def hello(request: HttpRequest) -> HttpResponse:
    """Answer 20 kB."""
    return HttpResponse(BODY)


# Not imported above: addresses name models, which exist once portal.wsgi has set Django up.
import_module("portal.urls").urlpatterns.insert(0, path("-/hello", hello))
