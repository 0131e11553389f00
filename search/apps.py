"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        for name in ("tourism_pages", "other_pages", "units"):
            import_module(f"search.kinds.{name}")
        import_module("search.signals")  # needs to know every type of page above
        import_module("search.tasks")  # registers how drainers are woken
