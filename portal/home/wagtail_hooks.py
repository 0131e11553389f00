"""The admin's entry for the season calendar."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.core.templatetags.portal_tags import months_in_words
from portal.home.models import SeasonRow


class SeasonRowViewSet(SnippetViewSet):
    """Bars of the season calendar."""

    model = SeasonRow
    icon = "calendar"
    menu_label = _("Lịch mùa")
    add_to_admin_menu = True
    menu_order = 330
    list_display = (
        "title_vi",
        "where_vi",
        Column("months", label=capfirst(_("các tháng")), accessor=lambda row: months_in_words(row.months)),
    )
    panels = [
        FieldRowPanel([FieldPanel("title_vi"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("where_vi"), FieldPanel("where_en")]),
        FieldPanel("months"),
        FieldPanel("colour"),
        FieldPanel("place"),
        FieldPanel("event"),
        FieldPanel("order"),
    ]


register_snippet(SeasonRowViewSet)
