"""Guards of the sign-in door and the admin: they fail closed, and say in words why somebody stands outside."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.core.rate_limits import store_works
from portal.core.views import permission_denied

logger = logging.getLogger(__name__)


class RateLimitStoreMiddleware:
    """Answers 503 with a sentence to every form of the account pages while attempts cannot be counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path_info.startswith(f"/{settings.ACCOUNT_PATH}") and not store_works():
            logger.error("sign-in refused: the rate-limit store does not answer")
            response = render(request, "account/unavailable.html", status=503)
            response.headers["Retry-After"] = "60"
            return response
        return self.get_response(request)


class StaffOnlyMiddleware:
    """Under the admin's path: a 403 in words for people without rights (Wagtail would send them round in circles).

    Where ``PORTAL_STAFF_MFA`` asks for it, staff without a second factor are led to set one up first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.path_info.startswith(f"/{settings.ADMIN_PATH}") else None
        if user is not None and user.is_authenticated:
            if not user.has_perm("wagtailadmin.access_admin"):
                return permission_denied(request, PermissionDenied())
            if settings.PORTAL_STAFF_MFA and not is_mfa_enabled(user):
                return redirect("mfa_index")
        return self.get_response(request)
