"""Django's registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    label = "products"
    verbose_name = "Sản vật"

    def ready(self) -> None:
        import_module("products.panels")
        import_module("products.signals")  # registers what carries out its work
        import_module("products.document_access")  # registers who may read certificates
        import_module("products.sitemaps")  # registers its public addresses
