"""The admin's menu for geography: texts of provinces and communes, roads, distances, airports, gates."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.places.models import Airport, BorderGate, Commune, Distance, Province, Route


def twins(name: str, heading: Any) -> MultiFieldPanel:
    """The two columns of a text side by side."""
    return MultiFieldPanel([FieldPanel(f"{name}_vi"), FieldPanel(f"{name}_en")], heading=heading)


class ProvinceViewSet(SnippetViewSet):
    """Texts of the province pages."""

    model = Province
    icon = "globe"
    list_display = ("name", "code")


class CommuneViewSet(SnippetViewSet):
    """Leads of the commune pages."""

    model = Commune
    icon = "home"
    list_display = ("__str__", "code")
    list_filter = ("province", "kind")
    search_fields = ("name", "code", "former_units__name")
    list_per_page = 50


class RouteViewSet(SnippetViewSet):
    """Roads."""

    model = Route
    icon = "arrows-up-down"
    list_display = ("name_vi", "status")
    panels = [
        twins("name", _("Tên")),
        FieldPanel("status"),
        twins("text", _("Dữ kiện")),
        twins("note", _("Ghi chú")),
        FieldPanel("sources"),
        FieldPanel("order"),
    ]


class DistanceViewSet(SnippetViewSet):
    """Distances."""

    model = Distance
    icon = "arrow-right"
    list_display = ("start_vi", "end_vi", "length_vi", "road_vi")
    search_fields = ("start_vi", "end_vi")
    panels = [
        twins("start", _("Từ")),
        twins("end", _("Đến")),
        twins("length", _("Dài")),
        twins("duration", _("Thời gian")),
        twins("road", _("Đường")),
        twins("note", _("Ghi chú")),
        FieldPanel("sources"),
        FieldPanel("order"),
    ]


class AirportViewSet(SnippetViewSet):
    """Airports."""

    model = Airport
    icon = "globe"
    list_display = ("name_vi", "iata", "status")


class BorderGateViewSet(SnippetViewSet):
    """Border gates."""

    model = BorderGate
    icon = "key"
    list_display = ("name_vi", "country", "kind", "commune")


class GeographyGroup(SnippetViewSetGroup):
    """One menu for geography."""

    menu_label = _("Địa lý")
    menu_icon = "globe"
    menu_order = 310
    items = (ProvinceViewSet, CommuneViewSet, RouteViewSet, DistanceViewSet, AirportViewSet, BorderGateViewSet)


register_snippet(GeographyGroup)
