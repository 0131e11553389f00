"""The forms of shared records and of their pages: keys that write themselves, months and units as ticks.

A list of 120 units in which one click forgets all others, and months written as JSON, are for those who made them.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

from portal.media.page_forms import PicturePageForm


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
        field = self.instance._meta.get_field("months")
        self.fields["months"].label = capfirst(field.verbose_name)
        self.fields["months"].required = not field.blank


class TellingPageForm(PicturePageForm):
    """The form of a page that tells of a shared record: a draft may come first, readers get the record first."""

    data: Any

    def clean(self) -> dict[str, Any]:
        """Refuse to publish before the record, naming it."""
        cleaned = super().clean()
        field = self.instance.record_field
        record = cleaned.get(field)
        if self.data.get("action-publish") and record is not None and not record.is_public(cleaned.get("go_live_at")):
            self.add_error(field, record.refusal(cleaned.get("title") or self.instance.title))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """A new page that waits for its day is not public before: Wagtail adds it as live, then takes it back."""
        page = self.instance
        if page.pk is None and page.go_live_at is not None and page.go_live_at > timezone.now():
            page.live = False
        return super().save(commit)


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
