"""How the one sign-in door behaves: whoever signs up gets an account without rights; redirects stay on this host."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Staff accounts are made by administrators; an account that somebody opens himself leads to the business area."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True

    def get_login_redirect_url(self, request: Any) -> str:
        """The admin for those who may enter it, the business area for everybody else."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse(settings.LOGIN_REDIRECT_URL)
        return reverse("area:start")

    def get_signup_redirect_url(self, request: Any) -> str:
        return reverse("area:start")
