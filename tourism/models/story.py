"""The prose of a page: what is written once per language and translated side by side."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from portal.figures.blocks import figure_blocks, with_figures
from portal.media.blocks import story_blocks, story_of
from tourism.models.telling import TellingPage


class StoryPage(TellingPage):
    """Lead, card line and story of a page whose facts stand in a shared record."""

    lead = models.TextField(_("lời dẫn"), help_text=_("Một, hai câu dưới tên trang: điều cần biết nhất."))
    teaser = models.CharField(_("dòng trên thẻ"), max_length=160, help_text=_("Một câu ngắn, hiện trong danh sách."))
    story_title = models.CharField(_("tên phần câu chuyện"), max_length=120, blank=True)
    story = StreamField(
        [*story_blocks(), *figure_blocks()],
        verbose_name=_("câu chuyện"),
        blank=True,
    )

    prose_panels = [
        FieldPanel("lead"),
        FieldPanel("teaser"),
        *TellingPage.picture_panels,
        FieldPanel("story_title"),
        FieldPanel("story"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["story"] = with_figures(story_of(self.story))
        return context
