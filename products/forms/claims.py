"""The form in which a business says that a product or profile from public sources is its own."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from products.forms.fields import Lines
from products.models import Business


class ClaimForm(forms.Form):
    """Which of the account's businesses asks, and why it may."""

    business = forms.ModelChoiceField(
        label=_("Chủ thể nhận"),
        queryset=Business.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn chủ thể nhận."),
            "invalid_choice": _("Chọn một chủ thể của bạn."),
        },
    )
    explanation = Lines(
        label=_("Căn cứ"),
        max_length=2000,
        help_text=_("Ví dụ: số giấy chứng nhận, tên trên bao bì, giấy đăng ký. Cán bộ của tỉnh sẽ đối chiếu."),
        required_message=_("Ghi vì sao đây là của bạn, để cán bộ đối chiếu."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, businesses: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField[Business], self.fields["business"]).queryset = businesses
        if len(businesses) == 1:
            self.initial["business"] = businesses[0]
