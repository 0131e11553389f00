"""Destinations and attractions: one ``Place`` record each, and a page per language that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager

from portal.core import partial_date
from portal.core.localized import Localized
from portal.core.models import BasePage, Source
from portal.core.registries import Panel, Spot, panels_of
from portal.core.vietnamese import fold
from portal.figures.models import Area
from portal.media.page_pictures import read_pictures
from portal.places.models import Commune, Province
from tourism.models.record_forms import MonthsForm, names_panel, ticks
from tourism.models.records import Record, revisions, workflow_states
from tourism.models.story import StoryPage
from tourism.querysets import AttractionPageQuerySet, PlaceQuerySet

PER_PAGE = 24
#: Places that the page of a destination shows; the list has them all.
INSIDE = 24
NEARBY = 4


class Place(Record):
    """A destination or an attraction: what is known about it, with its sources, once for all languages."""

    class Kind(models.TextChoices):
        DESTINATION = "destination", _("điểm đến")
        ATTRACTION = "attraction", _("nơi tham quan")

    class Category(models.TextChoices):
        HISTORY = "history", _("Di tích")
        VIEWPOINT = "viewpoint", _("Ngắm cảnh")
        VILLAGE = "village", _("Bản làng, chợ")
        LAKE = "lake", _("Hồ, đảo")
        CAVE = "cave", _("Hang động")
        NATURE = "nature", _("Thiên nhiên")
        FARM = "farm", _("Vườn, nông trại")
        ADVENTURE = "adventure", _("Phiêu lưu")
        TEMPLE = "temple", _("Đền, chùa")
        HOT_SPRING = "hot-spring", _("Suối khoáng nóng")
        WATERFALL = "waterfall", _("Thác")
        PASS = "pass", _("Đèo")
        MUSEUM = "museum", _("Bảo tàng")

    class CoordQuality(models.TextChoices):
        SOURCE = "source", _("nguồn ghi rõ điểm")
        GEONAMES = "geonames", _("điểm của đô thị trong GeoNames")
        DATASET = "dataset", _("điểm của xã trong bộ dữ liệu mở")
        APPROXIMATE = "approximate", _("ước chừng, có thể lệch 1–3 km")
        COMMUNE = "commune", _("chỉ biết xã")

    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    category = models.CharField(_("nhóm"), max_length=12, choices=Category.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thuộc điểm đến"),
    )
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="places", verbose_name=_("tỉnh"))
    other_provinces = ParentalManyToManyField(Province, blank=True, related_name="+", verbose_name=_("cả ở tỉnh"))
    communes = ParentalManyToManyField(Commune, blank=True, related_name="places", verbose_name=_("xã, phường"))
    former_district = models.CharField(_("huyện cũ"), max_length=120, blank=True)
    statistical_area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("nơi có số liệu"),
        help_text=_("Trang hiện số liệu của nơi này."),
    )
    latitude = models.DecimalField(_("vĩ độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    coord_quality = models.CharField(_("độ tin cậy của điểm"), max_length=12, choices=CoordQuality.choices, blank=True)
    months = models.JSONField(
        _("tháng nên đi"), default=list, blank=True, help_text=_("Chỉ khi nguồn nêu mùa. Ví dụ: [10, 11, 12]")
    )
    ethnic_groups_vi = models.CharField(_("dân tộc"), max_length=200, blank=True)
    ethnic_groups_en = models.CharField(_("dân tộc (tiếng Anh)"), max_length=200, blank=True)
    search_text = models.TextField(editable=False, blank=True)

    ethnic_groups = Localized("ethnic_groups")

    _revisions = revisions("place")
    workflow_states = workflow_states("place")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ địa điểm")
        verbose_name_plural = pgettext_lazy("plural", "hồ sơ địa điểm")
        ordering = ("sort_key",)
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, coord_quality="")
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(coord_quality="")),
                name="coordinates_with_their_quality",
                violation_error_message=_("Điểm trên bản đồ cần đủ vĩ độ, kinh độ và độ tin cậy."),
            )
        ]

    base_form_class = MonthsForm
    panels = [
        names_panel(),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("category")]),
        FieldPanel("parent"),
        MultiFieldPanel(
            [
                FieldPanel("province"),
                FieldPanel("other_provinces", widget=ticks()),
                FieldPanel("communes", widget=ticks()),
                FieldPanel("former_district"),
                FieldPanel("statistical_area"),
            ],
            heading=_("Ở đâu"),
        ),
        FieldRowPanel(
            [FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("coord_quality")],
            heading=_("Điểm trên bản đồ"),
        ),
        FieldPanel("months", help_text=_("Chỉ khi nguồn nêu mùa.")),
        InlinePanel(
            "facts",
            heading=_("Dữ kiện thực tế"),
            label=_("Dữ kiện"),
            help_text=_("Giờ, giá, đường, sóng… mỗi dòng một dữ kiện với nguồn và ngày. Không biết thì không ghi."),
        ),
        InlinePanel("recognitions", heading=_("Danh hiệu, xếp hạng"), label=_("Danh hiệu")),
        InlinePanel("activities", heading=_("Ở đó làm gì"), label=_("Việc")),
        InlinePanel("aliases", heading=_("Tên gọi khác"), label=_("Tên")),
        FieldRowPanel([FieldPanel("ethnic_groups_vi"), FieldPanel("ethnic_groups_en")]),
        InlinePanel("sources", heading=_("Nguồn"), label=_("Nguồn")),
    ]

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.months, list) or any(month not in range(1, 13) for month in self.months):
            raise ValidationError({"months": _("Ghi các tháng từ 1 đến 12, ví dụ [10, 11, 12].")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = self.names_folded()
        super().save(*args, **kwargs)

    def names_folded(self) -> str:
        """Every name people may look for, folded: own, other and English names, communes, former units and district."""
        names = [self.name, self.name_en, self.former_district, self.province.name]
        names += [alias.name for alias in self.aliases.all()]
        if self.pk:
            for commune in self.communes.all():
                names += [commune.name, *(unit.name for unit in commune.former_units.all())]
        return fold(" ".join(names))

    @property
    def point(self) -> tuple[float, float] | None:
        """(longitude, latitude) in degrees, or None when no point is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.longitude), float(self.latitude)

    @property
    def is_exact(self) -> bool:
        """Whether the point is more than an approximation."""
        return self.coord_quality in {self.CoordQuality.SOURCE, self.CoordQuality.GEONAMES, self.CoordQuality.DATASET}


class PracticalFact(Orderable):
    """One practical fact of a place, with its source and two dates: the source's own, and an editor's check."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("Giờ mở cửa")
        PRICE = "price", _("Giá vé")
        SEASON = "season", _("Mùa")
        ROAD = "road", _("Đường đi")
        ACCESS = "access", _("Lối vào")
        PERMIT = "permit", _("Giấy phép")
        ELEVATION = "elevation", _("Độ cao")
        SIGNAL = "signal", _("Sóng điện thoại")

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(_("về"), max_length=10, choices=Kind.choices)
    label_vi = models.CharField(_("cho ai, cho gì"), max_length=120, blank=True, help_text=_("Ví dụ: Người lớn"))
    label_en = models.CharField(_("cho ai, cho gì (tiếng Anh)"), max_length=120, blank=True)
    amount = models.DecimalField(
        _("con số"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_(
            "Giá bằng đồng hoặc độ cao bằng mét, khi đó là một con số chính xác; trang tự viết bằng cả hai ngôn ngữ."
        ),
    )
    text_vi = models.CharField(
        _("bằng chữ"), max_length=240, blank=True, help_text=_("Chỉ khi không có con số chính xác.")
    )
    text_en = models.CharField(_("bằng chữ (tiếng Anh)"), max_length=240, blank=True)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nguồn"),
        help_text=_("Để trống khi dữ kiện theo các nguồn chung của trang."),
    )
    as_of = models.CharField(
        _("ngày của nguồn"),
        max_length=10,
        blank=True,
        validators=[partial_date.validate],
        help_text=_("2024, 2024-05 hoặc 2024-05-17. Để trống khi nguồn không ghi ngày."),
    )
    checked_on = models.DateField(
        _("ngày kiểm tra"), null=True, blank=True, help_text=_("Ngày biên tập viên đã tự kiểm tra.")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người kiểm tra"),
    )

    label = Localized("label")
    text = Localized("text")

    class Meta(Orderable.Meta):
        verbose_name = _("dữ kiện")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(text_vi=""),
                name="fact_says_something",
                violation_error_message=_("Ghi con số hoặc ghi bằng chữ."),
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | Q(checked_by__isnull=False),
                name="checked_by_somebody",
                violation_error_message=_("Ngày kiểm tra đi cùng tên người kiểm tra."),
            ),
        ]

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("amount")]),
        FieldRowPanel([FieldPanel("label_vi"), FieldPanel("label_en")]),
        FieldRowPanel([FieldPanel("text_vi"), FieldPanel("text_en")]),
        FieldPanel("source"),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("checked_on"), FieldPanel("checked_by")]),
    ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    def clean(self) -> None:
        super().clean()
        if self.amount is not None and (self.text_vi or self.text_en):
            raise ValidationError({"text_vi": _("Trang viết theo con số. Xoá phần bằng chữ, hoặc xoá con số.")})

    @property
    def value(self) -> str:
        """The fact in the active language; an exact amount is written from its one number."""
        language = (get_language() or "vi")[:2]
        if self.amount is None:
            return self.text
        if self.kind == self.Kind.PRICE:
            whole = f"{int(self.amount):,}"
            return f"VND {whole}" if language == "en" else f"{whole.replace(',', '.')} đồng"
        number = f"{self.amount.normalize():,f}"
        return f"{number} m" if language == "en" else f"{number.translate(str.maketrans(',.', '.,'))} m"

    @property
    def as_of_words(self) -> str:
        """The source's own date in words; empty when unknown."""
        return partial_date.spell(self.as_of, (get_language() or "vi")[:2]) if self.as_of else ""


class Recognition(Orderable):
    """A title, ranking or award of a place."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="recognitions")
    text_vi = models.CharField(_("danh hiệu"), max_length=300)
    text_en = models.CharField(_("danh hiệu (tiếng Anh)"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)

    text = Localized("text")

    panels = [FieldPanel("text_vi"), FieldPanel("text_en"), FieldPanel("year")]

    class Meta(Orderable.Meta):
        verbose_name = _("danh hiệu")

    def __str__(self) -> str:
        return self.text_vi


class Activity(Orderable):
    """Something people do at a place."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="activities")
    text_vi = models.CharField(_("việc"), max_length=120)
    text_en = models.CharField(_("việc (tiếng Anh)"), max_length=120, blank=True)

    text = Localized("text")

    panels = [FieldRowPanel([FieldPanel("text_vi"), FieldPanel("text_en")])]

    class Meta(Orderable.Meta):
        verbose_name = _("hoạt động")

    def __str__(self) -> str:
        return self.text_vi


class PlaceAlias(Orderable):
    """Another name people type or print."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("tên"), max_length=160)

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("tên gọi khác")

    def __str__(self) -> str:
        return self.name


class PlaceSource(Orderable):
    """A page or document that facts of a place were read from."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("nguồn"))

    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=("place", "source"), name="one_source_once_per_place")]

    def __str__(self) -> str:
        return str(self.source)


class PlacePage(StoryPage):
    """A page that tells of a place; its facts are read from the one record, in whatever language."""

    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("hồ sơ địa điểm"),
        help_text=_("Dữ kiện, toạ độ và nguồn sửa trong hồ sơ; mọi ngôn ngữ đọc chung."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("place"),
        *StoryPage.prose_panels,
        HelpPanel(template="tourism/admin/place_facts.html", heading=_("Dữ kiện của hồ sơ")),
    ]
    record_field = "place"
    template = "tourism/place_page.html"
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def fact_subjects(self) -> list[str]:
        return [f"place:{self.place.slug}"]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Read first: what the base class asks of the record needs no query of its own then.
        self.place = Place.objects.with_details().with_parent_page(self).with_other_province().get(pk=self.place_id)
        context = super().get_context(request, *args, **kwargs)
        context.update(place_context(self.place))
        return context


@dataclass(frozen=True)
class ParentPage:
    """What a link to the page of a place's destination needs."""

    title: str
    url_path: str


def place_context(place: Any) -> dict[str, Any]:
    """Facts by kind, communes, sources and destination of a place that was read with those of its page and province."""
    facts: dict[str, list[PracticalFact]] = {}
    for fact in place.facts.all():
        facts.setdefault(fact.kind, []).append(fact)
    return {
        "place": place,
        "communes": list(place.communes.all()),
        "facts": [(PracticalFact.Kind(kind), facts[kind]) for kind in PracticalFact.Kind.values if kind in facts],
        "sources": [row.source for row in place.sources.all()],
        "parent_page": ParentPage(place.parent_title, place.parent_path) if place.parent_path else None,
        # The map names both provinces.
        "provinces": [place.province, Province(code=place.other_code, name=place.other_name)]
        if place.other_code
        else [],
        "panels": panels_of(Spot(f"place:{place.slug}", place.title, tuple(place.communes.all()))),
    }


def pictured(panels: list[Panel]) -> list[Any]:
    """What the panels of other apps show with pictures."""
    return [record for panel in panels for record in panel.pictured]


class DestinationPage(PlacePage):
    """A destination: a region with places of its own."""

    # Wagtail gives every class a template of its own name unless the class itself names one.
    template = PlacePage.template
    parent_page_types = ["tourism.DestinationIndexPage"]

    class Meta:
        verbose_name = _("trang điểm đến")
        verbose_name_plural = pgettext_lazy("plural", "trang điểm đến")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        inside = AttractionPage.objects.in_language_of(self).filter(place__parent_id=self.place_id).for_rows()
        # The window counts all rows of the query that brings the first of them.
        shown = list(inside.annotate(total=models.Window(models.Count("pk")))[:INSIDE])
        context["inside"] = shown
        context["inside_count"] = shown[0].total if shown else 0
        context["routes"] = routes_through(self)
        read_pictures([self, *shown, *context["routes"], *pictured(context["panels"])])
        return context


def routes_through(page: DestinationPage) -> list[Any]:
    """Live pages of the itineraries that stop at the destination or at a place of it, in the language of ``page``."""
    stop = "itinerarypage__itinerary__stops__place"
    stops_here = Q(**{stop: page.place_id}) | Q(**{f"{stop}__parent": page.place_id, f"{stop}__live": True})
    found = Page.objects.live().filter(stops_here, locale_id=page.locale_id).values("pk")
    rows = Page.objects.filter(pk__in=found).select_related("itinerarypage__itinerary")
    return [row.itinerarypage for row in rows.order_by("itinerarypage__itinerary__number", "pk")]


class AttractionPage(PlacePage):
    """One place to visit."""

    # Wagtail gives every class a template of its own name unless the class itself names one.
    template = PlacePage.template
    parent_page_types = ["tourism.AttractionIndexPage"]

    objects: ClassVar[Any] = PageManager.from_queryset(AttractionPageQuerySet)()

    class Meta:
        verbose_name = _("trang nơi tham quan")
        verbose_name_plural = pgettext_lazy("plural", "trang nơi tham quan")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        place: Place = context["place"]
        nearby = AttractionPage.objects.in_language_of(self).exclude(pk=self.pk)
        if place.parent_id:
            nearby = nearby.filter(place__parent_id=place.parent_id)
        else:
            nearby = nearby.filter(place__province_id=place.province_id, place__category=place.category)
        context["nearby"] = list(nearby.for_rows()[:NEARBY])
        read_pictures([self, *context["nearby"], *pictured(context["panels"])])
        return context


class PlaceIndexPage(BasePage):
    """What the two lists of places share: a lead over the list."""

    lead = models.TextField(_("lời dẫn"))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    parent_page_types = ["home.HomePage"]
    max_count = 2

    class Meta:
        abstract = True


class DestinationIndexPage(PlaceIndexPage):
    """All destinations."""

    template = "tourism/destination_index_page.html"
    subpage_types = ["tourism.DestinationPage"]

    class Meta:
        verbose_name = _("danh sách điểm đến")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = DestinationPage.objects.live().filter(locale_id=self.locale_id)
        context["pages"] = list(
            pages.select_related("place__province", "picture")
            .prefetch_related("picture__derivatives")
            .order_by("place__sort_key")[:48]
        )
        context["attractions"] = AttractionIndexPage.objects.live().filter(locale_id=self.locale_id).first()
        return context


class AttractionIndexPage(PlaceIndexPage):
    """All attractions, to be narrowed by name, province, category and month; the state stands in the address."""

    template = "tourism/attraction_index_page.html"
    subpage_types = ["tourism.AttractionPage"]

    class Meta:
        verbose_name = _("danh sách nơi tham quan")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wanted = {
            "q": request.GET.get("q", "").strip()[:80],
            "tinh": request.GET.get("tinh", ""),
            "loai": request.GET.get("loai", ""),
            "vung": request.GET.get("vung", ""),
        }
        provinces = list(Province.objects.all())
        # A value that no list offers is no filter.
        if wanted["tinh"] not in {province.slug for province in provinces}:
            wanted["tinh"] = ""
        if wanted["loai"] not in Place.Category.values:
            wanted["loai"] = ""
        region = Place.objects.live().destinations().filter(slug=wanted["vung"]).first() if wanted["vung"] else None
        if region is None:
            wanted["vung"] = ""
        found = self.narrowed({**wanted, "loai": ""})
        counts = dict(found.order_by().values_list("place__category").annotate(models.Count("pk")))
        total = sum(counts.values())
        if wanted["loai"]:
            found = found.filter(place__category=wanted["loai"])
        paginator = Paginator(found.for_cards(), PER_PAGE)
        # The count is known from the facet query; asking again would cost a query.
        paginator.__dict__["count"] = counts.get(wanted["loai"], 0) if wanted["loai"] else total
        active = active_filters(wanted, provinces, region)
        context.update(
            {
                "wanted": wanted,
                "page_of_results": paginator.get_page(request.GET.get("trang")),
                "provinces": provinces,
                "categories": [
                    (value, label, counts[value]) for value, label in Place.Category.choices if value in counts
                ],
                "all_categories": Place.Category.choices,
                "active": active,
                "ways_out": [] if paginator.count else self.ways_out(active),
                "total": total,
                "is_filtered": any(wanted.values()),
            }
        )
        return context

    def narrowed(self, wanted: dict[str, str]) -> Any:
        """The list's pages that match the filters; one that is missing or empty is no filter."""
        found = AttractionPage.objects.in_language_of(self)
        if words := wanted.get("q"):
            found = found.named(words)
        if province := wanted.get("tinh"):
            found = found.filter(place__province__slug=province)
        if category := wanted.get("loai"):
            found = found.filter(place__category=category)
        if region := wanted.get("vung"):
            found = found.filter(place__parent__slug=region)
        return found

    def ways_out(self, active: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """For a list that the filters emptied: which of them to drop, how many places that gives and one of these."""
        ways: list[dict[str, Any]] = []
        for row in active:
            found = self.narrowed(row["rest"])
            if count := found.count():
                ways.append({**row, "count": count, "example": found.for_cards().first() if not ways else None})
        return ways


def active_filters(wanted: dict[str, str], provinces: list[Province], region: Place | None) -> list[dict[str, Any]]:
    """The filters that are set, each with its words and with what remains of ``wanted`` without it."""
    words = {
        "q": wanted["q"],
        "tinh": next((province.name for province in provinces if province.slug == wanted["tinh"]), wanted["tinh"]),
        "loai": dict(Place.Category.choices).get(wanted["loai"], wanted["loai"]),
        "vung": region.title if region is not None else "",
    }
    return [
        {"label": label, "rest": {name: value for name, value in wanted.items() if name != key}}
        for key, label in words.items()
        if label
    ]
