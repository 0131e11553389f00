"""Makes areas, indicators, sources and values for tests; every call makes a new one with names of its own."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from portal.core.models import Source
from portal.figures.models import Area, Commodity, FeaturedSeries, Indicator, Observation

NUMBERS = count(1)
NOW = dt.datetime(2026, 11, 22, 8, 42, tzinfo=dt.UTC)


def area(**fields: Any) -> Area:
    number = next(NUMBERS)
    names = {"code": f"noi-{number}", "name_vi": f"Nơi {number}", "name_en": f"Place {number}", "scope": "site"}
    return Area.objects.create(**names | fields)


def commodity(**fields: Any) -> Commodity:
    number = next(NUMBERS)
    names = {"code": f"hang-{number}", "name_vi": f"Hàng {number}", "name_en": f"Goods {number}"}
    return Commodity.objects.create(**names | fields)


def indicator(**fields: Any) -> Indicator:
    number = next(NUMBERS)
    values = {
        "code": f"indicator_{number}",
        "slug": f"chi-tieu-{number}",
        "topic": "visitors",
        "name_vi": f"Chỉ tiêu {number}",
        "name_en": f"Indicator {number}",
        "definition_vi": "Định nghĩa",
        "definition_en": "Definition",
        "method_vi": "Cách có số liệu",
        "method_en": "Method",
        "unit": "visits",
    }
    return Indicator.objects.create(**values | fields)


def source(**fields: Any) -> Source:
    number = next(NUMBERS)
    values = {"title": f"Bài {number}", "publisher": "Báo Thử", "url": f"https://bao.example.vn/{number}"}
    return Source.objects.create(**values | fields)


def unsaved(**fields: Any) -> Observation:
    """A published estimate of 2024 that is not stored yet."""
    number = next(NUMBERS)
    values: dict[str, Any] = {
        "key": f"v-{number}",
        "period": "2024",
        "period_type": "year",
        "value": 1000,
        "status": "estimate",
        "state": "published",
        "updated_at": NOW,
    }
    for name, make in (("indicator", indicator), ("area", area), ("source", source)):
        values[name] = fields.pop(name) if name in fields else make()
    observation = Observation(**values | fields)
    observation.set_days()
    return observation


def observation(**fields: Any) -> Observation:
    """A published estimate of 2024."""
    made = unsaved(**fields)
    made.save()
    return made


def featured(one: Observation, part: str = "headline", **fields: Any) -> FeaturedSeries:
    """The choice of the series of a value, behind those that are there."""
    values = {"indicator": one.indicator, "area": one.area, "commodity": one.commodity, "order": next(NUMBERS)}
    return FeaturedSeries.objects.create(part=part, **values | fields)
