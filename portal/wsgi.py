"""The WSGI entry point, served by granian (see the Procfile)."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import reverse
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")

application = get_wsgi_application()

# The first visitor of a process does not wait for what every request needs: the addresses, read once for each language,
# and the tags of templates.
for language, _ in settings.LANGUAGES:
    with translation.override(language):
        reverse("live")
engines.all()
# Looking through all that was loaded so far for garbage would stop one request in some hundred for a tenth of a second.
gc.collect()
gc.freeze()
