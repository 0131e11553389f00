"""What a business writes about a product before an officer approves it, and what was decided of it.

A draft holds only what its author may edit (``products.listing_content``); certificates, reports, enquiries and the
permanent address are no part of it, so approving an old draft can undo none of them. What is live is always the content
of the last approved draft.
"""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.media.models import Image
from products.models.businesses import Business
from products.models.catalogue import NAME_CHARACTERS, Product
from products.querysets import DraftQuerySet, PictureQuerySet


class ListingDraft(models.Model):
    """One version of a listing on its way to the public; at most one of a product is open."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Chờ duyệt")
        RETURNED = "returned", _("Trả lại để sửa")
        APPROVED = "approved", _("Đã duyệt")
        REJECTED = "rejected", _("Không duyệt")
        DISCARDED = "discarded", _("Đã bỏ")

    #: States in which the business works on it, and in which nobody else may start another.
    OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("chủ thể"))
    product = models.ForeignKey(
        Product,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("sản phẩm"),
    )
    name = models.CharField(_("tên"), max_length=NAME_CHARACTERS)
    content = models.JSONField(_("nội dung"), encoder=DjangoJSONEncoder)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    #: Rises with each save; who saves an older one is told, and nothing is overwritten.
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField(_("lý do"), blank=True)
    created_at = models.DateTimeField(_("tạo lúc"))
    saved_at = models.DateTimeField(_("lưu lúc"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người lưu")
    )
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    decided_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người xử lý")
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản nháp sản phẩm")
        verbose_name_plural = pgettext_lazy("plural", "bản nháp sản phẩm")
        ordering = ("-saved_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("product",),
                condition=Q(state__in=("draft", "submitted", "returned")),
                name="one_open_draft_per_product",
            ),
            models.UniqueConstraint(
                fields=("business", "saved_by"),
                condition=Q(state="draft", product__isnull=True, version=1),
                name="one_untouched_draft_per_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("returned", "rejected")) | ~Q(reason=""), name="refusal_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(product__isnull=False, decided_at__isnull=False),
                name="approved_draft_has_its_product",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state in self.OPEN


class BusinessPicture(models.Model):
    """A picture that a business uploaded: only these can stand in its listings.

    Its words (description, author, people) never change once an officer has seen it: other words make another picture.
    """

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="pictures")
    image = models.OneToOneField(Image, on_delete=models.CASCADE, related_name="business_picture")
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người thêm")
    )
    #: The version of what the uploader agreed to (``products.consent_texts.PICTURE``).
    agreement_version = models.CharField(max_length=20, blank=True)
    #: When an officer could see it first; its words stand from then on.
    first_submitted_at = models.DateTimeField(_("gửi duyệt lần đầu lúc"), null=True, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")

    def __str__(self) -> str:
        return str(self.image)
