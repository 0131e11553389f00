"""Pages go to readers only with pictures that may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images.permissions import permission_policy

from portal.media.models.pictures import Image
from portal.media.page_pictures import pictures_in, problems_of, values_of


class PicturePageForm(WagtailAdminPageForm):
    """A page that shows pictures: a draft may have any, readers get only what may be shown."""

    def clean(self) -> dict[str, Any]:
        """Name the pictures that keep the page from being published, each with what it lacks."""
        cleaned: dict[str, Any] = super().clean()
        pictures = pictures_in(self._meta.model, cleaned)
        if self._has_strange(pictures):
            raise PermissionDenied  # no form with a sentence: it would show the picture
        if not self.is_deferred_validation:  # saved as a draft: judged later, like fields that must be filled in
            for problem in problems_of(pictures):
                self.add_error("picture" if "picture" in self.fields else None, problem)
        return cleaned

    def _has_strange(self, pictures: Iterable[Image]) -> bool:
        """Whether a picture was added that its editor may not choose: another's draft, by a number typed by hand."""
        if self.for_user is None:
            return False
        had = values_of(self.instance) if self.instance.pk else {}
        before = {image.pk for image in pictures_in(self._meta.model, had)}
        return any(
            image.pk not in before
            and not permission_policy.user_has_permission_for_instance(self.for_user, "choose", image)
            for image in pictures
        )
