"""Django's registration of the app."""

from django.apps import AppConfig


class TourismConfig(AppConfig):
    name = "tourism"
    label = "tourism"
    verbose_name = "Du lịch"
