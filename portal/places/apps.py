"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "portal.places"
    label = "places"
    verbose_name = "Địa lý"

    def ready(self) -> None:
        import_module("portal.places.panels")
