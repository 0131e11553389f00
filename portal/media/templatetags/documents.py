"""Finishes the links to documents in rich text; used by the template through which all rich text goes."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from portal.media.document_links import finished

register = template.Library()


@register.filter
def with_document_facts(html: str) -> SafeString:
    """Expanded rich text with "(PDF, 1,2 MB, tiếng Việt)" behind each link to a document."""
    return finished(html)
