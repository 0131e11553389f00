"""The home page and the provinces' story: what is composed from places, events and routes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from portal.core.localized import Localized
from portal.core.models import BasePage, StatedFact
from portal.figures.blocks import KINDS, figure_blocks, front_headlines, with_figures
from portal.media.models import PictureMixin
from portal.media.page_pictures import read_pictures
from portal.places.models import Province
from products.pages.front import front_products
from tourism.models import (
    DestinationPage,
    Event,
    EventPage,
    ItineraryPage,
    Place,
)
from tourism.models.record_forms import MonthsForm

PLACES_SHOWN = 5
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EVENTS_SHOWN = 4


class SeasonRow(models.Model):
    """One bar of the season calendar: what happens in which months, and where."""

    class Colour(models.TextChoices):
        PLUM = "plum", _("hoa mận")
        BAN = "ban", _("hoa ban")
        TEA = "tea", _("chè")
        FRUIT = "fruit", _("quả chín")
        WATER = "water", _("nước đổ")
        RICE = "rice", _("lúa chín")
        CLOUD = "cloud", _("mây")
        RAIN = "rain", _("mưa")

    title_vi = models.CharField(_("mùa"), max_length=80)
    title_en = models.CharField(_("mùa (tiếng Anh)"), max_length=80, blank=True)
    where_vi = models.CharField(_("ở đâu"), max_length=120)
    where_en = models.CharField(_("ở đâu (tiếng Anh)"), max_length=120, blank=True)
    months = models.JSONField(_("các tháng"), default=list, help_text=_("Ví dụ: [1, 2]"))
    colour = models.CharField(_("màu"), max_length=8, choices=Colour.choices)
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("địa điểm")
    )
    event = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lễ hội")
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    title = Localized("title")
    where = Localized("where")

    class Meta:
        verbose_name = _("dòng lịch mùa")
        verbose_name_plural = pgettext_lazy("plural", "lịch mùa")
        ordering = ("order", "pk")

    base_form_class = MonthsForm

    def __str__(self) -> str:
        return self.title_vi


class HomePage(PictureMixin, BasePage):
    """The front page."""

    eyebrow = models.CharField(_("dòng nhỏ trên tiêu đề"), max_length=80, blank=True)
    headline = models.CharField(_("tiêu đề lớn"), max_length=120)
    lead = models.TextField(_("lời dẫn"))
    sections = StreamField(
        [
            (
                "section",
                blocks.StructBlock(
                    [
                        ("key", blocks.CharBlock(label=_("khoá"))),
                        ("eyebrow", blocks.CharBlock(label=_("dòng nhỏ"), required=False)),
                        ("title", blocks.CharBlock(label=_("tiêu đề"))),
                        ("note", blocks.TextBlock(label=_("ghi chú"), required=False)),
                    ],
                    label=_("Phần"),
                ),
            ),
            (
                "point",
                blocks.StructBlock(
                    [("title", blocks.CharBlock(label=_("tiêu đề"))), ("text", blocks.TextBlock(label=_("chữ")))],
                    label=_("Ý cạnh bản đồ"),
                ),
            ),
            *figure_blocks(),
        ],
        verbose_name=_("các phần"),
        blank=True,
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("eyebrow"), FieldPanel("headline"), FieldPanel("lead"), *PictureMixin.picture_panels],
            heading=_("Đầu trang"),
        ),
        InlinePanel("featured", heading=_("Nơi để bắt đầu"), label=_("Điểm đến"), max_num=PLACES_SHOWN),
        FieldPanel("sections"),
    ]
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    picture_budget = 700_000
    has_upright_picture = True

    class Meta:
        verbose_name = _("trang chủ")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        destinations = list(
            DestinationPage.objects.live()
            .filter(locale_id=self.locale_id)
            .select_related("place__province")
            .order_by("place__sort_key")
        )
        products = front_products(today)
        read_pictures([self, *destinations, *products])
        chosen = list(self.featured.values_list("place_id", flat=True))
        by_place = {page.place_id: page for page in destinations}
        featured = [by_place[place_id] for place_id in chosen if place_id in by_place]
        events = EventPage.objects.in_language_of(self).select_related("event").filter(event__exact_day__isnull=False)
        coming = sorted(
            ((start, page) for page in events if (start := page.event.next_start(today)) is not None),
            key=lambda row: (row[0], row[1].pk),
        )
        context.update(
            {
                "today": today,
                "rows": list(SeasonRow.objects.all()),
                "featured": featured or destinations[:PLACES_SHOWN],
                "destinations": destinations,
                "products": products,
                "provinces": list(Province.objects.all()),
                "itinerary_page": ItineraryPage.objects.in_language_of(self)
                .select_related("itinerary")
                .prefetch_related("itinerary__days")
                .order_by("itinerary__number")
                .first(),
                "coming": [
                    {
                        "start": start,
                        "end": start + dt.timedelta(days=page.event.exact_days - 1) if page.event.exact_days else start,
                        "page": page,
                    }
                    for start, page in coming[:EVENTS_SHOWN]
                ],
                "parts": {block.value["key"]: block.value for block in self.sections if block.block_type == "section"},
                "headlines": front_headlines(),
                "figures": with_figures(
                    [(one.block_type, one.value) for one in self.sections if one.block_type in KINDS]
                ),
                "points": [block.value for block in self.sections if block.block_type == "point"],
                "awards": list(
                    StatedFact.objects.filter(topic="moc-chau", status=StatedFact.Status.ACTUAL).select_related(
                        "source"
                    )
                ),
            }
        )
        return context


class FeaturedPlace(Orderable):
    """A destination on the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+", verbose_name=_("điểm đến"))

    panels = [FieldPanel("place")]

    class Meta(Orderable.Meta):
        verbose_name = _("nơi để bắt đầu")

    def __str__(self) -> str:
        return str(self.place)


class ProvincesStoryPage(BasePage):
    """What official documents say of the two provinces: achieved, estimated, aimed at; each with its document."""

    lead = models.TextField(_("lời dẫn"))
    sections = StreamField(
        [
            (
                "section",
                blocks.StructBlock(
                    [
                        ("title", blocks.CharBlock(label=_("tiêu đề"))),
                        ("intro", blocks.TextBlock(label=_("lời dẫn"), required=False)),
                        ("codes", blocks.CharBlock(label=_("mã dữ kiện"), help_text=_("Ví dụ: F04 F05 F06"))),
                        ("in_years", blocks.BooleanBlock(label=_("xếp theo năm, trên nền đêm"), required=False)),
                    ],
                    label=_("Phần"),
                ),
            )
        ],
        verbose_name=_("các phần"),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("sections")]
    template = "home/provinces_story_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("trang câu chuyện các tỉnh")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facts = {fact.code: fact for fact in StatedFact.objects.select_related("source").prefetch_related("subjects")}
        chosen = [
            (block.value, [facts[code] for code in block.value["codes"].split() if code in facts])
            for block in self.sections
        ]
        sources = {fact.source_id: fact.source for _block, rows in chosen for fact in rows}
        numbers = {key: number for number, key in enumerate(sorted(sources), start=1)}
        context["parts"] = [
            {
                "title": block["title"],
                "intro": block["intro"],
                "facts": [{"fact": fact, "number": numbers[fact.source_id]} for fact in rows],
                **(self.in_years(rows, numbers) if block.get("in_years") else {}),
            }
            for block, rows in chosen
        ]
        context["documents"] = [{"number": number, "source": sources[key]} for key, number in numbers.items()]
        return context

    def in_years(self, facts: list[StatedFact], numbers: dict[int, int]) -> dict[str, Any]:
        """A part as a line of years: each fact under the last year of its period, and the destination all tell of."""
        rows = [
            {"fact": fact, "number": numbers[fact.source_id], "year": max(YEAR.findall(fact.period), default="")}
            for fact in facts
        ]
        shared = (
            set.intersection(*({subject.key for subject in fact.subjects.all()} for fact in facts)) if facts else set()
        )
        slugs = [key.removeprefix("place:") for key in shared if key.startswith("place:")]
        pages = DestinationPage.objects.live().filter(locale_id=self.locale_id, place__slug__in=slugs)
        return {"years": sorted(rows, key=lambda row: row["year"]), "page": pages.first()}
