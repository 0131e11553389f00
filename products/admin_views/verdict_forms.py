"""What an officer decides of something that waits: approved, returned or rejected, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.core.forms import PlainText, without_control_characters
from products.models import Report

REASON_CHARACTERS: Final = 2000
TOO_LONG = _("Dài quá %(limit_value)d ký tự (hiện có %(show_value)d). Hãy rút ngắn.")


class Verdict(TextChoices):
    """What may be decided."""

    APPROVE = "approve", _("Duyệt")
    RETURN = "return", _("Trả lại để sửa")
    REJECT = "reject", _("Từ chối")


class ReasonForm(forms.Form):
    """A reason that the other side reads word for word; ``version`` is of what the officer has read."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = PlainText(
        label=_("Lời nhắn"),
        max_length=REASON_CHARACTERS,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_reason(self) -> str:
        """Several lines without control characters."""
        return without_control_characters(str(self.cleaned_data["reason"]), of_lines=True)


class NeededReasonForm(ReasonForm):
    """A step that is not made without a reason."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "reason" in cleaned and not cleaned["reason"].strip():
            self.add_error("reason", _("Ghi lý do để chủ thể biết phải sửa gì."))
        return cleaned


class VerdictForm(ReasonForm):
    """The decision; ``points`` are common faults to tick, which the reason then begins with."""

    verdict = forms.ChoiceField(
        label=_("Quyết định"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một quyết định."), "invalid_choice": _("Chọn một trong các quyết định.")},
    )
    points = forms.MultipleChoiceField(label=_("Chỗ cần sửa"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, verdicts: Sequence[Verdict] = tuple(Verdict), points: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("verdict", [(one.value, one.label) for one in verdicts]),
            ("points", [(str(number), label) for number, label in enumerate(points)]),
        ):
            cast(forms.ChoiceField, self.fields[name]).choices = choices
        if not points:
            del self.fields["points"]

    def clean(self) -> dict[str, Any]:
        """The ticked faults stand before the words; only an approval goes without any."""
        cleaned = super().clean() or {}
        if "points" in self.fields:
            labels: dict[Any, Any] = dict(cast(Any, self.fields["points"]).choices)
            with override(settings.LANGUAGE_CODE):  # whatever language the officer reads
                ticked = [f"- {labels[key]}" for key in cleaned.get("points", [])]
            cleaned["whole_reason"] = "\n".join([*ticked, cleaned.get("reason", "")]).strip()
        else:
            cleaned["whole_reason"] = cleaned.get("reason", "").strip()
        refuses = cleaned.get("verdict") in {Verdict.RETURN, Verdict.REJECT}
        if refuses and not cleaned["whole_reason"] and "reason" not in self.errors:
            self.add_error("reason", _("Ghi lý do để chủ thể biết phải sửa gì."))
        return cleaned


class ReportForm(forms.Form):
    """How far a report is, and what its sender reads about it; ``seen`` is the state that the officer has read."""

    seen = forms.ChoiceField(choices=Report.State.choices, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        widget=forms.RadioSelect,
        choices=[choice for choice in Report.State.choices if choice[0] != Report.State.NEW],
        error_messages={"required": _("Chọn tình trạng."), "invalid_choice": _("Chọn một trong các tình trạng.")},
    )
    note = PlainText(
        label=_("Trả lời"),
        max_length=REASON_CHARACTERS,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_note(self) -> str:
        """Several lines without control characters."""
        return without_control_characters(str(self.cleaned_data["note"]), of_lines=True)
