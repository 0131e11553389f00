"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "portal.users"
    label = "users"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        import_module("portal.users.signals")
