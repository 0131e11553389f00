"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig
from wagtail_localize import compat

from portal.core import schema

# Its dates go through strftime, whose months are English. Django reads every app's configuration before any models.
compat.DATE_FORMAT = "%-d.%-m.%Y"


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        import_module("portal.core.tasks")  # registers how workers are woken
        import_module("portal.core.checks")
        schema.expected_migrations()
