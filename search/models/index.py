"""What the copies of the index still have to learn: written beside each change, and gone when a copy has passed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.querysets import DirtyDocumentQuerySet, IndexTargetQuerySet


class IndexTarget(models.Model):
    """A copy of the index that is kept up to date: Elasticsearch, or the embedded one of one web machine.

    While one is built again, the new index is a target of its own (``<name>-next``). Marking reads this table in the
    transaction of each change, so registering a target waits for the changes that have not seen it
    (``search.services.targets``).
    """

    class Kind(models.TextChoices):
        EMBEDDED = "embedded", _("trên máy")
        ELASTICSEARCH = "elasticsearch", _("Elasticsearch")

    class State(models.TextChoices):
        #: Answers readers.
        LIVE = "live", _("đang dùng")
        #: Is being filled beside the live one.
        BUILDING = "building", _("đang dựng")
        #: Gets no more rows; those it has are still carried out.
        LEAVING = "leaving", _("đang thay")

    name = models.CharField(_("bản chỉ mục"), max_length=60, primary_key=True)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.LIVE)
    #: Name of the index that is written; empty for whichever is live.
    index = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField(default=timezone.now)
    #: When a batch was begun that has not ended; stays behind when its worker is killed.
    busy_since = models.DateTimeField(null=True, blank=True)
    #: When the engine last took what was written.
    last_seen_at = models.DateTimeField(_("lần cuối trả lời"), null=True, blank=True)
    #: Nothing is written before; it moves away further each time the engine does not answer.
    not_before = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(_("lỗi gần nhất"), blank=True)
    checked_at = models.DateTimeField(_("lần kiểm tra cuối"), null=True, blank=True)
    #: What the last check found: numbers by name.
    findings = models.JSONField(default=dict, blank=True)

    objects = IndexTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản chỉ mục")
        verbose_name_plural = pgettext_lazy("plural", "bản chỉ mục")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class DocumentVersion(models.Model):
    """The number under which a document was last written: only ever raised, and kept when the thing is gone.

    Whoever writes raises it before reading the content, so a higher number never stands for older content, and an
    engine passes lower ones over. A key without a row is at version 0.
    """

    key = models.CharField(max_length=200, primary_key=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("số hiệu tài liệu")
        constraints = [models.CheckConstraint(condition=Q(version__gte=0), name="version_is_no_debt")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class DirtyDocument(models.Model):
    """A target has not seen this change of a document yet.

    Each change has a row of its own, so that no two changes wait for each other; rows of one document are carried out
    together (``search.services.draining``).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ")
        PARKED = "parked", _("tạm dừng")

    target = models.ForeignKey(
        IndexTarget, on_delete=models.CASCADE, related_name="dirty", verbose_name=_("bản chỉ mục")
    )
    key = models.CharField(_("tài liệu"), max_length=200)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.WAITING)
    #: How often the document was refused; an engine that does not answer is no attempt.
    attempts = models.PositiveSmallIntegerField(_("số lần"), default=0)
    not_before = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(_("lý do"), blank=True)
    marked_at = models.DateTimeField(_("từ lúc"), default=timezone.now)

    objects = DirtyDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("tài liệu chờ vào chỉ mục")
        verbose_name_plural = pgettext_lazy("plural", "tài liệu chờ vào chỉ mục")
        ordering = ("marked_at", "pk")
        indexes = [
            models.Index(fields=("target", "state", "not_before"), name="dirty_due"),
            models.Index(fields=("target", "key"), name="dirty_key"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.key}"


class Rebuild(models.Model):
    """A target that is being built again: who does it until when, and how far it is. One row, so one at a time."""

    class Step(models.TextChoices):
        FILLING = "filling", _("đang chép")
        VERIFYING = "verifying", _("đang đối chiếu")
        SWAPPED = "swapped", _("đã thay")

    #: Name of the target that is to be replaced; it may not exist yet.
    target = models.CharField(max_length=60, primary_key=True)
    index = models.CharField(max_length=200)
    #: The index that answered before; "" when there was none.
    previous = models.CharField(max_length=200, blank=True)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.FILLING)
    #: The last key that has been copied.
    after = models.CharField(max_length=200, blank=True)
    holder = models.CharField(max_length=32)
    leased_until = models.DateTimeField()
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lần dựng lại chỉ mục")

    def __str__(self) -> str:
        return f"{self.target} → {self.index} ({self.step})"
