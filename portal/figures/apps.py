"""Django's registration of the app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "portal.figures"
    label = "figures"
    verbose_name = "Số liệu"
