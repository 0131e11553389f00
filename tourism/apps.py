"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class TourismConfig(AppConfig):
    name = "tourism"
    label = "tourism"
    verbose_name = "Du lịch"

    def ready(self) -> None:
        import_module("tourism.panels")
