"""Addresses that stand on labels: they have no language, and none of them ever changes."""

from django.urls import path, re_path

from products.views import codes

#: As somebody typed it: spaces, hyphens and small letters lead to the address itself.
CODE = r"^q/(?P<code>[^/]{1,40})"

urlpatterns = [
    path("q/", codes.typed_code, name="typed_code"),
    re_path(rf"{CODE}\.svg$", codes.drawing, {"kind": "svg"}, name="product_code_svg"),
    re_path(rf"{CODE}\.png$", codes.drawing, {"kind": "png"}, name="product_code_png"),
    re_path(rf"{CODE}/?$", codes.code, name="product_code"),
]
