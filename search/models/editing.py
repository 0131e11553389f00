"""What editors say about search: words of one meaning, pinned results; and what people looked for, counted by day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from search.analysis import fold_tokens

#: The most words of one meaning in a row.
MOST_WORDS = 12
#: The longest question that is pinned or counted.
QUESTION_LENGTH = 80


def folded(text: str) -> str:
    """What two spellings of one question share."""
    return " ".join(fold_tokens(text))[:QUESTION_LENGTH]


class Wording(models.Model):
    """Words that mean the same in a question: an abbreviation with what it stands for, or words of one meaning."""

    class Kind(models.TextChoices):
        ABBREVIATION = "abbreviation", _("Viết tắt")
        SYNONYM = "synonym", _("Đồng nghĩa")

    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices, default=Kind.SYNONYM)
    words = models.CharField(
        _("các từ"),
        max_length=400,
        unique=True,
        help_text=_("Cách nhau bằng dấu phẩy. Với viết tắt, ghi chữ tắt trước: “đbp, điện biên phủ”."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    panels = [
        HelpPanel(_("Có hiệu lực ngay. Chỉ ghi từ thông dụng: muốn một trang đứng đầu, hãy ghim kết quả.")),
        FieldPanel("kind"),
        FieldPanel("words"),
    ]

    objects: ClassVar[models.Manager[Wording]] = models.Manager()

    class Meta:
        verbose_name = _("từ ngữ tìm kiếm")
        verbose_name_plural = pgettext_lazy("plural", "từ ngữ tìm kiếm")
        ordering = ("words",)

    def __str__(self) -> str:
        return self.words

    @property
    def listed(self) -> list[str]:
        """The words, one each."""
        return [word for part in self.words.split(",") if (word := " ".join(part.split()))]

    def clean(self) -> None:
        words = self.listed
        if len({tuple(fold_tokens(word)) for word in words if fold_tokens(word)}) < 2 or len(words) > MOST_WORDS:
            raise ValidationError(
                {"words": _("Ghi từ hai đến %(most)s từ khác nhau, cách nhau bằng dấu phẩy.") % {"most": MOST_WORDS}}
            )
        self.words = ", ".join(words)


class PinnedResult(models.Model):
    """A page that stands first when exactly this is asked, marks and case aside."""

    question = models.CharField(
        _("câu tìm"), max_length=QUESTION_LENGTH, help_text=_("Như người đọc gõ; dấu và hoa thường không kể.")
    )
    question_folded = models.CharField(max_length=QUESTION_LENGTH, editable=False, db_index=True)
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("trang đứng đầu"),
        help_text=_("Bản dịch của trang cũng được ghim."),
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels = [FieldPanel("question"), FieldPanel("page"), FieldPanel("order")]

    objects: ClassVar[models.Manager[PinnedResult]] = models.Manager()

    class Meta:
        verbose_name = _("kết quả ghim")
        verbose_name_plural = pgettext_lazy("plural", "kết quả ghim")
        ordering = ("question_folded", "order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("question_folded", "page"),
                name="one_pin_of_a_page_per_question",
                violation_error_message=_("Trang này đã được ghim cho câu tìm ấy."),
            ),
            models.CheckConstraint(condition=~Q(question_folded=""), name="pin_has_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question} → {self.page}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.question_folded = folded(self.question)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.question_folded = folded(self.question)
        if not self.question_folded:
            raise ValidationError({"question": _("Ghi ít nhất một từ.")})


class QuestionCount(models.Model):
    """How often a question was asked on a day, and how often in vain: no person, no address, no time of day."""

    text = models.CharField(_("câu tìm"), max_length=QUESTION_LENGTH)
    day = models.DateField(_("ngày"))
    asked = models.PositiveIntegerField(_("số lần"), default=0)
    unanswered = models.PositiveIntegerField(_("không thấy"), default=0)

    objects: ClassVar[models.Manager[QuestionCount]] = models.Manager()

    class Meta:
        verbose_name = _("câu tìm theo ngày")
        verbose_name_plural = pgettext_lazy("plural", "câu tìm theo ngày")
        constraints = [
            models.UniqueConstraint(fields=("text", "day"), name="one_count_per_question_and_day"),
            models.CheckConstraint(condition=Q(unanswered__lte=models.F("asked")), name="unanswered_were_asked"),
        ]
        indexes = [models.Index(fields=("day",), name="question_count_day")]

    def __str__(self) -> str:
        return f"{self.text} ({self.day}: {self.asked})"


class CountedSpool(models.Model):
    """A spool file whose questions are counted: a second time it is only removed."""

    name = models.CharField(max_length=120, unique=True)
    counted_at = models.DateTimeField()

    objects: ClassVar[models.Manager[CountedSpool]] = models.Manager()

    class Meta:
        verbose_name = _("tệp câu tìm đã đếm")

    def __str__(self) -> str:
        return self.name
