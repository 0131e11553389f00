"""Choosers of records with a search box, which Wagtail gives to models of its own search index only."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from portal.core.vietnamese import fold


class WordsForm(BaseFilterForm):
    """Finds what holds every word in one of ``fields``; ``is_folded`` says that these know no case and no marks."""

    fields_searched: ClassVar[tuple[str, ...]]
    is_folded: ClassVar[bool]

    q = forms.CharField(
        label=_("Từ khoá"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Tìm kiếm")})
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the matching ones."""
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in (fold(self.search_query) if self.is_folded else self.search_query).split():
            anywhere = Q()
            for field in self.fields_searched:
                anywhere |= Q(**{f"{field}__icontains": word})
            objects = objects.filter(anywhere)
        return objects


def searched_in(*fields: str, is_folded: bool) -> type[SnippetChooserViewSet]:
    """A chooser whose search box looks into some fields of the model."""
    attributes = {"filter_form_class": type("Form", (WordsForm,), {"fields_searched": fields, "is_folded": is_folded})}
    views = {
        "choose_view_class": type("Choose", (ChooseView,), attributes),
        "choose_results_view_class": type("ChooseResults", (ChooseResultsView,), attributes),
    }
    return type("SearchedChooser", (SnippetChooserViewSet,), views)
