"""Lists of records: Wagtail's own, with search and filters, of the officer's provinces alone and without an export.

Exports are ``products``' own spreadsheets, which defuse formulas; Wagtail's would not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from portal.core.vietnamese import fold


def column(name: str, label: str | Promise, value: Callable[[Any], Any], sort: str | None = None) -> Column:
    """A column that shows what a function says of a row."""
    return Column(name, label=label, accessor=value, sort_key=sort)


class TitleOf(TitleColumn):
    """The column that leads to a row's page."""

    def __init__(self, name: str, *, url_name: str, **kwargs: Any) -> None:
        super().__init__(name, get_url=lambda row: reverse(url_name, args=[row.pk]), **kwargs)


class ListView(IndexView):
    """A list of one kind of records."""

    permission: ClassVar[str]
    #: Fields in which the words of a search stand; ``is_folded`` says that these know no case and no marks.
    words_in: ClassVar[tuple[str, ...]] = ()
    is_folded: ClassVar[bool] = False
    any_permission_required = None
    paginate_by = 50
    header_icon = "list-ul"
    list_export: list[str] = []
    #: Where a new row is begun; empty where there is nothing to begin.
    new_url_name: ClassVar[str] = ""
    new_permission: ClassVar[str] = ""
    new_label: ClassVar[str | Promise] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever lacks the permission before anything is read."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Whatever the address asks for, nothing is exported here."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    def rows(self) -> QuerySet[Any]:
        """All rows with what the columns show."""
        raise NotImplementedError

    def get_base_queryset(self) -> QuerySet[Any]:
        """Those of the officer's provinces."""
        found: QuerySet[Any] = self.rows().in_scope_of(self.request.user)  # type: ignore[attr-defined]
        return found

    @property
    def is_searchable(self) -> bool:
        """Where there is something to search in."""
        return bool(self.words_in)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Rows that hold every word in one of the fields."""
        for word in (fold(self.search_query) if self.is_folded else str(self.search_query)).split():
            anywhere = Q()
            for name in self.words_in:
                anywhere |= Q(**{f"{name}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset

    def get_add_url(self) -> str | None:
        """The page of a new row, for whoever may begin one."""
        if self.new_url_name and self.request.user.has_perm(self.new_permission):
            return reverse(self.new_url_name)
        return None

    @property
    def add_item_label(self) -> str:
        """The words on its button."""
        return str(self.new_label)

    def user_has_permission(self, permission: str) -> bool:
        """Wagtail asks before it draws the button of a new row."""
        return permission == "add" and self.get_add_url() is not None

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        desk = {"url": reverse("desk:queue"), "label": _("Việc chờ")}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": str(self.get_page_title())}]
