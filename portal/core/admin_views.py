"""Views of Wagtail's admin that lack a word of their own; each stands under Wagtail's name for it."""

from __future__ import annotations

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page


class PageSearchView(SearchView):
    """Wagtail 7.4 does not say what it counts there: the head of the list reads "1–20 of 32 None"."""

    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural


page_search = require_admin_access(PageSearchView.as_view())
page_search_results = require_admin_access(PageSearchView.as_view(results_only=True))
