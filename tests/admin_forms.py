"""What the admin's forms send, read from their pages, and people who send it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from portal.users.models import User


def signed_in(group: str) -> Client:
    """A new member of an editing group, signed in."""
    user = User.objects.create_user(f"{group[:2]}@example.vn".lower().replace(" ", ""), "mat khau dai 1")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def story_form(page: Page) -> dict[str, str]:
    """What the story's editor, drawn by a script, would send unchanged."""
    data = {"story-count": str(len(page.story))}
    for number, block in enumerate(page.story):
        prefix = f"story-{number}"
        data |= {f"{prefix}-deleted": "", f"{prefix}-order": str(number), f"{prefix}-type": block.block_type}
        data |= {f"{prefix}-id": block.id, f"{prefix}-value": block.value}
    return data


def edit_form(client: Client, url: str, marker: str, page: Page | None = None) -> dict[str, Any]:
    """The data of the form of a page of the admin that has the field ``marker``; with the story of ``page``."""
    html = client.get(url).content.decode()
    for index in range(6):
        try:
            data = querydict_from_html(html, form_index=index)
        except (IndexError, ValueError):
            break
        if marker in data:
            filled: dict[str, Any] = data.copy()
            if page is not None and hasattr(page, "story"):
                filled.update(story_form(page))
            return filled
    raise AssertionError(f"no form with {marker}")
