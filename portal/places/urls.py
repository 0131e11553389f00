"""Addresses of provinces and communes; the first segment is translated, codes and names are not."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.places import views

app_name = "places"
urlpatterns = [
    path(_("tinh/<slug:slug>/"), views.province, name="province"),
    path(_("xa-phuong/"), views.communes, name="communes"),
    path(_("xa-phuong/<str:code>-<slug:slug>/"), views.commune, name="commune"),
    path(_("xa-phuong/<slug:name>/"), views.unit_by_name, name="by_name"),
]
