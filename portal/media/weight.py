"""What the pictures of a page weigh on a phone, shown to editors beside the budget of the page's type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.admin.panels import Panel

from portal.media.models.pictures import Image
from portal.media.page_pictures import pictures_in, values_of
from portal.media.sizes import Format, Purpose

#: A phone of 390 CSS pixels with two pixels to each takes the smallest file at least this wide.
PHONE_WIDTH = 720


def on_phone(image: Image, *, upright: bool = False) -> int:
    """Bytes of the file that a phone takes, of the upright one where a page shows it; 0 while there is none."""
    avif = [row for row in image.files if row.format == Format.AVIF]
    rows = [row for row in avif if upright and row.purpose == Purpose.PORTRAIT]
    rows = rows or [row for row in avif if row.purpose == Purpose.PAGE]
    chosen = min(rows, key=lambda row: (row.width < PHONE_WIDTH, abs(row.width - PHONE_WIDTH)), default=None)
    return chosen.size if chosen is not None else 0


def weight(images: Iterable[Image], *, upright: int | None = None) -> int:
    """Bytes of several pictures on a phone; ``upright`` is the key of the one that it shows upright."""
    return sum(on_phone(image, upright=image.pk == upright) for image in images)


class PictureWeightPanel(Panel):
    """Read-only line in the page editor: the saved page's pictures, their bytes on a phone, and the budget."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/admin/weight.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Facts of the page as it was last saved, drafts included."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            images = pictures_in(type(self.instance), values_of(self.instance)) if self.instance.pk else []
            upright = self.instance.picture_id if self.instance.has_upright_picture else None
            context |= {
                "pictures": images,
                "bytes": weight(images, upright=upright),
                "budget": self.instance.picture_budget,
                "waiting": sum(not image.is_ready for image in images),
            }
            context["is_over"] = context["bytes"] > context["budget"]
            return context
