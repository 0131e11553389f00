"""What a visitor may send: checked so that it can be shown, mailed and stored without surprises."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

MESSAGE_LENGTH = 5000
PATH_LENGTH = 500
#: Line breaks and tabs are text; every other control character is not.
_ALLOWED = frozenset("\n\t")
_NEW_LINE = re.compile(r"\r\n?")


def has_control_characters(text: str, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether the text holds characters that steer machines (null, escape, line breaks unless allowed)."""
    return any(unicodedata.category(letter) == "Cc" and letter not in allowed for letter in text)


def local_path(address: str) -> str:
    """The path of an address of this site: ``/le-hoi/`` of itself or of ``https://<this site>/le-hoi/?thang=3``.

    Raises ``ValueError`` for an address of another site, a relative one, one with control characters or backslashes
    (which browsers read as slashes), and one that is too long.
    """
    if has_control_characters(address) or "\\" in address or len(address) > PATH_LENGTH:
        raise ValueError(address[:80])
    parts = urlsplit(address)
    own = urlsplit(settings.PORTAL_BASE_URL)
    if (parts.scheme, parts.netloc) not in {("", ""), (own.scheme, own.netloc)}:
        raise ValueError(address[:80])
    # "//host" has a netloc above; "/path//x" is harmless, but a path that itself starts with two slashes is not.
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        raise ValueError(address[:80])
    return parts.path


class PlainText(forms.CharField):
    """Text of several lines: line breaks made one kind, so that every browser counts the same length."""

    def to_python(self, value: Any) -> str:
        return super().to_python(_NEW_LINE.sub("\n", value) if isinstance(value, str) else value) or ""


class StrangersForm(forms.Form):
    """A form that anybody may send: says in plain words what it does not take, and is not filled in by machines."""

    #: People do not see it; what fills it in is a machine.
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}), strip=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Null characters are control characters: our own sentences are about all of them.
            field.validators = [one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise ValidationError(
                _("Biểu mẫu này dường như do máy điền, nên chưa có gì được lưu. Nếu bạn là người, hãy gửi lại."),
                code="machine",
            )
        return cleaned


def without_control_characters(text: str, *, of_lines: bool = False) -> str:
    """The text; raises ``ValidationError`` for control characters; line breaks and tabs may stand in lines."""
    if has_control_characters(text, _ALLOWED if of_lines else frozenset()):
        raise ValidationError(
            _("Trong tin có ký tự điều khiển mà cổng không nhận. Hãy gõ lại thay vì dán."), code="control"
        )
    return text


class FeedbackForm(StrangersForm):
    """An error report or another word to the editors."""

    page_path = forms.CharField(
        required=False,
        max_length=PATH_LENGTH,
        error_messages={"max_length": _("Địa chỉ trang dài quá 500 ký tự. Hãy bỏ phần sau dấu hỏi.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url", "spellcheck": "false"}),
    )
    message = PlainText(
        max_length=MESSAGE_LENGTH,
        error_messages={
            "required": _("Hãy viết vài dòng cho ban biên tập."),
            "max_length": _("Tin dài quá 5.000 ký tự (hiện có %(show_value)d). Hãy rút ngắn hoặc gửi làm hai lần."),
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Địa chỉ thư này chưa đúng. Hãy viết dạng ten@example.vn hoặc để trống."),
            "max_length": _("Địa chỉ thư này quá dài."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_page_path(self) -> str:
        """The path alone; a full address of this site is taken too."""
        address = str(self.cleaned_data["page_path"])
        if not address:
            return ""
        try:
            return local_path(address)
        except ValueError as error:
            raise ValidationError(
                _("Đây không phải địa chỉ một trang của cổng. Hãy ghi dạng /le-hoi/ hoặc để trống."), code="not_local"
            ) from error

    def clean_message(self) -> str:
        """No control characters but line breaks and tabs."""
        return without_control_characters(str(self.cleaned_data["message"]), of_lines=True)
