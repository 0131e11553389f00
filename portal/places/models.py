"""Provinces, communes and wards with their former units, and how one gets there: roads, distances, airports, gates.

Everything is keyed by the official unit code, never by name: two units of one name exist, and former names live on as
aliases of other units.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel

from portal.core import partial_date
from portal.core.localized import Localized
from portal.core.models import BasePage, Source, StatedFact, StatedFactSubject
from portal.core.vietnamese import slugify, sort_key
from portal.places.querysets import CommuneQuerySet, FormerUnitQuerySet, NamedQuerySet

#: The longest key of names that is stored for looking a record up.
SEARCH_LENGTH = 600


def with_keys(update_fields: Iterable[str] | None, *keys: str) -> set[str] | None:
    """The fields to write: those asked for and the keys that follow from them; None for all."""
    return None if update_fields is None else {*update_fields, *keys}


class Province(models.Model):
    """A province of the portal; a further one is added by data alone."""

    code = models.CharField(_("mã tỉnh"), max_length=2, primary_key=True, validators=[RegexValidator(r"^\d{2}$")])
    name = models.CharField(_("tên"), max_length=60, unique=True)
    slug = models.SlugField(_("địa chỉ"), unique=True)
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)
    lead_vi = models.TextField(_("lời dẫn"), blank=True)
    lead_en = models.TextField(_("lời dẫn (tiếng Anh)"), blank=True)
    description_vi = models.CharField(_("mô tả cho máy tìm kiếm"), max_length=200, blank=True)
    description_en = models.CharField(_("mô tả (tiếng Anh)"), max_length=200, blank=True)
    story_title_vi = models.CharField(_("tên phần câu chuyện"), max_length=120, blank=True)
    story_title_en = models.CharField(_("tên phần câu chuyện (tiếng Anh)"), max_length=120, blank=True)
    story_vi = models.TextField(_("câu chuyện"), blank=True, help_text=_("Các đoạn cách nhau một dòng trống."))
    story_en = models.TextField(_("câu chuyện (tiếng Anh)"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("nguồn"), blank=True)

    lead = Localized("lead")
    description = Localized("description")
    story_title = Localized("story_title")
    story = Localized("story")

    class Meta:
        verbose_name = _("tỉnh")
        verbose_name_plural = pgettext_lazy("plural", "tỉnh")
        ordering = ("sort_key",)

    panels = [
        FieldPanel("name", read_only=True),
        FieldPanel("lead_vi"),
        FieldPanel("lead_en"),
        FieldPanel("description_vi"),
        FieldPanel("description_en"),
        FieldPanel("story_title_vi"),
        FieldPanel("story_title_en"),
        FieldPanel("story_vi"),
        FieldPanel("story_en"),
    ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, update_fields=with_keys(update_fields, "sort_key"), **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("places:province", args=[self.slug])

    @property
    def paragraphs(self) -> list[str]:
        """The story's paragraphs in the active language."""
        return [part.strip() for part in self.story.split("\n\n") if part.strip()]


class ProvinceFact(models.Model):
    """One row of a province's fact sheet, with its source and the source's date."""

    province = models.ForeignKey(Province, on_delete=models.CASCADE, related_name="facts")
    label_vi = models.CharField(max_length=80)
    label_en = models.CharField(max_length=80)
    text_vi = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)
    as_of = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    label = Localized("label")
    text = Localized("text")

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return f"{self.label_vi}: {self.text_vi}"


class Commune(models.Model):
    """A commune or ward in force since 1 July 2025."""

    class Kind(models.TextChoices):
        COMMUNE = "xã", _("xã")
        WARD = "phường", _("phường")

    code = models.CharField(_("mã đơn vị"), max_length=5, primary_key=True, validators=[RegexValidator(r"^\d{5}$")])
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes", verbose_name=_("tỉnh"))
    name = models.CharField(_("tên"), max_length=80)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind.choices)
    slug = models.SlugField(_("địa chỉ"), db_index=True)
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)
    area_km2 = models.DecimalField(_("diện tích (km²)"), max_digits=8, decimal_places=2, null=True, blank=True)
    population = models.PositiveIntegerField(_("dân số"), null=True, blank=True)
    seat = models.CharField(_("trụ sở"), max_length=200, blank=True)
    latitude = models.DecimalField(_("vĩ độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    is_unchanged = models.BooleanField(_("giữ nguyên khi sắp xếp"), default=False)
    lead_vi = models.TextField(_("lời dẫn"), blank=True)
    lead_en = models.TextField(_("lời dẫn (tiếng Anh)"), blank=True)
    neighbours: models.ManyToManyField[Commune, Any] = models.ManyToManyField("self", blank=True, symmetrical=True)

    lead = Localized("lead")

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("xã, phường")
        verbose_name_plural = pgettext_lazy("plural", "xã, phường")
        ordering = ("sort_key", "code")
        constraints = [
            models.UniqueConstraint(fields=("province", "name", "kind"), name="one_commune_name_per_province")
        ]

    panels = [
        HelpPanel(_("Mã, tên và đơn vị cũ theo danh mục chính thức, nạp từ tệp dữ liệu; ở đây chỉ sửa lời dẫn.")),
        FieldPanel("name", read_only=True),
        FieldPanel("lead_vi"),
        FieldPanel("lead_en"),
    ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.province.name})"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.slug = slugify(self.name)
        self.sort_key = sort_key(self.name)
        super().save(*args, update_fields=with_keys(update_fields, "slug", "sort_key"), **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("places:commune", args=[self.code, self.slug])

    @property
    def full_name(self) -> str:
        """``Xã Quỳnh Nhai``, ``Phường Tô Hiệu``: the name as it stands at the head of a line."""
        return f"{self.kind.capitalize()} {self.name}"

    @property
    def title(self) -> str:
        """The name as a heading in the active language: ``Xã Quỳnh Nhai``, ``Quỳnh Nhai commune``."""
        heading = {
            self.Kind.COMMUNE: pgettext("heading", "Xã %(name)s"),
            self.Kind.WARD: pgettext("heading", "Phường %(name)s"),
        }[self.Kind(self.kind)]
        return heading % {"name": self.name}


class FormerUnit(models.Model):
    """A unit that existed until 30 June 2025, with the district it belonged to; an alias of its commune of today."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="former_units")
    kind = models.CharField(_("loại"), max_length=20)
    name = models.CharField(_("tên"), max_length=80)
    slug = models.SlugField(db_index=True)
    sort_key = models.CharField(max_length=500, editable=False)
    district = models.CharField(_("thuộc"), max_length=80)
    district_kind = models.CharField(max_length=20)
    district_slug = models.SlugField(db_index=True)

    objects = FormerUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị cũ")
        verbose_name_plural = pgettext_lazy("plural", "đơn vị cũ")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(fields=("commune", "kind", "name", "district"), name="one_former_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.full_district}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.name)
        self.sort_key = sort_key(self.name)
        self.district_slug = slugify(self.district)
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """``Thị trấn Mường Giàng``."""
        return f"{self.kind} {self.name}"

    @property
    def full_district(self) -> str:
        """``huyện Quỳnh Nhai``, ``thành phố Sơn La``."""
        return f"{self.district_kind} {self.district}"

    @property
    def title(self) -> str:
        """The name within a sentence of the active language: ``xã Chiềng Ơn``, ``Chiềng Ơn commune``."""
        form = {
            "xã": _("xã %(name)s"),
            "phường": _("phường %(name)s"),
            "thị trấn": _("thị trấn %(name)s"),
        }.get(self.kind.lower())
        return str(form) % {"name": self.name} if form else self.full_name

    @property
    def district_title(self) -> str:
        """The district within a sentence of the active language: ``huyện Quỳnh Nhai``, ``Quỳnh Nhai district``."""
        form = {
            "huyện": _("huyện %(name)s"),
            "thành phố": _("thành phố %(name)s"),
            "thị xã": _("thị xã %(name)s"),
        }.get(self.district_kind.lower())
        return str(form) % {"name": self.district} if form else self.full_district


def lines_of(record: Route | Airport | BorderGate) -> list[str]:
    """The facts of a road, airport or gate, one each, in the active language."""
    return [line for line in record.text.splitlines() if line.strip()]


class Named(models.Model):
    """A record that readers look for by its names in either language, with marks or without."""

    #: Fields whose words a reader may type.
    names: ClassVar[tuple[str, ...]]
    search_slug = models.CharField(max_length=SEARCH_LENGTH, editable=False, default="")

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.search_slug = slugify(" ".join(str(getattr(self, name)) for name in self.names), SEARCH_LENGTH)
        super().save(*args, update_fields=with_keys(update_fields, "search_slug"), **kwargs)


class Route(Named):
    """A road to and through the provinces."""

    names = ("name_vi", "name_en")

    class Status(models.TextChoices):
        IN_USE = "in_use", _("Đang đi được")
        UNDER_CONSTRUCTION = "under_construction", _("Đang xây dựng")
        IN_PREPARATION = "in_preparation", _("Đang chuẩn bị")
        PROPOSED = "proposed", _("Đề xuất")

    name_vi = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=160)
    status = models.CharField(_("tình trạng"), max_length=20, choices=Status.choices)
    text_vi = models.TextField(_("dữ kiện"), help_text=_("Mỗi dòng một ý."))
    text_en = models.TextField(_("dữ kiện (tiếng Anh)"))
    note_vi = models.CharField(_("ghi chú"), max_length=300, blank=True)
    note_en = models.CharField(_("ghi chú (tiếng Anh)"), max_length=300, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("nguồn"), blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    name = Localized("name")
    text = Localized("text")
    note = Localized("note")

    class Meta:
        verbose_name = _("tuyến đường")
        verbose_name_plural = pgettext_lazy("plural", "tuyến đường")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name_vi

    lines = property(lines_of)


class Distance(Named):
    """A distance as a source gives it; nothing is computed unless the note says so."""

    names = ("start_vi", "end_vi", "start_en", "end_en", "road_vi", "road_en")

    start_vi = models.CharField(_("từ"), max_length=120)
    start_en = models.CharField(_("từ (tiếng Anh)"), max_length=120)
    end_vi = models.CharField(_("đến"), max_length=120)
    end_en = models.CharField(_("đến (tiếng Anh)"), max_length=120)
    length_vi = models.CharField(_("dài"), max_length=60, help_text=_("Như nguồn ghi, ví dụ “25–40 km”."))
    length_en = models.CharField(_("dài (tiếng Anh)"), max_length=60)
    duration_vi = models.CharField(_("thời gian"), max_length=120, blank=True)
    duration_en = models.CharField(_("thời gian (tiếng Anh)"), max_length=120, blank=True)
    road_vi = models.CharField(_("đường"), max_length=80, blank=True)
    road_en = models.CharField(_("đường (tiếng Anh)"), max_length=80, blank=True)
    note_vi = models.CharField(_("ghi chú"), max_length=300, blank=True)
    note_en = models.CharField(_("ghi chú (tiếng Anh)"), max_length=300, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("nguồn"), blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    start = Localized("start")
    end = Localized("end")
    length = Localized("length")
    duration = Localized("duration")
    road = Localized("road")
    note = Localized("note")

    class Meta:
        verbose_name = _("khoảng cách")
        verbose_name_plural = pgettext_lazy("plural", "khoảng cách")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.start_vi} – {self.end_vi}: {self.length_vi}"


class Airport(Named):
    """An airport of the region, in use or not."""

    class Status(models.TextChoices):
        IN_USE = "in_use", _("Đang khai thác")
        CLOSED = "closed", _("Ngừng khai thác")
        UNDER_CONSTRUCTION = "under_construction", _("Đang xây dựng")

    names = ("name_vi", "name_en", "iata", "icao")
    slug = models.SlugField(unique=True)
    name_vi = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=120)
    iata = models.CharField("IATA", max_length=3)
    icao = models.CharField("ICAO", max_length=4)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="airports", verbose_name=_("tỉnh"))
    status = models.CharField(_("tình trạng"), max_length=20, choices=Status.choices)
    status_text_vi = models.CharField(
        _("tình trạng, bằng lời"),
        max_length=160,
        help_text=_("Như trang in ra: “Đang khai thác, mở lại ngày 2.12.2023”."),
    )
    status_text_en = models.CharField(_("tình trạng, bằng lời (tiếng Anh)"), max_length=160)
    elevation_m = models.PositiveSmallIntegerField(_("độ cao (m)"), null=True, blank=True)
    latitude = models.DecimalField(_("vĩ độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    text_vi = models.TextField(_("dữ kiện"), help_text=_("Mỗi dòng một ý."))
    text_en = models.TextField(_("dữ kiện (tiếng Anh)"))
    sources = models.ManyToManyField(Source, verbose_name=_("nguồn"), blank=True)

    name = Localized("name")
    status_text = Localized("status_text")
    text = Localized("text")

    class Meta:
        verbose_name = _("sân bay")
        verbose_name_plural = pgettext_lazy("plural", "sân bay")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name_vi

    lines = property(lines_of)


class BorderGate(Named):
    """A border gate with Laos or China."""

    names = ("name_vi", "name_en", "opposite_vi", "opposite_en")

    class Kind(models.TextChoices):
        INTERNATIONAL = "international", _("Cửa khẩu quốc tế")
        MAIN = "main", _("Cửa khẩu chính")
        SECONDARY = "secondary", _("Cửa khẩu phụ")
        TRAIL = "trail", _("Lối mở")

    class Country(models.TextChoices):
        LAOS = "laos", _("Lào")
        CHINA = "china", _("Trung Quốc")

    slug = models.SlugField(unique=True)
    name_vi = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=120)
    opposite_vi = models.CharField(_("đối diện"), max_length=160)
    opposite_en = models.CharField(_("đối diện (tiếng Anh)"), max_length=160)
    country = models.CharField(_("nước"), max_length=10, choices=Country.choices)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices, blank=True)
    kind_note_vi = models.CharField(_("ghi chú về loại"), max_length=300, blank=True)
    kind_note_en = models.CharField(_("ghi chú về loại (tiếng Anh)"), max_length=300, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="gates", verbose_name=_("tỉnh"))
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="gates", null=True, blank=True, verbose_name=_("xã")
    )
    text_vi = models.TextField(_("dữ kiện"), help_text=_("Mỗi dòng một ý."))
    text_en = models.TextField(_("dữ kiện (tiếng Anh)"))
    sources = models.ManyToManyField(Source, verbose_name=_("nguồn"), blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    name = Localized("name")
    opposite = Localized("opposite")
    kind_note = Localized("kind_note")
    text = Localized("text")

    class Meta:
        verbose_name = _("cửa khẩu")
        verbose_name_plural = pgettext_lazy("plural", "cửa khẩu")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name_vi

    lines = property(lines_of)


class GettingTherePage(BasePage):
    """How one gets to the provinces and about in them: roads, distances, airports, border gates."""

    lead = models.TextField(_("lời dẫn"), help_text=_("Một, hai câu dưới tên trang."))
    diagram_note = models.TextField(_("ghi chú dưới sơ đồ"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("diagram_note"),
        HelpPanel(_("Tuyến đường, khoảng cách, sân bay và cửa khẩu sửa ở mục “Địa lý” của thực đơn.")),
    ]

    template = "places/getting_there_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 2

    class Meta:
        verbose_name = _("trang Đi lại")
        verbose_name_plural = pgettext_lazy("plural", "trang Đi lại")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wanted = request.GET.get("q", "").strip()[:80]
        found: dict[str, list[Any]] = {
            "distances": list(Distance.objects.named(wanted).prefetch_related("sources")),
            "routes": list(Route.objects.named(wanted).prefetch_related("sources")),
            "airports": list(Airport.objects.named(wanted).select_related("province").prefetch_related("sources")),
            "gates": list(
                BorderGate.objects.named(wanted)
                .select_related("province", "commune__province")
                .prefetch_related("sources")
            ),
        }
        subjects: dict[str, list[StatedFact]] = {}
        for row in StatedFactSubject.objects.filter(
            Q(key="getting-there") | Q(key__startswith="airport:") | Q(key__startswith="gate:")
        ).select_related("fact__source"):
            subjects.setdefault(row.key, []).append(row.fact)
        stated = {} if wanted else {fact.code: fact for fact in subjects.get("getting-there", [])}
        for kind in ("airport", "gate"):
            for record in found[f"{kind}s"]:
                # The card only points to them: the facts stand together, each once, further down.
                record.stated = subjects.get(f"{kind}:{record.slug}", [])
                stated.update({fact.code: fact for fact in record.stated})
        starts: dict[str, list[Distance]] = {}
        for distance in found["distances"]:
            starts.setdefault(distance.start, []).append(distance)
        context.update(found)
        context.update(
            {
                "query": wanted,
                "distance_groups": list(starts.items()),
                "found": sum(len(rows) for rows in found.values()),
                "stated_facts": [stated[code] for code in sorted(stated)],
            }
        )
        return context
