"""Loads the figures of the demo content: what is counted, where, every value with its source, and who disagrees.

Each value is checked as an editor's is. Values of targets are never chosen as results, and addresses of pages that copy
others' texts are never linked.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.core.data_files import DataFile
from portal.core.models import Source
from portal.core.registries import records_changed
from portal.figures.models import (
    Area,
    Commodity,
    ConflictGroup,
    FeaturedSeries,
    Holiday,
    Indicator,
    MarketStatement,
    Observation,
    PeriodType,
    Qualifier,
    StatedMarket,
    Status,
    Unit,
)
from portal.figures.rows import FLAGS
from portal.home.demo.products import clean, one_of
from portal.home.demo.records import date_or_none, pair, partial_or_empty
from portal.home.demo.sources import RETRIEVED_ON, Sources
from portal.places.models import Province
from tourism.models import Place


class FigureLoader:
    """Makes the rows of figures; keeps what was made so that each row finds its area, indicator and source."""

    def __init__(self, folder: Path, sources: Sources, places: Collection[str]) -> None:
        self.folder, self.sources, self.places = folder / "figures", sources, places
        self.now: dt.datetime = timezone.now()
        self.provinces: dict[str, Province] = {row.code: row for row in Province.objects.all()}
        self.areas: dict[str, Any] = {}
        self.indicators: dict[str, Any] = {}
        self.goods: dict[str, Any] = {}
        self.groups: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.observations: dict[str, Observation] = {}
        self.also_in: list[tuple[str, Source]] = []

    def load(self, founding_facts: DataFile, step: Callable[[], Any] = lambda: None) -> None:
        """Load all files of the folder. Raises ``BadData`` with file, record and reason."""
        for row in founding_facts.need(founding_facts.content, "documents", "file"):
            self.documents[row["id"]] = row
        self.load_areas(DataFile(self.folder / "areas.json"))
        self.load_indicators(DataFile(self.folder / "indicators.json"))
        for name, model, known in (("goods", Commodity, self.goods), ("conflicts", ConflictGroup, self.groups)):
            file = DataFile(self.folder / f"{name}.json")
            words = "name" if model is Commodity else "reason"
            for order, row in enumerate(file.content):
                record = self.new(file, row, known)
                made: Any = model(code=record, **pair(file.words(row, words, record), words))
                if model is Commodity:
                    made.order = order
                clean(file, record, made)
                made.save()
                known[record] = made
        self.load_visitors(DataFile(self.folder / "visitors.json"), step)
        self.load_exports(DataFile(self.folder / "exports.json"), step)
        self.load_overview(DataFile(self.folder / "overview.json"))
        made_rows = Observation.objects.bulk_create(self.observations.values())
        keys = {row.key: row.pk for row in made_rows}
        through = Observation.also_in.through
        through.objects.bulk_create(
            through(observation_id=keys[key], source_id=source.pk) for key, source in self.also_in
        )
        records_changed(Observation, sorted(keys.values()))

    def load_areas(self, file: DataFile) -> None:
        """Areas that sources count by; a place of tourism shows the figures of its area."""
        for row in file.content:
            record = self.new(file, row, self.areas)
            province = row.get("province")
            if province is not None and province not in self.provinces:
                raise file.wrong(record, f"no province has the code {province!r}")
            shown_with = row.get("shown_with")
            if shown_with is not None and shown_with not in self.areas:
                raise file.wrong(record, f"area {shown_with!r} does not stand before it")
            area = Area(
                code=record,
                scope=one_of(file, record, Area.Scope.values, file.need(row, "scope", record), "scope"),
                tone=one_of(file, record, Area.Tone.values, row.get("tone", Area.Tone.THIRD), "tone"),
                province=self.provinces[province] if province else None,
                shown_with=self.areas[shown_with] if shown_with else None,
                ended_on=date_or_none(file, row.get("ended_on"), record),
                **pair(file.words(row, "name", record), "name"),
            )
            area.save()
            self.areas[record] = area
            if place := row.get("place"):
                if place not in self.places:
                    raise file.wrong(record, f"place {place!r} does not exist")
                Place.objects.filter(slug=place).update(statistical_area=area)

    def load_indicators(self, file: DataFile) -> None:
        """What is counted, in the order of the file."""
        for order, row in enumerate(file.content):
            record = self.new(file, row, self.indicators)
            indicator = Indicator(
                code=record,
                slug=file.need(row, "slug", record),
                topic=one_of(file, record, Indicator.Topic.values, file.need(row, "topic", record), "topic"),
                unit=one_of(file, record, Unit.values, file.need(row, "unit", record), "unit"),
                decimal_places=file.need(row, "decimal_places", record),
                order=order,
                **pair(file.words(row, "name", record), "name"),
                **pair(file.words(row, "definition", record), "definition"),
                **pair(file.words(row, "method", record), "method"),
            )
            clean(file, record, indicator)
            indicator.save()
            self.indicators[record] = indicator

    def load_visitors(self, file: DataFile, step: Callable[[], Any]) -> None:
        """Visitor figures: one row a value."""
        for row in file.need(file.content, "observations", "file"):
            record = str(file.need(row, "key", "observations"))
            indicator = self.known(file, row, "indicator", self.indicators, record)
            if row.get("unit") != indicator.unit:
                raise file.wrong(record, f"{row.get('unit')!r} is not the unit of {indicator.code}")
            flags = set(row.get("flags", []))
            if unknown := flags.difference(FLAGS):
                raise file.wrong(record, f"unknown flags {sorted(unknown)}")
            self.observe(
                file,
                record,
                row,
                area=self.known(file, row, "area", self.areas, record),
                period=file.need(row, "period", record),
                period_type=file.need(row, "period_type", record),
                holiday=one_of(file, record, ["", *Holiday.values], row.get("holiday") or "", "holiday"),
                status=file.need(row, "status", record),
                quote=row.get("quote") or "",
                source=self.source(file, row, record, is_mirror="is_from_mirror" in flags),
                **{flag: flag in flags for flag in FLAGS},
            )
            step()

    def load_exports(self, file: DataFile, step: Callable[[], Any]) -> None:
        """What sources say of exports, each with its markets and its values."""
        for order, row in enumerate(file.need(file.content, "statements", "file")):
            record = str(file.need(row, "code", "statements"))
            statement = MarketStatement(
                code=record,
                area=self.known(file, row, "area", self.areas, record),
                commodity=self.known(file, row, "goods", self.goods, record),
                period=file.need(row, "period", record),
                period_type=one_of(file, record, PeriodType.values, row.get("period_type"), "type of period"),
                status=one_of(file, record, Status.values, row.get("status"), "status"),
                order=order,
                **pair(file.words(row, "text", record), "text"),
            )
            clean(file, record, statement)
            statement.save()
            sources = [self.source(file, source, record) for source in file.need(row, "sources", record)]
            if not sources:
                raise file.wrong(record, "no source is given")
            statement.sources.set(sources)
            StatedMarket.objects.bulk_create(
                StatedMarket(
                    statement=statement,
                    value=market.get("value"),
                    order=place,
                    **pair(file.words(market, "name", record), "name"),
                )
                for place, market in enumerate(file.need(row, "markets", record))
            )
            for part in file.need(row, "observations", record):
                key, change = str(file.need(part, "key", record)), part.get("change_percent")
                self.observe(
                    file,
                    key,
                    part,
                    area=statement.area,
                    commodity=statement.commodity,
                    period=statement.period,
                    period_type=statement.period_type,
                    status=statement.status,
                    statement=statement,
                    source=sources[0],
                    change_percent=None if change is None else Decimal(str(change)),
                )
                self.also_in += [(key, source) for source in sources[1:]]
            step()

    def load_overview(self, file: DataFile) -> None:
        """Which series stand on the overview, in the order of the file."""
        places: dict[str, Iterator[int]] = defaultdict(count)
        for number, row in enumerate(file.content):
            record = f"[{number}]"
            choice = FeaturedSeries(
                part=one_of(file, record, FeaturedSeries.Part.values, file.need(row, "part", record), "part"),
                indicator=self.known(file, row, "indicator", self.indicators, record),
                area=self.known(file, row, "area", self.areas, record),
                commodity=self.known(file, row, "goods", self.goods, record) if row.get("goods") else None,
                drawing=one_of(file, record, ["", *FeaturedSeries.Drawing.values], row.get("drawing") or "", "drawing"),
                order=next(places[row["part"]]),
            )
            clean(file, record, choice)
            try:
                choice.clean()
                choice.validate_constraints()
            except ValidationError as error:
                raise file.wrong(record, " ".join(error.messages)) from error
            choice.save()

    def observe(self, file: DataFile, record: str, row: dict[str, Any], **shared: Any) -> None:
        """Check one value and keep it for the end."""
        if record in self.observations:
            raise file.wrong(record, "this key stands twice")
        group = row.get("group")
        if group is not None and group not in self.groups:
            raise file.wrong(record, f"conflict {group!r} does not exist")
        status = one_of(file, record, Status.values, shared["status"], "status")
        is_chosen = bool(row.get("is_chosen"))
        observation = Observation(
            key=record,
            indicator=self.known(file, row, "indicator", self.indicators, record),
            value=self.number(file, row, record),
            qualifier=one_of(file, record, ["", *Qualifier.values], row.get("qualifier") or "", "qualifier"),
            conflict_group=self.groups[group] if group else None,
            is_chosen=is_chosen and status != Status.TARGET,
            is_chosen_target=is_chosen and status == Status.TARGET,
            state=Observation.State.PUBLISHED,
            updated_at=self.now,
            **pair(file.words(row, "note", record, optional=True), "note"),
            **shared,
        )
        clean(file, record, observation)
        try:
            observation.check_as_of(RETRIEVED_ON)
        except ValidationError as error:
            raise file.wrong(record, " ".join(error.messages)) from error
        if is_chosen and observation.is_suspect:
            raise file.wrong(record, "a doubtful value is not chosen")
        self.observations[record] = observation

    def source(self, file: DataFile, row: Any, record: str, *, is_mirror: bool = False) -> Source:
        """The source of a value: an official document, an address, or a text whose address must not be known."""
        if document := row.get("document"):
            if document not in self.documents:
                raise file.wrong(record, f"no document {document!r}")
            known = self.documents[document]
            row = {"url": known["url"]} if known["url"] else known
        published = partial_or_empty(file, row.get("published_on"), record)
        if row.get("url"):
            details = {"published_on": published} if published else {}
            source = self.sources.at(row["url"], file, record, **details)
            if is_mirror and source.is_linkable:
                source.is_linkable = False
                source.save()
            return source
        return self.sources.titled(
            title=str(file.need(row, "title", record)),
            publisher=row.get("publisher") or "",
            title_en=row.get("title_en") or "",
            published_on=published,
        )

    def number(self, file: DataFile, row: Any, record: str) -> Decimal:
        """The value of a row, as it is written. Raises ``BadData`` for what is no number."""
        value = file.need(row, "value", record)
        if type(value) not in (int, float):
            raise file.wrong(record, f"value: {value!r} is no number")
        return Decimal(str(value))

    def new(self, file: DataFile, row: Any, known: Mapping[str, Any]) -> str:
        """The code of a row, which must be new."""
        record = str(file.need(row, "code", str(row)[:60]))
        if record in known:
            raise file.wrong(record, "this code stands twice")
        return record

    def known(self, file: DataFile, row: Any, name: str, among: Mapping[str, Any], record: str) -> Any:
        """What a row names by its code; it must exist."""
        code = file.need(row, name, record)
        if code not in among:
            raise file.wrong(record, f"{name} {code!r} does not exist")
        return among[code]


def rows_of(folder: Path) -> int:
    """How many steps loading takes: one a visitor figure, one a statement on exports."""
    visitors, exports = (DataFile(folder / "figures" / f"{name}.json") for name in ("visitors", "exports"))
    return len(visitors.content.get("observations", [])) + len(exports.content.get("statements", []))
