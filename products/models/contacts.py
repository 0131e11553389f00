"""What people send about products: enquiries to a verified seller, claims of a profile, reports to staff."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from products.models.businesses import Business
from products.models.catalogue import Product
from products.querysets import ClaimQuerySet, EnquiryQuerySet, ReportQuerySet


class Enquiry(models.Model):
    """A question to a seller. Name, contact and words of the sender are erased after ``erase_on``."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="enquiries")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, blank=True, related_name="enquiries")
    sender_name = models.CharField(_("họ tên"), max_length=120, blank=True)
    sender_contact = models.CharField(_("điện thoại hoặc thư điện tử"), max_length=200, blank=True)
    message = models.TextField(_("nội dung"), max_length=3000, blank=True)
    language = models.CharField(max_length=10)
    consent_version = models.CharField(max_length=20)
    sent_at = models.DateTimeField(_("gửi lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)
    erase_on = models.DateField(_("xoá ngày"), db_index=True)
    erased_at = models.DateTimeField(_("đã xoá lúc"), null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("lời hỏi")
        verbose_name_plural = pgettext_lazy("plural", "lời hỏi")
        ordering = ("-sent_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(sender_name="", sender_contact="", message=""),
                name="erased_enquiry_says_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.sent_at:%d.%m.%Y}"


class Claim(models.Model):
    """A verified business says that a product or profile from public sources is its own; an officer decides."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ xem xét")
        GRANTED = "granted", _("Đã giao")
        REJECTED = "rejected", _("Không giao")

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="claims", verbose_name=_("chủ thể"))
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, blank=True, related_name="claims")
    profile = models.ForeignKey(Business, on_delete=models.CASCADE, null=True, blank=True, related_name="claims_on_it")
    explanation = models.TextField(_("căn cứ"), max_length=2000)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("lý do"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gửi lúc"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề nghị nhận")
        verbose_name_plural = pgettext_lazy("plural", "đề nghị nhận")
        ordering = ("made_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=True, profile__isnull=False)
                | Q(product__isnull=False, profile__isnull=True),
                name="claim_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reason=""), name="rejected_claim_has_its_reason"
            ),
            models.UniqueConstraint(
                fields=("business", "product"),
                condition=Q(state="waiting", product__isnull=False),
                name="one_waiting_claim_of_a_product",
            ),
            models.UniqueConstraint(
                fields=("business", "profile"),
                condition=Q(state="waiting", profile__isnull=False),
                name="one_waiting_claim_of_a_profile",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business}: {self.product or self.profile}"


class Report(models.Model):
    """An error on a listing, or a request to take it down; the sender gets a number to ask with."""

    class Kind(models.TextChoices):
        ERROR = "error", _("Thông tin sai")
        RIGHTS = "rights", _("Vi phạm quyền của tôi")
        UNLAWFUL = "unlawful", _("Trái pháp luật hoặc gây nhầm lẫn")
        PERSONAL = "personal", _("Lộ thông tin cá nhân")

    class State(models.TextChoices):
        NEW = "new", _("Mới nhận")
        IN_HAND = "in_hand", _("Đang xem xét")
        CORRECTED = "corrected", _("Đã sửa")
        TAKEN_DOWN = "taken_down", _("Đã gỡ")
        DECLINED = "declined", _("Không có căn cứ")

    reference = models.CharField(_("số tin"), max_length=9, unique=True)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="reports", null=True, blank=True)
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="reports", null=True, blank=True)
    kind = models.CharField(_("việc"), max_length=10, choices=Kind.choices)
    message = models.TextField(_("nội dung"), max_length=3000)
    email = models.EmailField(_("thư điện tử"), blank=True, help_text=_("Tự xoá sau 180 ngày."))
    language = models.CharField(max_length=10)
    state = models.CharField(_("tình trạng"), max_length=12, choices=State.choices, default=State.NEW, db_index=True)
    note = models.TextField(_("trả lời"), blank=True, help_text=_("Người báo đọc được khi hỏi bằng số tin."))
    received_at = models.DateTimeField(_("nhận lúc"), db_index=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("tin báo về sản phẩm")
        verbose_name_plural = pgettext_lazy("plural", "tin báo về sản phẩm")
        ordering = ("-received_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=True, business__isnull=False)
                | Q(product__isnull=False, business__isnull=True),
                name="report_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.reference
