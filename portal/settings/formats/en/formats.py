"""As in Vietnamese: editors who read the admin in English work on the same pages."""

from portal.settings.formats.vi.formats import *  # noqa: F403 (one set of formats for all)
