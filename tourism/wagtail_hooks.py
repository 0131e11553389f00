"""The admin's menu for shared records: facts, coordinates, dates and sources that every language reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.core.choosers import searched_in
from tourism.admin_views import UnpublishRecordView
from tourism.models import Event, Itinerary, Place

STATE = LiveStatusTagColumn(label=_("Tình trạng"))


class RecordViewSet(SnippetViewSet):
    """What the records' viewsets share."""

    unpublish_view_class = UnpublishRecordView
    list_per_page = 50


class PlaceViewSet(RecordViewSet):
    """Records of destinations and attractions."""

    model = Place
    icon = "site"
    menu_label = _("Địa điểm")
    list_display = ("name", "kind", "category", "province", STATE)
    list_filter = ("kind", "category", "province")
    search_fields = ("name", "name_en", "search_text")
    chooser_viewset_class = searched_in("search_text", is_folded=True)


class EventViewSet(RecordViewSet):
    """Records of events."""

    model = Event
    icon = "calendar-alt"
    menu_label = _("Lễ hội")
    list_display = ("name", "calendar", "province", STATE)
    list_filter = ("calendar", "province")
    search_fields = ("name", "name_en")
    chooser_viewset_class = searched_in("slug", is_folded=True)


class ItineraryViewSet(RecordViewSet):
    """Records of itineraries."""

    model = Itinerary
    icon = "order"
    menu_label = _("Lịch trình")
    list_display = ("name", "days_count", STATE)
    chooser_viewset_class = searched_in("slug", is_folded=True)


class RecordGroup(SnippetViewSetGroup):
    """One menu for shared records."""

    menu_label = _("Hồ sơ chung")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (PlaceViewSet, EventViewSet, ItineraryViewSet)


register_snippet(RecordGroup)
