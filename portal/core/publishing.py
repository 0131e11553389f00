"""What keeps a page from being published, in words.

Publishing several pages at once goes past their forms; here their newest content is held to the same. What only shows
deep inside Wagtail's actions is raised as ``PublishRefused``, which ``AdminErrorsMiddleware`` tells to who asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page


class PublishRefused(Exception):
    """A page may not be public yet.

    The text says why and what to do first; ``cause`` is what has to be dealt with, where it can be edited.
    """

    def __init__(self, reason: str, *, page: Any, cause: Any) -> None:
        super().__init__(reason)
        self.page = page
        self.cause = cause


def about_to_be_published(action_type: str, pages: list[Any], action: Any) -> list[Any]:
    """The newest content of the pages that a bulk action is about to publish, of drafts below them where asked for."""
    if action_type != "publish" or action.model is not Page:
        return []
    chosen = list(pages)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            chosen += page.get_descendants().not_live()
    return [page.get_latest_revision_as_object() for page in chosen]


def refused(request: HttpRequest, action: Any, reasons: Sequence[str]) -> HttpResponse | None:
    """Back to where the editor came from with every reason said; None when there is none."""
    for reason in reasons:
        messages.error(request, reason)
    return HttpResponseRedirect(action.next_url) if reasons else None


def faults(page: Any) -> list[str]:
    """What keeps the fields of a page from being published, as sentences for the editor."""
    try:
        page.full_clean()
    except ValidationError as error:
        return [
            _("“%(page)s” chưa đăng được. %(field)s: %(reason)s") % {"page": page, "field": field, "reason": reason}
            for field, reason in _named(page, error)
        ]
    return []


def _named(page: Any, error: ValidationError) -> list[tuple[str, str]]:
    names = {field.name: capfirst(str(field.verbose_name)) for field in page._meta.concrete_fields}
    return [(names.get(name, _("Trang")), " ".join(messages)) for name, messages in error.message_dict.items()]
