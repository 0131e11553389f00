"""A system check that no template asks for a picture the pipeline does not make, or would render from an original."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateSyntaxError, engines
from django.template.base import Node, Template
from django.template.library import SimpleNode
from wagtail.images.templatetags.wagtailimages_tags import ImageNode

from portal.media.models.pictures import THUMBNAILS
from portal.media.sizes import CARD_WIDTHS, WIDTHS
from portal.media.templatetags.pictures import picture


@register("templates")
def check_pictures(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Read every template of the project; ``media.E001`` widths, ``media.E002`` a filter of Wagtail's."""
    templates: Any = settings.TEMPLATES
    folders = [Path(folder) for engine in templates for folder in engine["DIRS"]]
    engine: Any = engines["django"]
    found: list[CheckMessage] = []
    for folder in folders:
        for file in sorted(folder.rglob("*.html")):
            try:
                template = engine.engine.from_string(file.read_text(encoding="utf-8"))
            except TemplateSyntaxError:
                continue  # the template lint says it better
            found += faults(template, file.relative_to(folder).as_posix())
    return found


def faults(template: Template, name: str) -> Iterator[CheckMessage]:
    """What a compiled template asks for in vain."""
    for node in nodes(template):
        if isinstance(node, SimpleNode) and node.func is picture:
            wanted = node.kwargs.get("widths")
            allowed = CARD_WIDTHS if node.kwargs.get("card") else WIDTHS
            text = str(wanted.var) if wanted is not None else ",".join(map(str, allowed))
            widths = [int(one) if one.strip().isdigit() else 0 for one in text.split(",")]
            if not set(widths) <= set(allowed):
                yield Error(
                    f"{name} asks for pictures {text} pixels wide; the pipeline makes {', '.join(map(str, allowed))}.",
                    hint="Choose among them, or add a width to portal/media/sizes.py.",
                    id="media.E001",
                )
        elif isinstance(node, ImageNode) and not set(node.filter_specs) <= set(THUMBNAILS):
            yield Error(
                f"{name} asks Wagtail for “{' '.join(node.filter_specs)}”, which would be rendered from the original.",
                hint="Use {% picture %} of the library pictures.",
                id="media.E002",
            )


def nodes(template: Template) -> Iterator[Node]:
    """Every node of a template, those inside blocks and conditions too."""
    for node in template.nodelist:
        yield from node.get_nodes_by_type(Node)
