"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "portal.media"
    label = "media"
    verbose_name = "Hình ảnh"

    def ready(self) -> None:
        import_module("portal.media.checks")
        import_module("portal.media.document_hooks")
        import_module("portal.media.document_signals")
        import_module("portal.media.signals")
