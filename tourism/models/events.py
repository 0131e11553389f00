"""Festivals and other events: a rule (Gregorian, lunar or seasonal), dated editions, and a page per language.

A coming date is printed only when the rule is exact, and then marked as computed; nobody's programme is invented.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager

from portal.core.localized import Localized
from portal.core.models import BasePage, Source
from portal.places.models import Commune, Province
from tourism import lunar
from tourism.almanac import almanac_month, year_from
from tourism.models.places import Place
from tourism.models.record_forms import MonthsForm, names_panel
from tourism.models.records import Record, revisions, workflow_states
from tourism.models.story import StoryPage
from tourism.querysets import EventPageQuerySet

LAST_DAY = 0


class Event(Record):
    """An event, once for all languages."""

    class Calendar(models.TextChoices):
        GREGORIAN = "gregorian", _("dương lịch")
        LUNAR = "lunar", _("âm lịch")
        SEASONAL = "seasonal", _("theo mùa")

    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="events", null=True, blank=True, verbose_name=_("tỉnh")
    )
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, related_name="events", null=True, blank=True, verbose_name=_("địa điểm")
    )
    place_text_vi = models.CharField(_("nơi tổ chức"), max_length=240)
    place_text_en = models.CharField(_("nơi tổ chức (tiếng Anh)"), max_length=240, blank=True)
    calendar = models.CharField(_("lịch"), max_length=10, choices=Calendar.choices)
    rule_vi = models.CharField(_("quy tắc ngày"), max_length=400, blank=True)
    rule_en = models.CharField(_("quy tắc ngày (tiếng Anh)"), max_length=400, blank=True)
    when_short_vi = models.CharField(_("khi nào, thật ngắn"), max_length=80, blank=True)
    when_short_en = models.CharField(_("khi nào (tiếng Anh)"), max_length=80, blank=True)
    months = models.JSONField(_("tháng dương lịch"), default=list, blank=True)
    exact_month = models.PositiveSmallIntegerField(
        _("tháng"),
        null=True,
        blank=True,
        help_text=_("Chỉ khi quy tắc chính xác: tháng âm hoặc tháng dương tuỳ loại lịch."),
    )
    exact_day = models.PositiveSmallIntegerField(
        _("ngày"), null=True, blank=True, help_text=_("Ghi 0 cho ngày cuối tháng âm (30 hoặc 29 tháng Chạp).")
    )
    exact_days = models.PositiveSmallIntegerField(_("kéo dài (ngày)"), null=True, blank=True)
    ethnic_groups_vi = models.CharField(_("dân tộc"), max_length=200, blank=True)
    ethnic_groups_en = models.CharField(_("dân tộc (tiếng Anh)"), max_length=200, blank=True)

    place_text = Localized("place_text")
    rule = Localized("rule")
    when_short = Localized("when_short")
    ethnic_groups = Localized("ethnic_groups")

    _revisions = revisions("event")
    workflow_states = workflow_states("event")

    class Meta:
        verbose_name = _("hồ sơ lễ hội")
        verbose_name_plural = pgettext_lazy("plural", "hồ sơ lễ hội")
        ordering = ("sort_key",)
        constraints = [
            models.CheckConstraint(
                condition=Q(exact_month__isnull=True, exact_day__isnull=True)
                | Q(exact_month__isnull=False, exact_day__isnull=False),
                name="exact_rule_is_whole",
                violation_error_message=_("Quy tắc chính xác cần cả ngày và tháng."),
            )
        ]

    base_form_class = MonthsForm
    panels = [
        names_panel(),
        MultiFieldPanel(
            [FieldPanel("province"), FieldPanel("place"), FieldPanel("place_text_vi"), FieldPanel("place_text_en")],
            heading=_("Ở đâu"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("calendar"),
                FieldRowPanel([FieldPanel("rule_vi"), FieldPanel("rule_en")]),
                FieldRowPanel([FieldPanel("when_short_vi"), FieldPanel("when_short_en")]),
                FieldPanel("months"),
                FieldRowPanel([FieldPanel("exact_day"), FieldPanel("exact_month"), FieldPanel("exact_days")]),
            ],
            heading=_("Khi nào"),
        ),
        InlinePanel("editions", heading=_("Những lần đã tổ chức"), label=_("Lần")),
        InlinePanel("recognitions", heading=_("Danh hiệu"), label=_("Danh hiệu")),
        InlinePanel("aliases", heading=_("Tên gọi khác"), label=_("Tên")),
        FieldRowPanel([FieldPanel("ethnic_groups_vi"), FieldPanel("ethnic_groups_en")]),
        InlinePanel("sources", heading=_("Nguồn"), label=_("Nguồn")),
    ]

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.months, list) or any(month not in range(1, 13) for month in self.months):
            raise ValidationError({"months": _("Ghi các tháng từ 1 đến 12, ví dụ [2, 3].")})
        if self.is_exact and self.calendar == self.Calendar.SEASONAL:
            raise ValidationError({"calendar": _("Hội theo mùa không có ngày chính xác.")})
        if self.is_exact:
            try:
                self.next_start(timezone.localdate())
            except ValueError as error:
                raise ValidationError({"exact_day": _("Không có ngày này trong lịch.")}) from error

    @property
    def is_exact(self) -> bool:
        """Whether the rule says the very day."""
        return self.exact_month is not None and self.exact_day is not None

    @property
    def is_all_year(self) -> bool:
        """Whether it is held in every month, on days that no single date stands for (a market)."""
        return not self.is_exact and set(self.months) == set(range(1, 13))

    def next_start(self, today: dt.date) -> dt.date | None:
        """First day of the running or next occurrence by the exact rule; None when the rule is not exact."""
        if self.exact_month is None or self.exact_day is None:
            return None
        since = today - dt.timedelta(days=(self.exact_days or 1) - 1)
        if self.calendar == self.Calendar.LUNAR:
            return lunar.next_occurrence(
                self.exact_month, "last" if self.exact_day == LAST_DAY else self.exact_day, since
            )
        for year in (since.year, since.year + 1):
            date = dt.date(year, self.exact_month, self.exact_day)
            if date >= since:
                return date
        return None

    def months_from(self, today: dt.date) -> list[tuple[int, int]]:
        """(year, month) of the next twelve months in which it falls; an exact rule gives the one of its date."""
        start = self.next_start(today)
        if start is not None:
            return [(start.year, start.month)]
        return [(year, month) for year, month in year_from(today) if month in self.months]


class EventEdition(Orderable):
    """An edition that was held or announced with a date."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="editions")
    year = models.PositiveSmallIntegerField(_("năm"))
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    note_vi = models.CharField(_("ghi chú"), max_length=300, blank=True)
    note_en = models.CharField(_("ghi chú (tiếng Anh)"), max_length=300, blank=True)

    note = Localized("note")

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("note_vi"), FieldPanel("note_en")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("lần tổ chức")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="edition_ends_after_it_starts",
                violation_error_message=_("Ngày kết thúc không thể trước ngày bắt đầu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class EventAlias(Orderable):
    """Another name people type or print."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("tên"), max_length=160)

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("tên gọi khác")

    def __str__(self) -> str:
        return self.name


class EventRecognition(Orderable):
    """A title or ranking of an event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="recognitions")
    text_vi = models.CharField(_("danh hiệu"), max_length=300)
    text_en = models.CharField(_("danh hiệu (tiếng Anh)"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)

    text = Localized("text")

    panels = [FieldPanel("text_vi"), FieldPanel("text_en"), FieldPanel("year")]

    class Meta(Orderable.Meta):
        verbose_name = _("danh hiệu")

    def __str__(self) -> str:
        return self.text_vi


class EventSource(Orderable):
    """A page or document that facts of an event were read from."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("nguồn"))

    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=("event", "source"), name="one_source_once_per_event")]

    def __str__(self) -> str:
        return str(self.source)


class EventPage(StoryPage):
    """A page that tells of an event."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pages", verbose_name=_("hồ sơ lễ hội"))

    content_panels = [*BasePage.content_panels, FieldPanel("event"), *StoryPage.prose_panels]
    record_field = "event"
    template = "tourism/event_page.html"
    parent_page_types = ["tourism.EventIndexPage"]
    subpage_types: list[str] = []

    objects: ClassVar[Any] = PageManager.from_queryset(EventPageQuerySet)()

    class Meta:
        verbose_name = _("trang lễ hội")
        verbose_name_plural = pgettext_lazy("plural", "trang lễ hội")

    def fact_subjects(self) -> list[str]:
        return [f"event:{self.event.slug}"]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        event = (
            Event.objects.select_related("province")
            .prefetch_related(
                "editions",
                "recognitions",
                models.Prefetch("sources", EventSource.objects.select_related("source")),
                # A place that is not public is none: the event keeps the words of its own record.
                models.Prefetch("place", Place.objects.live()),
                models.Prefetch("place__communes", Commune.objects.with_province()),
            )
            .get(pk=self.event_id)
        )
        self.event = event
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        others, place_page = pages_beside(self, event)
        start = event.next_start(today)
        days = (event.exact_days or 1) if start else 0
        context.update(
            {
                "event": event,
                "start": start,
                "end": start + dt.timedelta(days=days - 1) if start and days > 1 else None,
                "lunar_start": lunar.to_lunar(start) if start else None,
                "lunar_year": lunar.year_name_vi(lunar.to_lunar(start).year) if start else "",
                "month": almanac_month(start.year, start.month, start, days) if start else None,
                **editions_of(event, today),
                "sources": [row.source for row in event.sources.all()],
                "communes": list(event.place.communes.all()) if event.place else [],
                "others": others_like(others, event, today),
                "place_page": place_page,
            }
        )
        return context


def editions_of(event: Event, today: dt.date) -> dict[str, Any]:
    """Past editions, newest first, each with the day its rule gives for that year; and dated ones yet to come."""
    rows = sorted(
        event.editions.all(), key=lambda edition: (edition.year, edition.starts_on or dt.date.min), reverse=True
    )
    coming = [row for row in rows if row.starts_on and (row.ends_on or row.starts_on) >= today]
    days = dt.timedelta(days=(event.exact_days or 1) - 1)
    return {
        "editions": [
            {"edition": row, "rule_day": event.next_start(dt.date(row.year, 1, 1) + days)}
            for row in rows
            if row not in coming
        ],
        "announced": sorted(coming, key=lambda edition: edition.starts_on or dt.date.max),
    }


def pages_beside(page: EventPage, event: Event) -> tuple[list[EventPage], Any]:
    """Live pages of the province's other events, and that of the event's place or None, in the language of ``page``.

    One query brings them all, and the page's own picture with them.
    """
    wanted = Q(eventpage__event__province_id=event.province_id) if event.province_id else Q(pk=page.pk)
    if event.place_id:
        wanted |= Q(destinationpage__place_id=event.place_id) | Q(attractionpage__place_id=event.place_id)
    rows = Page.objects.live().filter(wanted, locale_id=page.locale_id)
    others, place_page = [], None
    for row in rows.select_related("eventpage__event", "eventpage__picture", "destinationpage", "attractionpage"):
        if (one := getattr(row, "eventpage", None)) is None:
            place_page = getattr(row, "destinationpage", None) or getattr(row, "attractionpage", None)
        elif one.pk != page.pk:
            others.append(one)
        elif one.picture_id == page.picture_id:
            page.picture = one.picture
    return others, place_page


def others_like(pages: list[EventPage], event: Event, today: dt.date) -> list[dict[str, Any]]:
    """Three further events with their computed day: of the same place first, then of the same months."""
    months = set(event.months_from(today))
    rows = [{"page": one, "start": one.event.next_start(today)} for one in pages]

    def distance(row: dict[str, Any]) -> tuple[bool, bool, dt.date, str]:
        other = row["page"].event
        same_place = event.place_id is not None and other.place_id == event.place_id
        same_month = bool(months & set(other.months_from(today)))
        return not same_place, not same_month, row["start"] or dt.date.max, other.sort_key

    return sorted(rows, key=distance)[:3]


class EventIndexPage(BasePage):
    """The almanac: what falls into the twelve months from now, both calendars side by side."""

    lead = models.TextField(_("lời dẫn"))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    template = "tourism/event_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["tourism.EventPage"]
    max_count = 2

    class Meta:
        verbose_name = _("lịch lễ hội")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        provinces = list(Province.objects.all())
        wanted = {
            "tinh": request.GET.get("tinh", ""),
            "thang": request.GET.get("thang", ""),
            "lich": request.GET.get("lich", ""),
            "ngay": "1" if request.GET.get("ngay") == "1" else "",
        }
        pages = EventPage.objects.in_language_of(self).for_cards()
        if wanted["tinh"] in {province.slug for province in provinces}:
            pages = pages.filter(event__province__slug=wanted["tinh"])
        if wanted["lich"] in Event.Calendar.values:
            pages = pages.filter(event__calendar=wanted["lich"])
        entries = [(page, page.event.next_start(today), page.event.months_from(today)) for page in pages[:500]]
        if wanted["ngay"]:
            entries = [entry for entry in entries if entry[1] is not None]
        months: list[dict[str, Any]] = []
        for year, month in year_from(today):
            if wanted["thang"] and wanted["thang"] != str(month):
                continue
            rows = [
                (page, start) for page, start, when in entries if (year, month) in when and not page.event.is_all_year
            ]
            rows.sort(key=lambda row: (row[1] is None, row[1] or today, row[0].event.sort_key))
            months.append(
                {
                    "year": year,
                    "month": month,
                    "first": dt.date(year, month, 1),
                    "lunar_from": lunar.to_lunar(dt.date(year, month, 1)),
                    "lunar_to": lunar.to_lunar(dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)),
                    "rows": rows,
                    "exact": sum(start is not None for _page, start in rows),
                    "vague": sum(start is None for _page, start in rows),
                }
            )
        all_year = [page for page, _start, _when in entries if page.event.is_all_year]
        undated = [page for page, _start, when in entries if not when and not wanted["thang"]]
        in_order = [*all_year, *(page for month in months for page, _start in month["rows"]), *undated]
        context.update(
            {
                "wanted": wanted,
                "is_filtered": any(wanted.values()),
                "provinces": provinces,
                "calendars": Event.Calendar.choices,
                "months": months,
                "all_year": all_year,
                "undated": undated,
                # Each once, in the order of the page; only for the whole list, which a filtered one names canonical.
                "listed": list({page.pk: page for page in in_order}.values()) if not request.GET else [],
                "count": len({page.pk for page, _start, when in entries if _falls(when, wanted["thang"])}),
                "tet": lunar.next_occurrence(1, 1, today),
                "year": [dt.date(today.year, month, 1) for month in range(1, 13)],
            }
        )
        return context


def _falls(months: list[tuple[int, int]], wanted: str) -> bool:
    """Whether one of the (year, month) is the wanted month; any event does when none is wanted."""
    return not wanted or any(str(month) == wanted for _year, month in months)
