"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        # Also after the tests' flush, which leaves a database as a migration would.
        post_migrate.connect(import_module("search.wording").load_shipped_words, sender=self)
        for name in ("tourism_pages", "other_pages", "units", "products", "figures"):
            import_module(f"search.kinds.{name}")
        import_module("search.signals")  # needs to know every type of page above
        import_module("search.lists")
        import_module("search.tasks")  # registers how drainers are woken
