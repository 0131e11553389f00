"""The forms of shared records in the admin: keys that write themselves, months and units as ticks.

A list of 120 units in which one click forgets all others, and months written as JSON, are for those who made them.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput


class MonthsForm(WagtailAdminModelForm):
    """The form of a record with ``months``, a list of numbers."""

    months = forms.TypedMultipleChoiceField(
        coerce=int,
        choices=[(number, capfirst(name)) for number, name in MONTHS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice-columns"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"].label = capfirst(self.instance._meta.get_field("months").verbose_name)


def ticks() -> forms.CheckboxSelectMultiple:
    """Several of many, side by side; those that were chosen come first."""
    return forms.CheckboxSelectMultiple(attrs={"class": "choice-columns"})


def names_panel(*others: Panel) -> MultiFieldPanel:
    """The names of a record and its key, which follows the name until the record is public."""
    return MultiFieldPanel(
        [
            TitleFieldPanel("name", classname="", placeholder=False),
            FieldPanel("name_en"),
            FieldPanel("slug", widget=SlugInput),
            *others,
        ],
        heading=_("Tên"),
    )
