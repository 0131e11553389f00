"""Records that exist once per place, and the pages that tell of them in each language."""

from tourism.models.events import (
    Event,
    EventAlias,
    EventEdition,
    EventIndexPage,
    EventPage,
    EventRecognition,
    EventSource,
)
from tourism.models.itineraries import (
    Itinerary,
    ItineraryDay,
    ItineraryHint,
    ItineraryIndexPage,
    ItineraryPage,
    ItinerarySource,
    ItineraryStop,
)
from tourism.models.places import (
    Activity,
    AttractionIndexPage,
    AttractionPage,
    DestinationIndexPage,
    DestinationPage,
    Place,
    PlaceAlias,
    PlaceSource,
    PracticalFact,
    Recognition,
)

__all__ = [
    "Activity",
    "AttractionIndexPage",
    "AttractionPage",
    "DestinationIndexPage",
    "DestinationPage",
    "Event",
    "EventAlias",
    "EventEdition",
    "EventIndexPage",
    "EventPage",
    "EventRecognition",
    "EventSource",
    "Itinerary",
    "ItineraryDay",
    "ItineraryHint",
    "ItineraryIndexPage",
    "ItineraryPage",
    "ItinerarySource",
    "ItineraryStop",
    "Place",
    "PlaceAlias",
    "PlaceSource",
    "PracticalFact",
    "Recognition",
]
