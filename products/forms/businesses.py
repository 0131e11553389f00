"""Forms in which a business says who it is: to register, to change what officers verify, to change its contacts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from products.consent_texts import CONSENTS
from products.forms.fields import CommuneField, Email, Line, Lines, Name, Phone, TaxCode, Website
from products.models import Business, Consent
from products.services.businesses import CONTACT_FIELDS, VERIFIED_FIELDS
from products.tax_codes import TaxNumber

LegalType = Business.LegalType


class _Verified(forms.Form):
    """What officers hold against the papers."""

    legal_type = forms.ChoiceField(
        label=_("Loại hình"),
        choices=LegalType.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn loại hình ghi trên giấy đăng ký."),
            "invalid_choice": _("Chọn một loại hình trong danh sách."),
        },
    )
    name = Name(
        label=_("Tên"),
        max_length=160,
        help_text=_("Ghi đúng như giấy đăng ký."),
        required_message=_("Ghi tên đúng như giấy đăng ký."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    tax_code = TaxCode(
        label=_("Mã số thuế"),
        help_text=_(
            "10 số; 10 số và 3 số của đơn vị phụ thuộc; hoặc 12 số của hộ kinh doanh. Tổ hợp tác có thể để trống."
            " Không bao giờ hiện trên trang; số 12 chữ số được mã hoá."
        ),
    )
    commune = CommuneField(label=_("Xã, phường"), required_message=_("Chọn xã, phường nơi đặt trụ sở."))
    address = Line(
        label=_("Địa chỉ"),
        max_length=200,
        help_text=_("Số nhà, bản, tổ dân phố."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    @property
    def number(self) -> TaxNumber | None:
        """The tax code that was typed."""
        number: TaxNumber | None = self.cleaned_data.get("tax_code")
        return number

    def profile(self) -> dict[str, str]:
        """What officers verify, as the services take it."""
        return {name: self.cleaned_data.get(name, "") for name in VERIFIED_FIELDS}


class ContactsForm(forms.Form):
    """How a business is reached; each contact is public only with its consent."""

    representative = Name(
        label=_("Người đại diện"),
        max_length=120,
        required_message=_("Ghi họ tên người đại diện trên giấy đăng ký."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = Phone(label=_("Điện thoại"), max_length=20, required_message=_("Ghi số điện thoại để cán bộ liên hệ."))
    email = Email(label=_("Thư điện tử"))
    website = Website(label=_("Trang mạng"))
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)

    def contacts(self) -> dict[str, str]:
        """The contacts, as the services take them."""
        return {name: self.cleaned_data.get(name, "") for name in CONTACT_FIELDS}


class RegistrationForm(_Verified, ContactsForm):
    """A business registers. Consents are asked one by one, none is ticked."""

    key = forms.UUIDField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    field_order = ["legal_type", "name", "tax_code", "commune", "address"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["version"]
        self.initial["key"] = uuid4()
        for purpose, consent in CONSENTS.items():
            self.fields[self.name_of(purpose)] = forms.BooleanField(
                label=consent.text,
                required=consent.is_required,
                error_messages={"required": _("Cần chấp nhận quy chế mới đăng ký được. Đọc rồi đánh dấu vào ô ấy.")},
            )

    @staticmethod
    def name_of(purpose: Consent.Purpose) -> str:
        """The field of a consent."""
        return f"consent_{purpose.value}"

    @property
    def consents(self) -> list[forms.BoundField]:
        """The fields of the consents."""
        return [self[self.name_of(purpose)] for purpose in CONSENTS]

    def purposes(self) -> list[Consent.Purpose]:
        """What was agreed to."""
        return [purpose for purpose in CONSENTS if self.cleaned_data.get(self.name_of(purpose))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_code = cleaned.get("legal_type") != LegalType.GROUP
        if needs_code and "tax_code" in cleaned and cleaned["tax_code"] is None:
            self.add_error("tax_code", _("Ghi mã số thuế trên giấy đăng ký. Chỉ tổ hợp tác được để trống."))
        if self.errors and self.number is not None and self.number.kind == "person":
            self.add_error("tax_code", _("Hãy ghi lại mã 12 số: cổng không in lại số định danh của người."))
        return cleaned


class ProfileForm(_Verified):
    """What officers verify, changed; of a verified business it waits for one, and the tax code stays."""

    name_en = Name(label=_("Tên tiếng Anh"), max_length=160)
    about_vi = Lines(
        label=_("Giới thiệu"),
        max_length=3000,
        help_text=_("Ai làm, từ bao giờ, làm ra gì. Không ghi công dụng chữa bệnh."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    about_en = Lines(label=_("Giới thiệu bằng tiếng Anh"), max_length=3000, widget=forms.Textarea(attrs={"rows": 7}))
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, has_tax_code: bool, is_verified: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_tax_code = has_tax_code
        if is_verified:
            del self.fields["tax_code"]
        elif has_tax_code:
            self.fields["tax_code"].help_text = _("Đã lưu, không hiện lại. Chỉ ghi khi muốn đổi.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_code = "tax_code" in self.fields and not self.has_tax_code
        if needs_code and cleaned.get("legal_type") != LegalType.GROUP and cleaned.get("tax_code", 0) is None:
            self.add_error("tax_code", _("Ghi mã số thuế trên giấy đăng ký. Chỉ tổ hợp tác được để trống."))
        return cleaned
