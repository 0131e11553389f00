"""Loads the shared records of the demo content: roads, facts, places, events, itineraries."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from portal.core import partial_date
from portal.core.data_files import DataFile
from portal.core.models import Source, StatedFact, StatedFactSubject
from portal.home.demo.sources import RETRIEVED_ON, Sources
from portal.places.models import Airport, BorderGate, Commune, Distance, Province, ProvinceFact, Route
from tourism.models import (
    Activity,
    Event,
    EventAlias,
    EventEdition,
    EventRecognition,
    EventSource,
    Itinerary,
    ItineraryDay,
    ItineraryHint,
    ItinerarySource,
    ItineraryStop,
    Place,
    PlaceAlias,
    PlaceSource,
    PracticalFact,
    Recognition,
)

CONTENT = Path(__file__).parent / "content"
ONLY_A_NUMBER = re.compile(r"[\d.,]+ m")


def pair(words: dict[str, str], name: str) -> dict[str, str]:
    """Twin columns of a text: ``{"name_vi": …, "name_en": …}``."""
    return {f"{name}_vi": words["vi"], f"{name}_en": words["en"]}


def lines(file: DataFile, rows: list[Any], record: str) -> dict[str, str]:
    """Several texts as one text of lines per language."""
    texts = [file.words({"text": row}, "text", record) for row in rows]
    return {"vi": "\n".join(text["vi"] for text in texts), "en": "\n".join(text["en"] for text in texts)}


def date_or_none(file: DataFile, text: str | None, record: str) -> dt.date | None:
    """An ISO date. Raises ``BadData`` for anything else."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise file.wrong(record, f"{text!r} is no date") from error


def partial_or_empty(file: DataFile, text: str | None, record: str) -> str:
    """A partial date, or empty. Raises ``BadData`` for anything else."""
    if not text:
        return ""
    try:
        partial_date.parse(text)
    except ValueError as error:
        raise file.wrong(record, str(error)) from error
    return text


def load_geography_texts(folder: Path, sources: Sources) -> None:
    """Province pages, commune leads, roads, distances, airports and gates."""
    provinces = DataFile(folder / "provinces.json")
    for row in provinces.content:
        record = str(provinces.need(row, "slug", "province"))
        province = Province.objects.filter(slug=record).first()
        if province is None:
            raise provinces.wrong(record, "no such province")
        story = [provinces.words({"text": part}, "text", record) for part in provinces.need(row, "story", record)]
        for language in ("vi", "en"):
            for name in ("lead", "description", "story_title"):
                setattr(province, f"{name}_{language}", provinces.words(row, name, record)[language])
            setattr(province, f"story_{language}", "\n\n".join(part[language] for part in story))
        province.save()
        province.facts.all().delete()
        for order, fact in enumerate(provinces.need(row, "facts", record)):
            ProvinceFact.objects.create(
                province=province,
                **pair(provinces.words(fact, "label", record), "label"),
                text_vi=provinces.need(fact, "vi", record),
                text_en=provinces.need(fact, "en", record),
                as_of=partial_or_empty(provinces, fact.get("as_of"), record),
                source=sources.at(fact["source"], provinces, record) if fact.get("source") else None,
                order=order,
            )
    leads = DataFile(folder / "communes.json")
    for code, row in leads.content.items():
        words = leads.words(row, "lead", code)
        if not Commune.objects.filter(code=code).update(lead_vi=words["vi"], lead_en=words["en"]):
            raise leads.wrong(code, "no such commune")
    load_roads(DataFile(folder / "getting_there.json"), sources)


def load_roads(file: DataFile, sources: Sources) -> None:
    """Routes, distances, airports and gates, in the order of the file."""
    Route.objects.all().delete()
    Distance.objects.all().delete()
    for order, row in enumerate(file.need(file.content, "routes", "file")):
        record = f"routes[{order}]"
        status = file.need(row, "status", record)
        if status not in Route.Status.values:
            raise file.wrong(record, f"unknown status {status!r}")
        route = Route.objects.create(
            **pair(file.words(row, "name", record), "name"),
            **pair(lines(file, file.need(row, "facts", record), record), "text"),
            **pair(file.words(row, "note", record, optional=True), "note"),
            status=status,
            order=order,
        )
        route.sources.set([sources.at(url, file, record) for url in row.get("source_urls", [])])
    for order, row in enumerate(file.need(file.content, "distances", "file")):
        record = f"distances[{order}]"
        distance = Distance.objects.create(
            **pair(file.words(row, "from", record), "start"),
            **pair(file.words(row, "to", record), "end"),
            **pair(file.words(row, "km", record), "length"),
            **pair(file.words(row, "time", record, optional=True), "duration"),
            **pair(file.words(row, "road", record, optional=True), "road"),
            **pair(file.words(row, "note", record, optional=True), "note"),
            order=order,
        )
        distance.sources.set([sources.at(url, file, record) for url in row.get("source_urls", [])])
    provinces = {province.code: province for province in Province.objects.all()}
    for row in file.need(file.content, "airports", "file"):
        record = str(file.need(row, "id", "airports"))
        status = file.need(row, "status", record)
        if status not in Airport.Status.values:
            raise file.wrong(record, f"unknown status {status!r}")
        airport, _created = Airport.objects.update_or_create(
            slug=record,
            defaults={
                **pair(file.words(row, "name", record), "name"),
                **pair(file.words(row, "status_text", record), "status_text"),
                **pair(lines(file, row["facts"], record), "text"),
                "status": status,
                "iata": row["iata"],
                "icao": row["icao"],
                "province": provinces[file.need(row, "province", record)],
                "elevation_m": row.get("elevation_m"),
                "latitude": row.get("latitude"),
                "longitude": row.get("longitude"),
            },
        )
        airport.sources.set([sources.at(url, file, record) for url in row.get("source_urls", [])])
    for order, row in enumerate(file.need(file.content, "gates", "file")):
        record = str(file.need(row, "id", "gates"))
        commune = _commune(file, row.get("commune_code"), record)
        gate, _created = BorderGate.objects.update_or_create(
            slug=record,
            defaults={
                **pair(file.words(row, "name", record), "name"),
                **pair(file.words(row, "opposite", record), "opposite"),
                **pair(file.words(row, "kind_note", record, optional=True), "kind_note"),
                **pair(lines(file, row["facts"], record), "text"),
                "country": row["country"],
                "kind": row.get("kind") or "",
                "commune": commune,
                "province": provinces[file.need(row, "province", record)],
                "order": order,
            },
        )
        gate.sources.set([sources.at(url, file, record) for url in row.get("source_urls", [])])


def _commune(file: DataFile, code: str | None, record: str) -> Commune | None:
    if not code:
        return None
    commune: Commune | None = Commune.objects.filter(code=code).first()
    if commune is None:
        raise file.wrong(record, f"commune {code} does not exist")
    return commune


def load_stated_facts(file: DataFile, sources: Sources) -> None:
    """Official facts with their documents."""
    documents: dict[str, Source] = {}
    for row in file.need(file.content, "documents", "file"):
        record = str(file.need(row, "id", "documents"))
        hint = file.words(row, "published_hint", record, optional=True)
        details = {
            "title": row["title"],
            "title_en": row.get("title_en") or "",
            "publisher": row["publisher"],
            "published_on": partial_or_empty(file, row.get("published_on"), record),
            "published_hint_vi": hint["vi"],
            "published_hint_en": hint["en"],
        }
        if row.get("url"):
            documents[record] = sources.at(row["url"], file, record, **details)
        else:
            documents[record] = sources.titled(**details)
    for row in file.need(file.content, "facts", "file"):
        record = str(file.need(row, "id", "facts"))
        if row["status"] not in StatedFact.Status.values:
            raise file.wrong(record, f"unknown status {row['status']!r}")
        if row["document"] not in documents:
            raise file.wrong(record, f"document {row['document']!r} is not in the file")
        fact, _created = StatedFact.objects.update_or_create(
            code=record,
            defaults={
                **pair(file.words(row, "period", record), "period"),
                **pair(file.words(row, "headline", record), "headline"),
                **pair(file.words(row, "text", record), "text"),
                "topic": row["topic"],
                "status": row["status"],
                "value": row.get("value"),
                "unit": row.get("unit") or "",
                "source": documents[row["document"]],
            },
        )
        fact.subjects.all().delete()
        StatedFactSubject.objects.bulk_create(
            StatedFactSubject(fact=fact, key=key) for key in dict.fromkeys(row["subjects"])
        )


def load_place(file: DataFile, row: dict[str, Any], text: DataFile, sources: Sources) -> Place:
    """One place: machine facts of ``row``, words of ``text``. Its parent is set by the caller."""
    record = str(row["slug"])
    if row["category"] not in Place.Category.values:
        raise file.wrong(record, f"unknown category {row['category']!r}")
    provinces = [_province(file, code, record) for code in row["provinces"]]
    title = text.words(text.content, "title", record)
    place = Place(
        slug=record,
        name=title["vi"],
        name_en=title["en"],
        kind=row["kind"],
        category=row["category"],
        province=provinces[0],
        former_district=row.get("former_district") or "",
        latitude=_degrees(row.get("latitude")),
        longitude=_degrees(row.get("longitude")),
        coord_quality=row.get("coord_quality") or "",
        months=row.get("months") or [],
        ethnic_groups_vi=row["ethnic_groups"]["vi"],
        ethnic_groups_en=row["ethnic_groups"]["en"],
    )
    place.other_provinces.set(provinces[1:])
    communes = [_commune(file, code, record) for code in row["communes"]]
    place.communes.set([commune for commune in communes if commune is not None])
    for alias in row.get("aliases", []):
        place.aliases.add(PlaceAlias(name=alias))
    for order, fact in enumerate(text.need(text.content, "facts", record)):
        place.facts.add(_practical(text, fact, record, order, sources))
    for order, one in enumerate(text.need(text.content, "recognition", record)):
        words = text.words({"text": {"vi": one.get("vi"), "en": one.get("en")}}, "text", record)
        place.recognitions.add(Recognition(sort_order=order, year=one.get("year"), **pair(words, "text")))
    for order, one in enumerate(text.need(text.content, "activities", record)):
        words = text.words({"text": one}, "text", record)
        place.activities.add(Activity(sort_order=order, **pair({k: capital(v) for k, v in words.items()}, "text")))
    for order, url in enumerate(dict.fromkeys(row["source_urls"])):
        place.sources.add(PlaceSource(sort_order=order, source=sources.at(url, file, record)))
    _validate(file, record, place)
    place.save()
    return place


def _practical(text: DataFile, fact: dict[str, Any], record: str, order: int, sources: Sources) -> PracticalFact:
    if fact.get("kind") not in PracticalFact.Kind.values:
        raise text.wrong(record, f"unknown kind of fact {fact.get('kind')!r}")
    words = text.words({"text": {"vi": fact.get("vi"), "en": fact.get("en")}}, "text", record)
    exact = fact.get("amount") is not None and (fact["kind"] == "price" or ONLY_A_NUMBER.fullmatch(words["vi"]))
    return PracticalFact(
        sort_order=order,
        kind=fact["kind"],
        amount=fact["amount"] if exact else None,
        **pair({k: capital(v) for k, v in text.words(fact, "label", record, optional=True).items()}, "label"),
        **({} if exact else pair({k: capital(v) for k, v in words.items()}, "text")),
        as_of=partial_or_empty(text, fact.get("as_of"), record),
        source=sources.at(fact["source"], text, record) if fact.get("source") else None,
    )


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.5f}"


def _province(file: DataFile, code: str, record: str) -> Province:
    province = Province.objects.filter(code=code).first()
    if province is None:
        raise file.wrong(record, f"province {code} does not exist")
    return province


def _validate(file: DataFile, record: str, instance: Any) -> None:
    errors = _errors_of(instance)
    if errors:
        raise file.wrong(record, errors)


def _errors_of(instance: Any) -> str:
    try:
        instance.full_clean(exclude=["sort_key", "search_text"])
    except ValidationError as error:
        return "; ".join(error.messages)
    return ""


def load_event(
    file: DataFile, row: dict[str, Any], text: DataFile, places: dict[str, Place], sources: Sources
) -> Event:
    """One event: machine rule of ``row``, words of ``text``."""
    record = str(row["slug"])
    content = text.content
    if row.get("place") and row["place"] not in places:
        raise file.wrong(record, f"place {row['place']!r} does not exist")
    title = text.words(content, "title", record)
    groups = [text.words({"text": one}, "text", record) for one in content.get("ethnic_groups", [])]
    event = Event(
        slug=record,
        name=title["vi"],
        name_en=title["en"],
        province=_province(file, row["province"], record),
        place=places.get(row["place"] or ""),
        calendar=row["calendar"],
        months=row["months"],
        exact_month=row["exact_month"],
        exact_day=row["exact_day"],
        exact_days=row["exact_days"],
        ethnic_groups_vi=", ".join(one["vi"] for one in groups),
        ethnic_groups_en=", ".join(one["en"] for one in groups),
        **pair(text.words(content, "rule", record), "rule"),
        **pair(text.words(content, "when_short", record), "when_short"),
        **pair(text.words(content, "place_text", record), "place_text"),
    )
    for order, one in enumerate(content.get("editions", [])):
        event.editions.add(
            EventEdition(
                sort_order=order,
                year=one["year"],
                starts_on=date_or_none(text, one.get("start"), record),
                ends_on=date_or_none(text, one.get("end"), record),
                **pair(text.words(one, "note", record, optional=True), "note"),
            )
        )
    for alias in row.get("aliases", []):
        event.aliases.add(EventAlias(name=alias))
    for order, one in enumerate(content.get("recognition", [])):
        words = text.words({"text": {"vi": one.get("vi"), "en": one.get("en")}}, "text", record)
        event.recognitions.add(EventRecognition(sort_order=order, year=one.get("year"), **pair(words, "text")))
    for order, url in enumerate(dict.fromkeys(row["source_urls"])):
        event.sources.add(EventSource(sort_order=order, source=sources.at(url, file, record)))
    _validate(file, record, event)
    event.save()
    return event


def load_itinerary(text: DataFile, places: dict[str, Place], sources: Sources) -> Itinerary:
    """One itinerary with its days, stops, hints and sources."""
    content = text.content
    record = str(text.need(content, "slug", text.path.name))
    title = text.words(content, "title", record)
    itinerary = Itinerary(
        slug=record,
        name=title["vi"],
        name_en=title["en"],
        number=content["number"],
        days_count=content["days_count"],
        nights_count=content["nights_count"],
        **pair(text.words(content, "start", record), "start"),
        **pair(text.words(content, "transport", record, optional=True), "transport"),
        **pair(text.words(content, "season", record, optional=True), "season"),
        **pair(text.words(content, "variant", record, optional=True), "variant"),
    )
    stop_order = 0
    for order, day in enumerate(text.need(content, "days", record)):
        itinerary.days.add(
            ItineraryDay(
                sort_order=order,
                day=day["day"],
                last_day=day.get("last_day"),
                **pair(text.words(day, "title", record), "title"),
                **pair(text.words(day, "distance", record, optional=True), "distance"),
                **pair(text.words(day, "text", record), "text"),
                **pair(text.words(day, "night", record, optional=True), "night"),
            )
        )
        for stop in day["stops"]:
            if stop.get("place") and stop["place"] not in places:
                raise text.wrong(record, f"place {stop['place']!r} does not exist")
            itinerary.stops.add(
                ItineraryStop(
                    sort_order=stop_order,
                    day=day["day"],
                    place=places.get(stop.get("place") or ""),
                    **pair(text.words(stop, "name", record), "name"),
                    **pair(text.words(stop, "note", record, optional=True), "note"),
                )
            )
            stop_order += 1
    for order, hint in enumerate(content.get("before_you_go", [])):
        itinerary.hints.add(ItineraryHint(sort_order=order, **pair(text.words({"t": hint}, "t", record), "text")))
    for order, row in enumerate(content.get("sources", [])):
        if row.get("url"):
            source = sources.at(
                row["url"],
                text,
                record,
                title=row.get("title") or "",
                published_on=partial_or_empty(text, row.get("published"), record),
            )
        else:  # a guide whose address was not kept stands with its description
            label = row.get("title") or text.words(row, "note", record)["vi"]
            source = Source.objects.get_or_create(title=label, url=None, defaults={"retrieved_on": RETRIEVED_ON})[0]
        itinerary.sources.add(
            ItinerarySource(
                sort_order=order, source=source, **pair(text.words(row, "note", record, optional=True), "note")
            )
        )
    _validate(text, record, itinerary)
    itinerary.save()
    return itinerary
