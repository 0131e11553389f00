"""Taking a shared record down: whoever does it sees the public pages that go with it, before and after."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext
from wagtail.snippets.views.snippets import UnpublishView


class UnpublishRecordView(UnpublishView):
    """Wagtail's question whether to take a record down, with the pages that go with it."""

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.pages = self.object.public_pages()

    def get_template_names(self) -> list[str]:
        return ["tourism/admin/confirm_unpublish.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["pages"] = self.pages
        return context

    def get_success_message(self) -> str:
        if not self.pages:
            return str(super().get_success_message())
        return ngettext(
            "Hồ sơ “%(name)s” và %(count)s trang kể về nó không còn công khai.",
            "Hồ sơ “%(name)s” và %(count)s trang kể về nó không còn công khai.",
            len(self.pages),
        ) % {"name": self.object, "count": len(self.pages)}
