"""Forms of a draft: the content of a listing, and the pictures in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.media.forms import PictureField
from portal.media.models import Licence, People
from products.consent_texts import PICTURE
from products.forms.fields import CommuneField, Line, Lines, Name
from products.listing_content import CHARACTERS, ListingContent
from products.models import ProductGroup
from products.services.pictures import Words

MONTHS = [(str(month), str(month)) for month in range(1, 13)]


def seen(content: ListingContent) -> str:
    """A digest of the words of a draft, without its pictures: a form says by it which words it was filled with."""
    words = replace(content, pictures=()).as_json()
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:16]


class ListingForm(forms.Form):
    """The words of a listing. Nothing is required to save; what is missing is asked for on submitting."""

    name = Name(
        label=_("Tên sản phẩm"),
        max_length=CHARACTERS["name"],
        help_text=_("Như in trên bao bì."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    group = forms.TypedChoiceField(
        label=_("Nhóm"),
        choices=lambda: [("", _("Chọn nhóm")), *ProductGroup.objects.values_list("code", "name_vi")],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Không có nhóm này. Hãy chọn trong danh sách.")},
    )
    commune = CommuneField(label=_("Nơi làm ra"))
    net_weight = Line(
        label=_("Khối lượng, quy cách"),
        max_length=CHARACTERS["net_weight"],
        help_text=_("Ví dụ: 500 g, chai 330 ml. Dịch vụ (nhóm 6) để trống."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    barcode = Line(
        label=_("Mã vạch"),
        max_length=CHARACTERS["barcode"],
        help_text=_("Các chữ số dưới mã vạch."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    teaser_vi = Line(
        label=_("Một dòng giới thiệu"),
        max_length=CHARACTERS["teaser_vi"],
        help_text=_("Hiện trong danh sách, nhiều nhất 200 ký tự."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text_vi = Lines(
        label=_("Bài giới thiệu"),
        max_length=CHARACTERS["text_vi"],
        help_text=_("Làm từ gì, làm thế nào, vị ra sao, bảo quản thế nào. Không ghi công dụng chữa bệnh."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    months = forms.TypedMultipleChoiceField(
        label=_("Tháng có hàng"),
        choices=MONTHS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Chọn các tháng từ 1 đến 12.")},
    )
    months_note_vi = Line(
        label=_("Ghi chú về mùa"),
        max_length=CHARACTERS["months_note_vi"],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name_en = Name(label=_("Tên tiếng Anh"), max_length=CHARACTERS["name_en"])
    teaser_en = Line(label=_("Một dòng giới thiệu bằng tiếng Anh"), max_length=CHARACTERS["teaser_en"])
    text_en = Lines(
        label=_("Bài giới thiệu bằng tiếng Anh"),
        max_length=CHARACTERS["text_en"],
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    months_note_en = Line(label=_("Ghi chú về mùa bằng tiếng Anh"), max_length=CHARACTERS["months_note_en"])
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    #: Which words the form was filled with (``seen``).
    words = forms.CharField(max_length=16, widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)

    ENGLISH = ("name_en", "teaser_en", "text_en", "months_note_en")

    def __init__(self, data: Any = None, *, content: ListingContent, version: int) -> None:
        """``content`` and ``version`` of the draft as it stands."""
        self.before = content
        columns = {**content.as_json(), "months": [str(month) for month in content.months]}
        super().__init__(data, initial={**columns, "version": version, "words": seen(content)})

    @property
    def has_english(self) -> bool:
        """Whether something is written in English, or wrong there."""
        return any(self[name].value() or self[name].errors for name in self.ENGLISH)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, sentence in self.content().problems().items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    def content(self) -> ListingContent:
        """The content that was typed, with the pictures that the draft has."""
        known = {
            name: value for name, value in self.cleaned_data.items() if name in ListingContent.__dataclass_fields__
        }
        known["months"] = tuple(sorted(known.get("months", ())))
        known["commune"] = known.get("commune") or ""
        return replace(self.before, **known)


class WordsForm(forms.Form):
    """What is said of a picture."""

    alt_vi = Line(
        label=_("Trong hình có gì?"),
        max_length=300,
        help_text=_("Một câu cho người không nhìn thấy hình."),
        required_message=_("Viết một câu: trong hình có gì."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    alt_en = Line(label=_("Câu ấy bằng tiếng Anh"), max_length=300)
    author = Name(
        label=_("Người chụp"),
        max_length=200,
        help_text=_("Tên này hiện dưới hình."),
        required_message=_("Ghi tên người chụp: trang công khai ghi tên này dưới hình."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    licence = forms.ChoiceField(
        label=_("Quyền dùng hình"),
        choices=[
            (Licence.OWN.value, _("Tôi hoặc người của chủ thể chụp")),
            (Licence.PERMISSION.value, _("Người khác chụp và cho phép dùng")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn ai là người chụp hình này."),
            "invalid_choice": _("Chọn một trong hai câu trả lời."),
        },
    )
    people = forms.ChoiceField(
        label=_("Trong hình có nhận ra ai không?"),
        choices=[
            (People.NOBODY.value, _("Không nhận ra ai")),
            (People.AGREED.value, _("Có, và họ đồng ý cho đăng")),
            (People.NOT_AGREED.value, _("Có, chưa hỏi họ")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Cho biết trong hình có nhận ra ai không."),
            "invalid_choice": _("Chọn một trong ba câu trả lời."),
        },
    )

    def words(self) -> Words:
        """What was said, for the service."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__dataclass_fields__})


class PictureForm(WordsForm):
    """A new picture, with what its uploader agrees to."""

    file = PictureField(label=_("Hình"))
    agreement = forms.BooleanField(
        label=PICTURE.text,
        error_messages={"required": _("Cổng chỉ đăng hình khi có sự đồng ý này. Đánh dấu vào ô rồi chọn lại hình.")},
    )
    field_order = ["file", "alt_vi", "author", "licence", "people", "agreement", "alt_en"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget = forms.FileInput(attrs={"accept": "image/*"})
