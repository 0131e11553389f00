"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "portal.figures"
    label = "figures"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        import_module("portal.figures.panels")
        import_module("portal.figures.signals")  # registers what carries out its work
        import_module("portal.figures.sitemaps")  # registers its public addresses
