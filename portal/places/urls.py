"""Addresses of provinces and communes; the first segment is translated, codes and names are not."""

from django.urls import include, path, register_converter
from django.utils.translation import gettext_lazy as _

from portal.places import views


class UnitCodeConverter:
    """The official code of a commune or ward: five digits, kept as text for its leading zero."""

    regex = r"\d{5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UnitCodeConverter, "unit_code")

app_name = "places"
urlpatterns = [
    path(_("tinh/"), include([path("<slug:slug>/", views.province, name="province")])),
    path(
        _("xa-phuong/"),
        include(
            [
                path("", views.communes, name="communes"),
                path("<unit_code:code>-<slug:slug>/", views.commune, name="commune"),
                path("<slug:name>/", views.unit_by_name, name="by_name"),
            ]
        ),
    ),
]
