"""OCOP certificates of products: what was decided, when and by whom. Whether one is in force is always computed.

At most one certificate of a product stands; a new decision closes the one before in the same transaction
(``services.certificates``). The rules of each period stand in ``products.certificates``.
"""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.media.models import PrivateDocument
from products import certificates as rules
from products.models.catalogue import Product
from products.querysets import CertificateQuerySet, SubmissionQuerySet


def by_the_rules() -> Q:
    """Certificates whose issuer could give so many stars on their day by the rule set they name."""
    allowed = []
    for rule_set in rules.RULE_SETS:
        days = Q(issued_on__gte=rule_set.since)
        if rule_set.until is not None:
            days &= Q(issued_on__lte=rule_set.until)
        for stars, issuer in rule_set.issuers.items():
            allowed.append(Q(rule_set=rule_set.code, stars=stars, issuer=issuer.value) & days)
    return reduce(or_, allowed)


class Decision(models.TextChoices):
    """What was decided of a certificate."""

    GRANTED = rules.Decision.GRANTED.value, _("Đã cấp")
    UNDER_REASSESSMENT = rules.Decision.UNDER_REASSESSMENT.value, _("Đang đánh giá lại")
    WITHDRAWN = rules.Decision.WITHDRAWN.value, _("Đã thu hồi")
    REPLACED = rules.Decision.REPLACED.value, _("Đã thay bằng giấy mới")


class Certificate(models.Model):
    """One certificate, confirmed by an officer."""

    class RuleSet(models.TextChoices):
        OF_2019 = "2019", _("1048/QĐ-TTg (2019), 781/QĐ-TTg (2020)")
        OF_2023 = "2023", _("148/QĐ-TTg (2023)")
        OF_2025 = "2025", _("148/QĐ-TTg sửa đổi bởi 1489/QĐ-TTg (2025)")

    class Issuer(models.TextChoices):
        DISTRICT = rules.Issuer.DISTRICT.value, _("Uỷ ban nhân dân huyện (nay không còn)")
        PROVINCE = rules.Issuer.PROVINCE.value, _("Uỷ ban nhân dân tỉnh")
        CENTRE = rules.Issuer.CENTRE.value, _("Trung ương")

    product = models.ForeignKey(
        Product, verbose_name=_("sản phẩm"), on_delete=models.PROTECT, related_name="certificates"
    )
    rule_set = models.CharField(_("bộ quy định"), max_length=8, choices=RuleSet.choices)
    issuer = models.CharField(_("cấp công nhận"), max_length=10, choices=Issuer.choices)
    issuer_name = models.CharField(_("cơ quan ký"), max_length=160, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=60)
    issued_on = models.DateField(_("ngày cấp"))
    printed_ends_on = models.DateField(
        _("ngày hết hạn in trên giấy"),
        null=True,
        blank=True,
        help_text=_("Để trống khi giấy không in: hiệu lực đến hết ngày trước mốc 36 tháng."),
    )
    ends_on = models.DateField(_("ngày cuối còn hiệu lực"), editable=False)
    stars = models.PositiveSmallIntegerField(_("số sao"), validators=[MinValueValidator(3), MaxValueValidator(5)])
    score = models.DecimalField(_("điểm"), max_digits=5, decimal_places=2, null=True, blank=True)
    mandatory_passed = models.BooleanField(_("đạt các tiêu chí bắt buộc"), null=True, blank=True)
    place_at_issue = models.CharField(_("địa chỉ ghi trên giấy"), max_length=200, blank=True)
    decision = models.CharField(
        _("quyết định"), max_length=20, choices=Decision.choices, default=Decision.GRANTED, editable=False
    )
    document = models.ForeignKey(
        PrivateDocument, verbose_name=_("bản chụp"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy chứng nhận OCOP")
        verbose_name_plural = pgettext_lazy("plural", "giấy chứng nhận OCOP")
        ordering = ("-issued_on", "-pk")
        indexes = [models.Index(fields=("decision", "issued_on", "ends_on"), name="certificate_in_force")]
        constraints = [
            models.UniqueConstraint(
                fields=("product",),
                condition=Q(decision__in=("granted", "under_reassessment")),
                name="one_standing_certificate_per_product",
                violation_error_message=_("Sản phẩm đã có một giấy đang đứng; quyết định mới phải thay giấy ấy."),
            ),
            models.CheckConstraint(
                condition=by_the_rules(),
                name="certificate_by_the_rules_of_its_day",
                violation_error_message=_(
                    "Theo quy định của ngày cấp, cơ quan này không cấp được số sao này. Xem lại ngày, cấp và số sao."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("issued_on")),
                name="certificate_ends_after_it_begins",
                violation_error_message=_("Ngày hết hạn đứng trước ngày cấp."),
            ),
            models.CheckConstraint(
                condition=Q(printed_ends_on__isnull=True) | Q(printed_ends_on=F("ends_on")),
                name="printed_last_day_counts",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(50, 100)),
                name="certificate_score_of_a_hundred",
                violation_error_message=_("Điểm của một giấy chứng nhận nằm trong khoảng 50 đến 100."),
            ),
            models.CheckConstraint(condition=~Q(decision_number=""), name="certificate_has_its_number"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} ({self.issued_on:%d.%m.%Y})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ends_on = rules.last_day(self.issued_on, self.printed_ends_on)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """The last day follows from what was entered, so that constraints can be checked before saving."""
        super().clean_fields(exclude=exclude)
        if self.issued_on is not None:
            self.ends_on = rules.last_day(self.issued_on, self.printed_ends_on)

    def state_on(self, today: dt.date) -> rules.State:
        """How it is on a day."""
        return rules.state_on(
            today, decision=rules.Decision(self.decision), issued_on=self.issued_on, ends_on=self.ends_on
        )

    def is_in_force(self, today: dt.date) -> bool:
        """Whether its stars may be shown on a day."""
        return self.state_on(today) in rules.IN_FORCE


class CertificateDecision(models.Model):
    """One step in the life of a certificate; rows are only added."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="decisions")
    decision = models.CharField(_("quyết định"), max_length=20, choices=Decision.choices)
    number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"))
    reason = models.TextField(_("lý do"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("người ghi"),
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("bước của giấy chứng nhận")
        verbose_name_plural = pgettext_lazy("plural", "bước của giấy chứng nhận")
        ordering = ("recorded_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=("granted", "replaced")) | ~Q(reason=""),
                name="certificate_step_has_its_reason",
                violation_error_message=_("Ghi lý do của quyết định."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.decided_on:%d.%m.%Y}"


class CertificateNotice(models.Model):
    """That the holder was told how many days are left; each notice once."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="notices")
    days = models.PositiveSmallIntegerField(_("số ngày trước khi hết hạn"))
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=("certificate", "days"), name="each_notice_once")]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.days}"


class CertificateSubmission(models.Model):
    """A certificate that a business has sent for an officer to confirm; the business fills in what it can read."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ xác nhận")
        RETURNED = "returned", _("Đã trả lại")
        CONFIRMED = "confirmed", _("Đã xác nhận")
        REJECTED = "rejected", _("Không nhận")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="certificate_submissions")
    #: Gone with its owner's account; what an officer has confirmed stays.
    document = models.ForeignKey(
        PrivateDocument, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("bản chụp")
    )
    decision_number = models.CharField(_("số quyết định"), max_length=60)
    issued_on = models.DateField(_("ngày cấp"))
    printed_ends_on = models.DateField(_("ngày hết hạn in trên giấy"), null=True, blank=True)
    stars = models.PositiveSmallIntegerField(_("số sao"), validators=[MinValueValidator(3), MaxValueValidator(5)])
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    reason = models.TextField(_("lý do"), blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)
    certificate = models.OneToOneField(
        Certificate, on_delete=models.SET_NULL, null=True, blank=True, related_name="submission"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy chứng nhận chờ xác nhận")
        verbose_name_plural = pgettext_lazy("plural", "giấy chứng nhận chờ xác nhận")
        ordering = ("sent_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(3, 5)), name="submission_of_three_to_five_stars"),
            models.UniqueConstraint(
                fields=("product",), condition=Q(state="waiting"), name="one_waiting_submission_per_product"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.decision_number}"
