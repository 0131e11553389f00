"""The door of the document library: every PDF uploaded in the admin is judged by ``portal.media.document_intake``."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.permissions import permission_policy

from portal.media import document_intake, intake
from portal.media.forms import TitleField


class DocumentField(WagtailDocumentField):
    """An uploaded PDF, judged by its content; ``.judged`` of the cleaned file holds what is known of it."""

    default_validators = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)  # of a name that is not kept
        super().__init__(*args, **kwargs)
        self.max_upload_size = intake.LARGEST_DOCUMENT
        self.help_text = _("PDF, nặng nhất 20 MB, không khoá, không có tệp đính kèm.")
        self.error_messages["file_too_large_unknown_size"] = _("Tệp này nặng quá 20 MB. Hãy gửi bản nhẹ hơn.")
        self.error_messages["required"] = _("Hãy chọn một tệp PDF.")

    def to_python(self, data: Any) -> File[bytes] | None:
        """The file, with ``judged``. Raises ``ValidationError`` in words of the uploader's language."""
        if data in self.empty_values:
            return None
        data.judged = document_intake.judge_document(data)
        return data  # type: ignore[no-any-return]

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Without a new file the present one stays; a file of no bytes is said to be one."""
        if data is None and initial:
            return initial
        return super(forms.FileField, self).clean(data)  # type: ignore[misc]  # past its own idea of an empty file


class DocumentForm(BaseDocumentForm):
    """Every upload of a document in the admin, and every change of one."""

    original_file: Any
    title = TitleField(label=_("tên"), max_length=255)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:  # the form that follows a multiple upload
            return
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Để trống thì lấy tên ghi trong PDF.")
        was = self.fields["file"]
        self.fields["file"] = DocumentField(label=was.label, widget=was.widget)
        self.fields["file"].widget.attrs["accept"] = ".pdf,application/pdf"

    def clean_file(self) -> Any:
        """Refuse what is in the library already, and say where; only what the uploader may see there counts."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        seen = permission_policy.instances_user_has_any_permission_for(self.user, ["choose", "change"])
        same = seen.filter(file_hash=intake.content_hash(file))
        if existing := same.exclude(pk=self.instance.pk).first():
            raise ValidationError(
                format_html(
                    gettext('Tài liệu này đã có: <a href="{}" target="_blank">{}</a>. Hãy dùng tài liệu ấy.'),
                    reverse("wagtaildocs:edit", args=[existing.pk]),
                    existing.title,
                ),
                code="duplicate",
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A document without a title takes its own; a file beside a mistake elsewhere is not kept, and that is said."""
        cleaned: dict[str, Any] = super().clean()
        file = cleaned.get("file")
        if "file" not in self.changed_data or not file:
            if not cleaned.get("title") and "title" not in self.errors and "file" not in self.errors:
                self.add_error("title", gettext("Hãy ghi tên tài liệu."))
            return cleaned
        if self.errors:
            # Wagtail's multiple upload would store it aside, under the name that was sent, until the rest is right.
            self.add_error("file", gettext("Tệp chưa được lưu vì chỗ khác chưa đúng. Hãy sửa rồi chọn lại tệp."))
        elif not cleaned.get("title"):
            cleaned["title"] = file.judged.title or intake.title_of(file.name)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Keep what the document says of itself; the file that a new one replaces goes when the change is certain."""
        replaced: Any = self.original_file
        self.original_file = None
        changed = "file" in self.changed_data
        if changed:
            judged: document_intake.JudgedDocument = self.cleaned_data["file"].judged
            self.instance.pages = judged.pages
            self.instance.language = self.cleaned_data.get("language") or judged.language
        with transaction.atomic():
            document = super().save(commit)
            if commit and changed and replaced:
                name, storage = replaced.name, replaced.storage
                transaction.on_commit(lambda: storage.delete(name))
        return document
