"""The admin's entry for the season calendar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.home.models import SeasonRow


class SeasonRowViewSet(SnippetViewSet):
    """Bars of the season calendar."""

    model = SeasonRow
    icon = "calendar"
    menu_label = _("Lịch mùa")
    add_to_admin_menu = True
    menu_order = 330
    list_display = ("title_vi", "where_vi", "months")
    panels = [
        FieldRowPanel([FieldPanel("title_vi"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("where_vi"), FieldPanel("where_en")]),
        FieldRowPanel([FieldPanel("months"), FieldPanel("colour")]),
        FieldPanel("place"),
        FieldPanel("event"),
        FieldPanel("order"),
    ]


register_snippet(SeasonRowViewSet)
