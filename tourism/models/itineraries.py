"""Itineraries that published guides recommend: stops, days and distances once, told in each language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page, PageManager

from portal.core.localized import Localized
from portal.core.models import BasePage, Source
from tourism.models.places import Place
from tourism.models.record_forms import names_panel
from tourism.models.records import Record, revisions, workflow_states
from tourism.models.telling import TellingPage
from tourism.querysets import ItineraryPageQuerySet


class Itinerary(Record):
    """A route of several days, once for all languages."""

    number = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    days_count = models.PositiveSmallIntegerField(_("số ngày"))
    nights_count = models.PositiveSmallIntegerField(_("số đêm"))
    start_vi = models.CharField(_("đi từ"), max_length=120)
    start_en = models.CharField(_("đi từ (tiếng Anh)"), max_length=120, blank=True)
    transport_vi = models.CharField(_("phương tiện"), max_length=160, blank=True)
    transport_en = models.CharField(_("phương tiện (tiếng Anh)"), max_length=160, blank=True)
    season_vi = models.CharField(_("mùa"), max_length=200, blank=True)
    season_en = models.CharField(_("mùa (tiếng Anh)"), max_length=200, blank=True)
    variant_vi = models.TextField(_("biến thể, giá đã gặp"), blank=True)
    variant_en = models.TextField(_("biến thể (tiếng Anh)"), blank=True)

    start = Localized("start")
    transport = Localized("transport")
    season = Localized("season")
    variant = Localized("variant")

    _revisions = revisions("itinerary")
    workflow_states = workflow_states("itinerary")

    class Meta:
        verbose_name = _("hồ sơ lịch trình")
        verbose_name_plural = pgettext_lazy("plural", "hồ sơ lịch trình")
        ordering = ("number",)

    panels = [
        names_panel(FieldPanel("number")),
        FieldRowPanel([FieldPanel("days_count"), FieldPanel("nights_count")]),
        FieldRowPanel([FieldPanel("start_vi"), FieldPanel("start_en")]),
        FieldRowPanel([FieldPanel("transport_vi"), FieldPanel("transport_en")]),
        FieldRowPanel([FieldPanel("season_vi"), FieldPanel("season_en")]),
        InlinePanel("days", heading=_("Các ngày"), label=_("Ngày")),
        InlinePanel("stops", heading=_("Điểm dừng"), label=_("Điểm dừng"), help_text=_("Theo thứ tự đi.")),
        InlinePanel("hints", heading=_("Trước khi đi"), label=_("Điều cần biết")),
        FieldRowPanel([FieldPanel("variant_vi"), FieldPanel("variant_en")]),
        InlinePanel("sources", heading=_("Nguồn"), label=_("Nguồn")),
    ]


class ItineraryDay(Orderable):
    """One day (or a run of days) of a route."""

    itinerary = ParentalKey(Itinerary, on_delete=models.CASCADE, related_name="days")
    day = models.PositiveSmallIntegerField(_("ngày thứ"))
    last_day = models.PositiveSmallIntegerField(_("đến ngày thứ"), null=True, blank=True)
    title_vi = models.CharField(_("tên"), max_length=160)
    title_en = models.CharField(_("tên (tiếng Anh)"), max_length=160, blank=True)
    distance_vi = models.CharField(_("quãng đường, thời gian"), max_length=240, blank=True)
    distance_en = models.CharField(_("quãng đường (tiếng Anh)"), max_length=240, blank=True)
    text_vi = models.TextField(_("kể"), blank=True)
    text_en = models.TextField(_("kể (tiếng Anh)"), blank=True)
    night_vi = models.CharField(_("nghỉ đêm"), max_length=160, blank=True)
    night_en = models.CharField(_("nghỉ đêm (tiếng Anh)"), max_length=160, blank=True)

    title = Localized("title")
    distance = Localized("distance")
    text = Localized("text")
    night = Localized("night")

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("title_vi"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("distance_vi"), FieldPanel("distance_en")]),
        FieldRowPanel([FieldPanel("text_vi"), FieldPanel("text_en")]),
        FieldRowPanel([FieldPanel("night_vi"), FieldPanel("night_en")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("ngày")

    def __str__(self) -> str:
        return f"{self.day}. {self.title_vi}"


class ItineraryStop(Orderable):
    """A stop, in the order of the source; a place of the portal where there is one."""

    itinerary = ParentalKey(Itinerary, on_delete=models.CASCADE, related_name="stops")
    day = models.PositiveSmallIntegerField(_("ngày thứ"))
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("địa điểm")
    )
    name_vi = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=160, blank=True)
    note_vi = models.CharField(_("ghi chú"), max_length=300, blank=True)
    note_en = models.CharField(_("ghi chú (tiếng Anh)"), max_length=300, blank=True)

    name = Localized("name")
    note = Localized("note")

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("place")]),
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("note_vi"), FieldPanel("note_en")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("điểm dừng")

    def __str__(self) -> str:
        return self.name_vi


class ItineraryHint(Orderable):
    """What to know before leaving."""

    itinerary = ParentalKey(Itinerary, on_delete=models.CASCADE, related_name="hints")
    text_vi = models.CharField(_("điều cần biết"), max_length=400)
    text_en = models.CharField(_("điều cần biết (tiếng Anh)"), max_length=400, blank=True)

    text = Localized("text")

    panels = [FieldPanel("text_vi"), FieldPanel("text_en")]

    class Meta(Orderable.Meta):
        verbose_name = _("điều cần biết")

    def __str__(self) -> str:
        return self.text_vi


class ItinerarySource(Orderable):
    """A guide, diary or programme a route was read from."""

    itinerary = ParentalKey(Itinerary, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("nguồn"))
    note_vi = models.CharField(_("ghi chú"), max_length=300, blank=True)
    note_en = models.CharField(_("ghi chú (tiếng Anh)"), max_length=300, blank=True)

    note = Localized("note")

    panels = [FieldPanel("source"), FieldRowPanel([FieldPanel("note_vi"), FieldPanel("note_en")])]

    class Meta(Orderable.Meta):
        verbose_name = _("nguồn")

    def __str__(self) -> str:
        return str(self.source)


class ItineraryPage(TellingPage):
    """A page that tells a route."""

    itinerary = models.ForeignKey(
        Itinerary, on_delete=models.PROTECT, related_name="pages", verbose_name=_("hồ sơ lịch trình")
    )
    lead = models.TextField(_("lời dẫn"))
    teaser = models.CharField(_("dòng trên thẻ"), max_length=160)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("itinerary"),
        FieldPanel("lead"),
        FieldPanel("teaser"),
        *TellingPage.picture_panels,
    ]
    record_field = "itinerary"
    template = "tourism/itinerary_page.html"
    parent_page_types = ["tourism.ItineraryIndexPage"]
    subpage_types: list[str] = []

    objects: ClassVar[Any] = PageManager.from_queryset(ItineraryPageQuerySet)()

    class Meta:
        verbose_name = _("trang lịch trình")
        verbose_name_plural = pgettext_lazy("plural", "trang lịch trình")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        itinerary = Itinerary.objects.prefetch_related(
            "days",
            models.Prefetch(
                "stops",
                # A place that is not public is none: the stop keeps the name that the itinerary itself gives it.
                ItineraryStop.objects.prefetch_related(
                    models.Prefetch("place", Place.objects.live().prefetch_related("communes"))
                ),
            ),
            "hints",
            models.Prefetch("sources", ItinerarySource.objects.select_related("source")),
        ).get(pk=self.itinerary_id)
        self.itinerary = itinerary
        stops = list(itinerary.stops.all())
        pages = pages_of_places(self, [stop.place_id for stop in stops if stop.place_id])
        numbered = []
        for number, stop in enumerate(stops, start=1):
            numbered.append({"number": number, "stop": stop, "page": pages.get(stop.place_id)})
        context.update(
            {
                "itinerary": itinerary,
                "days": [
                    {"day": day, "stops": [row for row in numbered if row["stop"].day == day.day]}
                    for day in itinerary.days.all()
                ],
                "numbered": numbered,
                "sources": [(row.source, row.note) for row in itinerary.sources.all()],
                "has_illustrations": shows_illustrations(pages.values()),
            }
        )
        return context


def shows_illustrations(pages: Iterable[Any]) -> bool:
    """Whether any of the pages has a drawn picture, which a list of them must say once."""
    return any(page.picture is not None and page.picture.is_illustration for page in pages)


def pages_of_places(page: ItineraryPage, place_ids: list[int]) -> dict[int | None, Any]:
    """Live pages of the places in the language of ``page``, by place id, with their pictures; and the page's own.

    Both kinds of pages, the page itself and all their pictures come in two queries.
    """
    kinds = ("destinationpage", "attractionpage")
    wanted = models.Q(pk=page.pk)
    for kind in kinds:
        wanted |= models.Q(**{f"{kind}__place_id__in": place_ids}, live=True, locale_id=page.locale_id)
    rows = list(
        Page.objects.filter(wanted).select_related("itinerarypage__picture", *(f"{kind}__picture" for kind in kinds))
    )
    found: dict[int | None, Any] = {}
    for row in rows:
        for kind in kinds:
            if (one := getattr(row, kind, None)) is not None:
                found[one.place_id] = one
        if row.pk == page.pk and page.picture_id:
            page.picture = row.itinerarypage.picture
    images = [one.picture for one in (*found.values(), page) if one.picture_id]
    models.prefetch_related_objects(images, "derivatives")
    return found


class ItineraryIndexPage(BasePage):
    """All itineraries."""

    lead = models.TextField(_("lời dẫn"))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    template = "tourism/itinerary_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["tourism.ItineraryPage"]
    max_count = 2

    class Meta:
        verbose_name = _("danh sách lịch trình")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["pages"] = list(ItineraryPage.objects.in_language_of(self).for_cards()[:60])
        context["has_illustrations"] = shows_illustrations(context["pages"])
        return context
