"""Errors for programs: ``application/problem+json`` (RFC 9457), with a sentence in the language that was asked for."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Schema

CONTENT_TYPE = "application/problem+json"


class Problem(Schema):
    """What went wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class TooMany(Exception):
    """Somebody asks more often than is allowed."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        #: When to ask again.
        self.seconds = seconds


class Unavailable(Exception):
    """What would answer does not, for now."""


def language_of(request: HttpRequest) -> str:
    """The language that a program asks for with ``lang``; the site's first one when it asks for none of the site's."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def problem(request: HttpRequest, status: int, detail: str = "", *, retry_after: int = 0) -> JsonResponse:
    """The error ``status`` with what happened and what to do, and after how many seconds it may be tried again."""
    with override(language_of(request)):
        title = HTTPStatus(status).phrase
        body = Problem(title=title, status=status, detail=detail or usual_detail(status))
    response = JsonResponse(body.model_dump(), status=status, content_type=CONTENT_TYPE)
    response.headers["Content-Length"] = str(len(response.content))
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def usual_detail(status: int) -> str:
    """A sentence for an error of which nothing more is known."""
    match status:
        case HTTPStatus.NOT_FOUND:
            return _("Không có gì ở địa chỉ này. Các địa chỉ của giao diện lập trình: /api/v1/docs.")
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return _("Địa chỉ này chỉ nhận GET và HEAD.")
        case HTTPStatus.TOO_MANY_REQUESTS:
            return _("Quá nhiều yêu cầu trong một phút. Hãy đợi số giây ghi ở Retry-After rồi thử lại.")
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return _("Lúc này cổng chưa trả lời được. Hãy thử lại sau một phút.")
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _("Lỗi ở phía cổng. Hãy thử lại sau ít phút.")
    return _("Cổng không hiểu yêu cầu này. Các địa chỉ và tham số: /api/v1/docs.")
