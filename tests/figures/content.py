"""The shipped figures without the rest of the demo content: quick to load."""

from __future__ import annotations

from portal.core.data_files import DataFile
from portal.home.demo.figures import FigureLoader
from portal.home.demo.records import CONTENT
from portal.home.demo.sources import Sources
from portal.places.loading import load_units


def load_figures() -> None:
    """All areas, indicators and values."""
    load_units()
    places = {row["place"] for row in DataFile(CONTENT / "figures" / "areas.json").content if row["place"]}
    sources = Sources(DataFile(CONTENT / "never_link.json"))
    FigureLoader(CONTENT, sources, places).load(DataFile(CONTENT / "founding_facts.json"))
