"""What is kept about the dealings with a business: consents, messages to it, and who did what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.places.models import Province
from products.models.businesses import Business
from products.models.catalogue import Product
from products.querysets import ActionQuerySet, ConsentQuerySet


class Consent(models.Model):
    """One purpose somebody agreed to, with the text that was read and the time; withdrawn, never deleted before."""

    class Purpose(models.TextChoices):
        TERMS = "terms", _("Quy chế đăng sản phẩm")
        SHOW_REPRESENTATIVE = "show_representative", _("Hiện tên người đại diện")
        SHOW_PHONE = "show_phone", _("Hiện số điện thoại")
        SHOW_EMAIL = "show_email", _("Hiện thư điện tử")
        NEWS_BY_EMAIL = "news_by_email", _("Nhận thông báo qua thư điện tử")

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="consents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="consents")
    purpose = models.CharField(_("mục đích"), max_length=24, choices=Purpose.choices)
    text_version = models.CharField(_("phiên bản"), max_length=20)
    text = models.TextField(_("lời đã đọc"))
    given_at = models.DateTimeField(_("đồng ý lúc"))
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("đồng ý")
        verbose_name_plural = pgettext_lazy("plural", "đồng ý")
        ordering = ("given_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("business", "purpose"),
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_consent_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.given_at:%d.%m.%Y}"


class Message(models.Model):
    """A message of the portal to a business: seen in its area, and sent by e-mail through a row of work."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="messages")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    #: Where in the area it leads, without the host.
    path = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"))
    mailed_at = models.DateTimeField(_("gửi thư lúc"), null=True, blank=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = pgettext_lazy("plural", "thông báo")
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.subject


class Action(models.Model):
    """Who did what with a business or product, and when; rows are only added. Holds no personal data of others."""

    class Verb(models.TextChoices):
        REGISTERED = "registered", _("đăng ký")
        VERIFIED = "verified", _("xác minh chủ thể")
        RETURNED_SELLER = "returned_seller", _("trả lại hồ sơ chủ thể")
        REJECTED_SELLER = "rejected_seller", _("từ chối chủ thể")
        SUSPENDED = "suspended", _("tạm dừng chủ thể")
        REINSTATED = "reinstated", _("cho chủ thể hiện lại")
        READ_TAX_CODE = "read_tax_code", _("xem mã số thuế")
        SUBMITTED = "submitted", _("gửi duyệt")
        APPROVED = "approved", _("duyệt")
        RETURNED = "returned", _("trả lại")
        REJECTED = "rejected", _("không duyệt")
        LISTED = "listed", _("đăng")
        UNLISTED = "unlisted", _("thôi đăng")
        CERTIFICATE_SENT = "certificate_sent", _("gửi giấy chứng nhận")
        CERTIFICATE_CONFIRMED = "certificate_confirmed", _("xác nhận giấy chứng nhận")
        CERTIFICATE_REFUSED = "certificate_refused", _("không nhận giấy chứng nhận")
        CERTIFICATE_DECIDED = "certificate_decided", _("ghi quyết định về giấy chứng nhận")
        CLAIMED = "claimed", _("đề nghị nhận")
        CLAIM_DECIDED = "claim_decided", _("quyết định về đề nghị nhận")
        MERGED = "merged", _("gộp")
        FACTS_CHANGED = "facts_changed", _("sửa thông tin từ nguồn")
        REPORT_DECIDED = "report_decided", _("xử lý tin báo")
        IMPORTED = "imported", _("nạp từ bảng tính")
        EXPORTED = "exported", _("xuất bảng tính")
        MEMBER_CHANGED = "member_changed", _("đổi thành viên")
        DATA_EXPORTED = "data_exported", _("tải dữ liệu của mình")
        CONSENT_CHANGED = "consent_changed", _("đổi điều đồng ý")
        CLOSED = "closed", _("đóng tài khoản")

    verb = models.CharField(_("việc"), max_length=24, choices=Verb.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người làm")
    )
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, null=True, blank=True, related_name="actions")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, blank=True, related_name="actions")
    note = models.TextField(_("ghi chú"), blank=True)
    done_at = models.DateTimeField(_("lúc"), db_index=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc đã làm")
        verbose_name_plural = pgettext_lazy("plural", "việc đã làm")
        ordering = ("-done_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.done_at:%d.%m.%Y %H:%M}"
