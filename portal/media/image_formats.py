"""How pictures stand in rich text: Wagtail's formats render from originals, ours draw what the pipeline made.

Wagtail looks for a module of this name in every app.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.formats import Format, register_image_format, unregister_image_format

from portal.media.models import Image
from portal.media.templatetags.pictures import drawn_story_picture


class PipelineFormat(Format):
    """A figure among the paragraphs: the picture tag, caption and credit; nothing when it may not be shown."""

    def __init__(self, name: str, label: Any, *, narrow: bool) -> None:
        super().__init__(name, label, "", "width-800")
        self.narrow = narrow

    def image_to_html(self, image: Image, alt_text: str, extra_attributes: dict[str, Any] | None = None) -> SafeString:
        """The figure for readers. The editor's own words stand for his language only; none at all: decoration."""
        is_first_language = (get_language() or "")[:2] == settings.LANGUAGE_CODE
        alt = alt_text if alt_text == "" or is_first_language else image.alt
        return drawn_story_picture(image, alt=alt, narrow=self.narrow)

    def image_to_editor_html(self, image: Image, alt_text: str) -> Any:
        """The thumbnail that the rich text editor shows."""
        attributes = {**self.editor_attributes(image, alt_text), "alt": escape(alt_text)}
        return image.get_rendition(self.filter_spec).img_tag(attributes)


for name in ("fullwidth", "left", "right"):
    unregister_image_format(name)
register_image_format(PipelineFormat("wide", _("Cả bề ngang"), narrow=False))
register_image_format(PipelineFormat("narrow", _("Nhỏ, chữ chạy bên trái"), narrow=True))
