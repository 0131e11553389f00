"""Fields that take what people type or paste, tidy it, and say in a sentence what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from portal.places.models import Commune
from products import tax_codes
from products.names import foreign_letters, tidy, tidy_text
from products.tax_codes import Kind, NotATaxCode, TaxNumber

TOO_LONG = _("Dài quá %(limit_value)d ký tự (hiện có %(show_value)d). Hãy rút ngắn.")
_PHONE = re.compile(r"\+?[\d\s.\-()]+")


class Line(forms.CharField):
    """One line: white space collapsed, signs that nobody sees taken out."""

    def __init__(self, *, required_message: Any = "", **options: Any) -> None:
        super().__init__(required=bool(required_message), **options)
        self.error_messages["max_length"] = TOO_LONG
        if required_message:
            self.error_messages["required"] = required_message

    def to_python(self, value: Any) -> str:
        return tidy(value) if isinstance(value, str) else ""


class Name(Line):
    """A name, in which no letter may pass for another one."""

    def validate(self, value: str) -> None:
        """Refuse look-alike letters, and name them."""
        super().validate(value)
        if letters := foreign_letters(value):
            raise ValidationError(
                _("Trong tên có ký tự không phải chữ Việt hay chữ Latinh: %(letters)s. Hãy gõ lại tên thay vì dán."),
                params={"letters": " ".join(letters)},
                code="letters",
            )


class Lines(Line):
    """Text of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return tidy_text(value) if isinstance(value, str) else ""


class Phone(Line):
    """A telephone number as people write it."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def validate(self, value: str) -> None:
        """Digits enough to call, and nothing else."""
        super().validate(value)
        if value and not (_PHONE.fullmatch(value) and 8 <= sum(sign.isdecimal() for sign in value) <= 14):
            raise ValidationError(
                _("Số điện thoại chỉ gồm 8 đến 14 chữ số, có thể có dấu + ở đầu. Ví dụ: 0212 385 0000."), code="phone"
            )


class Email(forms.EmailField):
    """An e-mail address."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=254, required=False, **options)
        self.error_messages["invalid"] = _("Địa chỉ thư này chưa đúng. Hãy viết dạng ten@example.vn.")
        self.error_messages["max_length"] = TOO_LONG
        self.widget.attrs["autocomplete"] = "email"


class Website(forms.URLField):
    """The address of a page on the web; people leave out how it begins."""

    default_validators = [
        URLValidator(
            schemes=["http", "https"], message=_("Địa chỉ trang mạng này chưa đúng. Hãy viết dạng https://example.vn.")
        )
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=300, required=False, assume_scheme="https", **options)
        self.error_messages["invalid"] = _("Địa chỉ trang mạng này chưa đúng. Hãy viết dạng https://example.vn.")
        self.error_messages["max_length"] = TOO_LONG
        self.widget.attrs |= {"inputmode": "url", "autocomplete": "url"}


class TaxCode(forms.CharField):
    """A tax code, cleaned to a ``TaxNumber`` or None. What may be a citizen's number is never printed again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=40, **options)
        self.error_messages["max_length"] = _("Mã số thuế có 10 số, 10 số và 3 số, hoặc 12 số. Hãy xem lại.")
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> TaxNumber | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return tax_codes.read(text)
        except NotATaxCode as error:
            raise ValidationError(
                _("Mã số thuế có 10 số, 10 số và 3 số của đơn vị phụ thuộc, hoặc 12 số. Hãy xem lại giấy đăng ký."),
                code="tax_code",
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """The code of an enterprise as it was typed; anything else may be a person's, and has to be typed again."""
        try:
            is_person = tax_codes.read(str(value or "")).kind is Kind.PERSON
        except NotATaxCode:
            return ""
        return "" if is_person else value


class CommuneField(forms.ChoiceField):
    """A commune or ward of today by its code, grouped by province."""

    def __init__(self, *, required_message: Any = "", **options: Any) -> None:
        super().__init__(choices=_communes, required=bool(required_message), **options)
        self.error_messages["invalid_choice"] = _("Không có xã, phường này. Hãy chọn trong danh sách.")
        if required_message:
            self.error_messages["required"] = required_message


def _communes() -> Iterable[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for commune in Commune.objects.select_related("province").order_by("province__sort_key", "sort_key"):
        groups.setdefault(commune.province.name, []).append((commune.code, commune.full_name))
    return [("", _("Chọn xã, phường")), *groups.items()]
