"""Where the portal's own letters lie as files, for what is drawn outside a browser: PDF files, pictures of charts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: ``BeVietnamPro-Regular.ttf`` and ``BeVietnamPro-SemiBold.ttf``.
FONTS: Final = Path(__file__).parent / "fonts"
