"""Values as sources give them, what is done where sources disagree, and what was said before.

A value is never overwritten without a trace (``ObservationRevision``), and the database itself refuses a target that is
chosen as a result.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.core.localized import Localized
from portal.core.models import Source
from portal.figures import periods
from portal.figures.models.areas import Area, Commodity
from portal.figures.models.indicators import Indicator
from portal.figures.querysets import MarketStatementQuerySet, ObservationQuerySet


class Status(models.TextChoices):
    """How sure a value is."""

    ACTUAL = "actual", _("Đã có")
    ESTIMATE = "estimate", _("Ước tính")
    TARGET = "target", _("Mục tiêu, chưa phải kết quả")


class PeriodType(models.TextChoices):
    """What kind of period a value covers."""

    YEAR = "year", pgettext_lazy("period", "Cả năm")
    HALF_YEAR = "half_year", _("Sáu tháng")
    NINE_MONTHS = "nine_months", _("Chín tháng")
    QUARTER = "quarter", _("Quý")
    MONTH = "month", _("Tháng")
    HOLIDAY = "holiday", _("Kỳ nghỉ, lễ hội")
    YEAR_TO_DATE = "year_to_date", _("Từ đầu năm")
    MULTI_YEAR = "multi_year", _("Nhiều năm")
    SEASON = "season", _("Mùa vụ")
    AS_OF = "as_of", _("Tính đến")
    DAY = "day", _("Ngày")
    UNDATED = "undated", _("Không rõ thời gian")


class Holiday(models.TextChoices):
    """A holiday or festival that a value covers."""

    TET = "tet", _("Tết Nguyên đán")
    NEW_YEAR = "new_year", _("Tết Dương lịch")
    REUNIFICATION = "reunification", _("Lễ 30.4 và 1.5")
    NATIONAL_DAY = "national_day", _("Lễ Quốc khánh 2.9")
    BAN_FLOWER = "ban_flower", _("Lễ hội Hoa Ban")
    DIEN_BIEN_PHU_70 = "dien_bien_phu_70", _("Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ")


class Qualifier(models.TextChoices):
    """The word a source puts before its number."""

    MORE_THAN = "more_than", _("hơn")
    NEARLY = "nearly", _("gần")
    ABOUT = "about", _("khoảng")


def days_of(period: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a period, none of an empty one. Raises ``ValidationError`` for what is no period."""
    if not period:
        return None, None
    try:
        found = periods.parse(period)
    except periods.BackwardPeriod as error:
        raise ValidationError({"period": _("Kỳ “%(text)s” kết thúc trước khi bắt đầu.") % {"text": period}}) from error
    except periods.BadPeriod as error:
        raise ValidationError(
            {
                "period": _("“%(text)s” không phải là kỳ. Viết 2024, 2024-05, 2024-Q1 hoặc 2024-01/2024-09.")
                % {"text": period}
            }
        ) from error
    return found.starts_on, found.ends_on


class ConflictGroup(models.Model):
    """Values of several sources for the same thing, and why one of them is shown first."""

    code = models.SlugField(_("mã"), max_length=20, unique=True)
    reason_vi = models.TextField(_("vì sao chọn"))
    reason_en = models.TextField(_("vì sao chọn (tiếng Anh)"))

    reason = Localized("reason")

    class Meta:
        verbose_name = _("nguồn nói khác nhau")
        verbose_name_plural = pgettext_lazy("plural", "nguồn nói khác nhau")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class MarketStatement(ClusterableModel):
    """What a source says of exports beyond one number: which goods, when, to which markets."""

    code = models.SlugField(_("mã"), max_length=20, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="statements", verbose_name=_("nơi"))
    commodity = models.ForeignKey(
        Commodity, on_delete=models.PROTECT, related_name="statements", verbose_name=_("mặt hàng")
    )
    period = models.CharField(_("kỳ"), max_length=21, blank=True)
    period_type = models.CharField(_("loại kỳ"), max_length=12, choices=PeriodType.choices)
    status = models.CharField(_("trạng thái"), max_length=10, choices=Status.choices)
    text_vi = models.TextField(_("nguồn nói gì"))
    text_en = models.TextField(_("nguồn nói gì (tiếng Anh)"))
    sources = models.ManyToManyField(Source, related_name="market_statements", verbose_name=_("nguồn"))
    order = models.PositiveSmallIntegerField(default=0)

    text = Localized("text")

    objects = MarketStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông tin xuất khẩu")
        verbose_name_plural = pgettext_lazy("plural", "thông tin xuất khẩu")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """A period that cannot be is refused with the reason."""
        super().clean()
        days_of(self.period)


class StatedMarket(models.Model):
    """A market that a statement names."""

    statement = ParentalKey(MarketStatement, on_delete=models.CASCADE, related_name="markets")
    name_vi = models.CharField(_("thị trường"), max_length=80)
    name_en = models.CharField(_("thị trường (tiếng Anh)"), max_length=80)
    #: What the source counts for this market, in the unit of the statement's value; most sources count nothing.
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=4, null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    name = Localized("name")

    class Meta:
        verbose_name = _("thị trường được nêu")
        verbose_name_plural = pgettext_lazy("plural", "thị trường được nêu")
        ordering = ("order", "pk")
        constraints = [models.UniqueConstraint(fields=("statement", "name_vi"), name="stated_market_once")]

    def __str__(self) -> str:
        return self.name_vi


class Observation(models.Model):
    """One value of one source. Visits are visit counts (lượt khách), never persons."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Bản nháp")
        IN_REVIEW = "in_review", _("Chờ duyệt")
        PUBLISHED = "published", _("Đã đăng")

    key = models.SlugField(_("mã"), max_length=40, unique=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", verbose_name=_("chỉ tiêu")
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="observations", verbose_name=_("nơi"))
    commodity = models.ForeignKey(
        Commodity,
        on_delete=models.PROTECT,
        related_name="observations",
        null=True,
        blank=True,
        verbose_name=_("mặt hàng"),
    )
    period = models.CharField(
        _("kỳ"),
        max_length=21,
        blank=True,
        help_text=_("2024, 2024-05, 2024-Q1, 2024-05-07 hoặc 2024-01/2024-09. Để trống khi nguồn không nói."),
    )
    period_type = models.CharField(_("loại kỳ"), max_length=12, choices=PeriodType.choices)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True, editable=False)
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True, editable=False)
    holiday = models.CharField(_("kỳ nghỉ, lễ hội"), max_length=20, choices=Holiday.choices, blank=True)
    value = models.DecimalField(
        _("giá trị"),
        max_digits=18,
        decimal_places=4,
        validators=[MinValueValidator(0, _("Giá trị không được âm."))],
    )
    qualifier = models.CharField(_("chữ đi kèm"), max_length=10, choices=Qualifier.choices, blank=True)
    status = models.CharField(_("trạng thái"), max_length=10, choices=Status.choices)
    change_percent = models.DecimalField(
        _("so với cùng kỳ, theo nguồn (%)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="observations", verbose_name=_("nguồn"))
    also_in = models.ManyToManyField(Source, related_name="+", blank=True, verbose_name=_("cũng đăng ở"))
    statement = models.ForeignKey(
        MarketStatement,
        on_delete=models.SET_NULL,
        related_name="observations",
        null=True,
        blank=True,
        verbose_name=_("thông tin xuất khẩu"),
    )
    is_period_inferred = models.BooleanField(_("kỳ do suy ra"), default=False)
    is_headline_only = models.BooleanField(_("chỉ có ở tên bài"), default=False)
    is_from_mirror = models.BooleanField(
        _("đọc ở trang chép lại"), default=False, help_text=_("Địa chỉ của nguồn không bao giờ được in ra.")
    )
    is_suspect = models.BooleanField(
        _("đáng ngờ"), default=False, help_text=_("Không bao giờ được chọn làm số liệu chính.")
    )
    is_published_early = models.BooleanField(
        _("công bố khi kỳ chưa hết"), default=False, help_text=_("Luôn hiện là ước tính.")
    )
    is_series_break = models.BooleanField(
        _("có thể đã đổi cách đếm"),
        default=False,
        help_text=_("Biểu đồ không nối số này với số của năm trước. Hãy viết lý do ở ghi chú."),
    )
    quote = models.CharField(_("lời của nguồn"), max_length=200, blank=True)
    note_vi = models.CharField(_("ghi chú"), max_length=500, blank=True)
    note_en = models.CharField(_("ghi chú (tiếng Anh)"), max_length=500, blank=True)
    conflict_group = models.ForeignKey(
        ConflictGroup,
        on_delete=models.PROTECT,
        related_name="observations",
        null=True,
        blank=True,
        verbose_name=_("nguồn nói khác nhau"),
    )
    is_chosen = models.BooleanField(
        _("chọn làm số liệu chính"), default=False, help_text=_("Một cho mỗi kỳ; không bao giờ là mục tiêu.")
    )
    is_chosen_target = models.BooleanField(
        _("chọn làm mục tiêu được nêu"),
        default=False,
        help_text=_("Khi các nguồn nêu mục tiêu khác nhau cho một kỳ: mục tiêu được nêu trước."),
    )
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT)
    checked_on = models.DateField(_("kiểm tra ngày"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("người kiểm tra"),
    )
    updated_at = models.DateTimeField(_("sửa lần cuối"))

    note = Localized("note")

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu")
        verbose_name_plural = pgettext_lazy("plural", "số liệu")
        ordering = ("indicator__order", "area__sort_key", "starts_on", "ends_on", "key")
        permissions = [("publish_observation", "Can publish số liệu")]
        indexes = [
            models.Index(fields=("indicator", "area", "starts_on"), name="observation_series"),
            models.Index(fields=("state", "updated_at"), name="observation_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period="", period_type="undated", starts_on__isnull=True, ends_on__isnull=True)
                | (Q(starts_on__isnull=False, ends_on__gte=F("starts_on")) & ~Q(period="") & ~Q(period_type="undated")),
                name="observation_period",
                violation_error_message=_("Kỳ phải kết thúc sau khi bắt đầu; để trống thì chọn “Không rõ thời gian”."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="observation_value",
                violation_error_message=_("Giá trị không được âm."),
            ),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | (~Q(status="target") & Q(is_suspect=False)),
                name="observation_chosen",
                violation_error_message=_("Mục tiêu và số liệu đáng ngờ không được chọn làm số liệu chính."),
            ),
            models.CheckConstraint(
                condition=Q(is_chosen_target=False) | Q(status="target", is_suspect=False),
                name="observation_chosen_target",
                violation_error_message=_("Chỉ mục tiêu không đáng ngờ mới được chọn làm mục tiêu."),
            ),
            models.CheckConstraint(
                condition=Q(holiday="") | Q(period_type="holiday"),
                name="observation_holiday",
                violation_error_message=_("Có kỳ nghỉ thì loại kỳ phải là “Kỳ nghỉ, lễ hội”."),
            ),
            *(
                models.UniqueConstraint(
                    fields=("indicator", "area", *fields, "period", "holiday", "source", "status"),
                    condition=condition,
                    name=f"observation_once{suffix}",
                    violation_error_message=_("Nguồn này đã có số liệu như vậy: cùng chỉ tiêu, nơi, kỳ và trạng thái."),
                )
                for fields, condition, suffix in (
                    (("commodity",), Q(commodity__isnull=False), "_goods"),
                    ((), Q(commodity__isnull=True), ""),
                )
            ),
            # Published ones only: a draft may stand ready to take the place of what is shown.
            *(
                models.UniqueConstraint(
                    fields=("indicator", "area", *fields, "period", "holiday"),
                    condition=condition & Q(state="published") & Q(**{flag: True}),
                    name=f"observation_one_{flag.removeprefix('is_')}{suffix}",
                    violation_error_message=_("Kỳ này đã có số liệu được chọn; mỗi kỳ chỉ chọn một."),
                )
                for fields, condition, suffix in (
                    (("commodity",), Q(commodity__isnull=False), "_goods"),
                    ((), Q(commodity__isnull=True), ""),
                )
                for flag in ("is_chosen", "is_chosen_target")
            ),
        ]

    def __str__(self) -> str:
        if not self.indicator_id or not self.area_id:  # while the form of a new value is filled in
            return self.key
        return ", ".join(str(part) for part in (self.indicator, self.area, self.commodity, self.period) if part)

    def clean(self) -> None:
        """Set the days of the period; a period that cannot be is refused with the reason."""
        super().clean()
        self.check_as_of(timezone.localdate())

    def check_as_of(self, today: dt.date) -> None:
        """What ``clean`` says on a day. Raises ``ValidationError``."""
        self.set_days()
        if self.status == Status.ACTUAL and self.is_unfinished(today) and not self.is_published_early:
            raise ValidationError(
                {"status": _("Kỳ chưa kết thúc nên chưa có kết quả. Chọn “Ước tính” hoặc “Mục tiêu”.")}
            )
        if self.has_too_many_decimals():
            raise ValidationError(
                {
                    "value": _("“%(indicator)s” có nhiều nhất %(count)s chữ số thập phân, tính bằng %(unit)s.")
                    % {
                        "indicator": self.indicator.name,
                        "count": self.indicator.decimal_places,
                        "unit": self.indicator.get_unit_display(),
                    }
                }
            )

    def set_days(self) -> None:
        """Set the first and last day from the period. Raises ``ValidationError`` for what is no period."""
        self.starts_on, self.ends_on = days_of(self.period)

    def is_unfinished(self, today: dt.date) -> bool:
        """Whether its period goes on after that day."""
        return self.ends_on is not None and self.ends_on > today

    def has_too_many_decimals(self) -> bool:
        """Whether the value is finer than its indicator: 5.3 visits were meant as millions."""
        value: Any = self.value
        if not self.indicator_id or value is None:
            return False
        number = Decimal(value)
        return number != round(number, self.indicator.decimal_places)

    @property
    def shown_status(self) -> str:
        """The status as readers see it: what was published before its period ended is an estimate in effect."""
        if self.is_published_early and self.status == Status.ACTUAL:
            return Status.ESTIMATE.value
        return self.status

    @property
    def shown_status_label(self) -> str:
        """The shown status in words of the active language."""
        return str(Status(self.shown_status).label)

    @property
    def source_link(self) -> str:
        """The printable address of its source; empty when it was read on a mirror."""
        return "" if self.is_from_mirror else self.source.link

    @property
    def plain_value(self) -> Decimal:
        """The value without zeros behind the point."""
        return self.value.quantize(Decimal(1)) if self.value == self.value.to_integral() else self.value.normalize()


class ObservationRevision(models.Model):
    """What an observation said until somebody changed it; rows are only added."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="revisions")
    value = models.DecimalField(_("giá trị trước"), max_digits=18, decimal_places=4)
    qualifier = models.CharField(_("chữ đi kèm"), max_length=10, choices=Qualifier.choices, blank=True)
    status = models.CharField(_("trạng thái trước"), max_length=10, choices=Status.choices)
    period = models.CharField(_("kỳ trước"), max_length=21, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("nguồn trước"))
    #: When it was last public before; what was never public keeps no revision.
    shown_since = models.DateTimeField(_("hiện từ"))
    replaced_at = models.DateTimeField(_("thay lúc"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người thay")
    )
    reason = models.CharField(_("lý do"), max_length=300)

    class Meta:
        verbose_name = _("giá trị trước đây")
        verbose_name_plural = pgettext_lazy("plural", "giá trị trước đây")
        ordering = ("-replaced_at", "-pk")

    def __str__(self) -> str:
        return f"{self.observation_id} {self.replaced_at:%d.%m.%Y}"
