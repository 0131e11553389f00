"""Address of the results page; what it is asked stands in its query."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search import views

app_name = "search"
urlpatterns = [path(_("tim-kiem/"), views.results, name="results")]
