"""The demo accounts are printed with the address at which the demo really was started."""

from __future__ import annotations

import json
from io import StringIO

from django.core.management import call_command

from portal.users.demo import FILE


def printed(**options: bool) -> str:
    out = StringIO()
    call_command("demo_accounts", stdout=out, **options)
    return out.getvalue()


def test_accounts_are_printed_with_the_address_of_the_last_start(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / FILE).write_text(json.dumps({"bientap@taybac.example": "mat khau"}), encoding="utf-8")
    settings.PORTAL_BASE_URL = "http://127.0.0.1:8123"
    printed(starting=True)
    settings.PORTAL_BASE_URL = "http://127.0.0.1:8000"  # what make thinks without PORT=
    assert printed().splitlines()[0] == "http://127.0.0.1:8123/quan-tri/"
    assert "mat khau" in printed()
