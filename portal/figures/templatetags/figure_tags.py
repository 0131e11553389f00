"""Figures in templates: the rows of a table twin, the way to a page, structured data."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.registries import Panel
from portal.core.site_tree import language_prefix
from portal.core.structured_data import breadcrumb_list
from portal.figures.blocks import KINDS
from portal.figures.models import Indicator, Observation
from portal.figures.pages import words
from portal.figures.pages.shown import row_cells
from portal.figures.panels import KEY

register = template.Library()
Context = dict[str, Any]


@register.inclusion_tag("components/breadcrumbs.html")
def figure_crumbs(
    indicator: Indicator | None = None, *, is_overview: bool = False, is_dataset: bool = False
) -> Context:
    """The way from the home page to a page of figures."""
    steps = above(indicator, is_overview=is_overview, is_dataset=is_dataset)
    return {
        "above": [{"title": title, "path": path} for title, path in steps],
        "home": language_prefix((get_language() or "vi")[:2]),
    }


@register.simple_tag
def figure_crumb_data(
    name: str, path: str, indicator: Indicator | None = None, *, is_overview: bool = False, is_dataset: bool = False
) -> Context:
    """schema.org data of that way, ending with the page called ``name``."""
    return breadcrumb_list([*above(indicator, is_overview=is_overview, is_dataset=is_dataset), (name, path)])


def above(indicator: Indicator | None, *, is_overview: bool, is_dataset: bool) -> list[tuple[str, str]]:
    """Names and paths of the pages above a page of figures."""
    if is_overview:
        return []
    steps = [(_("Số liệu"), reverse("figures:index"))]
    if is_dataset:
        steps.append((_("Dữ liệu mở"), reverse("figures:datasets")))
    if indicator is not None:
        steps.append((indicator.name, reverse("figures:indicator", args=(indicator.slug,))))
    return steps


@register.simple_tag
def table_rows(rows: list[Observation]) -> list[Context]:
    """Rows of a table twin in words."""
    return [row_cells(row) for row in rows]


@register.filter
def said(one: Observation) -> str:
    """The value in words: ``hơn 4,6 triệu lượt khách``."""
    return str(words.spell(one))


@register.filter
def exactly(one: Observation) -> str:
    """The whole number with the source's own word and the unit."""
    return f"{words.stated(one)} {words.unit_words(one.indicator)}"


@register.filter
def period(one: Observation) -> str:
    """The period in words."""
    return words.period(one)


@register.filter
def status_word(one: Observation) -> str:
    """The shown status in one word."""
    return words.status_word(one.shown_status)


@register.filter
def subject(one: Observation) -> str:
    """What is counted, and where."""
    return words.subject(one)


@register.filter
def source_name(one: Observation) -> str:
    """Who says so."""
    return words.source_name(one)


@register.filter
def source_day(one: Observation) -> str:
    """When it was published."""
    return words.source_day(one)


@register.simple_tag
def status_name(status: str) -> str:
    """A status in one word."""
    return words.status_word(status)


@register.simple_tag
def flag_name(flag: str) -> str:
    """A flag in words."""
    return words.flag_word(flag)


@register.filter
def has_figures(story: list[tuple[str, Any]] | None) -> bool:
    """Whether a story shows a number or a chart, and needs their style sheet."""
    return any(kind in KINDS for kind, _value in story or ())


@register.filter
def has_figure_panel(panels: list[Panel] | None) -> bool:
    """Whether one of the panels of a page shows figures."""
    return any(panel.key == KEY for panel in panels or ())
