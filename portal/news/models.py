"""Articles with their sources, and standard pages such as the accessibility statement."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from portal.core.models import BasePage, Source
from portal.core.vietnamese import slugify
from portal.figures.blocks import figure_blocks, with_figures
from portal.media.blocks import story_blocks, story_of
from portal.media.models import PictureMixin

PER_PAGE = 12


class NewsPage(PictureMixin, BasePage):
    """One article; what it says is dated and has its sources below it."""

    lead = models.TextField(_("lời dẫn"))
    happened_on = models.DateField(_("ngày của sự việc"), null=True, blank=True)
    story = StreamField(
        [*story_blocks(), *figure_blocks()],
        verbose_name=_("bài"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("happened_on"),
        *PictureMixin.picture_panels,
        FieldPanel("story"),
        InlinePanel("sources", heading=_("Nguồn"), label=_("Nguồn")),
    ]
    template = "news/news_page.html"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = pgettext_lazy("plural", "bài viết")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        rows = self.sources.select_related("source")
        context["sources"] = [row.source for row in rows]
        context["story"] = with_figures(story_of(self.story))
        context["others"] = list(
            NewsPage.objects.live()
            .filter(locale_id=self.locale_id)
            .exclude(pk=self.pk)
            .order_by("-happened_on", "-pk")[:3]
        )
        return context


class NewsSource(Orderable):
    """A page or document an article was written from."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("nguồn"))

    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("nguồn")

    def __str__(self) -> str:
        return str(self.source)


class NewsIndexPage(BasePage):
    """All articles, newest event first, with an Atom feed."""

    lead = models.TextField(_("lời dẫn"))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    template = "news/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count = 2

    class Meta:
        verbose_name = _("danh sách bài viết")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = (
            NewsPage.objects.live()
            .filter(locale_id=self.locale_id)
            .select_related("picture")
            .prefetch_related("picture__derivatives")
            .order_by("-happened_on", "-pk")
        )
        context["page_of_results"] = Paginator(pages, PER_PAGE).get_page(request.GET.get("trang"))
        return context


class SectionBlock(blocks.StructBlock):
    """A titled part of a standard page."""

    title = blocks.CharBlock(label=_("Đề mục"), max_length=120)
    paragraphs = blocks.ListBlock(blocks.TextBlock(label=_("Đoạn văn")), label=_("Các đoạn"))

    class Meta:
        label = _("Phần")
        icon = "doc-full"


class StandardPage(BasePage):
    """A plain page: about, accessibility, terms, privacy, contact."""

    lead = models.TextField(_("lời dẫn"))
    is_draft_text = models.BooleanField(
        _("bản thảo chờ tỉnh xác nhận"), default=False, help_text=_("Trang in dòng nói rõ đây là bản thảo.")
    )
    sections = StreamField([("section", SectionBlock())], verbose_name=_("nội dung"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("is_draft_text"),
        FieldPanel("sections"),
    ]
    template = "news/standard_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = pgettext_lazy("plural", "trang thông tin")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["parts"] = [
            {
                "id": slugify(block.value["title"], 60),
                "title": block.value["title"],
                "paragraphs": list(block.value["paragraphs"]),
            }
            for block in self.sections
        ]
        return context
