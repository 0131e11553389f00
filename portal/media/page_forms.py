"""Pages go to readers only with pictures that may be shown."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from portal.media.page_pictures import problems_in


class PicturePageForm(WagtailAdminPageForm):
    """A page that shows pictures: a draft may have any, readers get only what may be shown."""

    def clean(self) -> dict[str, Any]:
        """Name the pictures that keep the page from being published, each with what it lacks."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:  # saved as a draft: judged later, like fields that must be filled in
            for problem in problems_in(self._meta.model, cleaned):
                self.add_error("picture" if "picture" in self.fields else None, problem)
        return cleaned
