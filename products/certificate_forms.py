"""What people type of a certificate: a business that sends one, an officer who confirms or decides.

Impossible days and stars end here, at the door, with a sentence; what the rules of the day allow, the service knows.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from products.models import Certificate, Decision
from products.services.certificates import NEXT, Paper, check_paper

NO_DAY = _("Không có ngày này trong lịch. Ghi đủ ngày, tháng, năm, như 18.2.2024.")
NO_STARS = _("Giấy chứng nhận OCOP chỉ có 3, 4 hoặc 5 sao.")
STARS = [("3", _("3 sao")), ("4", _("4 sao")), ("5", _("5 sao"))]


class DayField(forms.DateField):
    """A day as people copy it from paper: the day first."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "decimal"}))
        super().__init__(**options)
        self.error_messages["invalid"] = NO_DAY


class PaperForm(forms.Form):
    """What a business can copy from a certificate; ``today`` is handed over, never asked for."""

    with_issuer = False

    stars = forms.TypedChoiceField(
        label=_("Số sao"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NO_STARS, "required": NO_STARS},
    )
    decision_number = forms.CharField(
        label=_("Số quyết định"),
        max_length=60,
        error_messages={
            "required": _("Ghi số quyết định in trên giấy."),
            "max_length": _("Số quyết định dài quá 60 ký tự."),
        },
    )
    issued_on = DayField(
        label=_("Ngày ký quyết định"), error_messages={"required": _("Ghi ngày ký quyết định, như 18.2.2024.")}
    )
    printed_ends_on = DayField(
        label=_("Ngày hết hạn in trên giấy"),
        required=False,
        help_text=_("Để trống khi giấy không in: hiệu lực đến hết ngày trước mốc 36 tháng."),
    )

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"stars", "decision_number", "issued_on", "printed_ends_on"} <= cleaned.keys():
            try:
                check_paper(self.paper(), today=self.today, with_issuer=self.with_issuer)
            except ValidationError as error:
                for field, messages in error.message_dict.items():
                    self.add_error(field, ValidationError(messages))
        return cleaned

    def paper(self) -> Paper:
        """What was typed, for the service."""
        known = Paper.__dataclass_fields__
        return Paper(**{name: value for name, value in self.cleaned_data.items() if name in known})


class SubmissionForm(PaperForm):
    """A business sends a certificate."""

    file = forms.FileField(
        label=_("Ảnh chụp hoặc tệp PDF của giấy"),
        error_messages={
            "required": _("Chọn ảnh chụp hoặc tệp PDF của giấy chứng nhận."),
            "empty": _("Tệp này rỗng. Chọn lại tệp."),
        },
    )


class ConfirmationForm(PaperForm):
    """An officer confirms a certificate, with the paper before him."""

    with_issuer = True

    issuer = forms.ChoiceField(
        label=_("Cấp công nhận"),
        choices=Certificate.Issuer.choices,
        error_messages={"required": _("Chọn cấp đã ký quyết định."), "invalid_choice": _("Không có cấp này.")},
    )
    issuer_name = forms.CharField(label=_("Cơ quan ký"), max_length=160, required=False)
    score = forms.DecimalField(
        label=_("Điểm"),
        required=False,
        min_value=50,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        error_messages={
            "invalid": _("Ghi điểm bằng số, như 82,5."),
            "min_value": _("Điểm của một giấy chứng nhận nằm trong khoảng 50 đến 100."),
            "max_value": _("Điểm của một giấy chứng nhận nằm trong khoảng 50 đến 100."),
        },
        localize=True,
    )
    mandatory_passed = forms.NullBooleanField(label=_("Đạt các tiêu chí bắt buộc"), required=False)
    place_at_issue = forms.CharField(
        label=_("Địa chỉ ghi trên giấy"),
        max_length=200,
        required=False,
        help_text=_("Chép nguyên văn, kể cả tên huyện cũ."),
    )


class DecisionForm(forms.Form):
    """An officer writes down what was decided of a certificate later."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn quyết định."),
            "invalid_choice": _("Từ trạng thái này không ghi được quyết định ấy."),
        },
    )
    number = forms.CharField(
        label=_("Số quyết định"), max_length=60, error_messages={"required": _("Ghi số quyết định.")}
    )
    decided_on = DayField(
        label=_("Ngày quyết định"), error_messages={"required": _("Ghi ngày quyết định, như 18.2.2024.")}
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi lý do của quyết định.")},
    )

    def __init__(self, *args: Any, certificate: Certificate, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(forms.ChoiceField, self.fields["decision"])
        following = NEXT[Decision(certificate.decision)]
        field.choices = [(one.value, one.label) for one in Decision if one in following]
