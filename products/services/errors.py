"""What refuses a change of a listing or business; each carries the sentence that its sender reads."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from products.listing_content import LABELS


class Refused(Exception):
    """A change that the rules do not allow now; nothing was changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class EditConflict(Refused):
    """Somebody else saved or decided in between; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            _("Trong lúc bạn sửa, người khác đã lưu hoặc xử lý bản này. Hãy xem bản mới nhất; chưa có gì bị ghi đè.")
        )


class Incomplete(Refused):
    """A listing lacks what it needs before an officer may see it; ``missing`` names the fields of its content."""

    def __init__(self, missing: Sequence[str]) -> None:
        labels = ", ".join(str(LABELS[name]) for name in missing)
        super().__init__(_("Còn thiếu: %(fields)s.") % {"fields": labels})
        self.missing = tuple(missing)
