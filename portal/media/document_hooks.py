"""Documents in Wagtail: links in rich text, the permission to read private documents among those of a group."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from portal.media.document_links import DescribedDocumentLinkHandler


@hooks.register("register_rich_text_features", order=10)
def documents_in_rich_text(features: Any) -> None:
    """After Wagtail's own registration, in place of it."""
    features.register_link_type(DescribedDocumentLinkHandler)


@hooks.register("register_permissions")
def reading_of_private_documents() -> QuerySet[Permission]:
    """What an administrator may give to a group."""
    return Permission.objects.filter(content_type__app_label="media", codename="view_privatedocument")
