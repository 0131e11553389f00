"""Which labels somebody wants to print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.labels import FORMATS, SHEETS


class LabelForm(forms.Form):
    """Paper, how many labels, and where on the first sheet they begin; everything but the paper may be left out."""

    giay = forms.ChoiceField(
        label=gettext_lazy("Khổ nhãn trên giấy A4"),
        choices=[(key, one.title) for key, one in FORMATS.items()],
        error_messages={
            "required": gettext_lazy("Chọn khổ nhãn."),
            "invalid_choice": gettext_lazy("Không có khổ nhãn này."),
        },
    )
    tu = forms.IntegerField(
        label=gettext_lazy("Bắt đầu từ nhãn số"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Khi các nhãn đầu tờ đã dùng."),
    )
    so = forms.IntegerField(
        label=gettext_lazy("Số nhãn"), required=False, min_value=1, help_text=gettext_lazy("Để trống: in hết một tờ.")
    )
    vien = forms.BooleanField(label=gettext_lazy("In đường cắt, cho giấy thường"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"giay", "tu", "so"} <= cleaned.keys():
            room = FORMATS[cleaned["giay"]].count
            start = cleaned["tu"] or 1
            if start > room:
                self.add_error("tu", ValidationError(_("Tờ này chỉ có %(count)s nhãn.") % {"count": room}))
            elif cleaned["so"] and start + cleaned["so"] - 1 > SHEETS * room:
                sentence = _("Mỗi lần in nhiều nhất %(sheets)s tờ, %(count)s nhãn.")
                self.add_error("so", ValidationError(sentence % {"sheets": SHEETS, "count": SHEETS * room}))
        return cleaned
