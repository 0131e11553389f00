"""Links to documents in rich text: what is behind them, how heavy it is and in which language.

Wagtail lets a handler write the opening tag of a link only. What belongs behind the text of the link waits in that tag
until ``finished`` writes it there; the template of rich text (``wagtailcore/shared/richtext.html``) calls it.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.documents.rich_text import DocumentLinkHandler

from portal.media import intake
from portal.media.models import Document
from portal.media.models.documents import Language

KILOBYTE = 1024
LINK = re.compile(
    r'<a data-document="([^"]*)" data-title="([^"]*)" data-language="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL
)


class DescribedDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's handler, with what ``finished`` needs; one query for all documents of a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags for the links of a text, in their order; a document that is gone is no link."""
        keys = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
        documents = {str(key): document for key, document in Document.objects.in_bulk(keys).items()}
        return [
            opening_tag(documents[key]) if (key := str(attrs.get("id", ""))) in documents else "<a>"
            for attrs in attrs_list
        ]


def opening_tag(document: Document) -> str:
    """The tag of a link to a document, for ``finished``."""
    known = document.language in {Language.VIETNAMESE, Language.ENGLISH}
    return format_html(
        '<a data-document="{}" data-title="{}" data-language="{}" href="{}" type="application/pdf"{}>',
        facts(document),
        document.title,
        document.language if known else "",
        document.url,
        format_html(' hreflang="{}"', document.language) if known else "",
    )


def facts(document: Document) -> str:
    """What a reader wants to know before the download, in the active language: ``PDF, 1,2 MB, tiếng Việt``."""
    names = {
        Language.VIETNAMESE: gettext("tiếng Việt"),
        Language.ENGLISH: gettext("tiếng Anh"),
        Language.OTHER: gettext("ngôn ngữ khác"),
    }
    parts = ["PDF"]
    if document.file_size is not None:
        parts.append(size_of(document.file_size))
    if document.language:
        parts.append(names[Language(document.language)])
    return ", ".join(parts)


def size_of(size: int) -> str:
    """A size in bytes as people read it in the active language: 350 KB, 1,2 MB."""
    if size < intake.MEGABYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{formats.number_format(round(size / intake.MEGABYTE, 1), 1)} MB"


def finished(html: str) -> SafeString:
    """Expanded rich text with the facts of each document behind the text of its link.

    A link that is called like its document, or not at all, shows the title, marked as being in the document's language.
    """
    return mark_safe(LINK.sub(_described, html))  # noqa: S308 (markup of the rich text and of this module)


def _described(link: re.Match[str]) -> str:
    about, title, language, attributes, text = link.groups()
    if not text.strip():
        text = title
    if language and language != (get_language() or "")[:2] and unescape(text) == unescape(title):
        text = f'<span lang="{language}">{text}</span>'
    return f"<a{attributes}>{text} ({about})</a>"
