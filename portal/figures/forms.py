"""The form of a value: numbers as they are safe to read, and what is to happen with it after it is saved.

What is saved goes through ``portal.figures.services``; the form tries that first and undoes it, so that everything it
refuses stands beside the form.
"""

from __future__ import annotations

import copy
import secrets
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.figures import numbers
from portal.figures.models import Observation
from portal.figures.number_faults import NUMBER_FAULTS
from portal.figures.services import observations

PUBLISH = "figures.publish_observation"
State = Observation.State


class NumberField(forms.CharField):
    """A number of a value; what could mean two things is refused with the reason."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return numbers.read(str(text))
        except numbers.BadNumber as error:
            raise ValidationError(NUMBER_FAULTS[error.fault], code=error.fault) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class ObservationForm(WagtailAdminModelForm):
    """A value as an editor enters it."""

    instance: Observation

    value = NumberField(label=_("giá trị"), help_text=_("Chỉ chữ số, phần thập phân sau dấu chấm: 5300000 hoặc 86.24."))
    step = forms.ChoiceField(label=_("sau khi lưu"), choices=[], widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("lý do sửa"),
        max_length=300,
        required=False,
        help_text=_("Khi sửa số liệu đã đăng: bạn đọc thấy lý do cạnh giá trị trước đây."),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.updated_at.isoformat() if self.instance.pk else ""
        steps = self.steps()
        self.fields["step"].choices = steps
        self.fields["step"].initial = steps[0][0]

    def steps(self) -> list[tuple[str, Any]]:
        """What this person may have done with the value now, the usual one first."""
        state = self.instance.state if self.instance.pk else State.DRAFT
        if state == State.PUBLISHED:
            if not self.may_publish:
                return [("none", _("Đã đăng: chỉ người duyệt sửa được"))]
            return [("correct", _("Đăng lại với nội dung đã sửa")), ("withdraw", _("Gỡ khỏi trang"))]
        steps = [("submit", _("Gửi duyệt")), ("draft", _("Giữ làm bản nháp"))]
        if self.may_publish:
            steps.insert(0 if state == State.IN_REVIEW else 2, ("publish", _("Đăng lên trang")))
        return steps

    @property
    def may_publish(self) -> bool:
        """Whether whoever fills in the form may make values public."""
        return bool(self.for_user and self.for_user.has_perm(PUBLISH))

    def clean_holiday(self) -> str:
        return self.cleaned_data.get("holiday") or ""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.carry_out(copy.copy(self.instance))
                transaction.set_rollback(True)
        except ValidationError as refusal:
            # A field that the form does not show says it above the form.
            known = refusal.message_dict if hasattr(refusal, "error_dict") else {"__all__": refusal.messages}
            for name, said in known.items():
                self.add_error(name if name in self.fields else None, said)

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            self.instance = self.carry_out(self.instance)
            self._save_m2m()
        return self.instance

    def refuse_overwriting(self) -> None:
        """Raise ``ValidationError`` when somebody else has saved the value since this form was opened."""
        if self.instance._state.adding:
            return
        row = Observation.objects.select_for_update().values_list("updated_at", flat=True)
        changed_at = row.get(pk=self.instance.pk)
        if changed_at.isoformat() != self.cleaned_data["seen"]:
            raise ValidationError(
                _("Số liệu này vừa được người khác lưu lúc %(time)s. Hãy mở lại trang để thấy nội dung mới rồi sửa.")
                % {"time": f"{timezone.localtime(changed_at):%H:%M, %d.%m.%Y}"}
            )

    def carry_out(self, observation: Observation) -> Observation:
        """Store the value and do what was chosen. Raises ``ValidationError``."""
        self.refuse_overwriting()
        now, by = timezone.now(), self.for_user
        step = self.cleaned_data["step"]
        if step == "none":
            raise ValidationError(_("Số liệu đã đăng chỉ người duyệt sửa được."))
        if step == "correct":
            return observations.correct(observation=observation, reason=self.cleaned_data["reason"], by=by, now=now)
        if step == "withdraw":
            return observations.withdraw(observation=Observation.objects.get(pk=observation.pk), now=now)
        if observation._state.adding:
            observation.key = f"v-{secrets.token_hex(6)}"
            stored = observations.enter(observation=observation, now=now)
        else:
            stored = observations.edit(observation=observation, now=now)
        if step in {"submit", "publish"}:
            stored = observations.submit(observation=stored, now=now)
        if step == "publish":
            stored = observations.publish(observation=stored, by=by, now=now)
        return stored
