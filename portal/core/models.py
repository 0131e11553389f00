"""Sources and official facts that any page may quote, the rows of work to be done, and the base of every page."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from portal.core import partial_date
from portal.core.localized import Localized
from portal.core.querysets import FeedbackQuerySet, StatedFactQuerySet, WorkItemQuerySet
from portal.core.vietnamese import slugify


class Source(models.Model):
    """Where a fact comes from. Addresses marked as not linkable (mirrors) are never printed."""

    title = models.CharField(_("tên"), max_length=400, blank=True, help_text=_("Tên bài hoặc văn bản, như đã công bố."))
    title_en = models.CharField(_("tên (tiếng Anh)"), max_length=400, blank=True)
    publisher = models.CharField(_("nơi công bố"), max_length=200, blank=True)
    url = models.URLField(_("địa chỉ"), max_length=1000, unique=True, null=True, blank=True)
    published_on = models.CharField(
        _("ngày công bố"),
        max_length=10,
        blank=True,
        validators=[partial_date.validate],
        help_text="2024, 2024-05, 2024-05-17",
    )
    published_hint_vi = models.CharField(_("thời điểm công bố, khi không rõ ngày"), max_length=200, blank=True)
    published_hint_en = models.CharField(_("thời điểm công bố (tiếng Anh)"), max_length=200, blank=True)
    retrieved_on = models.DateField(_("ngày đọc"), null=True, blank=True)
    is_linkable = models.BooleanField(
        _("được dẫn liên kết"),
        default=True,
        help_text=_("Bỏ chọn với trang chép lại bài của nơi khác: địa chỉ không bao giờ được in ra."),
    )

    published_hint = Localized("published_hint")

    class Meta:
        verbose_name = _("nguồn")
        verbose_name_plural = pgettext_lazy("plural", "nguồn")
        ordering = ("publisher", "title")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__isnull=False) | ~Q(title=""),
                name="source_has_title_or_url",
                violation_error_message=_("Ghi tên hoặc địa chỉ của nguồn."),
            )
        ]

    panels = [
        FieldPanel("title"),
        FieldPanel("title_en"),
        FieldPanel("publisher"),
        FieldPanel("url"),
        FieldPanel("published_on"),
        MultiFieldPanel(
            [FieldPanel("published_hint_vi"), FieldPanel("published_hint_en")], heading=_("Khi không rõ ngày")
        ),
        FieldPanel("retrieved_on"),
        FieldPanel("is_linkable"),
    ]

    def __str__(self) -> str:
        return self.label

    @property
    def host(self) -> str:
        """Host name without ``www.``; empty when the source has no printable address."""
        if not self.url or not self.is_linkable:
            return ""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def label(self) -> str:
        """What stands for the source in a list: its title, else its publisher, else its host."""
        title = self.title_en if get_language() == "en" and self.title_en else self.title
        return title or self.publisher or self.host or str(_("Nguồn không dẫn liên kết"))

    @property
    def link(self) -> str:
        """The printable address; empty when the source must not be linked."""
        return self.url or "" if self.is_linkable else ""

    @property
    def published(self) -> str:
        """Publication date in words of the active language; empty when unknown."""
        if self.published_on:
            return partial_date.spell(self.published_on, (get_language() or "vi")[:2])
        return self.published_hint


class StatedFact(models.Model):
    """One fact that an official document states, with its status: a target is never shown as a result."""

    class Status(models.TextChoices):
        ACTUAL = "actual", _("Đã có")
        ESTIMATE = "estimate", _("Ước tính")
        TARGET = "target", _("Mục tiêu, chưa phải kết quả")

    code = models.CharField(_("mã"), max_length=12, unique=True)
    topic = models.CharField(_("chủ đề"), max_length=40)
    status = models.CharField(_("trạng thái"), max_length=10, choices=Status.choices)
    period_vi = models.CharField(_("kỳ"), max_length=120)
    period_en = models.CharField(_("kỳ (tiếng Anh)"), max_length=120)
    headline_vi = models.CharField(_("con số hoặc sự việc"), max_length=160)
    headline_en = models.CharField(_("con số hoặc sự việc (tiếng Anh)"), max_length=160)
    text_vi = models.TextField(_("diễn giải"))
    text_en = models.TextField(_("diễn giải (tiếng Anh)"))
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("đơn vị"), max_length=60, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="stated_facts", verbose_name=_("văn bản"))

    period = Localized("period")
    headline = Localized("headline")
    text = Localized("text")

    objects = StatedFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("dữ kiện chính thức")
        verbose_name_plural = pgettext_lazy("plural", "dữ kiện chính thức")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.headline_vi}"


class StatedFactSubject(models.Model):
    """A page that a stated fact concerns, by key: ``place:moc-chau``, ``province:<slug>``, ``gate:long-sap``."""

    fact = models.ForeignKey(StatedFact, on_delete=models.CASCADE, related_name="subjects")
    key = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("fact", "key"), name="one_subject_once_per_fact")]

    def __str__(self) -> str:
        return self.key


class WorkItem(models.Model):
    """Work that must happen, written in the transaction of the change that asks for it (see ``portal.core.work``).

    One row per (kind, key): asking again while it waits coalesces; asking while it is carried out raises ``version``,
    and the row stays until a run has seen the newest version.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ")
        WORKING = "working", _("đang làm")
        PARKED = "parked", _("tạm dừng")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc nền")
        verbose_name_plural = pgettext_lazy("plural", "việc nền")
        ordering = ("not_before", "pk")
        constraints = [models.UniqueConstraint(fields=("kind", "key"), name="one_row_per_work")]
        indexes = [models.Index(fields=("state", "not_before"), name="work_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Feedback(models.Model):
    """What a visitor wrote to the editors: an error on a page or another word. Nothing else is kept of the sender."""

    class State(models.TextChoices):
        NEW = "new", _("Mới nhận")
        IN_HAND = "in_hand", _("Đang xem xét")
        DONE = "done", _("Đã xong")

    reference = models.CharField(_("số tin"), max_length=9, unique=True)
    page_path = models.CharField(_("về trang"), max_length=500, blank=True)
    message = models.TextField(_("nội dung"))
    email = models.EmailField(_("thư điện tử"), blank=True, help_text=_("Tự xoá sau 180 ngày."))
    language = models.CharField(_("ngôn ngữ"), max_length=10)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.NEW, db_index=True)
    note = models.TextField(_("ghi chú nội bộ"), blank=True)
    received_at = models.DateTimeField(_("nhận lúc"), db_index=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("góp ý")
        verbose_name_plural = pgettext_lazy("plural", "góp ý")
        ordering = ("-received_at", "-pk")
        constraints = [models.CheckConstraint(condition=~Q(message=""), name="feedback_says_something")]

    def __str__(self) -> str:
        return self.reference

    @property
    def beginning(self) -> str:
        """The first words of the message, for lists."""
        return Truncator(" ".join(self.message.split())).chars(80)


class BasePage(Page):
    """What every page of the portal shares: ASCII slugs, Vietnamese help texts, one template per type."""

    class Meta:
        abstract = True

    show_in_menus_default = False
    # The nav, sitemap and breadcrumbs read only columns of wagtailcore_page.
    max_count_per_parent: ClassVar[int | None] = None

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", help_text=_("Phần cuối của địa chỉ: chữ không dấu, số và gạch nối.")),
                FieldPanel("seo_title", help_text=_("Tên hiện trên kết quả tìm kiếm; để trống thì dùng tên trang.")),
                FieldPanel(
                    "search_description",
                    help_text=_("Một câu 70–155 ký tự, hiện dưới tên trang trên kết quả tìm kiếm."),
                ),
            ],
            heading=_("Cho máy tìm kiếm"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Trong thực đơn")),
    ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A page without a slug gets one by our own fold; Wagtail's would write ``dj`` for ``đ``."""
        page: Any = self  # Wagtail ships no types
        if not page.slug and (base := slugify(page.title)):
            page.slug = page._get_autogenerated_slug(base)
        super().full_clean(*args, **kwargs)

    #: Keys of the stated facts that concern this page (see ``StatedFactSubject``); pages extend it.
    def fact_subjects(self) -> list[str]:
        """Keys under which stated facts are shown on this page."""
        return []

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if subjects := self.fact_subjects():
            context["stated_facts"] = StatedFact.objects.about(*subjects)
        return context
