"""Form fields of the account pages: our own labels, no placeholders, errors and help tied to their field."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("account/field.html")
def account_field(field: BoundField, label: str, help: str = "", autocomplete: str = "") -> dict[str, Any]:
    """One field with a visible label; errors and ``help`` are announced with it, placeholders are left out."""
    # What libraries say in English, or with links in it, is replaced by our own sentence.
    field.help_text = help
    attrs: dict[str, Any] = {"placeholder": False}
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    return {
        "field": field,
        "widget": field.as_widget(attrs=attrs),
        "label": label,
        "help": help,
        "is_checkbox": field.widget_type == "checkbox",
    }


@register.inclusion_tag("account/errors.html")
def account_errors(form: BaseForm) -> dict[str, Any]:
    """The list of everything that is wrong with a form, each entry a link to its field."""
    rows = [
        {"id": "" if bound.is_hidden else bound.id_for_label, "text": text} for bound in form for text in bound.errors
    ]
    return {"rows": [{"id": "", "text": text} for text in form.non_field_errors()] + rows}


@register.simple_tag
def password_help() -> str:
    """What a new password needs, from the validators of the settings."""
    lengths = [one.min_length for one in get_default_password_validators() if isinstance(one, MinimumLengthValidator)]
    if not lengths:
        return ""
    return _("Ít nhất %(count)s ký tự; đừng dùng mật khẩu phổ biến hoặc toàn chữ số.") % {"count": lengths[0]}
