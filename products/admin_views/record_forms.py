"""Forms of records from public sources, narrowed to the provinces of the officer who fills them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.widgets import AdminSnippetChooser

from portal.core.models import Source
from portal.core.vietnamese import slugify
from portal.places.models import Commune, Province
from products.admin_views.choosers import choose_business
from products.models import (
    Award,
    Business,
    BusinessAlias,
    Certification,
    Product,
    ProductAlias,
    ProductGroup,
    ProductMarket,
    ProductMonth,
    ProtectedName,
    Protection,
)
from products.names import foreign_letters, tidy

MONTHS = [(month, str(month)) for month in range(1, 13)]
#: Columns of a product that its keeper changes through drafts: an officer only reads them.
KEPT_CONTENT = (
    "name",
    "name_en",
    "kind",
    "group",
    "producer",
    "province",
    "commune",
    "teaser_vi",
    "teaser_en",
    "lead_vi",
    "lead_en",
    "text_vi",
    "text_en",
    "net_weight",
    "barcode",
    "months_note_vi",
    "months_note_en",
)
FEW_LINES = forms.Textarea(attrs={"rows": 3})
MANY_LINES = forms.Textarea(attrs={"rows": 8})


def provinces_for(user: Any) -> Any:
    """Provinces that an account may write about."""
    return Province.objects.all() if user.is_superuser else Province.objects.filter(officers__user=user)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]  # of several models
    """A record; ``seen`` is the fingerprint of what the form was filled from."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    #: Headings with the first field below each; the fields stand in the order of the form.
    sections: ClassVar[tuple[tuple[str, str | Promise], ...]] = ()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        provinces = provinces_for(user)
        if isinstance(field := self.fields.get("province"), forms.ModelChoiceField):
            field.queryset = provinces
        if isinstance(field := self.fields.get("commune"), forms.ModelChoiceField):
            field.queryset = Commune.objects.filter(province__in=provinces).select_related("province")
        for field in self.fields.values():
            field.label = capfirst(str(field.label or ""))

    def in_sections(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        """Visible fields below their headings."""
        headings = dict(self.sections)
        found: list[tuple[str | Promise, list[forms.BoundField]]] = []
        for field in self.visible_fields():
            if not found or field.name in headings:
                found.append((headings.get(field.name, ""), []))
            found[-1][1].append(field)
        return found

    def clean_name(self) -> str:
        """A name without unseen signs and without letters that only look like Latin ones."""
        name = tidy(str(self.cleaned_data["name"]))
        if letters := foreign_letters(name):
            raise ValidationError(
                _("Tên có chữ không phải chữ Việt: %(letters)s. Hãy gõ lại."), params={"letters": " ".join(letters)}
            )
        return name

    def save_rows(self) -> None:
        """Save what the form keeps in rows of its own; nothing, unless a form says more."""

    def clean(self) -> dict[str, Any]:
        """A commune lies in its province."""
        cleaned = super().clean() or {}
        commune, province = cleaned.get("commune"), cleaned.get("province")
        if commune is not None and province is not None and commune.province_id != province.pk:
            self.add_error("commune", _("Xã, phường này không thuộc tỉnh đã chọn."))
        return cleaned


class ProductForm(RecordForm):
    """A product: all of it when it comes from public sources, of a kept one only what its producer does not write."""

    sections = (
        ("name", gettext_lazy("Tên")),
        ("kind", gettext_lazy("Loại và nhóm")),
        ("producer", gettext_lazy("Nơi làm ra")),
        ("commune_basis", gettext_lazy("Nguồn nói về nơi làm ra")),
        ("teaser_vi", gettext_lazy("Nội dung trang")),
        ("recognition", gettext_lazy("Nguồn nói về OCOP")),
        ("export_vi", gettext_lazy("Xuất khẩu")),
        ("months", gettext_lazy("Mùa")),
    )
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Tháng có hàng"),
        choices=MONTHS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Product
        fields = (
            "name",
            "name_en",
            "name_note_vi",
            "name_note_en",
            "kind",
            "group",
            "subgroup_vi",
            "subgroup_en",
            "producer",
            "province",
            "commune",
            "commune_basis",
            "commune_note_vi",
            "commune_note_en",
            "place_before",
            "teaser_vi",
            "teaser_en",
            "lead_vi",
            "lead_en",
            "text_vi",
            "text_en",
            "net_weight",
            "barcode",
            "months_note_vi",
            "months_note_en",
            "recognition",
            "last_known_stars",
            "last_known_year",
            "last_known_again",
            "last_known_note_vi",
            "last_known_note_en",
            "export_vi",
            "export_en",
        )
        widgets = {
            "lead_vi": FEW_LINES,
            "lead_en": FEW_LINES,
            "text_vi": MANY_LINES,
            "text_en": MANY_LINES,
            "export_vi": FEW_LINES,
            "export_en": FEW_LINES,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_kept_by_producer:
            for name in (*KEPT_CONTENT, "months"):
                del self.fields[name]
            return
        self.fields["months"].initial = (
            [row.month for row in self.instance.month_rows.all()] if self.instance.pk is not None else []
        )
        mine = Business.objects.in_scope_of(self.user).filter(standing__in=("from_sources", "verified"))
        mine = mine.filter(is_example=self.instance.is_example)
        # The maker whom a source named may sit in the other province: it stays, and no other one of there is offered.
        producers = Business.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk=self.instance.producer_id))
        field = cast("forms.ModelChoiceField[Business]", self.fields["producer"])
        field.queryset = producers
        field.widget = choose_business(producers)

    def save_rows(self) -> None:
        """Keep the ticked months in place of those before."""
        if "months" not in self.fields:
            return
        months = set(self.cleaned_data["months"])
        self.instance.month_rows.exclude(month__in=months).delete()
        known = set(self.instance.month_rows.values_list("month", flat=True))
        ProductMonth.objects.bulk_create(ProductMonth(product=self.instance, month=one) for one in months - known)


class ProfileForm(RecordForm):
    """A maker as public sources describe it."""

    class Meta:
        model = Business
        fields = (
            "name",
            "name_en",
            "legal_type",
            "form_vi",
            "form_en",
            "province",
            "commune",
            "address",
            "about_vi",
            "about_en",
        )
        widgets = {"about_vi": MANY_LINES, "about_en": MANY_LINES}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].required = True  # without one only administrators would see it


class GroupForm(RecordForm):
    """What readers are told of a group; its name is that of the programme."""

    class Meta:
        model = ProductGroup
        fields = ("name_en", "explanation_vi", "explanation_en")
        widgets = {"explanation_vi": MANY_LINES, "explanation_en": MANY_LINES}


class ProtectedNameForm(RecordForm):
    """A protected name."""

    class Meta:
        model = ProtectedName
        fields = (
            "name",
            "name_en",
            "province",
            "kind",
            "status",
            "year",
            "covers_vi",
            "covers_en",
            "text_vi",
            "text_en",
        )
        widgets = {"text_vi": MANY_LINES, "text_en": MANY_LINES}

    def clean(self) -> dict[str, Any]:
        """A new one gets its key, by which pages link to it; it must be free."""
        cleaned = super().clean()
        if self.instance.pk is None and cleaned.get("name"):
            self.instance.slug = slugify(str(cleaned["name"]))
            if not self.instance.slug:
                self.add_error("name", _("Tên cần có chữ."))
        return cleaned


#: Columns whose own names are no words.
PART_LABELS = {"protected_name": gettext_lazy("Tên được bảo hộ"), "source": gettext_lazy("Nguồn")}


class PartFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # of several models
    """Rows of a record, in the order in which they stand."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def add_fields(self, form: Any, index: int | None) -> None:
        """Labels with a capital; protected names of the officer's provinces alone."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            field.label = capfirst(str(PART_LABELS.get(name, field.label or "")))
        if "protected_name" in form.fields:
            mine = ProtectedName.objects.in_scope_of(self.user)
            form.fields["protected_name"].queryset = mine | ProtectedName.objects.filter(
                pk=form.instance.protected_name_id
            )
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Xoá")

    def save_in_order(self) -> None:
        """Save rows; those of models with an order keep the one of the form."""
        self.save()
        left = [form.instance for form in self.forms if form.instance.pk and form not in self.deleted_forms]
        for order, row in enumerate(left):
            if getattr(row, "order", order) != order:
                row.order = order
                row.save(update_fields=["order"])


def part(parent: type[Model], model: type[Model], fields: Sequence[str], **widgets: Any) -> Any:
    """A form set of a record's rows, with two empty ones at the end."""
    return inlineformset_factory(
        parent,
        model,
        formset=PartFormSet,
        fields=fields,
        extra=2,
        can_delete=True,
        can_delete_extra=False,
        widgets=widgets or None,
    )


def source_part(parent: type[Model]) -> Any:
    """A form set of the sources of a record."""
    through = parent._meta.get_field("sources").remote_field.through  # type: ignore[union-attr]
    return part(parent, through, ("source",), source=AdminSnippetChooser(Source))


SOURCES = gettext_lazy("Nguồn")
PRODUCT_PARTS = (
    ("aliases", gettext_lazy("Tên khác"), part(Product, ProductAlias, ("name",))),
    (
        "protections",
        gettext_lazy("Sở hữu trí tuệ"),
        part(Product, Protection, ("kind", "protected_name", "text_vi", "text_en")),
    ),
    (
        "certifications",
        gettext_lazy("Tiêu chuẩn, chứng nhận khác"),
        part(Product, Certification, ("code", "text_vi", "text_en")),
    ),
    ("awards", gettext_lazy("Giải thưởng"), part(Product, Award, ("kind", "level", "year", "text_vi", "text_en"))),
    ("markets", gettext_lazy("Thị trường, nguồn ghi"), part(Product, ProductMarket, ("market",))),
    ("sources", SOURCES, source_part(Product)),
)
PROFILE_PARTS = (
    ("aliases", gettext_lazy("Tên khác"), part(Business, BusinessAlias, ("name",))),
    ("sources", SOURCES, source_part(Business)),
)
NAME_PARTS = (("sources", SOURCES, source_part(ProtectedName)),)
