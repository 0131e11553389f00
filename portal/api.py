"""The portal for programs: one frame for everything public that is given out as data, at ``/api/v1/``.

Rooms bring a router; what is the same for all stands here and in ``portal.core.middleware.ApiMiddleware``: errors as
problems in words, answers that anybody may keep and any site may read, the description in both languages.
docs/decisions/0014-api.md says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override
from django.utils.translation import gettext as translated  # of texts that are marked elsewhere
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from portal.core.caching import mark_public
from portal.core.problems import CONTENT_TYPE, TooMany, Unavailable, language_of, problem
from portal.figures.api import router as figures_router
from search.api import router as search_router

View = Callable[..., HttpResponse]
#: Members of the description that are texts to be read.
TEXTS = frozenset({"description", "summary", "title"})


class CompactJSON(JSONRenderer):
    """JSON without spaces; everything but ASCII is escaped, so that no text of anybody's fails to be encoded."""

    json_dumps_params = {"separators": (",", ":")}


class PortalAPI(NinjaAPI):
    """The frame: public answers, a description in the active language, problems as what they are."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """As Ninja's; what is answered well is the same for everybody."""
        response = super().create_response(request, data, **kwargs)
        mark_public(response)
        return response

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """As Ninja's, with its texts in the active language and errors under their own content type."""
        schema = super().get_openapi_schema(**kwargs)
        for part in schema["components"]["schemas"].values():
            part.pop("description", None)  # the docstring of a class is for whoever reads the code
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if status >= HTTPStatus.BAD_REQUEST:
                        answer["content"] = {CONTENT_TYPE: answer["content"].pop("application/json")}
        schema.update(told(dict(schema)))
        return schema


def told(node: Any, name: str = "") -> Any:
    """A part of the description, translated."""
    if isinstance(node, dict):
        return {key: told(value, str(key)) for key, value in node.items()}
    if isinstance(node, list):
        return [told(value) for value in node]
    return translated(node) if name in TEXTS and isinstance(node, str) and node else node


def described(view: View) -> View:
    """A page of the description: read only, kept by anybody, in the language of ``lang``."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(language_of(request)):
            response = view(request, *args, **kwargs)
        mark_public(response)
        return response

    return require_safe(page)


api = PortalAPI(
    title=_("Tây Bắc: dữ liệu của cổng du lịch"),
    version="1",
    description=_(
        "Chỉ đọc, không cần khoá. Đường dẫn trong câu trả lời không kèm tên miền. Lỗi là application/problem+json. "
        "Số yêu cầu mỗi phút có hạn; câu trả lời 429 ghi Retry-After."
    ),
    urls_namespace="api",
    docs_decorator=described,
    renderer=CompactJSON(),
)
api.add_router("", search_router)
api.add_router("/statistics", figures_router)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 with a sentence about the first parameter that is wrong."""
    with override(language_of(request)):
        return problem(request, HTTPStatus.BAD_REQUEST, sentence(error.errors[0]))


@api.exception_handler(TooMany)
def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """429, and when to ask again."""
    return problem(request, HTTPStatus.TOO_MANY_REQUESTS, retry_after=error.seconds)


@api.exception_handler(Unavailable)
def unavailable(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """503, and when to ask again."""
    return problem(request, HTTPStatus.SERVICE_UNAVAILABLE, retry_after=60)


def sentence(error: dict[str, Any]) -> str:
    """What is wrong with a parameter, and what it may be; of what pydantic found."""
    # The last name of the way to the value; behind it stands the place in a list.
    name = next(part for part in reversed(error["loc"]) if isinstance(part, str))
    allowed: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "missing":
            text = gettext("Thiếu tham số %(name)s.")
        case "string_too_long":
            text = gettext("Tham số %(name)s dài quá %(max_length)s ký tự. Hãy rút ngắn.")
        case "too_long":
            text = gettext("Tham số %(name)s lặp lại quá %(max_length)s lần.")
        case "less_than_equal":
            text = gettext("Tham số %(name)s lớn nhất là %(le)s.")
        case "greater_than_equal":
            text = gettext("Tham số %(name)s nhỏ nhất là %(ge)s.")
        case "int_parsing" | "int_parsing_size":
            text = gettext("Tham số %(name)s phải là số nguyên.")
        case "literal_error":
            text = gettext("Tham số %(name)s chỉ nhận %(expected)s.")
        case _:
            text = gettext("Tham số %(name)s không đúng.")
    return text % {**allowed, "name": name}
