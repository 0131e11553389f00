"""The provinces of the portal by name, for the sentences of the frame that must say whose portal it is.

The names are a setting (``PORTAL_REGION``), so that no text of code or template says which provinces they are, or how
many.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _


def region(between: str = "") -> str:
    """``Sơn La và Điện Biên`` in the active language; with ``between`` that sign stands between any two names."""
    return between.join(settings.PORTAL_REGION) if between else joined(settings.PORTAL_REGION)


def joined(names: Sequence[str]) -> str:
    """``A``, ``A và B``, ``A, B và C``; empty for none."""
    *most, last = names or [""]
    return _("%(names)s và %(last)s") % {"names": ", ".join(most), "last": last} if most else last
