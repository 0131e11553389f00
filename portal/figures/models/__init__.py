"""Areas and goods, what is counted, and values with their sources."""

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

__all__ = [
    "Area",
    "Commodity",
    "ConflictGroup",
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
