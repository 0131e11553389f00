"""Who makes and sells: profiles that public sources gave, and businesses that keep themselves.

A profile from public sources has no account, no contact and no tax code. A business that registers is public only once
an officer has verified it. Tax codes stand in a table of their own, which nothing copies.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.localized import Localized
from portal.core.models import Source
from portal.media.models import Image
from portal.places.models import Commune, Province
from products.models.naming import Named
from products.querysets import BusinessQuerySet


class Business(Named):
    """A co-operative, company, household or group."""

    class LegalType(models.TextChoices):
        COMPANY = "company", _("Công ty")
        COOPERATIVE = "cooperative", _("Hợp tác xã")
        UNION = "cooperative-union", _("Liên hiệp hợp tác xã")
        GROUP = "cooperative-group", _("Tổ hợp tác")
        HOUSEHOLD = "household", _("Hộ kinh doanh")
        PRODUCTION_HOUSEHOLD = "production-household", _("Hộ sản xuất")
        ASSOCIATION = "association", _("Hội, hiệp hội")

    class Standing(models.TextChoices):
        FROM_SOURCES = "from_sources", _("Từ nguồn công khai")
        REGISTERED = "registered", _("Chờ xác minh")
        RETURNED = "returned", _("Đã trả lại để bổ sung")
        VERIFIED = "verified", _("Đã xác minh")
        REJECTED = "rejected", _("Bị từ chối")
        SUSPENDED = "suspended", _("Tạm dừng")
        MERGED = "merged", _("Đã gộp")
        CLOSED = "closed", _("Đã đóng")
        #: Of a spreadsheet that is being loaded: nobody sees it until all of the file stands.
        LOADING = "loading", _("Đang nạp từ bảng tính")

    slug = models.SlugField(_("khoá"), max_length=80, unique=True)
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    sort_key = models.CharField(max_length=700, editable=False, db_index=True)
    search_text = models.TextField(editable=False, blank=True)
    legal_type = models.CharField(_("loại hình"), max_length=24, choices=LegalType.choices, blank=True)
    form_vi = models.CharField(_("loại hình, nguồn ghi"), max_length=80, blank=True)
    form_en = models.CharField(_("loại hình, nguồn ghi (tiếng Anh)"), max_length=80, blank=True)
    standing = models.CharField(
        _("tình trạng"), max_length=12, choices=Standing.choices, default=Standing.REGISTERED, db_index=True
    )
    is_example = models.BooleanField(_("ví dụ của bản dùng thử"), default=False, editable=False)
    province = models.ForeignKey(
        Province, verbose_name=_("tỉnh"), on_delete=models.PROTECT, null=True, blank=True, related_name="businesses"
    )
    commune = models.ForeignKey(
        Commune,
        verbose_name=_("xã, phường"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="businesses",
    )
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    about_vi = models.TextField(_("giới thiệu"), max_length=3000, blank=True)
    about_en = models.TextField(_("giới thiệu (tiếng Anh)"), max_length=3000, blank=True)
    picture = models.ForeignKey(
        Image, verbose_name=_("hình"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sources: models.ManyToManyField[Source, Any] = models.ManyToManyField(
        Source, verbose_name=_("nguồn"), blank=True, related_name="businesses"
    )

    # Each is shown only with the consent that names it (products.models.consents).
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    website = models.URLField(_("trang mạng"), max_length=300, blank=True)

    registered_at = models.DateTimeField(_("đăng ký lúc"), null=True, blank=True)
    verified_at = models.DateTimeField(_("xác minh lúc"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("tạm dừng lúc"), null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    #: What a verified business wants to be changed of what an officer has verified; None when nothing waits.
    pending = models.JSONField(_("thay đổi chờ duyệt"), null=True, blank=True)
    pending_at = models.DateTimeField(_("gửi thay đổi lúc"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("gộp vào"), on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    #: Rises with each change; who saves over somebody else's change is told.
    version = models.PositiveIntegerField(default=1, editable=False)
    #: Made with the form of a registration, so that a form sent twice registers once.
    registration_key = models.UUIDField(null=True, unique=True, editable=False)

    form = Localized("form")
    about = Localized("about")

    objects = BusinessQuerySet.as_manager()

    class Meta:
        verbose_name = _("chủ thể")
        verbose_name_plural = pgettext_lazy("plural", "chủ thể")
        ordering = ("sort_key", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing="verified") | Q(verified_at__isnull=False), name="verified_business_has_its_day"
            ),
            models.CheckConstraint(
                condition=(Q(standing="merged") & Q(merged_into__isnull=False))
                | (~Q(standing="merged") & Q(merged_into__isnull=True)),
                name="merged_business_names_its_heir",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="business_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(standing="from_sources")
                | Q(representative="", phone="", email="", website="", registered_at__isnull=True),
                name="profile_from_sources_has_no_contact",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=("returned", "rejected", "suspended")) | ~Q(reason=""),
                name="refused_business_has_its_reason",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("products:business", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """Whether it has a page that everybody may read."""
        return not self.is_example and self.standing in {self.Standing.FROM_SOURCES, self.Standing.VERIFIED}

    @property
    def is_verified(self) -> bool:
        """Whether an officer has verified it as a seller."""
        return self.standing == self.Standing.VERIFIED


class BusinessAlias(models.Model):
    """Another name of a business: a brand, an abbreviation, a name before."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("tên"), max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("business", "name"), name="one_alias_once_per_business")]

    def __str__(self) -> str:
        return self.name


class TaxCode(models.Model):
    """The tax code of a business, read by officers alone; of a person it is the citizen's number, kept encrypted.

    Written and read by ``services.tax_codes`` only. Wagtail's reference index, search, exports and logs never see it.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("10 số")
        DEPENDENT = "dependent", _("10 số và 3 số của đơn vị phụ thuộc")
        PERSON = "person", _("12 số định danh cá nhân")

    business = models.OneToOneField(Business, on_delete=models.CASCADE, related_name="tax_code", primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=14, blank=True)
    encrypted = models.BinaryField(null=True, blank=True)
    #: Keyed digest, to find the same code twice without reading it.
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person", number="", encrypted__isnull=False)
                | (~Q(kind="person") & ~Q(number="") & Q(encrypted__isnull=True)),
                name="citizen_number_only_encrypted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.business}: {self.get_kind_display()}"


class Member(models.Model):
    """An account that works for a business."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Chủ tài khoản")
        EDITOR = "editor", _("Người soạn")
        VIEWER = "viewer", _("Người xem")

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=8, choices=Role.choices)
    joined_at = models.DateTimeField(_("tham gia lúc"))

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = pgettext_lazy("plural", "thành viên")
        constraints = [models.UniqueConstraint(fields=("business", "user"), name="one_membership_per_business")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Invitation(models.Model):
    """A seat in a business, offered to an e-mail address until a moment (``services.members``)."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("thư điện tử"))
    role = models.CharField(_("vai trò"), max_length=8, choices=Member.Role.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("người mời")
    )
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    accepted_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("business", "email"), condition=Q(accepted_at__isnull=True), name="one_open_invitation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"


class Officer(models.Model):
    """Whoever verifies sellers, listings and certificates; sees the provinces named here and nothing of others."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="officer")
    provinces: models.ManyToManyField[Province, Any] = models.ManyToManyField(
        Province, verbose_name=_("tỉnh"), related_name="officers"
    )

    class Meta:
        verbose_name = _("cán bộ OCOP")
        verbose_name_plural = pgettext_lazy("plural", "cán bộ OCOP")

    def __str__(self) -> str:
        return str(self.user)
