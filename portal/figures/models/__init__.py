"""Areas and goods, what is counted, values with their sources, and which of them stand on the overview."""

from portal.figures.models.areas import Area, Commodity
from portal.figures.models.indicators import Indicator, Unit
from portal.figures.models.observations import (
    ConflictGroup,
    Holiday,
    MarketStatement,
    Observation,
    ObservationRevision,
    PeriodType,
    Qualifier,
    StatedMarket,
    Status,
)
from portal.figures.models.overview import FeaturedSeries
from portal.figures.models.sheets import FigureSheet

__all__ = [
    "Area",
    "Commodity",
    "ConflictGroup",
    "FeaturedSeries",
    "FigureSheet",
    "Holiday",
    "Indicator",
    "MarketStatement",
    "Observation",
    "ObservationRevision",
    "PeriodType",
    "Qualifier",
    "StatedMarket",
    "Status",
    "Unit",
]
