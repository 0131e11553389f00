"""A listing as both sides of the desk read it: its content, and what a draft would change of the live page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django import template

from portal.core.templatetags.portal_tags import months_in_words
from portal.media.models import Image
from portal.media.sizes import Format, Purpose
from portal.places.models import Commune
from products.listing_content import LABELS, Difference, ListingContent, differences
from products.models import ProductGroup
from products.word_differences import word_differences

register = template.Library()


@dataclass(frozen=True)
class Part:
    """A run of text that both versions have (``kept``), or only one of them (``gone``, ``new``)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture of a version, and what became of it."""

    kind: str
    image: Image


@dataclass(frozen=True)
class Field:
    """One field of a listing as it is shown; pictures instead of parts where it holds pictures."""

    name: str
    label: str
    before: list[Part]
    after: list[Part]
    pictures_before: list[Picture]
    pictures_after: list[Picture]


@register.inclusion_tag("products/listing_differences.html")
def listing_differences(
    before: ListingContent, after: ListingContent, before_title: str, after_title: str
) -> dict[str, Any]:
    """What differs between two versions, field by field, words that went and came marked; and what stayed the same."""
    found = differences(before, after)
    known = _Known.of(before, after)
    changed = {one.name for one in found}
    return {
        "rows": [_field(one, known) for one in found],
        "same": [str(LABELS[one.name]) for one in fields(ListingContent) if one.name not in changed],
        "before_title": before_title,
        "after_title": after_title,
    }


@register.inclusion_tag("products/listing_content.html")
def listing_content(content: ListingContent) -> dict[str, Any]:
    """Every field of a version that holds something."""
    empty = ListingContent()
    known = _Known.of(empty, content)
    return {"rows": [_field(one, known) for one in differences(empty, content)]}


@register.inclusion_tag("products/small_picture.html")
def small_picture(image: Image | None, alt: str = "") -> dict[str, Any]:
    """The smallest public file of a picture, also of one that may not be shown to everybody yet."""
    rows = image.files_for(Purpose.CARD) if image is not None else []
    files = [row for row in rows if row.format == Format.WEBP]
    return {"file": min(files, key=lambda row: row.width, default=None), "alt": alt}


@dataclass(frozen=True)
class _Known:
    """What the keys in two versions stand for, read once for all of them."""

    groups: dict[int, ProductGroup]
    communes: dict[str, Commune]
    images: dict[int, Image]

    @classmethod
    def of(cls, *contents: ListingContent) -> _Known:
        communes = Commune.objects.select_related("province")
        images = Image.objects.prefetch_related("derivatives")
        return cls(
            ProductGroup.objects.in_bulk({one.group for one in contents if one.group is not None}),
            communes.in_bulk({one.commune for one in contents if one.commune}),
            images.in_bulk({key for one in contents for key in one.pictures}),
        )

    def text(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if name == "group":
            return self.groups[value].name if value in self.groups else ""
        if name == "commune":
            return str(self.communes.get(value, ""))
        if name == "months":
            return months_in_words(list(value))
        return str(value)

    def pictures(self, keys: Any, others: Any, kind: str) -> list[Picture]:
        """The pictures of one version; those that the other one lacks are of a kind of their own."""
        return [Picture("kept" if key in others else kind, self.images[key]) for key in keys if key in self.images]


def _field(difference: Difference, known: _Known) -> Field:
    name, label = difference.name, difference.label
    if name == "pictures":
        before = known.pictures(difference.before, difference.after, "gone")
        after = known.pictures(difference.after, difference.before, "new")
        return Field(name, label, [], [], before, after)
    texts = known.text(name, difference.before), known.text(name, difference.after)
    return Field(name, label, *marked(*texts), [], [])


def marked(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """Both texts in parts, word by word."""
    left, right = word_differences(before, after)
    return (
        [Part("gone" if run.is_changed else "kept", run.text) for run in left],
        [Part("new" if run.is_changed else "kept", run.text) for run in right],
    )
