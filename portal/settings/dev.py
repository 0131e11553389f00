"""For working on the code: Django's debugger, unhashed static files. Never for anything that others can reach."""

from portal.settings.base import *  # noqa: F403 (a settings layer extends the one below)
from portal.settings.base import STORAGES

DEBUG = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
