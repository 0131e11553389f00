"""What the region makes: products with their groups, origin, rights and markets.

A product is a record and no page: there may be 100,000 of them, and businesses keep them, not editors. What a visitor
reads is these columns, and only ``services.listings`` and the loaders write them: a draft never stands here.

Stars of public sources are ``last_known_stars`` and are never shown as a badge; a badge comes from a certificate in
force alone (``models.certificates``).
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.localized import Localized
from portal.core.models import Source
from portal.media.models import Image
from portal.places.models import Commune, Province
from products.models.businesses import Business
from products.models.naming import Named
from products.querysets import ProductQuerySet

#: The sixth OCOP group holds services: no weight, no barcode.
SERVICES = 6
NAME_CHARACTERS = 160
SLUG_CHARACTERS = 80


class ProductGroup(models.Model):
    """One of the six groups of the OCOP programme."""

    code = models.PositiveSmallIntegerField(_("số"), primary_key=True)
    slug = models.SlugField(_("khoá"), unique=True)
    name_vi = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên (tiếng Anh)"), max_length=120)
    explanation_vi = models.TextField(_("giải thích"), blank=True)
    explanation_en = models.TextField(_("giải thích (tiếng Anh)"), blank=True)

    name = Localized("name")
    explanation = Localized("explanation")

    class Meta:
        verbose_name = _("nhóm sản phẩm")
        verbose_name_plural = pgettext_lazy("plural", "nhóm sản phẩm")
        ordering = ("code",)
        constraints = [models.CheckConstraint(condition=Q(code__range=(1, 6)), name="ocop_has_six_groups")]

    def __str__(self) -> str:
        return f"{self.code}. {self.name_vi}"

    def get_absolute_url(self) -> str:
        return reverse("products:group", args=[self.slug])


class Product(Named):
    """A product or service, as the last approved version says it."""

    class Kind(models.TextChoices):
        OCOP = "ocop", _("Sản phẩm OCOP")
        SPECIALITY = "speciality", _("Đặc sản")
        EXPORT = "export", _("Mặt hàng xuất khẩu")

    class CommuneBasis(models.TextChoices):
        SOURCE = "source", _("nguồn ghi xã")
        DERIVED = "derived", _("suy từ nơi ghi trước đây")

    class Recognition(models.TextChoices):
        """What public sources say of OCOP; no certificate."""

        RECOGNISED = "recognised", _("nguồn ghi đã được công nhận")
        UNCLEAR = "unclear", _("nguồn không nói rõ")

    slug = models.SlugField(_("khoá"), max_length=SLUG_CHARACTERS, unique=True)
    name = models.CharField(_("tên"), max_length=NAME_CHARACTERS)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=NAME_CHARACTERS, blank=True)
    name_note_vi = models.CharField(_("ghi chú về tên"), max_length=300, blank=True)
    name_note_en = models.CharField(_("ghi chú về tên (tiếng Anh)"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=700, editable=False, db_index=True)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices, default=Kind.OCOP)
    group = models.ForeignKey(
        ProductGroup,
        verbose_name=_("nhóm"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
    )
    subgroup_vi = models.CharField(_("phân nhóm"), max_length=160, blank=True)
    subgroup_en = models.CharField(_("phân nhóm (tiếng Anh)"), max_length=160, blank=True)
    producer = models.ForeignKey(
        Business,
        verbose_name=_("nơi làm ra"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
    )
    is_kept_by_producer = models.BooleanField(
        _("do chủ thể tự đăng"),
        default=False,
        help_text=_("Bỏ trống: thông tin lấy từ nguồn công khai, trang không có khối người bán và không nhận hỏi mua."),
    )
    is_example = models.BooleanField(_("ví dụ của bản dùng thử"), default=False, editable=False)

    # --- What its keeper may change, through a draft that an officer approves (products.listing_content) ---
    teaser_vi = models.CharField(_("một dòng giới thiệu"), max_length=200, blank=True)
    teaser_en = models.CharField(_("một dòng giới thiệu (tiếng Anh)"), max_length=200, blank=True)
    lead_vi = models.TextField(_("lời dẫn"), max_length=600, blank=True)
    lead_en = models.TextField(_("lời dẫn (tiếng Anh)"), max_length=600, blank=True)
    text_vi = models.TextField(_("giới thiệu"), max_length=6000, blank=True)
    text_en = models.TextField(_("giới thiệu (tiếng Anh)"), max_length=6000, blank=True)
    net_weight = models.CharField(_("khối lượng, quy cách"), max_length=120, blank=True)
    barcode = models.CharField(_("mã vạch"), max_length=14, blank=True)
    months_note_vi = models.CharField(_("ghi chú về mùa"), max_length=300, blank=True)
    months_note_en = models.CharField(_("ghi chú về mùa (tiếng Anh)"), max_length=300, blank=True)
    commune = models.ForeignKey(
        Commune,
        verbose_name=_("xã, phường"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
    )

    # --- Where it comes from, as sources say -------------------------------------------------------------------------
    province = models.ForeignKey(Province, verbose_name=_("tỉnh"), on_delete=models.PROTECT, related_name="products")
    commune_basis = models.CharField(_("căn cứ của xã"), max_length=10, choices=CommuneBasis.choices, blank=True)
    commune_note_vi = models.CharField(_("ghi chú về xã"), max_length=300, blank=True)
    commune_note_en = models.CharField(_("ghi chú về xã (tiếng Anh)"), max_length=300, blank=True)
    place_before = models.CharField(_("nơi ghi trước đây"), max_length=200, blank=True)
    sources: models.ManyToManyField[Source, Any] = models.ManyToManyField(
        Source, verbose_name=_("nguồn"), blank=True, related_name="products"
    )
    recognition = models.CharField(_("nguồn nói về OCOP"), max_length=12, choices=Recognition.choices, blank=True)
    last_known_stars = models.PositiveSmallIntegerField(
        _("số sao nguồn ghi gần nhất"),
        null=True,
        blank=True,
        help_text=_("Không phải giấy chứng nhận: trang ghi là chưa xác nhận, không vẽ sao."),
    )
    last_known_year = models.PositiveSmallIntegerField(
        _("năm"), null=True, blank=True, validators=[MinValueValidator(2018), MaxValueValidator(2100)]
    )
    last_known_again = models.PositiveSmallIntegerField(_("năm công nhận lại"), null=True, blank=True)
    last_known_note_vi = models.CharField(_("ghi chú về số sao"), max_length=400, blank=True)
    last_known_note_en = models.CharField(_("ghi chú về số sao (tiếng Anh)"), max_length=400, blank=True)
    export_vi = models.TextField(_("xuất khẩu, nguồn ghi"), blank=True)
    export_en = models.TextField(_("xuất khẩu, nguồn ghi (tiếng Anh)"), blank=True)

    # --- Its life on the portal ---------------------------------------------------------------------------------------
    is_listed = models.BooleanField(_("đang đăng"), default=False, db_index=True)
    listed_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    unlisted_at = models.DateTimeField(_("thôi đăng lúc"), null=True, blank=True)
    #: Why an officer took it off the public pages; only an officer shows it again.
    taken_down_because = models.TextField(_("lý do gỡ"), blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("gộp vào"), on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    updated_at = models.DateTimeField(_("cập nhật lúc"), auto_now=True)
    picture = models.ForeignKey(
        Image, verbose_name=_("hình"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    search_text = models.TextField(editable=False, blank=True)

    name_note = Localized("name_note")
    subgroup = Localized("subgroup")
    teaser = Localized("teaser")
    lead = Localized("lead")
    text = Localized("text")
    months_note = Localized("months_note")
    commune_note = Localized("commune_note")
    last_known_note = Localized("last_known_note")
    export = Localized("export")

    objects = ProductQuerySet.as_manager()

    #: Words of lists that stand in the place of a product's slug (products.urls), in every language.
    reserved_slugs = frozenset(
        {
            "nhom",
            "group",
            "theo-mua",
            "in-season",
            "ten-duoc-bao-ho",
            "protected-names",
            "xuat-khau",
            "exports",
            "tin-bao",
            "reports",
        }
    )

    class Meta:
        verbose_name = _("sản phẩm")
        verbose_name_plural = pgettext_lazy("plural", "sản phẩm")
        ordering = ("sort_key", "pk")
        indexes = [
            # Partial ones: Django asks a boolean column without "= 1", and so SQLite finds no row by it in an index.
            models.Index(fields=("sort_key",), condition=Q(is_listed=True), name="product_listed"),
            models.Index(fields=("province", "sort_key"), condition=Q(is_listed=True), name="product_listed_province"),
            models.Index(fields=("group", "sort_key"), condition=Q(is_listed=True), name="product_listed_group"),
            models.Index(
                fields=("sort_key",), condition=Q(is_listed=True) & ~Q(export_vi=""), name="product_listed_exported"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=True) | ~Q(group=SERVICES) | Q(net_weight="", barcode=""),
                name="service_has_no_weight_or_barcode",
                violation_error_message=_("Sản phẩm nhóm 6 là dịch vụ: không ghi khối lượng và mã vạch."),
            ),
            models.CheckConstraint(
                condition=Q(last_known_stars__isnull=True) | Q(last_known_stars__range=(3, 5)),
                name="last_known_stars_are_three_to_five",
                violation_error_message=_("Chỉ ghi từ 3 đến 5 sao: dưới 3 sao không phải là công nhận OCOP."),
            ),
            models.CheckConstraint(
                condition=Q(is_listed=False) | Q(listed_at__isnull=False, merged_into__isnull=True),
                name="listed_product_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(is_listed=False) | Q(taken_down_because=""), name="listed_product_is_not_taken_down"
            ),
            models.CheckConstraint(
                condition=Q(is_kept_by_producer=False) | Q(producer__isnull=False), name="kept_product_has_a_producer"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="product_not_merged_into_itself"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("products:product", args=[self.slug])

    @property
    def is_service(self) -> bool:
        """Whether it belongs to the group of tourism services."""
        return self.group_id == SERVICES

    @property
    def paragraphs(self) -> list[str]:
        """The text in the active language, a paragraph each."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


class ProductPart(models.Model):
    """A row that belongs to one product, in its place among its fellows."""

    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("order", "pk")


class ProductAlias(models.Model):
    """Another name under which a product is looked for."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("tên"), max_length=NAME_CHARACTERS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("product", "name"), name="one_alias_once_per_product")]

    def __str__(self) -> str:
        return self.name


class ProductMonth(models.Model):
    """A month in which a product is fresh, or a service open."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="month_rows")
    month = models.PositiveSmallIntegerField(_("tháng"))

    class Meta:
        ordering = ("month",)
        constraints = [
            models.UniqueConstraint(fields=("product", "month"), name="one_month_once_per_product"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="product_month_of_the_year"),
        ]
        indexes = [models.Index(fields=("month", "product"), name="product_in_season")]

    def __str__(self) -> str:
        return str(self.month)


class ProductPicture(ProductPart):
    """A picture of the product's gallery."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="+", verbose_name=_("hình"))

    class Meta(ProductPart.Meta):
        constraints = [models.UniqueConstraint(fields=("product", "image"), name="one_picture_once_per_product")]

    def __str__(self) -> str:
        return str(self.image)


class ProductPlace(models.Model):
    """A place that a product belongs to, by key (``place:ngoc-chien``): tourism and products are strangers."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="place_rows")
    key = models.CharField(max_length=140, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("product", "key"), name="one_place_once_per_product")]

    def __str__(self) -> str:
        return self.key


class Market(models.Model):
    """A country or territory that a source names as a market."""

    slug = models.SlugField(_("khoá"), max_length=80, primary_key=True)
    name_vi = models.CharField(_("thị trường"), max_length=80)
    name_en = models.CharField(_("thị trường (tiếng Anh)"), max_length=80)

    name = Localized("name")

    class Meta:
        verbose_name = _("thị trường")
        verbose_name_plural = pgettext_lazy("plural", "thị trường")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name_vi


class ProductMarketManager(models.Manager["ProductMarket"]):
    """Reads each row with its market."""

    def get_queryset(self) -> models.QuerySet[ProductMarket]:
        return super().get_queryset().select_related("market")


class ProductMarket(ProductPart):
    """A market that a source names for a product."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="markets")
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="products", verbose_name=_("thị trường"))

    objects = ProductMarketManager()

    class Meta(ProductPart.Meta):
        constraints = [models.UniqueConstraint(fields=("product", "market"), name="one_market_once_per_product")]

    def __str__(self) -> str:
        return self.market.name_vi

    @property
    def name(self) -> str:
        """The market's name in the active language."""
        return self.market.name

    @property
    def name_vi(self) -> str:
        """The market's Vietnamese name."""
        return self.market.name_vi

    @property
    def name_en(self) -> str:
        """The market's English name."""
        return self.market.name_en


class Certification(ProductPart):
    """A standard that a source or an officer names: VietGAP, organic, HACCP. Never mixed with OCOP."""

    class Code(models.TextChoices):
        VIETGAP = "vietgap", "VietGAP"
        GLOBALGAP = "globalgap", "GlobalG.A.P."
        ORGANIC = "organic", _("Hữu cơ")
        HACCP = "haccp", "HACCP"
        ISO_22000 = "iso-22000", "ISO 22000"
        FOUR_C = "4c", "4C"
        RAINFOREST = "rainforest", "Rainforest Alliance"
        OTHER = "other", _("Khác")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="certifications")
    code = models.CharField(_("tiêu chuẩn"), max_length=20, choices=Code.choices, db_index=True)
    text_vi = models.CharField(_("nguồn ghi"), max_length=300)
    text_en = models.CharField(_("nguồn ghi (tiếng Anh)"), max_length=300)

    text = Localized("text")

    def __str__(self) -> str:
        return self.text_vi


class Award(ProductPart):
    """An award, such as that of a typical rural industrial product. Never mixed with OCOP."""

    class Kind(models.TextChoices):
        RURAL_INDUSTRIAL = "typical-rural-industrial-product", _("Sản phẩm công nghiệp nông thôn tiêu biểu")
        OTHER = "other", _("Giải thưởng khác")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="awards")
    kind = models.CharField(_("loại"), max_length=40, choices=Kind.choices)
    level = models.CharField(_("cấp"), max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    text_vi = models.CharField(_("nguồn ghi"), max_length=300)
    text_en = models.CharField(_("nguồn ghi (tiếng Anh)"), max_length=300)

    text = Localized("text")

    def __str__(self) -> str:
        return self.text_vi
