"""Pictures of a rich text: drawn by our formats, with one query for all their files."""

from __future__ import annotations

from typing import Any

from wagtail.images.formats import get_image_format
from wagtail.images.rich_text import ImageEmbedHandler

from portal.media.models import Image

#: What a text of other days or another program asked for is shown as.
DEFAULT_FORMAT = "wide"


class PictureEmbedHandler(ImageEmbedHandler):
    """Wagtail's handler, reading all public files of a text at once; a picture that is gone is nothing."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The figures for the tags of a text, in their order."""
        keys = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        found = {str(key): image for key, image in Image.objects.prefetch_related("derivatives").in_bulk(keys).items()}
        return [
            _format(attrs.get("format", "")).image_to_html(found[key], attrs.get("alt", ""))
            if (key := str(attrs.get("id", ""))) in found
            else ""
            for attrs in attrs_list
        ]


def _format(name: str) -> Any:
    try:
        return get_image_format(name)
    except KeyError:
        return get_image_format(DEFAULT_FORMAT)
