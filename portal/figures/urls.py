"""Public addresses of figures; the first segments are translated, names of indicators, areas and charts are not."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from portal.figures.views import datasets, files, pages

app_name = "figures"
urlpatterns = [
    path(
        _("so-lieu/"),
        include(
            [
                path("", pages.index, name="index"),
                path(_("du-lieu/"), datasets.index, name="datasets"),
                path(_("du-lieu/<slug:slug>/"), datasets.dataset, name="dataset"),
                path(_("bieu-do/<slug:key>.<str:kind>"), files.chart_file, name="chart_file"),
                path("<slug:slug>/", pages.indicator, name="indicator"),
                path("<slug:slug>/<slug:code>/", pages.area, name="area"),
            ]
        ),
    ),
]
