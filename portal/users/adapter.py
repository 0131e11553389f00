"""How the one sign-in door behaves: nobody signs up by himself, and redirects stay on this host."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Staff accounts are made by administrators; businesses get their own way in with their own work."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: Any) -> str:
        """The admin for those who may enter it, the home page for everybody else."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse(settings.LOGIN_REDIRECT_URL)
        return "/"
