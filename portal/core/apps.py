"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        import_module("portal.core.tasks")  # registers how workers are woken
        import_module("portal.core.checks")
