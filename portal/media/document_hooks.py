"""Documents in Wagtail: links in rich text."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from portal.media.document_links import DescribedDocumentLinkHandler


@hooks.register("register_rich_text_features", order=10)
def documents_in_rich_text(features: Any) -> None:
    """After Wagtail's own registration, in place of it."""
    features.register_link_type(DescribedDocumentLinkHandler)
