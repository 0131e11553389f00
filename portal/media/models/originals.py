"""The file of an original, which is measured where it is judged and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.images.models import WagtailImageField


class OriginalField(WagtailImageField):
    """An original's file; width and height of its picture are what the intake found, as it stands upright.

    Wagtail's field opens the file in the web server whenever one is set: it would read hostile headers outside the
    child that may die of them, and write down the size of a picture that lies on its side.
    """

    def update_dimension_fields(self, instance: models.Model, force: bool = False, *args: Any, **kwargs: Any) -> None:
        """Take over what is known already; Wagtail measures only files that came past the intake (by a command)."""
        file = getattr(instance, self.attname) if self.attname in instance.__dict__ else None
        if file and not file._committed and (judged := getattr(file.file, "judged", None)) is not None:
            instance.width, instance.height = judged.width, judged.height  # type: ignore[attr-defined]
        elif not (file and file._committed and instance.width and instance.height):  # type: ignore[attr-defined]
            super().update_dimension_fields(instance, force, *args, **kwargs)

    def deconstruct(self) -> Any:
        """For migrations it is Wagtail's field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
