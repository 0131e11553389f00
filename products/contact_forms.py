"""Forms with which anybody writes about a product: to its seller, or to the officers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import PlainText, StrangersForm, without_control_characters
from products.models import Report

MESSAGE_CHARACTERS = 3000
TOO_LONG = _("Dài quá %(limit_value)d ký tự (hiện có %(show_value)d). Hãy rút ngắn.")


class EnquiryForm(StrangersForm):
    """A question to a seller."""

    name = forms.CharField(
        max_length=120,
        error_messages={"required": _("Hãy ghi tên để người bán biết gọi bạn là gì."), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        max_length=200,
        error_messages={
            "required": _("Hãy ghi số điện thoại hoặc thư điện tử để người bán trả lời."),
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": "on"}),
    )
    message = PlainText(
        max_length=MESSAGE_CHARACTERS,
        error_messages={"required": _("Hãy viết điều bạn muốn hỏi."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Cổng chỉ chuyển lời hỏi khi bạn đồng ý. Đánh dấu vào ô này rồi gửi lại.")}
    )

    def clean_name(self) -> str:
        """One line without control characters."""
        return without_control_characters(str(self.cleaned_data["name"]))

    def clean_contact(self) -> str:
        """One line without control characters."""
        return without_control_characters(str(self.cleaned_data["contact"]))

    def clean_message(self) -> str:
        """No control characters but line breaks and tabs."""
        return without_control_characters(str(self.cleaned_data["message"]), of_lines=True)


class ReportForm(StrangersForm):
    """An error on a listing, or a request to take it down."""

    kind = forms.ChoiceField(
        choices=Report.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn việc bạn muốn báo."),
            "invalid_choice": _("Chọn một trong các việc ở trên."),
        },
    )
    message = PlainText(
        max_length=MESSAGE_CHARACTERS,
        error_messages={
            "required": _("Hãy viết điều sai là gì và bạn biết từ đâu."),
            "max_length": TOO_LONG,
        },
        widget=forms.Textarea(attrs={"rows": 6}),
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

    def clean_message(self) -> str:
        """No control characters but line breaks and tabs."""
        return without_control_characters(str(self.cleaned_data["message"]), of_lines=True)
