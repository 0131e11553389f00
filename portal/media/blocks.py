"""The blocks of a story: text, headings and pictures, the same for articles, places, events and itineraries."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.media.models.pictures import Image


class PictureBlock(blocks.StructBlock):
    """A picture between paragraphs, with a caption where it needs one."""

    image = ImageChooserBlock(label=_("hình"))
    caption = blocks.CharBlock(label=_("chú thích"), max_length=200, required=False)

    class Meta:
        label = _("Hình")
        icon = "image"


def story_blocks() -> list[tuple[str, blocks.Block]]:
    """What a story may consist of."""
    return [
        ("paragraph", blocks.TextBlock(label=_("Đoạn văn"))),
        ("heading", blocks.CharBlock(label=_("Đề mục"), max_length=120)),
        ("picture", PictureBlock()),
        (
            "text",
            blocks.RichTextBlock(
                label=_("Đoạn có định dạng"),
                features=["bold", "italic", "ul", "ol", "link", "document-link", "image"],
            ),
        ),
    ]


def story_of(stream: Any) -> list[tuple[str, Any]]:
    """The blocks of a story for a template, with the files of all their pictures read in one query."""
    story = [(block.block_type, block.value) for block in stream]
    pictures: list[Image] = [value["image"] for kind, value in story if kind == "picture" and value["image"]]
    if pictures:
        prefetch_related_objects(pictures, "derivatives")
    return story
