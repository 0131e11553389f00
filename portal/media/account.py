"""Wagtail's account page without its profile picture: that form takes any file that Pillow opens, past our judges."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel


class AccountView(WagtailAccountView):
    """Name, language and notifications of an account."""

    def get_panels(self) -> list[Any]:
        """Wagtail's panels but for the picture's; what is no panel is not read from a form either."""
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]


account = require_admin_access(AccountView.as_view())
