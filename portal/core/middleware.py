"""What every response carries: headers, the language of its address, and whether anybody may cache it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from portal.core.caching import seconds_of_today
from portal.core.problems import CONTENT_TYPE, problem
from portal.core.publishing import PublishRefused
from portal.core.views import bad_request

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]
PUBLIC_SECONDS = 60


class SecurityHeadersMiddleware:
    """Permissions-Policy and CORP everywhere; under the admin's path its own CSP and frames of the same site."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class TextGZipMiddleware(GZipMiddleware):
    """Compresses texts only: pictures and documents are compressed already, and would lose their length."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """As Django's, unless the content is no text."""
        if response.get("Content-Type", "").startswith(("image/avif", "image/webp", "image/jpeg", "application/pdf")):
            return response
        return super().process_response(request, response)


class AdminPolicyMiddleware:
    """Marks responses under the admin's path for the admin's CSP; runs inside django-csp."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            preview = response.headers.get("Content-Security-Policy")
            if preview:  # a page went through the whole chain as a visitor would see it: only its frame differs
                response.headers["Content-Security-Policy"] = preview.replace(
                    "frame-ancestors 'none'", "frame-ancestors 'self'"
                )
            else:
                policy = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
                response._csp_config = policy  # type: ignore[attr-defined]  # read by django-csp
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


class PublicCacheMiddleware:
    """Deny-by-default caching: only what a view marked public may be stored by anybody but the visitor.

    A response that was marked public and yet varies on cookies, or sets one, is a bug: it is kept private and logged.
    Nobody keeps a page into the next day: what holds until midnight (a certificate, a date to come) changes then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = min(PUBLIC_SECONDS, seconds_of_today(timezone.now()))
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        public = getattr(response, "is_public_page", False) and response.status_code in {200, 301, 302, 304, 404, 410}
        vary = response.headers.get("Vary", "").lower()
        if public and (response.cookies or "cookie" in vary):
            logger.error("public page %s would have carried a cookie (Vary: %s)", request.path_info, vary)
            public = False
        if public:
            patch_cache_control(response, public=True, max_age=seconds)
        else:
            patch_cache_control(response, private=True, no_store=True)
        return response


class AdminErrorsMiddleware:
    """Says in words what goes wrong in the admin through no fault of the server.

    A page that may not be public yet leads back to its own form with the reason; whatever was half done is undone by
    then. A request that no form of the admin sends (Wagtail trusts its own forms: a key that is missing, a number that
    is none) is told that it was not understood.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what is no error of the server; everything else goes on to be one."""
        if not request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return None
        if isinstance(exception, PublishRefused):
            return _refused(request, exception)
        if _is_malformed(exception):
            logger.warning("malformed request to %s", request.path_info, exc_info=exception)
            return bad_request(request, exception)
        return None


def _refused(request: HttpRequest, refusal: PublishRefused) -> HttpResponse:
    """Lead to the page's form with the reason; a dialogue of the admin, which takes JSON only, is told where to go."""
    find = AdminURLFinder(request.user).get_edit_url
    address = find(refusal.cause)
    messages.error(request, str(refusal), buttons=[messages.button(address, _("Mở hồ sơ"))] if address else None)
    form = find(refusal.page) or reverse("wagtailadmin_home")
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": form})
    return HttpResponseRedirect(form)


def _is_malformed(exception: Exception) -> bool:
    """Whether a request lacked a key or named a row by something that is no number (which has no type of its own)."""
    if isinstance(exception, MultiValueDictKeyError):
        return True
    return isinstance(exception, ValueError) and "expected a number but got" in str(exception)


class ApiMiddleware:
    """Under the API's path: any site may read the answers, and every error is a problem in words, whoever raised it.

    Answers are public and the same for everybody, no cookie is ever read there: so ``*`` gives nothing away.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(f"/{settings.API_PATH}"):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST and response.headers["Content-Type"] != CONTENT_TYPE:
            kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
            response = problem(request, response.status_code)
            for name, value in kept.items():
                response.headers[name] = value
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response


class PathLocaleMiddleware(LocaleMiddleware):
    """The address alone decides the language, so responses must not vary on ``Accept-Language``.

    Django adds that header for unprefixed addresses even though ``i18n_patterns`` never looks at it there.
    """

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        varied = response.headers.get("Vary")
        response = super().process_response(request, response)
        if varied is None:
            response.headers.pop("Vary", None)
        else:
            response.headers["Vary"] = varied
        return response
