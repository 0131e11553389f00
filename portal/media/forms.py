"""The door of the media library: every picture uploaded in the admin is judged by ``portal.media.intake``."""

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
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.permissions import permission_policy

from portal.media import intake


class PictureField(WagtailImageField):
    """An uploaded picture, judged; ``.judged`` of the cleaned file holds what is known of it.

    By content alone: phones name HEIC files .jpg, and nothing of the name reaches the disk.
    """

    default_validators = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _("JPEG, PNG, WebP, AVIF hoặc HEIC, nặng nhất 15 MB. Nơi chụp ghi trong tệp không lên trang.")
        self.error_messages["file_too_large_unknown_size"] = _("Tệp này nặng quá 15 MB. Hãy gửi bản nhỏ hơn.")
        self.error_messages["invalid_image_extension"] = _(
            "Cổng nhận JPEG, PNG, WebP, AVIF và HEIC; hãy chọn tệp khác."
        )
        self.error_messages["required"] = _("Hãy chọn một tệp hình.")

    def to_python(self, data: Any) -> File[bytes] | None:
        """The file, with ``judged``. Raises ``ValidationError`` in words of the uploader's language."""
        if data in self.empty_values:
            return None
        data.judged = intake.judge_picture(data)
        return data  # type: ignore[no-any-return]

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Without a new file the present one stays; a file of no bytes is said to be one."""
        if data is None and initial:
            return initial
        return super(forms.FileField, self).clean(data)  # type: ignore[misc]  # past its own idea of an empty file


class TitleField(forms.CharField):
    """A title, often made from the name of a file: one visible line, cut rather than refused."""

    def to_python(self, value: Any) -> str:
        """The title as one line of at most 150 characters."""
        return intake.plain(str(value or ""), intake.TITLE_CHARACTERS)


class ImageForm(BaseImageForm):
    """Every upload of a picture in the admin, and every change of one."""

    data: Any
    original_file: Any
    judged: intake.Judged | None = None
    title = TitleField(label=_("Tên"), max_length=255)
    keep_place = forms.BooleanField(
        label=_("Lưu nơi chụp"),
        required=False,
        help_text=_("Toạ độ trong tệp được giữ cho biên tập viên; không bao giờ lên trang."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.initial["keep_place"] = self.instance.latitude is not None
        if "file" not in self.fields:  # the form that follows a multiple upload
            return
        self._name_after_file()
        self.fields["file"] = PictureField(label=_("Tệp"), widget=self.fields["file"].widget)
        self.fields["file"].widget.attrs["accept"] = ".jpg,.jpeg,.png,.webp,.avif,.heic,.heif,image/*"

    def _name_after_file(self) -> None:
        """A picture that comes without a title, or with its file's name for one, is called after the file.

        A title that cannot be used would leave the file behind in Wagtail's store of unfinished uploads.
        """
        file, name = self.files.get(self.add_prefix("file")), self.add_prefix("title")
        if file is not None and intake.plain(str(self.data.get(name) or ""), 255) in {"", intake.plain(file.name, 255)}:
            self.data = self.data.copy()
            self.data[name] = intake.title_of(file.name)

    def _post_clean(self) -> None:
        """Of many pictures, one whose other fields are wrong is refused like one whose file is.

        Wagtail would keep its file in its store of unfinished uploads, for ever when nobody fills in the form.
        """
        super()._post_clean()
        of_many = set(self.data) == {"title", "collection"}
        if of_many and self.errors and "file" in self.fields and "file" not in self.errors:
            self.add_error("file", [message for messages in self.errors.values() for message in messages])

    def clean_file(self) -> Any:
        """Refuse what is in the library already, and say where; only pictures that the uploader may choose count."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        self.file_hash = intake.content_hash(file)
        same = permission_policy.instances_user_has_any_permission_for(self.user, ["choose", "change", "add"]).filter(
            file_hash=self.file_hash
        )
        if existing := same.exclude(pk=self.instance.pk).first():
            raise ValidationError(
                format_html(
                    gettext('Hình này đã có trong thư viện: <a href="{}" target="_blank">{}</a>. Hãy dùng hình ấy.'),
                    reverse("wagtailimages:edit", args=[existing.pk]),
                    existing.title,
                ),
                code="duplicate",
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A file beside a mistake elsewhere is not kept, and that is said."""
        cleaned: dict[str, Any] = super().clean()
        if self.errors and "file" not in self.errors and "file" in self.changed_data:
            # Wagtail's multiple upload would store it aside, under the name that was sent, until the rest is right.
            self.add_error("file", gettext("Tệp chưa được lưu vì chỗ khác chưa đúng. Hãy sửa rồi chọn lại tệp."))
        if cleaned.get("keep_place") and "file" not in self.changed_data and self.instance.latitude is None:
            self._look_for_place()
        return cleaned

    def _look_for_place(self) -> None:
        """Whoever agrees later, after an upload of many or a change of mind, has the original looked at again."""
        try:
            with self.instance.file.open("rb") as file:
                self.judged = intake.judge_picture(file)
        except ValidationError as error:
            self.add_error("keep_place", error)
        except OSError:
            self.add_error("keep_place", gettext("Không tìm thấy tệp gốc của hình này. Hãy gửi lại tệp."))
        else:
            if self.judged.latitude is None:
                self.add_error("keep_place", gettext("Tệp của hình này không ghi nơi chụp. Hãy bỏ chọn ô này."))

    def save(self, commit: bool = True) -> Any:
        """Keep what the camera wrote; where it was only when the uploader agrees."""
        image = self.instance
        replaced = self.original_file if "file" in self.changed_data else None
        if "file" in self.changed_data:
            self.judged = self.cleaned_data["file"].judged
            if not any(name.startswith("focal_point") for name in self.changed_data):
                # The middle of the picture that was there says nothing of the new one.
                image.focal_point_x = image.focal_point_y = None
                image.focal_point_width = image.focal_point_height = None
        if self.judged is not None:
            intake.keep_facts(image, self.judged)
        if not self.cleaned_data.get("keep_place"):
            image.latitude = image.longitude = None
        # Wagtail would delete the replaced file at once; a change that fails after that would have lost both.
        self.original_file = None
        with transaction.atomic():
            image = super().save(commit)
            if commit and replaced:
                name, storage = replaced.name, replaced.storage
                transaction.on_commit(lambda: storage.delete(name))
        return image
