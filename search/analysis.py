"""Text for both engines: every token of the index and of a query is made here, and the engines only split at spaces.

Pure functions of their arguments. Raise ``VERSION`` with every change of what they return: indexes of another version
are built again.
"""

from __future__ import annotations

VERSION = 1
