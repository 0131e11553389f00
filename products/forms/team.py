"""Forms of the team of a business."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from products.models import Member


class InvitationForm(forms.Form):
    """To whom a seat is offered."""

    email = forms.EmailField(
        label=_("Thư điện tử"),
        max_length=254,
        error_messages={
            "required": _("Ghi địa chỉ thư của người được mời."),
            "invalid": _("Địa chỉ thư này chưa đúng. Hãy viết dạng ten@example.vn."),
            "max_length": _("Địa chỉ thư này quá dài."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=Member.Role.choices,
        initial=Member.Role.EDITOR,
        error_messages={"invalid_choice": _("Chọn một trong các vai trò."), "required": _("Chọn một vai trò.")},
    )


class RoleForm(forms.Form):
    """The role of a member."""

    role = forms.ChoiceField(choices=Member.Role.choices)
